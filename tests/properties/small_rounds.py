"""Rounds small enough to try every plan: one or two cities, a handful of people, one to three teams of one to three."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.engines.teams.problem import ROLES, Apart, Inspection, Inspector, Jurisdiction, Past, Problem, Tie

T = TypeVar("T")
COUNTIES = ("A1", "A2", "A3", "B1", "P1")
"""Three counties of the first city, one of the second, one right below the province."""

PLACES = (
    Jurisdiction("P", "省", Level.PROVINCE, None, 0, 0),
    Jurisdiction("A", "甲市", Level.CITY, "P", 10, 0),
    Jurisdiction("A1", "甲一", Level.COUNTY, "A", 0, 30),
    Jurisdiction("A2", "甲二", Level.COUNTY, "A", 45, 0),
    Jurisdiction("A3", "甲三", Level.COUNTY, "A", 10, -62.5),
    Jurisdiction("B", "乙市", Level.CITY, "P", 200, 0),
    Jurisdiction("B1", "乙一", Level.COUNTY, "B", 231, 17),
    Jurisdiction("P1", "直管县", Level.COUNTY, "P", -80, 80),
)


def often(usual: Sequence[T], rare: Sequence[T]) -> SearchStrategy[T]:
    """Mostly something usual: a round in which everything is odd has no plan, and teaches little."""
    return st.sampled_from((*usual * (1 + 4 * len(rare) // len(usual)), *rare))


HOMES = often(("A1", "A2", "A3", "A", "A", "A1", "A2"), ("B1", "B", "P", "P1"))
TARGETS = often(("A1", "A2", "A3"), ("A", "P1", "P"))
SLOTS = often(
    ((1, 0, 0, 0), (1, 0, 0, 1), (1, 1, 0, 0), (1, 0, 0, 2)), ((0, 0, 0, 2), (1, 0, 1, 1), (2, 0, 0, 0), (0, 1, 0, 0))
)
NEEDS: SearchStrategy[dict[str, int]] = often(({},), ({"finance": 1}, {"finance": 1, "law": 1}, {"law": 2}, {"law": 0}))
MODES = st.sampled_from((Family.CROSS, Family.MIXED, Family.ELEVATED, Family.ROUTINE))
SKILLS = ("finance", "law")


def policies() -> SearchStrategy[TeamPolicy]:
    """Mostly lenient, for teams of two cannot hold two veterans and two newcomers."""
    return st.builds(
        TeamPolicy,
        travel_per_km=st.sampled_from((0.0, 0.4, 1.3)),
        travel_most=st.sampled_from((0, 20, 160)),
        cross_share=st.sampled_from((0.0, 0.34, 0.5, 0.6)),
        cross_within_city=st.booleans(),
        sources_per_county=often((1, 2), (0,)),
        elevated_share=st.sampled_from((0.0, 0.34, 0.5, 1.0)),
        mixed_least_city=st.integers(0, 1),
        mixed_least_county=st.integers(0, 1),
        same_home_most=often((1, 2), (0,)),
        newcomers_most=often((1, 2), (0,)),
        veterans_least=often((0,), (1, 2)),
        reciprocity=st.booleans(),
        arc_rest=st.integers(0, 3),
    )


@st.composite
def inspectors(draw: DrawFn, number: int) -> Inspector:
    """Somebody, mostly able to do anything."""
    roles = draw(often((frozenset(ROLES),), (frozenset({TeamRole.LEADER}), frozenset(ROLES[1:]))))
    skills = frozenset(draw(st.sets(st.sampled_from(SKILLS))))
    capacity, practice = draw(often((1, 2), (0, 3))), draw(st.sampled_from((0, 1, 3, 5)))
    return Inspector(f"p{number}", "", draw(HOMES), roles, skills, capacity, practice)


@st.composite
def inspections(draw: DrawFn, number: int) -> Inspection:
    """A team wanted somewhere."""
    return Inspection(f"i{number}", "", draw(TARGETS), draw(MODES), *draw(SLOTS), draw(NEEDS))


@st.composite
def small_rounds(draw: DrawFn) -> Problem:
    """A whole problem."""
    people = [draw(inspectors(number)) for number in range(draw(st.integers(4, 7)))]
    targets = [draw(inspections(number)) for number in range(draw(st.integers(1, 3)))]
    person, target = st.sampled_from([each.id for each in people]), st.sampled_from([each.id for each in targets])
    county = st.sampled_from(COUNTIES)
    ties = draw(
        st.lists(
            st.builds(Tie, person, target, st.integers(0, 60), st.sampled_from((False, False, True))),
            max_size=8,
            unique_by=lambda tie: (tie.inspector, tie.inspection),
        )
    )
    apart = draw(st.lists(st.builds(Apart, person, person).filter(lambda pair: pair.first != pair.second), max_size=2))
    history = draw(st.lists(st.builds(Past, county, county, st.integers(1, 3)), max_size=2))
    return Problem(PLACES, tuple(people), tuple(targets), tuple(ties), tuple(apart), tuple(history), draw(policies()))
