"""Honest contracts of a block of units: tendered where the law wants it, paid after signature, added to by a tenth at most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.domain.ledgers import PurchaseKind
from xuncha.engines.ledgers.generate.county import DAYS, County, Ints

KINDS = (PurchaseKind.GOODS, PurchaseKind.SERVICES, PurchaseKind.WORKS)
TRADES = ("equipment", "consult", "builder")
LIMIT_YUAN = (300_000, 300_000, 600_000)
"""From here on a county tenders (分散采购限额: goods and services 30, works 60 wan)."""
OPEN_YUAN = 2_000_000
ITEMS = (
    ("办公设备", "监测仪器", "应急物资", "教学设备", "信息系统硬件"),
    ("物业服务", "规划编制", "系统运维", "审计服务", "检测服务"),
    ("办公楼修缮", "水渠整治", "道路养护", "管网改造", "绿化工程"),
)
LINES_PER_CONTRACT, FEWEST = 2_500, 3
LARGE_FEN = 10_000_000
APART = 40
"""Days at least between two payments of a contract."""


@dataclass(frozen=True, slots=True)
class Paid:
    """Payments of contracts."""

    contract: Ints
    day: Ints
    amount: Ints


@dataclass(frozen=True, slots=True)
class Contracts:
    """Contracts as columns; numbers count within a block."""

    unit: Ints
    signed: Ints
    awarded: Ints
    supplier: Ints
    kind: Ints
    item: Ints
    amount: Ints
    added: Ints
    bidders: Ints  # 0: not tendered
    payments: Paid


def draw(rng: np.random.Generator, world: County, block: range, lines: Ints) -> Contracts:
    """Contracts of the units of a block; affiliated bodies have none."""
    many = np.maximum(FEWEST, lines[block.start : block.stop] // LINES_PER_CONTRACT)
    many = np.where(world.level[block.start : block.stop] > 0, many, 0)
    unit = np.repeat(np.arange(block.start, block.stop), many)
    signed = rng.integers(20, DAYS - 150, len(unit))
    order = np.lexsort((signed, unit))
    signed = signed[order]
    nth = np.arange(len(unit)) - np.searchsorted(unit, unit)
    kind = rng.choice(3, len(unit), p=(0.4, 0.35, 0.25))
    yuan = np.exp(rng.normal(np.log([90_000, 80_000, 180_000])[kind], 0.9)).clip(50_000, 8_000_000)
    amount = np.rint(yuan / 100).astype(np.int64) * 10_000
    added = np.where(rng.random(len(unit)) < 0.15, amount * rng.integers(2, 11, len(unit)) // 100, 0)
    # Never the same supplier again within a few contracts: the pool is walked through in turn.
    dealt = [world.trades[trade] for trade in TRADES]
    supplier = np.array([
        dealt[k][(u * 7_919 + n * 5 + 3) % len(dealt[k])] for u, n, k in zip(unit, nth, kind, strict=True)
    ], dtype=np.int64)  # fmt: skip
    tendered = amount >= np.array(LIMIT_YUAN)[kind] * 100
    bidders = np.where(tendered, rng.integers(3, 6, len(unit)), 0)
    awarded = signed - rng.integers(5, 18, len(unit))
    item = rng.integers(0, 5, len(unit))
    payments = _payments(rng, world, signed, amount + added)
    return Contracts(unit, signed, awarded, supplier, kind, item, amount, added, bidders, payments)


def _payments(rng: np.random.Generator, world: County, signed: Ints, total: Ints) -> Paid:
    """One to three payments after signature, together never more than is owed; the last may fall after the ledger's end."""
    times = rng.integers(1, 4, len(signed))
    contract = np.repeat(np.arange(len(signed)), times)
    nth = np.arange(len(contract)) - np.searchsorted(contract, contract)
    share = np.array([[1.0, 0, 0], [0.4, 0.6, 0], [0.3, 0.4, 0.3]])[times[contract] - 1, nth]
    amount = np.rint(total[contract] * share / 100).astype(np.int64) * 100
    last = nth == times[contract] - 1
    before = np.bincount(contract[~last], amount[~last], len(signed)).astype(np.int64)
    amount[last] = total - before
    day = signed[contract] + rng.integers(10, 30, len(contract)) + nth * (APART + 20)
    day = world.calendar.onward[day.clip(0, DAYS - 1)] + np.maximum(0, day - DAYS + 1)
    # Large sums are paid before the books close in December, or well after New Year.
    closing = (day < DAYS) & (world.calendar.month[day.clip(0, DAYS - 1)] % 12 == 11) & (amount >= LARGE_FEN)
    day = np.where(closing, np.where(day - 40 > signed[contract] + 5, day - 40, day + 40), day)
    kept = day < DAYS
    return Paid(contract[kept], world.calendar.onward[day[kept]], amount[kept])
