"""Invoices and claims, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, found, grouped, total

VOUCHER = ("unit", "period", "voucher_id")
ENDING = 8
"""Digits at the end of an invoice number that count up."""


def b1(rows: Rows, _parameters: Mapping[str, Any]) -> list[Found]:
    """One invoice is an expense on two vouchers, beyond what it says and what was reversed."""
    flags = []
    billed = grouped(rows["invoices"], "invoice_no")
    for (invoice,), lines in grouped(_invoiced(rows), "invoice_no").items():
        vouchers = grouped(lines, *VOUCHER)
        nets = {voucher: _net(each) for voucher, each in vouchers.items()}
        bookings = sum(net > 0 for net in nets.values()) - sum(net < 0 for net in nets.values())
        due = total(billed[invoice,]) if (invoice,) in billed else max(nets.values())
        if bookings >= 2 and sum(nets.values()) > due:
            days = {key: max(line["day_no"] for line in vouchers[key]) for key, net in nets.items() if net > 0}
            unit = max(key[0] for key, day in days.items() if day == max(days.values()))
            debits = [line for line in lines if line["debit_fen"] > 0]
            flags.append(found(unit, debits, sum(nets.values()) - due))
    return flags


def b2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A unit pays a supplier the same sum twice within weeks, and at no other time."""
    flags = []
    lines = [line for line in _expenses(rows) if line["supplier_code"] is not None]
    for (unit, _supplier), dealt in grouped(lines, "unit", "supplier_code").items():
        reversed_fen = {line["credit_fen"] - line["debit_fen"] for line in dealt}
        for (fen,), pair in grouped(dealt, "debit_fen").items():
            days = [line["day_no"] for line in pair]
            if (
                fen >= parameters["least_fen"]
                and len(pair) == 2
                and max(days) - min(days) <= parameters["days"]
                and any(line["invoice_no"] is None for line in pair)
                and _several_vouchers(pair)
                and fen not in reversed_fen
                and not _two_stages(parameters, pair)
            ):
                flags.append(found(unit, pair, fen))
    return flags


def _two_stages(parameters: Mapping[str, Any], pair: list[Row]) -> bool:
    told = [line["summary"] for line in pair]
    return None not in told and told[0] != told[1] and all(re.search(parameters["stages"], each) for each in told)


def b3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A seller's invoices to a unit count up one by one, over more than one day, with no contract between them."""
    flags = []
    contracts = {(each["unit"], each["supplier_code"]) for each in rows["purchases"]}
    bills = [
        each
        for each in rows["invoices"]
        if each["status"] == "valid"
        and None not in (each["seller_code"], each["buyer_unit"])
        and re.fullmatch("[0-9]{8,20}", each["invoice_no"])
        and (each["buyer_unit"], each["seller_code"]) not in contracts
    ]
    for (unit, _seller), each in grouped(bills, "buyer_unit", "seller_code").items():
        numbers = {bill["invoice_no"] for bill in each}
        for first in sorted(numbers):
            run = [first]
            if _next(first, -1) in numbers:
                continue
            while (following := _next(run[-1], 1)) in numbers:
                run.append(following)
            drawn = [bill for bill in each if bill["invoice_no"] in run]
            if len(run) >= parameters["bills"] and len({_first_day(drawn, number) for number in run}) > 1:
                flags.append(found(unit, drawn, total(drawn)))
    return flags


def _next(number: str, step: int) -> str:
    """The number that counts on from this one; none beyond the end of its eight digits."""
    ending = int(number[-ENDING:]) + step
    return number[:-ENDING] + f"{ending:0{ENDING}d}" if 0 <= ending < 10**ENDING else ""


def _first_day(bills: list[Row], number: str) -> int:
    return min(int(bill["day_no"]) for bill in bills if bill["invoice_no"] == number)


def b4(rows: Rows, _parameters: Mapping[str, Any]) -> list[Found]:
    """An expense stands on an invoice that is void or reversed."""
    dead = {each["invoice_no"] for each in rows["invoices"] if each["status"] not in ("valid", None)}
    lines = [line for line in _invoiced(rows) if line["invoice_no"] in dead]
    return [
        found(unit, [line for line in each if line["debit_fen"] > 0], _net(each))
        for (unit, _invoice), each in grouped(lines, "unit", "invoice_no").items()
        if _net(each) > 0
    ]


def b5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """An expense stands on an invoice made out to somebody else, who is no kin."""
    flags = []
    names = {(each["unit"], each["name"]) for each in rows["units"]}
    kin = {pair for each in rows["unit_closure"] if each["depth"] >= 1 for pair in _both_ways(each)}
    debits = [
        line
        for line in _invoiced(rows)
        if line["debit_fen"] > 0 and not re.search(parameters["honest_words"], line["summary"] or "")
    ]
    bills = grouped(rows["invoices"], "invoice_no")
    for (unit, invoice), lines in grouped(debits, "unit", "invoice_no").items():
        drawn = bills.get((invoice,), [])
        item = min((bill["item"] for bill in drawn if bill["item"] is not None), default="")
        if re.search(parameters["personal"], item):
            continue
        for buyer, name in {(bill["buyer_unit"], bill["buyer_name"]) for bill in drawn}:
            other = buyer != unit if buyer is not None else name is not None
            if other and (unit, name) not in names and (unit, buyer) not in kin:
                flags.append(found(unit, lines, total(lines, "debit_fen")))
    return flags


def _both_ways(closure: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    return (closure["ancestor"], closure["unit"]), (closure["unit"], closure["ancestor"])


def b6(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Bills of one seller on one day, each below the limit, together not, on different vouchers."""
    flags = []
    bills = [
        each
        for each in rows["invoices"]
        if None not in (each["seller_code"], each["buyer_unit"]) and re.search(parameters["items"], each["item"] or "")
    ]
    for (_seller, unit, _day), each in grouped(bills, "seller_code", "buyer_unit", "day_no").items():
        sums = {number: total(items) for (number,), items in grouped(each, "invoice_no").items()}
        split = {number: fen for number, fen in sums.items() if fen > 0}
        limit = parameters["limit_fen"]
        if len(split) < 2 or max(split.values()) >= limit or sum(split.values()) < limit:
            continue
        lines = [
            line
            for line in _invoiced(rows)
            if line["debit_fen"] > 0 and line["unit"] == unit and line["invoice_no"] in split
        ]
        if _several_vouchers(lines) and total(lines, "debit_fen") >= limit:
            flags.append(found(unit, lines, total(lines, "debit_fen")))
    return flags


def _expenses(rows: Rows) -> list[Row]:
    return [
        each for each in rows["voucher_lines"] if each["book"] == "financial" and each["account_code"].startswith("5")
    ]


def _invoiced(rows: Rows) -> list[Row]:
    return [line for line in _expenses(rows) if line["invoice_no"] is not None]


def _net(lines: list[Row]) -> int:
    return total(lines, "debit_fen") - total(lines, "credit_fen")


def _several_vouchers(lines: list[Row]) -> bool:
    return len(grouped(lines, *VOUCHER)) > 1


RULES: Mapping[str, Meaning] = {"B1": b1, "B2": b2, "B3": b3, "B4": b4, "B5": b5, "B6": b6}
