"""Deadlines: from which day they count, on which day they fall, and how late something is."""

from __future__ import annotations

from datetime import date

import pytest

from xuncha.connectors.holidays import OfficialCalendar
from xuncha.domain.deadlines import (
    DayUnit,
    Deadline,
    DueState,
    WeekendCalendar,
    add_months,
    due,
    due_on,
    due_state,
    explain,
    gap,
)
from xuncha.domain.steps import Step, blocked, next_step

OFFICIAL = OfficialCalendar()


def term(amount: int, unit: DayUnit) -> Deadline:
    return Deadline(amount, unit, "示例", True)


def test_days_count_from_the_day_after() -> None:
    assert due_on(date(2026, 3, 1), term(30, DayUnit.DAYS), OFFICIAL) == date(2026, 3, 31)


def test_the_plan_is_due_one_month_after_feedback() -> None:
    deadline = Step.RECTIFICATION_PLAN.terms.deadline
    assert deadline is not None
    assert deadline.confirmed
    assert due_on(date(2026, 3, 24), deadline, OFFICIAL) == date(2026, 4, 24)


def test_a_month_after_the_thirty_first_ends_with_the_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_three_years_back_from_a_leap_day() -> None:
    assert add_months(date(2024, 2, 29), -36) == date(2021, 2, 28)


def test_working_days_skip_the_national_holiday_and_count_the_make_up_day() -> None:
    start = date(2025, 9, 26)  # Friday; the 28th, a Sunday, is worked, 1 to 8 October is off
    assert due_on(start, term(4, DayUnit.WORKING_DAYS), OFFICIAL) == date(2025, 10, 9)
    assert not due(start, term(4, DayUnit.WORKING_DAYS), OFFICIAL).guessed


def test_a_year_nobody_has_announced_counts_weekends_and_says_so() -> None:
    result = due(date(2035, 10, 1), term(5, DayUnit.WORKING_DAYS), OFFICIAL)
    assert result.on == date(2035, 10, 8)
    assert result.guessed
    assert not OFFICIAL.known(2035)


def test_calendar_days_are_never_guessed() -> None:
    assert not due(date(2035, 1, 1), term(5, DayUnit.DAYS), WeekendCalendar()).guessed


@pytest.mark.parametrize(
    ("today", "done", "state", "words"),
    [
        (date(2026, 4, 1), None, DueState.DUE, "还有23天到期"),
        (date(2026, 4, 20), None, DueState.DUE_SOON, "还有4天到期"),
        (date(2026, 4, 24), None, DueState.DUE_SOON, "还有0天到期"),
        (date(2026, 4, 25), None, DueState.OVERDUE, "已逾期1天"),
        (date(2026, 5, 1), date(2026, 4, 24), DueState.DONE, "按期完成"),
        (date(2026, 5, 9), date(2026, 5, 1), DueState.DONE_LATE, "逾期7天完成"),
    ],
)
def test_how_a_thing_stands(today: date, done: date | None, state: DueState, words: str) -> None:
    assert due_state(date(2026, 4, 24), today, done) is state
    assert str(explain(date(2026, 4, 24), today, done)) == words


def test_wangmo_due_in_may_2018_done_in_february_2020_was_twenty_months_late() -> None:
    assert gap(date(2018, 5, 30), date(2020, 2, 1)) == 612


def test_a_deadline_cannot_lie_before_its_start() -> None:
    with pytest.raises(ValueError, match="before its start"):
        term(-1, DayUnit.DAYS)


def test_every_step_deadline_names_its_source_and_a_step_to_count_from() -> None:
    for step in Step:
        terms = step.terms
        if terms.deadline is not None:
            assert terms.deadline.source
            assert terms.counted_from is not None
            assert terms.counted_from.place < step.place


def test_feedback_waits_for_the_secretary_meeting() -> None:
    assert str(blocked(Step.FEEDBACK, {Step.LEADING_GROUP})) == "“书记专题会听取汇报”尚未办结，不能办结“反馈”"
    assert blocked(Step.FEEDBACK, {Step.SECRETARY_MEETING}) is None


def test_mobilising_waits_for_the_authorised_team() -> None:
    assert blocked(Step.MOBILISE, set()) is not None
    assert blocked(Step.PLAN, set()) is None


def test_steps_follow_one_another_to_the_file() -> None:
    assert next_step(Step.PLAN) is Step.STAFF
    assert next_step(Step.ARCHIVE) is None
