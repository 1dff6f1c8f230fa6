"""`xuncha teams solve`: every way it can end, what it leaves behind then, and what it never touches."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.team_round import PLACES, person
from xuncha.config import command, team_search
from xuncha.config.command import Exit
from xuncha.domain.modes import Family
from xuncha.engines.teams.outcome import Outcome, Proof, Status, Stop
from xuncha.engines.teams.plan import Plan
from xuncha.engines.teams.problem import Inspection, Problem, Tie
from xuncha.engines.teams.reading import PROBLEM_FILES, read_plan
from xuncha.engines.teams.writing import write_problem

PEOPLE = tuple(person(f"p{number}", home) for number, home in enumerate("WWWEEE"))
TEAM = Inspection("i", "水务局", "W", Family.ROUTINE, 1, 1, 1, 0)
KNOWN = Tie("p0", "i", 300)
PROBLEM = Problem(PLACES, PEOPLE, (TEAM,), (KNOWN,))
"""Three from here and three from the east; the cheapest team has two from here, for the third is well known."""


def solve(problem: Path, out: Path, *words: object) -> int:
    return command.main(["teams", "solve", str(problem), "--out", str(out), *map(str, words)])


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    """The problem in files."""
    write_problem(PROBLEM, tmp_path / "problem")
    return tmp_path / "problem"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the plan is to be written; not there yet."""
    return tmp_path / "plan"


