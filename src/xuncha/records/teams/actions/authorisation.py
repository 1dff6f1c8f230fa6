"""One authorisation for one round (一次一授权): drafted by the office, given by those who hold the power."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.rounds.actions import record_step
from xuncha.records.rounds.settings import requires_declarations
from xuncha.records.teams.models import Team
from xuncha.records.teams.screening import members_of, screen, targets_of


def obstacles(team: Team) -> list[Sentence]:
    """Say everything that stands against authorising the team as it is."""
    if not targets_of(team):
        return [say(N_("巡察组还没有巡察对象"))]
    screening = screen(team)
    found = [*(issue.sentence for issue in screening.blocking), *screening.kept_out]
    missing = undeclared(team)
    if missing and requires_declarations(team.round.jurisdiction):
        found.append(say(N_("%(who)s尚未申报回避事项"), who=tuple(missing)))
    return found


def undeclared(team: Team) -> list[str]:
    """Name the members who have not declared their ties for this round."""
    seats = members_of(team)
    declared = set(team.members.filter(declarations__isnull=False).values_list("pk", flat=True))
    return [seat.inspector.person.name for seat in seats if seat.pk not in declared]


def unpromised(team: Team) -> list[str]:
    """Name the members who have not promised confidentiality for this round."""
    return [seat.inspector.person.name for seat in members_of(team, promise__isnull=True)]


def propose_authorisation(team: Team, authority: str, number: str, until: date | None, *, by: Actor) -> Team:
    """Draft the authorisation: who is to give it, under which number, until when."""
    allow(by, "authorisation.write", team.round.jurisdiction.path)
    _require_not_authorised(team)
    found = obstacles(team)
    if found:
        raise Refused(found)
    with act("authorisation.write", by=by, on=team) as change:
        team.authorised_by, team.authorisation_number, team.authorised_until = authority, number, until
        return change.save(team)


def authorise(team: Team, *, by: Actor, authority: str, number: str, since: date, until: date | None = None) -> Team:
    """Authorise the team; from then on its members reach their inspections, and the staffing step is done."""
    allow(by, "authorisation.approve", team.round.jurisdiction.path)
    _require_not_authorised(team)
    found = obstacles(team)
    if found:
        raise Refused(found)
    with act("authorisation.approve", by=by, on=team) as change:
        team.authorised_by, team.authorisation_number = authority, number
        team.authorised_on, team.authorised_until = since, until
        change.save(team)
        for inspection in targets_of(team):
            record_step(change, inspection, Step.STAFF, since)
    return team


def _require_not_authorised(team: Team) -> None:
    if team.authorised_on is not None:
        raise WrongState(N_("已授权"), N_("授权"))
