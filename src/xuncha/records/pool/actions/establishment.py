"""The establishment of an office: how many posts of each kind, by which document."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.domain.pool import OfficePost
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.pool.models import Establishment

EDIT = "establishment.edit"


def settle_establishment(place: Jurisdiction, quotas: Mapping[OfficePost, int], source: str, *, by: Actor) -> None:
    """Write down the posts of a place's office; a kind not named keeps its number, one with none of them is not kept."""
    allow(by, EDIT, place.path)
    kept = {row.post: row for row in Establishment.objects.filter(jurisdiction=place)}
    with act(EDIT, by=by, on=place) as change:
        for post in OfficePost:
            row = kept.get(post)
            quota = quotas.get(post, row.quota if row else 0)
            if row is None:
                if quota:
                    change.create(Establishment(jurisdiction=place, post=post, quota=quota, source=source))
            elif not quota:
                change.delete(row)
            elif (row.quota, row.source) != (quota, source):
                row.quota, row.source = quota, source
                change.save(row)
