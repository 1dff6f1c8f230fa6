"""A paper through its three signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.findings import make_paper, make_signed_paper
from xuncha.domain.errors import ChangedMeanwhile, NotAllowed, Refused, WrongState
from xuncha.records.audit.verifying import verify
from xuncha.records.findings import actions, queries
from xuncha.records.findings.models import WorkingPaper
from xuncha.records.findings.waiting import waiting

if TYPE_CHECKING:
    from tests.cast import Office


def handled(office: Office) -> WorkingPaper:
    paper = make_paper(office)
    actions.handle(paper, by=office.member)
    return actions.handle(paper, by=office.member2)


def test_two_handlers_the_deputy_and_the_leader_sign_and_only_then_there_is_a_number(office: Office) -> None:
    paper = make_paper(office)
    actions.handle(paper, by=office.member)
    assert paper.state == "draft"
    actions.handle(paper, by=office.member2)
    assert (paper.state, paper.number) == ("handled", None)
    actions.check(paper, by=office.deputy)
    assert (paper.state, paper.number) == ("checked", None)
    actions.sign(paper, by=office.leader)
    assert paper.state == "signed"
    assert paper.number is not None
    assert paper.number.endswith("市巡一-001")
    assert verify()[1] is None


def test_numbers_go_on_from_the_highest_ever_issued(office: Office) -> None:
    first = actions.sign(actions.check(handled(office), by=office.deputy), by=office.leader)
    second = actions.sign(actions.check(handled(office), by=office.deputy), by=office.leader)
    assert first.number is not None
    assert second.number == first.number.replace("-001", "-002")


def test_who_handled_a_paper_cannot_check_it(office: Office) -> None:
    paper = make_paper(office, handlers=("member", "deputy"))
    actions.handle(paper, by=office.member)
    actions.handle(paper, by=office.deputy)
    with pytest.raises(Refused, match="经办人不能审核本人经办的底稿"):
        actions.check(paper, by=office.deputy)


@pytest.mark.parametrize("name", ["leader", "member", "planner", "outsider"])
def test_only_a_deputy_checks(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.check(handled(office), by=getattr(office, name))


def test_a_handler_signs_once_and_a_stranger_to_the_paper_not_at_all(office: Office) -> None:
    paper = make_paper(office)
    actions.handle(paper, by=office.member)
    with pytest.raises(Refused, match="您已在这份底稿上签名"):
        actions.handle(paper, by=office.member)
    with pytest.raises(Refused, match="您不是这份底稿的经办人"):
        actions.handle(paper, by=office.clerk)


def test_a_paper_without_evidence_or_a_second_handler_is_not_signed(office: Office) -> None:
    with pytest.raises(Refused, match="证据"):
        actions.handle(make_paper(office, evidence=[]), by=office.member)
    with pytest.raises(Refused, match="至少两名"):
        actions.handle(make_paper(office, handlers=("member",)), by=office.member)


def test_the_leader_handles_no_paper(office: Office) -> None:
    paper = make_paper(office)
    with pytest.raises(Refused, match="组长不经办底稿"):
        actions.save_paper(paper, [office.seats["leader"], office.seats["member"]], by=office.member)


def test_a_return_undoes_every_signature_and_says_why(office: Office) -> None:
    paper = handled(office)
    actions.check(paper, by=office.deputy)
    actions.return_paper(paper, "请补充原始凭证", by=office.leader)
    assert (paper.state, paper.checked_by, paper.returned_note) == ("returned", None, "请补充原始凭证")
    assert not paper.handlers.filter(signed_on__isnull=False).exists()
    with pytest.raises(Refused):
        actions.return_paper(handled(office), "  ", by=office.deputy)


def test_a_change_undoes_the_signature_given_before_it(office: Office) -> None:
    paper = make_paper(office)
    actions.handle(paper, by=office.member)
    paper.summary = "改写的摘要"
    actions.save_paper(paper, [office.seats["member"], office.seats["clerk"]], by=office.member2)
    assert [(each.member_id, each.signed_on) for each in paper.handlers.order_by("pk")] == [
        (office.seats["member"].pk, None),
        (office.seats["clerk"].pk, None),
    ]


def test_a_signed_paper_is_not_changed(office: Office) -> None:
    with pytest.raises(WrongState):
        actions.save_paper(make_signed_paper(office), [], by=office.member)


def test_a_stale_copy_does_not_bring_an_earlier_state_back(office: Office) -> None:
    paper = make_paper(office)
    stale = WorkingPaper.objects.get(pk=paper.pk)
    actions.handle(paper, by=office.member)
    actions.handle(paper, by=office.member2)
    with pytest.raises(ChangedMeanwhile):
        actions.save_paper(stale, [office.seats["member"]], by=office.member)


def test_a_paper_is_filed_under_a_leaf(office: Office) -> None:
    paper = make_paper(office)
    parent = office.leaf.parent
    assert parent is not None
    paper.leaf = parent
    with pytest.raises(Refused, match="末级条目"):
        actions.save_paper(paper, [], by=office.member)


def test_the_first_page_tells_each_what_waits_for_them(office: Office) -> None:
    paper = make_paper(office)
    assert [(each.kind, each.pk) for each in waiting(office.member)] == [("paper", paper.pk)]
    assert waiting(office.deputy) == ()
    actions.handle(paper, by=office.member)
    assert waiting(office.member) == ()
    actions.handle(paper, by=office.member2)
    assert [each.kind for each in waiting(office.deputy)] == ["paper"]
    actions.check(paper, by=office.deputy)
    assert [str(each.what) for each in waiting(office.leader)] == [
        "签批底稿：向下属单位转嫁接待费用（青屿县水利枢纽管理局）"
    ]


@pytest.mark.parametrize("name", ["unit_head", "discipline", "leading_group", "outsider", "system"])
def test_others_see_no_papers(office: Office, name: str) -> None:
    make_signed_paper(office)
    assert not queries.papers(getattr(office, name)).exists()
