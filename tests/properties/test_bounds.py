"""The verifier of bounds: agrees with the relaxation written out in full, and is never above what the cheapest plan costs."""

from __future__ import annotations

from math import ceil
from operator import mul

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.properties.every_plan import cheapest
from tests.properties.relaxation_in_full import Relaxation
from tests.properties.small_rounds import small_rounds
from xuncha.engines.teams.bound import cost_at_most, proven_bound
from xuncha.engines.teams.outcome import Proof, Split
from xuncha.engines.teams.plan import Forbidden, Pin, Wishes
from xuncha.engines.teams.problem import Problem


def proofs(relaxation: Relaxation, splits: int) -> SearchStrategy[Proof]:
    """Any multipliers of the right sign, and so many splits below one another."""
    signs = {"=": (-1, 1), "<=": (-1,), ">=": (1,)}
    rows = st.lists(st.sampled_from(sorted(relaxation.rows)), max_size=15, unique=True)

    def weighed(keys: list[str]) -> SearchStrategy[dict[str, int]]:
        kinds = {key: signs[relaxation.rows[key].sense] for key in keys}
        return st.fixed_dictionaries(
            {key: st.builds(mul, st.integers(0, 80_000), st.sampled_from(kind)) for key, kind in kinds.items()}
        )

    multipliers = rows.flatmap(weighed)
    if not splits:
        return st.builds(Proof, multipliers)
    column = st.sampled_from(sorted(map("|".join, relaxation.cost)))
    part = proofs(relaxation, splits - 1)
    return st.builds(Proof, multipliers) | st.builds(Proof, multipliers, st.builds(Split, column, part, part))


@given(small_rounds(), st.data())
def test_any_proof_proves_what_rows_and_columns_in_full_say(problem: Problem, data: st.DataObject) -> None:
    relaxation = Relaxation(problem)
    assume(relaxation.cost)
    proof = data.draw(proofs(relaxation, splits=3))
    assert proven_bound(problem, proof) == min(relaxation.bound(proof), cost_at_most(problem) + 1)


@given(small_rounds(), st.data())
def test_splitting_proves_more_but_never_more_than_the_cheapest_plan(problem: Problem, data: st.DataObject) -> None:
    relaxation, best = Relaxation(problem), cheapest(problem)
    whole = relaxation.best_proof()
    assume(whole is not None and best is not None)
    column = data.draw(st.sampled_from(sorted(relaxation.cost)))
    parts = [relaxation.best_proof({column: value}) for value in (0, 1)]
    zero, one = (whole[1] if part is None else part[1] for part in parts)
    proof = Proof({}, Split("|".join(column), zero, one))
    assert whole[0] - 1 <= proven_bound(problem, proof) <= best.objective


@given(small_rounds())
def test_the_best_multipliers_prove_nearly_the_relaxation_and_never_more_than_the_cheapest_plan(
    problem: Problem,
) -> None:
    relaxation = Relaxation(problem)
    found, best = relaxation.best_proof(), cheapest(problem)
    if found is None:
        assert best is None
        return
    value, proof = found
    bound = proven_bound(problem, proof)
    assert ceil(value - 1) <= bound
    assert best is None or bound <= best.objective


@given(small_rounds(), st.data())
def test_wishes_raise_the_bound_but_not_above_the_cheapest_plan_that_keeps_them(
    problem: Problem, data: st.DataObject
) -> None:
    first = cheapest(problem)
    assume(first is not None and first.rows)
    row = data.draw(st.sampled_from(first.rows))
    forbidden = Forbidden(row.inspector, data.draw(st.sampled_from((None, row.inspection))))
    second = cheapest(problem, Wishes(forbidden=(forbidden,)))
    if second is None:
        return
    kept = data.draw(st.sampled_from(second.rows))
    pin = Pin(kept.inspection, data.draw(st.sampled_from((None, kept.role))), kept.inspector)
    wishes = Wishes((pin,), (forbidden,))
    _value, proof = Relaxation(problem, wishes).best_proof() or (0, Proof())
    assert proven_bound(problem, proof) <= proven_bound(problem, proof, wishes) <= second.objective
