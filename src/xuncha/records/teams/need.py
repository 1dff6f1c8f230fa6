"""Pools against need, place by place: for one round, or for the hardest of a year's rounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from xuncha.domain.people import Employment, Skill
from xuncha.domain.pool import AbsenceReason, Obstacle
from xuncha.domain.pool.need import Balance, Need, Wanted, balance, team_need, usual_need, worst
from xuncha.domain.roles import Scope, TeamRole
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.pool.queries import in_pool
from xuncha.records.pool.settings import pool_policy
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.models import Target
from xuncha.records.teams.serving import Serving, who_may_serve

SEE = "need.view"


@dataclass(frozen=True)
class Dropout:
    """A reason for which people drop out, with those it concerns."""

    reason: str
    obstacles: tuple[Obstacle, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.obstacles)


@dataclass(frozen=True)
class NeedTable:
    """Every pool and all together; how people serve; why people drop out."""

    rounds: tuple[Round, ...]
    places: tuple[Balance, ...]
    total: Balance
    employment: tuple[tuple[Employment, int], ...]
    dropouts: tuple[Dropout, ...]


def rounds(user: User) -> QuerySet[Round]:
    """The rounds whose need somebody may hold against the pools."""
    bodies = [
        Q(jurisdiction__path__startswith=grant.jurisdiction.path)
        for grant in reach.grants(user, SEE, Scope.SENT_TO_BODY)
        if grant.jurisdiction
    ]
    found = Round.objects.filter(reach.any_of([reach.within(user, SEE, "jurisdiction__path"), *bodies]))
    return found.select_related("jurisdiction").order_by("-site_from", "-pk")


def need_table(asked: Sequence[Round]) -> NeedTable:
    """Hold the pools at and below the rounds' offices against what these rounds ask for."""
    paths = {round_.jurisdiction.path for round_ in asked}
    top = [path for path in sorted(paths) if not any(path != other and path.startswith(other) for other in paths)]
    condition = reach.any_of(Q(path__startswith=path) for path in top)
    places = list(Jurisdiction.objects.filter(condition).order_by("path"))
    people = list(
        Inspector.objects.filter(in_pool(timezone.localdate()), jurisdiction__in=places).select_related(
            "person", "jurisdiction"
        )
    )
    each = [_of_round(round_, places, people) for round_ in asked]
    hardest = min(each, key=lambda one: one.total.able)
    lines = tuple(worst(lines) for lines in zip(*(one.places for one in each), strict=True))
    return NeedTable(
        tuple(asked), tuple(line for line in lines if line.size or line.need.bodies),
        worst([one.total for one in each]), hardest.employment, hardest.dropouts,
    )  # fmt: skip


def _of_round(round_: Round, places: Sequence[Jurisdiction], people: Sequence[Inspector]) -> NeedTable:
    inside = [one for one in people if one.jurisdiction.path.startswith(round_.jurisdiction.path)]
    serving = who_may_serve(round_, inside)
    needs = _needs(round_)
    pools: defaultdict[int, list[Serving]] = defaultdict(list)
    for one in serving.values():
        pools[one.inspector.jurisdiction_id].append(one)
    lines = tuple(_line(place.name, pools[place.pk], needs[place.pk]) for place in places)
    whole = _line("", list(serving.values()), sum(needs.values(), Need()))
    able = Counter(Employment(one.inspector.employment) for one in serving.values() if one.may_serve)
    return NeedTable(
        (round_,), lines, whole, tuple((kind, able[kind]) for kind in Employment), _dropouts(serving.values())
    )


def _line(name: str, people: Sequence[Serving], need: Need) -> Balance:
    able: list[frozenset[Wanted]] = [frozenset({*one.roles, *one.skills}) for one in people if one.may_serve]
    return balance(name, len(people), able, need)


def _needs(round_: Round) -> defaultdict[int, Need]:
    """What each place asks for: its teams as they are wanted, the usual figure for bodies no team has yet."""
    policy = pool_policy(round_.jurisdiction)
    found: defaultdict[int, Need] = defaultdict(Need)
    targets = Target.objects.filter(team__round=round_).select_related("team", "inspection__unit").order_by("pk")
    seen: set[int] = set()
    for target in targets:
        place, team = target.inspection.unit.jurisdiction_id, target.team
        found[place] += Need(bodies=1)
        if team.pk not in seen:
            seen.add(team.pk)
            slots = {TeamRole(role): int(count) for role, count in team.slots.items()}
            skills = {Skill(skill): int(count) for skill, count in team.skills.items()}
            found[place] += Need(teams=1, people=team_need(slots, skills, policy))
    rest = Inspection.objects.filter(round=round_, target__isnull=True).order_by()
    for place, bodies in Counter(rest.values_list("unit__jurisdiction", flat=True)).items():
        found[place] += usual_need(bodies, policy)
    return found


def _dropouts(people: Iterable[Serving]) -> tuple[Dropout, ...]:
    """Why people drop out, the commonest reason first; somebody kept out twice counts under each reason."""
    found: defaultdict[str, list[Obstacle]] = defaultdict(list)
    for one in people:
        for obstacle in one.obstacles:
            if obstacle.blocks:
                found[_reason(obstacle)].append(obstacle)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(Dropout(reason, tuple(obstacles)) for reason, obstacles in ordered)


def _reason(obstacle: Obstacle) -> str:
    told = obstacle.sentence.params.get("reason")
    return told.label if isinstance(told, AbsenceReason) else obstacle.rule.missed
