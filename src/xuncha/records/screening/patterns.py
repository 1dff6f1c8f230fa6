"""What the rows of a flag would be known by again: who was paid, on which accounts, by whom supplied, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha.engines.ledgers import looking
from xuncha.engines.ledgers.accounts import class_of
from xuncha.records.ledgers.keeping import store
from xuncha.records.screening.models import Flag

MOST = 20
"""Rows of one kind beyond so many say nothing: a pattern of everything is none."""


def of_flag(flag: Flag) -> dict[str, list[str]]:
    """Persons, accounts, suppliers and words of the voucher lines it points at; money and bank accounts left out."""
    lines = looking.rows(store().imported(flag.rows), "voucher_lines", flag.rows)
    spent = [line for line in lines if (line["debit_fen"] or 0) > 0 and class_of(line["account_code"])]
    return {
        "persons": _told(line["payee_id"] for line in spent),
        "accounts": _told(class_of(line["account_code"]) for line in spent),
        "suppliers": _told(line["supplier_code"] for line in spent),
        "words": _told(line["summary"] for line in spent),
    }


def _told(values: Iterable[Any]) -> list[str]:
    told = sorted({str(value) for value in values if value})
    return told if len(told) <= MOST else []
