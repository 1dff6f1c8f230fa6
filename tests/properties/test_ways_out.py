"""Why there is no plan: what is offered helps, and nothing smaller of its kind would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given

from tests.properties.every_plan import cheapest
from tests.properties.small_rounds import small_rounds
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.outcome import Stop, WayOut
from xuncha.engines.teams.problem import Inspector, Problem
from xuncha.engines.teams.solve import solve
from xuncha.engines.teams.solve.attempts import only

TO_THE_END = Stop(gap=0.0, seconds=60.0)


@given(small_rounds())
def test_a_limit_eased_as_offered_makes_a_plan_possible_and_one_step_less_does_not(problem: Problem) -> None:
    for way in _ways_out(problem):
        if way.code in ("raise", "lower"):
            limit, to = str(way.values["limit"]), int(way.values["to"])
            step = 1 if way.code == "raise" else -1
            assert cheapest(_eased(problem, limit, to)) is not None
            assert cheapest(_eased(problem, limit, to - step)) is None


@given(small_rounds())
def test_the_people_to_borrow_make_a_plan_possible_and_one_fewer_do_not(problem: Problem) -> None:
    ways = _ways_out(problem)
    loans = [way for way in ways if way.code == "lend"]
    assume(loans)
    (total,) = [way for way in ways if way.code == "borrow"]
    assert total.values["count"] == total.values["least"] == sum(int(way.values["count"]) for way in loans)
    guests = [_guest(way, number) for way in loans for number in range(int(way.values["count"]))]
    assert cheapest(_with(problem, guests)) is not None
    for left_out in range(len(guests)):
        assert cheapest(_with(problem, guests[:left_out] + guests[left_out + 1 :])) is None


@given(small_rounds())
def test_there_is_always_a_way_out_and_where_nobody_could_help_inspections_to_leave_out(problem: Problem) -> None:
    ways = _ways_out(problem)
    assert ways
    for way in ways:
        if way.code == "postpone":
            out = str(way.values["inspections"]).split(";")
            assert 1 <= int(way.values["least"]) <= len(out) == way.values["count"]
            rest = solve(only(problem, {each.id for each in problem.inspections} - set(out)), TO_THE_END)
            assert rest.plan is not None or "postpone" not in {each.code for each in rest.explanation.ways_out}


def _ways_out(problem: Problem) -> tuple[WayOut, ...]:
    outcome = solve(problem, TO_THE_END)
    assume(outcome.explanation is not None)
    assert outcome.explanation is not None
    assert outcome.explanation.clash
    return outcome.explanation.ways_out


def _eased(problem: Problem, limit: str, to: int) -> Problem:
    return replace(problem, policy=replace(problem.policy, **{limit: to}))


def _guest(way: WayOut, number: int) -> Inspector:
    """Somebody from the place named who brings the role, the skills and experience."""
    home, role, skills = (str(way.values[name]) for name in ("home", "role", "skill"))
    name = f"loan-{way.values['inspection']}-{home}-{role}-{skills}-{number}"
    return Inspector(name, "", home, frozenset({TeamRole(role)}), frozenset(filter(None, skills.split(";"))), 1, 3)


def _with(problem: Problem, guests: list[Inspector]) -> Problem:
    return replace(problem, inspectors=(*problem.inspectors, *guests))
