"""What the books say: the summary of each voucher, from every combination of verb, department, month and thing."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from xuncha.engines.ledgers.generate import vocabulary as words
from xuncha.engines.ledgers.generate.county import County, Ints
from xuncha.engines.ledgers.generate.kinds import INDEX, KINDS
from xuncha.engines.ledgers.generate.vouchers import Events

MONTHS = ("", *(f"{n}月" for n in range(1, 13)))
DATED = 0.5
"""How many summaries name the month."""


@cache
def _dictionary() -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Every summary of every kind, and by kind: where its own begin, how many verbs, how many things."""
    texts: list[str] = []
    where = []
    for kind in KINDS:
        things = words.OBJECTS.get(kind.objects or kind.name, ())
        verbs = words.VERBS.get(kind.name, words.PLAIN_VERBS)
        where.append((len(texts), len(verbs), len(things)))
        texts += [
            verb.format(f"{office}{month}{thing}")
            for verb, office, month, thing in product(verbs, words.DEPARTMENTS, MONTHS, things)
        ]
    return tuple(texts), np.array(where)


def summarised(rng: np.random.Generator, world: County, block: range, events: Events) -> tuple[list[str], Ints]:
    """Texts, and for each event the place of its own: journeys name the traveller, the rest names the thing."""
    texts, where = _dictionary()
    begin, verbs, things = where[events.kind].T
    luck = rng.random((4, len(events.day)))
    month = np.where(luck[0] < DATED, world.calendar.month[events.day] % 12 + 1, 0)
    verb, thing = (luck[1] * verbs).astype(np.int64), (luck[2] * things).astype(np.int64)
    office = (luck[3] * len(words.DEPARTMENTS)).astype(np.int64)
    place = begin + ((verb * len(words.DEPARTMENTS) + office) * len(MONTHS) + month) * things + thing
    first = int(world.staff[block.start])
    travellers = world.person_names[first : world.staff[block.stop]]
    journeys = [f"{name}{what}差旅费" for name in travellers for what in words.TRAVEL]
    travels = (events.kind == INDEX["travel"]) | (events.kind == INDEX["journey"])
    what = (luck[1] * len(words.TRAVEL)).astype(np.int64)
    journey = len(texts) + (events.person - first) * len(words.TRAVEL) + what
    return [*texts, *journeys], np.where(travels, journey, place)
