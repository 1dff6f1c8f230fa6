"""When a step of an inspection is due here: the office's own figure, else the usual one, on the working calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from xuncha.connectors.holidays import OfficialCalendar
from xuncha.domain.deadlines import DayUnit, Deadline, due_on
from xuncha.domain.steps import Step
from xuncha.records.policy.models import DeadlineSetting
from xuncha.records.policy.queries import as_deadline
from xuncha.records.rounds.models import Inspection


@cache
def calendar() -> OfficialCalendar:
    """The working days; read once."""
    return OfficialCalendar()


class Deadlines:
    """The deadlines of some inspections, with the settings of every place above them read at once."""

    def __init__(self, inspections: Iterable[Inspection]) -> None:
        """Read the settings of the places that organise these inspections, and of those above."""
        places = {key for each in inspections for key in _places(each)}
        self._settings: dict[tuple[int, str], DeadlineSetting] = {
            (setting.jurisdiction_id, setting.step): setting
            for setting in DeadlineSetting.objects.filter(jurisdiction__in=places)
        }

    def of(self, inspection: Inspection, step: Step) -> Deadline | None:
        """Give the deadline with its source; the nearest place that has settled one decides."""
        usual = step.terms.deadline
        for place in reversed(_places(inspection)):
            setting = self._settings.get((place, step))
            if setting is not None:
                usual = as_deadline(setting)
                break
        if step is Step.CONCENTRATED and usual is not None and usual.unit is DayUnit.MONTHS:
            # The round says how long its own period of rectification is.
            return replace(usual, amount=inspection.round.rectification_months)
        return usual

    def due(self, inspection: Inspection, step: Step, since: date) -> date | None:
        """Give the due date of a step whose counting began on `since`."""
        deadline = self.of(inspection, step)
        return due_on(since, deadline, calendar()) if deadline else None


def _places(inspection: Inspection) -> tuple[int, ...]:
    return tuple(int(part) for part in inspection.round.jurisdiction.path.split("/") if part)
