"""Worked examples: how common a problem is, its course, what followed an institution, which finding is a recurrence."""

from __future__ import annotations

from datetime import date

import pytest

from xuncha.domain.causes import (
    Came,
    CauseKind,
    Comparison,
    Direction,
    Outcome,
    Rate,
    Recurrence,
    RuleForce,
    SelfFound,
    compared,
    effect_sentence,
    force_on,
    proposed_causes,
    trend,
    trend_sentence,
)


def test_a_share_comes_with_wilsons_interval() -> None:
    low, high = Rate(7, 20).interval
    assert (round(low, 4), round(high, 4)) == (0.1812, 0.5671)
    assert str(Rate(7, 20).sentence) == "20个单位中7个有，占35%（95%区间18%至57%）"


def test_none_of_twenty_does_not_mean_never() -> None:
    low, high = Rate(0, 20).interval
    assert low == 0
    assert 0.15 < high < 0.17


def test_few_units_are_counted_and_no_share_is_made_of_them() -> None:
    assert str(Rate(3, 4).sentence) == "4个单位中3个有，单位少，不宜推断"
    assert Rate(0, 0).share is None
    assert str(Rate(0, 0).sentence) == "没有巡察过这类单位"


def test_more_having_than_inspected_cannot_be() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Rate(3, 2)


def test_the_latest_round_is_set_beside_all_before_it() -> None:
    course = trend([Rate(18, 20), Rate(16, 20), Rate(5, 20)])
    assert course is not None
    assert (course.before, course.after) == (Rate(34, 40), Rate(5, 20))
    assert course.direction is Direction.FALLING
    assert str(trend_sentence(course)) == "下降：此前40个单位中34个有，此后20个单位中5个有"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (Rate(5, 20), Rate(15, 20), Direction.RISING),
        (Rate(9, 20), Rate(11, 20), Direction.LEVEL),
        (Rate(8, 9), Rate(0, 9), Direction.UNKNOWN),
    ],
)
def test_a_change_is_told_only_where_the_interval_of_the_difference_leaves_out_zero(
    before: Rate, after: Rate, direction: Direction
) -> None:
    assert Comparison(before, after).direction is direction


def test_newcombes_published_example_comes_out() -> None:
    """Newcombe 1998, method 10, case (a): 56/70 against 48/80 gives 0.0524 to 0.3339."""
    low, high = Comparison(Rate(48, 80), Rate(56, 70)).interval
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_one_round_has_no_course() -> None:
    assert trend([Rate(3, 12), Rate(0, 0)]) is None
    assert str(trend_sentence(None)) == "只有一轮，没有可比的"


def test_what_followed_an_institution_is_said_and_never_proven() -> None:
    told = str(effect_sentence(Comparison(Rate(18, 20), Rate(4, 20))))
    assert told.startswith("施行后少了（此前20个单位中18个有，此后20个单位中4个有）")
    assert "不等于因制度而变化" in told
    assert str(effect_sentence(Comparison(Rate(3, 5), Rate(0, 0)))) == "施行后还没有巡察过适用的单位"
    assert str(effect_sentence(Comparison(Rate(0, 0), Rate(3, 5)))) == "施行前没有巡察过适用的单位，无从比较"


def test_causes_are_proposed_by_the_words_that_say_so() -> None:
    found = proposed_causes("主体责任不落实，财务制度不健全。")
    assert [each.kind for each in found] == [CauseKind.NO_RULE, CauseKind.DUTY]
    assert str(found[0].reason) == "原因中写有“制度不健全”"
    assert proposed_causes("其他") == ()


def test_an_institution_holds_on_its_first_and_on_its_last_day() -> None:
    since, until = date(2025, 3, 1), date(2026, 2, 28)
    assert force_on(date(2025, 2, 28), since, until) is RuleForce.COMING
    assert force_on(since, since, until) is RuleForce.IN_FORCE
    assert force_on(until, since, until) is RuleForce.IN_FORCE
    assert force_on(date(2026, 3, 1), since, until) is RuleForce.ENDED
    assert force_on(date(2036, 3, 1), since, None) is RuleForce.IN_FORCE


@pytest.mark.parametrize(
    ("said", "found", "outcome"),
    [
        (SelfFound.NONE, True, Outcome.MISSED),
        (SelfFound.NONE, False, Outcome.CLEAN),
        (SelfFound.MENDED, True, Outcome.RELAPSED),
        (SelfFound.MENDED, False, Outcome.CURED),
        (SelfFound.MENDING, True, Outcome.KNOWN),
        (SelfFound.FOUND, False, Outcome.GONE),
        (None, True, Outcome.SILENT),
        (None, False, Outcome.NOTHING),
        (SelfFound.MENDED, None, Outcome.WAITING),
    ],
)
def test_an_answer_is_set_beside_what_the_inspection_found(
    said: SelfFound | None, found: bool | None, outcome: Outcome
) -> None:
    assert compared(said, found) is outcome


def test_a_recurrence_names_what_was_known_before() -> None:
    earlier = Recurrence(Came.EARLIER, "转嫁接待费", date(2025, 6, 3), 1)
    assert str(earlier.reason) == "本单位2025年6月3日已被指出同类问题“转嫁接待费”"
    ruled = Recurrence(Came.RULE, "公务接待管理办法", date(2025, 9, 1), 2)
    assert str(ruled.reason) == "针对这类问题的制度“公务接待管理办法”2025年9月1日起施行，仍然发生"
