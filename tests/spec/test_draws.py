"""Draws: how many of each stratum."""

from __future__ import annotations

import pytest

from xuncha.domain.draws import allocate
from xuncha.domain.errors import InvalidField


class TestAllocation:
    """In proportion to size, with a least number, as many as asked for in all."""

    def test_in_proportion(self) -> None:
        assert allocate({"村": 60, "窗口": 30, "农户": 10}, 10) == {"村": 6, "窗口": 3, "农户": 1}

    def test_what_proportion_leaves_over_goes_where_most_is_missing(self) -> None:
        assert allocate({"村": 5, "窗口": 3, "农户": 2}, 4) == {"村": 2, "窗口": 1, "农户": 1}

    def test_a_least_number_is_kept_even_for_a_small_stratum(self) -> None:
        assert allocate({"高": 90, "低": 10}, 10, least=2) == {"高": 8, "低": 2}

    def test_a_stratum_smaller_than_the_least_number_is_taken_whole(self) -> None:
        assert allocate({"高": 90, "低": 1}, 10, least=2) == {"高": 9, "低": 1}

    def test_equal_claims_go_by_name(self) -> None:
        assert allocate({"乙": 1, "甲": 1}, 1) == {"乙": 1, "甲": 0}

    @pytest.mark.parametrize("total", [0, 101])
    def test_no_more_than_there_are_and_at_least_one(self, total: int) -> None:
        with pytest.raises(InvalidField, match=f"抽取数量：应在1和100之间：{total}"):
            allocate({"村": 100}, total)

    def test_least_numbers_that_do_not_fit(self) -> None:
        with pytest.raises(InvalidField, match="每层至少2个，共需4个，多于抽取数量3"):
            allocate({"村": 10, "窗口": 10}, 3, least=2)
