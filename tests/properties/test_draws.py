"""Draws: against a second reading of the format's page, fair, and with no change unnoticed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from itertools import combinations, product
from math import comb

from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2

from xuncha.domain.draws import allocate
from xuncha.domain.errors import InvalidField, InvalidFile
from xuncha.engines import draws
from xuncha.engines.draws import Candidate, Candidates, Commitment, Reveal

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6)
SEEDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=40, max_size=40)
SIZES = st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 6), min_size=1, max_size=3)


@st.composite
def small_draws(draw: st.DrawFn) -> tuple[Commitment, Candidates, Reveal]:
    ids = draw(st.lists(NAMES, min_size=1, max_size=9, unique=True))
    found = Candidates(Candidate(each, draw(st.sampled_from(["高", "低"])), draw(NAMES)) for each in ids)
    take = {name: draw(st.integers(0, size)) for name, size in found.sizes.items()}
    assume(any(take.values()))
    seed, beacon = draw(SEEDS), draw(st.sampled_from(["", "某日收盘指数"]))
    commitment = draws.commit(found, take, seed, title=draw(NAMES), beacon=beacon)
    return commitment, found, draws.reveal(commitment, found, seed, "3021.5" if beacon else "")


def by_the_page(commitment: str, rows: list[list[str]], seed: str, value: str) -> dict[str, list[str]]:
    """The draw as `docs/reference/draw-files.md` tells a stranger to run it: nothing but SHA-256 and HMAC."""
    stated = json.loads(commitment)
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    digest = stated.pop("commitment_sha256")
    assert hashlib.sha256(json.dumps(stated, sort_keys=True, **compact).encode()).hexdigest() == digest  # type: ignore[arg-type]
    assert hashlib.sha256(json.dumps(sorted(rows), **compact).encode()).hexdigest() == stated["candidates_sha256"]  # type: ignore[arg-type]
    assert hashlib.sha256(seed.encode()).hexdigest() == stated["seed_sha256"]
    key = hmac.new(seed.encode(), (digest + "\n" + value).encode(), hashlib.sha256).digest()
    tickets = sorted((hmac.new(key, row[0].encode(), hashlib.sha256).hexdigest(), row[0], row[1]) for row in rows)
    return {each["name"]: [row for _, row, name in tickets if name == each["name"]] for each in stated["strata"]}


@given(small_draws())
def test_whoever_follows_the_page_gets_the_same_draw(drawn: tuple[Commitment, Candidates, Reveal]) -> None:
    commitment, found, reveal = drawn
    rows = [[each.id, each.stratum, each.name] for each in found]
    text = draws.commitment_text(commitment)
    right = by_the_page(text, rows, reveal.seed, reveal.beacon_value)
    assert {name: list(ids) for name, ids in reveal.order.items()} == right
    assert draws.differences(commitment, commitment.sha256, found, reveal, commitment.sha256) == ()


@given(small_draws(), st.data())
def test_no_change_of_a_published_file_goes_unnoticed(
    drawn: tuple[Commitment, Candidates, Reveal], data: st.DataObject
) -> None:
    """One character of one file replaced: the file is refused, or the difference is said."""
    commitment, found, reveal = drawn
    texts = {"c": draws.commitment_text(commitment), "r": draws.reveal_text(reveal)}
    name = data.draw(st.sampled_from(sorted(texts)))
    at = data.draw(st.integers(0, len(texts[name]) - 1))
    text = texts[name][:at] + data.draw(st.characters(exclude_categories=["Cs"])) + texts[name][at + 1 :]
    texts[name] = text
    try:
        changed, stated = draws.read_commitment(texts["c"], "c")
        revealed = draws.read_reveal(texts["r"], "r")
    except InvalidFile:
        return
    same = (changed, stated, revealed) == (commitment, commitment.sha256, reveal)  # a blank for a line's end, O for 0
    assert same == (not draws.differences(changed, stated, found, revealed, commitment.sha256))


@given(small_draws(), st.data())
def test_no_change_of_the_list_goes_unnoticed(
    drawn: tuple[Commitment, Candidates, Reveal], data: st.DataObject
) -> None:
    commitment, found, reveal = drawn
    row = data.draw(st.sampled_from(list(found)))
    values = {"id": row.id, "stratum": row.stratum, "name": row.name}
    column = data.draw(st.sampled_from(sorted(values)))
    other = Candidate(**values | {column: data.draw(NAMES)})
    rest = [each for each in found if each != row]
    assume(other != row)
    assume(other.id not in {each.id for each in rest})
    for changed in (
        Candidates([*rest, other]),
        Candidates(rest),
        Candidates([*found, Candidate("新" * 7, "高", "增")]),
    ):
        assert draws.differences(commitment, commitment.sha256, changed, reveal)


@given(SIZES, st.integers(1, 18), st.integers(0, 3))
def test_an_allocation_is_the_nearest_to_proportion_there_is(sizes: dict[str, int], total: int, least: int) -> None:
    everything = sum(sizes.values())
    ways = [
        way for way in product(*(range(min(least, size), size + 1) for size in sizes.values())) if sum(way) == total
    ]
    try:
        found = allocate(sizes, total, least)
    except InvalidField:
        assert not ways
        return

    def off(way: tuple[int, ...]) -> int:
        shares = zip(way, sizes.values(), strict=True)
        return sum((each * everything - total * size) ** 2 for each, size in shares)

    assert tuple(found.values()) in ways
    assert off(tuple(found.values())) == min(map(off, ways))


def test_every_choice_of_a_stratum_is_as_likely_as_every_other() -> None:
    """Chi-square over all 3-out-of-6 choices and 3,000 fixed seeds; a fair draw fails one time in ten thousand."""
    found = Candidates(Candidate(str(n), "甲", str(n)) for n in range(6))
    trials, kinds = 3_000, comb(6, 3)
    drawn: Counter[tuple[str, ...]] = Counter()
    for n in range(trials):
        seed = f"{n:040d}"
        commitment = draws.commit(found, {"甲": 3}, seed, title="均匀")
        drawn[tuple(sorted(draws.reveal(commitment, found, seed).order["甲"][:3]))] += 1
    expected = trials / kinds
    statistic = sum((drawn[each] - expected) ** 2 / expected for each in combinations("012345", 3))
    assert statistic < chi2.ppf(1 - 1e-4, kinds - 1)
