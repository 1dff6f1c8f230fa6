"""The slow, obvious meaning of every rule, written without looking at its SQL; the engines are held to it."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.engines.ledgers.reference import a, b, c, d, e, f
from xuncha.engines.ledgers.reference.found import Found, Meaning, Rows

FIRST = 1

REFERENCE: Mapping[tuple[str, int], Meaning] = {
    (rule, FIRST): meaning for family in (a, b, c, d, e, f) for rule, meaning in family.RULES.items()
}
"""By rule and version. A second version of a rule brings a second meaning, entered here by hand."""

__all__ = ["REFERENCE", "Found", "Meaning", "Rows"]
