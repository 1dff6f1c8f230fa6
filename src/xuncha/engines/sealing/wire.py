"""Bytes and keyed values as they stand in JSON: base64url without padding (RFC 4648, section 5), read strictly."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

Json = Mapping[str, object]


def to_text(data: bytes) -> str:
    """Write bytes."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_text(text: object, field: str) -> bytes:
    """Read bytes; one text stands for them and no other."""
    if isinstance(text, str) and text.isascii():
        try:
            data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError:
            data = b""
        if to_text(data) == text:
            return data
    raise InvalidField(field, say(N_("不是有效的base64url编码")))


def a_text(raw: Json, key: str, field: str) -> str:
    """Take a text out of a JSON object."""
    value = raw.get(key)
    if not isinstance(value, str):
        raise InvalidField(field, say(N_("应为文字")))
    return value


def an_object(value: object, field: str) -> Json:
    """See that a JSON value is an object."""
    if not isinstance(value, dict):
        raise InvalidField(field, say(N_("格式不对")))
    return value


def a_list(value: object, field: str) -> list[object]:
    """See that a JSON value is a list."""
    if not isinstance(value, list):
        raise InvalidField(field, say(N_("格式不对")))
    return value
