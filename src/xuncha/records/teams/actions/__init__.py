"""Writing teams: who sits on them, on whose authority, and who must stand aside."""

from xuncha.records.teams.actions.appraisals import appraise
from xuncha.records.teams.actions.authorisation import authorise, propose_authorisation
from xuncha.records.teams.actions.declarations import declare
from xuncha.records.teams.actions.members import add_member, remove_member, replace_member
from xuncha.records.teams.actions.objections import decide_objection, raise_objection
from xuncha.records.teams.actions.promises import promise, record_promise
from xuncha.records.teams.actions.rechecks import (
    recheck_all,
    recheck_person,
    recheck_team,
    recheck_unit,
    rechecked,
    touched,
)
from xuncha.records.teams.actions.steps import complete_step, send_to_reviewers
from xuncha.records.teams.actions.teams import add_team, change_team, delete_team, set_targets
from xuncha.records.teams.actions.waivers import ask_waiver, decide_waiver, waive

__all__ = [
    "add_member",
    "add_team",
    "appraise",
    "ask_waiver",
    "authorise",
    "change_team",
    "complete_step",
    "decide_objection",
    "decide_waiver",
    "declare",
    "delete_team",
    "promise",
    "propose_authorisation",
    "raise_objection",
    "recheck_all",
    "recheck_person",
    "recheck_team",
    "recheck_unit",
    "rechecked",
    "record_promise",
    "remove_member",
    "replace_member",
    "send_to_reviewers",
    "set_targets",
    "touched",
    "waive",
]
