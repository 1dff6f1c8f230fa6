"""Papers, findings and reports in the state a test needs, written in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.findings.models import (
    DutyHolder,
    Finding,
    InspectionReport,
    Lead,
    PaperHandler,
    ReportedFinding,
    WorkingPaper,
)

if TYPE_CHECKING:
    from tests.cast import Office


def make_paper(office: Office, *, handlers: tuple[str, ...] = ("member", "member2"), **given: Any) -> WorkingPaper:
    """A draft with everything a signature asks for."""
    whole = {
        "title": "向下属单位转嫁接待费用", "leaf": office.leaf, "source": "documents", "summary": "下属单位列支1.9万元",
        "process": "查阅凭证", "basis": "中央八项规定精神", "evidence": ["记账凭证"], "drafted_on": timezone.localdate(),
    }  # fmt: skip
    with act("demo.load", by=SYSTEM) as change:
        paper = change.create(WorkingPaper(inspection=office.inspection, **{**whole, **given}))
        for name in handlers:
            change.create(PaperHandler(paper=paper, member=office.seats[name]))
    return paper


def make_signed_paper(office: Office, number: str = "底稿〔2020〕市巡一-001", **given: Any) -> WorkingPaper:
    """A paper through all three signatures."""
    today = timezone.localdate()
    signed = {"checked_by": office.seats["deputy"], "checked_on": today, "signed_by": office.seats["leader"]}
    paper = make_paper(office, number=number, state="signed", signed_on=today, **signed, **given)
    with act("demo.load", by=SYSTEM) as change:
        for handler in paper.handlers.all():
            handler.signed_on = today
            change.save(handler)
    return paper


def make_finding(office: Office, *, holder: str = "金守成", **given: Any) -> Finding:
    """A finding from symptom to rule; `holder=""` leaves out whose duty it was."""
    number = Finding.objects.filter(inspection=office.inspection).count() + 1
    whole = {
        "title": "费用转嫁下属单位", "leaf": office.leaf, "symptom": "下属单位列支1.9万元", "cause": "内控缺失", "number": number,
        "rule_broken": "中央八项规定精神", "found_on": timezone.localdate(), "inspection": office.inspection,
    }  # fmt: skip
    with act("demo.load", by=SYSTEM) as change:
        finding = change.create(Finding(**{**whole, **given}))
        if holder:
            change.create(DutyHolder(finding=finding, kind="head", name=holder, duty="第一责任人", unit=office.unit))
    return finding


def make_report(office: Office, *findings: Finding, **given: Any) -> InspectionReport:
    """A report with findings in it."""
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        report = change.create(
            InspectionReport(**{"inspection": office.inspection, "title": "巡察报告", "drafted_on": today, **given})
        )
        for finding in findings:
            finding.state = "reported"
            change.save(finding)
            change.create(ReportedFinding(report=report, finding=finding))
    return report


def make_lead(office: Office, number: str = "线索〔2020〕市巡一-001", **given: Any) -> Lead:
    """A lead not yet handed over."""
    whole = {
        "source": "petition",
        "about_words": "某班子成员",
        "summary": "反映收受礼金",
        "found_on": timezone.localdate(),
    }
    with act("demo.load", by=SYSTEM) as change:
        return change.create(Lead(inspection=office.inspection, number=number, **{**whole, **given}))
