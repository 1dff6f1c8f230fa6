"""The supervision content: what the edition holds, how sums add up, and what is said of a malformed edition."""

from __future__ import annotations

import pytest

from xuncha.domain.data_texts import data_texts
from xuncha.domain.errors import InvalidFile
from xuncha.domain.organisations import UnitKind
from xuncha.domain.taxonomy import default_taxonomy, read_taxonomy

TAXONOMY = default_taxonomy()

SMALL = """edition = "x"
year = 2026
label = "示例"
source = "示例"

[[tag_group]]
code = "g"
label = "组"
tag = [{ code = "t", label = "签" }]

[[focus]]
code = "A"
label = "聚焦一"

[[focus.aspect]]
code = "A1"
label = "方面"
leaf = [
    { code = "A1.1", label = "条目", tags = ["t"] },
]

[[topic]]
kind = "town"
label = "话题"
leaves = ["A1.1"]
"""


def test_four_focuses_with_their_village_wording() -> None:
    assert [focus.code for focus in TAXONOMY.focuses] == ["A", "B", "C", "D"]
    assert TAXONOMY.path("B4.2", UnitKind.VILLAGE)[0] == "聚焦村干部廉洁履职担当和群众反映强烈问题"
    assert TAXONOMY.path("B4.2")[2] == "土地租金未收"


def test_every_kind_of_unit_has_topics_of_its_own() -> None:
    for kind in UnitKind:
        assert TAXONOMY.topics_for(kind), kind


def test_shifted_costs_were_seen_in_print_and_secret_coffers_were_not() -> None:
    assert TAXONOMY.leaf("B1.6").seen
    assert not TAXONOMY.leaf("B2.5").seen


def test_sums_add_up_by_branch() -> None:
    sums = TAXONOMY.sums(["B1.6", "B1.6", "B2.1", "D3.1"])
    assert (sums["B"], sums["B1"], sums["B1.6"], sums["B2"], sums["D"], sums["A"]) == (3, 2, 2, 1, 1, 0)
    assert sum(sums[focus.code] for focus in TAXONOMY.focuses) == 4


def test_a_small_edition_of_ones_own() -> None:
    edition = read_taxonomy(SMALL)
    assert edition.leaf("A1.1").tags == ("t",)
    assert edition.focuses[0].wording(UnitKind.VILLAGE) == "聚焦一"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('year = 2026', 'year = "二"', "own.toml:year：应为年份"),
        ('label = "聚焦一"', 'label = ""', "own.toml:focus[A].label：不能为空，应为文字"),
        ('code = "A1.1"', 'code = "B1.1"', "own.toml:19:focus[A].aspect[A1].leaf[B1.1].code：编码“B1.1”应以上一级编码开头"),
        ('code = "A1"', 'code = "A"', "own.toml:16:focus[A].aspect[A].code：编码重复：A"),
        ('tags = ["t"]', 'tags = ["u"]', "own.toml:19:focus[A].aspect[A1].leaf[A1.1].tags：没有这个标签：u"),
        ('kind = "town"', 'kind = "moon"', "own.toml:23:topic[1].kind：没有这种单位类型：moon"),
        ('leaves = ["A1.1"]', 'leaves = ["A9"]', "own.toml:24:topic[1].leaves：没有这个末级条目：A9"),
    ],
)  # fmt: skip
def test_a_malformed_edition_is_refused_by_line_and_key(before: str, after: str, words: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        read_taxonomy(SMALL.replace(before, after), "own.toml")
    assert str(refused.value) == words


def test_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidFile, match="line 1"):
        read_taxonomy("edition = \nyear = 2026\n", "own.toml")


def test_texts_kept_in_data_reach_the_message_catalogue() -> None:
    assert {"土地租金未收", "营养餐资金", "销号"} <= set(data_texts())
