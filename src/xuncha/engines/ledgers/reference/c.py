"""The eight-point rules and official cars, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from statistics import median
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, found, grouped, total

SEASON = 90
CAR_DAY = ("unit", "plate", "day_no")


def c1(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A summary or an invoice item has a sensitive word and no word that explains it."""
    vouchers = [
        line for line in _expenses(rows) if line["debit_fen"] > 0 and _says(line["summary"], parameters, "words")
    ]
    invoices = [
        each
        for each in rows["invoices"]
        if each["buyer_unit"] is not None and each["amount_fen"] > 0 and _says(each["item"], parameters, "items")
    ]
    by_voucher = grouped(vouchers, "unit", "period", "voucher_id")
    by_invoice = grouped(invoices, "buyer_unit", "invoice_no")
    return [
        *(found(key[0], each, total(each, "debit_fen")) for key, each in by_voucher.items()),
        *(found(key[0], each, total(each)) for key, each in by_invoice.items()),
    ]


def _says(text: str | None, parameters: Mapping[str, Any], words: str) -> bool:
    return bool(
        text is not None and re.search(parameters[words], text) and not re.search(parameters["honest_words"], text)
    )


def c2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A car is fuelled on a day off without a dispatch before."""
    off = {each["day_no"] for each in rows["calendar"] if not each["working"]}
    fills = [
        each
        for each in _events(rows, "fuel")
        if each["day_no"] in off and not _dispatched(rows, each, parameters["days"], 0)
    ]
    return [found(key[0], each, total(each)) for key, each in grouped(fills, *CAR_DAY).items()]


def c3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A car is fuelled twice in a day without a long drive between."""
    flags = []
    for (unit, _plate, _day), fills in grouped(_events(rows, "fuel"), *CAR_DAY).items():
        read = [each["km"] for each in fills if each["km"] is not None] or [0]
        if len(fills) >= 2 and max(read) - min(read) < parameters["km"]:
            flags.append(found(unit, fills, total(fills)))
    return flags


