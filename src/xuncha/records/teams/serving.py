"""Who of the pool may serve in a round, in which roles, with which skills: a few queries however many people there are.

The candidate list of a team, its authorisation, the planning problem and the figures of need all ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from xuncha.domain.people import Skill
from xuncha.domain.pool import (
    AppraisalGrade,
    Appraised,
    Obstacle,
    PoolPerson,
    PoolPolicy,
    Stay,
    check_role,
    check_service,
)
from xuncha.domain.roles import TeamRole
from xuncha.records.people.models import Inspector
from xuncha.records.pool.queries import absences_between, batches, certificates, proven
from xuncha.records.pool.settings import pool_policy
from xuncha.records.rounds.models import Round, RoundState
from xuncha.records.teams.models import Appraisal, Member
from xuncha.records.teams.practice import rounds_served


@dataclass(frozen=True)
class Serving:
    """Somebody of the pool before one round. `skills` are those that count: with proof, where the office asks for it."""

    inspector: Inspector
    roles: frozenset[TeamRole]
    skills: frozenset[Skill]
    practice: int
    obstacles: tuple[Obstacle, ...]

    @property
    def may_serve(self) -> bool:
        """Whether nothing keeps them out of the round, whatever the role."""
        return not any(each.blocks for each in self.obstacles)

    def obstacles_in(self, role: TeamRole) -> tuple[Obstacle, ...]:
        """What stands against service in this role."""
        return (*check_role(self.inspector.person.name, self.roles, role), *self.obstacles)

    def blocking(self, role: TeamRole) -> tuple[Obstacle, ...]:
        """What keeps them out of this role."""
        return tuple(each for each in self.obstacles_in(role) if each.blocks)


def who_may_serve(round_: Round, inspectors: Iterable[Inspector]) -> dict[int, Serving]:
    """Give everybody asked about, by the inspector's number, with what stands against their service in the round.

    Those asked about come with `person` and `jurisdiction` read; capacity is a column of theirs.
    """
    asked = list(inspectors)
    keys = [each.pk for each in asked]
    stay, policy = Stay(round_.site_from, round_.site_until), pool_policy(round_.jurisdiction)
    practice, known = rounds_served(keys, stay.since), _Known(keys, round_, policy)
    return {
        each.pk: Serving(
            inspector=each,
            roles=frozenset(TeamRole(role) for role in each.roles),
            skills=known.skills(each),
            practice=each.practice_before + practice[each.pk],
            obstacles=check_service(known.person(each), stay, policy),
        )
        for each in asked
    }


def coming_rounds(inspector: Inspector) -> list[tuple[Round, Serving]]:
    """The planned rounds that could call somebody, with what stands against it."""
    planned = Round.objects.filter(state=RoundState.PLANNED).select_related("jurisdiction").order_by("site_from", "pk")
    near = [round_ for round_ in planned if inspector.jurisdiction.path.startswith(round_.jurisdiction.path)]
    return [(round_, who_may_serve(round_, [inspector])[inspector.pk]) for round_ in near]


class _Known:
    """What is on record about many inspectors before one round, read together."""

    def __init__(self, keys: Collection[int], round_: Round, policy: PoolPolicy) -> None:
        self.certificates = certificates(keys)
        self.absences = absences_between(keys, round_.site_from, round_.site_until)
        self.appraised = _last_appraisals(keys, round_)
        self.elsewhere = _serving_elsewhere(keys, round_)
        self.proven = proven(keys) if policy.proof_required else None

    def person(self, inspector: Inspector) -> PoolPerson:
        key = inspector.pk
        return PoolPerson(
            id=key, name=inspector.person.name, joined_on=inspector.joined_on, left_on=inspector.left_on,
            certificates=self.certificates.get(key, ()), absences=self.absences.get(key, ()),
            appraised=self.appraised.get(key), elsewhere=tuple(self.elsewhere.get(key, ())),
        )  # fmt: skip

    def skills(self, inspector: Inspector) -> frozenset[Skill]:
        claimed = frozenset(Skill(skill) for skill in inspector.skills)
        return claimed if self.proven is None else claimed & self.proven.get(inspector.pk, frozenset())


def _last_appraisals(inspectors: Collection[int], round_: Round) -> dict[int, Appraised]:
    found = {}
    for keys in batches(inspectors):
        rows = Appraisal.objects.filter(member__inspector__in=keys).exclude(member__team__round=round_)
        rows = rows.filter(given_on__lte=round_.site_until)
        for key, grade, given_on in rows.order_by("given_on", "pk").values_list(
            "member__inspector", "grade", "given_on"
        ):
            found[key] = Appraised(AppraisalGrade(grade), given_on)
    return found


def _serving_elsewhere(inspectors: Collection[int], round_: Round) -> dict[int, list[str]]:
    """Name the other rounds on site at the same time in which they sit on a team."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for keys in batches(inspectors):
        seats = Member.objects.filter(
            inspector__in=keys, left_on__isnull=True, team__round__site_from__lte=round_.site_until,
            team__round__site_until__gte=round_.site_from,
        ).exclude(team__round=round_)  # fmt: skip
        for key, name in seats.order_by("team__round", "pk").values_list("inspector", "team__round__name").distinct():
            found[key].append(name)
    return found
