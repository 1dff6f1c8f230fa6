"""Procurement, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, fence, found, grouped, stands, total

KINDS = ("goods", "services", "works")


def d1(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Purchases of one kind from one supplier, each below the limit, together above it within thirty days."""
    buys = [*_contracts(rows, parameters), *_vouchers(rows, parameters)]
    flags = []
    for (_basis, unit, _supplier, kind), alike in grouped(buys, "basis", "unit", "supplier_code", "kind").items():
        limit = parameters[f"{kind}_fen"]
        small = [buy for buy in alike if buy["amount_fen"] < limit and not _regular(buy, alike, parameters)]
        windows = [[buy for buy in small if 0 <= last["day_no"] - buy["day_no"] <= BACK] for last in small]
        for burst in _merged([window for window in windows if total(window) >= limit]):
            flags.append(found(unit, [line for buy in burst for line in buy["lines"]], total(burst)))
    return flags


BACK = 29


def _contracts(rows: Rows, parameters: Mapping[str, Any]) -> list[Row]:
    """Contracts bought without one of the procedures."""
    return [
        {**row, "basis": "contracts", "year": row["date"].year, "month": row["date"].month, "lines": [row]}
        for row in rows["purchases"]
        if row["amount_fen"] >= parameters["least_fen"] and not re.search(parameters["procured"], row["method"] or "")
    ]


def _vouchers(rows: Rows, parameters: Mapping[str, Any]) -> list[Row]:
    """Vouchers that pay a supplier who has no contract in the register; the lines of one voucher are one purchase."""
    kinds = {each: kind for kind in KINDS for each in parameters[f"{kind}_classes"]}
    bare = [
        {**line, "kind": kinds[line["account_code"][4:9]]}
        for line in rows["voucher_lines"]
        if line["book"] == "financial"
        and line["supplier_code"] is not None
        and line["debit_fen"] >= parameters["least_fen"]
        and line["account_code"][4:9] in kinds
        and not any(
            (contract["unit"], contract["supplier_code"]) == (line["unit"], line["supplier_code"])
            and 0 <= line["day_no"] - contract["day_no"] < parameters["contract_days"]
            for contract in rows["purchases"]
        )
    ]
    return [
        {
            "basis": "vouchers", "unit": unit, "supplier_code": supplier, "kind": kind, "year": period // 100,
            "month": period % 100, "day_no": min(line["day_no"] for line in lines), "amount_fen": total(lines, "debit_fen"),
            "lines": lines,
        }
        for (unit, supplier, kind, period, _), lines in grouped(
            bare, "unit", "supplier_code", "kind", "period", "voucher_id"
        ).items()
    ]  # fmt: skip


def _regular(buy: Row, alike: list[Row], parameters: Mapping[str, Any]) -> bool:
    months = {each["month"] for each in alike if each["year"] == buy["year"]}
    return len(months) >= int(parameters["regular_months"])


def _merged(windows: list[list[Row]]) -> list[list[Row]]:
    """Windows whose spans of thirty days overlap are one burst."""
    bursts: list[tuple[int, list[Row]]] = []
    for window in sorted(windows, key=_end):
        end = _end(window)
        if bursts and end - bursts[-1][0] <= BACK:
            before = bursts.pop()[1]
            bursts.append((end, before + [buy for buy in window if buy not in before]))
        else:
            bursts.append((end, window))
    return [burst for _, burst in bursts]


def _end(window: list[Row]) -> int:
    return max(int(buy["day_no"]) for buy in window)


def d2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A unit whose purchases gather just below the limit."""
    flags = []
    for (unit,), bought in grouped(rows["purchases"], "unit").items():
        bands: dict[int, list[Row]] = {8: [], 9: [], 10: []}
        for row in bought:
            tenth = row["amount_fen"] * 10 // parameters[f"{row['kind']}_fen"]
            if tenth in bands:
                bands[tenth].append(row)
        near = len(bands[9])
        if near >= parameters["least"] and near > parameters["ratio"] * max(len(bands[8]), len(bands[10])):
            flags.append(found(unit, bands[9], total(bands[9])))
    return flags


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


def d4(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Large payments for goods, services and works without a contract, where the year's register is in hand."""
    registered = {(row["unit"], row["date"].year) for row in rows["purchases"]}
    contracts = {(row["unit"], row["contract_no"]) for row in rows["purchases"]}
    bare = [
        {**row, "year": row["date"].year, "payee": row["payee_name"] or row["supplier_code"]}
        for row in rows["payments"]
        if row["amount_fen"] >= parameters["least_fen"]
        and row["payee_id"] is None
        and row["item_code"] in parameters["classes"]
        and (row["payee_name"] or row["supplier_code"])
        and (row["unit"], row["contract_no"]) not in contracts
        and (row["unit"], row["date"].year) in registered
    ]
    return [found(key[0], each, total(each)) for key, each in grouped(bare, "unit", "year", "payee").items()]


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


