"""The steps of one inspection in their order, what each produces, and which deadline it answers to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from xuncha.domain.deadlines import DayUnit, Deadline
from xuncha.domain.documents import DocumentKind as Kind
from xuncha.domain.words import N_, Labelled, Sentence, say


class Step(Labelled):
    """A step of one inspection, in order."""

    PLAN = "plan", N_("计划")
    STAFF = "staff", N_("组建授权")
    PRIOR_INFORMATION = "prior_information", N_("情况通报")
    MOBILISE = "mobilise", N_("动员进驻")
    FIND_FACTS = "find_facts", N_("了解情况")
    WORKING_PAPER = "working_paper", N_("问题底稿")
    REPORT = "report", N_("形成报告")
    LEADING_GROUP = "leading_group", N_("领导小组听取汇报")
    SECRETARY_MEETING = "secretary_meeting", N_("书记专题会听取汇报")
    FEEDBACK = "feedback", N_("反馈")
    RECTIFICATION_PLAN = "rectification_plan", N_("整改方案")
    CONCENTRATED = "concentrated", N_("集中整改")
    END_REPORT = "end_report", N_("整改进展报告")
    PUBLISH = "publish", N_("公开")
    ACCEPTANCE = "acceptance", N_("评估验收")
    LEAD_HANDOVER = "lead_handover", N_("线索移交")
    LOOK_BACK = "look_back", N_("回头看")
    ARCHIVE = "archive", N_("立卷归档")

    @property
    def place(self) -> int:
        """Where the step stands in the order, from 0."""
        return list(Step).index(self)

    @property
    def terms(self) -> StepTerms:
        """The default documents and deadline."""
        return STEP_TERMS[self]


@dataclass(frozen=True)
class StepTerms:
    """What a step produces and when it is due.

    `counted_from` is the step whose end starts the deadline. A `needs` step must be done first, and blocks;
    a deadline never blocks, it is measured: real gaps between stay and feedback run from 38 to 151 days.
    """

    documents: tuple[Kind, ...]
    deadline: Deadline | None = None
    counted_from: Step | None = None
    needs: Step | None = None
    note: str = ""


_CUSTOM = N_("一般做法，使用前请向业务部门核实")

STEP_TERMS: dict[Step, StepTerms] = {
    Step.PLAN: StepTerms(
        (Kind.TERM_PLAN, Kind.ANNUAL_PLAN, Kind.TARGET_LIST, Kind.WORK_SCHEME), note=N_("一届任期内全覆盖")
    ),
    Step.STAFF: StepTerms((Kind.AUTHORISATION, Kind.RECUSAL_FORM, Kind.CONFIDENTIALITY, Kind.TEAM_BRANCH)),
    Step.PRIOR_INFORMATION: StepTerms(
        (Kind.INFORMATION_REQUEST, Kind.INFORMATION_REPLY),
        note=N_("进驻前向纪检、政法、组织、审计、信访等部门了解情况"),
    ),
    Step.MOBILISE: StepTerms(
        (Kind.ENTRY_NOTICE, Kind.PUBLIC_NOTICE, Kind.LEADER_SPEECH, Kind.PLEDGE_SPEECH),
        needs=Step.STAFF,
        note=N_("一次一授权：未经授权不得进驻"),
    ),
    Step.FIND_FACTS: StepTerms(
        (
            Kind.INTERVIEW_OUTLINE,
            Kind.INTERVIEW_RECORD,
            Kind.PETITION_REGISTER,
            Kind.REQUEST_LIST,
            Kind.VISIT_RECORD,
            Kind.FORUM_RECORD,
            Kind.MEETING_RECORD,
            Kind.QUESTIONNAIRE,
            Kind.PERSONAL_MATTERS,
            Kind.TEAM_MEETING,
        ),
        needs=Step.MOBILISE,
        note=N_("了解期间不得问责；立行立改须经领导小组批准"),
    ),
    Step.WORKING_PAPER: StepTerms((Kind.FACT_CONFIRMATION, Kind.WORKING_PAPER), note=N_("一事一底稿")),
    Step.REPORT: StepTerms(
        (Kind.INSPECTION_REPORT, Kind.TOPIC_REPORT, Kind.LEAD_REPORT),
        Deadline(30, DayUnit.DAYS, _CUSTOM, False),
        Step.FIND_FACTS,
    ),
    Step.LEADING_GROUP: StepTerms((Kind.LEADING_GROUP_MINUTES,), needs=Step.REPORT),
    Step.SECRETARY_MEETING: StepTerms((Kind.SECRETARY_MINUTES,), needs=Step.LEADING_GROUP),
    Step.FEEDBACK: StepTerms(
        (Kind.FEEDBACK, Kind.PROBLEM_LIST, Kind.FEEDBACK_COPY),
        Deadline(60, DayUnit.DAYS, N_("各地实际间隔为38至151天，仅作提醒"), False),
        Step.FIND_FACTS,
        Step.SECRETARY_MEETING,
        N_("未经书记专题会听取并决定，不得反馈；向主要负责人和领导班子分别反馈"),
    ),
    Step.RECTIFICATION_PLAN: StepTerms(
        (Kind.RECTIFICATION_PLAN, Kind.RECTIFICATION_LISTS),
        Deadline(1, DayUnit.MONTHS, N_("反馈后1个月内报送整改方案（市级通知，2024年）"), True),
        Step.FEEDBACK,
        Step.FEEDBACK,
    ),
    Step.CONCENTRATED: StepTerms(
        (Kind.RECTIFICATION_LEDGER, Kind.DEMOCRATIC_MEETING, Kind.EVIDENCE_LIST),
        Deadline(3, DayUnit.MONTHS, N_("2017年条例为2个月，2025年某省为6个月，县级多为3个月"), False),
        Step.FEEDBACK,
        Step.FEEDBACK,
    ),
    Step.END_REPORT: StepTerms(
        (Kind.PROGRESS_REPORT, Kind.HEAD_REPORT, Kind.TRUTH_PROMISE),
        Deadline(15, DayUnit.DAYS, _CUSTOM, False),
        Step.CONCENTRATED,
        note=N_("整改情况报告和主要负责人组织落实情况报告分别报送"),
    ),
    Step.PUBLISH: StepTerms(
        (Kind.PUBLICATION, Kind.NON_PUBLICATION),
        Deadline(30, DayUnit.DAYS, _CUSTOM, False),
        Step.END_REPORT,
        Step.END_REPORT,
    ),
    Step.ACCEPTANCE: StepTerms(
        (Kind.ACCEPTANCE,),
        Deadline(1, DayUnit.MONTHS, N_("集中整改期满后1个月内评估（固原做法）"), True),
        Step.CONCENTRATED,
        Step.END_REPORT,
    ),
    Step.LEAD_HANDOVER: StepTerms(
        (Kind.HANDOVER_APPROVAL, Kind.HANDOVER_SHEET),
        Deadline(6, DayUnit.MONTHS, N_("一般半年内办结，最长不超过一年（东海做法）"), True),
        Step.SECRETARY_MEETING,
        Step.SECRETARY_MEETING,
    ),
    Step.LOOK_BACK: StepTerms((Kind.LOOK_BACK_REPORT,), needs=Step.ACCEPTANCE),
    Step.ARCHIVE: StepTerms((Kind.FILE_INDEX,), Deadline(3, DayUnit.MONTHS, _CUSTOM, False), Step.ACCEPTANCE),
}


def next_step(step: Step) -> Step | None:
    """Give the step after this one, if any."""
    steps = list(Step)
    return steps[step.place + 1] if step.place + 1 < len(steps) else None


def blocked(step: Step, done: Collection[Step]) -> Sentence | None:
    """Say why a step cannot be completed yet; nothing where it can. Lateness never blocks."""
    needs = step.terms.needs
    if needs is None or needs in done:
        return None
    return say(N_("“%(needs)s”尚未办结，不能办结“%(step)s”"), needs=needs, step=step)
