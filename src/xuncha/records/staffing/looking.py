"""A plan as people look at it: by team, by person, and as arcs between places, with names and costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.problem import ROLES, Problem
from xuncha.engines.teams.problem import Inspection as Need
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection
from xuncha.records.staffing import folders, progress
from xuncha.records.staffing.building import part_of
from xuncha.records.staffing.models import Attempt
from xuncha.records.staffing.plans import Row


@dataclass(frozen=True)
class Seat:
    """One person in one seat, with what that costs."""

    row: str
    role: TeamRole
    inspector: Inspector
    exposure: int
    travel: int

    @property
    def cost(self) -> int:
        """Points of this assignment."""
        return self.exposure + self.travel

    @property
    def skills(self) -> list[str]:
        """What the person is good at, in Chinese."""
        return [Skill(skill).label for skill in self.inspector.skills]


@dataclass(frozen=True)
class TeamLine:
    """One team of the plan."""

    inspection: Inspection
    units: str
    seats: tuple[Seat, ...]

    @property
    def cost(self) -> int:
        """Points of the whole team."""
        return sum(seat.cost for seat in self.seats)

    @property
    def homes(self) -> list[str]:
        """Where its people come from."""
        return sorted({seat.inspector.jurisdiction.name for seat in self.seats})


@dataclass(frozen=True)
class PersonLine:
    """One person and the teams they sit on."""

    inspector: Inspector
    seats: tuple[tuple[Seat, TeamLine], ...]


@dataclass(frozen=True)
class ArcLine:
    """One place that sends people to another, outside routine inspections."""

    source: str
    target: str
    units: tuple[str, ...]
    people: int
    counts: bool
    """Whether the rule against exchanging favours counts it: the source of a cross team, or a leader's home."""
    mutual: bool = False


class Look:
    """A plan and the problem it solves, read together; names are read once for all."""

    def __init__(self, problem: Problem, rows: Sequence[Row]) -> None:
        """Look at these rows."""
        self.problem, self.rows = problem, rows

    @cached_property
    def inspectors(self) -> dict[int, Inspector]:
        """Everybody in the plan."""
        keys = {int(row[2]) for row in self.rows}
        return Inspector.objects.select_related("person", "jurisdiction").in_bulk(keys)

    @cached_property
    def needs(self) -> dict[str, Need]:
        """The rows of the problem."""
        return {each.id: each for each in self.problem.inspections}

    @cached_property
    def homes(self) -> dict[str, str]:
        """Where everybody came from when the problem was stated."""
        return {each.id: each.home for each in self.problem.inspectors}

    @cached_property
    def teams(self) -> list[TeamLine]:
        """The plan by team, in the order of places and units."""
        seats: defaultdict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            seats[part_of(seat.row)[0]].append(seat)
        found = Inspection.objects.filter(pk__in=seats).select_related("unit__jurisdiction", "source")
        order = {role: place for place, role in enumerate(ROLES)}
        return [
            TeamLine(each, self.needs[str(each.pk)].unit, tuple(sorted(seats[each.pk], key=lambda s: order[s.role])))
            for each in found.order_by("unit__jurisdiction__path", "unit__code")
        ]

    @cached_property
    def seats(self) -> list[Seat]:
        """Every seat whose person is still known."""
        exposure = {(tie.inspector, tie.inspection): tie.exposure for tie in self.problem.ties}
        return [
            Seat(
                row, TeamRole(role), self.inspectors[int(who)], exposure.get((who, row), 0),
                self.problem.travel(self.homes[who], self.needs[row].jurisdiction),
            )
            for row, role, who in self.rows
            if int(who) in self.inspectors
        ]  # fmt: skip

    @property
    def people(self) -> list[PersonLine]:
        """The plan by person, in the order of places and numbers."""
        found: defaultdict[int, list[tuple[Seat, TeamLine]]] = defaultdict(list)
        for team in self.teams:
            for seat in team.seats:
                found[seat.inspector.pk].append((seat, team))
        some = sorted(self.inspectors.values(), key=lambda one: (one.jurisdiction.path, one.person.code))
        return [PersonLine(one, tuple(found[one.pk])) for one in some]

    @property
    def arcs(self) -> list[ArcLine]:
        """Who sends people to whom outside routine, and which of it the rule against exchanging favours counts."""
        sent: defaultdict[tuple[str, str], list[Seat]] = defaultdict(list)
        for seat in self.seats:
            need, home = self.needs[seat.row], self.homes[str(seat.inspector.pk)]
            if need.mode is not Family.ROUTINE and home != need.jurisdiction:
                sent[home, need.jurisdiction].append(seat)
        counted = {pair for pair, seats in sent.items() if any(map(self._counts, seats))}
        names = self.problem.places
        return [
            ArcLine(
                source, target, tuple(sorted({self.needs[seat.row].unit for seat in seats})), len(seats),
                (source, target) in counted, {(source, target), (target, source)} <= counted,
            )
            for (source, target), seats in sorted(sent.items(), key=lambda pair: (names[pair[0][0]].name, pair[0][1]))
        ]  # fmt: skip

    def _counts(self, seat: Seat) -> bool:
        need, places = self.needs[seat.row], self.problem.places
        home = places[self.homes[str(seat.inspector.pk)]]
        counties = {places[need.jurisdiction].level, home.level} == {Level.COUNTY}
        return counties and (need.mode is Family.CROSS or seat.role is TeamRole.LEADER)


def look(attempt: Attempt) -> Look | None:
    """An attempt's plan, or the best so far while the search runs; None before there is one."""
    rows = attempt.plan or (progress.of(attempt).plan if progress.moving(attempt) else [])
    return Look(folders.problem_of(attempt.problem_file), rows) if rows and attempt.problem_file else None


@dataclass(frozen=True)
class Change:
    """What changed for one unit between two plans."""

    units: str
    gone: tuple[tuple[TeamRole, Inspector], ...]
    come: tuple[tuple[TeamRole, Inspector], ...]


def changes(old: Iterable[Row], new: Iterable[Row]) -> list[Change]:
    """What changed from one plan to another: who left which unit, who came."""
    before, after = {tuple(row) for row in old}, {tuple(row) for row in new}
    keys = {int(row[2]) for row in before ^ after}
    people = Inspector.objects.select_related("person", "jurisdiction").in_bulk(keys)
    units = dict(
        Inspection.objects.filter(pk__in={part_of(row[0])[0] for row in before ^ after}).values_list("pk", "unit__name")
    )
    gone, come = _by_unit(before - after, people), _by_unit(after - before, people)
    return [
        Change(units.get(key, ""), gone.get(key, ()), come.get(key, ())) for key in sorted(gone.keys() | come.keys())
    ]


def _by_unit(
    rows: Iterable[tuple[str, ...]], people: Mapping[int, Inspector]
) -> dict[int, tuple[tuple[TeamRole, Inspector], ...]]:
    found: defaultdict[int, list[tuple[TeamRole, Inspector]]] = defaultdict(list)
    for row, role, who in sorted(rows):
        if int(who) in people:
            found[part_of(row)[0]].append((TeamRole(role), people[int(who)]))
    return {key: tuple(some) for key, some in found.items()}
