"""Reading the public format: whatever is wrong is named by file, line and column; what is right comes back as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.factories.team_round import sound_plan, sound_problem
from xuncha.domain.errors import InvalidFile, InvalidFiles
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.engines.teams.plan import Forbidden, Pin
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.reading import (
    PROBLEM_FILES,
    problem_sha256,
    read_forbidden,
    read_old_plan,
    read_pins,
    read_plan,
    read_problem,
)
from xuncha.engines.teams.writing import plan_file, write_problem

PROBLEM = sound_problem()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sound problem in files."""
    where = tmp_path / "problem"
    write_problem(PROBLEM, where)
    return where


def flaws(folder: Path) -> list[str]:
    """Where reading complains: `file:line:column`."""
    with pytest.raises(InvalidFiles) as error:
        read_problem(folder)
    return [":".join(str(part) for part in (f.file, f.line, f.column) if part is not None) for f in error.value.flaws]


def said(folder: Path) -> str:
    with pytest.raises(InvalidFiles) as error:
        read_problem(folder)
    return str(error.value)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_was_written_is_read_again(folder: Path) -> None:
    assert read_problem(folder) == PROBLEM


def test_a_mark_of_byte_order_other_line_ends_and_further_columns_do_no_harm(folder: Path) -> None:
    path = folder / "jurisdictions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_bytes(
        "".join(f"{line},x\r\n" for line in lines)
        .replace("parent,x_km,y_km,x", "parent,x_km,y_km,note")
        .encode("utf-8-sig")
    )
    assert read_problem(folder) == PROBLEM


def test_columns_may_stand_in_any_order_and_cells_have_spaces(folder: Path) -> None:
    (folder / "history.csv").write_text("rounds_ago, target,source\n2,N , E\n\n3,N,S\n1,S,N\n", encoding="utf-8")
    assert read_problem(folder) == PROBLEM


