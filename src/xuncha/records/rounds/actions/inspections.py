"""Which units a round inspects, and the notice that a team enters one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.modes import Mode
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rounds.actions.rounds import ensure_mode
from xuncha.records.rounds.actions.steps import plan_dates, record_step
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.rounds.models import Inspection, PlanLine, Round, StepDate


def add_inspections(
    round_: Round, units: Iterable[Unit], mode: Mode, *, by: Actor, source: Jurisdiction | None = None
) -> list[Inspection]:
    """Put units into a round, all by one mode."""
    units = list(units)
    _require_open(round_, units, by)
    with act("inspection.edit", by=by, on=round_, count=len(units)) as change:
        return [_add(change, round_, unit, mode, source) for unit in units]


def add_from_plan(round_: Round, lines: Iterable[PlanLine], *, by: Actor) -> list[Inspection]:
    """Put targets of annual plans into a round; lines over whole places only remember the round."""
    lines = list(lines)
    _require_open(round_, [line.unit for line in lines if line.unit is not None], by)
    with act("inspection.edit", by=by, on=round_, count=len(lines)) as change:
        made = []
        for line in lines:
            if line.unit is not None:
                made.append(_add(change, round_, line.unit, Mode(line.mode), line.source))
            line.round = round_
            change.save(line)
        return made


def change_inspection(inspection: Inspection, *, by: Actor) -> Inspection:
    """Keep a changed mode or source of an inspection nobody has entered yet."""
    allow(by, "inspection.edit", inspection.round.jurisdiction.path)
    _require_not_entered(inspection)
    with act("inspection.edit", by=by, on=inspection) as change:
        ensure_mode(change, inspection.round, Mode(inspection.mode))
        return change.save(inspection)


def change_places(round_: Round, choices: Iterable[LineChoice], *, by: Actor) -> int:
    """Say for whole places at once by which mode they are inspected and who sends the team; gives how many changed.

    Inspections already announced stay as they are, and so do places for which no mode is chosen.
    """
    allow(by, "inspection.edit", round_.jurisdiction.path)
    chosen = [choice for choice in choices if choice.mode is not None]
    if wrong := [sentence for choice in chosen for sentence in choice.wrong(round_.jurisdiction)]:
        raise Refused(wrong)
    open_ones = list(
        round_.inspections.filter(announced_on__isnull=True).select_related("unit__jurisdiction", "round__jurisdiction")
    )
    changed = 0
    with act("inspection.edit", by=by, on=round_) as change:
        for choice in chosen:
            ensure_mode(change, round_, choice.mode or Mode.ROUTINE)
            for inspection in open_ones:
                if choice.covers(inspection.unit.jurisdiction, round_.jurisdiction) and _differs(inspection, choice):
                    inspection.mode, inspection.source = choice.mode or Mode.ROUTINE, choice.source
                    change.save(inspection)
                    changed += 1
    return changed


def _differs(inspection: Inspection, choice: LineChoice) -> bool:
    source = choice.source.pk if choice.source else None
    return (inspection.mode, inspection.source_id) != (choice.mode, source)


def remove_inspection(inspection: Inspection, *, by: Actor) -> None:
    """Take a unit out of a round that nobody has entered and no team was given."""
    allow(by, "inspection.edit", inspection.round.jurisdiction.path)
    _require_not_entered(inspection)
    if Inspection.objects.filter(pk=inspection.pk, target__isnull=False).exists():
        raise Refused([say(N_("%(unit)s已安排巡察组，请先调整巡察组"), unit=inspection.unit.name)])
    with act("inspection.edit", by=by, on=inspection.round, removed=inspection.unit.name) as change:
        for line in PlanLine.objects.filter(round=inspection.round, unit=inspection.unit):
            line.round = None
            change.save(line)
        for each in StepDate.objects.filter(inspection=inspection):
            change.delete(each)
        change.delete(inspection)


def announce(inspection: Inspection, on: date, *, by: Actor) -> Inspection:
    """Announce the entry: from then on the unit knows its team, and may object to a member."""
    allow(by, "inspection.edit", inspection.round.jurisdiction.path)
    if inspection.announced_on is not None:
        raise WrongState(N_("已公告"), N_("发布进驻公告"))
    if not inspection.step_dates.filter(step=Step.STAFF, done_on__isnull=False).exists():
        raise Refused([say(N_("巡察组尚未授权，不得发布进驻公告"))])
    with act("inspection.edit", by=by, on=inspection) as change:
        inspection.announced_on = on
        return change.save(inspection)


def _require_open(round_: Round, units: list[Unit], by: Actor) -> None:
    allow(by, "inspection.edit", round_.jurisdiction.path)
    there = set(round_.inspections.filter(unit__in=units).values_list("unit", flat=True))
    wrong = [say(N_("%(unit)s已在本轮次中"), unit=unit.name) for unit in units if unit.pk in there]
    wrong += [
        say(N_("%(unit)s不在%(place)s"), unit=unit.name, place=round_.jurisdiction.name)
        for unit in units
        if not unit.jurisdiction.path.startswith(round_.jurisdiction.path)
    ]
    if wrong:
        raise Refused(wrong)


def _require_not_entered(inspection: Inspection) -> None:
    if inspection.announced_on is not None:
        raise WrongState(N_("已公告"), N_("调整巡察对象"))


def _add(change: Change, round_: Round, unit: Unit, mode: Mode, source: Jurisdiction | None) -> Inspection:
    ensure_mode(change, round_, mode)
    inspection = change.create(Inspection(round=round_, unit=unit, mode=mode, source=source))
    plan_dates(change, inspection)
    if round_.approved_on is not None:
        record_step(change, inspection, Step.PLAN, round_.approved_on)
    return inspection
