"""People and what is paid to them: rosters with dates, pay by month, relatives, deaths and benefits by village."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from xuncha.engines.ledgers.generate import vocabulary as words
from xuncha.engines.ledgers.generate.columns import Columns, days, fen, texts
from xuncha.engines.ledgers.generate.county import (
    DAYS,
    FIRST_DAY,
    MONTHS,
    County,
    Ints,
    hashed,
    iso,
)

ITEMS = ("基本工资", "津贴补贴", "绩效工资", "年终一次性奖金")
NET_OF_COST = 0.80
"""Base pay, allowance and performance pay are this part of what staff cost; the rest is insurance and housing fund."""
POSTS = ("负责人", "副职", "会计", "出纳", "科员")
GRADES = 12


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay slips as columns."""

    world: County
    block: range
    unit: Ints
    month: Ints
    day: Ints
    person: Ints
    item: Ints
    amount: Ints

    def by_month(self) -> Ints:
        """What the staff of each unit cost each month, bonus left out."""
        regular = self.item < 3
        where = (self.unit - self.block.start) * MONTHS + self.month
        paid = np.bincount(where[regular], self.amount[regular], len(self.block) * MONTHS)
        return (paid / NET_OF_COST).astype(np.int64).reshape(len(self.block), MONTHS)

    def columns(self) -> Columns:
        """The canonical table."""
        return {
            "unit": texts(self.world.units, self.unit),
            **days("date", self.day),
            "person_id": texts(self.world.person_ids, self.person),
            "name": texts(self.world.person_names, self.person),
            "item": texts(ITEMS, self.item),
            "amount_fen": fen(self.amount),
        }


def payroll(rng: np.random.Generator, world: County, block: range) -> Pay:
    """Monthly pay of everybody in post that month: one who leaves is paid for his last month, and no more."""
    first, end = int(world.staff[block.start]), int(world.staff[block.stop])
    person = np.arange(first, end)
    unit = np.repeat(np.arange(block.start, block.stop), np.diff(world.staff[block.start : block.stop + 1]))
    payday = np.array([int(each[min(9, len(each) - 1)]) for each in world.calendar.worked])
    month_of_leaving = np.where(
        world.left[person] > 0, world.calendar.month[(world.left[person] - FIRST_DAY).clip(0, DAYS - 1)], MONTHS
    )
    present = (world.joined[person][:, None] - FIRST_DAY <= payday) & (month_of_leaving[:, None] >= np.arange(MONTHS))
    present &= (world.level[unit] > 0)[:, None]
    grade = rng.integers(0, GRADES, len(person))
    who, month = np.nonzero(present)
    raised = grade[who] + month // 12
    base = 2_200_00 + raised * 260_00
    amounts = [base, base * 7 // 10, base // 2 // 100_00 * 100_00 + 10_00 * (raised % 7), base * 8 // 10]
    december = month % 12 == 11
    parts = [(n, np.ones(len(who), dtype=bool) if n < 3 else december) for n in range(4)]
    item = np.repeat(np.arange(4), [int(each.sum()) for _, each in parts])
    pick = np.concatenate([np.flatnonzero(each) for _, each in parts])
    order = np.lexsort((item, who[pick], month[pick], unit[who[pick]]))
    pick, item = pick[order], item[order]
    amount = np.stack(amounts)[item, pick]
    return Pay(world, block, unit[who[pick]], month[pick], payday[month[pick]], person[who[pick]], item, amount)


def roster_rows(world: County) -> list[dict[str, Any]]:
    """Everybody in post, with dates."""
    rows: list[dict[str, Any]] = []
    for n, unit in enumerate(world.units):
        for place, person in enumerate(world.people_of(n)):
            left = int(world.left[person])
            rows.append({
                "person_id": world.person_ids[person],
                "name": world.person_names[person],
                "unit": unit,
                "post": POSTS[min(place, len(POSTS) - 1)],
                "village_cadre": False,
                "valid_from": iso(int(world.joined[person])),
                "valid_to": iso(left) if left else None,
            })  # fmt: skip
    return rows


def supplier_rows(world: County) -> list[dict[str, Any]]:
    """Suppliers with their holders: nobody in post and no relative of theirs, though some share a name with one."""
    rng = np.random.default_rng([world.seed, 3])
    count = len(world.supplier_codes)
    holders, names = hashed(world.seed, "holder", count), words.people(rng, count)
    registered = rng.integers(200, 4_000, count)
    return [
        {
            "supplier_code": world.supplier_codes[n],
            "name": world.supplier_names[n],
            "holder_id": holders[n],
            "holder_name": names[n],
            "capacity": "法定代表人",
            "registered_on": iso(FIRST_DAY - int(registered[n])),
            "valid_from": iso(FIRST_DAY - int(registered[n])),
        }
        for n in range(count)
    ]


def relative_rows(world: County) -> list[dict[str, Any]]:
    """Declared relatives of those in charge; honest ones live elsewhere and sell nothing to the county."""
    heads = [n for n in range(len(world.units)) if world.level[n] > 0]
    ids = hashed(world.seed, "relative", len(heads))
    return [
        {"person_id": world.person_ids[world.staff[n]], "relative_id": ids[place], "relation": "配偶"}
        for place, n in enumerate(heads)
    ]
