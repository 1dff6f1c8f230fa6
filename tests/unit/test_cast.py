"""The cast itself stands on the rules it is used to test."""

from __future__ import annotations

from tests.cast import Office
from xuncha.records.audit.queries import verify
from xuncha.records.teams import reach


def test_the_trail_of_the_small_office_holds(office: Office) -> None:
    """Whatever a test finds broken was not broken before it began."""
    assert verify() == (1, None)


def test_the_leader_reaches_the_inspection_and_an_outsider_does_not(office: Office) -> None:
    """A seat in the team opens the inspection; being an inspector does not."""
    assert reach.may(office.leader, "paper.view", office.inspection)
    assert not reach.may(office.outsider, "paper.view", office.inspection)


def test_the_unit_sees_nothing_before_feedback(office: Office) -> None:
    """Findings reach the unit with the feedback, not before."""
    assert not reach.may(office.unit_head, "finding.view", office.inspection)
