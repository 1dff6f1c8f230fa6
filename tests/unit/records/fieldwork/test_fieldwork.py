"""Talks, visits and documents lent: what can be put on record, by whom, and what the trail keeps of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from xuncha.domain.errors import NotAllowed, Refused
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.queries import events
from xuncha.records.audit.verifying import verify
from xuncha.records.fieldwork import actions, queries
from xuncha.records.fieldwork.models import DocumentRequest, Interview, Visit

if TYPE_CHECKING:
    from tests.cast import Office


def talk(office: Office, **given: Any) -> Interview:
    said = {"kind": "staff", "subject": "财务科负责人", "place": "谈话室", "summary": "介绍报销流程"}
    return Interview(inspection=office.inspection, **{"held_on": timezone.localdate(), **said, **given})


def two(office: Office) -> list[Any]:
    return [office.seats["member"], office.seats["member2"]]


def test_two_of_the_team_hold_a_talk(office: Office) -> None:
    kept = actions.save_interview(talk(office), two(office), by=office.member)
    assert kept.interviewers.count() == 2
    kept.summary = "更正"
    actions.save_interview(kept, [office.seats["member"], office.seats["clerk"]], by=office.liaison)
    assert {each.member_id for each in kept.interviewers.all()} == {office.seats["member"].pk, office.seats["clerk"].pk}
    assert verify()[1] is None


def test_the_same_person_twice_is_one(office: Office) -> None:
    with pytest.raises(Refused, match="至少两名"):
        actions.save_interview(talk(office), [office.seats["member"]] * 2, by=office.member)


def test_who_left_the_team_holds_no_talk_any_more(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        gone = office.seats["member2"]
        gone.left_on, gone.left_because = timezone.localdate(), "回避"
        change.save(gone)
    with pytest.raises(Refused, match="在组人员"):
        actions.save_interview(talk(office), two(office), by=office.member)
    with pytest.raises(NotAllowed):
        actions.save_interview(talk(office), two(office), by=office.member2)


def test_a_talk_is_neither_before_the_announcement_nor_in_the_future(office: Office) -> None:
    for days in (-21, 1):
        day = timezone.localdate() + timedelta(days=days)
        with pytest.raises(Refused, match="日期不能"):
            actions.save_interview(talk(office, held_on=day), two(office), by=office.member)


@pytest.mark.parametrize("name", ["planner", "unit_head", "discipline", "outsider", "recused"])
def test_only_the_team_records_talks(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.save_interview(talk(office), two(office), by=getattr(office, name))


def test_what_was_said_and_where_never_enters_the_trail(office: Office) -> None:
    actions.save_interview(talk(office, kind="insider", subject="王大娘"), two(office), by=office.member)
    visit = Visit(
        inspection=office.inspection, kind="household", place="河滩村", visited_on=timezone.localdate(), summary="敲门九户未应"
    )  # fmt: skip
    actions.save_visit(visit, two(office), by=office.member)
    told = "".join(str(event.changes) + str(event.detail) + event.label for event in events())
    assert not any(word in told for word in ("王大娘", "介绍报销", "河滩村", "未应"))


def request(office: Office, **given: Any) -> DocumentRequest:
    asked = {"title": "财务凭证", "asked_by": office.seats["liaison"], "asked_on": timezone.localdate()}
    return DocumentRequest(inspection=office.inspection, **{**asked, **given})


def test_documents_are_lent_once_and_given_back_once(office: Office) -> None:
    today = timezone.localdate()
    kept = actions.save_document_request(request(office), by=office.liaison)
    with pytest.raises(Refused, match="尚未借出"):
        actions.give_back(kept, today, by=office.liaison)
    kept.refresh_from_db()
    actions.lend(kept, today, by=office.liaison)
    with pytest.raises(Refused, match="已办理过"):
        actions.lend(kept, today, by=office.liaison)
    assert actions.give_back(kept, today, by=office.member).returned_on == today


def test_what_is_out_too_long_waits_for_the_team(office: Office) -> None:
    ago = timezone.localdate() - timedelta(days=15)
    late = actions.save_document_request(request(office, asked_on=ago, lent_on=ago), by=office.liaison)
    actions.save_document_request(request(office, lent_on=timezone.localdate()), by=office.liaison)
    assert [(each.kind, each.pk, each.overdue) for each in queries.waiting(office.liaison)] == [
        ("document_request", late.pk, True)
    ]
    assert queries.waiting(office.planner) == ()
