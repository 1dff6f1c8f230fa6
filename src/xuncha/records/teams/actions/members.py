"""Who joins and leaves a team. Whoever may not serve or must stand aside is refused, with every reason."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.teams.actions.conflicts import update_conflicts
from xuncha.records.teams.models import Member, Promise, Team
from xuncha.records.teams.screening import check_recusal, standing, targets_of, waivers_for
from xuncha.records.teams.serving import who_may_serve


def add_member(
    team: Team, inspector: Inspector, role: TeamRole, *, by: Actor, duties: str = "", on: date | None = None
) -> Member:
    """Give an inspector a seat, unless a rule of the pool, or a recusal rule not waived, stands against it."""
    allow(by, "team.edit", team.round.jurisdiction.path)
    _require_may_serve(team, inspector, role)
    with act("team.edit", by=by, on=team, role=role.label) as change:
        return _seat(change, team, inspector, role, duties, on or timezone.localdate())


def remove_member(member: Member, reason: str, *, by: Actor, on: date | None = None) -> Member:
    """Let a member leave; before authorisation the seat simply goes, afterwards it is kept with the reason."""
    team = member.team
    allow(by, "team.edit", team.round.jurisdiction.path)
    _require_seated(member)
    if team.authorised_on is not None and not reason.strip():
        raise InvalidField(N_("离组原因"), say(N_("已授权的巡察组换人须写明原因")))
    with act("team.edit", by=by, on=team, removed=member.trail_label(), reason=reason) as change:
        if team.authorised_on is None:
            _unseat(change, member)
        else:
            _leave(change, member, reason, on or timezone.localdate())
    return member


def replace_member(member: Member, inspector: Inspector, reason: str, *, by: Actor, on: date | None = None) -> Member:
    """Put somebody else into a member's seat, in one act; the one who leaves and the reason stay on record."""
    team, role = member.team, TeamRole(member.role)
    allow(by, "team.edit", team.round.jurisdiction.path)
    _require_seated(member)
    if not reason.strip():
        raise InvalidField(N_("离组原因"), say(N_("换人须写明原因")))
    _require_may_serve(team, inspector, role)
    day = on or timezone.localdate()
    with act("team.edit", by=by, on=team, removed=member.trail_label(), reason=reason) as change:
        _leave(change, member, reason, day)
        return _seat(change, team, inspector, role, member.duties, day)


def _require_seated(member: Member) -> None:
    if member.left_on is not None:
        raise WrongState(N_("已离组"), N_("调整组员"))


def _require_may_serve(team: Team, inspector: Inspector, role: TeamRole) -> None:
    if team.members.filter(inspector=inspector, left_on__isnull=True).exists():
        raise Refused([say(N_("%(who)s已在本组"), who=inspector.person.name)])
    kept_out = who_may_serve(team.round, [inspector])[inspector.pk].blocking(role)
    inspections = targets_of(team)
    waived = waivers_for(inspections)
    wrong = [each.sentence for each in kept_out]
    wrong += [
        conflict.sentence
        for (key, inspection), conflicts in check_recusal([(inspector, role)], inspections, team.round).items()
        for conflict in standing(conflicts, key, inspection, waived)
        if not conflict.verify
    ]
    if wrong:
        raise Refused(wrong)


def _seat(change: Change, team: Team, inspector: Inspector, role: TeamRole, duties: str, on: date) -> Member:
    seat = change.create(Member(team=team, inspector=inspector, role=role, duties=duties, joined_on=on))
    # Waived and unverified conflicts stay on record beside the seat.
    update_conflicts(change, [seat], targets_of(team), team.round)
    return seat


def _leave(change: Change, member: Member, reason: str, on: date) -> None:
    member.left_on, member.left_because = on, reason
    change.save(member)
    for conflict in member.conflicts.filter(cleared_on__isnull=True):
        conflict.cleared_on = on
        change.save(conflict)


def _unseat(change: Change, member: Member) -> None:
    for conflict in member.conflicts.all():
        change.delete(conflict)
    for declaration in member.declarations.all():
        change.delete(declaration)
    for objection in member.objections.all():
        change.delete(objection)
    for promise in Promise.objects.filter(member=member):
        change.delete(promise)
    change.delete(member)
