"""Scoring schemes: the office's own, else those the domain brings along; as data in `policy.ScoringScheme`."""

from __future__ import annotations

from xuncha.domain.scoring import DEFAULT_SCHEMES, Scheme
from xuncha.records.audit.actions import Change
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import ScoringScheme
from xuncha.records.policy.schemes import as_body, of_record

__all__ = ["as_body", "available", "kept", "of_record"]


def available(jurisdiction: Jurisdiction) -> dict[str, Scheme]:
    """The schemes an office can score by: its own where it has settled any, else the domain's, by key."""
    above = [int(key) for key in jurisdiction.path.strip("/").split("/") if key]
    kept = ScoringScheme.objects.filter(jurisdiction__in=above, active=True).order_by("name", "-version")
    own = {str(record.pk): of_record(record) for record in kept}
    return own or {scheme.code: scheme for scheme in DEFAULT_SCHEMES}


def kept(change: Change, key: str, scheme: Scheme, jurisdiction: Jurisdiction) -> ScoringScheme:
    """The record of a scheme; one of the domain's is written down the first time an office scores by it."""
    if key.isdigit():
        return ScoringScheme.objects.get(pk=int(key))
    found = ScoringScheme.objects.filter(jurisdiction=jurisdiction, name=scheme.label, version=scheme.edition).first()
    return found or change.create(
        ScoringScheme(
            jurisdiction=jurisdiction, name=scheme.label, source=scheme.source, version=scheme.edition,
            body=as_body(scheme), active=False,  # kept for the scores that refer to it; the office has settled nothing
        )
    )  # fmt: skip
