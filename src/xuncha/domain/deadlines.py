"""When something is due, whether it is late, and how many days lie between two steps."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from xuncha.domain.words import N_, Labelled, Sentence, say


class DayUnit(Labelled):
    """What a deadline counts in."""

    DAYS = "days", N_("日")
    WORKING_DAYS = "working_days", N_("个工作日")
    MONTHS = "months", N_("个月")


JUST_ONE = {DayUnit.DAYS: N_("1日"), DayUnit.WORKING_DAYS: N_("1个工作日"), DayUnit.MONTHS: N_("1个月")}
"""Said apart: English has a singular."""


class DueState(Labelled):
    """How something stands against its due date."""

    DONE = "done", N_("按期完成")
    DONE_LATE = "done_late", N_("逾期完成")
    DUE = "due", N_("未到期")
    DUE_SOON = "due_soon", N_("即将到期")
    OVERDUE = "overdue", N_("已逾期")


class WorkingCalendar(Protocol):
    """A calendar of working days; honest about the years it knows."""

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        ...

    def known(self, year: int) -> bool:
        """Whether the official holidays of this year are known, and not guessed from weekends."""
        ...


class WeekendCalendar:
    """Monday to Friday: what is left where nobody supplies holidays."""

    def is_working(self, day: date) -> bool:
        """Whether this is Monday to Friday."""
        return day.weekday() < 5

    def known(self, year: int) -> bool:
        """Never: holidays are not known here."""
        return False


@dataclass(frozen=True)
class Deadline:
    """An amount of time, with the rule it comes from and whether that rule was read or is only custom."""

    amount: int
    unit: DayUnit
    source: str
    confirmed: bool

    def __post_init__(self) -> None:
        """Refuse a negative amount."""
        if self.amount < 0:
            raise ValueError("a deadline cannot lie before its start")

    @property
    def sentence(self) -> Sentence:
        """The deadline in words."""
        if self.amount == 1:
            return say(JUST_ONE[self.unit])
        return say(N_("%(amount)s%(unit)s"), amount=self.amount, unit=self.unit)


@dataclass(frozen=True)
class Due:
    """A due date and whether holidays were only guessed on the way to it."""

    on: date
    guessed: bool


def due(start: date, deadline: Deadline, calendar: WorkingCalendar) -> Due:
    """Count from the day after `start`; the last day of the term is the due date."""
    if deadline.unit is DayUnit.DAYS:
        return Due(start + timedelta(days=deadline.amount), False)
    if deadline.unit is DayUnit.MONTHS:
        return Due(add_months(start, deadline.amount), False)
    day, left = start, deadline.amount
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    years = range(start.year, day.year + 1)
    return Due(day, not all(calendar.known(year) for year in years))


def due_on(start: date, deadline: Deadline, calendar: WorkingCalendar) -> date:
    """Give the due date alone."""
    return due(start, deadline, calendar).on


def add_months(start: date, months: int) -> date:
    """The same day some months on, or the month's last day where it has no such day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def gap(earlier: date, later: date) -> int:
    """Days between two steps: what is measured where nothing may block."""
    return (later - earlier).days


def due_state(due_date: date, today: date, done: date | None = None, soon: int = 7) -> DueState:
    """How something stands; `soon` is how many days ahead a reminder begins."""
    if done is not None:
        return DueState.DONE if done <= due_date else DueState.DONE_LATE
    if today > due_date:
        return DueState.OVERDUE
    return DueState.DUE_SOON if gap(today, due_date) <= soon else DueState.DUE


def explain(due_date: date, today: date, done: date | None = None) -> Sentence:
    """Say how something stands, in days."""
    if done is not None and done > due_date:
        return say(N_("逾期%(days)s天完成"), days=gap(due_date, done))
    if done is not None:
        return say(N_("按期完成"))
    if today > due_date:
        return say(N_("已逾期%(days)s天"), days=gap(due_date, today))
    return say(N_("还有%(days)s天到期"), days=gap(today, due_date))
