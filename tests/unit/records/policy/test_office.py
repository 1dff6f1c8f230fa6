"""What an office settles for itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.cast import Office
from xuncha.domain.deadlines import DayUnit, Deadline
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.scoring import DEDUCTION_SCHEME, Indicator, Mark, score
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy import actions, queries
from xuncha.records.policy.schemes import of_record

SIX_MONTHS = Deadline(6, DayUnit.MONTHS, "云岫市2026年通知", True)


def here(place: Jurisdiction, step: Step) -> queries.StepDeadline:
    """The deadline of one step at a place."""
    return next(each for each in queries.step_deadlines(place) if each.step is step)


def test_the_nearest_place_decides(office: Office) -> None:
    """The city's figure counts in the county until the county has its own, and again afterwards."""
    usual = here(office.county, Step.CONCENTRATED)
    assert (usual.deadline, usual.setting) == (Step.CONCENTRATED.terms.deadline, None)
    actions.set_deadline(office.city, Step.CONCENTRATED, SIX_MONTHS, by=office.planner)
    assert here(office.county, Step.CONCENTRATED).deadline == SIX_MONTHS
    three = replace(SIX_MONTHS, amount=3, source="青屿县通知")
    own = actions.set_deadline(office.county, Step.CONCENTRATED, three, by=office.planner)
    assert actions.set_deadline(office.county, Step.CONCENTRATED, three, by=office.planner).pk == own.pk
    assert here(office.county, Step.CONCENTRATED).deadline == three
    assert here(office.city, Step.CONCENTRATED).deadline == SIX_MONTHS
    actions.clear_deadline(own, by=office.planner)
    assert here(office.county, Step.CONCENTRATED).deadline == SIX_MONTHS
    assert verify()[1] is None


def test_a_deadline_has_a_source_and_a_start(office: Office) -> None:
    """A figure without its source, or for a step nothing is counted from, is refused."""
    with pytest.raises(InvalidField, match="依据"):
        actions.set_deadline(office.city, Step.FEEDBACK, replace(SIX_MONTHS, source=" "), by=office.planner)
    with pytest.raises(InvalidField, match="起算"):
        actions.set_deadline(office.city, Step.PLAN, SIX_MONTHS, by=office.planner)
    with pytest.raises(NotAllowed):
        actions.set_deadline(office.city, Step.FEEDBACK, SIX_MONTHS, by=office.discipline)


def test_an_office_chooses_rules_and_numbers(office: Office) -> None:
    """The stricter profile and rest for three rounds; the county works by the city's choice."""
    numbers = TeamPolicy(arc_rest=3)
    for _ in range(2):
        actions.settle_rules(office.city, "strict", numbers, declarations_required=True, by=office.planner)
    settled = queries.office_policy(office.county)
    assert settled is not None
    assert (settled.recusal_profile, settled.team_policy["arc_rest"]) == ("strict", 3)
    with pytest.raises(InvalidField, match="没有这套规则"):
        actions.settle_rules(office.city, "own", numbers, declarations_required=False, by=office.planner)
    with pytest.raises(NotAllowed):
        actions.settle_rules(office.city, "strict", numbers, declarations_required=False, by=office.secretary)


def test_a_scheme_never_changes_but_has_a_next_version(office: Office) -> None:
    """What was scored by the first version can be read by it for ever."""
    first = actions.issue_scheme(office.city, DEDUCTION_SCHEME, by=office.planner)
    indicators = (*DEDUCTION_SCHEME.indicators[:-1], Indicator("overall", "综合评价", Decimal("12.5")))
    second = actions.issue_scheme(
        office.city, replace(DEDUCTION_SCHEME, indicators=indicators), by=office.planner, replaces=first
    )
    first.refresh_from_db()
    assert (first.active, second.active, second.version) == (False, True, 2)
    assert of_record(first) == DEDUCTION_SCHEME
    marks = [Mark("overall", Decimal("12.5"), "敷衍")]
    assert score(of_record(second), marks).points == Decimal("87.5")
    assert score(of_record(first), marks).points == Decimal(90)
    assert list(queries.schemes(office.county)) == [second, first]


def test_a_scheme_from_above_is_not_changed_below(office: Office) -> None:
    """A county makes its own; a scheme that gives nobody a point is refused."""
    citys = actions.issue_scheme(office.city, DEDUCTION_SCHEME, by=office.planner)
    with pytest.raises(Refused, match="另建"):
        actions.issue_scheme(office.county, DEDUCTION_SCHEME, by=office.planner, replaces=citys)
    with pytest.raises(InvalidField, match="总分"):
        actions.issue_scheme(office.county, replace(DEDUCTION_SCHEME, base=Decimal(0)), by=office.planner)
    with pytest.raises(NotAllowed):
        actions.retire_scheme(citys, by=office.line)
    assert not actions.retire_scheme(citys, by=office.planner).active
