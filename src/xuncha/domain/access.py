"""Who may do what: the access table, read from `access.csv`, which is the one place it is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xuncha.domain.errors import InvalidFile, NotAllowed
from xuncha.domain.roles import AnyRole, all_roles
from xuncha.domain.words import N_, say

TABLE = "access.csv"


@dataclass(frozen=True)
class AccessRow:
    """One permission ("thing.verb"), its Chinese label, and the roles that hold it."""

    permission: str
    label: str
    roles: frozenset[AnyRole]

    @property
    def thing(self) -> str:
        """What the permission is about."""
        return self.permission.partition(".")[0]


@cache
def table() -> tuple[AccessRow, ...]:
    """The whole table, in the file's order."""
    text = files("xuncha.domain").joinpath(TABLE).read_text(encoding="utf-8")
    return read_table(text.splitlines())


def read_table(lines: Iterable[str]) -> tuple[AccessRow, ...]:
    """Read a table's lines; raise `InvalidFile` with line and column where it is malformed."""
    reader = csv.DictReader(lines)
    roles = all_roles()
    expected = ["permission", "label", *roles]
    if reader.fieldnames is None or list(reader.fieldnames) != expected:
        raise InvalidFile(TABLE, say(N_("表头应为：%(columns)s"), columns=",".join(expected)), 1)
    rows: dict[str, AccessRow] = {}
    for number, cells in enumerate(reader, start=2):
        permission = cells["permission"]
        if permission in rows or permission.count(".") != 1:
            raise InvalidFile(TABLE, say(N_("权限名重复或格式不对：%(name)s"), name=permission), number, "permission")
        odd = next((role for role in roles if cells[role] not in ("y", "")), None)
        if odd is not None:
            raise InvalidFile(TABLE, say(N_("单元格只能为 y 或空")), number, odd)
        held = frozenset(role for role in roles if cells[role] == "y")
        rows[permission] = AccessRow(permission, cells["label"], held)
    return tuple(rows.values())


@cache
def _by_permission() -> dict[str, AccessRow]:
    return {row.permission: row for row in table()}


def permissions() -> tuple[str, ...]:
    """Every permission there is."""
    return tuple(_by_permission())


def label(permission: str) -> str:
    """The Chinese label of a permission."""
    return _by_permission()[permission].label


def roles_with(permission: str) -> frozenset[AnyRole]:
    """The roles that hold a permission."""
    return _by_permission()[permission].roles


def allowed(permission: str, role: AnyRole | str) -> bool:
    """Whether a role holds a permission. An unknown permission is a programmer's error, and raises `KeyError`."""
    return role in _by_permission()[permission].roles


def permissions_of(role: AnyRole | str) -> frozenset[str]:
    """Every permission a role holds."""
    return frozenset(row.permission for row in table() if role in row.roles)


def require(permission: str, roles: Iterable[AnyRole | str]) -> None:
    """Raise `NotAllowed` unless one of the roles holds the permission."""
    if not any(allowed(permission, role) for role in roles):
        raise NotAllowed(permission, label(permission))
