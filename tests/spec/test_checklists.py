"""Checklists: the lower the level, the more concrete; no two kinds of unit get one list."""

from __future__ import annotations

from itertools import combinations

from xuncha.domain.checklists import COMMON_LEAVES, TRAIT_LEAVES, EarlierFinding, ItemOrigin, UnitTrait, covered, tailor
from xuncha.domain.organisations import UnitKind
from xuncha.domain.taxonomy import default_taxonomy

TAXONOMY = default_taxonomy()


def test_two_units_of_different_kind_get_different_lists() -> None:
    lists = {kind: {(item.leaf, item.topic) for item in tailor(TAXONOMY, kind)} for kind in UnitKind}
    for one, other in combinations(UnitKind, 2):
        assert lists[one] != lists[other]


def test_every_item_says_why_it_is_there() -> None:
    for item in tailor(TAXONOMY, UnitKind.SCHOOL, [UnitTrait.CANTEEN]):
        assert item.reasons
        assert all(str(reason) for reason in item.reasons)


def test_a_bureau_with_subordinates_is_asked_about_shifted_costs() -> None:
    items = {item.leaf: item for item in tailor(TAXONOMY, UnitKind.BUREAU, [UnitTrait.HAS_SUBORDINATES])}
    assert items["B1.6"].origin is ItemOrigin.FACT
    assert "该单位有下属单位，可能转嫁费用" in [str(reason) for reason in items["B1.6"].reasons]


def test_an_earlier_finding_comes_first() -> None:
    first = tailor(TAXONOMY, UnitKind.TOWN, earlier=[EarlierFinding("C2.3", "超编12人", 2024)])[0]
    assert (first.leaf, first.origin) == ("C2.3", ItemOrigin.EARLIER)
    assert str(first.reasons[0]) == "2024年已发现：超编12人，核对整改情况"


def test_every_list_looks_at_all_four_focuses() -> None:
    for kind in UnitKind:
        assert {item.leaf[0] for item in tailor(TAXONOMY, kind)} == {"A", "B", "C", "D"}


def test_every_trait_and_common_item_leads_to_a_leaf_of_the_edition() -> None:
    leaves = {leaf for trait in UnitTrait for leaf in TRAIT_LEAVES[trait]} | set(COMMON_LEAVES)
    assert leaves <= set(TAXONOMY.branches)


def test_the_share_covered() -> None:
    items = tailor(TAXONOMY, UnitKind.VILLAGE)
    assert covered(items, []) == 0
    assert covered(items, [item.leaf for item in items]) == 1
    assert covered((), []) == 1
