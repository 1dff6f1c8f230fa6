"""Team rules on one team: given a sound team, when one thing is changed, then exactly that rule speaks.

East and West are counties of one city, Far is a county of another; people are named by where they come from.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from xuncha.domain.errors import InvalidField
from xuncha.domain.kinship import Relation
from xuncha.domain.modes import Mode
from xuncha.domain.organisations import Level
from xuncha.domain.people import KinFact, PersonFacts, Skill
from xuncha.domain.recusal import DeclaredTie, UnitFacts, check
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import (
    Arc,
    PastArc,
    Place,
    Seat,
    TeamPerson,
    TeamPlan,
    TeamPolicy,
    arcs_of,
    check_exchange,
    check_team,
    rings,
)

CITY = Place("city", "示例市", Level.CITY, ("province",))
EAST = Place("east", "东县", Level.COUNTY, ("province", "city"))
WEST = Place("west", "西县", Level.COUNTY, ("province", "city"))
SOUTH = Place("south", "南县", Level.COUNTY, ("province", "city"))
NEXT_CITY = Place("other-city", "邻市", Level.CITY, ("province",))
FAR = Place("far", "远县", Level.COUNTY, ("province", "other-city"))
PROVINCE = Place("province", "示例省", Level.PROVINCE)
ALL_ROLES = frozenset(TeamRole)
SIX = {TeamRole.LEADER: 1, TeamRole.DEPUTY: 1, TeamRole.LIAISON: 1, TeamRole.MEMBER: 3}
ORDER = [TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER, TeamRole.MEMBER, TeamRole.MEMBER]


def team(mode: Mode, *homes: Place, place: Place = WEST) -> TeamPlan:
    """Six people from these homes, leader first, all practised, all with finance."""
    people = [
        TeamPerson(f"p{number}", f"第{number}人", home, ALL_ROLES, frozenset({Skill.FINANCE}), 1, 3)
        for number, home in enumerate(homes)
    ]
    return TeamPlan("水务局", place, mode, SIX, tuple(Seat(role, who) for role, who in zip(ORDER, people, strict=True)))


def broken(plan: TeamPlan, policy: TeamPolicy | None = None) -> list[str]:
    return [issue.rule.value for issue in check_team(plan, policy)]


def with_person(plan: TeamPlan, number: int, **changes: object) -> TeamPlan:
    seats = list(plan.seats)
    seats[number] = replace(seats[number], person=replace(seats[number].person, **changes))  # type: ignore[arg-type]
    return replace(plan, seats=tuple(seats))


ROUTINE = team(Mode.ROUTINE, WEST, WEST, WEST, WEST, WEST, WEST)
ELEVATED = team(Mode.ELEVATED, CITY, CITY, CITY, EAST, EAST, SOUTH)
CROSS = team(Mode.CROSS_TEAM, EAST, EAST, EAST, EAST, CITY, CITY)
MIXED = team(Mode.MIXED, CITY, CITY, EAST, EAST, SOUTH, SOUTH)


@pytest.mark.parametrize("plan", [ROUTINE, ELEVATED, CROSS, MIXED], ids=lambda plan: plan.mode.value)
def test_a_sound_team_breaks_nothing(plan: TeamPlan) -> None:
    assert broken(plan) == []


def test_r1_a_seat_left_empty() -> None:
    issues = check_team(replace(ROUTINE, seats=ROUTINE.seats[:-1]))
    assert [str(issue.sentence) for issue in issues] == ["组员应有3人，现有2人"]


def test_r1_a_clerk_fills_a_members_seat() -> None:
    seats = (*ROUTINE.seats[:-1], replace(ROUTINE.seats[-1], role=TeamRole.CLERK))
    assert broken(replace(ROUTINE, seats=seats)) == []


def test_r2_somebody_who_may_only_be_a_member_leads() -> None:
    assert broken(with_person(ROUTINE, 0, roles=frozenset({TeamRole.MEMBER}))) == ["R2"]
    assert broken(with_person(ROUTINE, 3, roles=frozenset({TeamRole.MEMBER}))) == []


def test_r2_one_person_in_two_seats() -> None:
    seats = (*ROUTINE.seats[:-1], replace(ROUTINE.seats[-1], person=ROUTINE.seats[0].person))
    assert broken(replace(ROUTINE, seats=seats)) == ["R2"]


def test_r3_a_second_inspection_is_one_too_many() -> None:
    assert broken(replace(ROUTINE, serving={"p1": 2})) == ["R3"]
    assert broken(with_person(replace(ROUTINE, serving={"p1": 2}), 1, capacity=2)) == []


def test_r4_a_conflict_blocks_and_a_suspicion_warns() -> None:
    unit = UnitFacts("water", "水务局", staff=(PersonFacts("sun", "小孙"),))
    wife = PersonFacts("p3", "第3人", kin=(KinFact("sun", Relation.SPOUSE),))
    sure = check(wife, TeamRole.MEMBER, unit, Mode.ROUTINE, date(2026, 11, 23))
    told = check(
        PersonFacts("p4", "第4人"),
        TeamRole.MEMBER,
        unit,
        Mode.ROUTINE,
        date(2026, 11, 23),
        declared_ties=[DeclaredTie("战友", unit="water")],
    )
    issues = check_team(replace(ROUTINE, conflicts={"p3": sure, "p4": told, "elsewhere": sure}))
    assert [(issue.rule.value, issue.severity.value, issue.people) for issue in issues] == [
        ("R4", "block", ("p3",)),
        ("R4", "warn", ("p4",)),
    ]


def test_r5_somebody_at_home_outside_a_routine_round() -> None:
    assert broken(with_person(MIXED, 4, home=WEST)) == ["R5"]


def test_r6_the_leader_of_an_elevated_round_comes_from_above() -> None:
    assert broken(team(Mode.ELEVATED, EAST, CITY, CITY, CITY, EAST, SOUTH)) == ["R6"]


def test_r6_half_the_team_comes_from_above_rounded_up() -> None:
    assert broken(with_person(ELEVATED, 1, home=SOUTH)) == ["R6"]
    assert broken(with_person(ELEVATED, 1, home=PROVINCE)) == []


def test_r7_two_source_counties_are_one_too_many() -> None:
    assert broken(with_person(CROSS, 4, home=SOUTH)) == ["R7"]


def test_r7_a_source_in_another_city() -> None:
    plan = team(Mode.CROSS_TEAM, FAR, FAR, FAR, FAR, CITY, CITY)
    assert broken(plan) == ["R7"]
    assert broken(plan, TeamPolicy(cross_within_city=False)) == []


def test_r7_a_unit_of_the_city_itself_is_inspected_by_one_of_its_counties() -> None:
    assert broken(team(Mode.CROSS_TEAM, EAST, EAST, EAST, EAST, NEXT_CITY, NEXT_CITY, place=CITY)) == []
    assert broken(team(Mode.CROSS_TEAM, FAR, FAR, FAR, FAR, NEXT_CITY, NEXT_CITY, place=CITY)) == ["R7"]


def test_r7_three_of_six_are_below_the_share() -> None:
    assert broken(with_person(CROSS, 3, home=CITY)) == ["R7"]


def test_r7_a_half_team_has_a_local_deputy_and_liaison() -> None:
    assert broken(team(Mode.CROSS_HALF, EAST, WEST, WEST, EAST, EAST, EAST)) == []
    assert "R5" in broken(team(Mode.CROSS_HALF, WEST, EAST, EAST, EAST, EAST, EAST))


def test_r7_an_exchange_has_a_local_leader_and_liaison() -> None:
    assert broken(team(Mode.CROSS_EXCHANGE, WEST, EAST, WEST, EAST, EAST, EAST)) == []


def test_r8_a_mixed_team_without_anybody_from_the_city() -> None:
    assert broken(team(Mode.MIXED, EAST, EAST, SOUTH, SOUTH, FAR, FAR)) == ["R8"]


def test_r8_a_mixed_team_with_one_from_a_county() -> None:
    assert broken(team(Mode.MIXED, CITY, CITY, CITY, CITY, CITY, SOUTH)) == ["R8"]


def test_r9_three_from_one_county() -> None:
    assert broken(with_person(MIXED, 4, home=EAST)) == ["R9"]
    assert broken(with_person(MIXED, 4, home=EAST), TeamPolicy(same_home_most=3)) == []


def test_r10_no_auditor() -> None:
    plan = replace(ROUTINE, skills={Skill.AUDIT: 1, Skill.FINANCE: 2})
    assert [str(issue.sentence) for issue in check_team(plan)] == ["审计专业至少1人，现有0人"]


def test_r11_three_newcomers() -> None:
    plan = ROUTINE
    for number in (1, 2, 3):
        plan = with_person(plan, number, practice=0)
    issues = check_team(plan)
    assert [(issue.rule.value, issue.severity.value) for issue in issues] == [("R11", "warn")]


def test_r11_one_veteran() -> None:
    plan = ROUTINE
    for number in range(5):
        plan = with_person(plan, number, practice=1)
    assert broken(plan) == ["R11"]


def test_r12_a_pair_to_be_kept_apart() -> None:
    assert broken(replace(ROUTINE, apart=frozenset({frozenset({"p0", "p5"})}))) == ["R12"]
    assert broken(replace(ROUTINE, apart=frozenset({frozenset({"p0", "elsewhere"})}))) == []


def test_not_fixed_a_leader_who_had_this_unit_last_time_is_pointed_out() -> None:
    assert broken(replace(ROUTINE, served_before=frozenset({"p0"}))) == ["N1"]
    assert broken(replace(ROUTINE, served_before=frozenset({"p5"}))) == []


class TestExchange:
    """R13, on a whole round."""

    def test_a_ring_of_three_is_no_exchange(self) -> None:
        assert check_exchange([Arc("east", "west"), Arc("west", "south"), Arc("south", "east")]) == ()

    def test_two_counties_inspecting_one_another(self) -> None:
        arcs = [Arc("east", "west"), Arc("west", "east")]
        (issue,) = check_exchange(arcs, names={"east": "东县", "west": "西县"})
        assert (issue.severity.value, str(issue.sentence)) == ("block", "东县与西县在同一轮次中互相巡察")
        (allowed,) = check_exchange(arcs, policy=TeamPolicy(reciprocity=True))
        assert allowed.severity.value == "warn"

    @pytest.mark.parametrize(("ago", "speaks"), [(1, True), (2, True), (3, False)])
    def test_the_same_way_again_after_so_many_rounds(self, ago: int, speaks: bool) -> None:
        assert bool(check_exchange([Arc("east", "west")], [PastArc("east", "west", ago)])) is speaks

    def test_the_way_back_in_an_earlier_round_is_free(self) -> None:
        assert check_exchange([Arc("west", "east")], [PastArc("east", "west", 1)]) == ()

    def test_three_sources_for_one_county(self) -> None:
        arcs = [Arc(source, "west") for source in ("east", "south", "north")]
        assert len(check_exchange(arcs)) == 1
        assert check_exchange([*arcs[:2], Arc("north", "west", cross=False)]) == ()

    def test_a_county_leader_makes_an_arc_outside_routine(self) -> None:
        plan = team(Mode.MIXED, EAST, CITY, CITY, SOUTH, SOUTH, CITY)
        assert arcs_of(plan) == {Arc("east", "west", cross=False)}
        assert arcs_of(replace(plan, mode=Mode.ROUTINE)) == frozenset()

    def test_a_cross_team_makes_its_source_an_arc(self) -> None:
        assert {(arc.source, arc.target) for arc in arcs_of(CROSS)} == {("east", "west")}


def test_a_policy_refuses_what_cannot_be() -> None:
    for name, value in {"cross_share": 1.2, "arc_rest": -1, "travel_per_km": math.nan, "travel_most": 10**30}.items():
        with pytest.raises(InvalidField, match=name):
            TeamPolicy(**{name: value})  # type: ignore[arg-type]


def test_a_ring_of_places_is_found_once_and_a_mutual_exchange_is_none() -> None:
    ring = [Arc("a", "b"), Arc("b", "c"), Arc("c", "a")]
    assert rings([*ring, Arc("c", "d"), Arc("d", "c")]) == (("a", "b", "c"),)
    assert rings([Arc("a", "b"), Arc("b", "a")]) == ()
