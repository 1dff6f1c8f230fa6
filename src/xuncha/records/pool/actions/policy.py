"""Settling what an office asks of its talent pool."""

from __future__ import annotations

from dataclasses import asdict

from xuncha.domain.pool import PoolPolicy
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import OfficePolicy


def settle_pool(place: Jurisdiction, policy: PoolPolicy, *, by: Actor) -> OfficePolicy:
    """Choose the numbers by which it is decided here who may serve."""
    allow(by, "policy.edit", place.path)
    settled = OfficePolicy.objects.filter(jurisdiction=place).first()
    with act("policy.edit", by=by, on=settled) as change:
        kept = settled or OfficePolicy(jurisdiction=place)
        kept.pool_policy = asdict(policy)
        return change.save(kept) if settled else change.create(kept)
