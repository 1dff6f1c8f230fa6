"""Screening, settling flags, deciding alerts, setting and writing rules."""

from xuncha.records.screening.actions.alerts import decide
from xuncha.records.screening.actions.flags import attach, begin_finding, explain, to_check
from xuncha.records.screening.actions.identities import confirm
from xuncha.records.screening.actions.rules import retire_rule, review_rule, set_rule, write_rule
from xuncha.records.screening.actions.runs import ask, cancel

__all__ = [
    "ask",
    "attach",
    "begin_finding",
    "cancel",
    "confirm",
    "decide",
    "explain",
    "retire_rule",
    "review_rule",
    "set_rule",
    "to_check",
    "write_rule",
]
