"""How long the list of findings takes on the server with 20,000 findings, beside the same list written naively.

Makes a fictional city from a seed, fills it up to 20,000 findings, then asks for the same pages in turn: from the list
as it is, and from the same list written naively: without joins (each row asks for its unit and its leaf), and with
whole rows carried through sort and offset. Says wall time and processor time, so that a busy machine shows.

    .venv/bin/python benchmarks/findings_list.py [--findings 20000] [--rounds 60] [--seed 20261123]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "findings_list.json"
WARM_UP = 5
TARGET_MS = 200
PAGES = {
    "first page": {},
    "sorted by unit": {"sort": "unit"},
    "sorted by amount, largest first": {"sort": "-amount_fen"},
    "searched for a word of two characters (接待)": {"q": "接待"},
    "searched, filtered and sorted": {"q": "不到位", "severity": "notable", "sort": "leaf"},
    "last page": {"page": "last"},
}


def main() -> int:
    """Measure and write down."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="xuncha-benchmark-") as home:
        os.environ |= {"XUNCHA_HOME": home, "DJANGO_SETTINGS_MODULE": "xuncha.config.settings.office"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT / "src"))
        import django

        django.setup()
        made = make(options.findings, options.seed)
        measured = measure(options.rounds, made["found"])
    result = {
        "what": "server time of one page of the list of findings, in milliseconds, through Django's test client",
        "alternative": "the same page and permissions without select_related (queries per row) and with Django's own Paginator",
        "seed": options.seed, "findings": made["found"], "inspections": made["inspections"], "reader": made["reader"],
        "requests_each": options.rounds, "target_p95_ms": TARGET_MS, "machine": machine(), "versions": versions(),
        "pages": measured,
    }  # fmt: skip
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return report(measured)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=60, help="requests for each page and each list")
    parser.add_argument("--seed", type=int, default=20261123)
    return parser.parse_args()


def make(wanted: int, seed: int) -> dict[str, Any]:
    """Write the city and as many findings as are wanted, through the trail like everything else."""
    from xuncha.config import demonstration
    from xuncha.config.commands import serve
    from xuncha.records.accounts.models import Grant
    from xuncha.records.findings.models import Finding
    from xuncha.records.rounds.models import Inspection

    serve.prepare()
    demonstration.load(size="city", seed=seed)
    fill_up(wanted - Finding.objects.count(), random.Random(seed))  # noqa: S311 - repeatable, not secret
    grant = min(Grant.objects.filter(role="planner"), key=lambda each: len(each.jurisdiction.path))
    return {
        "found": Finding.objects.count(), "inspections": Inspection.objects.count(),
        "reader": f"planner of {grant.jurisdiction} ({grant.user.username})",
    }  # fmt: skip


def fill_up(missing: int, chance: random.Random) -> None:
    """Add findings made of those there are: each with another unit, day, amount and wording."""
    from xuncha.records.audit.actions import SYSTEM, act
    from xuncha.records.findings.models import Finding
    from xuncha.records.rounds.models import Inspection

    models, inspections = list(Finding.objects.order_by("pk")), list(Inspection.objects.order_by("pk"))
    made = []
    for number in range(missing):
        model = chance.choice(models)
        amount = chance.choice([None, chance.randrange(10_000, 90_000_000)])
        made.append(
            Finding(
                inspection=chance.choice(inspections), number=10_000 + number, leaf_id=model.leaf_id,
                title=f"{model.title}（{number}）", symptom=model.symptom, cause=model.cause,
                rule_broken=model.rule_broken, severity=chance.choice(["serious", "notable", "ordinary"]),
                cure=model.cure, tags=model.tags, amount_fen=amount, persons=chance.randrange(20), state=model.state,
                found_on=model.found_on - timedelta(days=chance.randrange(900)),
            )
        )  # fmt: skip
    with act("demo.load", by=SYSTEM) as change:
        change.create_many(made)


