"""Writing what a round needs, what its planner wishes, and attempts up to the one approved."""

from xuncha.records.staffing.actions.approval import approve, obstacles, propose
from xuncha.records.staffing.actions.attempts import adjust, ask, cancel, hand_out
from xuncha.records.staffing.actions.needs import give_back, lend, set_needs, set_rules
from xuncha.records.staffing.actions.wishes import take_back, wish

__all__ = [
    "adjust",
    "approve",
    "ask",
    "cancel",
    "give_back",
    "hand_out",
    "lend",
    "obstacles",
    "propose",
    "set_needs",
    "set_rules",
    "take_back",
    "wish",
]
