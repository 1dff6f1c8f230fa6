"""Who of the talent pool may serve, rule by rule. The round is on site from 1 March to 30 April 2027.

《大理州巡察人才库管理办法（试行）》 (2017) and what 红河州 published in 2018 are the texts behind the rules that block by
themselves; training and every number are the office's own settings.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from xuncha.domain.pool import (
    AbsenceReason,
    AppraisalGrade,
    Appraised,
    Away,
    Certificate,
    Obstacle,
    PoolPerson,
    PoolPolicy,
    ServiceRule,
    Stay,
    check_role,
    check_service,
)
from xuncha.domain.roles import TeamRole

STAY = Stay(date(2027, 3, 1), date(2027, 4, 30))
WANG = PoolPerson("wang", "王组员", date(2024, 1, 5), certificates=(Certificate(date(2026, 6, 1)),))


def speaks(person: PoolPerson, policy: PoolPolicy | None = None) -> list[tuple[ServiceRule, bool]]:
    """The rules that speak, and whether each keeps the person out."""
    return [(each.rule, each.blocks) for each in check_service(person, STAY, policy)]


def only(person: PoolPerson, policy: PoolPolicy | None = None) -> Obstacle:
    (obstacle,) = check_service(person, STAY, policy)
    return obstacle


def away(since: date, until: date | None) -> PoolPerson:
    return replace(WANG, absences=(Away(AbsenceReason.HEALTH, since, until),))


def test_somebody_in_the_pool_trained_and_free_may_serve() -> None:
    assert speaks(WANG) == []


def test_teams_are_formed_from_those_in_the_pool_for_the_whole_stay() -> None:
    assert speaks(replace(WANG, left_on=date(2027, 4, 30))) == [(ServiceRule.IN_POOL, True)]
    assert speaks(replace(WANG, left_on=date(2027, 5, 1))) == []
    assert str(only(replace(WANG, joined_on=date(2027, 3, 2))).sentence) == "王组员2027年3月2日才入库，晚于进驻日期"


@pytest.mark.parametrize(
    ("since", "until", "blocks"),
    [
        (date(2027, 1, 1), date(2027, 2, 28), None),  # back the day before
        (date(2027, 1, 1), date(2027, 3, 3), False),  # three days of the stay: may still serve
        (date(2027, 1, 1), date(2027, 3, 4), True),
        (date(2027, 4, 27), None, True),
        (date(2027, 5, 1), None, None),
    ],
)
def test_whoever_is_away_for_more_than_three_days_of_the_stay_cannot_serve(
    since: date, until: date | None, blocks: bool | None
) -> None:
    assert speaks(away(since, until)) == ([] if blocks is None else [(ServiceRule.AVAILABLE, blocks)])


def test_an_absence_is_told_with_its_kind_of_reason_and_its_days() -> None:
    lasting, ending = only(away(date(2027, 3, 11), None)), only(away(date(2027, 1, 1), date(2027, 3, 20)))
    assert str(lasting.sentence) == "王组员自2027年3月11日起因身体原因不能参加，占进驻期51天"
    assert str(ending.sentence) == "王组员2027年1月1日至2027年3月20日因身体原因不能参加，占进驻期20天"


def test_nobody_serves_in_two_rounds_on_site_at_the_same_time() -> None:
    twice = replace(WANG, elsewhere=("省委第三轮巡视",))
    assert speaks(twice) == [(ServiceRule.ELSEWHERE, True)]
    assert speaks(twice, PoolPolicy(one_round_at_a_time=False)) == [(ServiceRule.ELSEWHERE, False)]
    assert str(only(twice).sentence) == "王组员同期已编入省委第三轮巡视"


@pytest.mark.parametrize(
    ("grade", "given_on", "expected"),
    [
        (AppraisalGrade.EXCELLENT, date(2026, 12, 1), []),
        (AppraisalGrade.COMPETENT, date(2026, 12, 1), []),
        (AppraisalGrade.BASIC, date(2026, 12, 1), [(ServiceRule.APPRAISED, False)]),
        (AppraisalGrade.UNFIT, date(2025, 3, 2), [(ServiceRule.APPRAISED, True)]),
        (AppraisalGrade.UNFIT, date(2025, 3, 1), []),  # two years ago on the day of entry
    ],
)
def test_whoever_was_found_unfit_is_not_called_again_for_two_years(
    grade: AppraisalGrade, given_on: date, expected: list[tuple[ServiceRule, bool]]
) -> None:
    assert speaks(replace(WANG, appraised=Appraised(grade, given_on))) == expected


def test_where_the_office_says_so_an_appraisal_as_unfit_never_lapses() -> None:
    unfit = replace(WANG, appraised=Appraised(AppraisalGrade.UNFIT, date(2015, 1, 1)))
    assert speaks(unfit, PoolPolicy(unfit_months=0)) == [(ServiceRule.APPRAISED, True)]


def test_training_that_ran_out_is_pointed_out_and_keeps_out_only_where_the_office_says_so() -> None:
    old = replace(WANG, certificates=(Certificate(date(2025, 2, 1)),))
    assert speaks(old) == [(ServiceRule.TRAINED, False)]
    assert speaks(old, PoolPolicy(training_required=True)) == [(ServiceRule.TRAINED, True)]
    assert speaks(old, PoolPolicy(training_months=36)) == []
    assert str(only(old).sentence) == "王组员的培训2027年2月1日已过有效期"
    assert str(only(replace(WANG, certificates=())).sentence) == "王组员没有培训记录"


def test_a_certificate_that_names_its_own_end_counts_until_then() -> None:
    named = replace(WANG, certificates=(Certificate(date(2020, 1, 1), valid_until=STAY.since),))
    assert speaks(named) == []
    ended = replace(WANG, certificates=(Certificate(date(2026, 6, 1), valid_until=date(2026, 12, 31)),))
    assert speaks(ended) == [(ServiceRule.TRAINED, False)]


def test_a_role_must_be_open_to_the_person_and_a_member_may_take_a_clerks_seat() -> None:
    assert check_role("王组员", frozenset({TeamRole.MEMBER}), TeamRole.CLERK) == ()
    (obstacle,) = check_role("王组员", frozenset({TeamRole.MEMBER}), TeamRole.LEADER)
    assert (obstacle.rule, obstacle.blocks) == (ServiceRule.ROLE, True)
    assert str(obstacle.sentence) == "王组员的可任职务中没有组长"


def test_every_rule_that_blocks_whatever_is_settled_names_its_source() -> None:
    named = {ServiceRule.IN_POOL, ServiceRule.AVAILABLE, ServiceRule.APPRAISED, ServiceRule.PROMISED}
    assert {rule for rule in ServiceRule if rule.confirmed} == named
    assert ServiceRule.TRAINED.source == "一般做法"


def test_a_number_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        PoolPolicy(absent_days_most=-1)
    with pytest.raises(ValueError, match="at least one"):
        PoolPolicy(bodies_a_team=0)
