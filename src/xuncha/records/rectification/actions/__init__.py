"""Writing feedback, plans, tasks, evidence, reviews, and what comes after closing."""

from xuncha.records.rectification.actions.closing import close_task, reopen_task
from xuncha.records.rectification.actions.evidence import (
    open_evidence,
    sweep_files,
    upload_evidence,
    withdraw_evidence,
)
from xuncha.records.rectification.actions.extensions import decide_extension, request_extension
from xuncha.records.rectification.actions.feedback import give_feedback, receive_feedback
from xuncha.records.rectification.actions.imports import import_tasks
from xuncha.records.rectification.actions.look_backs import (
    Look,
    conclude_look_back,
    look_at_tasks,
    start_look_back,
)
from xuncha.records.rectification.actions.plans import (
    remove_measure,
    remove_task,
    save_measure,
    save_task,
    submit_plan,
    write_plan,
)
from xuncha.records.rectification.actions.reviews import review_plan, review_task
from xuncha.records.rectification.actions.scores import give_score
from xuncha.records.rectification.actions.tasks import carry_out_measure, report_progress, submit_task

__all__ = [
    "Look",
    "carry_out_measure",
    "close_task",
    "conclude_look_back",
    "decide_extension",
    "give_feedback",
    "give_score",
    "import_tasks",
    "look_at_tasks",
    "open_evidence",
    "receive_feedback",
    "remove_measure",
    "remove_task",
    "reopen_task",
    "report_progress",
    "request_extension",
    "review_plan",
    "review_task",
    "save_measure",
    "save_task",
    "start_look_back",
    "submit_plan",
    "submit_task",
    "sweep_files",
    "upload_evidence",
    "withdraw_evidence",
    "write_plan",
]
