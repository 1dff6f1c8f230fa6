"""An envelope from outside is read strictly, and nothing is ever sealed to nobody."""

from __future__ import annotations

from typing import Any

import pytest

from xuncha.domain.errors import InvalidField
from xuncha.engines.sealing import envelope, suite

CLERK, LEADER = suite.pair_from_seed(b"c" * 32), suite.pair_from_seed(b"l" * 32)


def good() -> dict[str, Any]:
    return envelope.to_json(envelope.seal("反映".encode(), "tip", [CLERK.public, LEADER.public]))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("algorithm", {"algorithm": "rot13-1"}),
        ("purpose", {"purpose": "file"}),
        ("purpose", {"purpose": None}),
        ("body", {"body": "AAAA"}),
        ("body", {"body": "@@@@"}),
        ("seals", {"seals": []}),
        ("seals", {"seals": {}}),
        ("seals.to", {"seals": [{"to": "CLERK", "seal": "A" * 107}]}),
        ("seals.seal", {"seals": [{"to": "0" * 16, "seal": "AAAA"}]}),
        ("seals.seal", {"seals": [{"to": "0" * 16}]}),
    ],
)
def test_what_is_no_envelope_is_refused_naming_the_field(field: str, change: dict[str, object]) -> None:
    with pytest.raises(InvalidField) as refusal:
        envelope.from_json({**good(), **change})
    assert refusal.value.field == field


def test_two_seals_for_one_reader_are_refused() -> None:
    raw = good()
    with pytest.raises(InvalidField, match="seals"):
        envelope.from_json({**raw, "seals": [raw["seals"][0], raw["seals"][0]]})


def test_a_reader_named_twice_gets_one_seal() -> None:
    assert len(envelope.seal(b"", "note", [CLERK.public, CLERK.public]).seals) == 1


def test_nothing_is_sealed_to_nobody_nor_for_no_purpose() -> None:
    with pytest.raises(ValueError, match="nobody"):
        envelope.seal(b"", "tip", [])
    with pytest.raises(ValueError, match="purpose"):
        envelope.seal(b"", "gossip", [CLERK.public])


def test_a_private_key_does_not_show_when_a_pair_is_printed() -> None:
    assert CLERK.private.hex() not in repr(CLERK)
    assert repr(CLERK.private) not in repr(CLERK)
