"""The steps of an inspection as a line of dates, with the gaps between them in days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from xuncha.domain.deadlines import Deadline, DueState, due_state, explain, gap
from xuncha.domain.steps import Step, blocked
from xuncha.domain.words import Sentence
from xuncha.records.rounds.deadlines import Deadlines
from xuncha.records.rounds.models import Inspection


@dataclass(frozen=True)
class StepLine:
    """One step of one inspection."""

    step: Step
    due_on: date | None
    done_on: date | None
    note: str
    days: int | None
    """Days since the step done before it: measured, never blocking."""
    state: DueState | None
    said: Sentence | None
    deadline: Deadline | None
    blocked: Sentence | None
    current: bool
    offered: bool
    """Whether completing it now makes sense: it, the one after it, one passed over, or one whose counting has begun."""


def timelines(inspections: Iterable[Inspection]) -> dict[int, list[StepLine]]:
    """Give the lines of many inspections by number, in a few queries for all."""
    found = list(inspections)
    prefetch_related_objects(found, "step_dates", "round__jurisdiction")
    deadlines, today = Deadlines(found), timezone.localdate()
    return {each.pk: _lines(each, deadlines, today) for each in found}


def timeline(inspection: Inspection) -> list[StepLine]:
    """Give the line of one inspection."""
    return timelines([inspection])[inspection.pk]


def _lines(inspection: Inspection, deadlines: Deadlines, today: date) -> list[StepLine]:
    kept = {Step(each.step): each for each in inspection.step_dates.all()}
    done = {step: each.done_on for step, each in kept.items() if each.done_on}
    lines = []
    for step in Step:
        record = kept.get(step)
        due, on = (record.due_on, record.done_on) if record else (None, None)
        before = [day for other, day in done.items() if other.place < step.place and on is not None and day <= on]
        lines.append(
            StepLine(
                step=step,
                due_on=due,
                done_on=on,
                note=record.note if record else "",
                days=gap(max(before), on) if before and on else None,
                state=due_state(due, today, on) if due else (DueState.DONE if on else None),
                said=explain(due, today, on) if due else None,
                deadline=deadlines.of(inspection, step),
                blocked=None if on else blocked(step, done),
                current=step == inspection.step and on is None,
                offered=_offered(inspection, step, done),
            )
        )
    return lines


def _offered(inspection: Inspection, step: Step, done: Collection[Step]) -> bool:
    if step in done or blocked(step, done) is not None:
        return False
    return step.place <= Step(inspection.step).place + 1 or step.terms.counted_from in done
