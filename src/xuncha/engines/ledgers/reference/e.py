"""The shape of the books, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, fence, found, grouped, stands, total

BENFORD = {1: 3010, 2: 1761, 3: 1249, 4: 969, 5: 792, 6: 669, 7: 580, 8: 512, 9: 458}


def e1(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """The few units of a year whose first digits are far further from Benford's law than everybody's."""
    expenses = [
        {**line, "year": line["period"] // 100, "digit": int(str(line["debit_fen"])[0])}
        for line in _financial(rows)
        if line["account_code"].startswith("5") and 10**3 <= line["debit_fen"] < 10**11
    ]
    flags = []
    for (_year,), of_year in grouped(expenses, "year").items():
        excesses = {
            unit: _excess(lines)
            for (unit,), lines in grouped(of_year, "unit").items()
            if len(lines) >= parameters["least"]
        }
        departures = {unit: sum(map(abs, excess.values())) for unit, excess in excesses.items()}
        if len(departures) < parameters["peers"]:
            continue
        limit = max(fence(sorted(departures.values()), parameters["fence"]), 9 * parameters["permyriad"])
        ranking = sorted(departures, key=lambda unit: (-departures[unit], unit))
        for unit in ranking[: parameters["worst"]]:
            if departures[unit] > limit:
                digit = max(BENFORD, key=lambda each: (excesses[unit][each], -each))
                lines = [line for line in of_year if line["unit"] == unit and line["digit"] == digit]
                flags.append(found(unit, lines, total(lines, "debit_fen")))
    return flags


def _excess(lines: list[Row]) -> dict[int, int]:
    """By digit: its share above the expected one, in ten-thousandths."""
    digits = [line["digit"] for line in lines]
    return {digit: digits.count(digit) * 10000 // len(lines) - share for digit, share in BENFORD.items()}


def e2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Units with far more whole thousands among their spending than the others of the year."""
    spending = [
        {**line, "year": line["period"] // 100}
        for line in _financial(rows)
        if line["account_code"][4:7] == "302" and line["debit_fen"] >= THOUSAND
    ]
    flags = []
    for (_year,), of_year in grouped(spending, "year").items():
        units = {
            unit: lines for (unit,), lines in grouped(of_year, "unit").items() if len(lines) >= parameters["least"]
        }
        whole = {unit: [line for line in lines if line["debit_fen"] % THOUSAND == 0] for unit, lines in units.items()}
        shares = {unit: len(whole[unit]) * 1000 // len(lines) for unit, lines in units.items()}
        if len(shares) < parameters["peers"]:
            continue
        limit = max(fence(sorted(shares.values()), parameters["fence"]), parameters["permille"])
        flags += [found(unit, whole[unit], total(whole[unit], "debit_fen")) for unit in units if shares[unit] > limit]
    return flags


THOUSAND = 1000 * 100


def e3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Numbers missing or repeated within a unit, period and kind of voucher."""
    firsts = []
    for line in _financial(rows):
        number = re.search(r"[0-9]{1,6}$", line["voucher_id"])
        if line["line_no"] == 1 and number:
            firsts.append({**line, "word": line["voucher_id"][: number.start()], "number": int(number[0])})
    flags = []
    for (unit, _period, _word), vouchers in grouped(firsts, "unit", "period", "word").items():
        in_order = sorted(vouchers, key=lambda voucher: voucher["number"])
        broken = [pair for pair in pairwise(in_order) if pair[1]["number"] - pair[0]["number"] != 1]
        if broken:
            flags.append(found(unit, [voucher for pair in broken for voucher in pair], 0))
    return flags


def e4(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Large expenses entered well after their period, and large red entries without an original."""
    last_days: dict[int, int] = {}
    for day in rows["calendar"]:
        period = day["date"].year * 100 + day["date"].month
        last_days[period] = max(last_days.get(period, 0), day["day_no"])
    expenses = [line for line in _financial(rows) if line["account_code"].startswith("5")]
    doubtful = []
    for line in expenses:
        grace = parameters["closing_days"] if line["period"] % 100 == DECEMBER else parameters["days"]
        large = abs(line["debit_fen"]) >= parameters["least_fen"]
        late = (
            line["entered_day"] is not None
            and line["period"] in last_days
            and line["entered_day"] > last_days[line["period"]] + grace
            and line["entered_day"] > line["day_no"] + parameters["days"]
        )
        original = any(
            (each["unit"], each["account_code"], each["debit_fen"])
            == (line["unit"], line["account_code"], -line["debit_fen"])
            and 0 <= line["day_no"] - each["day_no"] <= parameters["original_days"]
            for each in expenses
        )
        if large and (late if line["debit_fen"] > 0 else not original):
            doubtful.append(line)
    return [
        found(unit, lines, sum(abs(line["debit_fen"]) for line in lines))
        for (unit, _period), lines in grouped(doubtful, "unit", "period").items()
    ]


DECEMBER = 12


def e5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Vouchers whose debits are not their credits."""
    flags = []
    for (unit, _period, _voucher), lines in grouped(_financial(rows), "unit", "period", "voucher_id").items():
        if difference := total(lines, "debit_fen") - total(lines, "credit_fen"):
            flags.append(found(unit, lines, abs(difference)))
    return flags


def e6(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Receivables and payables that have not moved for years; of an account and its parts only the parts."""
    kept = [
        {**row, "month": row["period"] // 100 * 12 + row["period"] % 100}
        for row in rows["balances"]
        if row["book"] == "financial" and row["account_code"][:4] in parameters["accounts"]
    ]
    accounts = grouped(kept, "unit", "account_code")
    flags = []
    for (unit, code), months in accounts.items():
        last = max(row["month"] for row in months)
        before = min(row["month"] for row in months) - 1
        moved = max((row["month"] for row in months if row["debit_fen"] or row["credit_fen"]), default=before)
        has_parts = any(whose == unit and part != code and part.startswith(code) for whose, part in accounts)
        now = [row for row in months if row["month"] == last]
        balance = abs(total(now, "closing_fen"))
        if last - moved >= parameters["months"] and not has_parts and balance >= parameters["least_fen"]:
            flags.append(found(unit, now, balance))
    return flags


def e7(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Expenses above the limit paid in cash; large expenses for goods and services sent to staff of the unit."""
    in_cash: list[Row] = []
    for lines in grouped(_financial(rows), "unit", "period", "voucher_id").values():
        cash = [
            line
            for line in lines
            if line["account_code"].startswith("1001") and line["credit_fen"] >= parameters["cash_fen"]
        ]
        spent = [
            {**line, "credit_fen": 0}
            for line in lines
            if line["account_code"].startswith("5")
            and line["debit_fen"] >= parameters["cash_fen"]
            and line["account_code"][4:7] not in parameters["cash_groups"]
            and line["account_code"][4:9] not in parameters["cash_classes"]
        ]
        if cash and spent:
            in_cash += [*cash, *spent]
    to_staff = [
        line
        for line in _financial(rows)
        if line["account_code"].startswith("5")
        and line["debit_fen"] >= parameters["person_fen"]
        and line["account_code"][4:9] in parameters["person_classes"]
        and any(
            (person["person_id"], person["unit"]) == (line["payee_id"], line["unit"]) and stands(person, line["day_no"])
            for person in rows["roster"]
        )
    ]
    return [
        *(
            found(unit, lines, total(lines, "credit_fen"))
            for (unit, _period), lines in grouped(in_cash, "unit", "period").items()
        ),
        *(
            found(unit, lines, total(lines, "debit_fen"))
            for (unit, _period, _payee), lines in grouped(to_staff, "unit", "period", "payee_id").items()
        ),
    ]


def _financial(rows: Rows) -> list[dict[str, Any]]:
    return [line for line in rows["voucher_lines"] if line["book"] == "financial"]


RULES: Mapping[str, Meaning] = {"E1": e1, "E2": e2, "E3": e3, "E4": e4, "E5": e5, "E6": e6, "E7": e7}
