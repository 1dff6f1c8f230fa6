"""Rectification (整改): states of plans and tasks, when a plan is whole, who may close and reopen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.flow import Flow
from xuncha.domain.organisations import Key, ReviewBody
from xuncha.domain.roles import AnyRole, Role
from xuncha.domain.words import N_, Labelled, Sentence, say


class Audience(Labelled):
    """To whom feedback is given: separately, as the regulations ask."""

    HEAD = "head", N_("主要负责人")
    BODY = "body", N_("领导班子")


class EvidenceKind(Labelled):
    """What a piece of evidence is."""

    MINUTES = "minutes", N_("会议记录")
    RECEIPT = "receipt", N_("缴款（收款）凭证")
    RULE = "rule", N_("制度文件")
    PHOTO = "photo", N_("照片")
    CONTRACT = "contract", N_("合同协议")
    NOTICE = "notice", N_("通知通报")
    OTHER = "other", N_("其他")


class ExtensionState(Labelled):
    """What became of a request for more time."""

    ASKED = "asked", N_("待审批")
    GRANTED = "granted", N_("同意")
    REFUSED = "refused", N_("不同意")


class PlanState(Labelled):
    """How far a unit's rectification plan has come."""

    DRAFT = "draft", N_("起草")
    SUBMITTED = "submitted", N_("已报送")
    RETURNED = "returned", N_("退回重报")
    ACCEPTED = "accepted", N_("审核通过")


class PlanVerb(Labelled):
    """What is done to a plan."""

    WRITE = "write", N_("编制整改方案")
    SUBMIT = "submit", N_("报送方案")
    RETURN = "return", N_("退回重报")
    ACCEPT = "accept", N_("审核通过")


class TaskState(Labelled):
    """How far a task has come. Only a joint review can say it is cured."""

    OPEN = "open", N_("整改中")
    SUBMITTED = "submitted", N_("单位申报完成")
    RETURNED = "returned", N_("退回续改")
    PASSED = "passed", N_("联审通过")
    CLOSED = "closed", N_("已销号")
    REOPENED = "reopened", N_("重新整改")


class TaskVerb(Labelled):
    """What is done to a task."""

    WORK = "work", N_("填报进展、措施或佐证材料")
    SUBMIT = "submit", N_("申报完成")
    RETURN = "return", N_("退回续改")
    PASS = "pass", N_("联审通过")
    CLOSE = "close", N_("销号")
    REOPEN = "reopen", N_("重新打开")


class ReviewOpinion(Labelled):
    """What a reviewing body says."""

    AGREE = "agree", N_("同意")
    DISAGREE = "disagree", N_("不同意")


class Grade(Labelled):
    """Grade of a plan or of a unit's rectification."""

    GOOD = "good", N_("好")
    FAIR = "fair", N_("中")
    POOR = "poor", N_("差")


class MeasureState(Labelled):
    """Whether a measure has been carried out."""

    OPEN = "open", N_("未完成")
    DONE = "done", N_("已完成")


class ReopenGround(Labelled):
    """Why a closed task is opened again."""

    RECURRENCE = "recurrence", N_("持续监测发现同类问题再次发生")
    LOOK_BACK = "look_back", N_("“回头看”发现整改不到位")
    SPOT_CHECK = "spot_check", N_("抽查核实与申报不符")
    TIP = "tip", N_("群众反映问题未解决")
    AUDIT = "audit", N_("审计发现")


PLAN_FLOW: Flow[PlanState] = Flow(
    PlanState.DRAFT,
    {
        (PlanState.DRAFT, PlanVerb.WRITE): PlanState.DRAFT,
        (PlanState.RETURNED, PlanVerb.WRITE): PlanState.RETURNED,
        (PlanState.DRAFT, PlanVerb.SUBMIT): PlanState.SUBMITTED,
        (PlanState.RETURNED, PlanVerb.SUBMIT): PlanState.SUBMITTED,
        (PlanState.SUBMITTED, PlanVerb.RETURN): PlanState.RETURNED,
        (PlanState.SUBMITTED, PlanVerb.ACCEPT): PlanState.ACCEPTED,
    },
)

