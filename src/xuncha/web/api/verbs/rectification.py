"""What can be done about feedback, plans, tasks, measures, evidence, extensions, scores and look-backs."""

from typing import Any

from xuncha.domain.rectification import ReopenGround
from xuncha.domain.scoring import Mark
from xuncha.records.rectification import actions as rectification
from xuncha.records.rectification import queries
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import rectification as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, build, code, fill, owner, place, rest, several


def _feedback(user: Any, body: Any) -> Any:
    inspection = place(user, "feedback.give", body.inspection_id)
    told = {"given_on": body.given_on, "given_by": body.given_by, "place": body.place}
    words = [
        build("rectification.feedback", user, inspection=inspection, audience=audience, text=text, **told)
        for audience, text in (("head", body.to_head), ("body", body.to_body))
    ]
    return rectification.give_feedback(inspection, words, by=user, line=body.line)


def _look_back(user: Any, body: Any) -> Any:
    inspection = place(user, "lookback.write", body.inspection_id)
    return rectification.start_look_back(inspection, body.starts_on, by=user)


def _submit_task(user: Any, task: Any, body: Any) -> object:
    for name, value in body.dict().items():
        setattr(task, name, value)
    return rectification.submit_task(task, by=user)


def _review_plan(user: Any, plan: Any, body: Any) -> object:
    return rectification.review_plan(plan, build("rectification.review", user, **body.dict()), by=user)


def _review_task(user: Any, task: Any, body: Any) -> object:
    return rectification.review_task(task, build("rectification.review", user, **body.dict()), by=user)


def _progress(user: Any, task: Any, body: Any) -> object:
    return rectification.report_progress(build("rectification.progress", user, task=task, **body.dict()), by=user)


def _reopen(user: Any, task: Any, body: Any) -> object:
    values = {**rest(body, "due_on"), "ground": code(ReopenGround, body.ground)}
    return rectification.reopen_task(
        build("rectification.reopening", user, task=task, **values), by=user, due_on=body.due_on
    )


def _extend(user: Any, task: Any, body: Any) -> object:
    return rectification.request_extension(build("rectification.extension", user, task=task, **body.dict()), by=user)


def _look(user: Any, look_back: Any, body: Any) -> object:
    task = several(queries.tasks(user), [body.task_id], "task_id")[0]
    look = rectification.Look(task, body.cured, body.words, body.due_on, body.amount_fen)
    return rectification.look_at_tasks(look_back, [look], by=user)


def _change_plan(user: Any, plan: Any, said: Any) -> object:
    return rectification.write_plan(fill(user, plan, said), by=user)


def _task(user: Any, body: Any) -> Any:
    plan = owner(user, "rectification.rectificationplan", body.plan_id)
    return rectification.save_task(build("rectification.task", user, plan=plan, **rest(body, "plan_id")), by=user)


def _change_task(user: Any, task: Any, said: Any) -> object:
    return rectification.save_task(fill(user, task, said), by=user)


def _measure(user: Any, body: Any) -> Any:
    task = owner(user, "rectification.task", body.task_id)
    made = build("rectification.measure", user, task=task, **rest(body, "task_id"))
    return rectification.save_measure(made, by=user)


def _change_measure(user: Any, measure: Any, said: Any) -> object:
    return rectification.save_measure(fill(user, measure, said), by=user)


def _score(user: Any, body: Any) -> Any:
    inspection = place(user, "score.give", body.inspection_id)
    marks = [Mark(each.indicator, each.points, each.reason) for each in body.marks]
    return rectification.give_score(inspection, body.scheme, marks, by=user, note=body.note)


MAKINGS: tuple[Making, ...] = (
    Making("rect-plans", "feedback.give", i.FeedbackIn, _feedback),
    Making("lookbacks", "lookback.write", i.LookBackIn, _look_back),
    Making("tasks", "task.write", i.TaskIn, _task),
    Making("measures", "task.write", i.MeasureIn, _measure),
    Making("scores", "score.give", i.ScoreIn, _score),
)
CHANGES: tuple[Changing, ...] = (
    Changing("rect-plans", "rect_plan.write", part_of(i.PlanTextIn), _change_plan),
    Changing("tasks", "task.write", part_of(i.TaskIn), _change_task),
    Changing("measures", "task.write", part_of(i.MeasureIn), _change_measure),
)
REMOVALS: tuple[Removing, ...] = (
    Removing("tasks", "task.write", lambda u, r: rectification.remove_task(r, by=u)),
    Removing("measures", "task.write", lambda u, r: rectification.remove_measure(r, by=u)),
)
VERBS: tuple[Verb, ...] = (
    Verb("feedback", "receive", "feedback.receive", base.Nothing, lambda u, r, b: rectification.receive_feedback(r, by=u)),
    Verb("rect-plans", "submit", "rect_plan.submit", base.Nothing, lambda u, r, b: rectification.submit_plan(r, by=u)),
    Verb("rect-plans", "review", "rect_plan.review", i.ReviewIn, _review_plan),
    Verb("tasks", "progress", "task.progress", i.ProgressIn, _progress),
    Verb("tasks", "submit", "task.submit", i.SubmitTaskIn, _submit_task),
    Verb("tasks", "review", "task.review", i.ReviewIn, _review_task),
    Verb("tasks", "close", "task.close", i.CloseIn, lambda u, r, b: rectification.close_task(r, by=u, words=b.words)),
    Verb("tasks", "reopen", "task.reopen", i.ReopenIn, _reopen),
    Verb("tasks", "extend", "extension.request", i.ExtensionIn, _extend),
    Verb(
        "extensions", "decide", "extension.decide", i.ExtensionDecisionIn,
        lambda u, r, b: rectification.decide_extension(r, b.granted, b.words, by=u),
    ),
    Verb(
        "lookbacks", "conclude", "lookback.write", i.LookBackEndIn,
        lambda u, r, b: rectification.conclude_look_back(r, b.ends_on, b.conclusion, by=u),
    ),
    Verb("lookbacks", "look", "lookback.write", i.LookIn, _look),
    Verb("measures", "done", "task.progress", base.OnIn, lambda u, r, b: rectification.carry_out_measure(r, b.on, by=u)),
    Verb(
        "evidence", "withdraw", "evidence.upload", i.BecauseIn,
        lambda u, r, b: rectification.withdraw_evidence(r, b.because, by=u),
    ),
)  # fmt: skip
