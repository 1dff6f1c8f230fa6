"""Terms and annual plans: what an office intends, for units of its own and for whole places below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.modes import Mode
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.rounds.models import AnnualPlan, AnnualPlanState, PlanLine, Term


def save_term(term: Term, *, by: Actor) -> Term:
    """Add a term, or keep what was changed of it."""
    allow(by, "term.edit", term.jurisdiction.path)
    with act("term.edit", by=by, on=term if term.pk else None) as change:
        return change.save(term) if term.pk else change.create(term)


def save_plan(plan: AnnualPlan, *, by: Actor) -> AnnualPlan:
    """Add an annual plan, or keep what was changed of it while it is a draft."""
    allow(by, "plan.edit", plan.jurisdiction.path)
    with act("plan.edit", by=by, on=plan if plan.pk else None) as change:
        if not plan.pk:
            return change.create(plan)
        _require_draft(AnnualPlan.objects.get(pk=plan.pk))
        return change.save(plan)


def set_lines(plan: AnnualPlan, choices: Sequence[LineChoice], *, by: Actor) -> AnnualPlan:
    """Say for many places at once by which mode each is inspected and who sends the team, as one act."""
    allow(by, "plan.edit", plan.jurisdiction.path)
    _require_draft(plan)
    wrong = [sentence for choice in choices for sentence in choice.wrong(plan.jurisdiction)]
    if wrong:
        raise Refused(wrong)
    with act("plan.edit", by=by, on=plan) as change:
        kept = {line.jurisdiction_id: line for line in plan.lines.filter(unit__isnull=True)}
        for choice in choices:
            line = kept.get(choice.place.pk)
            if choice.mode is None:
                if line is not None:
                    change.delete(line)
            elif line is None:
                change.create(choice.as_line(plan))
            elif _differs(line, choice):
                line.mode, line.source, line.reason = choice.mode, choice.source, choice.reason
                change.save(line)
    return plan


def add_unit_lines(
    plan: AnnualPlan, units: Iterable[Unit], mode: Mode, *, by: Actor, source: Jurisdiction | None = None
) -> list[PlanLine]:
    """Put units into the plan; those already in it are left alone."""
    allow(by, "plan.edit", plan.jurisdiction.path)
    _require_draft(plan)
    chosen = list(units)
    planned = set(plan.lines.filter(unit__isnull=False).values_list("unit", flat=True))
    outside = [unit for unit in chosen if not unit.jurisdiction.path.startswith(plan.jurisdiction.path)]
    if outside:
        raise Refused([say(N_("%(unit)s不在%(place)s"), unit=unit.name, place=plan.jurisdiction) for unit in outside])
    with act("plan.edit", by=by, on=plan) as change:
        return [
            change.create(
                PlanLine(annual_plan=plan, unit=unit, jurisdiction=unit.jurisdiction, mode=mode, source=source)
            )
            for unit in chosen
            if unit.pk not in planned
        ]


def remove_line(line: PlanLine, *, by: Actor) -> None:
    """Take one target out of a draft."""
    plan = line.annual_plan
    allow(by, "plan.edit", plan.jurisdiction.path)
    _require_draft(plan)
    with act("plan.edit", by=by, on=plan, removed=str(line)) as change:
        change.delete(line)


def approve_plan(plan: AnnualPlan, on: date, *, by: Actor) -> AnnualPlan:
    """Approve a plan; from then on it stays as it is."""
    allow(by, "plan.approve", plan.jurisdiction.path)
    _require_draft(plan)
    if not plan.lines.exists():
        raise Refused([say(N_("年度计划还没有任何巡察对象"))])
    with act("plan.approve", by=by, on=plan) as change:
        plan.state, plan.approved_on = AnnualPlanState.APPROVED, on
        return change.save(plan)


def _require_draft(plan: AnnualPlan) -> None:
    if plan.state != AnnualPlanState.DRAFT:
        raise WrongState(AnnualPlanState(plan.state).label, N_("修改年度计划"))


def _differs(line: PlanLine, choice: LineChoice) -> bool:
    wanted = (choice.mode, choice.source.pk if choice.source else None, choice.reason)
    return (line.mode, line.source_id, line.reason) != wanted
