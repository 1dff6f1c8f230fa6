"""Whether rectification is what it is said to be: rules that raise doubts, each with its reason. Risk, not verdict."""

from xuncha.domain.authenticity.catalogue import (
    PLAN_RULES,
    TASK_RULES,
    Settled,
    catalogue,
    check_plan,
    check_task,
    rule_of,
    subject_of,
)
from xuncha.domain.authenticity.facts import PlanDossier, TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Raised, Rule
from xuncha.domain.authenticity.trust import reasons_for_trust

__all__ = [
    "PLAN_RULES", "TASK_RULES", "Limit", "Limits", "PlanDossier", "Raised", "Rule", "Settled", "TaskDossier", "catalogue",
    "check_plan", "check_task", "reasons_for_trust", "rule_of", "subject_of",
]  # fmt: skip
