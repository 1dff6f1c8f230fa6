"""Shifting and recurrence, said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, found, grouped, total

YEAR = 365


def a1(rows: Rows, _parameters: Mapping[str, Any]) -> list[Found]:
    """After the closing the pattern of the finding is seen again in the unit, below it, or right above it."""
    flags = []
    for closure in rows["closures"]:
        again = [
            line
            for line in _debits(rows)
            if not line["account_code"].startswith("10")
            and closure["closed_day"] <= line["day_no"] <= closure["watch_until_day"]
            and _recurs(rows, closure, line)
        ]
        flags += [
            found(unit, each, total(each, "debit_fen"))
            for (unit, _period, _voucher), each in grouped(again, "unit", "period", "voucher_id").items()
        ]
    return flags


def _recurs(rows: Rows, closure: Row, line: Row) -> bool:
    depths = {each["depth"] for each in _kin(rows, line["day_no"], closure["unit"], line["unit"])}
    above = {each["depth"] for each in _kin(rows, line["day_no"], line["unit"], closure["unit"])}
    if not depths and 1 not in above:
        return False
    person = line["payee_id"] in (closure["persons"] or ())
    supplier = line["supplier_code"] in (closure["suppliers"] or ())
    account = bool({line["account_code"], _class(line)} & set(closure["accounts"] or ()))
    word = any(each and each in (line["summary"] or "") for each in closure["words"] or ())
    below = any(depth > 0 for depth in depths)
    return word or (person and (account or supplier or below)) or (supplier and account)


def a2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A person of a superior unit, and not of this one, is paid by this one."""
    strangers = [line for line in _expenses(rows) if _from_above(rows, parameters, line)]
    return [
        found(key[0], each, total(each, "debit_fen"))
        for key, each in grouped(strangers, "unit", "period", "voucher_id", "payee_id").items()
    ]


def _from_above(rows: Rows, parameters: Mapping[str, Any], line: Row) -> bool:
    day, posts = line["day_no"], [post for post in rows["roster"] if post["person_id"] == line["payee_id"]]
    return (
        not re.search(parameters["honest_words"], line["summary"] or "")
        and any(
            _holds(post, day) and kin["depth"] >= 1
            for post in posts
            for kin in _kin(rows, day, post["unit"], line["unit"])
        )
        and not any(
            post["unit"] == line["unit"] and _from(post) <= day and _until(post) >= day - parameters["grace_days"]
            for post in posts
        )
    )


def a3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """An invoice or a contract of a superior unit is paid by a subordinate."""
    paid = []
    for line in _expenses(rows):
        for buyer in {each["buyer_unit"] for each in rows["invoices"] if each["invoice_no"] == line["invoice_no"]}:
            paid.append(
                {**line, "of": line["invoice_no"], "buyer": buyer, "fen": line["debit_fen"], "for": line["summary"]}
            )
    for payment in rows["payments"]:
        parties = {each["unit"] for each in rows["purchases"] if each["contract_no"] == payment["contract_no"]}
        if payment["amount_fen"] > 0 and payment["unit"] not in parties:
            paid += [
                {
                    **payment,
                    "of": payment["contract_no"],
                    "buyer": buyer,
                    "fen": payment["amount_fen"],
                    "for": payment["purpose"],
                }
                for buyer in parties
            ]
    shifted = [
        each
        for each in paid
        if any(kin["depth"] >= 1 for kin in _kin(rows, each["day_no"], each["buyer"], each["unit"]))
        and not re.search(parameters["honest_words"], each["for"] or "")
    ]
    return [found(key[0], each, total(each, "fen")) for key, each in grouped(shifted, "unit", "of", "buyer").items()]


