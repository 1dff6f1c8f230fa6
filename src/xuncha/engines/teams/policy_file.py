"""`policy.toml` of the public format: every number has a default, an unknown key is a mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path

from xuncha.domain.errors import InvalidField, InvalidFile
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.tables import unreadable

POLICY = "policy.toml"
FORMAT = 1
"""The version of the format that is read and written here."""


def read_policy(path: Path, flaws: list[InvalidFile]) -> TeamPolicy:
    """Read the file, adding to `flaws` what is wrong with it; the usual numbers stand in for wrong ones."""
    if flaw := unreadable(path):
        flaws.append(flaw)
        return TeamPolicy()
    text = path.read_text(encoding="utf-8-sig")
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: bad TOML, and numbers of thousands of digits
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        last = text.count("\n") + 1 if "end of document" in str(error) else None
        line, column = (int(at[1]), int(at[2])) if at else (last, None)
        flaws.append(InvalidFile(path.name, say(N_("不是有效的 TOML：%(error)s"), error=str(error)), line, column))
        return TeamPolicy()
    usual = {each.name: each.default for each in fields(TeamPolicy)}
    chosen: dict[str, object] = {}
    for key, value in said.items():
        if reason := _unfit(key, value, usual):
            flaws.append(InvalidFile(path.name, reason, _line_of(key, text), key))
        elif key in usual:
            chosen[key] = value
    return TeamPolicy(**chosen)  # type: ignore[arg-type]


def _unfit(key: str, value: object, usual: Mapping[str, object]) -> Sentence | None:
    """Why a key of the policy cannot stand; each number is judged by itself, beside the usual others."""
    if key == "format":
        fits = type(value) is int and value == FORMAT
        return None if fits else say(N_("只能读取第%(format)s版格式"), format=FORMAT)
    if key not in usual:
        return say(N_("没有这个参数；可用的有：%(known)s"), known=("format", *usual))
    kind = type(usual[key])
    if type(value) is not kind and not (kind is float and type(value) is int):
        kinds = {bool: N_("应为 true 或 false"), int: N_("应为整数"), float: N_("应为数字")}
        return say(kinds[kind])
    try:
        TeamPolicy(**{key: value})  # type: ignore[arg-type]
    except InvalidField as error:
        return error.reason
    return None


def _line_of(key: str, text: str) -> int | None:
    pattern = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)


def written_policy(policy: TeamPolicy) -> str:
    """The file that says this policy, every number in full."""
    lines = {"format": FORMAT, **asdict(policy)}
    return "".join(f"{key} = {str(value).lower()}\n" for key, value in lines.items())
