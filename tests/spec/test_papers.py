"""Working papers: one matter, two handlers, a deputy who checks, a leader who signs, and only then a number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xuncha.domain.errors import WrongState
from xuncha.domain.organisations import Level
from xuncha.domain.papers import PAPER_FLOW, PaperFacts, PaperState, may_check, may_sign, paper_number, ready_to_handle
from xuncha.domain.roles import TeamRole

SOUND = PaperFacts("租金未收", "查阅合同并走访承租户", "村集体资产管理办法", 2, ("wang", "chen"))


def said(reasons: object) -> list[str]:
    return [str(reason) for reason in reasons]  # type: ignore[attr-defined]


def test_a_sound_paper_goes_to_the_deputy() -> None:
    assert ready_to_handle(SOUND) == ()


@pytest.mark.parametrize("handlers", [(), ("wang",), ("wang", "wang")])
def test_two_different_people_handle_it(handlers: tuple[str, ...]) -> None:
    assert said(ready_to_handle(replace(SOUND, handlers=handlers))) == ["底稿须由至少两名不同的经办人签名"]


def test_summary_process_basis_and_evidence_are_all_needed() -> None:
    assert said(ready_to_handle(PaperFacts("", " ", "", 0, ("wang", "chen")))) == [
        "底稿缺少“问题摘要”",
        "底稿缺少“发现过程”",
        "底稿缺少“定性依据”",
        "底稿没有附证据材料",
    ]


def test_leads_on_leading_cadres_are_kept_out_of_papers() -> None:
    (reason,) = said(ready_to_handle(replace(SOUND, on_leading_cadre=True)))
    assert "问题线索" in reason


def test_the_deputy_checks_and_nobody_checks_what_they_handled() -> None:
    assert may_check(SOUND, "deputy", TeamRole.DEPUTY) == ()
    assert said(may_check(SOUND, "liaison", TeamRole.LIAISON)) == ["底稿由副组长审核"]
    assert said(may_check(replace(SOUND, handlers=("wang", "deputy")), "deputy", TeamRole.DEPUTY)) == [
        "经办人不能审核本人经办的底稿"
    ]


def test_the_leader_signs_what_another_handled_and_another_checked() -> None:
    checked = replace(SOUND, checked_by="deputy")
    assert may_sign(checked, "leader", TeamRole.LEADER) == ()
    assert said(may_sign(checked, "deputy", TeamRole.DEPUTY)) == ["底稿由组长签批", "审核人不能签批本人审核的底稿"]
    assert said(may_sign(replace(checked, handlers=("leader", "chen")), "leader", TeamRole.LEADER)) == [
        "经办人不能签批本人经办的底稿"
    ]


def test_the_three_checks_in_their_order() -> None:
    state = PAPER_FLOW.start
    for verb in ("handle", "check", "sign"):
        state = PAPER_FLOW.advance(state, verb)
    assert state is PaperState.SIGNED
    assert PAPER_FLOW.verbs(PaperState.SIGNED) == ()


@pytest.mark.parametrize("verb", ["check", "sign", "return"])
def test_no_check_is_skipped(verb: str) -> None:
    with pytest.raises(WrongState):
        PAPER_FLOW.advance(PaperState.DRAFT, verb)


def test_a_wrong_step_is_said_in_plain_words() -> None:
    with pytest.raises(WrongState) as refused:
        PAPER_FLOW.advance(PaperState.DRAFT, "sign")
    assert str(refused.value) == "当前为“起草”，不能执行“组长签批”"


def test_a_returned_paper_passes_all_checks_again() -> None:
    state = PAPER_FLOW.advance(PaperState.CHECKED, "return")
    assert PAPER_FLOW.advance(state, "handle") is PaperState.HANDLED


def test_numbers_run_on_within_year_level_and_team() -> None:
    first = paper_number(2026, Level.COUNTY, "一", [])
    assert first == "底稿〔2026〕县巡一-001"
    assert paper_number(2026, Level.COUNTY, "一", [first, "底稿〔2026〕县巡二-009"]) == "底稿〔2026〕县巡一-002"
    assert paper_number(2026, Level.CITY, "三", [first]) == "底稿〔2026〕市巡三-001"


def test_a_number_is_never_used_twice_even_after_a_gap() -> None:
    assert paper_number(2026, Level.COUNTY, "一", ["底稿〔2026〕县巡一-007"]) == "底稿〔2026〕县巡一-008"
