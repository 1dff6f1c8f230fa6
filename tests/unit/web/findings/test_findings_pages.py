"""From paper to decision in the browser's forms, and who sees which button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.findings import make_finding, make_lead, make_paper, make_report, make_signed_paper
from xuncha.records.audit.queries import events
from xuncha.records.findings.models import Decision, Finding, InspectionReport, Lead, WorkingPaper

if TYPE_CHECKING:
    from tests.cast import Office

HOSTILE = "<script>alert(1)</script>"
LISTS = ("paper_list", "finding_list", "lead_list", "report_list", "decision_list")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def rows(*holders: dict[str, str]) -> dict[str, str]:
    sent = {"holders-TOTAL_FORMS": str(len(holders)), "holders-INITIAL_FORMS": "0"}
    for number, holder in enumerate(holders):
        sent |= {f"holders-{number}-{name}": value for name, value in holder.items()}
    return sent


def finding(office: Office, paper: WorkingPaper, **changes: Any) -> dict[str, Any]:
    said = {
        "title": "费用转嫁下属单位", "leaf": office.leaf.code, "paper": paper.pk, "symptom": HOSTILE, "cause": "内控缺失",
        "rule_broken": "八项规定", "severity": "serious", "cure": "concentrated", "amount": "19000.05", "persons": "3",
    }  # fmt: skip
    return {**said, **rows(), **changes}


def test_a_paper_goes_through_its_signatures_by_the_buttons_on_its_page(client: Client, office: Office) -> None:
    office.login(client, office.member)
    handlers = [str(office.seats[name].pk) for name in ("member", "member2")]
    said = {
        "title": "转嫁费用", "leaf": "B1.6", "source": "documents", "summary": HOSTILE, "process": "查阅凭证", "basis": "规定",
        "evidence": "记账凭证\n审批单", "handlers": handlers,
    }  # fmt: skip
    client.post(reverse("office:paper_new"), said)
    paper = WorkingPaper.objects.get()
    assert paper.evidence == ["记账凭证", "审批单"]
    page = reverse("office:paper", args=[paper.pk])
    for name, verb, label in (
        ("member", "handle", "签名"), ("member2", "handle", "签名"), ("deputy", "check", "审核通过"), ("leader", "sign", "签批"),
    ):  # fmt: skip
        office.login(client, getattr(office, name))
        address = reverse(f"office:paper_{verb}", args=[paper.pk])
        shown = text(client.get(page))
        assert address in shown
        assert label in shown
        assert HOSTILE not in shown
        client.post(address)
        assert address not in text(client.get(page))
    paper.refresh_from_db()
    assert paper.state == "signed"
    assert str(paper.number) in text(client.get(reverse("office:paper_list"), {"q": "转嫁 市巡一"}))


def test_a_paper_is_sent_back_with_words(client: Client, office: Office) -> None:
    paper = make_paper(office, state="handled")
    office.login(client, office.deputy)
    client.post(reverse("office:paper_return", args=[paper.pk]), {"note": "补充凭证"})
    office.login(client, office.member)
    assert "补充凭证" in text(client.get(reverse("office:paper", args=[paper.pk])))


def test_a_finding_without_a_duty_holder_is_refused_by_the_report_and_taken_once_it_has_one(
    client: Client, office: Office
) -> None:
    paper, report = make_signed_paper(office), make_report(office)
    office.login(client, office.member)
    client.post(reverse("office:finding_new"), finding(office, paper))
    kept = Finding.objects.get()
    assert kept.amount_fen == 1_900_005
    office.login(client, office.leader)
    client.post(reverse("office:finding_confirm", args=[kept.pk]))
    enter = reverse("office:report_enter", args=[report.pk])
    office.login(client, office.member)
    assert "没有写明责任主体" in text(client.get(reverse("office:report", args=[report.pk])))
    refused = text(client.post(enter, {"finding": kept.pk}, follow=True))
    assert "没有写明责任主体（领导班子、本级或个人），不能写入巡察报告" in refused
    office.login(client, office.leader)
    client.post(reverse("office:finding_amend", args=[kept.pk]), {"note": "写明责任主体"})
    office.login(client, office.member)
    named = rows({"kind": "head", "duty": "第一责任人"}, {"kind": "leading_body"}, {"kind": ""})
    client.post(reverse("office:finding_edit", args=[kept.pk]), finding(office, paper, **named))
    assert {holder.name for holder in kept.duty_holders.all()} == {"金守成", "青屿县水利枢纽管理局领导班子"}
    office.login(client, office.leader)
    client.post(reverse("office:finding_confirm", args=[kept.pk]))
    assert "已写入报告" in text(client.post(enter, {"finding": kept.pk}, follow=True))
    assert HOSTILE not in text(client.get(reverse("office:finding", args=[kept.pk])))


def test_a_row_that_names_nobody_is_pointed_out_and_what_was_typed_stays(client: Client, office: Office) -> None:
    office.login(client, office.member)
    sent = finding(office, make_signed_paper(office), **rows({"kind": "person", "duty": "分管领导责任"}))
    answer = client.post(reverse("office:finding_new"), sent)
    assert answer.status_code == 422
    assert "请选择或填写责任主体" in text(answer)
    assert "分管领导责任" in text(answer)
    assert not Finding.objects.exists()


def test_leaves_are_searched_by_words_of_two_characters(client: Client, office: Office) -> None:
    office.login(client, office.member)
    assert "B1.6" in text(client.get(reverse("office:leaf_options"), {"leaf_words": "转嫁"}))
    assert "B1.6" not in text(client.get(reverse("office:leaf_options"), {"leaf_words": "招标"}))


def test_the_report_goes_up_and_is_decided(client: Client, office: Office) -> None:
    report = make_report(office, make_finding(office, paper=make_signed_paper(office), state="confirmed"))
    office.login(client, office.leader)
    client.post(reverse("office:report_submit", args=[report.pk]))
    office.login(client, office.planner)
    held = {
        "round": office.round.pk,
        "held_on": timezone.localdate(),
        "chaired_by": "高明鉴",
        "attendance": "高明鉴、梁执中",
    }
    for body in ("leading_group", "secretary"):
        sent = {**held, "body": body, "opinions": "同意", "decision": HOSTILE}
        shown = client.post(reverse("office:decision_new"), sent, follow=True)
        assert HOSTILE not in text(shown)
    assert Decision.objects.count() == 2
    assert Decision.objects.filter(body="secretary").get().attendance == ["高明鉴", "梁执中"]
    assert InspectionReport.objects.get().state == "decided"


def test_reading_a_lead_is_noted(client: Client, office: Office) -> None:
    lead = make_lead(office)
    office.login(client, office.deputy)
    client.get(reverse("office:lead_list"))
    assert "lead.view" not in [event.verb for event in events()]
    client.get(reverse("office:lead", args=[lead.pk]))
    latest = events().first()
    assert latest is not None
    assert (latest.verb, latest.key, latest.actor_name) == ("lead.view", lead.pk, "孟知远")


def test_a_lead_is_handed_to_the_body_the_round_names_and_answered(client: Client, office: Office) -> None:
    office.login(client, office.deputy)
    said = {"source": "petition", "about_words": "某人", "summary": HOSTILE, "found_on": timezone.localdate()}
    client.post(reverse("office:lead_new"), {**said, "amount": ""})
    lead = Lead.objects.get()
    office.login(client, office.leader)
    form = reverse("office:lead_hand_over", args=[lead.pk])
    assert "市纪委监委" in text(client.get(form))
    client.post(form, {"to": "市纪委监委", "on": timezone.localdate()})
    office.login(client, office.discipline)
    client.post(reverse("office:lead_receive", args=[lead.pk]))
    client.post(reverse("office:lead_report_back", args=[lead.pk]), {"verb": "settle", "words": "警告"})
    shown = text(client.get(reverse("office:lead", args=[lead.pk])))
    assert "警告" in shown
    assert HOSTILE not in shown


@pytest.mark.parametrize("name", ["member", "liaison", "clerk", "unit_head", "organisation", "system"])
def test_leads_are_closed_to_everybody_else(client: Client, office: Office, name: str) -> None:
    lead = make_lead(office)
    office.login(client, getattr(office, name))
    assert client.get(reverse("office:lead_list")).status_code == 403
    assert client.get(reverse("office:lead", args=[lead.pk])).status_code == 403
    assert "lead.view" not in [event.verb for event in events()]


def test_a_lead_not_handed_over_does_not_exist_for_the_discipline_body(client: Client, office: Office) -> None:
    lead = make_lead(office)
    office.login(client, office.discipline)
    assert client.get(reverse("office:lead", args=[lead.pk])).status_code == 404


@pytest.mark.parametrize("name", ["planner", "leader"])
def test_lists_come_as_spreadsheets_and_sort_by_every_column(client: Client, office: Office, name: str) -> None:
    make_report(office, make_finding(office, paper=make_signed_paper(office)))
    make_lead(office)
    office.login(client, getattr(office, name))
    for page in LISTS:
        shown = client.get(reverse(f"office:{page}"))
        for column in shown.context["table"].columns:
            if column.orderable:
                assert client.get(reverse(f"office:{page}"), {"sort": f"-{column.name}"}).status_code == 200
        exported = client.get(reverse(f"office:{page}"), {"export": "xlsx"})
        assert exported.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_statistics_lead_to_the_findings_of_a_branch(client: Client, office: Office) -> None:
    make_finding(office, state="confirmed")
    office.login(client, office.planner)
    assert "?branch=B1.6" in text(client.get(reverse("office:finding_statistics")))
    assert "费用转嫁" in text(client.get(reverse("office:finding_list"), {"branch": "B1"}))
    assert "费用转嫁" not in text(client.get(reverse("office:finding_list"), {"branch": "C"}))


def test_findings_that_name_nobody_can_be_picked_out(client: Client, office: Office) -> None:
    make_finding(office, title="写明了责任")
    make_finding(office, title="没有人负责", holder="")
    office.login(client, office.leader)
    shown = text(client.get(reverse("office:finding_list"), {"duty": "missing"}))
    assert "没有人负责" in shown
    assert "写明了责任" not in shown


@pytest.mark.parametrize("page", LISTS)
def test_lists_ask_the_database_no_more_for_thirty_rows_than_for_three(
    client: Client, office: Office, page: str
) -> None:
    office.login(client, office.leader)
    counts = []
    for number in range(30):
        make_report(office, make_finding(office, paper=make_signed_paper(office, number=f"甲-{number}")))
        make_lead(office, number=f"乙-{number}")
        if number in (2, 29):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(f"office:{page}")).status_code == 200
            counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_report_page_asks_no_more_for_more_findings(client: Client, office: Office) -> None:
    office.login(client, office.leader)
    counts = []
    report = make_report(office)
    for number in range(20):
        make_finding(office, state="confirmed", title=f"问题{number}")
        if number in (1, 19):
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("office:report", args=[report.pk]))
            counts.append(len(seen))
    assert counts[0] == counts[1]
