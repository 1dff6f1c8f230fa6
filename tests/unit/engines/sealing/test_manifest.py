"""A tip is read as it was written; what is no tip is refused, naming the field."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from xuncha.domain.errors import InvalidField
from xuncha.engines.sealing.manifest import CleanCopy, File, Manifest, Named, Original, Outcome, dumps, loads

PHOTO = File(
    "祠堂.jpg", "image/jpeg", 2_400_000, Outcome.REMOVED, CleanCopy("81", bytes(32)), Original("82", bytes(80))
)
LEDGER = replace(PHOTO, name="台账.wps", cleaned=Outcome.NOT_POSSIBLE, clean=None)
TIP = Manifest("村里的低保是按人情发的。", Named("林某", "13800000000"), "某村村委会", "去年冬天", (PHOTO, LEDGER))


@pytest.mark.parametrize("tip", [TIP, replace(TIP, named=None, files=()), Manifest("只有一句话")])
def test_a_tip_is_read_as_it_was_written(tip: Manifest) -> None:
    assert loads(dumps(tip)) == tip


@pytest.mark.parametrize(
    ("field", "where", "value"),
    [
        ("v", ("v",), 2),
        ("text", ("text",), None),
        ("named", ("named",), "林某"),
        ("named.contact", ("named", "contact"), 138),
        ("files", ("files",), None),
        ("files", ("files", 0), "祠堂.jpg"),
        ("files.size", ("files", 0, "size"), -1),
        ("files.size", ("files", 0, "size"), True),
        ("files.cleaned", ("files", 0, "cleaned"), "somewhat"),
        ("files.clean.key", ("files", 0, "clean", "key"), "AAAA"),
        ("files.clean.key", ("files", 0, "clean", "key"), "=" * 43),
        ("files.original", ("files", 0, "original"), None),
        ("files.original.sealed_key", ("files", 0, "original", "sealed_key"), "AAAA"),
    ],
)
def test_what_is_no_tip_is_refused_naming_the_field(field: str, where: tuple[str | int, ...], value: object) -> None:
    raw = json.loads(dumps(TIP))
    place = raw
    for step in where[:-1]:
        place = place[step]
    place[where[-1]] = value
    with pytest.raises(InvalidField) as refusal:
        loads(json.dumps(raw).encode())
    assert refusal.value.field == field


@pytest.mark.parametrize("plain", [b"", b"{", b"[]", b"\xff"])
def test_what_is_not_even_an_object_is_refused(plain: bytes) -> None:
    with pytest.raises(InvalidField, match="manifest"):
        loads(plain)
