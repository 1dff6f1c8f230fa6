"""The fictional county: units in three levels with their affiliated bodies, people, suppliers, days."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from xuncha.domain.deadlines import WorkingCalendar
from xuncha.domain.ledgers import UnitRelation
from xuncha.engines.ledgers.generate import vocabulary as words
from xuncha.engines.ledgers.tables import EPOCH

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
FIRST_DAY, DAYS = (FIRST - EPOCH).days, (LAST - FIRST).days + 1
YEARS, MONTHS = 4, 48
FOUNDED = date(2015, 1, 1)

LINES_PER_UNIT, FEWEST_UNITS, MOST_UNITS = 16_000, 40, 2_400
FEWEST_OTHERS, LINES_AN_OTHER = 1_200, 2_000
"""Suppliers, and as many people who are not in post."""
GROUP = 10
"""A bureau, four subordinates, three stations under the first two of these, and two affiliated bodies."""
PLACE_IN_GROUP = (
    (1, 0, ""), (2, 0, "服务中心"), (2, 0, "监测站"), (2, 0, "信息中心"), (2, 0, "执法大队"),
    (3, 1, "{}所"), (3, 1, "{}所"), (3, 2, "{}所"), (0, 0, "affiliate"), (0, 0, "affiliate"),
)  # fmt: skip
"""Level (0: affiliated), place of the parent in the group, name."""
STAFF = {1: 28, 2: 18, 3: 9, 0: 3}
VEHICLES = {1: 3, 2: 1, 3: 0, 0: 0}


def day(year: int, month: int, of_month: int) -> int:
    """The number of a day, as `day_no` counts."""
    return (date(year, month, of_month) - EPOCH).days


def iso(day_no: int) -> date:
    """The day of a number."""
    return date.fromordinal(EPOCH.toordinal() + int(day_no))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the ledger, and which of them are worked."""

    working: Bools  # by day since FIRST
    month: Ints  # by day: months since FIRST
    worked: tuple[Ints, ...]  # by month: days (since FIRST) that are worked
    onward: Ints  # by day: itself or the next that is worked

    @property
    def period(self) -> Ints:
        """By month: 202201 and so on."""
        months = np.arange(MONTHS)
        return (FIRST.year + months // 12) * 100 + months % 12 + 1


@dataclass(frozen=True, slots=True)
class County:
    """Everything that is not a booking; people and suppliers are numbered through, units hold ranges of them."""

    seed: int
    lines: int
    units: tuple[str, ...]
    unit_names: tuple[str, ...]
    level: Ints
    parent: Ints  # -1: none
    size: npt.NDArray[np.float64]  # how much a unit spends, about 1
    person_ids: words.Words
    person_names: words.Words
    staff: Ints  # by unit: number of its first person; one more entry than units
    joined: Ints
    left: Ints  # 0: still there
    outsider_ids: words.Words
    outsider_names: words.Words
    supplier_codes: words.Words
    supplier_names: words.Words
    supplier_other: words.Words  # the second spelling
    trades: dict[str, Ints]  # by trade: its suppliers
    supplier_accounts: words.Words
    calendar: Calendar

    @property
    def groups(self) -> int:
        """How many bureaus there are, each with what stands under it."""
        return len(self.units) // GROUP

    def people_of(self, unit: int) -> range:
        """The numbers of those who ever were in post there."""
        return range(int(self.staff[unit]), int(self.staff[unit + 1]))


def hashed(seed: int, what: str, count: int) -> words.Words:
    """Identifiers as a keyed hash makes them."""
    key = seed.to_bytes(8, "little")
    return np.array(
        [hashlib.blake2b(b"%s%d" % (what.encode(), n), digest_size=16, key=key).hexdigest() for n in range(count)],
        dtype=object,
    )


def county(lines: int, seed: int, working: bytes) -> County:
    """The county that a ledger of so many lines belongs to; `working` has a byte for each day, 1 where it is worked."""
    rng = np.random.default_rng([seed, 0])
    groups = int(np.clip(lines // LINES_PER_UNIT, FEWEST_UNITS, MOST_UNITS)) // GROUP
    level = np.tile([place[0] for place in PLACE_IN_GROUP], groups)
    parent = np.array([[group * GROUP + place[1] for place in PLACE_IN_GROUP] for group in range(groups)]).ravel()
    parent[::GROUP] = -1
    staff = np.concatenate([[0], np.cumsum([STAFF[each] for each in level])]).astype(np.int64)
    persons, others = int(staff[-1]), max(FEWEST_OTHERS, lines // LINES_AN_OTHER)
    joined, left = _terms(rng, persons)
    units, unit_names = _units(groups)
    trades, (codes, names, spelt) = _suppliers(rng, others)
    return County(
        seed=seed,
        lines=lines,
        units=units,
        unit_names=unit_names,
        level=level,
        parent=parent,
        size=np.exp(rng.normal(0, 0.25, len(units))),
        person_ids=hashed(seed, "person", persons),
        person_names=words.people(rng, persons),
        staff=staff,
        joined=joined,
        left=left,
        outsider_ids=hashed(seed, "outsider", others),
        outsider_names=words.people(rng, others),
        supplier_codes=codes,
        supplier_names=names,
        supplier_other=spelt,
        trades=trades,
        supplier_accounts=hashed(seed, "account", others),
        calendar=_calendar(working),
    )


def _terms(rng: np.random.Generator, persons: int) -> tuple[Ints, Ints]:
    """When people came and, for one in twelve, when they left or retired."""
    founded = (FOUNDED - EPOCH).days
    joined = founded + rng.integers(0, FIRST_DAY - founded, persons)
    newcomers = rng.random(persons) < 0.1
    joined[newcomers] = FIRST_DAY + rng.integers(0, DAYS - 200, int(newcomers.sum()))
    leaves = (rng.random(persons) < 0.08) & ~newcomers
    return joined, np.where(leaves, FIRST_DAY + rng.integers(100, DAYS, persons), 0)


def _units(groups: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    codes, names = [], []
    towns = words.places(600)
    for group in range(groups):
        area = "" if groups <= len(words.STEMS) else towns[group // len(words.STEMS)] + "县"
        stem = area + words.STEMS[group % len(words.STEMS)]
        for place, (level, _, suffix) in enumerate(PLACE_IN_GROUP):
            codes.append(f"{group + 1:03}{place:02}")
            if level == 0:
                kind = words.AFFILIATES[(group * 2 + place) % len(words.AFFILIATES)]
                names.append(f"{stem}局{kind}" if kind != "学会" else f"{stem}学会")
            else:
                names.append(f"{stem}局" if level == 1 else stem + suffix.format(towns[(group * 3 + place) % 600]))
    return tuple(codes), tuple(names)


def _suppliers(rng: np.random.Generator, count: int) -> tuple[dict[str, Ints], list[words.Words]]:
    """Suppliers dealt over the trades: their codes, names, and the second spelling of the names."""
    trades = list(words.TRADES)
    towns = words.places(600)
    codes, names, others = [], [], []
    for n in range(count):
        trade = words.TRADES[trades[n % len(trades)]]
        stem = towns[int(rng.integers(600))] + towns[int(rng.integers(600))][0] + trade[n % len(trade)]
        codes.append(f"91990100MA{n:07}X")  # no area has the code 9901
        names.append(f"{stem}有限公司")
        others.append(f"{stem}公司" if n % 2 else f"{stem}（有限公司）")
    dealt = {trade: np.arange(k, count, len(trades)) for k, trade in enumerate(trades)}
    return dealt, [np.array(each, dtype=object) for each in (codes, names, others)]


def working_days(calendar: WorkingCalendar) -> bytes:
    """Of each day of the ledger, whether it is worked."""
    return bytes(calendar.is_working(iso(FIRST_DAY + n)) for n in range(DAYS))


def _calendar(days: bytes) -> Calendar:
    working = np.frombuffer(days, dtype=np.uint8).astype(bool)
    number = (np.datetime64(FIRST) + np.arange(DAYS)).astype("datetime64[M]").astype(np.int64)
    month = number - number[0]
    worked = np.flatnonzero(working)
    onward = worked[np.searchsorted(worked, np.arange(DAYS)).clip(0, len(worked) - 1)]
    return Calendar(working, month, tuple(np.flatnonzero(working & (month == n)) for n in range(MONTHS)), onward)


def unit_rows(world: County) -> list[dict[str, Any]]:
    """Rows of the table of units."""
    relation = {1: None, 2: UnitRelation.SUBORDINATE, 3: UnitRelation.SUBORDINATE, 0: UnitRelation.AFFILIATED}
    return [
        {
            "unit": code,
            "name": name,
            "parent": world.units[parent] if parent >= 0 else None,
            "relation": relation[int(level)] and str(relation[int(level)]),
            "valid_from": FOUNDED,
        }
        for code, name, parent, level in zip(world.units, world.unit_names, world.parent, world.level, strict=True)
    ]
