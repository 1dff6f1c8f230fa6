"""The two shapes every answer has: a part of a list, and what went wrong."""

from typing import Any, Generic, TypeVar

from ninja import Schema

T = TypeVar("T")


class Problem(Schema):
    """What went wrong, in words."""

    detail: str
    errors: list[dict[str, Any]] | None = None


class Page(Schema, Generic[T]):
    """A part of a list, and how long the whole is."""

    count: int
    items: list[T]
