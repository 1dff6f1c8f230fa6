"""Writing places, bodies and people."""

from __future__ import annotations

from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction, Unit


def add_jurisdiction(jurisdiction: Jurisdiction, *, by: Actor) -> Jurisdiction:
    """Add a place under its parent."""
    above = jurisdiction.parent
    allow(by, "jurisdiction.edit", above.path if above else "/")
    with act("jurisdiction.edit", by=by) as change:
        change.create(jurisdiction)
        jurisdiction.path = f"{above.path if above else '/'}{jurisdiction.pk}/"
        change.save(jurisdiction)
    return jurisdiction


def save_unit(unit: Unit, *, by: Actor) -> Unit:
    """Add a body, or keep what was changed of it."""
    allow(by, "unit.edit", unit.jurisdiction.path)
    with act("unit.edit", by=by, on=unit if unit.pk else None) as change:
        if unit.pk:
            change.save(unit)
        else:
            change.create(unit)
    return unit
