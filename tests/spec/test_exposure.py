"""Exposure: who merely knows whom, in points with reasons, for the engine to keep low."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xuncha.domain.exposure import ExposureWeights, exposures, total
from xuncha.domain.kinship import Relation
from xuncha.domain.people import CareerFact, HomeFact, HomeKind, KinFact, PersonFacts, SchoolFact
from xuncha.domain.recusal import UnitFacts

ON = date(2026, 11, 23)
LONG_AGO = CareerFact("town", "河东镇", "干部", date(2001, 1, 1), date(2003, 1, 1))
HEAD = PersonFacts("zhao", "赵局长", careers=(LONG_AGO,), schools=(SchoolFact("农大", 1998, 2002),))
UNIT = UnitFacts("water", "水务局", line="水利", jurisdiction_path=("city", "west"), parent="gov", leading_body=(HEAD,))
WANG = PersonFacts("wang", "王组员")


def reasons(person: PersonFacts) -> list[str]:
    return [str(item.sentence) for item in exposures(person, UNIT, ON)]


def test_strangers_are_not_exposed() -> None:
    assert exposures(WANG, UNIT, ON) == ()
    assert total(()) == 0


def test_colleagues_of_long_ago() -> None:
    assert reasons(replace(WANG, careers=(LONG_AGO,))) == ["曾与赵局长同在河东镇工作"]


def test_the_same_school_in_the_same_years() -> None:
    assert reasons(replace(WANG, schools=(SchoolFact("农大", 2000, 2004),))) == ["曾与赵局长同期就读农大"]
    assert reasons(replace(WANG, schools=(SchoolFact("农大", 2008, 2012),))) == []


def test_a_cousin_counts_here_and_a_spouse_is_left_to_recusal() -> None:
    assert reasons(replace(WANG, kin=(KinFact("zhao", Relation.COUSIN),))) == ["与赵局长有亲属关系（三代以内旁系血亲）"]
    assert reasons(replace(WANG, kin=(KinFact("zhao", Relation.SPOUSE),))) == []


def test_place_and_line() -> None:
    person = replace(
        WANG,
        lines=frozenset({"水利"}),
        homes=(HomeFact("west", HomeKind.GREW_UP), HomeFact("west", HomeKind.LIVES, until=date(2010, 1, 1))),
    )
    assert reasons(person) == ["在当地长大", "同属一个系统"]


def test_points_add_up_to_the_most() -> None:
    person = replace(WANG, careers=(LONG_AGO,), lines=frozenset({"水利"}))
    assert total(exposures(person, UNIT, ON)) == 50
    assert total(exposures(person, UNIT, ON), ExposureWeights(most=30)) == 30
