"""What a proof must be before its bound is believed; that bounds are right is in `tests/properties/test_bounds.py`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.team_round import sound_plan, sound_problem
from xuncha.engines.teams.bound import KINDS, UnsoundProof, cost_at_most, proven_bound
from xuncha.engines.teams.check import check
from xuncha.engines.teams.outcome import Proof, Split

PROBLEM = sound_problem()
ROOT = Path(__file__).resolve().parents[4]

WRONG = {
    "a rule there is not": ("R99|RT", 1),
    "an inspection there is not": ("R1|XX|leader", 1),
    "a role there is not": ("R1|RT|boss", 1),
    "a role there is not in a source row": ("R7|CR1|E|boss", -1),
    "a person there is not": ("R3|nobody", -1),
    "a skill that is not wanted": ("R10|EL|law", 1),
    "a pair that is not apart": ("R12|RT|RT-1|RT-2", -1),
    "an elevated row of a mixed inspection": ("R6|MX1|team", 1),
    "a source in another city": ("R7|CR1|F|share", 1),
    "a source that history forbids": ("R7|CR4|E|share", 1),
    "an arc to a city's own unit": ("R13|CT|S|source", -1),
    "an arc from a city": ("R13|MX1|C|lead", -1),
    "too many parts": ("R3|RT-1|RT|RT", -1),
    "too few parts": ("R2|RT-1", -1),
    "nothing": ("", 1),
    "at most, weighed as at least": ("R3|RT-1", 1),
    "at least, weighed as at most": ("R11|RT|old", -1),
    "too large to add up exactly": ("R3|RT-1", -(10**30)),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_proof_that_proves_nothing_is_refused(name: str) -> None:
    key, multiplier = WRONG[name]
    with pytest.raises(UnsoundProof) as error:
        proven_bound(PROBLEM, Proof({key: multiplier}))
    assert str(error.value)


SPLIT = {
    "a column of nobody": "x|nobody|EL|leader",
    "a column of no role": "x|EL-1|EL|boss",
    "a column of no inspection": "y|XX|E",
    "a column of no county": "a|E|X",
    "a kind of column there is not": "b|E|W",
    "half a column": "x|EL-1",
    "nothing": "",
}


@pytest.mark.parametrize("name", SPLIT)
def test_a_split_by_a_column_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(UnsoundProof):
        proven_bound(PROBLEM, Proof({}, Split(SPLIT[name], Proof(), Proof())))


def test_a_half_without_plans_does_not_count() -> None:
    """People of the next city cannot be the source of a cross inspection here, whatever the proof says of that half."""
    some = Proof({"R1|EL|member": 12_000})
    assert proven_bound(PROBLEM, Proof({}, Split("y|CR1|F", some, Proof()))) == 36
    assert proven_bound(PROBLEM, Proof({}, Split("y|CR1|S", some, Proof()))) == 0


def test_a_bound_beyond_the_dearest_plan_proves_that_there_is_none() -> None:
    lay = replace(PROBLEM, inspectors=tuple(replace(each, skills=frozenset()) for each in PROBLEM.inspectors))
    assert proven_bound(lay, Proof({"R10|RT|law": 10**9})) > cost_at_most(lay)
    assert proven_bound(PROBLEM, Proof({"R10|RT|law": 10**9})) < cost_at_most(PROBLEM)


def test_no_multipliers_prove_that_nothing_costs_less_than_nothing() -> None:
    assert proven_bound(PROBLEM, Proof()) == 0


def test_a_handful_of_multipliers_prove_something() -> None:
    # Each of the three members of EL but those at home in the west (who are out) travels 30 km or more: 12 points.
    bound = proven_bound(PROBLEM, Proof({"R1|EL|member": 12_000}))
    assert bound == 3 * 12
    assert bound <= check(PROBLEM, sound_plan()).objective


def test_the_reference_lists_every_kind_of_row() -> None:
    page = (ROOT / "docs/reference/team-certificate.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(R\d+\|[^`]+)`", page.replace("\\|", "|"))) == set(KINDS)
