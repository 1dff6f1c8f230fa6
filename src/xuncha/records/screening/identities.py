"""Names in the ledgers that nobody has said anything of yet, with who may be meant."""

from __future__ import annotations

from xuncha.engines.ledgers.entities import Likeness, likenesses
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.records.screening.models import Identity
from xuncha.records.screening.queries import open_watches
from xuncha.records.screening.tables import tables

MOST = 100
"""So many suggestions, those with the most money, are put before people at once."""


def undecided() -> list[Likeness]:
    """Suggestions still open: not yet answered, and of names that stand for nobody yet."""
    said = {(each.kind, each.unit, each.name, each.code): each.same for each in Identity.objects.all()}
    settled = {key[:3] for key, same in said.items() if same}
    with Duck(tables(open_watches())) as engine:
        found = likenesses(engine)
    return [
        each
        for each in found
        if _key(each) not in said and (each.mention.kind, each.mention.unit, each.mention.name) not in settled
    ][:MOST]


def _key(likeness: Likeness) -> tuple[str, str, str, str]:
    mention = likeness.mention
    return mention.kind, mention.unit, mention.name, likeness.known.code
