"""Official cars of a block of units: every fill and toll stands on a dispatch of the same day, no tank overflows."""

from __future__ import annotations

import numpy as np

from xuncha.domain.ledgers import VehicleEvent
from xuncha.engines.ledgers.generate.columns import Columns, days, fen, texts, whole
from xuncha.engines.ledgers.generate.county import MONTHS, VEHICLES, County, Ints

SLOTS = 8
"""Dispatches of a car in a month, each in its own part of the month."""
FILLED, TOLLED = (1, 5), (2, 6, 7)
TANKS = (50_000, 60_000, 70_000)
FEN_A_LITRE = 780
KINDS = (VehicleEvent.DISPATCH, VehicleEvent.FUEL, VehicleEvent.TOLL)
MOST_CARS = max(VEHICLES.values())


def plate(car: int) -> str:
    """A plate of a province that does not exist."""
    return f"霁A{car + 10_000:05}"


def cars(world: County, block: range) -> Ints:
    """The cars of the units; a car is numbered by its unit and its place there."""
    return np.array(
        [unit * MOST_CARS + n for unit in block for n in range(VEHICLES[int(world.level[unit])])], dtype=np.int64
    )


def events(rng: np.random.Generator, world: County, block: range) -> Columns:
    """Dispatches, fills and tolls of four years, car by car."""
    fleet = cars(world, block)
    worked = np.array([len(each) for each in world.calendar.worked])
    start = np.concatenate([[0], np.cumsum(worked)])[:-1]
    shape = (len(fleet), MONTHS, SLOTS)
    part = (np.arange(SLOTS) + rng.random(shape) * 0.98) / SLOTS
    day = np.concatenate(world.calendar.worked)[start[:, None] + (part * worked[:, None]).astype(np.int64)]
    tank = np.array(TANKS)[fleet % 3]
    litres = np.zeros(shape, dtype=np.int64)
    litres[:, :, FILLED] = (tank[:, None, None] * rng.uniform(0.55, 0.96, (*shape[:2], 2))).astype(np.int64)
    driven = (litres * rng.uniform(9.5, 12.5, shape) / 1_000).astype(np.int64)
    km = 20_000 + np.cumsum(driven.reshape(len(fleet), -1), axis=1).reshape(shape)
    parts = [np.ones(shape, dtype=bool), litres > 0, np.zeros(shape, dtype=bool)]
    parts[2][:, :, TOLLED] = True
    where = [np.nonzero(each) for each in parts]
    kind = np.repeat(np.arange(3), [len(each[0]) for each in where])
    car, month, slot = (np.concatenate(each) for each in zip(*where, strict=True))
    order = np.lexsort((kind, slot, month, car))
    car, month, slot, kind = (each[order] for each in (car, month, slot, kind))
    of_fuel = kind == 1
    millilitres = litres[car, month, slot]
    toll = 500 * rng.integers(2, 24, len(kind))
    amount = np.where(of_fuel, millilitres * FEN_A_LITRE // 1_000, toll)
    unit = fleet[car] // MOST_CARS
    return {
        "unit": texts(world.units, unit),
        **days("date", day[car, month, slot]),
        "minute": whole(480 + kind * 90 + rng.integers(0, 80, len(kind))),
        "plate": texts([plate(int(each)) for each in fleet], car),
        "card_no": texts([f"1000{int(each):08}" for each in fleet], np.where(of_fuel, car, -1)),
        "kind": texts([each.value for each in KINDS], kind),
        "millilitres": fen(millilitres, ~of_fuel),
        "tank_millilitres": fen(tank[car], ~of_fuel),
        "km": whole(km[car, month, slot], ~of_fuel),
        "amount_fen": fen(amount, kind == 0),
        "driver": texts(world.person_names, world.staff[unit] + 3 + car % 4),
    }
