"""Settling taxonomy, deadlines, recusal rules, team numbers and scoring schemes."""

from xuncha.records.policy.actions.office import (
    clear_deadline,
    set_deadline,
    settle_exposure,
    settle_rules,
    settle_watch,
)
from xuncha.records.policy.actions.schemes import issue_scheme, retire_scheme
from xuncha.records.policy.actions.setup import install_defaults, open_office
from xuncha.records.policy.actions.taxonomy import add_node, issue_edition, restore_node, retire_node, save_node

__all__ = [
    "add_node",
    "clear_deadline",
    "install_defaults",
    "issue_edition",
    "issue_scheme",
    "open_office",
    "restore_node",
    "retire_node",
    "retire_scheme",
    "save_node",
    "set_deadline",
    "settle_exposure",
    "settle_rules",
    "settle_watch",
]
