"""How much an inspector and the units at hand know each other, for a page: the points as kept, the reasons when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from xuncha.domain.exposure import Acquaintance, Exposure, exposure
from xuncha.domain.people import ServiceFact
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.exposure import acquaintances, world
from xuncha.records.accounts import reach as places
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import allow
from xuncha.records.people.facts import declared_ties, facts, unit_facts
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round, RoundState
from xuncha.records.rounds.settings import exposure_policy, recusal_profile
from xuncha.records.teams.columns import earlier_seats, laid_out
from xuncha.records.teams.models import Target
from xuncha.records.teams.reckoning import exposures
from xuncha.records.teams.round_pool import reckoned_of


@dataclass(frozen=True)
class Known:
    """An inspector is known to the unit of an inspection: the points in all, and of each kind in words."""

    inspection: Inspection
    points: int
    kinds: tuple[Sentence, ...]


def known_in(round_: Round, inspections: Iterable[Inspection]) -> Callable[[Inspector], tuple[Known, ...]]:
    """Read what is kept of a round, once, to be asked of one inspector after another."""
    parts, most, asked = exposures(round_), exposure_policy(round_.jurisdiction).most, list(inspections)

    def known(inspector: Inspector) -> tuple[Known, ...]:
        """Leave out units to which they are unknown."""
        row = parts.get(inspector.pk, {})
        return tuple(
            Known(each, min(most, sum(row[each.pk].values())), in_words(row[each.pk]))
            for each in asked
            if each.pk in row
        )

    return known


def in_words(kinds: dict[str, int]) -> tuple[Sentence, ...]:
    """Say the points of each kind."""
    return tuple(
        say(N_("%(kind)s%(points)s分"), kind=Acquaintance(kind), points=points) for kind, points in kinds.items()
    )


def at_hand(user: User, inspector: Inspector) -> list[Known]:
    """Give the units of rounds still being staffed or on site to which an inspector is known, most of all first."""
    found: list[Known] = []
    staffed = Round.objects.filter(
        places.within(user, "tie.view", "jurisdiction__path"), state__in=(RoundState.PLANNED, RoundState.ON_SITE)
    ).select_related("jurisdiction")
    for round_ in staffed:
        if reckoned_of(round_).filter(pk=inspector.pk).exists():
            inspections = Inspection.objects.filter(round=round_).select_related("unit", "round").order_by("pk")
            found += known_in(round_, inspections)(inspector)
    return sorted(found, key=lambda known: -known.points)


def reasons(user: User, inspector: Inspector, inspection: Inspection) -> Exposure:
    """Give every reason why an inspector and the unit of an inspection know each other, as of today."""
    round_ = inspection.round
    allow(user, "tie.view", round_.jurisdiction.path)
    on, policy, profile = (
        timezone.localdate(),
        exposure_policy(round_.jurisdiction),
        recusal_profile(round_.jurisdiction),
    )
    who = inspector.person_id
    knows = world(laid_out(round_, on, profile.kin).facts, on)
    between = acquaintances(knows, who, policy.through_least, policy, on)
    unit = unit_facts(inspection.unit, on)
    served = _service(round_, {who, *between, *unit.leaders})
    people = {key: replace(each, service=served[key]) for key, each in facts({who, *between}, on).items()}
    body = tuple(replace(each, service=served[int(each.id)]) for each in unit.leading_body)
    return exposure(
        people[who], replace(unit, leading_body=body), on, policy, declared=declared_ties([inspector.pk])[inspector.pk],
        between=[people[key] for key in between], barred=profile.kin,
    )  # fmt: skip


def _service(round_: Round, persons: Collection[object]) -> defaultdict[int, tuple[ServiceFact, ...]]:
    """Give the seats these persons had on the teams of earlier rounds."""
    seats = earlier_seats(round_).filter(inspector__person__in=persons).select_related("team__round", "inspector")
    units: defaultdict[int, set[int]] = defaultdict(set)
    for team, unit in Target.objects.filter(team__in=seats.values("team")).values_list("team", "inspection__unit"):
        units[team].add(unit)
    found: defaultdict[int, tuple[ServiceFact, ...]] = defaultdict(tuple)
    for seat in seats.order_by("pk"):
        fact = ServiceFact(
            seat.team_id, f"{seat.team.round.name}{seat.team.name}", frozenset(units[seat.team_id]), seat.joined_on,
            seat.left_on or seat.team.round.site_until,
        )  # fmt: skip
        found[seat.inspector.person_id] += (fact,)
    return found
