"""Read an edition of the taxonomy from TOML, and say by line and key what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NoReturn

from xuncha.domain.errors import InvalidFile
from xuncha.domain.organisations import UnitKind
from xuncha.domain.taxonomy.tree import Aspect, Focus, Leaf, Tag, TagGroup, Taxonomy, Topic
from xuncha.domain.words import N_, say

Table = Mapping[str, object]


def read_taxonomy(text: str, file: str = "taxonomy.toml") -> Taxonomy:
    """Read one edition; raise `InvalidFile` with line and key where it is malformed."""
    return _Reader(text, file).read()


@cache
def default_taxonomy() -> Taxonomy:
    """The edition that comes with Xuncha."""
    return read_taxonomy(
        files("xuncha.domain.taxonomy").joinpath("default.toml").read_text(encoding="utf-8"), "default.toml"
    )


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.seen: set[str] = set()

    def read(self) -> Taxonomy:
        try:
            root: Table = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidFile(self.file, say(N_("不是有效的 TOML：%(error)s"), error=str(error))) from error
        tag_groups = tuple(self.tag_group(table, key) for table, key in self.tables(root, "tag_group", ""))
        self.tag_codes = {tag.code for group in tag_groups for tag in group.tags}
        focuses = tuple(self.focus(table, key) for table, key in self.tables(root, "focus", ""))
        if not focuses:
            self.fail("focus", say(N_("至少应有一个聚焦方面")).template)
        self.leaf_codes = {leaf.code for focus in focuses for aspect in focus.aspects for leaf in aspect.leaves}
        return Taxonomy(
            self.word(root, "edition", ""),
            self.year(root),
            self.word(root, "label", ""),
            self.word(root, "source", ""),
            focuses,
            tag_groups,
            tuple(self.topic(table, key) for table, key in self.tables(root, "topic", "")),
        )

    def focus(self, table: Table, key: str) -> Focus:
        code = self.code(table, key, "")
        label = self.word(table, "label", key)
        village = str(table.get("village_label", label))
        aspects = tuple(self.aspect(part, name, code) for part, name in self.tables(table, "aspect", key))
        return Focus(code, label, village, aspects)

    def aspect(self, table: Table, key: str, above: str) -> Aspect:
        code = self.code(table, key, above)
        leaves = tuple(self.leaf(part, name, code + ".") for part, name in self.tables(table, "leaf", key))
        return Aspect(code, self.word(table, "label", key), leaves)

    def leaf(self, table: Table, key: str, above: str) -> Leaf:
        code = self.code(table, key, above)
        tags = self.words(table, "tags", key)
        for tag in tags:
            if tag not in self.tag_codes:
                self.fail(f"{key}.tags", N_("没有这个标签：%(value)s"), tag, near=code)
        return Leaf(code, self.word(table, "label", key), table.get("seen") is True, tags)

    def tag_group(self, table: Table, key: str) -> TagGroup:
        tags = tuple(
            Tag(self.code(part, name, ""), self.word(part, "label", name))
            for part, name in self.tables(table, "tag", key)
        )
        return TagGroup(self.word(table, "code", key), self.word(table, "label", key), tags)

    def topic(self, table: Table, key: str) -> Topic:
        label = self.word(table, "label", key)
        kind = self.word(table, "kind", key)
        if kind not in list(UnitKind):
            self.fail(f"{key}.kind", N_("没有这种单位类型：%(value)s"), kind, near=kind)
        leaves = self.words(table, "leaves", key)
        for leaf in leaves:
            if leaf not in self.leaf_codes:
                self.fail(f"{key}.leaves", N_("没有这个末级条目：%(value)s"), leaf, near=label)
        return Topic(UnitKind(kind), label, leaves)

    def code(self, table: Table, key: str, above: str) -> str:
        code = self.word(table, "code", key)
        if not code.startswith(above):
            self.fail(f"{key}.code", N_("编码“%(value)s”应以上一级编码开头"), code, near=code)
        if code in self.seen:
            self.fail(f"{key}.code", N_("编码重复：%(value)s"), code, near=code, last=True)
        self.seen.add(code)
        return code

    def year(self, root: Table) -> int:
        year = root.get("year")
        if not isinstance(year, int):
            self.fail("year", N_("应为年份"))
        return year

    def word(self, table: Table, name: str, key: str) -> str:
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{key}.{name}".lstrip("."), N_("不能为空，应为文字"))
        return value

    def words(self, table: Table, name: str, key: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"{key}.{name}", N_("应为文字列表"))
        return tuple(value)

    def tables(self, table: Table, name: str, key: str) -> Iterator[tuple[Table, str]]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(f"{key}.{name}".lstrip("."), N_("应为表的列表"))
        for number, item in enumerate(value, start=1):
            yield item, f"{key}.{name}[{item.get('code', number)}]".lstrip(".")

    def fail(self, key: str, template: str, value: str = "", *, near: str = "", last: bool = False) -> NoReturn:
        """Raise, with the line on which `near` stands where it can be found."""
        lines = [number for number, line in enumerate(self.text.splitlines(), 1) if near and f'"{near}"' in line]
        line = (lines[-1] if last else lines[0]) if lines else None
        reason = say(template, value=value) if value else say(template)
        raise InvalidFile(self.file, reason, line, key)
