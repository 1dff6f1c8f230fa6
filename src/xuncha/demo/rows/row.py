"""The decorator every row class wears: a frozen, slotted, keyword-only dataclass."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def row(cls: type[_T]) -> type[_T]:
    """Frozen so that a row cannot change after it is generated; keywords because rows are wide."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
