"""Writing the talent pool."""

from __future__ import annotations

from xuncha.domain.errors import InvalidField
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Inspector


def save_inspector(inspector: Inspector, *, by: Actor) -> Inspector:
    """Take a person into the pool, or keep what was changed of the entry."""
    allow(by, "inspector.edit", inspector.jurisdiction.path)
    if inspector.pk:
        kept = Inspector.objects.select_related("jurisdiction").get(pk=inspector.pk)
        allow(by, "inspector.edit", kept.jurisdiction.path)
    elif Inspector.objects.filter(person=inspector.person).exists():
        raise InvalidField(N_("人员"), say(N_("%(name)s已在人才库中"), name=inspector.person.name))
    if not inspector.roles:
        raise InvalidField(N_("可任职务"), say(N_("至少选一项")))
    inspector.roles = [role.value for role in TeamRole if role in inspector.roles]
    with act("inspector.edit", by=by, on=inspector if inspector.pk else None) as change:
        if inspector.pk:
            change.save(inspector)
        else:
            change.create(inspector)
    return inspector