TASK_FLOW: Flow[TaskState] = Flow(
    TaskState.OPEN,
    {
        (TaskState.OPEN, TaskVerb.WORK): TaskState.OPEN,
        (TaskState.RETURNED, TaskVerb.WORK): TaskState.RETURNED,
        (TaskState.REOPENED, TaskVerb.WORK): TaskState.REOPENED,
        (TaskState.OPEN, TaskVerb.SUBMIT): TaskState.SUBMITTED,
        (TaskState.RETURNED, TaskVerb.SUBMIT): TaskState.SUBMITTED,
        (TaskState.REOPENED, TaskVerb.SUBMIT): TaskState.SUBMITTED,
        (TaskState.SUBMITTED, TaskVerb.RETURN): TaskState.RETURNED,
        (TaskState.SUBMITTED, TaskVerb.PASS): TaskState.PASSED,
        (TaskState.PASSED, TaskVerb.CLOSE): TaskState.CLOSED,
        (TaskState.PASSED, TaskVerb.REOPEN): TaskState.REOPENED,
        (TaskState.CLOSED, TaskVerb.REOPEN): TaskState.REOPENED,
    },
)

JOINT_REVIEW = (ReviewBody.OFFICE, ReviewBody.DISCIPLINE, ReviewBody.ORGANISATION)
"""The three bodies whose agreement closing needs; a line department may be asked beside them."""


@dataclass(frozen=True)
class MeasureFacts:
    """One measure of a task: who answers for it, until when, and whether it is done."""

    text: str
    accountable: str
    due: date | None
    state: MeasureState = MeasureState.OPEN


@dataclass(frozen=True)
class TaskFacts:
    """One task of a plan: what it cures and who at which level takes it on."""

    title: str
    findings: tuple[Key, ...]
    measures: tuple[MeasureFacts, ...]
    duty: tuple[DutyHolderKind, ...] = ()
    evidence: int = 0
    state: TaskState = TaskState.OPEN


@dataclass(frozen=True)
class ReviewFacts:
    """What one body said in the joint review."""

    body: ReviewBody
    opinion: ReviewOpinion
    comment: str = ""
    grade: Grade | None = None


OWN_LEVEL = (DutyHolderKind.LEADING_BODY, DutyHolderKind.OWN_LEVEL, DutyHolderKind.HEAD)


def plan_gaps(findings: Iterable[tuple[Key, str]], tasks: Iterable[TaskFacts]) -> tuple[Sentence, ...]:
    """Say what a plan lacks: `findings` are the (key, title) fed back to the unit.

    Every finding needs a task; every task measures with a person and a date, and somebody at the unit's own level:
    leaving one's own level out is the first way of faking rectification.
    """
    known = tuple(tasks)
    covered = {finding for task in known for finding in task.findings}
    found = [
        say(N_("反馈问题“%(finding)s”没有对应的整改任务"), finding=title)
        for key, title in findings
        if key not in covered
    ]
    for task in known:
        found += _task_gaps(task)
    if known and not any(DutyHolderKind.HEAD in task.duty for task in known):
        found.append(say(N_("整改方案没有主要负责人本人承担的任务，第一责任人须把自己摆进去")))
    return tuple(found)


def _task_gaps(task: TaskFacts) -> list[Sentence]:
    found = []
    if not task.measures:
        found.append(say(N_("任务“%(task)s”没有整改措施"), task=task.title))
    for measure in task.measures:
        if not measure.accountable.strip():
            found.append(say(N_("措施“%(measure)s”没有责任人"), measure=measure.text))
        if measure.due is None:
            found.append(say(N_("措施“%(measure)s”没有完成时限"), measure=measure.text))
    if not any(kind in OWN_LEVEL for kind in task.duty):
        found.append(
            say(N_("任务“%(task)s”没有把本级摆进去：须写明领导班子、本级机关或主要负责人的责任"), task=task.title)
        )
    return found


def ready_to_close(task: TaskFacts, reviews: Iterable[ReviewFacts], by: AnyRole) -> tuple[Sentence, ...]:
    """Say why a task may not be closed by this role; empty when it may."""
    found = []
    if by is not Role.PLANNER:
        found.append(say(N_("销号由巡察办办理，被整改单位不能自行销号")))
    if not TASK_FLOW.can(task.state, TaskVerb.CLOSE):
        found.append(say(N_("任务当前为“%(state)s”，联审通过后才能销号"), state=task.state))
    found += cure_gaps(task)
    return (*found, *review_gaps(reviews))


