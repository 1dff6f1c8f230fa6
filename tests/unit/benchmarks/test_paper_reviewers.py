"""Papers and reviewers stated as a team problem keep their optimum."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.paper_reviewers import SCALE, ReviewerSet, as_problem, exact, read, synthetic
from benchmarks.teams import highs
from benchmarks.teams.found import Limits
from xuncha.engines.teams.check import check
from xuncha.engines.teams.plan import Plan


def reviewers(seed: int) -> ReviewerSet:
    rng = np.random.default_rng(seed)
    return ReviewerSet("small", rng.uniform(-1, 1, (9, 6)), loads=rng.integers(2, 4, 9), reviews=rng.integers(1, 4, 6))


@pytest.mark.parametrize("seed", range(5))
def test_the_team_problem_has_the_optimum_of_the_flow(seed: int) -> None:
    given = reviewers(seed)
    problem = as_problem(given)
    found = highs.solve(problem, Limits(gap=0, seconds=30), lambda _objective, _bound: None)
    assert found.objective == exact(given)
    assert check(problem, Plan(found.assignments)).violations == ()


def test_the_best_reviewer_of_each_paper_is_found_where_loads_leave_room() -> None:
    given = reviewers(1)
    alone = ReviewerSet("alone", given.scores, np.full(9, 6), np.ones(6, dtype=int))
    best = (given.scores.max() - given.scores.max(axis=0)).sum() * SCALE
    assert exact(alone) == pytest.approx(best, abs=6)


def test_too_little_room_is_said() -> None:
    given = reviewers(1)
    with pytest.raises(SystemExit, match="may take"):
        exact(ReviewerSet("full", given.scores, np.zeros(9, dtype=int), given.reviews))


def test_a_set_is_read_from_each_of_its_forms(tmp_path: Path) -> None:
    given = reviewers(2)
    for part, values in (("scores", given.scores), ("loads", given.loads.astype(float)), ("covs", given.reviews)):
        np.save(tmp_path / f"{part}.npy", values)
    np.savez(tmp_path / "one.npz", mask=np.zeros(3), similarity_matrix=given.scores)
    np.savetxt(tmp_path / "one.csv", given.scores, delimiter=",")
    folder = read(tmp_path, load=0, reviews=0)
    assert (folder.loads == given.loads).all()
    assert (folder.reviews == given.reviews).all()
    for name in ("scores.npy", "one.npz", "one.csv"):
        one = read(tmp_path / name, load=6, reviews=3)
        assert np.allclose(one.scores, given.scores)
        assert (set(one.loads), set(one.reviews)) == ({6}, {3})


def test_a_synthetic_set_has_the_size_of_the_published_one() -> None:
    given = synthetic("midl", 1)
    assert given.scores.shape == (177, 118)
    assert (given.scores == synthetic("midl", 1).scores).all()
