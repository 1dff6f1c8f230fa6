"""What the benchmark writes down is what happened, and a plan that breaks a rule does not pass."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.teams.chart import draw
from benchmarks.teams.figures import summary
from benchmarks.teams.measuring import Run, Task, held_against, measure


def task(way: str = "ours", seed: int = 1) -> Task:
    return Task(way, "county", seed, gap=0.001, seconds=20, threads=2)


def run(way: str, *moments: tuple[float, int | None, int]) -> Run:
    _at, objective, bound = moments[-1]
    return Run(task(way), "feasible", objective, bound, seconds=20, moments=list(moments))


def test_a_run_in_its_own_process_is_timed_weighed_and_checked() -> None:
    measured = measure(task("highs", seed=3))
    assert (measured.status, measured.objective, measured.checked) == ("optimal", measured.bound, [])
    assert 0 < measured.seconds < 20
    assert measured.peak_mb > 20
    assert measured.moments[-1][1:] == (measured.objective, measured.bound)


def test_a_plan_with_an_empty_chair_or_another_objective_than_said_is_held_against_a_run() -> None:
    wrong = held_against(Run(task(), objective=0), [["U001-001", "leader", "R001-0001"]])
    assert any(line.startswith("R1") for line in wrong)
    assert wrong[-1].startswith("objective 0 said")


def test_a_gap_is_reached_by_ones_own_bound_or_by_the_best_bound_of_all() -> None:
    ours, other = summary(
        [run("ours", (1, None, 90), (2, 100, 90), (3, 100, 96)), run("highs", (4, 100, 0), (5, 100, 99))]
    )
    assert (ours["first_plan_at"], ours["own_gap"], ours["gap_to_best_bound"]) == (2, 0.04, 0.01)
    assert ours["seconds_to_own_gap"] == {"0.05": 3, "0.01": None, "0.001": None}
    assert ours["seconds_to_gap_of_best_bound"] == {"0.05": 2, "0.01": 2, "0.001": None}
    assert other["seconds_to_gap_of_best_bound"]["0.01"] == 4


def test_problems_are_not_mixed_up() -> None:
    first, second = run("ours", (1, 100, 90)), run("ours", (1, 100, 95))
    second.task = task(seed=2)
    assert [row["best_bound"] for row in summary([first, second])] == [90, 95]


def test_the_chart_has_a_line_for_who_found_a_plan_and_says_who_did_not() -> None:
    rows = summary([run("ours", (1, 100, 90), (2, 100, 99)), run("cp-sat", (3, None, 50))])
    picture = ElementTree.fromstring(draw(rows))
    words = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    lines = [element for element in picture.iter("{http://www.w3.org/2000/svg}path") if element.get("fill") == "none"]
    assert "cp-sat: no plan in time" in words
    assert len(lines) == 1
