"""Reading what is kept about the pool. Whom somebody may see comes in as inspectors: teams stand above this app."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils import timezone

from xuncha.domain.people import Skill
from xuncha.domain.pool import AbsenceReason, Away, Certificate, OfficePost
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training


@dataclass(frozen=True)
class PostLine:
    """Posts of one kind in one office: how many it may fill, who fills them."""

    post: OfficePost
    quota: int
    people: tuple[Inspector, ...]

    @property
    def vacant(self) -> int:
        """How many stand empty."""
        return max(0, self.quota - len(self.people))

    @property
    def beyond(self) -> int:
        """How many are filled beyond the quota."""
        return max(0, len(self.people) - self.quota)


@dataclass(frozen=True)
class OfficeTable:
    """The establishment of one place's office."""

    place: Jurisdiction
    source: str
    lines: tuple[PostLine, ...]

    @property
    def quota(self) -> int:
        """Posts of all kinds."""
        return sum(line.quota for line in self.lines)

    @property
    def filled(self) -> int:
        """Posts filled."""
        return sum(len(line.people) for line in self.lines)

    @property
    def vacant(self) -> int:
        """Posts that stand empty."""
        return sum(line.vacant for line in self.lines)


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


def in_pool(on: date) -> Q:
    """The condition of an inspector who is in the pool on the day."""
    return Q(left_on__isnull=True) | Q(left_on__gt=on)


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
    found = Inspector.objects.filter(in_pool(timezone.localdate()), jurisdiction__in=places.order_by().values("pk"))
    return found.exclude(office_post="").select_related("person", "jurisdiction")


def office_tables(places: QuerySet[Jurisdiction]) -> list[OfficeTable]:
    """The establishment of each place that has one, or has people in posts: what may be filled and what is."""
    lines: defaultdict[int, dict[OfficePost, PostLine]] = defaultdict(dict)
    filled: defaultdict[tuple[int, OfficePost], list[Inspector]] = defaultdict(list)
    for one in holders(places):
        filled[one.jurisdiction_id, OfficePost(one.office_post)].append(one)
    rows = list(establishment(places))
    for row in rows:
        post = OfficePost(row.post)
        lines[row.jurisdiction_id][post] = PostLine(post, row.quota, tuple(filled.pop((row.jurisdiction_id, post), ())))
    for (place, post), people in filled.items():
        lines[place][post] = PostLine(post, 0, tuple(people))
    sources = {row.jurisdiction_id: row.source for row in rows}
    return [
        OfficeTable(
            place,
            sources.get(place.pk, ""),
            tuple(lines[place.pk].get(post, PostLine(post, 0, ())) for post in OfficePost),
        )
        for place in places.order_by("path")
        if place.pk in lines
    ]


def new_training(inspector: Inspector | None = None) -> Training:
    """A course, not yet kept; of nobody yet where many attended it."""
    return Training(inspector=inspector) if inspector else Training()


def new_proof(inspector: Inspector) -> SkillProof:
    """A proof of skill, not yet kept."""
    return SkillProof(inspector=inspector)


def new_absence(inspector: Inspector) -> Absence:
    """An absence, not yet kept."""
    return Absence(inspector=inspector)
