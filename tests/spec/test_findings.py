"""Findings: symptom, cause, whose duty, which rule. Without a duty-holder none enters a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from xuncha.domain.errors import MissingDuty, Refused
from xuncha.domain.findings import (
    FINDING_FLOW,
    DutyHolder,
    DutyHolderKind,
    FindingFacts,
    FindingState,
    ready_for_report,
    require_ready,
)
from xuncha.domain.organisations import Hearing
from xuncha.domain.reports import DecisionFacts, ready_for_feedback, ready_to_submit

HEAD = DutyHolder(DutyHolderKind.HEAD, "赵局长", "第一责任人")
SOUND = FindingFacts("费用转嫁下属单位", "下属单位列支1.9万元", "内控缺失", (HEAD,), "中央八项规定精神", "B1.6", (1,))


def test_a_whole_finding_may_be_reported() -> None:
    assert ready_for_report(SOUND) == ()
    require_ready(SOUND)


@pytest.mark.parametrize("holders", [(), (DutyHolder(DutyHolderKind.HEAD, " "),)])
def test_without_a_duty_holder_it_is_refused_with_a_clear_message(holders: tuple[DutyHolder, ...]) -> None:
    with pytest.raises(MissingDuty) as refused:
        require_ready(replace(SOUND, duty_holders=holders))
    assert str(refused.value) == "问题“费用转嫁下属单位”没有写明责任主体（领导班子、本级或个人），不能写入巡察报告"


def test_naming_only_a_subordinate_unit_leaves_the_own_level_out() -> None:
    only_below = replace(SOUND, duty_holders=(DutyHolder(DutyHolderKind.SUBORDINATE, "供水站"),))
    with pytest.raises(Refused, match="只写了下属单位的责任"):
        require_ready(only_below)
    both = replace(SOUND, duty_holders=(*only_below.duty_holders, HEAD))
    assert ready_for_report(both) == ()


@pytest.mark.parametrize(
    ("part", "word"),
    [("symptom", "问题表现"), ("cause", "问题原因"), ("rule_broken", "违反的规定"), ("leaf", "监督内容分类")],
)
def test_every_link_of_the_chain_is_needed(part: str, word: str) -> None:
    (reason,) = ready_for_report(replace(SOUND, **{part: " "}))  # type: ignore[arg-type]
    assert f"缺少“{word}”" in str(reason)


def test_a_finding_rests_on_a_paper_and_is_confirmed() -> None:
    reasons = ready_for_report(replace(SOUND, papers=(), state=FindingState.DRAFT))
    assert [str(reason) for reason in reasons] == [
        "问题“费用转嫁下属单位”没有底稿支撑",
        "问题“费用转嫁下属单位”尚未确认",
    ]


def test_states_of_a_finding() -> None:
    state = FINDING_FLOW.advance(FindingState.DRAFT, "confirm")
    assert FINDING_FLOW.advance(state, "report") is FindingState.REPORTED


def test_a_report_lists_every_reason_of_every_finding() -> None:
    reasons = ready_to_submit([SOUND, replace(SOUND, title="另一问题", cause="", papers=())])
    assert len(reasons) == 2
    assert [str(reason) for reason in ready_to_submit([])] == ["报告没有写入任何问题"]


class TestFeedback:
    """Both hearings are on record, in their order, before anything is fed back."""

    group = DecisionFacts(Hearing.LEADING_GROUP, date(2026, 2, 9), ("组长", "副组长"), "同意")
    secretary = DecisionFacts(Hearing.SECRETARY, date(2026, 3, 3), ("书记",), "同意反馈")

    def test_after_both_hearings(self) -> None:
        assert ready_for_feedback([self.group, self.secretary]) == ()

    def test_without_the_secretary_meeting(self) -> None:
        assert [str(r) for r in ready_for_feedback([self.group])] == ["书记专题会尚未听取汇报，不能反馈"]

    def test_a_record_without_attendance_or_opinions_decides_nothing(self) -> None:
        empty = replace(self.secretary, attended=(), opinions=" ")
        assert [str(r) for r in ready_for_feedback([self.group, empty])] == [
            "书记专题会的记录缺少“出席人员”",
            "书记专题会的记录缺少“意见”",
        ]

    def test_the_secretary_does_not_hear_first(self) -> None:
        early = replace(self.secretary, held_on=date(2026, 2, 1))
        assert [str(r) for r in ready_for_feedback([self.group, early])] == ["书记专题会不能早于领导小组会议"]
