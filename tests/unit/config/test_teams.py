"""`xuncha teams`: exit statuses, what is said, and that nothing is written where nothing should be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.team_round import Draft, sound_plan, sound_problem
from xuncha.config import command, team_runs
from xuncha.config.command import Exit
from xuncha.engines.teams.bound import proven_bound
from xuncha.engines.teams.certificate import certificate_file, certify, read_certificate
from xuncha.engines.teams.check import check
from xuncha.engines.teams.outcome import Outcome, Proof, Split, Status, Stop
from xuncha.engines.teams.plan import Pin, Plan, Wishes
from xuncha.engines.teams.reading import PROBLEM_FILES, problem_sha256
from xuncha.engines.teams.writing import plan_file, wishes_files, write_problem

PROBLEM = sound_problem()
PROOF = Proof({"R1|EL|member": 12_000})
CHECKED = check(PROBLEM, sound_plan())


def teams(*words: object) -> int:
    return command.main(["teams", *map(str, words)])


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    """The sound problem in files."""
    write_problem(PROBLEM, tmp_path / "problem")
    return tmp_path / "problem"


@pytest.fixture
def plan(tmp_path: Path, problem: Path) -> Path:
    """The sound plan with a certificate that proves little, but that rightly."""
    folder = tmp_path / "plan"
    folder.mkdir()
    keep_plan(folder, sound_plan())
    bound = proven_bound(PROBLEM, PROOF)
    outcome = Outcome(Status.FEASIBLE, sound_plan(), CHECKED.objective, bound, PROOF, 0.5, 1, Stop())
    certificate = certify(outcome, problem_sha256(problem), CHECKED, "by hand")
    (folder / "certificate.json").write_bytes(certificate_file(certificate))
    return folder


def keep_plan(folder: Path, plan: Plan) -> None:
    (folder / "plan.csv").write_bytes(plan_file(plan))


def split(zero: Proof, one: Proof) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = [{"multipliers": dict(part.multipliers)} for part in (zero, one)]
    return [{"multipliers": {}, "split": "a|E|W", "zero": 1, "one": 2}, *parts]


def change(folder: Path, **claims: object) -> None:
    path = folder / "certificate.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | claims), encoding="utf-8")


class TestCheck:
    """`xuncha teams check`."""

    def test_a_sound_plan_passes_and_the_objective_is_said(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert teams("check", problem, plan) == Exit.DONE
        shown = capsys.readouterr().out
        assert str(CHECKED.objective) in shown.splitlines()[0]
        assert "✗" not in shown

    def test_a_lone_plan_file_is_checked_too(self, problem: Path, plan: Path) -> None:
        assert teams("check", problem, plan / "plan.csv") == Exit.DONE

    def test_a_broken_rule_is_named_with_its_inspection(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keep_plan(plan, Draft.sound().seat(RT_5="W-recused").plan)
        assert teams("check", problem, plan / "plan.csv") == Exit.CHECK_FAILED
        (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("R")]
        assert line.startswith("R4 RT: ")
        assert line.endswith("[W-recused]")

    def test_a_wish_beside_the_plan_must_be_kept(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name, content in wishes_files(Wishes(pins=(Pin("RT", None, "W-1"),))):
            (plan / name).write_bytes(content)
        assert teams("check", problem, plan) == Exit.CHECK_FAILED
        assert "pin RT: " in capsys.readouterr().out

    FALSE = {
        "another problem": {"problem_sha256": "0" * 64},
        "a lower objective": {"objective": CHECKED.objective - 1},
        "no objective": {"objective": None, "gap": None},
        "a bound beyond what is proven": {"bound": 37},
        "a smaller gap": {"gap": 0.0},
        "an optimum that was not proven": {"status": "optimal"},
        "no solution, beside a plan": {"status": "infeasible"},
        "a proof of a row there is not": {"proof": [{"multipliers": {"R99|RT": 1}}]},
        "a proof the wrong way round": {"proof": [{"multipliers": {"R3|RT-1": 1}}]},
        "a proof of half the plans, the other half unproven": {"proof": split(PROOF, Proof()), "bound": 1},
    }

    @pytest.mark.parametrize("name", FALSE)
    def test_a_false_claim_of_the_certificate_fails(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        change(plan, **self.FALSE[name])
        assert teams("check", problem, plan) == Exit.CHECK_FAILED
        assert "✗" in capsys.readouterr().out

    ODD = {
        "another format": {"format": 2},
        "an unknown status": {"status": "splendid"},
        "a bound that is no number": {"bound": "high"},
        "a gap beyond the whole": {"gap": 1.5},
        "no proof": {"proof": []},
        "multipliers with fractions": {"proof": [{"multipliers": {"R3|RT-1": -0.5}}]},
        "a split without parts": {"proof": [{"multipliers": {}, "split": "a|E|W"}]},
        "a proof that goes round in circles": {
            "proof": [{"multipliers": {}, "split": "a|E|W", "zero": 0, "one": 0}],
        },
    }

    @pytest.mark.parametrize("name", ODD)
    def test_an_odd_certificate_is_bad_input(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        change(plan, **self.ODD[name])
        assert teams("check", problem, plan) == Exit.BAD_INPUT
        assert f"certificate.json:1:{next(iter(self.ODD[name]))}" in capsys.readouterr().err

    def test_a_proof_in_halves_is_added_up(self, problem: Path, plan: Path) -> None:
        change(plan, proof=split(PROOF, PROOF))
        assert teams("check", problem, plan) == Exit.DONE

    def test_a_proof_is_read_as_it_was_written(self, plan: Path) -> None:
        half = Proof({"R1|EL|member": 5, "R3|RT-1": -2}, Split("y|CR1|S", Proof(), Proof({"R3|RT-1": -2})))
        proof = Proof({"R1|EL|member": 7, "R2|RT-1|RT": -1}, Split("a|E|W", half, Proof({"R1|EL|member": 7})))
        claimed = replace(read_certificate(plan / "certificate.json"), proof=proof)
        (plan / "certificate.json").write_bytes(certificate_file(claimed))
        assert read_certificate(plan / "certificate.json") == claimed

    @pytest.mark.parametrize(("weight", "status"), [(10**9, Exit.PROVEN_IMPOSSIBLE), (1, Exit.CHECK_FAILED)])
    def test_a_certificate_without_a_plan_must_prove_that_there_is_none(
        self, tmp_path: Path, weight: int, status: Exit
    ) -> None:
        """Nobody knows the law any more, and the routine inspection wants somebody who does."""
        lay = replace(PROBLEM, inspectors=tuple(replace(each, skills=frozenset()) for each in PROBLEM.inspectors))
        write_problem(lay, tmp_path / "problem")
        proof = Proof({"R10|RT|law": weight})
        outcome = Outcome(Status.INFEASIBLE, None, None, proven_bound(lay, proof), proof, 0.1, 1, Stop())
        (tmp_path / "plan").mkdir()
        certificate = certify(outcome, problem_sha256(tmp_path / "problem"), None, "by hand")
        (tmp_path / "plan" / "certificate.json").write_bytes(certificate_file(certificate))
        assert teams("check", tmp_path / "problem", tmp_path / "plan") == status

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"format": 1}', b"9" * 5000, b"[" * 100_000])
    def test_no_certificate_at_all_is_bad_input(self, problem: Path, plan: Path, content: bytes) -> None:
        (plan / "certificate.json").write_bytes(content)
        assert teams("check", problem, plan) == Exit.BAD_INPUT

    @pytest.mark.parametrize("file", PROBLEM_FILES)
    def test_a_problem_with_a_flaw_is_bad_input(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str], file: str
    ) -> None:
        (problem / file).write_bytes(b"")
        assert teams("check", problem, plan) == Exit.BAD_INPUT
        assert f"{file}:1" in capsys.readouterr().err

    def test_a_plan_about_nobody_is_bad_input(
        self, problem: Path, plan: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keep_plan(plan, Draft.sound().seat(RT_5="nobody").plan)
        assert teams("check", problem, plan) == Exit.BAD_INPUT
        assert "plan.csv:6:inspector" in capsys.readouterr().err

    def test_what_is_not_there_is_bad_input(self, problem: Path, tmp_path: Path) -> None:
        assert teams("check", tmp_path / "nowhere", problem) == Exit.BAD_INPUT
        assert teams("check", problem, tmp_path / "nowhere") == Exit.BAD_INPUT

    def test_an_interrupted_check_has_not_passed(
        self, problem: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(team_runs, "check", interrupted)
        assert teams("check", problem, plan) == Exit.NOT_FOUND_IN_TIME


class TestGenerate:
    """`xuncha teams generate`."""

    def test_the_same_seed_makes_the_same_files(self, tmp_path: Path) -> None:
        for name in ("one", "other"):
            assert teams("generate", "--size", "county", "--seed", 7, "--out", tmp_path / name) == Exit.DONE
        assert problem_sha256(tmp_path / "one") == problem_sha256(tmp_path / "other")

    def test_a_folder_in_use_is_left_alone(self, problem: Path) -> None:
        before = problem_sha256(problem)
        assert teams("generate", "--size", "county", "--out", problem) == Exit.BAD_INPUT
        assert problem_sha256(problem) == before

    def test_a_file_in_the_way_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "notes").write_text("mine")
        assert teams("generate", "--size", "county", "--out", tmp_path / "notes") == Exit.BAD_INPUT
        assert (tmp_path / "notes").read_text() == "mine"

    def test_interrupted_while_writing_it_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Path, "write_bytes", interrupted)
        assert teams("generate", "--size", "county", "--out", tmp_path / "new") == Exit.NOT_FOUND_IN_TIME
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("words", [["--size", "galaxy"], ["--size", "county", "--seed", "-1"], ["--seed", "1"]])
    def test_options_that_make_no_sense_are_bad_input(self, tmp_path: Path, words: list[str]) -> None:
        with pytest.raises(SystemExit) as end:
            teams("generate", *words, "--out", tmp_path / "new")
        assert end.value.code == Exit.BAD_INPUT
        assert list(tmp_path.iterdir()) == []


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
