"""Whatever a problem holds, its files give it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.small_rounds import small_rounds
from xuncha.domain.errors import InvalidFile, InvalidFiles
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.reading import PROBLEM_FILES, read_problem
from xuncha.engines.teams.writing import problem_files, write_problem

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12).map(str.strip)

SURPRISES = [
    word.encode()
    for word in (",", '"', "\n", "\r", "\ufeff", ";", "=", "|", "-1", "1e400", "9" * 5000, "٣", "=nan", "[[", "'")
]


@given(small_rounds(), st.data())
def test_a_problem_written_is_the_problem_read(problem: Problem, data: st.DataObject) -> None:
    odd = replace(
        problem,
        inspectors=tuple(replace(each, name=data.draw(WORDS)) for each in problem.inspectors),
        inspections=tuple(replace(each, unit=data.draw(WORDS)) for each in problem.inspections),
        ties=tuple(replace(each, reason=data.draw(WORDS)) for each in problem.ties),
    )
    with TemporaryDirectory() as folder:
        write_problem(odd, Path(folder) / "problem")
        assert read_problem(Path(folder) / "problem") == odd


@given(small_rounds(), st.sampled_from(PROBLEM_FILES), st.data())
def test_a_damaged_file_is_read_or_refused_but_never_a_surprise(
    problem: Problem, name: str, data: st.DataObject
) -> None:
    content = bytearray(dict(problem_files(problem))[name])
    at = data.draw(st.integers(0, len(content)))
    piece = data.draw(st.binary(max_size=4) | st.sampled_from(SURPRISES))
    content[at : at + data.draw(st.integers(0, 6))] = piece
    with TemporaryDirectory() as folder:
        write_problem(problem, Path(folder) / "problem")
        (Path(folder) / "problem" / name).write_bytes(bytes(content))
        flaws: tuple[InvalidFile, ...] = ()
        try:
            read_problem(Path(folder) / "problem")
        except InvalidFiles as error:
            flaws = error.flaws
        assert all(flaw.file in PROBLEM_FILES and str(flaw) for flaw in flaws)
