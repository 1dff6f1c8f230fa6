"""Whatever a problem holds, its files give it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.small_rounds import small_rounds
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.reading import read_problem
from xuncha.engines.teams.writing import write_problem

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12).map(str.strip)


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
