"""Bring in 12,000 units and 5,000 inspectors with their persons and posts, and the same row by row.

Each measurement is a process of its own on a database of its own, so that memory is that of one job.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "imports.json"
UNITS, INSPECTORS, COUNTIES = 12_000, 5_000, 120
WAYS = ("import", "row_by_row")
PACKAGES = ("Django", "python-calamine", "XlsxWriter")
UNIT_HEADS = ("单位代码", "单位名称", "单位类型", "所在地区", "主管（上级）单位", "系统（条线）", "编制数", "在编人数")
INSPECTOR_HEADS = (
    "人员编号", "姓名", "性别", "出生日期", "成长地", "所属人才库", "可任职务", "专长", "任职单位", "职务", "任职时间",
)  # fmt: skip


def unit_rows() -> list[tuple[Any, ...]]:
    """Units spread over the counties; nine of ten stand below another."""
    kinds = ("党政部门", "乡镇（街道）", "学校", "村（社区）")
    return [
        (f"U{n:06}", f"第{n}号单位", kinds[n % 4], f"C{n % COUNTIES:03}", f"U{n - n % 10:06}" if n % 10 else "",
         "水利", 20 + n % 50, 15 + n % 50)
        for n in range(UNITS)
    ]  # fmt: skip


def inspector_rows() -> list[tuple[Any, ...]]:
    """Inspectors with one post each in one of the units."""
    return [
        (f"P{n:06}", f"干部{n}", "男" if n % 2 else "女", f"{1965 + n % 30}-{1 + n % 12:02}-01", f"C{n % COUNTIES:03}",
         f"C{n % COUNTIES:03}", "组员、联络员", "财务、审计", f"U{n * 2 % UNITS:06}", "科长", f"{2010 + n % 15}-03-01")
        for n in range(INSPECTORS)
    ]  # fmt: skip


def prepare() -> Any:
    """Make places and a planner on an empty database."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from django.utils import timezone

    from xuncha.domain.roles import Role
    from xuncha.records.accounts.models import Grant, User
    from xuncha.records.audit.actions import SYSTEM, act
    from xuncha.records.people.models import Jurisdiction

    with act("demo.load", by=SYSTEM) as change:
        city = change.create(Jurisdiction(code="C", name="基准市", level="city", path="/"))
        city.path = f"/{city.pk}/"
        change.save(city)
        counties = [
            Jurisdiction(code=f"C{n:03}", name=f"第{n}县", level="county", parent=city, path=f"{city.path}{n}/")
            for n in range(COUNTIES)
        ]
        change.create_many(counties)
        planner = change.create(User(username="bench", name="基准"))
        change.create(Grant(user=planner, role=Role.PLANNER, jurisdiction=city, granted_on=timezone.localdate()))
    return planner


def by_import(planner: Any) -> dict[str, float]:
    """The product's own way: upload, check, bring in; then the same file once more."""
    from xuncha.connectors.spreadsheets import Page, write
    from xuncha.records.exchange import actions
    from xuncha.records.exchange.models import ImportJob, Table

    def brought_in(table: Table, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> tuple[float, ImportJob]:
        target = io.BytesIO()
        write(target, [Page("表", heads, rows)])
        begun = time.perf_counter()
        job = actions.upload(table, "基准.xlsx", [target.getvalue()], by=planner)
        job = actions.map_columns(job, job.mapping["columns"], by=planner)
        job = actions.start(job, by=planner)
        taken = time.perf_counter() - begun
        if job.state != "done":
            raise SystemExit(f"{job.state}: {job.errors[:3]}")
        return taken, job

    units, job = brought_in(Table.UNITS, UNIT_HEADS, unit_rows())
    _need(job.created == UNITS)
    inspectors, job = brought_in(Table.INSPECTORS, INSPECTOR_HEADS, inspector_rows())
    _need(job.created == INSPECTORS)
    again, job = brought_in(Table.UNITS, UNIT_HEADS, unit_rows())
    _need(job.unchanged == UNITS)
    return {"units_seconds": units, "inspectors_seconds": inspectors, "units_again_seconds": again}


def row_by_row(planner: Any) -> dict[str, float]:
    """The alternative: look up and save each record by itself, in one transaction and one event so that it is all or nothing too."""
    from xuncha.records.audit.actions import act
    from xuncha.records.people.models import Inspector, Jurisdiction, Person, Post, Unit

    kinds = {"党政部门": "bureau", "乡镇（街道）": "town", "学校": "school", "村（社区）": "village"}

    def units() -> None:
        with act("import.run", by=planner) as change:
            for code, name, kind, place, parent, line, quota, staff in unit_rows():
                unit = Unit.objects.filter(code=code).first() or Unit(code=code)
                unit.name, unit.kind, unit.line, unit.staff_quota, unit.staff = name, kinds[kind], line, quota, staff
                unit.jurisdiction = Jurisdiction.objects.get(code=place)
                unit.parent = Unit.objects.get(code=parent) if parent else None
                change.save(unit) if unit.pk else change.create(unit)

    def inspectors() -> None:
        with act("import.run", by=planner) as change:
            for code, name, sex, born, native, pool, _, _, unit, title, since in inspector_rows():
                person = Person.objects.filter(code=code).first() or Person(code=code)
                person.name, person.sex, person.born_on = name, "m" if sex == "男" else "f", born
                person.native_place = Jurisdiction.objects.get(code=native)
                change.save(person) if person.pk else change.create(person)
                entry = Inspector.objects.filter(person=person).first() or Inspector(person=person)
                entry.jurisdiction = Jurisdiction.objects.get(code=pool)
                entry.roles, entry.skills = ["member", "liaison"], ["finance", "audit"]
                change.save(entry) if entry.pk else change.create(entry)
                change.create(Post(person=person, unit=Unit.objects.get(code=unit), title=title, since=since))

    return {
        "units_seconds": _timed(units), "inspectors_seconds": _timed(inspectors), "units_again_seconds": _timed(units),
    }  # fmt: skip


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(way: str) -> None:
    """Measure one way in this process and print the figures."""
    planner = prepare()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    from django.test.utils import override_settings

    # The job runs in this process, so that its memory is the one measured.
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):
        figures = by_import(planner) if way == "import" else row_by_row(planner)
    from xuncha.records.audit.queries import verify

    _need(verify()[1] is None)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rounded = {name: round(value, 2) for name, value in figures.items()}
    print(json.dumps({**rounded, "before_mb": before // 1024, "peak_mb": peak // 1024}))


def main() -> None:
    """Measure both ways, one after the other, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=WAYS)
    if way := parser.parse_args().way:
        measure(way)
        return
    found = {}
    for way in WAYS:
        with tempfile.TemporaryDirectory() as home:
            surroundings = {**os.environ, "XUNCHA_HOME": home, "PYTHONPATH": str(ROOT / "src")}
            surroundings["DJANGO_SETTINGS_MODULE"] = "xuncha.config.settings.office"
            answer = subprocess.run(  # noqa: S603 - this very file
                [sys.executable, __file__, "--way", way], env=surroundings, check=True, capture_output=True, text=True
            )
        found[way] = json.loads(answer.stdout.splitlines()[-1])
        print(way, found[way], flush=True)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({**_about(), "ways": found}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _need(held: bool) -> None:
    """Figures of work that was not done are worth nothing."""
    if not held:
        raise SystemExit("the work was not done")


def _about() -> dict[str, Any]:
    database = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    return {
        "what": f"{UNITS} units, {INSPECTORS} inspectors with person and post, then the units again",
        "database": database,
        "machine": {"processor": _processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