def d7(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Bids equal to the fen, or each the same sum above the next."""
    valid = [row for row in rows["bids"] if row["valid"] and row["amount_fen"] > 0]
    flags = []
    for (unit, _project), bids in grouped(valid, "unit", "project_no").items():
        prices = sorted(row["amount_fen"] for row in bids)
        alike = [row for row in bids if 1 < prices.count(row["amount_fen"]) < len(bids)]
        steps = {dearer - cheaper for cheaper, dearer in pairwise(prices)}
        step = max(steps, default=0)
        chance = len(bids) == THREE and step % parameters["round_fen"] == 0
        if len(bids) >= THREE and len(steps) == 1 and step > 0 and not chance:
            flags.append(found(unit, bids, prices[-1]))
        elif alike:
            flags.append(found(unit, alike, max(row["amount_fen"] for row in alike)))
    return flags


THREE = 3


def d9(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """The lowest bid rejected though not absurdly low, or every bid but the winner's."""
    flags = []
    for (unit, _project), bids in grouped(
        (row for row in rows["bids"] if row["amount_fen"] > 0), "unit", "project_no"
    ).items():
        winners = [row for row in bids if row["won"]]
        rejected = [row["amount_fen"] for row in bids if not row["valid"]]
        valid = [row["amount_fen"] for row in bids if row["valid"]]
        if len(bids) < parameters["least"] or len(winners) != 1:
            continue
        price = winners[0]["amount_fen"]
        alone = all(not row["valid"] for row in bids if not row["won"])
        lowest_out = rejected and valid and min(rejected) < min(valid)
        if alone or (lowest_out and min(rejected) * 100 >= price * parameters["low_percent"]):
            flags.append(found(unit, bids, price))
    return flags


def d11(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A supplier held by staff of the buying unit or of one above it, or by their relatives, at that time."""
    above = {(row["unit"], row["ancestor"]) for row in rows["unit_closure"]}
    kin = {(row["person_id"], row["relative_id"]) for row in rows["relatives"]}
    bases = {
        "contracts": rows["purchases"],
        "payments": rows["payments"],
        "books": [
            {**line, "amount_fen": line["debit_fen"]}
            for line in rows["voucher_lines"]
            if line["book"] == "financial" and line["debit_fen"] > 0 and line["account_code"].startswith("5")
        ],
    }
    tied: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
    for basis, dealings in bases.items():
        for deal in dealings:
            staff = {
                person["person_id"]
                for firm in rows["suppliers"]
                if firm["supplier_code"] == deal["supplier_code"] and stands(firm, deal["day_no"])
                for person in rows["roster"]
                if stands(person, deal["day_no"])
                and (firm["holder_id"] == person["person_id"] or (person["person_id"], firm["holder_id"]) in kin)
                and (person["unit"] == deal["unit"] or (deal["unit"], person["unit"]) in above)
            }
            for person_id in staff:
                sides = tied.setdefault((deal["unit"], deal["supplier_code"], person_id), {each: [] for each in bases})
                sides[basis].append(deal)
    return [
        found(unit, [row for side in sides.values() for row in side], most)
        for (unit, _supplier, _person), sides in tied.items()
        if (most := max(total(side) for side in sides.values())) >= parameters["least_fen"]
    ]


def d14(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """December's share of the year's spending, far above that of all units, or with few units above the year before."""
    spending = [
        {**line, "year": line["period"] // 100}
        for line in rows["voucher_lines"]
        if line["book"] == "financial" and line["debit_fen"] > 0 and line["account_code"][4:7] in parameters["groups"]
    ]
    shares, decembers = {}, {}
    for (unit, year), lines in grouped(spending, "unit", "year").items():
        spent = total(lines, "debit_fen")
        if len({line["period"] for line in lines}) >= parameters["months"] and spent >= parameters["least_fen"]:
            decembers[unit, year] = [line for line in lines if line["period"] == year * 100 + 12]
            shares[unit, year] = total(decembers[unit, year], "debit_fen") * 1000 // spent
    flags = []
    for (unit, year), share in shares.items():
        peers = sorted(other for (_, when), other in shares.items() if when == year)
        if len(peers) >= parameters["peers"]:
            stands_out = share > fence(peers, parameters["fence"])
        else:
            stands_out = (unit, year - 1) in shares and share > shares[unit, year - 1] + parameters["rise"]
        if share > parameters["permille"] and stands_out:
            flags.append(found(unit, decembers[unit, year], total(decembers[unit, year], "debit_fen")))
    return flags


RULES: Mapping[str, Meaning] = {
    "D1": d1, "D2": d2, "D3": d3, "D4": d4, "D5": d5, "D6": d6, "D7": d7, "D9": d9, "D11": d11, "D14": d14,
}  # fmt: skip
