"""Benefits and persons, said plainly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xuncha.engines.ledgers.reference.found import Found, Meaning, Rows, found, grouped, total


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


RULES: Mapping[str, Meaning] = {"F1": f1, "F5": f5}
