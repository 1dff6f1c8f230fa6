"""Findings, whose duty they come down to, and the report they may enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.factories.findings import make_finding, make_report, make_signed_paper
from xuncha.domain.errors import MissingDuty, NotAllowed, Refused, WrongState
from xuncha.domain.findings import DutyHolderKind
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.verifying import verify
from xuncha.records.findings import actions, queries
from xuncha.records.findings.models import Decision, Finding, InspectionReport
from xuncha.records.findings.statistics import by_branch
from xuncha.records.policy.models import TaxonomyNode

if TYPE_CHECKING:
    from tests.cast import Office


def confirmed(office: Office, **given: object) -> Finding:
    paper = make_signed_paper(office, number=f"底稿〔2020〕市巡一-{Finding.objects.count():03d}")
    return actions.confirm(make_finding(office, paper=paper, **given), by=office.leader)  # type: ignore[arg-type]


def test_a_finding_without_a_duty_holder_is_refused_then_accepted_once_one_is_named(office: Office) -> None:
    finding, report = confirmed(office, holder=""), make_report(office)
    with pytest.raises(MissingDuty, match="没有写明责任主体"):
        actions.add_findings(report, [finding], by=office.member)
    finding.refresh_from_db()
    assert finding.state == "confirmed"
    actions.amend(finding, "写明责任主体", by=office.leader)
    holder = queries.new_holder(DutyHolderKind.HEAD, "金守成", "第一责任人", office.unit, None)
    actions.save_finding(finding, [holder], by=office.member)
    actions.confirm(finding, by=office.leader)
    actions.add_findings(report, [finding], by=office.member)
    finding.refresh_from_db()
    assert finding.state == "reported"
    assert verify()[1] is None


def test_naming_the_subordinate_alone_is_refused(office: Office) -> None:
    finding = make_finding(office, holder="", paper=make_signed_paper(office))
    below = queries.new_holder(DutyHolderKind.SUBORDINATE, "灌区服务所", "", office.child_unit, None)
    actions.save_finding(finding, [below], by=office.member)
    actions.confirm(finding, by=office.leader)
    with pytest.raises(Refused, match="本级谁应负责"):
        actions.add_findings(make_report(office), [finding], by=office.member)


def test_of_several_findings_none_enters_where_one_is_not_whole(office: Office) -> None:
    whole, lacking = confirmed(office), confirmed(office, holder="", title="底数不清")
    with pytest.raises(Refused, match="底数不清"):
        actions.add_findings(make_report(office), [whole, lacking], by=office.member)
    whole.refresh_from_db()
    assert whole.state == "confirmed"


def test_a_finding_that_no_signed_paper_supports_is_refused(office: Office) -> None:
    finding = actions.confirm(make_finding(office), by=office.leader)
    with pytest.raises(Refused, match="没有底稿支撑"):
        actions.add_findings(make_report(office), [finding], by=office.member)


def test_a_report_takes_no_finding_of_another_inspection_and_none_after_it_was_submitted(office: Office) -> None:
    report = make_report(office, confirmed(office))
    actions.submit(report, by=office.leader)
    with pytest.raises(WrongState):
        actions.add_findings(report, [confirmed(office)], by=office.member)


def test_an_empty_report_is_not_submitted_and_only_the_leader_submits(office: Office) -> None:
    with pytest.raises(Refused, match="没有写入任何问题"):
        actions.submit(make_report(office), by=office.leader)
    with pytest.raises(NotAllowed):
        actions.submit(make_report(office, confirmed(office)), by=office.deputy)


def test_a_report_is_sent_back_mended_and_submitted_again(office: Office) -> None:
    report = make_report(office, confirmed(office))
    actions.submit(report, by=office.leader)
    actions.return_report(report, "定性不准", by=office.planner)
    assert (report.state, report.submitted_on) == ("draft", None)
    assert actions.submit(report, by=office.leader).state == "submitted"


def held(office: Office, body: str) -> Decision:
    today = timezone.localdate()
    words = {"opinions": "同意", "decision": "按程序反馈", "attendance": ["高明鉴", "梁执中"]}
    return Decision(round=office.round, body=body, held_on=today, chaired_by="高明鉴", **words)


def test_both_hearings_complete_their_steps_decide_the_report_and_open_the_way_to_feedback(office: Office) -> None:
    report = make_report(office, confirmed(office))
    assert len(queries.feedback_gaps(office.inspection)) == 2
    actions.submit(report, by=office.leader)
    with pytest.raises(Refused, match="巡察工作领导小组尚未听取汇报"):
        actions.record_decision(held(office, "secretary"), by=office.planner)
    actions.record_decision(held(office, "leading_group"), by=office.planner)
    assert [str(gap) for gap in queries.feedback_gaps(office.inspection)] == ["书记专题会尚未听取汇报，不能反馈"]
    actions.record_decision(held(office, "secretary"), by=office.planner)
    assert queries.feedback_gaps(office.inspection) == ()
    assert InspectionReport.objects.get().state == "decided"
    done = set(office.inspection.step_dates.filter(done_on__isnull=False).values_list("step", flat=True))
    assert {"report", "leading_group", "secretary_meeting"} <= done
    assert verify()[1] is None


def test_a_hearing_without_attendance_or_opinions_decides_nothing(office: Office) -> None:
    actions.submit(make_report(office, confirmed(office)), by=office.leader)
    empty = held(office, "leading_group")
    empty.attendance, empty.opinions = [], " "
    with pytest.raises(Refused, match="出席人员.*意见"):
        actions.record_decision(empty, by=office.planner)


def test_hearings_on_record_do_not_release_an_inspection_whose_report_was_not_before_them(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        change.create(held(office, "leading_group"))
        change.create(held(office, "secretary"))
    assert [str(gap) for gap in queries.feedback_gaps(office.inspection)] == ["巡察报告尚未作出决定，不能反馈"]


@pytest.mark.parametrize("name", ["leader", "unit_head", "discipline"])
def test_a_team_or_a_unit_records_no_hearing(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.record_decision(held(office, "leading_group"), by=getattr(office, name))


def test_the_unit_sees_reported_findings_after_feedback_and_no_draft_ever(office: Office) -> None:
    draft, reported = make_finding(office), confirmed(office)
    make_report(office, reported)
    assert not queries.findings(office.unit_head).exists()
    assert set(queries.findings(office.leading_group)) == {reported}
    assert set(queries.findings(office.member)) == {draft, reported}
    with act("demo.load", by=SYSTEM) as change:
        office.inspection.fed_back_on = timezone.localdate()
        change.save(office.inspection)
    assert set(queries.findings(office.unit_head)) == {reported}
    assert not queries.findings(office.other_head).exists()


def test_a_finding_repeats_only_what_the_same_unit_was_told(office: Office) -> None:
    finding = make_finding(office)
    finding.paper = make_signed_paper(office)
    finding.repeats = make_finding(office, title="早先的问题")
    actions.save_finding(finding, [], by=office.member)
    with act("demo.load", by=SYSTEM) as change:
        office.inspection.unit = office.unit
        other = type(office.inspection)(round=office.round, unit=office.other_unit, mode="elevated")
        change.create(other)
    finding.repeats = make_finding(office, inspection=other, number=1)
    with pytest.raises(Refused, match="同一单位"):
        actions.save_finding(finding, [], by=office.member)


def test_sums_add_up_by_branch(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        sibling = change.create(
            TaxonomyNode(edition=office.edition, code="B1.1", label="违规吃喝", parent=office.leaf.parent)
        )
    make_finding(office, state="confirmed", amount_fen=1_900_000, persons=2, severity="serious")
    make_finding(office, state="confirmed", leaf=sibling, amount_fen=100, persons=1)
    make_finding(office, state="draft", leaf=sibling, persons=100)
    sums = {branch.code: branch for branch in by_branch(queries.findings(office.planner))}
    assert {code: branch.findings for code, branch in sums.items()} == {"B": 2, "B1": 2, "B1.1": 1, "B1.6": 1}
    assert (sums["B"].amount_fen, sums["B"].persons, sums["B"].serious) == (1_900_100, 3, 1)
    for branch in sums.values():
        if branch.children:
            assert branch.findings == sum(child.findings for child in branch.children)