def measure(rounds: int, found: int) -> list[dict[str, Any]]:
    """Ask for every page from both lists in turn, so that both meet the same weather."""
    from django.test import Client
    from django.urls import reverse

    from xuncha.records.accounts.models import Grant
    from xuncha.web.components.pages import PER_PAGE

    client = Client(headers={"host": "localhost"})
    grant = min(Grant.objects.filter(role="planner"), key=lambda each: len(each.jurisdiction.path))
    client.force_login(grant.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("office:finding_list")
    measured = []
    for name, asked in PAGES.items():
        query = dict(asked)
        if query.get("page") == "last":
            query["page"] = str(-(-found // PER_PAGE))
        ask = lambda query=query: client.get(address, query)  # noqa: E731
        times: dict[str, list[tuple[float, float]]] = {"this": [], "naive": []}
        for turn in range(WARM_UP + rounds):
            for kind in times:
                with naive() if kind == "naive" else as_it_is():
                    spent = timed(ask)
                if turn >= WARM_UP:
                    times[kind].append(spent)
        row = {"page": name, "query": query}
        for kind, spent_each in times.items():
            with naive() if kind == "naive" else as_it_is():
                row[kind] = summary(spent_each) | {"queries": queries(ask)}
        measured.append(row)
    return measured


@contextmanager
def as_it_is() -> Iterator[None]:
    """The list as Xuncha has it."""
    yield


@contextmanager
def naive() -> Iterator[None]:
    """The same list without joins, and with whole rows carried through sort and offset."""
    from django.core.paginator import Paginator

    from xuncha.records.findings import queries as reads
    from xuncha.web.office.findings.findings import FindingList

    found, pagination = FindingList.found, FindingList.table_pagination
    FindingList.found = lambda page: reads.findings(page.user).select_related(None)  # type: ignore[method-assign]
    FindingList.table_pagination = {**pagination, "paginator_class": Paginator}
    try:
        yield
    finally:
        FindingList.found, FindingList.table_pagination = found, pagination  # type: ignore[method-assign]


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of wall and processor time one answer takes; anything but 200 is a mistake of the benchmark."""
    begun, worked = time.perf_counter(), time.process_time()
    answer = ask()
    spent = (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"status {answer.status_code}")
    return spent


def queries(ask: Callable[[], Any]) -> int:
    """How many queries one answer takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def summary(times: list[tuple[float, float]]) -> dict[str, float]:
    """Median and 95th percentile of wall time, and of processor time."""
    wall, worked = (sorted(each) for each in zip(*times, strict=True))
    return {
        "p50_ms": round(statistics.median(wall), 1), "p95_ms": p95(wall), "worst_ms": round(wall[-1], 1),
        "cpu_p50_ms": round(statistics.median(worked), 1), "cpu_p95_ms": p95(worked),
    }  # fmt: skip


def p95(ordered: list[float]) -> float:
    """The 95th percentile."""
    return round(statistics.quantiles(ordered, n=20, method="inclusive")[-1], 1)


def machine() -> dict[str, Any]:
    """What it ran on."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    return {
        "cpu": cpu or platform.processor(), "cores": os.cpu_count(), "memory_gib": round(int(memory) / 2**20, 1),
        "system": platform.system(), "load": round(os.getloadavg()[0], 2),
    }  # fmt: skip


def _lines(path: str) -> list[str]:
    there = Path(path)
    return there.read_text(encoding="utf-8").splitlines() if there.exists() else []


def versions() -> dict[str, str]:
    """What it ran with."""
    import sqlite3

    import django

    import xuncha

    own = getattr(xuncha, "__version__", "")
    return {"python": platform.python_version(), "django": django.__version__, "sqlite": sqlite3.sqlite_version} | (
        {"xuncha": own} if own else {}
    )


def report(measured: list[dict[str, Any]]) -> int:
    """Say it in a table; 1 where a page is over the target."""
    print(f"{'page':46}{'':8}{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}{'queries':>9}")
    for row in measured:
        for kind in ("this", "naive"):
            one = row[kind]
            figures = (one["p50_ms"], one["p95_ms"], one["cpu_p50_ms"], one["cpu_p95_ms"], one["queries"])
            print(f"{row['page']:46}{kind:8}" + "".join(f"{figure:>9}" for figure in figures))
    return int(any(row["this"]["p95_ms"] > TARGET_MS for row in measured))


if __name__ == "__main__":
    sys.exit(main())
