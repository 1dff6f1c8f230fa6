"""Who may be given a seat in a round, and who may not sit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from xuncha.engines.teams import problem
from xuncha.records.people.models import Inspector, Kinship
from xuncha.records.rounds.models import Round
from xuncha.records.teams.models import Member
from xuncha.records.teams.round_pool import pool_of
from xuncha.records.teams.serving import Serving, who_may_serve


def serving(round_: Round) -> list[Serving]:
    """What the rules of the pool say of each of them before this round."""
    return list(who_may_serve(round_, pool_of(round_).order_by("pk")).values())


def as_people(found: Collection[Serving], round_: Round) -> tuple[problem.Inspector, ...]:
    """The pool as the problem states it; seats already held in this round are taken off what somebody can do."""
    held = Counter(Member.objects.filter(team__round=round_, left_on__isnull=True).values_list("inspector", flat=True))
    return tuple(
        problem.Inspector(
            id=str(one.inspector.pk), name=one.inspector.person.name, home=str(one.inspector.jurisdiction_id),
            roles=frozenset(role.slot for role in one.roles), skills=one.skills,
            capacity=max(0, one.inspector.capacity - held[one.inspector.pk]), practice=one.practice,
        )
        for one in found
    )  # fmt: skip


def kin(found: Collection[Inspector]) -> tuple[problem.Apart, ...]:
    """Relatives within the pool, who may not serve on one team."""
    by_person = {each.person_id: each.pk for each in found}
    rows = Kinship.objects.filter(person__inspector__isnull=False, relative__inspector__isnull=False)
    pairs = {
        tuple(sorted((by_person[one], by_person[other])))
        for one, other in rows.values_list("person", "relative")
        if one in by_person and other in by_person
    }
    return tuple(problem.Apart(str(first), str(second), "kin") for first, second in sorted(pairs))
