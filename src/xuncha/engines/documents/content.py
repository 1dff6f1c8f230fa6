"""The content of a document, read from JSON: every error names the field it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xuncha.domain.errors import InvalidField, InvalidFile
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.documents.kinds import Kind

NUMBER = re.compile(r".{1,30}〔\d{4}〕\d{1,5}号")
COPY_NUMBER = re.compile(r"\d{6}")
TEXTS = (
    "issuer",
    "number",
    "copy_number",
    "secrecy",
    "urgency",
    "signatory",
    "title",
    "signer",
    "note",
    "print_office",
)
LISTS = ("to", "attachments", "copies")
DAYS = ("date", "printed_on")
LONGEST = 100_000
DEEPEST = 4
Day = date
"""Named apart: a content has a field called date."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of one of four levels, numbered in its own text: 一、, （一）, 1., （1）."""

    level: int
    text: str


@dataclass(frozen=True)
class Table:
    """A table whose first line repeats on every page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Table


@dataclass(frozen=True)
class Content:
    """What a document says, apart from how it is set."""

    title: str
    body: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signatory: str = ""
    to: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    signer: str = ""
    date: Day | None = None
    note: str = ""
    copies: tuple[str, ...] = ()
    print_office: str = ""
    printed_on: Day | None = None

    def characters(self) -> frozenset[str]:
        """Every character the document sets."""
        told = [getattr(self, name) for name in TEXTS]
        told += [each for name in LISTS for each in getattr(self, name)]
        for block in self.body:
            told += [block.text] if not isinstance(block, Table) else [*block.columns, *sum(block.rows, ())]
        return frozenset("".join(told)) - frozenset(" \n\t")


def read_file(path: Path, kind: Kind) -> Content:
    """Read a content file; an error names file, and line or field."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFile(str(path), say(N_("无法读取文件：%(why)s"), why=error.strerror or "")) from error
    except UnicodeDecodeError as error:
        raise InvalidFile(str(path), say(N_("不是UTF-8编码的文本"))) from error
    except json.JSONDecodeError as error:
        raise InvalidFile(
            str(path), say(N_("不是有效的JSON：%(why)s"), why=error.msg), error.lineno, error.colno
        ) from error
    try:
        return read_content(data, kind)
    except InvalidField as error:
        raise InvalidFile(str(path), error.reason, column=error.field) from error


def read_content(data: Any, kind: Kind) -> Content:
    """Check a content against its kind; the first thing wrong is told with the field it is in."""
    if not isinstance(data, Mapping):
        raise InvalidField("$", say(N_("应为一个JSON对象")))
    for name in data:
        if name not in {*TEXTS, *LISTS, *DAYS, "body"}:
            raise InvalidField(str(name), say(N_("没有这个字段")))
    for name in ("title", "body", *kind.required):
        if not data.get(name):
            raise InvalidField(name, say(N_("“%(kind)s”须填写此项"), kind=kind.document))
    read: dict[str, Any] = {name: _text(data[name], name) for name in TEXTS if name in data}
    read |= {name: _texts(data[name], name) for name in LISTS if name in data}
    read |= {name: _day(data[name], name) for name in DAYS if name in data}
    content = Content(body=_body(data["body"]), **read)
    _check("number", content.number, NUMBER, say(N_("文号应写作“机关代字〔年份〕序号号”，例如“清巡办函〔2026〕12号”")))
    _check("copy_number", content.copy_number, COPY_NUMBER, say(N_("份号应为6位数字")))
    return content


def _check(name: str, value: str, form: re.Pattern[str], wrong: Sentence) -> None:
    if value and not form.fullmatch(value):
        raise InvalidField(name, wrong)


def _body(value: Any) -> tuple[Block, ...]:
    if not isinstance(value, list):
        raise InvalidField("body", say(N_("应为列表")))
    return tuple(_block(each, f"body[{index}]") for index, each in enumerate(value))


def _block(value: Any, where: str) -> Block:
    if isinstance(value, str):
        return Paragraph(_text(value, where, empty=False))
    if isinstance(value, Mapping) and set(value) == {"heading", "text"}:
        level = value["heading"]
        if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= DEEPEST:
            raise InvalidField(f"{where}.heading", say(N_("标题层级应为1至4")))
        return Heading(level, _text(value["text"], f"{where}.text", empty=False))
    if isinstance(value, Mapping) and set(value) == {"table"}:
        return _table(value["table"], f"{where}.table")
    raise InvalidField(where, say(N_("应为一段文字、{heading, text}或{table}")))


def _table(value: Any, where: str) -> Table:
    if not isinstance(value, Mapping) or set(value) != {"columns", "rows"}:
        raise InvalidField(where, say(N_("表格应有columns和rows两项")))
    columns = _texts(value["columns"], f"{where}.columns")
    if not columns:
        raise InvalidField(f"{where}.columns", say(N_("表格至少一列")))
    if not isinstance(value["rows"], list):
        raise InvalidField(f"{where}.rows", say(N_("应为列表")))
    rows = tuple(_texts(row, f"{where}.rows[{index}]") for index, row in enumerate(value["rows"]))
    for index, row in enumerate(rows):
        if len(row) != len(columns):
            raise InvalidField(f"{where}.rows[{index}]", say(N_("应有%(n)s格"), n=len(columns)))
    return Table(columns, rows)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidField(where, say(N_("应为列表")))
    return tuple(_text(each, f"{where}[{index}]") for index, each in enumerate(value))


def _text(value: Any, where: str, *, empty: bool = True) -> str:
    if not isinstance(value, str):
        raise InvalidField(where, say(N_("应为文字")))
    if not empty and not value.strip():
        raise InvalidField(where, say(N_("不能为空")))
    if len(value) > LONGEST:
        raise InvalidField(where, say(N_("超过%(most)s字"), most=LONGEST))
    unprintable = next((each for each in value if not each.isprintable() and each not in "\n\u3000"), None)
    if unprintable is not None:
        raise InvalidField(where, say(N_("含有不能排印的字符%(code)s"), code=f"U+{ord(unprintable):04X}"))
    return value.strip()


def _day(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InvalidField(where, say(N_("日期应写作2026-11-25"))) from error
