"""One inspection taken as far as a test of rectification needs, by the actions themselves where they are the point."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Office
from xuncha.connectors.filestore import FileStore
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.findings.models import Decision, Finding, InspectionReport
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import Evidence, Feedback, Measure, RectificationPlan, Review, Task
from xuncha.records.rounds.models import Inspection, StepDate

MINUTES = "党组会议纪要：研究整改。".encode()


def finding(inspection: Inspection, office: Office, number: int = 1, **more: Any) -> Finding:
    """A finding that entered the report."""
    usual = {
        "leaf": office.leaf, "title": f"向下属单位转嫁费用{number}", "symptom": "由灌区服务所列支本级接待费1.9万元",
        "state": "reported", "found_on": timezone.localdate() - timedelta(days=10),
    }  # fmt: skip
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Finding(inspection=inspection, number=number, **usual | more))


def heard(office: Office, inspection: Inspection | None = None) -> Inspection:
    """The report decided and both hearings on record: feedback may be given."""
    inspection = inspection or office.inspection
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        report = InspectionReport(inspection=inspection, title="巡察报告", state="decided", drafted_on=today)
        change.create(report)
        for ago, body, step in ((3, "leading_group", "leading_group"), (2, "secretary", "secretary_meeting")):
            on = today - timedelta(days=ago)
            if not Decision.objects.filter(round=inspection.round, body=body).exists():
                words = {"chaired_by": "梁执中", "attendance": ["梁执中"], "opinions": "同意", "decision": "同意反馈"}
                change.create(Decision(round=inspection.round, body=body, held_on=on, **words))
            change.create(StepDate(inspection=inspection, step=step, done_on=on))
    return inspection


def words(on: date | None = None) -> list[Feedback]:
    """Feedback for the head and for the leading body."""
    given = {"given_on": on or timezone.localdate(), "given_by": "市委第一巡察组", "copies": ["分管领导", "市纪委监委"]}
    return [Feedback(audience=audience, text=f"对{audience}的反馈意见", **given) for audience in ("head", "body")]


def fed_back(office: Office, findings: int = 1) -> RectificationPlan:
    """Feedback given on some findings: the unit's plan lies open."""
    inspection = heard(office)
    for number in range(1, findings + 1):
        finding(inspection, office, number)
    return actions.give_feedback(Inspection.objects.get(pk=inspection.pk), words(), by=office.planner, line="水利")


def task(plan: RectificationPlan, office: Office, **more: Any) -> Task:
    """A task with one measure, taken on by the head."""
    first = plan.inspection.findings.order_by("number")[0]
    usual = {
        "finding": first, "title": "清退转嫁费用并完善制度", "duty_kind": "head", "duty_leader": "金守成",
        "due_on": timezone.localdate() + timedelta(days=40),
    }  # fmt: skip
    made = actions.save_task(Task(plan=plan, **usual | more), by=office.unit_liaison)
    measure = Measure(task=made, text="清退1.9万元", accountable="金守成", due_on=made.due_on)
    actions.save_measure(measure, by=office.unit_liaison)
    return made


def submitted(office: Office) -> RectificationPlan:
    """A whole plan sent in by the head."""
    plan = fed_back(office)
    plan.text = "成立整改工作领导小组，主要负责人任组长。"
    actions.write_plan(plan, by=office.unit_liaison)
    task(plan, office)
    return actions.submit_plan(plan, by=office.unit_head)


def accepted(office: Office) -> Task:
    """The one task of a plan all three bodies agreed to."""
    plan = submitted(office)
    for user in (office.planner, office.discipline, office.organisation):
        actions.review_plan(RectificationPlan.objects.get(pk=plan.pk), agreed(grade="good"), by=user)
    return Task.objects.get(plan=plan)


def agreed(**more: Any) -> Review:
    """An agreement, not yet signed by a body."""
    return Review(**{"opinion": "agree", "words": "措施具体，同意"} | more)


def refused(reason: str = "没有入账凭证") -> Review:
    """A disagreement with its reason."""
    return Review(opinion="disagree", words=reason)


def proven(
    task: Task, office: Office, chunks: Iterable[bytes] = (MINUTES,), *, store: FileStore | None = None
) -> Evidence:
    """One piece of evidence uploaded by the unit's liaison."""
    evidence = Evidence(task=task, kind="minutes", name="会议纪要.txt")
    return actions.upload_evidence(evidence, chunks, by=office.unit_liaison, store=store)


def called_done(office: Office, task: Task | None = None) -> Task:
    """A task with its measures carried out and evidence, called done by the head."""
    task = task or accepted(office)
    for measure in task.measures.filter(done_on__isnull=True):
        actions.carry_out_measure(measure, timezone.localdate(), by=office.unit_liaison)
    if not task.evidence.exists():
        proven(task, office)
    task = Task.objects.get(pk=task.pk)
    task.result = "1.9万元已退回，制度已印发。"
    return actions.submit_task(task, by=office.unit_head)


def passed(office: Office) -> Task:
    """A task the joint review passed."""
    task = called_done(office)
    for user in bodies(office):
        actions.review_task(Task.objects.get(pk=task.pk), agreed(), by=user)
    return Task.objects.get(pk=task.pk)


def closed(office: Office) -> Task:
    """A task the office closed."""
    return actions.close_task(passed(office), by=office.planner)


def bodies(office: Office) -> tuple[User, User, User]:
    """The three bodies of the joint review."""
    return office.planner, office.discipline, office.organisation
