"""Who may be given a seat in a round: one answer for the search, for forming a team by hand and for exposure."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xuncha.records.people.models import Inspector
from xuncha.records.pool.queries import in_pool
from xuncha.records.rounds.models import Round
from xuncha.records.teams.models import Guest, Member


def pool_of(round_: Round) -> QuerySet[Inspector]:
    """Everybody of the organiser's own pools and those below, and whoever was lent, as far as in the pool when it enters."""
    return _people(_below(round_) | lent_to(round_), round_)


def reckoned_of(round_: Round) -> QuerySet[Inspector]:
    """Whose exposure is reckoned: the pool, and whoever sits on a team of the round from wherever."""
    seated = Member.objects.filter(team__round=round_, left_on__isnull=True).values("inspector")
    return _people(_below(round_) | lent_to(round_) | Q(pk__in=seated), round_)


def lent_to(round_: Round) -> Q:
    """The condition of an inspector who was lent to the round."""
    return Q(pk__in=Guest.objects.filter(round=round_).values("inspector"))


def _below(round_: Round) -> Q:
    return Q(jurisdiction__path__startswith=round_.jurisdiction.path)


def _people(condition: Q, round_: Round) -> QuerySet[Inspector]:
    return Inspector.objects.filter(condition, in_pool(round_.site_from)).select_related("person", "jurisdiction")
