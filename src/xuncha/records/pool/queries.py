"""Reading what is kept about the pool. Whom somebody may see comes in as inspectors: teams stand above this app."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from xuncha.domain.people import Skill
from xuncha.domain.pool import AbsenceReason, Away, Certificate, OfficePost
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training

AT_ONCE = 5000
"""How many keys one query names; both databases take more."""


def batches(keys: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Cut many keys into as many as one query names."""
    rest = iter(sorted(set(keys)))
    while batch := tuple(islice(rest, AT_ONCE)):
        yield batch


def certificates(inspectors: Collection[int]) -> dict[int, tuple[Certificate, ...]]:
    """The training each completed."""
    found: defaultdict[int, list[Certificate]] = defaultdict(list)
    for keys in batches(inspectors):
        rows = (
            Training.objects.filter(inspector__in=keys).order_by().values_list("inspector", "ended_on", "valid_until")
        )
        for key, ended_on, valid_until in rows:
            found[key].append(Certificate(ended_on, valid_until))
    return {key: tuple(rows) for key, rows in found.items()}


def absences_between(inspectors: Collection[int], since: date, until: date) -> dict[int, tuple[Away, ...]]:
    """When each of them is away between two days."""
    found: defaultdict[int, list[Away]] = defaultdict(list)
    touching = Q(since__lte=until) & (Q(until__isnull=True) | Q(until__gte=since))
    for keys in batches(inspectors):
        rows = Absence.objects.filter(touching, inspector__in=keys).order_by("since", "pk")
        for key, reason, first, last in rows.values_list("inspector", "reason", "since", "until"):
            found[key].append(Away(AbsenceReason(reason), first, last))
    return {key: tuple(rows) for key, rows in found.items()}


def proven(inspectors: Collection[int]) -> dict[int, frozenset[Skill]]:
    """The skills of which each has a proof on file."""
    found: defaultdict[int, set[Skill]] = defaultdict(set)
    for keys in batches(inspectors):
        for key, skill in SkillProof.objects.filter(inspector__in=keys).order_by().values_list("inspector", "skill"):
            found[key].add(Skill(skill))
    return {key: frozenset(skills) for key, skills in found.items()}


def away_on(day: date) -> Q:
    """The condition of an absence that lasts on the day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def trainings(inspectors: QuerySet[Inspector]) -> QuerySet[Training]:
    """The training of these inspectors."""
    return Training.objects.filter(inspector__in=inspectors.order_by().values("pk")).select_related("inspector__person")


def proofs(inspectors: QuerySet[Inspector]) -> QuerySet[SkillProof]:
    """The proofs of skill of these inspectors."""
    found = SkillProof.objects.filter(inspector__in=inspectors.order_by().values("pk"))
    return found.select_related("inspector__person", "inspector__jurisdiction")


def absences(inspectors: QuerySet[Inspector]) -> QuerySet[Absence]:
    """The absences of these inspectors."""
    found = Absence.objects.filter(inspector__in=inspectors.order_by().values("pk"))
    return found.select_related("inspector__person", "inspector__jurisdiction")


def establishment(places: QuerySet[Jurisdiction]) -> QuerySet[Establishment]:
    """The posts of the offices of these places."""
    return Establishment.objects.filter(jurisdiction__in=places.order_by().values("pk")).select_related("jurisdiction")


def holders(places: QuerySet[Jurisdiction]) -> QuerySet[Inspector]:
    """Who holds a post in the establishment of these places' offices now."""
    found = Inspector.objects.filter(jurisdiction__in=places.order_by().values("pk"), left_on__isnull=True)
    return found.filter(office_post__in=[post.value for post in OfficePost]).select_related("person", "jurisdiction")
