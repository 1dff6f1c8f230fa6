"""Writing places and bodies."""

from __future__ import annotations

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction, Unit


def add_jurisdiction(jurisdiction: Jurisdiction, *, by: Actor) -> Jurisdiction:
    """Add a place under its parent."""
    above = jurisdiction.parent
    allow(by, "jurisdiction.edit", above.path if above else "/")
    if Jurisdiction.objects.filter(code=jurisdiction.code).exists():
        raise InvalidField(N_("代码"), say(N_("代码“%(code)s”已在使用"), code=jurisdiction.code))
    with act("jurisdiction.edit", by=by) as change:
        change.create(jurisdiction)
        jurisdiction.path = f"{above.path if above else '/'}{jurisdiction.pk}/"
        change.save(jurisdiction)
    return jurisdiction


def save_jurisdiction(jurisdiction: Jurisdiction, *, by: Actor) -> Jurisdiction:
    """Keep what was changed of a place; where it lies in the tree never changes, for grants rest on it."""
    kept = Jurisdiction.objects.get(pk=jurisdiction.pk)
    allow(by, "jurisdiction.edit", kept.path)
    if (kept.path, kept.parent_id) != (jurisdiction.path, jurisdiction.parent_id):
        raise Refused([say(N_("地区的上下级关系建好后不能更改"))])
    with act("jurisdiction.edit", by=by, on=jurisdiction) as change:
        change.save(jurisdiction)
    return jurisdiction


def save_unit(unit: Unit, *, by: Actor) -> Unit:
    """Add a body, or keep what was changed of it."""
    allow(by, "unit.edit", unit.jurisdiction.path)
    if unit.pk:
        allow(by, "unit.edit", Unit.objects.select_related("jurisdiction").get(pk=unit.pk).jurisdiction.path)
    _refuse_unit(unit)
    with act("unit.edit", by=by, on=unit if unit.pk else None) as change:
        if unit.pk:
            change.save(unit)
        else:
            change.create(unit)
    return unit


def _refuse_unit(unit: Unit) -> None:
    if Unit.objects.filter(code=unit.code).exclude(pk=unit.pk).exists():
        raise InvalidField(N_("单位代码"), say(N_("代码“%(code)s”已在使用"), code=unit.code))
    above, seen = unit.parent, {unit.pk}
    while above is not None:
        if above.pk in seen:
            raise Refused(
                [say(N_("“%(above)s”是“%(unit)s”自身或其下属，不能作为上级"), above=above.name, unit=unit.name)]
            )
        seen.add(above.pk)
        above = above.parent
