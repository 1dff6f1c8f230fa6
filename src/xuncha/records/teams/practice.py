"""Learning by doing (以干代训): rounds served, counted from the teams and never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xuncha.records.people.models import Inspector
from xuncha.records.pool.queries import batches
from xuncha.records.teams.models import Member


def served(before: date) -> QuerySet[Member]:
    """The seats that count as a round served: authorised, the stay over, and not left before it began."""
    stayed = Q(left_on__isnull=True) | Q(left_on__gte=F("team__round__site_from"))
    return Member.objects.filter(stayed, team__authorised_on__isnull=False, team__round__site_until__lt=before)


def rounds_served(inspectors: Collection[int], before: date) -> Counter[int]:
    """How many rounds each served before a day."""
    found: Counter[int] = Counter()
    for keys in batches(inspectors):
        seats = served(before).filter(inspector__in=keys).order_by().values("inspector")
        for row in seats.annotate(rounds=Count("team__round", distinct=True)):
            found[row["inspector"]] = row["rounds"]
    return found


def with_practice(inspectors: QuerySet[Inspector], before: date) -> QuerySet[Inspector]:
    """Add `practice`: the rounds each served, before the system and since."""
    seats = served(before).filter(inspector=OuterRef("pk")).order_by().values("inspector")
    since = Subquery(seats.annotate(rounds=Count("team__round", distinct=True)).values("rounds"), IntegerField())
    return inspectors.annotate(practice=F("practice_before") + Coalesce(since, 0))
