"""Benefits by village: allowances paid to households, sharing cards within the family, ending with a death."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from xuncha.engines.ledgers.generate import vocabulary as words
from xuncha.engines.ledgers.generate.columns import Columns, days, fen, texts
from xuncha.engines.ledgers.generate.county import FIRST_DAY, GROUP, MONTHS, Bools, County, Ints, hashed, iso

LINES_A_PERSON, FEWEST = 400, 1_500
VILLAGE_HOUSEHOLDS = 60
RELIEF, FARMLAND = "最低生活保障金", "耕地地力保护补贴"
PROGRAMMES = (RELIEF, "高龄津贴", "残疾人两项补贴", FARMLAND)
EVERY = (3, 3, 3, 12)
"""Months between two payments."""
SHARE = (0.10, 0.25, 0.15, 0.50)
YUAN = (1_380, 300, 480, 860)
PAYDAY = 18
DEAD = 0.04


@dataclass(frozen=True, slots=True)
class Villagers:
    """Who receives benefits; everybody has one programme, a household may share a card."""

    ids: words.Words
    names: words.Words
    household: Ints
    card: Ints
    cards: words.Words
    programme: Ints
    died: Ints  # day since the ledger's first; a day far off: alive
    village: Ints

    def unit(self, world: County) -> Ints:
        """The bureau that pays."""
        return (self.programme % world.groups) * GROUP


def villagers(world: County) -> Villagers:
    """The villagers of the county."""
    rng = np.random.default_rng([world.seed, 2])
    count = max(FEWEST, world.lines // LINES_A_PERSON)
    household = np.cumsum(rng.random(count) < 0.55).astype(np.int64)
    first = np.searchsorted(household, household)
    shares = rng.random(count) < 0.5
    died = np.where(rng.random(count) < DEAD, rng.integers(60, MONTHS * 30, count), 10**6)
    return Villagers(
        ids=hashed(world.seed, "villager", count),
        names=words.people(rng, count),
        household=household,
        card=np.where(shares, first, np.arange(count)),
        cards=hashed(world.seed, "card", count),
        programme=rng.choice(4, count, p=SHARE),
        died=died,
        village=household // VILLAGE_HOUSEHOLDS,
    )


def columns(world: County, people: Villagers) -> Columns:
    """What was paid in four years: the last payment is that of the month of death."""
    payday = np.array([int(np.flatnonzero(world.calendar.month == m)[PAYDAY - 1]) for m in range(MONTHS)])
    every = np.array(EVERY)[people.programme]
    due: Bools = (np.arange(MONTHS) + 1) % every[:, None] == 0
    due &= payday <= people.died[:, None]
    month, who = np.nonzero(due.T)
    villages = words.places(int(people.village[-1]) + 1)
    return {
        "unit": texts(world.units, people.unit(world)[who]),
        **days("date", payday[month]),
        "programme": texts(PROGRAMMES, people.programme[who]),
        "person_id": texts(people.ids, who),
        "name": texts(people.names, who),
        "household": texts([f"H{n:07}" for n in range(int(people.household[-1]) + 1)], people.household[who]),
        "village": texts([f"{name}村" for name in villages], people.village[who]),
        "card_no": texts(people.cards, people.card[who]),
        "amount_fen": fen(np.array(YUAN)[people.programme[who]] * 100 + 10_00 * (who % 5)),
    }


def death_rows(people: Villagers) -> list[dict[str, Any]]:
    """The register of deaths."""
    return [
        {"person_id": people.ids[n], "died_on": iso(FIRST_DAY + int(people.died[n]))}
        for n in np.flatnonzero(people.died < 10**6)
    ]


def cadre_rows(world: County, people: Villagers) -> list[dict[str, Any]]:
    """Of each village one who is paid for farmland, as anybody with land is, and serves as its cadre; none of the family is poor."""
    poor = np.unique(people.household[people.programme == PROGRAMMES.index(RELIEF)])
    farmers = np.flatnonzero((people.programme == PROGRAMMES.index(FARMLAND)) & ~np.isin(people.household, poor))
    _, first = np.unique(people.village[farmers], return_index=True)
    return [
        {
            "person_id": people.ids[n],
            "name": people.names[n],
            "unit": world.units[GROUP * (int(people.village[n]) % world.groups) + 1],
            "post": "村委会主任",
            "village_cadre": True,
            "valid_from": iso(FIRST_DAY - 400),
        }
        for n in farmers[first]
    ]
