"""The solver against every plan there is: the same optimum, honest bounds, no false despair."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.every_plan import Found, cheapest, given_up
from tests.properties.small_rounds import small_rounds
from xuncha.engines.teams.bound import cost_at_most, proven_bound
from xuncha.engines.teams.check import check
from xuncha.engines.teams.outcome import Outcome, Status, Stop
from xuncha.engines.teams.plan import Forbidden, Pin, Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.solve import solve

TO_THE_END = Stop(gap=0.0, seconds=60.0)


def search(problem: Problem, wishes: Wishes | None = None, seed: int = 1) -> Outcome:
    return solve(problem, TO_THE_END, seed, wishes or Wishes())


def assert_right(problem: Problem, wishes: Wishes, outcome: Outcome, best: Found | None) -> None:
    """What an outcome says is true, and nothing is cheaper."""
    if best is None:
        assert (outcome.status, outcome.plan, outcome.objective) == (Status.INFEASIBLE, None, None)
        return
    assert outcome.plan is not None
    checked = check(problem, outcome.plan, wishes)
    assert checked.violations == ()
    assert checked.objective == outcome.objective
    weighed = checked.objective + wishes.change_cost * given_up(wishes.keep, outcome.plan)
    assert weighed == best.weighed
    assert outcome.bound <= checked.objective
    assert outcome.bound <= proven_bound(problem, outcome.proof, wishes)
    assert outcome.status in ((Status.OPTIMAL,) if outcome.bound == outcome.objective else (Status.FEASIBLE,))


@given(small_rounds())
def test_the_optimum_is_that_of_every_plan_tried(problem: Problem) -> None:
    assert_right(problem, Wishes(), search(problem), cheapest(problem))


@given(small_rounds(), st.data())
def test_pins_and_forbidden_people_are_kept_to_at_the_least_cost(problem: Problem, data: st.DataObject) -> None:
    best = cheapest(problem)
    assume(best is not None and best.rows)
    row, other = data.draw(st.sampled_from(best.rows)), data.draw(st.sampled_from(problem.inspectors))
    forbidden = Forbidden(row.inspector, data.draw(st.sampled_from((None, row.inspection))))
    pin = Pin(row.inspection, data.draw(st.sampled_from((None, row.role))), other.id)
    wishes = data.draw(
        st.sampled_from((Wishes(forbidden=(forbidden,)), Wishes(pins=(pin,)), Wishes((pin,), (forbidden,))))
    )
    assert_right(problem, wishes, search(problem, wishes), cheapest(problem, wishes))


@given(small_rounds(), st.integers(1, 200))
def test_somebody_falls_ill_and_as_little_as_pays_is_changed(problem: Problem, change_cost: int) -> None:
    best = cheapest(problem)
    assume(best is not None and best.rows)
    ill = best.rows[0].inspector
    keep = Plan(tuple(row for row in best.rows if row.inspector != ill))
    wishes = Wishes(forbidden=(Forbidden(ill),), keep=keep, change_cost=change_cost)
    assert_right(problem, wishes, search(problem, wishes), cheapest(problem, wishes))


@given(small_rounds())
def test_where_there_is_no_plan_the_proof_shows_it(problem: Problem) -> None:
    outcome = search(problem)
    if outcome.status is Status.INFEASIBLE:
        assert proven_bound(problem, outcome.proof) > cost_at_most(problem)


@given(small_rounds())
def test_the_same_seed_gives_the_same_plan(problem: Problem) -> None:
    assert search(problem, seed=7).plan == search(problem, seed=7).plan


@given(small_rounds())
def test_a_search_told_to_stop_at_once_still_says_nothing_untrue(problem: Problem) -> None:
    outcome = solve(problem, Stop(gap=0.0, seconds=60.0, asked=lambda: True))
    best = cheapest(problem)
    if outcome.plan is not None:
        assert check(problem, outcome.plan).violations == ()
    if best is not None:
        assert outcome.status is not Status.INFEASIBLE
        assert outcome.bound <= best.objective
    assert outcome.bound <= proven_bound(problem, outcome.proof) or outcome.status is Status.INFEASIBLE
