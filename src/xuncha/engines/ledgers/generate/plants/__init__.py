"""Planted cases of every rule: each says what it is, in which rows, and which other rules may rightly fire on them."""

from xuncha.engines.ledgers.generate.plants import a, b, c, d, e, f
from xuncha.engines.ledgers.generate.plants.planter import Planter


def plant(planter: Planter) -> None:
    """Plant the cases of all families, each family in its turn."""
    for family in (a, b, c, d, e, f):
        family.plant(planter)
