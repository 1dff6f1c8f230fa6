"""Exposure: given what is held about an inspector and a leading body, when it is reckoned, then these points for these reasons.

水务局 is the unit, 赵局长 heads it. 王组员 may be sent there. The points are the usual ones, our own setting.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xuncha.domain.exposure import USUAL, Acquaintance, ExposurePolicy, Weight, exposure, years_since
from xuncha.domain.kinship import CIVIL_SERVICE, Relation
from xuncha.domain.people import CareerFact, HomeFact, HomeKind, KinFact, PersonFacts, SchoolFact, ServiceFact
from xuncha.domain.recusal import DeclaredTie, UnitFacts

ON = date(2026, 11, 23)
ZHAO = PersonFacts("zhao", "赵局长")
WANG = PersonFacts("wang", "王组员")
QIAN = PersonFacts("qian", "钱主任")


def water(head: PersonFacts = ZHAO, *others: PersonFacts) -> UnitFacts:
    return UnitFacts(
        "water", "水务局", line="水利", jurisdiction_path=("city", "west"), parent="gov", subordinates=("dam",),
        leading_body=(head, *others),
    )  # fmt: skip


def post(unit: str, since: int, until: int | None, *, leading: bool = False) -> CareerFact:
    """A post from the first day of one year to the first day of another."""
    return CareerFact(
        unit,
        {"town": "河东镇"}.get(unit, unit),
        "干部",
        date(since, 1, 1),
        date(until, 1, 1) if until else None,
        leading,
    )


def seat(team: str, *units: str, year: int) -> ServiceFact:
    return ServiceFact(team, f"{team}组", frozenset(units), date(year, 3, 1), date(year, 5, 1))


def reckoned(wang: PersonFacts, unit: UnitFacts | None = None, *between: PersonFacts) -> list[tuple[str, int]]:
    found = exposure(wang, unit or water(), ON, ExposurePolicy(), between=between)
    assert sum(line.points for line in found.contributions) == found.points, "every point has its line"
    return [(str(line.sentence), line.points) for line in found.contributions]


def test_strangers_have_no_exposure() -> None:
    assert reckoned(WANG) == []


def test_a_cousin_in_the_leading_body() -> None:
    assert reckoned(replace(WANG, kin=(KinFact("zhao", Relation.COUSIN),))) == [
        ("与赵局长有亲属关系（三代以内旁系血亲）", 80)
    ]


def test_kin_count_whichever_side_told_of_them() -> None:
    told_there = replace(ZHAO, kin=(KinFact("wang", Relation.COLLATERAL_SPOUSE),))
    assert reckoned(WANG, water(told_there)) == [("与赵局长有亲属关系（近姻亲）", 80)]


def test_kin_who_are_recusal_are_no_exposure() -> None:
    assert reckoned(replace(WANG, kin=(KinFact("zhao", Relation.SPOUSE),))) == []
    cousin = replace(WANG, kin=(KinFact("zhao", Relation.COUSIN),))
    strict = exposure(cousin, water(), ON, ExposurePolicy(), barred=CIVIL_SERVICE)
    assert strict.points == 0, "an office that works by the stricter rules bars a cousin too"


def test_colleagues_fade_by_the_years_since_they_parted() -> None:
    wang, zhao = replace(WANG, careers=(post("town", 2015, 2021),)), replace(ZHAO, careers=(post("town", 2018, 2024),))
    found = exposure(wang, water(zhao), ON, ExposurePolicy())
    assert [(str(line.sentence), line.points, str(line.faded)) for line in found.contributions] == [
        ("曾与赵局长同在河东镇工作", 26, "已过5年，由40分减为26分")
    ]


@pytest.mark.parametrize(("until", "points"), [(None, 40), (2026, 40), (2025, 37), (2018, 18), (2012, 2), (2011, 0)])
def test_forty_points_over_fifteen_years(until: int | None, points: int) -> None:
    wang, zhao = replace(WANG, careers=(post("town", 2005, until),)), replace(ZHAO, careers=(post("town", 2005, None),))
    assert sum(points for _, points in reckoned(wang, water(zhao))) == points


def test_those_who_missed_each_other_never_met() -> None:
    wang, zhao = replace(WANG, careers=(post("town", 2010, 2014),)), replace(ZHAO, careers=(post("town", 2015, None),))
    assert reckoned(wang, water(zhao)) == []


def test_two_times_together_count_once_by_the_later() -> None:
    wang = replace(WANG, careers=(post("town", 2000, 2005), post("town", 2020, None)))
    assert reckoned(wang, water(replace(ZHAO, careers=(post("town", 2000, None),)))) == [
        ("曾与赵局长同在河东镇工作", 40)
    ]


@pytest.mark.parametrize(
    ("theirs", "line"),
    [
        (SchoolFact("农大", 2000, 2004, "水利一班"), ("曾与赵局长同在农大一个班", 22)),
        (SchoolFact("农大", 2000, 2004, "水利二班"), ("曾与赵局长同年考入农大", 6)),
        (SchoolFact("农大", 2003, 2007), None),
    ],
)  # fmt: skip
def test_the_same_class_the_same_year_the_same_school(theirs: SchoolFact, line: tuple[str, int] | None) -> None:
    wang = replace(WANG, schools=(SchoolFact("农大", 2000, 2004, "水利一班"),))
    assert reckoned(wang, water(replace(ZHAO, schools=(theirs,)))) == ([line] if line else []), (
        "twenty years after, nothing is left of having been at one school"
    )


def test_at_one_school_at_one_time_lately() -> None:
    wang, zhao = (
        replace(WANG, schools=(SchoolFact("党校", 2022, 2024),)), replace(ZHAO, schools=(SchoolFact("党校", 2023, 2025),))
    )  # fmt: skip
    assert reckoned(wang, water(zhao)) == [("曾与赵局长同期就读党校", 9)]
    assert reckoned(wang, water(replace(zhao, schools=(SchoolFact("党校", 2025, 2026),)))) == []


def test_one_team_in_an_earlier_round() -> None:
    wang, zhao = (
        replace(WANG, service=(seat("三", "bank", year=2024),)),
        replace(ZHAO, service=(seat("三", "bank", year=2024),)),
    )
    assert reckoned(wang, water(zhao)) == [("曾与赵局长同在三组", 26)]


def test_the_inspector_once_inspected_whom_zhao_led_then() -> None:
    wang = replace(WANG, service=(seat("三", "town", year=2024),))
    assert reckoned(wang, water(replace(ZHAO, careers=(post("town", 2020, 2025, leading=True),)))) == [
        ("巡察河东镇时曾与赵局长打过交道", 22)
    ]
    assert reckoned(wang, water(replace(ZHAO, careers=(post("town", 2020, 2025),)))) == [], "he was no leader there"


def test_zhao_once_inspected_the_town_the_inspector_led() -> None:
    wang = replace(WANG, careers=(post("town", 2020, 2025, leading=True),))
    assert reckoned(wang, water(replace(ZHAO, service=(seat("三", "town", year=2024),)))) == [
        ("巡察河东镇时曾与赵局长打过交道", 22)
    ]


def test_the_inspector_inspected_this_unit_before() -> None:
    assert reckoned(replace(WANG, service=(seat("三", "water", year=2021),))) == [("曾在三组巡察该单位", 15)]


def test_served_in_the_unit_or_next_to_it() -> None:
    assert reckoned(replace(WANG, careers=(post("water", 2010, 2017),))) == [("曾在该单位工作", 24)]
    assert reckoned(replace(WANG, careers=(post("dam", 2010, 2024),))) == [("曾在该单位的上级或下属单位工作", 20)]


def test_place_and_line() -> None:
    homes = (HomeFact("west", HomeKind.GREW_UP), HomeFact("west", HomeKind.LIVES, until=date(2024, 1, 1)))
    assert reckoned(replace(WANG, homes=homes, lines=frozenset({"水利"}))) == [
        ("在当地长大", 20), ("在当地居住", 6), ("同属一个系统", 10),
    ]  # fmt: skip


def test_a_declared_tie_counts_as_declared_until_it_stands_as_recusal() -> None:
    tie = DeclaredTie("多年朋友", person="zhao", points=25)
    assert _declared(tie) == [("申报的关系：多年朋友", 25)]
    assert _declared(replace(tie, recusal=True)) == [("申报的关系：多年朋友", 25)], "nobody has looked into it yet"
    assert _declared(replace(tie, recusal=True, verified=True)) == []
    assert _declared(replace(tie, person="qian")) == []


def _declared(tie: DeclaredTie) -> list[tuple[str, int]]:
    found = exposure(WANG, water(), ON, ExposurePolicy(), declared=[tie])
    return [(str(line.sentence), line.points) for line in found.contributions]


CLASSMATE = replace(WANG, schools=(SchoolFact("党校", 2022, 2024, "中青班"),))
BETWEEN = replace(QIAN, schools=(SchoolFact("党校", 2022, 2024, "中青班"),), careers=(post("town", 2019, None),))
HEAD = replace(ZHAO, careers=(post("town", 2018, 2026),))


def test_one_go_between_counts_a_quarter_of_the_weaker_side() -> None:
    found = exposure(CLASSMATE, water(HEAD), ON, ExposurePolicy(), between=[BETWEEN])
    assert [(str(line.sentence), line.points, line.person, line.through) for line in found.contributions] == [
        ("经钱主任可能认识赵局长：曾与钱主任同在党校一个班；钱主任曾与赵局长同在河东镇工作", 10, "zhao", "qian")
    ]
    assert found.points < exposure(BETWEEN, water(HEAD), ON, ExposurePolicy()).points, "weaker than knowing him"


def test_two_go_betweens_make_no_difference_and_two_steps_do_not_count() -> None:
    other = replace(BETWEEN, id="sun", name="孙科长")
    assert [points for _, points in reckoned(CLASSMATE, water(HEAD), BETWEEN, other)] == [10]
    friend_of_friend = replace(QIAN, careers=(post("far", 2019, None),))
    assert reckoned(CLASSMATE, water(HEAD), friend_of_friend, replace(BETWEEN, schools=())) == []


def test_who_knows_somebody_needs_no_go_between() -> None:
    both = replace(CLASSMATE, careers=(post("town", 2025, None),))
    assert reckoned(both, water(HEAD), BETWEEN) == [("曾与赵局长同在河东镇工作", 40)]


def test_a_weak_side_introduces_nobody() -> None:
    weak = replace(BETWEEN, schools=(SchoolFact("党校", 2023, 2025),))
    assert reckoned(CLASSMATE, water(HEAD), weak) == [], (
        "the same school is less than the thirty points each side needs"
    )


def test_a_spouse_may_introduce() -> None:
    wife = replace(BETWEEN, kin=(KinFact("wang", Relation.SPOUSE),), schools=())
    assert [points for _, points in reckoned(WANG, water(HEAD), wife)] == [10]


def test_who_leads_with_him_introduces_nobody_for_they_count_already() -> None:
    assert reckoned(CLASSMATE, water(HEAD, BETWEEN), BETWEEN) == [("曾与钱主任同在党校一个班", 47)]


def test_the_sum_stops_at_the_most_and_says_so() -> None:
    wang = replace(WANG, careers=(post("water", 2010, 2026),), lines=frozenset({"水利"}))
    found = exposure(wang, water(), ON, ExposurePolicy(most=50))
    assert (found.points, found.sum, str(found.capped)) == (50, 70, "合计70分，以50分为限")


@pytest.mark.parametrize(
    ("ended", "years"),
    [(None, 0), (date(2027, 1, 1), 0), (date(2025, 11, 24), 0), (date(2025, 11, 23), 1), (date(2016, 12, 1), 9)],
)
def test_whole_years_since(ended: date | None, years: int) -> None:
    assert years_since(ended, ON) == years


def test_a_policy_that_means_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="weight"):
        Weight(-1)
    with pytest.raises(ValueError, match="every kind"):
        ExposurePolicy({Acquaintance.KIN: Weight(80)})
    with pytest.raises(ValueError, match="go-between"):
        ExposurePolicy(dict(USUAL), through_share=100)


def test_the_page_for_practitioners_tells_the_usual_figures() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "exposure.zh-CN.md").read_text("utf-8")
    told = re.findall(r"^\| (\S+) \| `(\w+)` \| (\d+) \| (\S+) \|$", page, re.MULTILINE)
    assert told == [
        (kind.label, kind.value, str(weight.points), str(weight.years or "不消退")) for kind, weight in USUAL.items()
    ]
    usual = ExposurePolicy()
    assert f"较弱一边的 {usual.through_share}% 计，两边都须有 {usual.through_least} 分以上" in page
    assert f"合计以 {usual.most} 分为限" in page


def test_the_worked_example_of_that_page() -> None:
    wang = replace(CLASSMATE, careers=(post("town", 2015, 2021),), homes=(HomeFact("west", HomeKind.GREW_UP),))
    third = PersonFacts("shui", "水清源", careers=(post("port", 2019, None),))
    friend = replace(BETWEEN, careers=(post("port", 2020, None),))
    found = reckoned(wang, water(replace(ZHAO, careers=(post("town", 2015, None),)), third), friend)
    assert [points for _, points in found] == [26, 20, 10]
