"""Pages on red flags: the queue, a flag in its rows, an alert side by side and decided, rules set and written."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories import ledgers as money
from tests.factories import rectification as make
from tests.unit.records.screening.test_watch import WORDS, alert_of, closed, own_folder, screened
from xuncha.domain.ledgers import FlagState, OwnRuleState
from xuncha.records.accounts.models import User
from xuncha.records.findings.models import Finding
from xuncha.records.rectification.models import Task, Watch
from xuncha.records.screening.models import Flag, Identity, OwnRule, RuleSetting, Screening

pytestmark = pytest.mark.django_db
__all__ = ["own_folder"]


def page(client: Client, office: Office, user: User, at: str, *keys: Any) -> str:
    office.login(client, user)
    answer = client.get(reverse(f"office:{at}", args=keys))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def send(client: Client, office: Office, user: User, at: str, *keys: Any, **data: Any) -> tuple[int, str]:
    office.login(client, user)
    answer = client.post(reverse(f"office:{at}", args=keys), data, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_queue_and_a_flag_show_why_and_which_rows(client: Client, office: Office, tmp_path: Path) -> None:
    flag = alert_of(office, tmp_path).flag
    listed = page(client, office, office.planner, "flag_list")
    assert WORDS in listed
    assert "1.9万元" in listed
    shown = page(client, office, office.member, "flag", flag.pk)
    assert shown.count(WORDS) >= 3
    assert "正常情形" in shown
    assert 'data-chart="months"' in shown


def test_an_alert_shows_what_was_promised_beside_what_is_booked_and_is_decided(
    client: Client, office: Office, tmp_path: Path
) -> None:
    alert = alert_of(office, tmp_path)
    shown = page(client, office, office.planner, "alert", alert.pk)
    assert "已销号的问题和当时的承诺" in shown
    assert WORDS in shown
    status, told = send(client, office, office.planner, "alert_decide", alert.pk, state="recurred", words="当月又列支")
    assert (status, Task.objects.get().state) == (200, "reopened")
    assert "再次发生" in told


def test_a_flag_begins_a_finding_that_is_known_by_its_rows(client: Client, office: Office, tmp_path: Path) -> None:
    day = timezone.localdate()
    money.receive(
        money.spent(office.unit.code, day, 2_800, "接待", money.RECEPTION, invoice_no="2631", supplier_code="S1")
        + money.spent(office.child_unit.code, day, 2_800, "接待", money.RECEPTION, invoice_no="2631"),
        tmp_path,
    )
    screened(office)
    flag = Flag.objects.get(rule="B1")
    data = {"into": f"i{office.inspection.pk}", "leaf": office.leaf.pk}
    status, _ = send(client, office, office.member, "flag_finding", flag.pk, **data)
    finding = Finding.objects.get(flags=flag)
    assert (status, finding.inspection, finding.amount_fen) == (200, office.inspection, flag.amount_fen)
    assert (finding.pattern.accounts, finding.pattern.suppliers) == (["30217"], ["S1"])
    assert Flag.objects.get(pk=flag.pk).state == FlagState.FINDING


def test_an_explanation_needs_words(client: Client, office: Office, tmp_path: Path) -> None:
    flag = alert_of(office, tmp_path).flag
    assert send(client, office, office.member, "flag_explain", flag.pk, words=" ")[0] == 422
    assert send(client, office, office.member, "flag_explain", flag.pk, words="系退款")[0] == 200
    assert Flag.objects.get(pk=flag.pk).state == FlagState.EXPLAINED


def test_a_screening_is_asked_for_and_stopped(client: Client, office: Office, tmp_path: Path) -> None:
    assert send(client, office, office.planner, "screening_new")[0] == 422
    money.receive(money.spent(office.unit.code, timezone.localdate(), 100, "办公用品"), tmp_path)
    status, shown = send(client, office, office.planner, "screening_new")
    assert status == 200
    run = Screening.objects.get()
    assert "停止" in shown
    send(client, office, office.planner, "screening_cancel", run.pk)
    assert Screening.objects.get().state == "cancelled"


def test_a_threshold_is_set_with_its_source(client: Client, office: Office) -> None:
    shown = page(client, office, office.planner, "ledger_rule", "B2")
    assert "阈值及依据" in shown
    form = page(client, office, office.planner, "ledger_rule_set", "B2")
    assert 'name="source"' in form
    assert send(client, office, office.planner, "ledger_rule_set", "B2", used="on")[0] == 422
    assert not RuleSetting.objects.exists()


def own_rule(code: str = "X1") -> str:
    text = (files("xuncha.engines.ledgers.rules") / "catalogue" / "b1.toml").read_text(encoding="utf-8")
    return text.replace('id = "B1"', f'id = "{code}"')


def test_a_rule_of_ones_own_is_tried_then_reviewed_by_another(client: Client, office: Office) -> None:
    status, told = send(client, office, office.planner, "ledger_rule_new", text=own_rule("B1"))
    assert status == 422
    assert "X 开头" in told
    wrong = own_rule().replace("FROM voucher_lines", "FROM read_csv('/etc/passwd')", 1)
    assert send(client, office, office.planner, "ledger_rule_new", text=wrong)[0] == 422
    assert send(client, office, office.planner, "ledger_rule_new", text=own_rule())[0] == 200
    kept = OwnRule.objects.get()
    _, told = send(client, office, office.planner, "own_rule_review", kept.pk)
    assert "须由他人审核" in told
    assert OwnRule.objects.get().state == OwnRuleState.DRAFT


def test_watches_are_listed(client: Client, office: Office) -> None:
    closed(office)
    assert "管理局无法入账" in page(client, office, office.planner, "watch_list")


def test_a_name_is_confirmed_by_a_person_and_remembered(client: Client, office: Office, tmp_path: Path) -> None:
    day, code = timezone.localdate(), office.unit.code
    lines = money.spent(code, day, 500, "付劳务费", payee_name="王小明")
    roster = [{"person_id": key, "name": "王小明", "unit": unit} for key, unit in (("p1", code), ("p2", "Z9"))]
    money.receive(lines, tmp_path, roster=roster)
    shown = page(client, office, office.planner, "identities")
    assert "王小明" in shown
    assert "共有2人" in shown
    answer = {"kind": "person", "unit": code, "name": "王小明", "code": "p1", "same": "yes"}
    assert send(client, office, office.member, "identity_confirm", **answer)[0] == 403
    _, told = send(client, office, office.planner, "identity_confirm", **answer)
    assert "没有待确认" in told
    assert Identity.objects.get().same
    _, told = send(client, office, office.planner, "identity_confirm", **answer)
    assert "没有这条待确认的建议" in told


def test_what_a_finding_is_known_by_is_said_on_its_page(client: Client, office: Office) -> None:
    finding = make.passed(office).finding
    assert send(client, office, office.member, "finding_pattern", finding.pk, family="A")[0] == 422
    sent = {"family": "A", "words": "管理局无法入账\n代付", "accounts": "30217"}
    _, shown = send(client, office, office.member, "finding_pattern", finding.pk, **sent)
    assert "代付、管理局无法入账" in shown
    assert send(client, office, office.unit_head, "finding_pattern", finding.pk, **sent)[0] == 403


def test_how_long_ledgers_are_watched_is_the_offices_to_settle(client: Client, office: Office) -> None:
    assert send(client, office, office.planner, "watch_months", months=0)[0] == 422
    assert send(client, office, office.planner, "watch_months", months=24)[0] == 200
    closed(office)
    watch = Watch.objects.get()
    assert 700 < (watch.until - watch.since).days < 740
