"""Who of the pool is tied to which inspection of a round: exposure and recusal, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from xuncha.domain import recusal
from xuncha.domain.modes import Mode
from xuncha.domain.recusal import Conflict, Sharing
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import allow
from xuncha.records.people.facts import declared_ties, facts, units_facts
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.rounds.settings import exposure_policy, recusal_profile
from xuncha.records.teams.acquaintance import in_words
from xuncha.records.teams.reckoning import exposures
from xuncha.records.teams.round_pool import reckoned_of
from xuncha.records.teams.screening import standing, waivers_for


@dataclass(frozen=True)
class RoundTie:
    """One line of `ties.csv`: an inspector and an inspection, by their numbers, that have something to do with each other."""

    inspector: int
    inspection: int
    exposure: int
    recusal: bool
    """Whether the inspector may not take part in any seat they could be given."""
    reasons: tuple[Sentence, ...]

    @property
    def reason(self) -> str:
        """The reasons in Chinese, as a file names them."""
        return "；".join(map(str, self.reasons))


def ties_of_round(user: User, round_: Round) -> list[RoundTie]:
    """Give the exposure and recusal of everybody of the round's pool and on its teams before every inspection of the round.

    Sparse: a pair that is not there has neither. Sorted by inspector, then by inspection.
    """
    allow(user, "tie.view", round_.jurisdiction.path)
    most = exposure_policy(round_.jurisdiction).most
    known = {(who, which): parts for who, row in exposures(round_).items() for which, parts in row.items()}
    barred = _barred(round_)
    return [
        RoundTie(
            *pair, exposure=min(most, sum(known.get(pair, {}).values())),
            recusal=any(not conflict.verify for conflict in barred.get(pair, ())),
            reasons=(*_told(barred.get(pair, ())), *in_words(known.get(pair, {}))),
        )
        for pair in sorted({*known, *barred})
    ]  # fmt: skip


def _told(conflicts: Iterable[Conflict]) -> tuple[Sentence, ...]:
    return tuple(
        say(N_("待核实：%(what)s"), what=each.sentence) if each.verify else each.sentence for each in conflicts
    )


def _barred(round_: Round) -> dict[tuple[int, int], tuple[Conflict, ...]]:
    """Give what recusal says of the pool, each in the strictest seat they could be given, without what was waived."""
    pool = list(reckoned_of(round_))
    inspections = list(Inspection.objects.filter(round=round_))
    profile, today, waived = recusal_profile(round_.jurisdiction), timezone.localdate(), waivers_for(inspections)
    people = facts([each.person_id for each in pool])
    ties = declared_ties([each.pk for each in pool])
    units = units_facts([each.unit_id for each in inspections])
    by_person = {each.person_id: each for each in pool}
    sharing = Sharing(people.values(), {each.person_id: ties[each.pk] for each in pool})
    found = {}
    for inspection in inspections:
        for person in sharing.with_unit(units[inspection.unit_id]):
            one = by_person[int(person)]
            conflicts = recusal.check(
                people[one.person_id], strictest(one), units[inspection.unit_id], Mode(inspection.mode), today, profile,
                ties[one.pk],
            )  # fmt: skip
            if left := standing(conflicts, one.pk, inspection.pk, waived):
                found[one.pk, inspection.pk] = left
    return found


def strictest(inspector: Inspector) -> TeamRole:
    """The seat, of those an inspector may be given, that recusal asks most of."""
    leads = any(TeamRole(role).leads for role in inspector.roles)
    return TeamRole.LEADER if leads else TeamRole.MEMBER
