"""Writing places, bodies, people, the talent pool and declared ties."""

from xuncha.records.people.actions.imported_facts import import_homes, import_kinships
from xuncha.records.people.actions.imports import import_inspectors, import_people, import_ties, import_units
from xuncha.records.people.actions.inspectors import leave_pool, return_to_pool, save_inspector
from xuncha.records.people.actions.persons import (
    kept_elsewhere,
    let_go,
    persons_beyond,
    remove_fact,
    save_fact,
    save_person,
)
from xuncha.records.people.actions.places import add_jurisdiction, save_jurisdiction, save_unit
from xuncha.records.people.actions.ties import remove_tie, save_tie, verify_tie

__all__ = [
    "add_jurisdiction",
    "import_homes",
    "import_inspectors",
    "import_kinships",
    "import_people",
    "import_ties",
    "import_units",
    "kept_elsewhere",
    "leave_pool",
    "let_go",
    "persons_beyond",
    "remove_fact",
    "remove_tie",
    "return_to_pool",
    "save_fact",
    "save_inspector",
    "save_jurisdiction",
    "save_person",
    "save_tie",
    "save_unit",
    "verify_tie",
]
