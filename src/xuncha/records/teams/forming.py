"""What a planner sees while forming a team: who sits there, who could, and what the rules say of each, computed now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from xuncha.domain.people import Skill
from xuncha.domain.pool import Obstacle
from xuncha.domain.recusal import Conflict
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamIssue
from xuncha.domain.words import Sentence
from xuncha.records.accounts import reach as places
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import allow
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.acquaintance import Known, known_in
from xuncha.records.teams.actions.authorisation import obstacles, undeclared, unpromised
from xuncha.records.teams.models import Member, Team
from xuncha.records.teams.queries import candidates
from xuncha.records.teams.screening import (
    Checked,
    check_recusal,
    members_of,
    screen,
    slots_of,
    targets_of,
    waivers_for,
)
from xuncha.records.teams.serving import Serving, who_may_serve

SHOWN = 30


@dataclass(frozen=True)
class Found:
    """One conflict of one inspector with one inspection, and whether it was waived."""

    inspection: Inspection
    conflict: Conflict
    waived: bool

    @property
    def blocks(self) -> bool:
        """Whether it keeps the inspector off the team."""
        return not self.waived and not self.conflict.verify


@dataclass(frozen=True)
class Candidate:
    """Somebody of the pool, with what recusal and the rules of the pool say of them in the role asked for."""

    inspector: Inspector
    serving: Serving
    role: TeamRole
    found: tuple[Found, ...]
    known: tuple[Known, ...]
    busy: bool

    @property
    def skill_labels(self) -> list[str]:
        """What they are good at, in Chinese."""
        return [skill.label for skill in Skill if skill in self.serving.skills]

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What the rules of the pool say of their service in this role."""
        return self.serving.obstacles_in(self.role)

    @property
    def kept_out(self) -> bool:
        """Whether a rule of the pool keeps them out."""
        return any(each.blocks for each in self.obstacles)

    @property
    def refused(self) -> bool:
        """Whether adding them would be refused."""
        return any(each.blocks for each in self.found)


@dataclass(frozen=True)
class SeatLine:
    """One member, with what recusal and the rules of the pool say of them."""

    member: Member
    found: tuple[Found, ...]
    known: tuple[Known, ...]
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Board:
    """A team being formed."""

    inspections: tuple[Inspection, ...]
    seats: tuple[SeatLine, ...]
    slots: dict[TeamRole, int]
    issues: tuple[TeamIssue, ...]
    exchange: tuple[TeamIssue, ...]
    obstacles: tuple[Sentence, ...]
    undeclared: tuple[str, ...]
    unpromised: tuple[str, ...]


def board(user: User, team: Team) -> Board:
    """Look at the team as it stands."""
    allow(user, "tie.view", team.round.jurisdiction.path)
    screening, inspections, seats = screen(team), targets_of(team), members_of(team)
    known = known_in(team.round, inspections)
    return Board(
        inspections=tuple(inspections),
        seats=tuple(
            SeatLine(
                seat, _found(seat.inspector_id, inspections, screening.conflicts, screening.waived),
                known(seat.inspector), screening.serving[seat.inspector_id].obstacles,
            )
            for seat in seats
        ),
        slots=slots_of(team, seats),
        issues=tuple(issue for issue in screening.issues if issue.rule != "R4"),
        exchange=screening.exchange,
        obstacles=tuple(obstacles(team)) if team.authorised_on is None else (),
        undeclared=tuple(undeclared(team)),
        unpromised=tuple(unpromised(team)),
    )  # fmt: skip


def pool(
    user: User, team: Team, role: TeamRole, *, skill: Skill | None = None, place: int | None = None, words: str = ""
) -> tuple[list[Candidate], int]:
    """The first of those who could take a seat in this role, with what the rules say of them; and how many there are."""
    some = candidates(user, team, role=role, skill=skill, place=place, words=words)
    shown, inspections = list(some[:SHOWN]), targets_of(team)
    checked = check_recusal([(each, role) for each in shown], inspections, team.round)
    waived, serving = waivers_for(inspections), who_may_serve(team.round, shown)
    known = known_in(team.round, inspections)
    found = [
        Candidate(
            each, serving[each.pk], role, _found(each.pk, inspections, checked, waived), known(each),
            bool(getattr(each, "busy", False)),
        )
        for each in shown
    ]  # fmt: skip
    return found, some.count()


def pool_places(user: User) -> QuerySet[Jurisdiction]:
    """The places whose pools this person may draw from."""
    return Jurisdiction.objects.filter(places.within(user, "team.edit", "path")).order_by("path")


def pool_inspectors(user: User) -> QuerySet[Inspector]:
    """Everybody in those pools."""
    return Inspector.objects.filter(places.within(user, "team.edit", "jurisdiction__path")).select_related("person")


def sentences(user: User, inspector: Inspector, inspection: Inspection, rule: str) -> list[Sentence]:
    """What recusal says of an inspector before an inspection, by one rule, in the strictest seat."""
    allow(user, "tie.view", inspection.round.jurisdiction.path)
    found = check_recusal([(inspector, TeamRole.LEADER)], [inspection], inspection.round)
    return [each.sentence for each in found[inspector.pk, inspection.pk] if each.rule.code == rule]


def _found(
    inspector: int, inspections: list[Inspection], checked: Checked, waived: frozenset[tuple[int, int, str]]
) -> tuple[Found, ...]:
    return tuple(
        Found(inspection, conflict, (inspector, inspection.pk, conflict.rule.code) in waived)
        for inspection in inspections
        for conflict in checked[inspector, inspection.pk]
    )
