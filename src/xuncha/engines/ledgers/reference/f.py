"""Benefits and persons, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Row, Rows, found, grouped, stands, total


def f1(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """A benefit paid well after the person's death."""
    died = {
        person: min(row["died_day"] for row in each) for (person,), each in grouped(rows["deaths"], "person_id").items()
    }
    late = [
        row
        for row in rows["benefits"]
        if row["person_id"] in died
        and row["day_no"] > died[row["person_id"]] + parameters["grace_days"]
        and row["amount_fen"] > 0
        and not re.search(parameters["after_death"], row["programme"])
    ]
    return [found(key[0], each, total(each)) for key, each in grouped(late, "unit", "programme", "person_id").items()]


def f2(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Relief for somebody on a roster, for a village cadre's relative, or within the household of somebody on a roster."""
    staff = [row for row in rows["roster"] if not re.search(parameters["posts"], row["post"] or "")]
    cadres_kin = {
        (row["relative_id"], cadre["person_id"])
        for row in rows["relatives"]
        for cadre in staff
        if cadre["village_cadre"] and cadre["person_id"] == row["person_id"]
    }
    members = {(row["household"], row["person_id"]) for row in rows["benefits"] if row["household"] is not None}
    doubtful = [
        row
        for row in _relief(rows, parameters)
        if any(
            person["person_id"] == row["person_id"]
            or ((row["person_id"], person["person_id"]) in cadres_kin and person["village_cadre"])
            or (row["household"], person["person_id"]) in members
            for person in staff
            if stands(person, row["day_no"])
        )
    ]
    return [
        found(key[0], each, total(each)) for key, each in grouped(doubtful, "unit", "programme", "person_id").items()
    ]


def f3(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Relief for a representative or shareholder of a company."""
    firms = [row for row in rows["suppliers"] if not re.search(parameters["firms"], row["name"])]
    doubtful = [
        row
        for row in _relief(rows, parameters)
        if any(firm["holder_id"] == row["person_id"] and stands(firm, row["day_no"]) for firm in firms)
    ]
    return [found(key[0], each, total(each)) for key, each in grouped(doubtful, "unit", "person_id").items()]


def _relief(rows: Rows, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        row
        for row in rows["benefits"]
        if row["amount_fen"] > 0 and re.search(parameters["programmes"], row["programme"])
    ]


FOREVER = 99999
"""A day after all others: the year 2243."""


def f4(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """Pay after death, after leaving the unit, or from two units at once."""
    grace = parameters["grace_days"]
    pay = [
        {**row, "month": (row["date"].year, row["date"].month)}
        for row in rows["payroll"]
        if row["amount_fen"] > 0 and not re.search(parameters["lawful_items"], row["item"])
    ]

    def last(term: Row) -> int:
        return int(term["valid_to_day"] if term["valid_to_day"] is not None else FOREVER)

    def ended(row: Row) -> bool:
        deaths = [death["died_day"] for death in rows["deaths"] if death["person_id"] == row["person_id"]]
        terms = [
            term for term in rows["roster"] if (term["person_id"], term["unit"]) == (row["person_id"], row["unit"])
        ]
        serving = any((term["valid_from_day"] or 0) <= row["day_no"] <= last(term) + grace for term in terms)
        left = any(last(term) + grace < row["day_no"] for term in terms)
        return (bool(deaths) and row["day_no"] > min(deaths) + grace) or (left and not serving)

    late = grouped((row for row in pay if ended(row)), "unit", "person_id")
    flags = [found(unit, each, total(each)) for (unit, _person), each in late.items()]
    basic = [row for row in pay if re.search(parameters["basic_items"], row["item"])]
    for of_person in grouped(basic, "person_id").values():
        months = grouped(of_person, "month").values()
        twice = [each for each in months if len({row["unit"] for row in each}) > 1]
        if len(twice) >= parameters["months"]:
            both = [row for each in twice for row in each]
            flags.append(found(min(row["unit"] for row in both), both, total(both)))
    return flags


def f5(rows: Rows, parameters: Mapping[str, Any]) -> list[Found]:
    """One card for several households within a year; one person's benefit to several cards."""
    paid = [
        {**row, "year": row["date"].year, "household": row["household"] or row["person_id"]}
        for row in rows["benefits"]
        if row["card_no"] is not None and row["amount_fen"] > 0
    ]
    flags = []
    for each in grouped(paid, "year", "card_no").values():
        if len({row["household"] for row in each}) >= parameters["households"]:
            flags.append(found(min(row["unit"] for row in each), each, total(each)))
    for (unit, _year, _programme, _person), each in grouped(paid, "unit", "year", "programme", "person_id").items():
        if len({row["card_no"] for row in each}) >= parameters["cards"]:
            flags.append(found(unit, each, total(each)))
    return flags


RULES: Mapping[str, Meaning] = {"F1": f1, "F2": f2, "F3": f3, "F4": f4, "F5": f5}
