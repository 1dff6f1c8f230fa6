"""What a round needs: seats and skills, its own team numbers, people lent to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.needs import Needs
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round, RoundRules
from xuncha.records.rounds.settings import team_policy
from xuncha.records.staffing.models import Need
from xuncha.records.teams.models import Guest
from xuncha.records.teams.serving import who_may_serve

EDIT = "staffing.edit"


def set_needs(round_: Round, inspections: Collection[Inspection], needs: Needs, *, by: Actor) -> None:
    """Say whom these inspections need, all alike."""
    allow(by, EDIT, round_.jurisdiction.path)
    if not needs.slots.get(TeamRole.LEADER):
        raise InvalidField(TeamRole.LEADER.label, say(N_("须有一名组长")))
    if any(count > needs.size for count in needs.skills.values()):
        raise InvalidField(N_("专业要求"), say(N_("不能多于全组人数")))
    kept = {need.inspection_id: need for need in Need.objects.filter(inspection__in=inspections)}
    slots = {role.value: count for role, count in needs.slots.items()}
    skills = {skill.value: count for skill, count in needs.skills.items() if count}
    with act(EDIT, by=by, on=round_, count=len(inspections)) as change:
        for inspection in inspections:
            need = kept.get(inspection.pk) or Need(inspection=inspection)
            need.slots, need.skills = slots, skills
            if need.pk:
                change.save(need)
            else:
                change.create(need)


def set_rules(round_: Round, numbers: TeamPolicy, reason: str, *, by: Actor) -> None:
    """Settle numbers for this round alone, with the reason; the office's own again where none differs."""
    allow(by, EDIT, round_.jurisdiction.path)
    usual = asdict(team_policy(round_.jurisdiction))
    own = {name: value for name, value in asdict(numbers).items() if value != usual[name]}
    if own and not reason.strip():
        raise InvalidField(N_("理由"), say(N_("放宽或收紧本轮参数须写明理由")))
    kept = RoundRules.objects.filter(round=round_).first()
    with act(EDIT, by=by, on=round_, reason=reason) as change:
        if kept is None:
            if own:
                change.create(RoundRules(round=round_, numbers=own, reason=reason))
        elif own:
            kept.numbers, kept.reason = own, reason
            change.save(kept)
        else:
            change.delete(kept)


def lend(round_: Round, inspector: Inspector, reason: str, *, by: Actor) -> Guest:
    """Add somebody of another pool to this round's."""
    allow(by, EDIT, round_.jurisdiction.path)
    if inspector.jurisdiction.path.startswith(round_.jurisdiction.path):
        raise Refused([say(N_("%(who)s已在本轮人选范围内"), who=inspector.person.name)])
    if Guest.objects.filter(round=round_, inspector=inspector).exists():
        raise Refused([say(N_("%(who)s已借调到本轮"), who=inspector.person.name)])
    kept_out = [each.sentence for each in who_may_serve(round_, [inspector])[inspector.pk].obstacles if each.blocks]
    if kept_out:
        raise Refused(kept_out)
    if not reason.strip():
        raise InvalidField(N_("理由"), say(N_("借调须写明理由")))
    with act(EDIT, by=by, on=round_, reason=reason) as change:
        return change.create(Guest(round=round_, inspector=inspector, reason=reason))


def give_back(guest: Guest, *, by: Actor) -> None:
    """Take a lent person out of this round's pool again."""
    allow(by, EDIT, guest.round.jurisdiction.path)
    with act(EDIT, by=by, on=guest.round, removed=guest.trail_label()) as change:
        change.delete(guest)
