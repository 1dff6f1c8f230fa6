"""Scoring: a score is always given with its reasons, and never beyond what an indicator is worth."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from xuncha.domain.errors import InvalidField
from xuncha.domain.rectification import Grade
from xuncha.domain.scoring import ADDITIVE_SCHEME, DEDUCTION_SCHEME, DEFAULT_SCHEMES, GradeCut, Mark, score


def mark(indicator: str, points: str, reason: str = "示例") -> Mark:
    return Mark(indicator, Decimal(points), reason)


def test_nothing_taken_off_leaves_the_base() -> None:
    result = score(DEDUCTION_SCHEME, [])
    assert (result.points, result.grade, result.reasons) == (100, Grade.GOOD, ())


def test_guyuan_five_indicators_from_a_base_of_a_hundred() -> None:
    assert [indicator.label for indicator in DEDUCTION_SCHEME.indicators] == [
        "整改研究部署",
        "任务落实",
        "组织落实",
        "满意度测评",
        "综合评价",
    ]
    assert sum(indicator.most for indicator in DEDUCTION_SCHEME.indicators) == DEDUCTION_SCHEME.base


def test_deductions_with_their_reasons() -> None:
    result = score(DEDUCTION_SCHEME, [mark("tasks", "12.5", "3项任务未完成"), mark("deployment", "2", "未专题研究")])
    assert (result.points, result.grade_label) == (Decimal("85.5"), "较好")
    assert [str(reason) for reason in result.reasons] == [
        "任务落实扣12.5分：3项任务未完成",
        "整改研究部署扣2分：未专题研究",
    ]


def test_an_indicator_costs_no_more_than_its_most_and_says_so() -> None:
    result = score(DEDUCTION_SCHEME, [mark("overall", "8"), mark("overall", "8")])
    assert result.points == 90
    assert str(result.reasons[-1]) == "综合评价最多10分，按此计"


def test_points_are_added_up_in_the_other_kind_of_scheme() -> None:
    marks = [mark("duty", "20"), mark("organisation", "20"), mark("result", "15"), mark("vote", "4")]
    result = score(ADDITIVE_SCHEME, marks)
    assert (result.points, result.grade, result.by_indicator["duty"]) == (59, Grade.POOR, 20)


@pytest.mark.parametrize(
    ("off", "label"), [("10", "好"), ("10.1", "较好"), ("20", "较好"), ("40", "一般"), ("40.5", "差")]
)
def test_the_grade_at_its_cut(off: str, label: str) -> None:
    tasks, overall = min(Decimal(off), Decimal(40)), max(Decimal(off) - 40, Decimal(0))
    assert score(DEDUCTION_SCHEME, [mark("tasks", str(tasks)), mark("overall", str(overall))]).grade_label == label


def test_a_mark_without_a_reason_or_outside_the_scheme_is_refused() -> None:
    with pytest.raises(InvalidField, match="理由"):
        score(DEDUCTION_SCHEME, [mark("tasks", "1", " ")])
    with pytest.raises(InvalidField, match="没有指标"):
        score(DEDUCTION_SCHEME, [mark("beauty", "1")])


def test_a_scheme_must_grade_every_score() -> None:
    with pytest.raises(InvalidField, match="分数线"):
        replace(DEDUCTION_SCHEME, cuts=(GradeCut(Decimal(60), Grade.GOOD, "及格"),))


def test_schemes_whose_weights_were_not_readable_say_so() -> None:
    assert not any(scheme.confirmed for scheme in DEFAULT_SCHEMES)
