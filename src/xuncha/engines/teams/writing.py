"""Write problems and plans in the public format: a folder is there whole, or not at all."""

from __future__ import annotations

import csv
import io
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, say
from xuncha.engines.teams.plan import Plan, Wishes
from xuncha.engines.teams.policy_file import POLICY, written_policy
from xuncha.engines.teams.problem import ROLES, Inspection, Inspector, Jurisdiction, Problem
from xuncha.engines.teams.reading import COLUMNS, FORBID_COLUMNS, PIN_COLUMNS, PLAN_COLUMNS, PROBLEM_FILES

PLAN, CERTIFICATE, EXPLANATION, PINS, FORBID = (
    "plan.csv", "certificate.json", "explanation.json", "pins.csv", "forbid.csv",
)  # fmt: skip
PLAN_FILES = frozenset({PLAN, CERTIFICATE, EXPLANATION, PINS, FORBID})


def problem_files(problem: Problem) -> Iterator[tuple[str, bytes]]:
    """The files of a problem in the order of their names, one at a time: a nation's ties alone are large."""
    tables: dict[str, Iterable[tuple[object, ...]]] = {
        "jurisdictions": map(_jurisdiction, problem.jurisdictions),
        "inspectors": map(_inspector, problem.inspectors),
        "inspections": map(_inspection, problem.inspections),
        "ties": ((t.inspector, t.inspection, t.exposure, int(t.recusal), t.reason) for t in problem.ties),
        "apart": ((pair.first, pair.second, pair.reason) for pair in problem.apart),
        "history": ((past.source, past.target, past.rounds_ago) for past in problem.history),
    }
    for name in PROBLEM_FILES:
        if name == POLICY:
            yield name, written_policy(problem.policy).encode()
        else:
            table = Path(name).stem
            yield name, _csv(COLUMNS[table], tables[table])


def write_problem(problem: Problem, folder: Path) -> None:
    """Write a problem into a new folder; never over anything that is there."""
    with whole_folder(folder) as draft:
        for name, content in problem_files(problem):
            (draft / name).write_bytes(content)


def plan_file(plan: Plan) -> bytes:
    """`plan.csv`."""
    return _csv(PLAN_COLUMNS, plan)


def wishes_files(wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    """The wishes a plan keeps, as they lie beside it; the plan it was to stay near to is no promise and is left out."""
    if wishes.pins:
        yield PINS, _csv(PIN_COLUMNS, ((pin.inspection, pin.role or "", pin.inspector) for pin in wishes.pins))
    if wishes.forbidden:
        yield FORBID, _csv(FORBID_COLUMNS, ((each.inspector, each.inspection or "") for each in wishes.forbidden))


@contextmanager
def whole_folder(folder: Path, *, over_plan: bool = False) -> Iterator[Path]:
    """Give a folder to write in that takes its place only when all is written; see `refuse_foreign`."""
    folder = folder.resolve()
    refuse_foreign(folder, over_plan=over_plan)
    draft, old = (folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.{word}") for word in ("new", "old"))
    try:
        draft.mkdir(parents=True)
        yield draft
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    except OSError as error:
        raise InvalidFile(str(folder), say(N_("无法写入：%(error)s"), error=error.strerror or str(error))) from error
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        for each in (draft, old):
            shutil.rmtree(each, ignore_errors=True)


def refuse_foreign(folder: Path, *, over_plan: bool = False) -> None:
    """Complain where writing to this folder would lose something: asked before a long search as well.

    An earlier plan, known by its certificate, may be replaced by another; nothing else is.
    """
    if folder.is_dir():
        there = {each.name for each in folder.iterdir()}
        if there and not (over_plan and CERTIFICATE in there and there <= PLAN_FILES):
            raise InvalidFile(str(folder), say(N_("文件夹里已有别的文件，不覆盖；请换一个文件夹")))
    elif folder.exists():
        raise InvalidFile(str(folder), say(N_("已有同名文件，不覆盖")))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    # The writer quotes a cell for a line feed in it, not for a carriage return, which readers take for a line's end.
    return text.getvalue().replace("\r", " ").encode()


def _jurisdiction(place: Jurisdiction) -> tuple[object, ...]:
    return place.id, place.name, place.level, place.parent or "", place.x_km, place.y_km


def _inspector(person: Inspector) -> tuple[object, ...]:
    roles = ";".join(role for role in ROLES if role in person.roles)
    skills = ";".join(sorted(person.skills))
    return person.id, person.name, person.home, roles, skills, person.capacity, person.practice


def _inspection(each: Inspection) -> tuple[object, ...]:
    skills = ";".join(f"{skill}={wanted}" for skill, wanted in sorted(each.skills.items()))
    slots = (each.slots(role) for role in ROLES)
    return each.id, each.unit, each.jurisdiction, each.mode, *slots, skills
