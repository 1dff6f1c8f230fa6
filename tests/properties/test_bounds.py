"""The verifier of bounds: agrees with the relaxation written out in full, and is never above what the cheapest plan costs."""

from __future__ import annotations

from math import ceil

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.every_plan import cheapest
from tests.properties.relaxation_in_full import Relaxation
from tests.properties.small_rounds import small_rounds
from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Forbidden, Pin, Wishes
from xuncha.engines.teams.problem import Problem


@given(small_rounds(), st.data())
def test_any_multipliers_prove_what_the_rows_in_full_say(problem: Problem, data: st.DataObject) -> None:
    relaxation = Relaxation(problem)
    signs = {"=": (-1, 1), "<=": (-1,), ">=": (1,)}
    keys = data.draw(st.lists(st.sampled_from(sorted(relaxation.rows)), max_size=25, unique=True))
    size = st.integers(0, 80_000)
    proof = Proof(
        {key: data.draw(size) * data.draw(st.sampled_from(signs[relaxation.rows[key].sense])) for key in keys}
    )
    assert proven_bound(problem, proof) == relaxation.bound(proof)


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
