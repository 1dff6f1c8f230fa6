"""Recusal, rule by rule: given two people and their facts, when the check runs, then this rule speaks, or stays silent.

水务局 is the unit, 赵局长 heads it, 小孙 works there. 李组长 would lead the team, 王组员 would be a member.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from xuncha.domain.kinship import Relation
from xuncha.domain.modes import Mode
from xuncha.domain.people import CareerFact, HomeFact, HomeKind, KinFact, PersonFacts, SchoolFact
from xuncha.domain.recusal import STANDARD, STRICT, DeclaredTie, RecusalProfile, UnitFacts, check, clear
from xuncha.domain.roles import TeamRole

ON = date(2026, 11, 23)
LEADER, DEPUTY, MEMBER = TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.MEMBER

ZHAO = PersonFacts("zhao", "赵局长", unit="water", post="局长")
SUN = PersonFacts("sun", "小孙", unit="water", post="科员")
LI = PersonFacts("li", "李组长", unit="office", home="east")
WANG = PersonFacts("wang", "王组员", unit="office", home="east")


def water(head: PersonFacts = ZHAO, clerk: PersonFacts = SUN) -> UnitFacts:
    return UnitFacts(
        "water",
        "水务局",
        line="water-line",
        jurisdiction_path=("city", "west"),
        parent="government",
        subordinates=("waterworks",),
        leading_body=(head,),
        staff=(head, clerk),
    )


def speaks(
    inspector: PersonFacts,
    role: TeamRole = LEADER,
    unit: UnitFacts | None = None,
    profile: RecusalProfile = STANDARD,
    mode: Mode = Mode.ROUTINE,
    ties: tuple[DeclaredTie, ...] = (),
) -> list[str]:
    """The codes of the rules that speak."""
    return [conflict.rule.code for conflict in check(inspector, role, unit or water(), mode, ON, profile, ties)]


def served(unit: str, since: str, until: str | None, *, leading: bool = False, under: str | None = None) -> CareerFact:
    end = date.fromisoformat(until) if until else None
    return CareerFact(unit, unit, "干部", date.fromisoformat(since), end, leading, under)


def test_strangers_have_no_conflict() -> None:
    assert speaks(LI) == []
    assert speaks(LI, profile=STRICT) == []


class TestUnit:
    """Leaders and deputies against the unit itself."""

    def test_a_leader_who_studied_in_the_unit(self) -> None:
        li = replace(LI, schools=(SchoolFact("水务学校", 1998, 2001, school_unit="water"),))
        assert speaks(li, LEADER) == ["studied"]
        assert speaks(li, DEPUTY) == ["studied"]

    def test_a_member_who_studied_in_the_unit_may_serve(self) -> None:
        wang = replace(WANG, schools=(SchoolFact("水务学校", 1998, 2001, school_unit="water"),))
        assert speaks(wang, MEMBER) == []

    def test_a_leader_who_left_the_unit_two_years_ago(self) -> None:
        assert speaks(replace(LI, careers=(served("water", "2023-01-01", "2024-06-30"),))) == ["worked_recently"]

    def test_three_years_to_the_day_still_count(self) -> None:
        assert speaks(replace(LI, careers=(served("water", "2023-01-01", "2023-11-23"),))) == ["worked_recently"]

    def test_a_leader_who_left_the_unit_four_years_ago_after_a_year(self) -> None:
        assert speaks(replace(LI, careers=(served("water", "2021-01-01", "2022-06-30"),))) == []

    def test_a_leader_who_served_there_five_years_long_ago(self) -> None:
        assert speaks(replace(LI, careers=(served("water", "2000-01-01", "2005-01-01"),))) == ["worked_long"]

    def test_two_short_posts_add_up_to_three_years(self) -> None:
        posts = (served("water", "2000-01-01", "2002-01-01"), served("water", "2005-01-01", "2006-06-01"))
        assert speaks(replace(LI, careers=posts)) == ["worked_long"]
        assert speaks(replace(LI, careers=posts[:1])) == []


class TestLeadingBody:
    """Leaders and deputies against members of the leading body."""

    def test_the_spouse_of_the_head(self) -> None:
        li = replace(LI, kin=(KinFact("zhao", Relation.SPOUSE),))
        assert speaks(li, LEADER) == ["body_spouse"]

    def test_the_spouse_of_somebody_elsewhere(self) -> None:
        assert speaks(replace(LI, kin=(KinFact("stranger", Relation.SPOUSE),))) == []

    def test_a_father_of_the_head_declared_by_the_head_only(self) -> None:
        head = replace(ZHAO, kin=(KinFact("li", Relation.PARENT),))
        found = check(LI, LEADER, water(head), Mode.ROUTINE, ON)
        assert [conflict.rule.code for conflict in found] == ["body_lineal"]
        assert str(found[0].sentence) == "水务局领导班子成员赵局长是李组长的直系血亲（子女）"

    def test_a_cousin_is_no_lineal_kin(self) -> None:
        assert speaks(replace(LI, kin=(KinFact("zhao", Relation.COUSIN),))) == []

    def test_one_served_under_the_other_last_year(self) -> None:
        assert speaks(replace(LI, careers=(served("town", "2020-01-01", "2025-01-01", under="zhao"),))) == [
            "body_command"
        ]
        head = replace(ZHAO, careers=(served("town", "2020-01-01", "2025-01-01", under="li"),))
        assert speaks(LI, unit=water(head)) == ["body_command"]

    def test_command_is_inferred_where_one_of_two_sat_in_the_leading_body(self) -> None:
        head = replace(ZHAO, careers=(served("town", "2019-01-01", "2025-01-01", leading=True),))
        li = replace(LI, careers=(served("town", "2018-01-01", "2024-05-01"),))
        assert speaks(li, unit=water(head)) == ["body_command"]

    def test_command_that_ended_four_years_ago(self) -> None:
        assert speaks(replace(LI, careers=(served("town", "2020-01-01", "2022-01-01", under="zhao"),))) == []

    def test_three_years_in_one_leading_body_long_ago(self) -> None:
        head = replace(ZHAO, careers=(served("town", "2008-01-01", "2014-01-01", leading=True),))
        li = replace(LI, careers=(served("town", "2009-01-01", "2012-06-01", leading=True),))
        assert speaks(li, unit=water(head)) == ["body_colleague"]

    def test_a_few_months_in_one_leading_body_last_year(self) -> None:
        head = replace(ZHAO, careers=(served("town", "2025-01-01", "2025-06-01", leading=True),))
        li = replace(LI, careers=(served("town", "2025-03-01", None, leading=True),))
        assert speaks(li, unit=water(head)) == ["body_colleague"]

    def test_a_year_in_one_leading_body_long_ago(self) -> None:
        head = replace(ZHAO, careers=(served("town", "2008-01-01", "2010-01-01", leading=True),))
        li = replace(LI, careers=(served("town", "2009-01-01", "2012-06-01", leading=True),))
        assert speaks(li, unit=water(head)) == []

    def test_one_leading_body_one_after_the_other(self) -> None:
        head = replace(ZHAO, careers=(served("town", "2024-01-02", None, leading=True),))
        li = replace(LI, careers=(served("town", "2020-01-01", "2024-01-01", leading=True),))
        assert speaks(li, unit=water(head)) == []

    def test_the_head_taught_the_leader(self) -> None:
        assert speaks(replace(LI, schools=(SchoolFact("农大", 2001, 2004, supervisor="zhao"),))) == ["body_teacher"]
        head = replace(ZHAO, schools=(SchoolFact("一中", 1995, 1999, "高三二班", teacher=True),))
        li = replace(LI, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        assert speaks(li, unit=water(head)) == ["body_teacher"]

    def test_a_teacher_of_another_class(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("一中", 1995, 1999, "高三一班", teacher=True),))
        li = replace(LI, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        assert speaks(li, unit=water(head)) == []

    def test_classmates(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        li = replace(LI, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        assert speaks(li, unit=water(head)) == ["body_classmate"]

    def test_the_same_class_name_ten_years_later(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("一中", 1986, 1989, "高三二班"),))
        li = replace(LI, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        assert speaks(li, unit=water(head)) == []

    def test_the_same_year_without_a_class_is_only_to_be_verified(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("一中", 1996, 1999),))
        li = replace(LI, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        found = check(li, LEADER, water(head), Mode.ROUTINE, ON)
        assert [(conflict.rule.code, conflict.verify) for conflict in found] == [("body_classmate_perhaps", True)]

    def test_two_pupils_of_one_supervisor(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("农大", 2001, 2004, supervisor="prof-he"),))
        li = replace(LI, schools=(SchoolFact("农大", 2008, 2011, supervisor="prof-he"),))
        assert speaks(li, unit=water(head)) == ["body_supervisor"]
        stranger = replace(LI, schools=(SchoolFact("农大", 2008, 2011, supervisor="prof-lu"),))
        assert speaks(stranger, unit=water(head)) == []


class TestStaff:
    """Everybody on the team against everybody in the unit."""

    @pytest.mark.parametrize("role", list(TeamRole))
    def test_a_spouse_among_the_staff_binds_every_role(self, role: TeamRole) -> None:
        assert speaks(replace(WANG, kin=(KinFact("sun", Relation.SPOUSE),)), role) == ["staff_spouse"]

    def test_a_member_whose_spouse_heads_the_unit(self) -> None:
        assert speaks(replace(WANG, kin=(KinFact("zhao", Relation.SPOUSE),)), MEMBER) == ["staff_spouse"]

    def test_a_child_among_the_staff(self) -> None:
        assert speaks(replace(WANG, kin=(KinFact("sun", Relation.CHILD),)), MEMBER) == ["staff_lineal"]

    def test_a_brother_among_the_staff_is_left_to_the_strict_profile(self) -> None:
        wang = replace(WANG, kin=(KinFact("sun", Relation.SIBLING),))
        assert speaks(wang, MEMBER) == []
        assert speaks(wang, MEMBER, profile=STRICT) == ["kin_collateral"]

    def test_a_classmate_of_the_head_may_serve_as_member(self) -> None:
        head = replace(ZHAO, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        wang = replace(WANG, schools=(SchoolFact("一中", 1996, 1999, "高三二班"),))
        assert speaks(wang, MEMBER, water(head)) == []


class TestOwnUnit:
    """The published rule takes it for granted; the office would not thank a program that did too."""

    @pytest.mark.parametrize("role", [LEADER, MEMBER])
    def test_nobody_inspects_the_unit_they_belong_to(self, role: TeamRole) -> None:
        assert speaks(replace(WANG, unit="water"), role) == ["own_unit"]
        assert "own_unit" in speaks(replace(WANG, careers=(served("water", "2025-01-01", None),)), role)
        assert speaks(replace(WANG, id="sun"), role) == ["own_unit"]

    def test_a_member_who_left_the_unit_last_year(self) -> None:
        assert speaks(replace(WANG, careers=(served("water", "2025-01-01", "2025-11-01"),)), MEMBER) == []


class TestStrict:
    """The civil-service list, place recusal, and the cross-round rules."""

    @pytest.mark.parametrize(
        "relation", [Relation.SIBLING, Relation.UNCLE_AUNT, Relation.NEPHEW_NIECE, Relation.COUSIN]
    )
    def test_collateral_kin_within_three_generations(self, relation: Relation) -> None:
        assert speaks(replace(WANG, kin=(KinFact("zhao", relation),)), MEMBER, profile=STRICT) == ["kin_collateral"]

    @pytest.mark.parametrize(
        "relation",
        [
            Relation.SPOUSE_PARENT,
            Relation.SPOUSE_SIBLING,
            Relation.SPOUSE_SIBLING_SPOUSE,
            Relation.CHILD_SPOUSE,
            Relation.CHILD_SPOUSE_PARENT,
            Relation.COLLATERAL_SPOUSE,
        ],
    )
    def test_near_in_laws(self, relation: Relation) -> None:
        assert speaks(replace(WANG, kin=(KinFact("sun", relation),)), MEMBER, profile=STRICT) == ["kin_in_law"]

    def test_a_leader_who_grew_up_in_the_county(self) -> None:
        li = replace(LI, homes=(HomeFact("west", HomeKind.GREW_UP),))
        assert speaks(li, profile=STRICT) == ["grew_up"]
        assert speaks(li, MEMBER, profile=STRICT) == []

    def test_a_leader_who_grew_up_elsewhere_in_the_city(self) -> None:
        assert speaks(replace(LI, homes=(HomeFact("south", HomeKind.GREW_UP),)), profile=STRICT) == []

    def test_a_leader_from_a_unit_below(self) -> None:
        li = replace(LI, careers=(served("waterworks", "2024-01-01", "2025-01-01"),))
        assert speaks(li, profile=STRICT) == ["worked_related"]
        assert speaks(replace(LI, careers=(served("museum", "2024-01-01", None),)), profile=STRICT) == []

    def test_the_same_line_in_a_cross_round(self) -> None:
        wang = replace(WANG, lines=frozenset({"water-line"}))
        assert speaks(wang, MEMBER, profile=STRICT, mode=Mode.CROSS_RING) == ["cross_line"]
        assert speaks(wang, MEMBER, profile=STRICT, mode=Mode.ROUTINE) == []

    def test_a_resident_of_the_place_in_a_cross_round(self) -> None:
        wang = replace(WANG, homes=(HomeFact("west", HomeKind.LIVES),))
        assert speaks(wang, MEMBER, profile=STRICT, mode=Mode.CROSS_TEAM) == ["cross_place"]
        moved = replace(WANG, homes=(HomeFact("west", HomeKind.LIVES, until=date(2020, 1, 1)),))
        assert speaks(moved, MEMBER, profile=STRICT, mode=Mode.CROSS_TEAM) == []

    def test_somebody_who_works_in_the_place_in_a_cross_round(self) -> None:
        wang = replace(WANG, home="west")
        assert speaks(wang, MEMBER, profile=STRICT, mode=Mode.CROSS_HALF) == ["cross_place"]


class TestDeclared:
    """The open clause: what the inspector or the unit says."""

    def test_a_tie_declared_to_the_unit_is_to_be_verified(self) -> None:
        tie = DeclaredTie("房屋出租给该单位", unit="water", key=7)
        found = check(WANG, MEMBER, water(), Mode.ROUTINE, ON, declared_ties=(tie,))
        assert [(c.rule.code, c.verify, c.evidence) for c in found] == [("declared", True, ("tie:7",))]

    def test_a_tie_to_somebody_in_the_unit(self) -> None:
        assert speaks(WANG, MEMBER, ties=(DeclaredTie("战友", person="sun", verified=True),)) == ["declared"]

    def test_a_tie_elsewhere_or_one_that_asks_for_no_recusal(self) -> None:
        ties = (DeclaredTie("战友", person="stranger"), DeclaredTie("同乡", unit="water", recusal=False))
        assert speaks(WANG, MEMBER, ties=ties) == []


def test_a_waiver_on_record_clears_its_own_rule_only() -> None:
    li = replace(LI, careers=(served("water", "2010-01-01", "2025-01-01"),))
    found = check(li, LEADER, water(), Mode.ROUTINE, ON)
    assert [conflict.rule.code for conflict in found] == ["worked_recently", "worked_long"]
    assert not clear(found, {"worked_long"})
    assert clear(found, {"worked_long", "worked_recently"})


def test_every_conflict_says_who_which_unit_and_names_its_evidence_and_source() -> None:
    li = replace(LI, careers=(served("water", "2023-01-01", None),))
    (first, *_) = check(li, LEADER, water(), Mode.ROUTINE, ON)
    assert str(first.sentence) == "李组长于2023年1月1日至今在水务局任干部，属近三年内工作单位"
    assert first.evidence == ("career:water:2023-01-01",)
    assert first.rule.source == "北京航空航天大学公布的巡察回避规定"


@pytest.mark.parametrize("profile", [STANDARD, STRICT])
def test_every_rule_has_its_own_code_and_source(profile: RecusalProfile) -> None:
    codes = [rule.code for rule in profile.rules]
    assert len(codes) == len(set(codes))
    assert all(rule.source for rule in profile.rules)


def test_five_hundred_inspectors_against_a_large_unit_take_under_a_second() -> None:
    staff = tuple(PersonFacts(f"s{i}", f"职工{i}", kin=(KinFact(f"i{i}", Relation.COUSIN),)) for i in range(2_000))
    unit = replace(water(), staff=staff)
    posts = tuple(served(f"u{i}", "2010-01-01", "2012-01-01") for i in range(8))
    started = perf_counter()
    for number in range(500):
        inspector = PersonFacts(f"i{number}", "某", careers=posts, kin=(KinFact("x", Relation.SIBLING),))
        assert [c.rule.code for c in check(inspector, MEMBER, unit, Mode.ROUTINE, ON, STRICT)] == ["kin_collateral"]
    assert perf_counter() - started < 1
