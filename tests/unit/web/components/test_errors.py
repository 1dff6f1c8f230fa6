"""What goes wrong is said in words, with what to do now."""

from __future__ import annotations

from django.test import Client

from tests.cast import Office
from tests.factories import findings
from xuncha.web.components.errors import broken


def test_an_address_that_leads_nowhere_is_told_in_words(office: Office, client: Client) -> None:
    answer = office.login(client, office.planner).get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_an_error_of_ours_is_told_without_asking_the_database(office: Office) -> None:
    answer = broken(None)  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert "系统出错" in answer.content.decode()


def test_a_name_this_server_does_not_go_by_is_told_in_words(office: Office) -> None:
    answer = Client(headers={"host": "elsewhere.example"}).get("/")
    assert answer.status_code == 400
    assert "XUNCHA_HOSTS" in answer.content.decode()


def test_a_form_sent_from_a_page_too_old_is_told_in_words(office: Office) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "planner"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_a_button_whose_address_is_opened_says_where_to_press_it(office: Office, client: Client) -> None:
    paper = findings.make_paper(office, state="checked")
    answer = office.login(client, office.leader).get(f"/papers/{paper.pk}/sign/")
    assert answer.status_code == 405
    assert "请在页面上点按钮办理" in answer.content.decode()


def test_so_does_the_address_that_hands_out_a_file(office: Office, client: Client) -> None:
    answer = office.login(client, office.audit_admin).get("/trail/export/")
    assert answer.status_code == 405
    assert "请在页面上点按钮办理" in answer.content.decode()