CELLS = {
    "an unknown level": ("jurisdictions.csv", "P,示例省,province", "P,示例省,country", "2:level"),
    "an unknown parent": ("jurisdictions.csv", "city,P,0", "city,Q,0", "3:parent"),
    "a county above a city": ("jurisdictions.csv", "city,P,0", "city,F,0", "3:parent"),
    "a place that is no number": ("jurisdictions.csv", ",530,40", ",530,nan", "9:y_km"),
    "a place beyond the earth": ("jurisdictions.csv", ",530,40", ",1e300,40", "9:x_km"),
    "an id twice": ("jurisdictions.csv", "F,远县", "W,远县", "9:id"),
    "an empty id": ("inspectors.csv", "RT-1,", ",", "2:id"),
    "an id with a bar": ("inspectors.csv", "W-idle", "W|idle", "105:id"),
    "an unknown home": ("inspectors.csv", "RT-1,W地RT-1,W", "RT-1,W地RT-1,X", "2:home"),
    "an unknown role": ("inspectors.csv", "RT-1,W,leader;", "RT-1,W,boss;", "2:roles"),
    "a negative capacity": ("inspectors.csv", "finance,2,3", "finance,-2,3", "2:capacity"),
    "half a capacity": ("inspectors.csv", "finance,2,3", "finance,2.5,3", "2:capacity"),
    "an endless capacity": ("inspectors.csv", "finance,2,3", f"finance,{10**30},3", "2:capacity"),
    "full-width digits": ("inspectors.csv", "finance,2,3", "finance,２,3", "2:capacity"),
    "no practice": ("inspectors.csv", "finance,2,3", "finance,2,", "2:practice"),
    "an unknown mode": ("inspections.csv", "routine", "rutine", "2:mode"),
    "a place nobody knows": ("inspections.csv", "RT水务局,W", "RT水务局,X", "2:jurisdiction"),
    "minus one leader": ("inspections.csv", "routine,1", "routine,-1", "2:leader"),
    "a skill without a number": ("inspections.csv", "law=1", "law", "2:skills"),
    "a skill wanted twice": ("inspections.csv", "law=1", "law=1;law=2", "2:skills"),
    "a skill wanted minus once": ("inspections.csv", "law=1", "law=-1", "2:skills"),
    "a skill of no name": ("inspections.csv", "law=1", "=1", "2:skills"),
    "a tie of nobody": ("ties.csv", "EL-1,EL", "EL-9,EL", "3:inspector"),
    "a tie to nothing": ("ties.csv", "EL-1,EL", "EL-1,XX", "3:inspection"),
    "a tie twice": ("ties.csv", "E-1,EL,500", "EL-1,EL,500", "4:inspection"),
    "negative exposure": ("ties.csv", "500", "-500", "4:exposure"),
    "exposure in words": ("ties.csv", "500", "many", "4:exposure"),
    "recusal of two": ("ties.csv", "500,0", "500,2", "4:recusal"),
    "somebody apart from nobody": ("apart.csv", "RT-2,", "RT-9,", "2:first"),
    "somebody apart from themselves": ("apart.csv", "RT-2,W-kin", "RT-2,RT-2", "2:second"),
    "a past of nowhere": ("history.csv", "E,N,2", "X,N,2", "2:source"),
    "a past to come": ("history.csv", "E,N,2", "E,N,-2", "2:rounds_ago"),
    "a row too short": ("history.csv", "E,N,2", "E,N", "2"),
    "a row too long": ("history.csv", "E,N,2", "E,N,2,3", "2"),
    "a quote left open": ("history.csv", "E,N,2", 'E,N,"2', "4"),
    "a missing column": ("history.csv", "rounds_ago", "rounds", "1:rounds_ago"),
    "a column twice": ("history.csv", "source,target,rounds_ago", "source,target,target", "1:target"),
    "a share above the whole": ("policy.toml", "cross_share = 0.6", "cross_share = 60", "4:cross_share"),
    "a negative count in the policy": ("policy.toml", "arc_rest = 2", "arc_rest = -2", "14:arc_rest"),
    "an endless number in the policy": ("policy.toml", "travel_per_km = 0.4", "travel_per_km = inf", "2:travel_per_km"),
    "half a person in the policy": ("policy.toml", "veterans_least = 2", "veterans_least = 1.5", "12:veterans_least"),
    "a word for yes": ("policy.toml", "reciprocity = false", 'reciprocity = "no"', "13:reciprocity"),
    "a number for yes": ("policy.toml", "reciprocity = false", "reciprocity = 0", "13:reciprocity"),
    "a misspelt parameter": ("policy.toml", "arc_rest", "arcrest", "14:arcrest"),
    "another format": ("policy.toml", "format = 1", "format = 2", "1:format"),
    "a number without end": ("policy.toml", "arc_rest = 2", "arc_rest = " + "9" * 5000, ""),
    "bad TOML": ("policy.toml", "arc_rest = 2", "arc_rest = ", "14:12"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_one_wrong_cell_is_named(folder: Path, name: str) -> None:
    file, old, new, where = CELLS[name]
    change(folder / file, old, new)
    assert f"{file}:{where}".rstrip(":") in flaws(folder)


@pytest.mark.parametrize("file", PROBLEM_FILES)
class TestWholeFiles:
    """What can befall any of the seven files."""

    def test_missing(self, folder: Path, file: str) -> None:
        (folder / file).unlink()
        assert flaws(folder) == [file]

    def test_empty(self, folder: Path, file: str) -> None:
        (folder / file).write_bytes(b"")
        assert flaws(folder) == [f"{file}:1"]

    def test_a_null_byte(self, folder: Path, file: str) -> None:
        first, rest = (folder / file).read_bytes().split(b"\n", 1)
        (folder / file).write_bytes(first + b"\n\0" + rest)
        assert flaws(folder) == [f"{file}:2"]

    def test_utf_16(self, folder: Path, file: str) -> None:
        (folder / file).write_text((folder / file).read_text("utf-8"), encoding="utf-16")
        assert "UTF-16" in said(folder)

    def test_bytes_that_are_no_text(self, folder: Path, file: str) -> None:
        first, rest = (folder / file).read_bytes().split(b"\n", 1)
        (folder / file).write_bytes(first + b"\n" + rest + b"\xff")
        assert flaws(folder)[0].startswith(f"{file}:")

    def test_a_folder_in_its_place(self, folder: Path, file: str) -> None:
        (folder / file).unlink()
        (folder / file).mkdir()
        assert flaws(folder) == [file]


def test_gbk_is_refused_with_a_hint_and_the_line(folder: Path) -> None:
    path = folder / "jurisdictions.csv"
    head, rest = path.read_text("utf-8").split("P,", 1)
    path.write_bytes((head + "P," + rest).encode("gb18030"))
    assert flaws(folder) == ["jurisdictions.csv:2"]
    assert "GBK" in said(folder)


def test_a_wrong_byte_far_into_a_long_file_is_found_on_its_line(folder: Path) -> None:
    good = "RT-1,RT,1,0,同学\n" * 60_000
    (folder / "ties.csv").write_bytes(("inspector,inspection,exposure,recusal,reason\n" + good).encode() + b"\xe5\xff")
    assert flaws(folder) == ["ties.csv:60002"]


def test_a_cycle_of_parents_names_those_who_are_on_it(folder: Path) -> None:
    change(folder / "jurisdictions.csv", "P,示例省,province,", "P,示例省,province,C")
    assert flaws(folder) == ["jurisdictions.csv:2:parent", "jurisdictions.csv:3:parent"]
    assert "循环" in said(folder)


def test_a_cell_over_several_lines_does_not_shift_the_count(folder: Path) -> None:
    change(folder / "ties.csv", "同学", '"同学\n同桌\n同乡"')
    change(folder / "ties.csv", "E-1,EL,500", "E-1,EL,many")
    assert flaws(folder) == ["ties.csv:6:exposure"]


def test_many_flaws_are_said_at_once_and_beyond_twenty_counted(folder: Path) -> None:
    rows = "".join(f"E,N,{word}\n" for word in ["many"] * 30)
    (folder / "history.csv").write_text(f"source,target,rounds_ago\n{rows}", encoding="utf-8")
    change(folder / "policy.toml", "arc_rest", "arcrest")
    assert len(flaws(folder)) == 31
    assert len(said(folder).splitlines()) == 21
    assert "11" in said(folder).splitlines()[-1]


def test_a_policy_may_be_left_to_its_defaults(folder: Path) -> None:
    (folder / "policy.toml").write_text("# 按默认值\ntravel_per_km = 1\n", encoding="utf-8")
    assert read_problem(folder).policy == TeamPolicy(travel_per_km=1)


def test_the_fingerprint_is_that_of_the_files_one_after_another(folder: Path) -> None:
    together = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    assert problem_sha256(folder) == hashlib.sha256(together).hexdigest()


class TestPlansAndWishes:
    """The small files beside a problem."""

    def test_a_plan_is_read_again(self, tmp_path: Path) -> None:
        (tmp_path / "plan.csv").write_bytes(plan_file(sound_plan()))
        assert read_plan(tmp_path / "plan.csv", PROBLEM) == sound_plan()

    def test_what_a_plan_does_not_know_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.csv"
        path.write_text("inspection,role,inspector\nRT,leader,nobody\nXX,boss,RT-1\nXX,leader,RT-1\n", encoding="utf-8")
        with pytest.raises(InvalidFile) as error:
            read_plan(path, PROBLEM)
        assert isinstance(error.value, InvalidFiles)
        assert [(f.line, f.column) for f in error.value.flaws] == [(2, "inspector"), (3, "role"), (4, "inspection")]

    def test_an_old_plan_loses_those_who_have_left(self, tmp_path: Path) -> None:
        (tmp_path / "plan.csv").write_bytes(plan_file(sound_plan()))
        without = Problem(PROBLEM.jurisdictions, PROBLEM.inspectors[6:], PROBLEM.inspections[1:])
        assert read_old_plan(tmp_path / "plan.csv", without).assignments == sound_plan().assignments[6:]

    def test_pins_and_forbidden(self, tmp_path: Path) -> None:
        pins, forbid = tmp_path / "pins.csv", tmp_path / "forbid.csv"
        pins.write_text("inspection,role,inspector\nRT,,RT-1\nEL,leader,C-1\n", encoding="utf-8")
        forbid.write_text("inspector,inspection\nRT-1,EL\nRT-2,\n", encoding="utf-8")
        assert read_pins(pins, PROBLEM) == (Pin("RT", None, "RT-1"), Pin("EL", TeamRole.LEADER, "C-1"))
        assert read_forbidden(forbid, PROBLEM) == (Forbidden("RT-1", "EL"), Forbidden("RT-2"))