def people(out: Path) -> set[str]:
    return {row.inspector for row in read_plan(out / "plan.csv", PROBLEM)}


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestSolved:
    """Exit 0."""

    def test_the_plan_and_its_certificate_are_there_and_pass_the_check(self, problem: Path, out: Path) -> None:
        assert solve(problem, out) == Exit.DONE
        assert files(out) == {"plan.csv", "certificate.json"}
        assert command.main(["teams", "check", str(problem), str(out)]) == Exit.DONE
        assert len(people(out) & {"p1", "p2"}) == 2

    def test_the_same_seed_writes_the_same_plan(self, problem: Path, out: Path) -> None:
        plans = []
        for _ in range(2):
            assert solve(problem, out, "--seed", 5) == Exit.DONE
            plans.append((out / "plan.csv").read_bytes())
        assert plans[0] == plans[1]

    def test_pins_and_forbidden_people_are_kept_to_and_lie_beside_the_plan(
        self, problem: Path, out: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "pins.csv").write_text("inspection,role,inspector\ni,leader,p0\n", encoding="utf-8")
        (tmp_path / "forbid.csv").write_text("inspector,inspection\np1,\n", encoding="utf-8")
        wishes = ("--pin", tmp_path / "pins.csv", "--forbid", tmp_path / "forbid.csv")
        assert solve(problem, out, *wishes) == Exit.DONE
        assert files(out) == {"plan.csv", "certificate.json", "pins.csv", "forbid.csv"}
        assert {"p0", "p2"} <= people(out)
        assert command.main(["teams", "check", str(problem), str(out)]) == Exit.DONE

    @pytest.mark.parametrize("old", ["", "plan.csv"])
    def test_from_a_plan_that_has_lost_somebody_the_others_stay(
        self, problem: Path, out: Path, tmp_path: Path, old: str
    ) -> None:
        (tmp_path / "old").mkdir()
        rows = ["inspection,role,inspector", "i,leader,p3", "i,deputy,p4", "i,liaison,gone"]
        (tmp_path / "old" / "plan.csv").write_text("\n".join(rows), encoding="utf-8")
        assert solve(problem, out, "--from", tmp_path / "old" / old, "--change-cost", 1000) == Exit.DONE
        assert {"p3", "p4"} < people(out)

    def test_progress_is_told_line_by_line(self, problem: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert solve(problem, out, "--progress") == Exit.DONE
        assert " s] " in capsys.readouterr().err

    def test_an_earlier_plan_is_replaced_whole(self, problem: Path, out: Path) -> None:
        assert solve(problem, out) == Exit.DONE
        (out / "explanation.json").write_text("{}")
        assert solve(problem, out) == Exit.DONE
        assert files(out) == {"plan.csv", "certificate.json"}

    def test_interrupted_once_it_stops_and_keeps_what_it_has(
        self, problem: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def find_then_wait(*words: object) -> Outcome:
            outcome = search(*words)  # type: ignore[arg-type]
            os.kill(os.getpid(), signal.SIGINT)
            assert outcome.stop.asked()
            return outcome

        search = team_search.solve
        monkeypatch.setattr(team_search, "solve", find_then_wait)
        assert solve(problem, out) == Exit.DONE
        assert files(out) == {"plan.csv", "certificate.json"}


class TestNotSolved:
    """Exit 1, 2 and 3."""

    def test_impossible(self, out: Path, tmp_path: Path) -> None:
        write_problem(replace(PROBLEM, inspectors=PEOPLE[1:3], ties=()), tmp_path / "problem")
        assert solve(tmp_path / "problem", out) == Exit.PROVEN_IMPOSSIBLE
        assert "plan.csv" not in files(out)
        assert json.loads((out / "certificate.json").read_text(encoding="utf-8"))["status"] == "infeasible"
        assert command.main(["teams", "check", str(tmp_path / "problem"), str(out)]) == Exit.PROVEN_IMPOSSIBLE

    def test_nothing_found_in_time(self, problem: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        answer(monkeypatch, Outcome(Status.UNKNOWN, None, None, 0, Proof(), 1.0, 1, Stop()))
        assert solve(problem, out) == Exit.NOT_FOUND_IN_TIME
        assert not out.exists()

    def test_a_plan_that_breaks_a_rule_is_never_written(
        self, problem: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer(monkeypatch, Outcome(Status.OPTIMAL, Plan(()), 0, 0, Proof(), 1.0, 1, Stop()))
        assert solve(problem, out) == Exit.CHECK_FAILED
        assert "R1 i: " in capsys.readouterr().out
        assert not out.exists()

    def test_interrupted_twice(self, problem: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def insist(*_: object) -> Outcome:
            for _press in range(2):
                os.kill(os.getpid(), signal.SIGINT)
            raise AssertionError("the second one ends it")

        monkeypatch.setattr(team_search, "solve", insist)
        assert solve(problem, out) == Exit.NOT_FOUND_IN_TIME
        assert not out.exists()


class TestBadInput:
    """Exit 4: nothing is searched, nothing written."""

    @pytest.fixture(autouse=True)
    def no_search(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Searching would be a fault."""
        monkeypatch.setattr(team_search, "solve", lambda *_: pytest.fail("searched"))

    @pytest.mark.parametrize("file", PROBLEM_FILES)
    def test_a_flaw_in_any_file(self, problem: Path, out: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        (problem / file).write_bytes(b"")
        assert solve(problem, out) == Exit.BAD_INPUT
        assert f"{file}:1" in capsys.readouterr().err
        assert not out.exists()

    @pytest.mark.parametrize(
        ("option", "content", "where"),
        [
            ("--pin", "inspection,role,inspector\ni,boss,p0\n", "wish.csv:2:role"),
            ("--pin", "inspection,role,inspector\ni,,nobody\n", "wish.csv:2:inspector"),
            ("--pin", "inspection,inspector\ni,p0\n", "wish.csv:1:role"),
            ("--forbid", "inspector,inspection\np0,nowhere\n", "wish.csv:2:inspection"),
            ("--from", "inspection,role\n", "wish.csv:1:inspector"),
            ("--from", "", "wish.csv:1"),
        ],
    )
    def test_a_flaw_in_a_wish(
        self, problem: Path, out: Path, capsys: pytest.CaptureFixture[str], option: str, content: str, where: str
    ) -> None:
        (out.parent / "wish.csv").write_text(content, encoding="utf-8")
        assert solve(problem, out, option, out.parent / "wish.csv") == Exit.BAD_INPUT
        assert where in capsys.readouterr().err
        assert not out.exists()

    def test_what_is_not_there(self, problem: Path, out: Path) -> None:
        assert solve(problem.parent / "nowhere", out) == Exit.BAD_INPUT
        for option in ("--pin", "--forbid", "--from"):
            assert solve(problem, out, option, "nowhere.csv") == Exit.BAD_INPUT
        assert not out.exists()

    def test_the_problem_is_no_place_for_the_plan(self, problem: Path) -> None:
        assert solve(problem, problem) == Exit.BAD_INPUT
        assert files(problem) == set(PROBLEM_FILES)

    @pytest.mark.parametrize("name", ["pins.csv", "plan.csv", "notes.txt"])
    def test_files_that_are_no_earlier_plan_are_left_alone(self, problem: Path, out: Path, name: str) -> None:
        out.mkdir()
        (out / name).write_text("mine")
        assert solve(problem, out) == Exit.BAD_INPUT
        assert (out / name).read_text() == "mine"

    @pytest.mark.parametrize(
        "words",
        [("--gap", "2"), ("--gap", "nan"), ("--seconds", "-1"), ("--seconds", "soon"), ("--seed", "1.5"), ("--what",)],
    )
    def test_options_that_make_no_sense(self, problem: Path, out: Path, words: tuple[str, ...]) -> None:
        with pytest.raises(SystemExit) as end:
            solve(problem, out, *words)
        assert end.value.code == Exit.BAD_INPUT
        assert not out.exists()


def answer(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    """Have the search end like this."""
    monkeypatch.setattr(team_search, "solve", lambda *_: outcome)
