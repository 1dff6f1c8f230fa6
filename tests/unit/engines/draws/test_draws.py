"""A small draw, step by step, and everything that can be tampered with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from xuncha.domain.errors import InvalidField, InvalidFile, InvalidFiles, Refused
from xuncha.engines import draws
from xuncha.engines.draws import Candidate, Candidates, Commitment, Reveal

SEED = "0123456789ABCDEFGHJKMNPQRSTVWXYZ01234567"
LIST = Candidates(
    [
        *(Candidate(f"V{n}", "村", f"{n}号村") for n in range(6)),
        *(Candidate(f"W{n}", "窗口", f"{n}号窗") for n in range(3)),
    ]
)
BEACON = "2026年11月26日福彩3D第2026317期"


def a_draw(beacon: str = "") -> tuple[Commitment, Reveal]:
    commitment = draws.commit(LIST, {"村": 2, "窗口": 1}, SEED, title="第1号", beacon=beacon)
    return commitment, draws.reveal(commitment, LIST, SEED, "3 1 7" if beacon else "")


def said(commitment: Commitment, reveal: Reveal, candidates: Candidates = LIST, published: str = "") -> list[str]:
    return [str(each) for each in draws.differences(commitment, commitment.sha256, candidates, reveal, published)]


def test_a_draw_agrees_with_itself_whatever_the_order_of_the_list() -> None:
    commitment, reveal = a_draw()
    assert said(commitment, reveal, Candidates(reversed(LIST)), commitment.sha256) == []
    assert {name: len(ids) for name, ids in reveal.order.items()} == {"村": 6, "窗口": 3}


def test_the_documents_give_back_what_was_written() -> None:
    commitment, reveal = a_draw(BEACON)
    assert draws.read_commitment(draws.commitment_text(commitment), "c") == (commitment, commitment.sha256)
    assert draws.read_reveal(draws.reveal_text(reveal), "r") == reveal


def test_what_is_published_before_holds_neither_seed_nor_names() -> None:
    published = draws.commitment_text(a_draw(BEACON)[0])
    assert SEED not in published
    assert draws.grouped(SEED) not in published
    assert not any(each.id in published or each.name in published for each in LIST)


def test_before_the_reveal_every_candidate_may_still_be_drawn() -> None:
    """Who knows all but the seed, or all but the public value, can exclude nobody."""
    commitment = draws.commit(LIST, {"村": 2, "窗口": 1}, SEED, title="第1号", beacon=BEACON)
    for unknown in ("seed", "value"):
        first = set()
        for n in range(80):
            seed = SEED if unknown == "value" else f"{n:040d}"
            trial = replace(commitment, seed_sha256=draws.seed_digest(seed))
            value = str(n) if unknown == "value" else "317"
            first.add(draws.reveal(trial, LIST, seed, value).order["村"][0])
        assert first == {f"V{n}" for n in range(6)}


def test_a_changed_list_is_caught() -> None:
    commitment, reveal = a_draw()
    renamed = Candidates([replace(LIST[0], name="别的村"), *LIST[1:]])
    assert said(commitment, reveal, renamed) == ["名单与封存时不同：有增删，或编号、分层、名称有改动"]
    shorter = Candidates(LIST[1:])
    assert "分层“村”封存时有6个，名单中有5个" in said(commitment, reveal, shorter)
    further = Candidates([*LIST, Candidate("H1", "农户", "一户")])
    assert "分层“农户”不在封存文件中" in said(commitment, reveal, further)


def test_a_changed_seed_is_caught() -> None:
    commitment, reveal = a_draw()
    other = replace(reveal, seed="Z" * 40)
    assert said(commitment, other) == ["种子与封存时不同：其摘要不是封存文件中的摘要"]


def test_a_changed_order_is_caught() -> None:
    commitment, reveal = a_draw()
    one, two, *rest = reveal.order["村"]
    swapped = replace(reveal, order={**reveal.order, "村": (two, one, *rest)})
    assert said(commitment, swapped) == [f"分层“村”第1位应为{one}，揭晓文件中为{two}"]
    shortened = replace(reveal, order={**reveal.order, "村": (one, two)})
    assert said(commitment, shortened) == ["分层“村”揭晓2个，应为6个"]
    added = replace(reveal, order={**reveal.order, "农户": ("H1",)})
    assert said(commitment, added) == ["分层“农户”不在封存文件中"]


def test_a_changed_size_is_caught() -> None:
    commitment, reveal = a_draw()
    more = replace(commitment, strata=tuple(replace(each, take=each.take + 1) for each in commitment.strata))
    assert said(more, reveal) == ["揭晓文件对应的不是这份封存文件"]
    stated = draws.differences(more, commitment.sha256, LIST, reveal)
    assert str(stated[0]) == "封存文件的内容与其中所写的摘要不符：文件已被改动"
    too_many = replace(commitment, strata=tuple(replace(each, take=9) for each in commitment.strata))
    assert "分层“窗口”抽取9个，超出其3个" in said(too_many, reveal)


def test_all_files_made_anew_are_caught_by_what_was_pinned_to_the_board() -> None:
    pinned = a_draw()[0].sha256
    again = draws.commit(LIST, {"村": 2, "窗口": 1}, "Z" * 40, title="第1号")
    reveal = draws.reveal(again, LIST, "Z" * 40)
    assert said(again, reveal) == []
    (told,) = said(again, reveal, published=pinned)
    assert told.startswith("封存文件的摘要与当初公布的不同")


def test_a_public_value_is_needed_where_one_was_promised_and_nowhere_else() -> None:
    commitment, reveal = a_draw(BEACON)
    with pytest.raises(Refused, match="缺少事先约定的公开数值"):
        draws.reveal(commitment, LIST, SEED)
    assert said(commitment, replace(reveal, beacon_value="3 1 8"))[0].startswith("分层")
    with pytest.raises(Refused, match="事先没有约定公开数值"):
        draws.reveal(a_draw()[0], LIST, SEED, "317")


def test_another_algorithm_is_not_guessed_at() -> None:
    commitment, reveal = a_draw()
    assert "不认识抽取算法“lottery”" in said(replace(commitment, algorithm="lottery"), reveal)


@pytest.mark.parametrize(
    ("take", "told"),
    [
        ({"村": 7}, "名单中有6个，不能抽7个"),
        ({"户": 1}, "名单中有0个"),
        ({"村": 0}, "至少抽一个"),
        ({"村": -1}, "不能抽-1个"),
    ],
)
def test_numbers_the_list_cannot_give(take: dict[str, int], told: str) -> None:
    with pytest.raises(InvalidField, match=told):
        draws.commit(LIST, take, SEED, title="第1号")


def test_a_draw_needs_a_title() -> None:
    with pytest.raises(InvalidField, match="标题"):
        draws.commit(LIST, {"村": 1}, SEED, title=" ")


def test_a_seed_is_read_as_it_was_typed() -> None:
    seed = draws.new_seed()
    assert draws.read_seed(f" {draws.grouped(seed).lower()}\n") == seed
    assert draws.read_seed("O" + "I" * 20 + "L" * 19) == "0" + "1" * 39
    for wrong, told in (("ABC", "应为40个字符，现有3个"), ("U" * 40, "不能含有“U”")):
        with pytest.raises(InvalidField, match=told):
            draws.read_seed(wrong)


def test_a_list_is_read_with_chinese_or_english_heads(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('乡镇,编号,名称,分层\n东,V1,"上,河村",村\n\n西,V2, 下河村 ,村\n'.encode("gb18030"))
    assert draws.read_candidates(path) == (Candidate("V1", "村", "上,河村"), Candidate("V2", "村", "下河村"))
    path.write_text("id,stratum,name\nV1,村,上河村\n", encoding="utf-8-sig")
    assert draws.read_candidates(path) == (Candidate("V1", "村", "上河村"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("编号,名称\nV1,村\n", "list.csv:1：缺少列：stratum"),
        ("编号,分层,名称\n", "名单是空的"),
        ("编号,分层,名称\nV1,村,\nV1,村,乙\n", "list.csv:2:name：不能为空\nlist.csv:3:id：与第2行的编号相同：V1"),
        (f"编号,分层,名称\nV1,村,{'长' * 201}\n", "list.csv:2:name：最多200个字符"),
        ('编号,分层,名称\nV1,村,"上\n', "引号不成对"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile, match=told):
        draws.read_candidates(tmp_path / "list.csv")


def test_every_flaw_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("编号,分层,名称\n,,\nV1,,\n", encoding="utf-8")
    with pytest.raises(InvalidFiles) as caught:
        draws.read_candidates(tmp_path / "list.csv")
    assert len(caught.value.flaws) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "xuncha-draw-commitment/9"}, "format：应为“xuncha-draw-commitment/1”"),
        ({"title": None}, "title：缺少这个字段"),
        ({"strata": [{"name": "村", "candidates": True, "take": 1}]}, "candidates：缺少这个字段"),
        ({"strata": ["村"]}, "应为字段和值"),
        ({"more": 1}, "more：不认识这个字段"),
        ({"title": "\ud800"}, "不是有效的 JSON"),
    ],
)
def test_a_commitment_file_that_is_none_is_refused(change: dict[str, object], told: str) -> None:
    found = json.loads(draws.commitment_text(a_draw()[0])) | change
    with pytest.raises(InvalidFile, match=told):
        draws.read_commitment(json.dumps(found), "c.json")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": "ABC"}, "r.json:seed：种子：应为40个字符"),
        ({"strata": [{"name": "村", "order": [1]}]}, "order：应为编号的列表"),
        ({"format": "xuncha-draw-commitment/1"}, "format"),
    ],
)
def test_a_reveal_file_that_is_none_is_refused(change: dict[str, object], told: str) -> None:
    found = json.loads(draws.reveal_text(a_draw()[1])) | change
    with pytest.raises(InvalidFile, match=told):
        draws.read_reveal(json.dumps(found), "r.json")


def test_text_that_is_no_json_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidFile, match="c.json:2:2"):
        draws.read_commitment("{\n}}", "c.json")
    with pytest.raises(InvalidFile, match="不是有效的 JSON"):
        draws.read_commitment("[" * 100_000, "c.json")
