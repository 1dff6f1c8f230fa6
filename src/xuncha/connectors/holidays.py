"""Official holidays and make-up working days of mainland China, from the chinesecalendar package."""

from __future__ import annotations

from datetime import date

import chinese_calendar

from xuncha.domain.deadlines import WeekendCalendar


class OfficialCalendar:
    """Working days as the State Council sets them; weekends alone for years the package does not know."""

    def __init__(self) -> None:
        """Read which years the package knows, and prepare the fallback for the others."""
        self._years = frozenset(day.year for day in chinese_calendar.holidays)
        self._weekends = WeekendCalendar()

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        if self.known(day.year):
            working: bool = chinese_calendar.is_workday(day)
            return working
        return self._weekends.is_working(day)

    def known(self, year: int) -> bool:
        """Whether the official holidays of this year are known."""
        return year in self._years
