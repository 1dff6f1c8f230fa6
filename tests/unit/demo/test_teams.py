"""Nobody can call the demo's teams biased: the rules of forming teams, read again from the rows alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

from xuncha.demo import City
from xuncha.demo.rows import Inspection, Inspector, Member, Post
from xuncha.domain.modes import Family, Mode
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import Place, Seat, TeamPerson, TeamPlan, check_team


def serving(made: City) -> dict[str, list[Member]]:
    teams: dict[str, list[Member]] = defaultdict(list)
    for member in made.members:
        if member.left_on is None:
            teams[member.team].append(member)
    return teams


def manned(made: City) -> list[tuple[Inspection, list[tuple[Member, Inspector]]]]:
    people = {row.code: row for row in made.inspectors}
    teams = serving(made)
    return [
        (row, [(member, people[member.inspector]) for member in teams[row.team]])
        for row in made.inspections
        if teams[row.team]
    ]


def test_every_team_has_its_seats_and_everyone_a_role_of_theirs(either: City) -> None:
    for inspection, team in manned(either):
        seats = Counter(member.role for member, _ in team)
        assert seats == {"leader": 1, "deputy": 1, "liaison": 1, "member": 3, "clerk": 1}, inspection.code
        assert all(member.role in person.roles for member, person in team), inspection.code


def test_every_team_has_the_skills_it_needs(either: City) -> None:
    needs = {row.code: row.skills for row in either.teams}
    for inspection, team in manned(either):
        have = Counter(skill for _, person in team for skill in person.skills)
        assert all(have[skill] >= count for skill, count in needs[inspection.team].items()), inspection.code


def test_nobody_serves_beyond_capacity_or_on_two_teams(either: City) -> None:
    load: Counter[tuple[str, str]] = Counter()
    teams: dict[tuple[str, str], set[str]] = defaultdict(set)
    capacity = {row.code: row.capacity for row in either.inspectors}
    for inspection, team in manned(either):
        for member, person in team:
            load[inspection.round, person.code] += 1
            teams[inspection.round, person.code].add(member.team)
    assert all(count <= capacity[person] for (_, person), count in load.items())
    assert all(len(served) == 1 for served in teams.values())


def test_outside_routine_nobody_inspects_at_home(either: City) -> None:
    place = {unit.code: unit.jurisdiction for unit in either.units}
    for inspection, team in manned(either):
        if Mode(inspection.mode).family is not Family.ROUTINE:
            assert all(person.jurisdiction != place[inspection.unit] for _, person in team), inspection.code


def test_elevated_cross_and_mixed_teams_are_composed_by_rule(either: City) -> None:
    level = {row.code: row.level for row in either.jurisdictions}
    for inspection, team in manned(either):
        family = Mode(inspection.mode).family
        counties = Counter(one.jurisdiction for _, one in team if level[one.jurisdiction] == "county")
        above = len(team) - counties.total()
        if family in (Family.ELEVATED, Family.MIXED):
            assert max(counties.values(), default=0) <= 2, inspection.code
        if family is Family.ELEVATED:
            leader = next(one for member, one in team if member.role == "leader")
            assert level[leader.jurisdiction] == "city"
            assert above * 2 >= len(team)
        if family is Family.CROSS:
            assert set(counties) == {inspection.source}
            assert counties.total() >= 0.6 * len(team)
        if family is Family.MIXED:
            assert above >= 1
            assert counties.total() >= 2


def test_favours_are_not_exchanged(city: City) -> None:
    place = {unit.code: unit.jurisdiction for unit in city.units}
    arcs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in city.inspections:
        if row.source:
            arcs[row.round].add((row.source, place[row.unit]))
    assert sum(map(len, arcs.values())) >= 12
    every = [arc for round_arcs in arcs.values() for arc in round_arcs]
    assert len(every) == len(set(every))
    for round_arcs in arcs.values():
        assert not {(there, here) for here, there in round_arcs} & round_arcs


def test_nobody_inspects_a_unit_they_lately_served_in_or_where_kin_lead(either: City) -> None:
    start = {row.code: row.site_from for row in either.rounds}
    served: dict[str, list[Post]] = defaultdict(list)
    for post in either.posts:
        served[post.person].append(post)
    leading = {post.person: post.unit for post in either.posts if post.leading and post.until is None}
    kin = defaultdict(set)
    for row in either.kinships:
        kin[row.person].add(leading.get(row.relative, ""))
    for inspection, team in manned(either):
        for member, person in team:
            near = kin[person.person] if Mode(inspection.mode).family is not Family.ROUTINE else set()
            three_years_before = start[inspection.round] - timedelta(days=3 * 365)
            own = {
                post.unit
                for post in served[person.person]
                if member.role in ("leader", "deputy") and (post.until is None or post.until >= three_years_before)
            }
            assert inspection.unit not in near | own, (inspection.code, person.code)


def practice(made: City, person: Inspector) -> int:
    """Rounds served, before the system and since, up to the one under way."""
    team_round = {row.code: row.round for row in made.teams}
    past = {team_round[row.team] for row in made.members if row.inspector == person.code} - {"R6"}
    return person.practice_before + len(past)


def test_practice_and_joining_agree_with_the_rounds_served(either: City) -> None:
    start = {row.code: row.site_from for row in either.rounds}
    rounds = defaultdict(set)
    for inspection, team in manned(either):
        for _, person in team:
            rounds[person.code].add(inspection.round)
    for person in either.inspectors:
        past = rounds[person.code] - {"R6"}
        assert practice(either, person) >= len(past)
        assert all(person.joined_on <= start[code] for code in rounds[person.code])


def places(made: City) -> dict[str, Place]:
    parents = {row.code: row.parent for row in made.jurisdictions}

    def above(code: str) -> tuple[str, ...]:
        parent = parents[code]
        return (*above(parent), parent) if parent else ()

    return {row.code: Place(row.code, row.name, Level(row.level), above(row.code)) for row in made.jurisdictions}


def test_the_trades_own_rules_find_nothing_wrong(either: City) -> None:
    where = places(either)
    place = {unit.code: unit.jurisdiction for unit in either.units}
    needs = {row.code: row for row in either.teams}
    load = Counter((row.round, person.code) for row, team in manned(either) for _, person in team)
    for inspection, team in manned(either):
        seats = tuple(
            Seat(
                TeamRole(member.role),
                TeamPerson(
                    one.code, one.code, where[one.jurisdiction], frozenset(TeamRole(role) for role in one.roles),
                    frozenset(Skill(skill) for skill in one.skills), one.capacity, practice(either, one),
                ),
            )
            for member, one in team
        )  # fmt: skip
        plan = TeamPlan(
            inspection.unit, where[place[inspection.unit]], Mode(inspection.mode),
            {TeamRole(role): count for role, count in needs[inspection.team].slots.items()}, seats,
            {Skill(skill): count for skill, count in needs[inspection.team].skills.items()},
            {one.code: load[inspection.round, one.code] for _, one in team},
        )  # fmt: skip
        assert check_team(plan) == (), inspection.code
