"""The tables of what the API offers to do: the same actions as the pages, named by their permissions."""

from xuncha.web.api.verbs import (
    inspecting,
    ledgers,
    office,
    people,
    pool,
    rectification,
    rounds,
    screening,
    staffing,
    teams,
)
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb

WORDS = (people, pool, rounds, teams, staffing, inspecting, rectification, ledgers, screening, office)
MAKINGS: tuple[Making, ...] = tuple(making for word in WORDS for making in word.MAKINGS)
CHANGES: tuple[Changing, ...] = tuple(change for word in WORDS for change in word.CHANGES)
REMOVALS: tuple[Removing, ...] = tuple(
    removal
    for words in (
        people.REMOVALS,
        pool.REMOVALS,
        rounds.REMOVALS,
        teams.REMOVALS,
        staffing.REMOVALS,
        rectification.REMOVALS,
        ledgers.REMOVALS,
        office.REMOVALS,
    )
    for removal in words
)
VERBS: tuple[Verb, ...] = tuple(verb for word in WORDS for verb in word.VERBS)
