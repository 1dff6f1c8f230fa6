"""Procurement, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Rows, found, grouped, total


def d3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A contract paid before it was awarded or signed."""
    flags = []
    for key, contract in grouped(rows["purchases"], "unit", "contract_no").items():
        bought = min(min(row["day_no"], row["awarded_day"] or row["day_no"]) for row in contract)
        early = [
            row
            for row in rows["payments"]
            if (row["unit"], row["contract_no"]) == key
            and row["amount_fen"] > 0
            and row["day_no"] < bought - parameters["days"]
        ]
        if early:
            first = min(contract, key=lambda row: row["row_id"])
            flags.append(found(key[0], [first, *early], total(early)))
    return flags


def d5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A contract paid beyond its amount and the lawful addition."""
    flags = []
    for key, contract in grouped(rows["purchases"], "unit", "contract_no").items():
        agreed = total(contract)
        payments = [row for row in rows["payments"] if (row["unit"], row["contract_no"]) == key]
        if agreed > 0 and total(payments) * 100 > agreed * (100 + parameters["percent"]):
            first = min(contract, key=lambda row: row["row_id"])
            flags.append(found(key[0], [first, *payments], total(payments) - agreed))
    return flags


def d6(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A competitive project with one bidder, who won."""
    single = {
        (row["unit"], row["contract_no"])
        for row in rows["purchases"]
        if row["method"] and re.search(parameters["single_source"], row["method"])
    }
    flags = []
    for (unit, _project), bids in grouped(rows["bids"], "unit", "project_no").items():
        contract = min((row["contract_no"] for row in bids if row["contract_no"]), default=None)
        price = max(row["amount_fen"] for row in bids)
        if (
            len({row["supplier_code"] for row in bids}) == 1
            and any(row["won"] for row in bids)
            and price >= parameters["least_fen"]
            and (unit, contract) not in single
        ):
            flags.append(found(unit, bids, price))
    return flags


RULES: Mapping[str, Meaning] = {"D3": d3, "D5": d5, "D6": d6}
