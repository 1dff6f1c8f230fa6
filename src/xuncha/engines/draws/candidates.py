"""The list that is drawn from: its order does not matter, every character of it does."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xuncha.domain.errors import InvalidFile, InvalidFiles
from xuncha.domain.words import N_, Sentence, say

COLUMNS: Mapping[str, str] = {"id": "编号", "stratum": "分层", "name": "名称"}
"""Head of a column, in English or Chinese; further columns are not part of the draw."""
LONGEST = 200


@dataclass(frozen=True, order=True)
class Candidate:
    """One that can be drawn."""

    id: str
    stratum: str
    name: str


class Candidates(tuple[Candidate, ...]):
    """All that can be drawn, in the order of their ids."""

    def __new__(cls, candidates: Iterable[Candidate]) -> Candidates:
        """Order them."""
        return super().__new__(cls, sorted(candidates))

    @cached_property
    def sha256(self) -> str:
        """The digest of the list: SHA-256 of its JSON, [[id, stratum, name], ...] without blanks, in UTF-8."""
        rows = [[each.id, each.stratum, each.name] for each in self]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many each stratum has, in the order of the strata's names."""
        return dict(sorted(Counter(each.stratum for each in self).items()))


def read_candidates(path: Path) -> Candidates:
    """Read a list from a csv file in UTF-8 or GB 18030; raise `InvalidFiles` with every flaw found."""
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(lines, [])]
        places = {key: _place(head, {key, name}) for key, name in COLUMNS.items()}
        missing = [name for name, at in places.items() if at is None]
        if missing:
            raise InvalidFile(path.name, say(N_("缺少列：%(columns)s"), columns=missing), 1)
        rows = [(lines.line_num, [_cell(cells, at) for at in places.values()]) for cells in lines if any(cells)]
    except csv.Error as error:
        raise InvalidFile(path.name, say(N_("引号不成对或格式不对")), lines.line_num) from error
    flaws = [InvalidFile(path.name, reason, line, column) for line, column, reason in _flaws(rows)]
    if flaws:
        raise InvalidFiles(flaws)
    if not rows:
        raise InvalidFile(path.name, say(N_("名单是空的")))
    return Candidates(Candidate(*cells) for _, cells in rows)


def _flaws(rows: Iterable[tuple[int, list[str]]]) -> Iterable[tuple[int, str, Sentence]]:
    seen: dict[str, int] = {}
    for line, cells in rows:
        for column, cell in zip(COLUMNS, cells, strict=True):
            if not cell:
                yield line, column, say(N_("不能为空"))
            elif len(cell) > LONGEST or not cell.isprintable():
                yield line, column, say(N_("最多%(most)s个字符，不能含有换行等控制字符"), most=LONGEST)
        if cells[0] in seen:
            yield line, "id", say(N_("与第%(line)s行的编号相同：%(id)s"), line=seen[cells[0]], id=cells[0])
        seen.setdefault(cells[0], line)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidFile(str(path), say(N_("不能读取这个文件"))) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidFile(path.name, say(N_("文字编码既不是 UTF-8，也不是 GB 18030")))


def _place(head: list[str], names: set[str]) -> int | None:
    return next((at for at, word in enumerate(head) if word in names), None)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""
