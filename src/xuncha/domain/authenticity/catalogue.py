"""Every rule of authenticity, in order, and the whole check of one task or plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.domain.authenticity import contents, copies, money, order, pace, recurrence, voices
from xuncha.domain.authenticity.facts import PlanDossier, TaskDossier
from xuncha.domain.authenticity.rule import Limits, Raised, Rule, check
from xuncha.domain.authenticity.words import Subject

TASK_RULES: tuple[Rule[TaskDossier], ...] = tuple(
    sorted(
        (
            *recurrence.RULES, *order.RULES, *money.RULES, *voices.TASK_RULES, *contents.RULES, *pace.TASK_RULES,
            *copies.RULES,
        ),
        key=lambda rule: int(rule.code[1:]),
    )
)  # fmt: skip
PLAN_RULES: tuple[Rule[PlanDossier], ...] = tuple(
    sorted((*voices.PLAN_RULES, *pace.PLAN_RULES), key=lambda rule: int(rule.code[1:]))
)
Settled = Mapping[str, Limits]
"""The thresholds a city has set, by the code of the rule."""


def catalogue() -> tuple[Rule[Any], ...]:
    """Every rule in force, by number."""
    return tuple(sorted((*TASK_RULES, *PLAN_RULES), key=lambda rule: int(rule.code[1:])))


def rule_of(code: str) -> Rule[Any] | None:
    """One rule by its code."""
    return next((rule for rule in catalogue() if rule.code == code), None)


def subject_of(rule: Rule[Any]) -> Subject:
    """What the rule looks at."""
    return Subject.PLAN if rule in PLAN_RULES else Subject.TASK


def check_task(dossier: TaskDossier, settled: Settled | None = None) -> tuple[Raised[TaskDossier], ...]:
    """Every rule that speaks of a task."""
    found = (check(rule, dossier, (settled or {}).get(rule.code)) for rule in TASK_RULES)
    return tuple(raised for raised in found if raised)


def check_plan(dossier: PlanDossier, settled: Settled | None = None) -> tuple[Raised[PlanDossier], ...]:
    """Every rule that speaks of a plan as a whole."""
    found = (check(rule, dossier, (settled or {}).get(rule.code)) for rule in PLAN_RULES)
    return tuple(raised for raised in found if raised)