def c4(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A fill is larger than the tank; or a season's fuel is more than the distance explains."""
    fills = [
        {**each, "season": each["day_no"] // SEASON}
        for each in _events(rows, "fuel")
        if each["millilitres"] is not None
    ]
    flags = [
        found(each["unit"], [each], each["amount_fen"] or 0)
        for each in fills
        if each["tank_millilitres"] is not None
        and each["millilitres"] * 100 > each["tank_millilitres"] * (100 + parameters["percent"])
    ]
    read = [each for each in fills if each["km"] is not None]
    for (unit, _plate, _season), each in grouped(read, "unit", "plate", "season").items():
        first = min(fill["km"] for fill in each)
        driven = max(fill["km"] for fill in each) - first
        tank = max(fill["tank_millilitres"] or 0 for fill in each)
        burned = sum(fill["millilitres"] for fill in each if fill["km"] > first)
        if (
            len(each) >= parameters["fills"]
            and driven >= parameters["least_km"]
            and tank <= parameters["heavy_litres"] * 1000
            and burned > parameters["litres"] * 10 * driven
        ):
            flags.append(found(unit, each, total(each)))
    return flags


def c5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A car is fuelled on a working day, or passes a toll, without a dispatch around it, where dispatches are kept."""
    off = {each["day_no"] for each in rows["calendar"] if not each["working"]}
    kept = {
        unit: (min(each["day_no"] for each in journeys), max(each["day_no"] for each in journeys))
        for (unit,), journeys in grouped(_events(rows, "dispatch"), "unit").items()
    }
    used = [
        each
        for each in (*_events(rows, "toll"), *_events(rows, "fuel"))
        if each["unit"] in kept
        and kept[each["unit"]][0] <= each["day_no"] <= kept[each["unit"]][1]
        and (each["kind"] == "toll" or each["day_no"] not in off)
        and not _dispatched(rows, each, parameters["days_before"], parameters["days_after"])
    ]
    return [found(key[0], each, total(each)) for key, each in grouped(used, *CAR_DAY).items()]


def _events(rows: Rows, kind: str) -> list[Row]:
    return [each for each in rows["vehicle_events"] if each["kind"] == kind]


def _dispatched(rows: Rows, event: Row, before: int, after: int) -> bool:
    return any(
        each["plate"] == event["plate"] and -before <= each["day_no"] - event["day_no"] <= after
        for each in _events(rows, "dispatch")
    )


def c10(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Allowances that should not be: by name, by what a voucher says, or equal for all before a holiday."""
    pay = [each for each in rows["payroll"] if each["amount_fen"] > 0]
    named = [each for each in pay if re.search(parameters["forbidden"], each["item"])]
    said = [
        line
        for line in _expenses(rows)
        if line["debit_fen"] > 0
        and _class(line) in parameters["classes"]
        and _says(line["summary"], parameters, "said")
    ]
    flags = [found(key[0], each, total(each)) for key, each in grouped(named, "unit", "day_no", "item").items()]
    for (unit, _day, _voucher), each in grouped(said, "unit", "day_no", "voucher_id").items():
        flags.append(found(unit, each, total(each, "debit_fen")))
    others = [
        each
        for each in pay
        if not re.search(parameters["forbidden"], each["item"])
        and not re.search(parameters["lawful"], each["item"])
        and any(0 <= festival - each["day_no"] <= parameters["days"] for festival in _festivals(rows))
    ]
    for (unit, day, item, _fen), each in grouped(others, "unit", "day_no", "item", "amount_fen").items():
        own = [row for row in rows["payroll"] if row["unit"] == unit]
        persons = {row["person_id"] for row in each}
        staff = {row["person_id"] for row in own if 0 <= day - row["day_no"] <= 31}
        times = {row["day_no"] for row in own if row["item"] == item and 1 <= day - row["day_no"] <= 365}
        if (
            len(persons) >= parameters["people"]
            and len(persons) * 100 >= len(staff) * parameters["percent"]
            and len(times) < parameters["usual"]
        ):
            flags.append(found(unit, each, total(each)))
    return flags


def _festivals(rows: Rows) -> set[int]:
    """The first day of every three days off or more."""
    off = {each["day_no"] for each in rows["calendar"] if not each["working"]}
    return {day for day in off if {day + 1, day + 2} <= off and day - 1 not in off}


def c13(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Reception of a quarter lies far above the unit's own quarters before, and above the general change."""
    lines = [{**line, "quarter": _part(line, 3)} for line in _expenses(rows) if _class(line) == parameters["class"]]
    quarters = grouped(lines, "unit", "quarter")
    spent = {key: fen for key, each in quarters.items() if (fen := total(each, "debit_fen")) > 0}
    before = {
        (unit, quarter): [
            spent[unit, each] for each in range(quarter - parameters["quarters"], quarter) if (unit, each) in spent
        ]
        for unit, quarter in spent
    }
    usual = {
        key: int(median(was))
        for key, was in before.items()
        if len(was) >= parameters["least_quarters"] and int(median(was))
    }
    flags = []
    for (unit, quarter), was in usual.items():
        growth = [spent[key] * 1000 // usual[key] for key in usual if key[1] == quarter]
        general = int(median(growth)) if len(growth) >= parameters["peers"] else 1000
        expected = was * max(general, 1000) // 1000
        spread = max(int(median(abs(each - was) for each in before[unit, quarter])), was // 10)
        excess = spent[unit, quarter] - expected
        if (
            excess >= parameters["least_fen"]
            and spent[unit, quarter] * 100 >= expected * (100 + parameters["percent"])
            and excess * 10000 > spread * 14826 * parameters["sigmas"]
        ):
            flags.append(found(unit, quarters[unit, quarter], excess))
    return flags


def c14(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Reception and cars fall to almost nothing while the catch-all classes make up for it."""
    lines = [{**line, "half": _part(line, 6)} for line in _expenses(rows)]
    named = grouped([line for line in lines if _class(line) in parameters["named"]], "unit", "half")
    other = grouped([line for line in lines if _class(line) in parameters["catch_all"]], "unit", "half")
    flags = []
    for unit, half in other:
        fell_from, fell_to = (total(named.get((unit, each), ()), "debit_fen") for each in (half - 2, half))
        rose_from, rose_to = (total(other.get((unit, each), ()), "debit_fen") for each in (half - 2, half))
        if (
            fell_from >= parameters["least_fen"]
            and fell_to * 100 <= fell_from * parameters["left"]
            and (rose_to - rose_from) * 100 >= (fell_from - fell_to) * parameters["share"]
            and rose_to * 100 >= rose_from * (100 + parameters["percent"])
        ):
            flags.append(found(unit, other[unit, half], rose_to - rose_from))
    return flags


def _part(line: Row, months: int) -> int:
    """Which part of its year a line is booked in, counted through the years."""
    year, month = divmod(line["period"], 100)
    return int(year * (12 // months) + (month - 1) // months)


def _expenses(rows: Rows) -> list[Row]:
    return [
        each for each in rows["voucher_lines"] if each["book"] == "financial" and each["account_code"].startswith("5")
    ]


def _class(line: Row) -> str:
    return str(line["account_code"][4:9])


RULES: Mapping[str, Meaning] = {
    "C1": c1, "C2": c2, "C3": c3, "C4": c4, "C5": c5, "C10": c10, "C13": c13, "C14": c14,
}  # fmt: skip
