"""Honest vouchers of a block of units, drawn as columns of events."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from xuncha.engines.ledgers.accounts import BANK
from xuncha.engines.ledgers.generate.contracts import Contracts
from xuncha.engines.ledgers.generate.county import DAYS, GROUP, MONTHS, YEARS, Bools, County, Ints
from xuncha.engines.ledgers.generate.kinds import (
    BACK,
    DEBITS,
    IN_BUDGET,
    INDEX,
    INVOICED,
    KINDS,
    weights,
)

Silent = dict[int, frozenset[str]]
"""By unit: kinds it does not book, because a planted case will tell their whole history."""

SEASON = np.array([0.8, 0.6, 1.0, 1.0, 1.0, 1.05, 0.95, 0.95, 1.05, 1.0, 1.15, 1.6])
"""December is high everywhere, and honestly so."""
MONTHLY = ("rent", "property", "water", "power", "revenue")
SMALL_YUAN = 1_500
"""Most that an affiliated body pays at once."""
LEVEL_SHARE = {1: 1.6, 2: 1.1, 3: 0.7, 0: 0.15}
POOL, INNS = 6, 12
"""A unit knows this many suppliers of each trade, and this many inns."""
AREA, AREA_WIDE = 24, ("water", "power", "telecom")
"""So many groups make a county, which has one supplier of these."""


@dataclass(frozen=True, slots=True)
class Events:
    """Vouchers as columns; `person` counts staff first, then outsiders; -1 is nobody."""

    unit: Ints
    day: Ints
    kind: Ints
    amount: Ints
    supplier: Ints
    person: Ints
    contract: Ints
    invoiced: Bools  # the others rest on slips, lists, agreements

    def take(self, which: npt.NDArray[np.int64] | Bools) -> Self:
        """Some of them, or all in another order."""
        return type(self)(*(getattr(self, each.name)[which] for each in fields(self)))

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """All of several."""
        return cls(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)))


def everyday_count(world: County) -> Ints:
    """By unit: how many everyday vouchers bring the ledger to its lines."""
    share = world.size * np.array([LEVEL_SHARE[each] for each in world.level])
    per_kind = (DEBITS + 1) * (1 + IN_BUDGET)
    back = np.array([_lines_of(BACK[kind.name][0]) if kind.name in BACK else 0 for kind in KINDS])
    counts = np.zeros(len(share), dtype=np.int64)
    room = max(0, world.lines - _monthly_lines(world))
    for level in LEVEL_SHARE:
        weight = np.array(weights(level))
        each = float((weight * (per_kind + back)).sum() / weight.sum())
        of_level = world.level == level
        counts[of_level] = room * share[of_level] / share.sum() / each
    return counts


def _lines_of(kind: str) -> int:
    n = INDEX[kind]
    return int((DEBITS[n] + 1) * (1 + IN_BUDGET[n]))


def _monthly_lines(world: County) -> int:
    """Lines that come by the calendar alone."""
    each = {
        level: MONTHS * sum(_lines_of(kind) for kind in (*MONTHLY, "payroll") if _monthly(level, kind))
        + YEARS * _lines_of("bonus") * (level > 0)
        for level in LEVEL_SHARE
    }
    return sum(each[int(level)] for level in world.level)


def _monthly(level: int, kind: str) -> bool:
    return kind == "revenue" or (level > 0 and (kind != "rent" or level == 3))


def draw(
    rng: np.random.Generator, world: County, block: range, counts: Ints, silent: Silent, contracts: Contracts, pay: Ints
) -> Events:
    """All honest vouchers of the units of a block in the order of the books; `pay` is what each month's payroll comes to."""
    everyday = _everyday(rng, world, block, counts, silent)
    parts = [
        everyday,
        _monthlies(rng, world, block, silent),
        _payroll(world, block, pay),
        _of_contracts(contracts),
    ]
    parts += [_settled(rng, world, everyday, kind) for kind in BACK]
    events = _funded(world, block, Events.joined(parts))
    events = events.take(np.lexsort((rng.random(len(events.day)), events.day, events.unit)))
    return replace(events, supplier=_inns_in_turn(world, events))


def _inns_in_turn(world: County, events: Events) -> Ints:
    """Two receptions of one day are two events at two places: a unit goes round the inns it knows."""
    here = np.flatnonzero(events.kind == INDEX["reception"])
    unit = events.unit[here]
    supplier = events.supplier.copy()
    supplier[here] = known(world, "catering", unit, (np.arange(len(here)) - np.searchsorted(unit, unit)) % INNS)
    return supplier


