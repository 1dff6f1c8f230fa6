"""Reading places, bodies and people."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from xuncha.records.people.facts import declared_ties, facts, unit_facts, units_facts
from xuncha.records.people.models import Jurisdiction, Unit

__all__ = ["declared_ties", "facts", "jurisdictions", "unit_facts", "units", "units_facts"]


def jurisdictions() -> QuerySet[Jurisdiction]:
    """Every place; places are no secret."""
    return Jurisdiction.objects.select_related("parent")


def units() -> QuerySet[Unit]:
    """Every body, with its place and superior body; that a body exists is no secret."""
    return Unit.objects.select_related("jurisdiction", "parent").annotate(subordinate_count=Count("subordinates"))
