"""Exposure in bulk: a whole pool against all inspections of a round, over arrays.

Says what `xuncha.domain.exposure` says of one pair, for millions of pairs at once; tests hold the two together.
"""

from xuncha.engines.exposure.changes import Affected, affected, anew, refreshed
from xuncha.engines.exposure.facts import Facts, Homes, Kin, Lines, Posts, Related, Seats, Stays, Studies, Targets
from xuncha.engines.exposure.meeting import world
from xuncha.engines.exposure.rows import Parts, Rows, exposures, parts
from xuncha.engines.exposure.ties import (
    KINDS,
    LASTING,
    NEAR_KIN,
    Bodies,
    Declared,
    Ties,
    UnitTies,
    World,
    acquaintances,
    day,
)

__all__ = [
    "KINDS",
    "LASTING",
    "NEAR_KIN",
    "Affected",
    "Bodies",
    "Declared",
    "Facts",
    "Homes",
    "Kin",
    "Lines",
    "Posts",
    "Related",
    "Parts",
    "Rows",
    "Seats",
    "Stays",
    "Studies",
    "Targets",
    "Ties",
    "UnitTies",
    "World",
    "acquaintances",
    "affected",
    "anew",
    "day",
    "exposures",
    "parts",
    "refreshed",
    "world",
]
