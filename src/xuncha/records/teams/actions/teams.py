"""Teams of a round, and which units each inspects."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.actions.conflicts import update_conflicts
from xuncha.records.teams.models import Target, Team
from xuncha.records.teams.screening import check_recusal, members_of, standing, targets_of, waivers_for


def add_team(team: Team, inspections: Iterable[Inspection] = (), *, by: Actor) -> Team:
    """Add a team to a round, with what it is to inspect."""
    allow(by, "team.edit", team.round.jurisdiction.path)
    wanted = list(inspections)
    _require_free(team, wanted)
    with act("team.edit", by=by) as change:
        change.create(team)
        for inspection in wanted:
            change.create(Target(team=team, inspection=inspection))
    return team


def change_team(team: Team, *, by: Actor) -> Team:
    """Keep a changed name, or changed numbers of seats and skills."""
    allow(by, "team.edit", team.round.jurisdiction.path)
    with act("team.edit", by=by, on=team) as change:
        return change.save(team)


def delete_team(team: Team, *, by: Actor) -> None:
    """Take away a team that has nobody on it and was never authorised."""
    allow(by, "team.edit", team.round.jurisdiction.path)
    if team.authorised_on is not None:
        raise WrongState(N_("已授权"), N_("撤销巡察组"))
    if team.members.exists():
        raise Refused([say(N_("%(team)s还有组员，不能撤销"), team=team.name)])
    with act("team.edit", by=by, on=team.round, removed=team.name) as change:
        for target in team.targets.all():
            change.delete(target)
        change.delete(team)


def set_targets(team: Team, inspections: Iterable[Inspection], *, by: Actor) -> Team:
    """Say what the team inspects; members who would have to stand aside from a new unit stop it."""
    allow(by, "team.edit", team.round.jurisdiction.path)
    wanted = {inspection.pk: inspection for inspection in inspections}
    kept = {target.inspection_id: target for target in team.targets.select_related("inspection__unit")}
    _require_free(team, wanted.values())
    entered = [kept[key] for key in kept.keys() - wanted.keys() if kept[key].inspection.announced_on is not None]
    if entered:
        names = tuple(target.inspection.unit.name for target in entered)
        raise Refused([say(N_("%(units)s已公告进驻，不能移出巡察组"), units=names)])
    new = [inspection for key, inspection in wanted.items() if key not in kept]
    _require_no_recusal(team, new)
    with act("team.edit", by=by, on=team) as change:
        for key, target in kept.items():
            if key not in wanted:
                _drop(change, target)
        for inspection in new:
            change.create(Target(team=team, inspection=inspection))
        update_conflicts(change, members_of(team), targets_of(team), team.round)
    return team


def _drop(change: Change, target: Target) -> None:
    for conflict in target.inspection.conflicts.filter(cleared_on__isnull=True, member__team=target.team_id):
        change.delete(conflict)
    change.delete(target)


def _require_free(team: Team, inspections: Iterable[Inspection]) -> None:
    wrong: list[Sentence] = []
    for inspection in inspections:
        held = Target.objects.filter(inspection=inspection).exclude(team=team.pk).select_related("team").first()
        if held is not None:
            wrong.append(say(N_("%(unit)s已由%(team)s巡察"), unit=inspection.unit.name, team=held.team.name))
        if inspection.round_id != team.round_id:
            wrong.append(say(N_("%(unit)s不在本轮次中"), unit=inspection.unit.name))
    if wrong:
        raise Refused(wrong)


def _require_no_recusal(team: Team, inspections: list[Inspection]) -> None:
    seats = [(seat.inspector, TeamRole(seat.role)) for seat in members_of(team)]
    waived = waivers_for(inspections)
    found = check_recusal(seats, inspections, team.round) if inspections else {}
    wrong = [
        conflict.sentence
        for (inspector, inspection), conflicts in found.items()
        for conflict in standing(conflicts, inspector, inspection, waived)
        if not conflict.verify
    ]
    if wrong:
        raise Refused(wrong)