def cure_gaps(task: TaskFacts) -> tuple[Sentence, ...]:
    """Say what a task lacks before anybody may call it done: evidence, measures, and every measure carried out."""
    found = []
    if not task.evidence:
        found.append(say(N_("任务“%(task)s”没有佐证材料"), task=task.title))
    if not task.measures:
        found.append(say(N_("任务“%(task)s”没有整改措施"), task=task.title))
    found += [
        say(N_("措施“%(measure)s”尚未完成"), measure=measure.text)
        for measure in task.measures
        if measure.state is not MeasureState.DONE
    ]
    return tuple(found)


@dataclass(frozen=True)
class Verdict:
    """What a joint review came to: agreed with the lowest grade given, or sent back with every reason."""

    opinion: ReviewOpinion
    grade: Grade | None
    reasons: tuple[Sentence, ...]


def verdict(reviews: Iterable[ReviewFacts]) -> Verdict | None:
    """Give the outcome once the three bodies have all spoken; before that there is none.

    One that disagrees sends back, a line department included where it spoke in time.
    """
    known = tuple(reviews)
    if not {review.body for review in known} >= set(JOINT_REVIEW):
        return None
    reasons = tuple(
        say(N_("%(body)s：%(reason)s"), body=review.body, reason=review.comment)
        for review in known
        if review.opinion is ReviewOpinion.DISAGREE
    )
    grades = [grade for grade in Grade if any(review.grade is grade for review in known)]
    lowest = grades[-1] if grades else None
    return Verdict(ReviewOpinion.DISAGREE if reasons else ReviewOpinion.AGREE, lowest, reasons)


def opinion_gaps(opinion: ReviewOpinion, comment: str, grade: Grade | None, graded: bool) -> tuple[Sentence, ...]:
    """Say what an opinion lacks: a disagreement needs its reason; a plan agreed to needs a grade."""
    found = []
    if opinion is ReviewOpinion.DISAGREE and not comment.strip():
        found.append(say(N_("不同意须写明理由")))
    if graded and opinion is ReviewOpinion.AGREE and grade is None:
        found.append(say(N_("同意整改方案须评定等次")))
    return tuple(found)


def extension_gaps(due: date, until: date, reason: str, asked: bool) -> tuple[Sentence, ...]:
    """Say why more time cannot be asked for: it needs a later date and a reason, and one request at a time."""
    found = []
    if asked:
        found.append(say(N_("已有延期申请待审批")))
    if until <= due:
        found.append(say(N_("申请延至的日期应晚于完成时限%(due)s"), due=due))
    if not reason.strip():
        found.append(say(N_("申请延期须写明理由")))
    return tuple(found)


def review_gaps(reviews: Iterable[ReviewFacts]) -> tuple[Sentence, ...]:
    """Say what the joint review lacks: the three bodies have all spoken, and nobody who was asked disagrees."""
    opinions = {review.body: review.opinion for review in reviews}
    silent = (body for body in JOINT_REVIEW if body not in opinions)
    against = (body for body, opinion in opinions.items() if opinion is ReviewOpinion.DISAGREE)
    return (
        *(say(N_("%(body)s尚未提出联审意见"), body=body) for body in silent),
        *(say(N_("%(body)s不同意销号"), body=body) for body in against),
    )


def ready_to_reopen(state: TaskState, ground: ReopenGround | None, reason: str) -> tuple[Sentence, ...]:
    """Say why a task may not be opened again: only a passed or closed one, with its ground and reason on record."""
    found = []
    if not TASK_FLOW.can(state, TaskVerb.REOPEN):
        found.append(say(N_("任务当前为“%(state)s”，无须重新打开"), state=state))
    if ground is None or not reason.strip():
        found.append(say(N_("重新打开须写明依据和理由")))
    return tuple(found)


class Escalation(Labelled):
    """The five letters of the escalation ladder, as published by Linying county."""

    URGE = "urge", N_("督办函")
    GUIDE = "guide", N_("指导函")
    REMIND = "remind", N_("提醒函")
    WARN = "warn", N_("告诫函")
    ACCOUNT = "account", N_("问责函")


def next_escalation(last: Escalation | None) -> Escalation | None:
    """Give the next rung of the ladder; none after the last."""
    ladder = list(Escalation)
    place = 0 if last is None else ladder.index(last) + 1
    return ladder[place] if place < len(ladder) else None