def _funded(world: County, block: range, events: Events) -> Events:
    """The treasury gives each month what the bank paid out, to the next thousand yuan."""
    by_bank = np.array([kind.credit == BANK for kind in KINDS])[events.kind]
    where = (events.unit - block.start) * MONTHS + world.calendar.month[events.day]
    out = np.bincount(where[by_bank], events.amount[by_bank], len(block) * MONTHS).astype(np.int64)
    revenue = events.kind == INDEX["revenue"]
    return replace(events, amount=np.where(revenue, -(-out[where] // 100_000) * 100_000, events.amount))


def _everyday(rng: np.random.Generator, world: County, block: range, counts: Ints, silent: Silent) -> Events:
    unit = np.repeat(np.arange(block.start, block.stop), counts[block.start : block.stop])
    month = _month(rng.random(len(unit)))
    odds = np.array([weights(int(world.level[n]), silent.get(n, frozenset())) for n in block])
    odds = np.cumsum(odds, axis=1) / odds.sum(axis=1, keepdims=True)
    flat = (odds + np.arange(len(odds))[:, None]).ravel()
    kind = np.searchsorted(flat, unit - block.start + rng.random(len(unit)), side="right") % len(KINDS)
    # Receptions are kept within what each month allows: they follow the season without chance.
    guests = np.flatnonzero(kind == INDEX["reception"])
    nth = np.arange(len(guests)) - np.searchsorted(unit[guests], unit[guests])
    month[guests] = _month((nth + 0.5) / np.bincount(unit[guests], minlength=block.stop)[unit[guests]])
    median, sigma, most = (np.array([getattr(each, name) for each in KINDS]) for name in ("yuan", "sigma", "most"))
    yuan = np.exp(np.log(median[kind].clip(1)) + sigma[kind] * rng.standard_normal(len(unit))) * world.size[unit]
    most = np.where(world.level[unit] == 0, np.minimum(SMALL_YUAN, most[kind]), most[kind])
    # What would be too large is something smaller, not the limit itself: no sum may be usual that nobody chose.
    yuan = np.where(yuan > most, most * rng.uniform(0.3, 1, len(unit)), yuan.clip(20))
    amount = _habit(rng, yuan)
    invoiced = rng.random(len(unit)) < INVOICED[kind]
    # Telephone bills, and what rests on no invoice, are metered or reckoned: never a round sum.
    odd = (kind == INDEX["post"]) | (~invoiced & (INVOICED[kind] > 0))
    amount = np.where(odd, amount + rng.integers(1, 100, len(unit)), amount)
    day = _workday(rng, world, month)
    return Events(unit, day, kind, amount, *_parties(rng, world, unit, kind), np.full(len(unit), -1), invoiced)


def _month(chance: npt.NDArray[np.float64]) -> Ints:
    """The month at that part of all that is spent in the four years."""
    upto = np.cumsum(np.tile(SEASON, YEARS))
    month: Ints = np.searchsorted(upto, chance * upto[-1], side="right").clip(0, MONTHS - 1)
    return month


def _workday(rng: np.random.Generator, world: County, month: Ints) -> Ints:
    worked = world.calendar.worked
    many = np.array([len(each) for each in worked])
    start = np.concatenate([[0], np.cumsum(many)])[:-1]
    drawn: Ints = np.concatenate(worked)[start[month] + (rng.random(len(month)) * many[month]).astype(np.int64)]
    return drawn


def _habit(rng: np.random.Generator, yuan: npt.NDArray[np.float64]) -> Ints:
    """People like round amounts: some to the thousand, more to the hundred, many to the yuan."""
    luck = rng.random(len(yuan))
    step = np.where(luck < 0.04, 100_000, np.where(luck < 0.18, 10_000, np.where(luck < 0.55, 100, 1)))
    fen = yuan * 100
    step = np.where(fen < step * 2, 100, step)
    return (np.rint(fen / step) * step).astype(np.int64)


def _parties(rng: np.random.Generator, world: County, unit: Ints, kind: Ints) -> tuple[Ints, Ints]:
    """Whom the money goes to: (supplier, person), -1 for nobody."""
    supplier, person = np.full(len(unit), -1), np.full(len(unit), -1)
    luck = rng.random(len(unit))
    for n, each in enumerate(KINDS):
        here = np.flatnonzero(kind == n)
        if each.party == "staff":
            first, end = world.staff[unit[here]], world.staff[unit[here] + 1]
            person[here] = first + (luck[here] * (end - first)).astype(np.int64)
        elif each.party == "outsider":
            person[here] = len(world.person_ids) + (luck[here] * len(world.outsider_ids)).astype(np.int64)
        elif each.party:
            supplier[here] = known(world, each.party, unit[here], (POOL * luck[here] ** 2).astype(np.int64))
    return supplier, person


def known(world: County, trade: str, unit: Ints, rank: Ints) -> Ints:
    """The supplier whom a unit thinks of in this place."""
    dealt = world.trades[trade]
    group, own = unit // GROUP, unit % GROUP
    # Units of one bureau know different suppliers; those of another bureau may know the same.
    place = group // AREA if trade in AREA_WIDE else group * 67 + own * POOL + rank
    found: Ints = dealt[place % len(dealt)]
    return found


def _monthlies(rng: np.random.Generator, world: County, block: range, silent: Silent) -> Events:
    """Rent and the like: on nearly the same day of every month; rent and property to the fen the same all year."""
    pairs = [
        (unit, INDEX[kind])
        for unit in block
        for kind in MONTHLY
        if _monthly(int(world.level[unit]), kind) and kind not in silent.get(unit, frozenset())
    ]
    unit, kind = (np.repeat(np.array(each), MONTHS) for each in zip(*pairs, strict=True))
    month = np.tile(np.arange(MONTHS), len(pairs))
    day = _workday(rng, world, month)
    median, sigma = (np.array([getattr(each, name) for each in KINDS]) for name in ("yuan", "sigma"))
    standing = np.repeat(np.exp(rng.normal(0, 0.4, len(pairs))), MONTHS) * world.size[unit]
    yuan = median[kind] * standing * (1 + 0.03 * (month // 12))
    metered = (kind == INDEX["water"]) | (kind == INDEX["power"])
    yuan = np.where(metered, yuan * np.exp(sigma[kind] * rng.standard_normal(len(kind)) * 0.6), np.rint(yuan / 10) * 10)
    supplier, person = _parties(rng, world, unit, kind)
    for n in set(kind.tolist()):
        if KINDS[n].party:
            here = kind == n
            supplier[here] = known(world, KINDS[n].party, unit[here], np.zeros(int(here.sum()), dtype=np.int64))
    return Events(
        unit,
        day,
        kind,
        np.rint(yuan * 100).astype(np.int64),
        supplier,
        person,
        np.full(len(unit), -1),
        np.zeros(len(unit), dtype=bool),
    )


def _payroll(world: County, block: range, pay: Ints) -> Events:
    """One voucher a month, and one of bonus each December; `pay` has a row a unit, a column a month."""
    local, month = np.nonzero(pay)
    unit = local + block.start
    paid = np.array([int(each[min(9, len(each) - 1)]) for each in world.calendar.worked])
    nobody = np.full(len(unit), -1)
    payroll = Events(
        unit, paid[month], np.full(len(unit), INDEX["payroll"]), pay[local, month], nobody, nobody, nobody,
        np.zeros(len(unit), dtype=bool),
    )  # fmt: skip
    late = np.array([int(each[-4]) for each in world.calendar.worked])
    bonus = payroll.take(month % 12 == 11)
    bonus = replace(
        bonus,
        day=late[month[month % 12 == 11]],
        kind=np.full(len(bonus.day), INDEX["bonus"]),
        amount=bonus.amount * 9 // 20,
    )
    return Events.joined([payroll, bonus])


def _of_contracts(contracts: Contracts) -> Events:
    paid = contracts.payments
    kind = np.array([INDEX[each] for each in ("goods", "services", "works")])[contracts.kind[paid.contract]]
    unit, supplier = contracts.unit[paid.contract], contracts.supplier[paid.contract]
    nobody = np.full(len(unit), -1)
    return Events(unit, paid.day, kind, paid.amount, supplier, nobody, paid.contract, np.ones(len(unit), dtype=bool))


def _settled(rng: np.random.Generator, world: County, everyday: Events, kind: str) -> Events:
    """What closes an advance, a deposit or a payable: the same amount and party, some weeks later."""
    closing, least, most = BACK[kind]
    first = everyday.take(everyday.kind == INDEX[kind])
    later = replace(first, day=first.day + rng.integers(least, most, len(first.day)))
    later = replace(later, kind=np.full(len(first.day), INDEX[closing]), invoiced=np.zeros(len(first.day), dtype=bool))
    later = later.take(later.day < DAYS)
    return replace(later, day=world.calendar.onward[later.day])
