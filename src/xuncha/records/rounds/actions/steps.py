"""Completing the steps of an inspection. A missing step blocks; lateness is measured and never blocks."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.steps import Step, blocked, next_step
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act
from xuncha.records.rounds.deadlines import Deadlines
from xuncha.records.rounds.models import Inspection, Round, RoundState, StepDate

STAGES = (
    (RoundState.FINISHED, Step.ACCEPTANCE),
    (RoundState.RECTIFYING, Step.FEEDBACK),
    (RoundState.REPORTING, Step.FIND_FACTS),
)
"""A round is at a stage when all its inspections have done the step that opens it, the last stage first."""


def complete_step(inspection: Inspection, step: Step, on: date, *, by: Actor, note: str = "") -> StepDate:
    """Complete a step as part of something larger that has checked its own permission (feedback given, plan sent).

    A person's own press of the button goes through `xuncha.records.teams.actions.complete_step`, which asks who.
    """
    with act("step.complete", by=by, on=inspection, step=step.label) as change:
        return record_step(change, inspection, step, on, note)


def record_step(change: Change, inspection: Inspection, step: Step, on: date, note: str = "") -> StepDate:
    """Complete a step inside an act under way: the date, what falls due from it, where inspection and round stand.

    A step done before keeps its date.
    """
    dates = _dates(inspection)
    done = {each for each, kept in dates.items() if kept.done_on}
    if step in done:
        return dates[step]
    reason = blocked(step, done)
    if reason is not None:
        raise Refused([reason])
    _require_order(step, on, dates)
    record = dates.get(step) or StepDate(inspection=inspection, step=step)
    record.done_on, record.note = on, note or record.note
    dates[step] = change.save(record) if record.pk else change.create(record)
    _set_due_dates(change, inspection, step, on, dates)
    furthest = max((each for each, kept in dates.items() if kept.done_on), key=lambda each: each.place)
    inspection.step = next_step(furthest) or furthest
    change.save(inspection)
    _move_round(change, Round.objects.select_for_update().get(pk=inspection.round_id))
    return record


def plan_dates(change: Change, inspection: Inspection) -> None:
    """Write down when the round's plan wants the stay to begin and to end."""
    round_, dates = inspection.round, _dates(inspection)
    for step, day in ((Step.MOBILISE, round_.site_from), (Step.FIND_FACTS, round_.site_until)):
        _due(change, inspection, step, day, dates)


def _dates(inspection: Inspection) -> dict[Step, StepDate]:
    return {Step(each.step): each for each in StepDate.objects.filter(inspection=inspection)}


def _set_due_dates(change: Change, inspection: Inspection, step: Step, on: date, dates: dict[Step, StepDate]) -> None:
    deadlines = Deadlines([inspection])
    for later in Step:
        if later.terms.counted_from is step:
            _due(change, inspection, later, deadlines.due(inspection, later, on), dates)


def _due(change: Change, inspection: Inspection, step: Step, day: date | None, dates: dict[Step, StepDate]) -> None:
    kept = dates.get(step)
    if day is None or (kept and (kept.done_on or kept.due_on == day)):
        return
    if kept is None:
        dates[step] = change.create(StepDate(inspection=inspection, step=step, due_on=day))
    else:
        kept.due_on = day
        change.save(kept)


def _require_order(step: Step, on: date, dates: dict[Step, StepDate]) -> None:
    needs = step.terms.needs
    earlier = dates[needs].done_on if needs in dates else None
    if needs is not None and earlier is not None and on < earlier:
        reason = say(N_("早于“%(needs)s”的%(day)s"), needs=needs, day=earlier)
        raise InvalidField(N_("完成日期"), reason)


def _move_round(change: Change, round_: Round) -> None:
    inspections = round_.inspections.count()
    counted = {
        step: StepDate.objects.filter(inspection__round=round_, step=step, done_on__isnull=False).count()
        for step in (Step.MOBILISE, *(step for _, step in STAGES))
    }
    started = RoundState.ON_SITE if counted[Step.MOBILISE] else RoundState(round_.state)
    state = next((state for state, step in STAGES if counted[step] == inspections), started)
    order = list(RoundState)
    if order.index(state) > order.index(RoundState(round_.state)):
        round_.state = state
        change.save(round_)
