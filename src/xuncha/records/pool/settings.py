"""What the office of a place asks of its talent pool; the nearest place above that has settled it counts."""

from __future__ import annotations

from dataclasses import fields

from xuncha.domain.pool import PoolPolicy
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.queries import office_policy


def pool_policy(place: Jurisdiction) -> PoolPolicy:
    """Give the numbers by which it is decided here who may serve."""
    settled = office_policy(place)
    known = {each.name for each in fields(PoolPolicy)}
    chosen = settled.pool_policy if settled else {}
    return PoolPolicy(**{name: value for name, value in chosen.items() if name in known})