def a4(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A class of spending falls in the unit after the closing and rises below it."""
    latest = max((line["day_no"] for line in rows["voucher_lines"] if line["book"] == "financial"), default=0)
    flags: list[Found] = []
    for closure in rows["closures"]:
        first = closure["closed_day"]
        last = min(first + parameters["days"] - 1, closure["watch_until_day"], latest)
        if last - first + 1 < parameters["least_days"]:
            continue
        for class_ in {each if len(each) == 5 else each[4:9] for each in closure["accounts"] or ()} - {""}:
            flags += _displaced(rows, parameters, closure["unit"], class_, range(first, last + 1))
    return flags


def _displaced(rows: Rows, parameters: Mapping[str, Any], unit: str, class_: str, days: range) -> Iterator[Found]:
    earlier = range(days.start - YEAR, days.stop - YEAR)
    lines = [each for each in _expenses(rows, negative=True) if _class(each) == class_]
    after = grouped([each for each in lines if each["day_no"] in days], "unit")
    before = grouped([each for each in lines if each["day_no"] in earlier], "unit")
    was = {each: total(before.get((each,), ()), "debit_fen") for (each,) in {*before, *after}}
    now = {each: total(after.get((each,), ()), "debit_fen") for (each,) in {*before, *after}}
    below = {each for each in was if any(kin["depth"] > 0 for kin in _kin(rows, days.start, unit, each))}
    fall = was.get(unit, 0) - now.get(unit, 0)
    rise = sum(now[each] - was[each] for each in below)
    grown = 100 + parameters["growth"]
    if (
        fall >= parameters["least_fen"]
        and fall * 100 >= was.get(unit, 0) * parameters["fall"]
        and rise * 100 >= fall * parameters["share"]
        and sum(now[each] for each in below) * 100 > sum(was[each] for each in below) * grown
    ):
        for each in below:
            if now[each] * 100 > was[each] * grown and (each,) in after:
                yield found(each, after[each,], now[each] - was[each])


def a5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Somebody of the finding is paid under an account that was never used for him before."""
    return [flag for closure in rows["closures"] for flag in _renamed(rows, parameters, closure)]


def _renamed(rows: Rows, parameters: Mapping[str, Any], closure: Row) -> Iterator[Found]:
    closed, accounts = closure["closed_day"], set(closure["accounts"] or ())
    seen = [
        {
            **line,
            "party": (column, line[column]),
            "class": _class(line),
            "watched": bool({line["account_code"], _class(line)} & accounts),
        }
        for line in _expenses(rows)
        if _class(line).startswith("302")
        and closed - parameters["days"] <= line["day_no"] <= closure["watch_until_day"]
        and _kin(rows, line["day_no"], closure["unit"], line["unit"])
        for column in ("supplier_code", "payee_id")
        if line[column] is not None
    ]
    followed = {("supplier_code", each) for each in closure["suppliers"] or ()}
    followed |= {("payee_id", each) for each in closure["persons"] or ()}
    own = [
        each
        for each in seen
        if each["watched"] and each["unit"] == closure["unit"] and each["party"][0] == "supplier_code"
    ]
    for (party,), each in grouped(own, "party").items():
        if (
            len(each) >= parameters["times"]
            and total(each, "debit_fen") >= parameters["least_fen"]
            and all(line["day_no"] < closed for line in each)
        ):
            followed.add(party)
    before = {(each["party"], each["class"]) for each in seen if each["day_no"] < closed}
    new = [
        each
        for each in seen
        if each["day_no"] >= closed
        and not each["watched"]
        and each["party"] in followed
        and (each["party"], each["class"]) not in before
    ]
    for key, each in grouped(new, "unit", "party", "class").items():
        if total(each, "debit_fen") >= parameters["least_fen"]:
            yield found(key[0], each, total(each, "debit_fen"))


def a6(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A due with a related unit is credited against expenses on one voucher."""
    flags = []
    names = {(each["name"], each["unit"]) for each in rows["units"]}
    names |= {(each["unit"], each["unit"]) for each in rows["unit_closure"]}
    financial = [line for line in rows["voucher_lines"] if line["book"] == "financial"]
    for (unit, _period, _voucher), lines in grouped(financial, "unit", "period", "voucher_id").items():
        spent = [line for line in lines if line in _expenses(rows) and _bears(parameters, line)]
        for other in {unit for _name, unit in names}:
            cleared = [
                line
                for line in lines
                if line["credit_fen"] > 0
                and line["account_code"][:4] in parameters["accounts"]
                and (line["counterparty"], other) in names
                and _related(rows, line["day_no"], unit, other)
            ]
            if spent and cleared:
                fen = min(total(cleared, "credit_fen"), total(spent, "debit_fen"))
                flags.append(found(unit, [*cleared, *spent], fen))
    return flags


def _bears(parameters: Mapping[str, Any], line: Row) -> bool:
    return (
        _class(line).startswith("302")
        and _class(line) not in parameters["shared"]
        and not re.search(parameters["honest_words"], line["summary"] or "")
    )


def _related(rows: Rows, day: int, unit: str, other: str) -> bool:
    return any(each["depth"] >= 1 for each in (*_kin(rows, day, unit, other), *_kin(rows, day, other, unit)))


def a7(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Several subordinates of one superior pay one payee similar round sums within days, and not regularly."""
    charged = [
        {
            **line,
            "parent": kin["ancestor"],
            "payee": line["supplier_code"] or line["counterparty"] or line["payee_name"],
        }
        for line in _expenses(rows)
        if _class(line).startswith("302")
        and line["debit_fen"] >= parameters["least_fen"]
        and line["debit_fen"] % parameters["round_fen"] == 0
        for kin in {each["ancestor"]: each for each in rows["unit_closure"] if _sits(each, line)}.values()
    ]
    flags = []
    for (parent, payee), lines in grouped(charged, "parent", "payee").items():
        if payee is not None:
            several = [each for each in _rounds(parameters, lines) if _unexplained(parameters, each)]
            if len({each[0]["period"] for each in several}) <= parameters["months"]:
                flags += [found(parent, each, total(each, "debit_fen")) for each in several]
    return flags


def _unexplained(parameters: Mapping[str, Any], lines: list[Row]) -> bool:
    return len({line["unit"] for line in lines}) >= parameters["units"] and not any(
        re.search(parameters["honest_words"], line["summary"] or "") for line in lines
    )


def _sits(closure: Row, line: Row) -> bool:
    return bool(closure["unit"] == line["unit"] and closure["depth"] == 1 and _holds(closure, line["day_no"]))


def _rounds(parameters: Mapping[str, Any], lines: list[Row]) -> Iterator[list[Row]]:
    """Each line that has no earlier line like it, first, and those like it in the days after."""
    days, percent = parameters["days"], parameters["percent"]
    for anchor in lines:
        fen = anchor["debit_fen"]
        alike = [each for each in lines if fen * (100 - percent) <= each["debit_fen"] * 100 <= fen * (100 + percent)]
        order = (anchor["day_no"], anchor["row_id"])
        if not any(
            (each["day_no"], each["row_id"]) < order and anchor["day_no"] - each["day_no"] < days for each in alike
        ):
            after = [each for each in alike if 0 <= each["day_no"] - anchor["day_no"] < days]
            yield [anchor, *(each for each in after if each is not anchor)]


def a8(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Money goes to an affiliate, which soon after pays for meals, drink or gifts."""
    flags = []
    affiliates = [each for each in rows["units"] if each["relation"] == "affiliated" and each["parent"] is not None]
    lines = [each for each in _debits(rows) if each["account_code"] >= "11"]
    for unit, affiliate in {(each["parent"], each["unit"]) for each in affiliates}:
        names = {each["name"] for each in affiliates if each["unit"] == affiliate} | {affiliate}
        moved = [
            each
            for each in lines
            if each["unit"] == unit and each["counterparty"] in names and _class(each) != parameters["dues"]
        ]
        spent = [
            {**each, "moved": before}
            for each in lines
            if each["unit"] == affiliate
            and re.search(parameters["words"], each["summary"] or "")
            and not re.search(parameters["honest_words"], each["summary"] or "")
            and (before := [one for one in moved if 0 <= each["day_no"] - one["day_no"] <= parameters["days"]])
        ]
        for each in grouped(spent, "period", "voucher_id").values():
            flags.append(
                found(unit, [*each, *(one for line in each for one in line["moved"])], total(each, "debit_fen"))
            )
    return flags


def _debits(rows: Rows) -> list[Row]:
    return [each for each in rows["voucher_lines"] if each["book"] == "financial" and each["debit_fen"] > 0]


def _expenses(rows: Rows, *, negative: bool = False) -> list[Row]:
    return [
        each
        for each in rows["voucher_lines"]
        if each["book"] == "financial" and each["account_code"].startswith("5") and (negative or each["debit_fen"] > 0)
    ]


def _class(line: Row) -> str:
    return str(line["account_code"][4:9])


def _kin(rows: Rows, day: int, ancestor: str | None, unit: str) -> list[Row]:
    """How the unit stood under the ancestor on that day."""
    return [
        each
        for each in rows["unit_closure"]
        if each["ancestor"] == ancestor and each["unit"] == unit and _holds(each, day)
    ]


def _from(row: Row) -> int:
    return 0 if row["valid_from_day"] is None else int(row["valid_from_day"])


def _until(row: Row) -> int:
    return 1_000_000 if row["valid_to_day"] is None else int(row["valid_to_day"])


def _holds(row: Row, day: int) -> bool:
    return _from(row) <= day <= _until(row)


RULES: Mapping[str, Meaning] = {"A1": a1, "A2": a2, "A3": a3, "A4": a4, "A5": a5, "A6": a6, "A7": a7, "A8": a8}
