"""One CSV file of the public format: its rows with the lines they stand on, and what is wrong with them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from xuncha.domain.errors import InvalidFile
from xuncha.domain.teams.policy import NUMBER_MOST
from xuncha.domain.words import N_, Labelled, Sentence, say

Kind = TypeVar("Kind", bound=Labelled)

CHUNK = 1 << 20
DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class Table:
    """A CSV file read from its first row to its last; what is wrong is noted in `flaws`, and reading goes on.

    Columns may stand in any order; further ones are ignored. Cells are taken without the spaces around them.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """Remember the file and the columns it must have."""
        self.path, self.columns = path, tuple(columns)
        self.flaws: list[InvalidFile] = []
        self.line = 1
        """The line the present row begins on; a quoted cell may go on over several."""

    def complain(self, reason: Sentence, column: str | None = None) -> None:
        """Note what is wrong with the present row."""
        self.flaws.append(InvalidFile(self.path.name, reason, self.line, column))

    def rows(self) -> Iterator[Sequence[str]]:
        """Give the cells of each row in the order of the columns asked for."""
        if flaw := unreadable(self.path):
            self.flaws.append(flaw)
            return
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            try:
                header = [name.strip() for name in next(reader, [])]
                if not self._complete(header):
                    return
                pick = itemgetter(*map(header.index, self.columns))
                self.line = reader.line_num + 1
                for cells in reader:
                    if len(cells) == len(header):
                        yield [cell.strip() for cell in pick(cells)]
                    elif cells:
                        self.complain(say(N_("应有%(wanted)s列，现有%(have)s列"), wanted=len(header), have=len(cells)))
                    self.line = reader.line_num + 1
            except csv.Error as error:
                self.line = max(reader.line_num, 1)
                self.complain(say(N_("不是有效的 CSV：%(error)s"), error=str(error)))

    def _complete(self, header: list[str]) -> bool:
        for name in self.columns:
            if header.count(name) > 1:
                self.complain(say(N_("列“%(name)s”重复"), name=name), name)
            elif name not in header:
                self.complain(say(N_("缺少列“%(name)s”；现有：%(have)s"), name=name, have=tuple(header)), name)
        return not self.flaws

    def whole(self, text: str, column: str) -> int:
        """A whole number from 0 up."""
        if text.isascii() and text.isdigit() and len(text) < 11 and (value := int(text)) <= NUMBER_MOST:
            return value
        digits = text.removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdigit()):
            self.complain(say(N_("应为整数，现为“%(text)s”"), text=short(text)), column)
        elif text.startswith("-"):
            self.complain(say(N_("不能为负数")), column)
        else:
            self.complain(say(N_("太大：最多%(most)s"), most=NUMBER_MOST), column)
        return 0

    def decimal(self, text: str, column: str) -> float:
        """A number."""
        if DECIMAL.fullmatch(text):
            return float(text)
        self.complain(say(N_("应为数字，现为“%(text)s”"), text=short(text)), column)
        return 0.0

    def one_of(self, kinds: Collection[Kind], text: str, column: str) -> Kind | None:
        """One of the words the format knows."""
        for kind in kinds:
            if kind == text:
                return kind
        known = tuple(map(str.__str__, kinds))
        self.complain(say(N_("“%(text)s”不是%(known)s之一"), text=short(text), known=known), column)
        return None


def parts(text: str) -> list[str]:
    """The words of a cell that holds several."""
    return [word.strip() for word in text.split(";") if word.strip()]


def short(text: str) -> str:
    """The beginning of a cell, enough to recognise it."""
    return text if len(text) <= 40 else f"{text[:40]}…"


def unreadable(path: Path) -> InvalidFile | None:
    """Why a file cannot be read as text at all, and where; None where it can.

    Read through in pieces beforehand, so that the rows can then be read one by one without holding the file.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    try:
        with path.open("rb") as file:
            if not file.peek(1):
                return InvalidFile(path.name, say(N_("文件是空的")), line)
            while chunk := file.read(CHUNK):
                if 0 in chunk:
                    return InvalidFile(path.name, _nul(path), line + chunk[: chunk.index(0)].count(b"\n"))
                held = len(decoder.getstate()[0])
                try:
                    decoder.decode(chunk, final=not file.peek(1))
                except UnicodeDecodeError as error:
                    good = chunk[: max(0, error.start - held)]
                    return InvalidFile(path.name, _encoding(path), line + good.count(b"\n"))
                line += chunk.count(b"\n")
    except FileNotFoundError:
        return InvalidFile(path.name, say(N_("缺少这个文件")))
    except OSError as error:
        return InvalidFile(path.name, say(N_("无法读取：%(error)s"), error=error.strerror or str(error)))
    return None


def _nul(path: Path) -> Sentence:
    with path.open("rb") as file:
        wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return say(N_("文件是 UTF-16 编码，请另存为 UTF-8 编码")) if wide else say(N_("含有空字符，文件可能已损坏"))


def _encoding(path: Path) -> Sentence:
    try:
        path.read_bytes().decode("gb18030")
    except UnicodeDecodeError:
        return say(N_("不是有效的 UTF-8 文本"))
    return say(N_("文件像是 GBK 编码，请另存为 UTF-8 编码"))
