"""Writing the talent pool."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField, WrongState
from xuncha.domain.people import Employment
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
    if inspector.office_post and inspector.employment != Employment.FULL:
        raise InvalidField(N_("编制内岗位"), say(N_("只有专职人员占编制内岗位")))
    if not inspector.roles:
        raise InvalidField(N_("可任职务"), say(N_("至少选一项")))
    inspector.roles = [role.value for role in TeamRole if role in inspector.roles]
    with act("inspector.edit", by=by, on=inspector if inspector.pk else None) as change:
        if inspector.pk:
            change.save(inspector)
        else:
            change.create(inspector)
    return inspector


def leave_pool(inspector: Inspector, on: date, reason: str, *, by: Actor) -> Inspector:
    """Let somebody leave the pool (出库); what they did stays on record."""
    allow(by, "inspector.edit", inspector.jurisdiction.path)
    if inspector.left_on is not None:
        raise WrongState(N_("已退出人才库"), N_("退出人才库"))
    if not reason.strip():
        raise InvalidField(N_("退出原因"), say(N_("退出人才库须写明原因")))
    if inspector.joined_on is not None and on < inspector.joined_on:
        raise InvalidField(N_("退出日期"), say(N_("不能早于入库日期")))
    inspector.left_on, inspector.left_because, inspector.office_post = on, reason, ""
    with act("inspector.edit", by=by, on=inspector) as change:
        return change.save(inspector)


def return_to_pool(inspector: Inspector, *, by: Actor) -> Inspector:
    """Take somebody back into the pool."""
    allow(by, "inspector.edit", inspector.jurisdiction.path)
    if inspector.left_on is None:
        raise WrongState(N_("在库"), N_("重新入库"))
    inspector.left_on, inspector.left_because = None, ""
    with act("inspector.edit", by=by, on=inspector) as change:
        return change.save(inspector)
