"""Writing terms, plans, rounds, and the steps of inspections."""

from xuncha.records.rounds.actions.inspections import (
    add_from_plan,
    add_inspections,
    announce,
    change_inspection,
    change_places,
    remove_inspection,
)
from xuncha.records.rounds.actions.plans import (
    add_unit_lines,
    approve_plan,
    remove_line,
    save_plan,
    save_term,
    set_lines,
)
from xuncha.records.rounds.actions.referrals import refer
from xuncha.records.rounds.actions.rounds import ModeWords, add_round, approve_round, change_modes, change_round
from xuncha.records.rounds.actions.steps import complete_step, record_step

__all__ = [
    "ModeWords",
    "add_from_plan",
    "add_inspections",
    "add_round",
    "add_unit_lines",
    "announce",
    "approve_plan",
    "approve_round",
    "change_inspection",
    "change_modes",
    "change_places",
    "change_round",
    "complete_step",
    "record_step",
    "refer",
    "remove_inspection",
    "remove_line",
    "save_plan",
    "save_term",
    "set_lines",
]
