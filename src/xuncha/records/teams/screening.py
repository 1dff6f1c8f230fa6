"""A team's records as the facts the rules are given, and what the rules say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from xuncha.domain import recusal
from xuncha.domain.modes import Mode
from xuncha.domain.organisations import Key, Level
from xuncha.domain.people import Skill
from xuncha.domain.recusal import Conflict, RecusalProfile
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import (
    Arc,
    PastArc,
    Place,
    Seat,
    TeamIssue,
    TeamPerson,
    TeamPlan,
    TeamPolicy,
    arcs_of,
    check_exchange,
    check_team,
)
from xuncha.domain.teams.needs import SLOT_ROLES
from xuncha.domain.words import Sentence
from xuncha.records.people.facts import declared_ties, facts, units_facts
from xuncha.records.people.models import Inspector, Jurisdiction, Kinship
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.rounds.settings import recusal_profile, round_policy
from xuncha.records.teams.models import Member, Team, Waiver, WaiverState
from xuncha.records.teams.serving import Serving, who_may_serve

Checked = dict[tuple[int, int], tuple[Conflict, ...]]
"""Conflicts by (inspector, inspection)."""


@dataclass(frozen=True)
class Screening:
    """What the rules say of a team as it stands."""

    issues: tuple[TeamIssue, ...]
    exchange: tuple[TeamIssue, ...]
    conflicts: Checked
    waived: frozenset[tuple[int, int, str]]
    """(inspector, inspection, rule) of every waiver granted."""
    serving: Mapping[int, Serving]
    """What the rules of the pool say of each member, by inspector."""

    @property
    def blocking(self) -> tuple[TeamIssue, ...]:
        """The issues of the team itself that stop it from being authorised."""
        return tuple(issue for issue in self.issues if issue.severity == "block")

    @property
    def kept_out(self) -> tuple[Sentence, ...]:
        """Why members may not serve in this round at all."""
        return tuple(each.sentence for one in self.serving.values() for each in one.obstacles if each.blocks)


def screen(team: Team) -> Screening:
    """Check a team against every rule: recusal, composition, and exchange of favours within its round."""
    return replace(screen_alone(team), exchange=exchange_issues(team.round))


def screen_alone(team: Team) -> Screening:
    """Check a team against every rule that can be judged on it alone."""
    inspections = targets_of(team)
    seats = members_of(team)
    conflicts = check_recusal([(seat.inspector, TeamRole(seat.role)) for seat in seats], inspections, team.round)
    waived = waivers_for(inspections)
    serving = who_may_serve(team.round, [seat.inspector for seat in seats])
    plans = [_plan(team, seats, serving, inspection, conflicts, waived) for inspection in inspections]
    policy = round_policy(team.round)
    issues = {str(issue.sentence): issue for plan in plans for issue in check_team(plan, policy)}
    return Screening(tuple(issues.values()), (), conflicts, waived, serving)


def check_recusal(
    seats: Sequence[tuple[Inspector, TeamRole]], inspections: Sequence[Inspection], round_: Round
) -> Checked:
    """Check inspectors in their roles against units, by the rules the round's office works by."""
    profile: RecusalProfile = recusal_profile(round_.jurisdiction)
    people = facts([inspector.person_id for inspector, _ in seats])
    units = units_facts([inspection.unit_id for inspection in inspections])
    ties = declared_ties([inspector.pk for inspector, _ in seats])
    today = timezone.localdate()
    return {
        (inspector.pk, inspection.pk): recusal.check(
            people[inspector.person_id], role, units[inspection.unit_id], Mode(inspection.mode), today, profile,
            ties[inspector.pk],
        )
        for inspector, role in seats
        for inspection in inspections
    }  # fmt: skip


def standing(
    conflicts: Iterable[Conflict], inspector: int, inspection: int, waived: Collection[tuple[int, int, str]]
) -> tuple[Conflict, ...]:
    """Leave out what was waived for this inspector and inspection."""
    return tuple(each for each in conflicts if (inspector, inspection, each.rule.code) not in waived)


def waivers_for(inspections: Collection[Inspection]) -> frozenset[tuple[int, int, str]]:
    """The waivers granted for these inspections."""
    granted = Waiver.objects.filter(inspection__in=inspections, state=WaiverState.GRANTED)
    return frozenset(granted.values_list("inspector", "inspection", "rule"))


def targets_of(team: Team) -> list[Inspection]:
    """The inspections of a team, in the order of their units."""
    found = Inspection.objects.filter(target__team=team).select_related("unit__jurisdiction", "source", "round")
    return list(found.order_by("unit__code"))


def members_of(team: Team, **only: object) -> list[Member]:
    """Who sits on the team now, leaders first."""
    order = {role.value: place for place, role in enumerate(TeamRole)}
    found = team.members.filter(left_on__isnull=True, **only).select_related(
        "inspector__person", "inspector__jurisdiction"
    )
    return sorted(found, key=lambda seat: (order[seat.role], seat.pk))


def exchange_issues(round_: Round, policy: TeamPolicy | None = None) -> tuple[TeamIssue, ...]:
    """Say where places of this round inspect one another, did so lately, or come from too many sources."""
    teams = Team.objects.filter(round=round_).prefetch_related(
        "targets__inspection__unit__jurisdiction", "members__inspector__person", "members__inspector__jurisdiction"
    )
    arcs: set[Arc] = set()
    names: dict[Key, str] = {}
    for team in teams:
        seats = [seat for seat in team.members.all() if seat.left_on is None]
        names |= {seat.inspector.jurisdiction_id: seat.inspector.jurisdiction.name for seat in seats}
        for target in team.targets.all():
            where = target.inspection.unit.jurisdiction
            names[where.pk] = where.name
            arcs |= arcs_of(_bare_plan(target.inspection, seats))
    return check_exchange(arcs, past_arcs(round_), policy or round_policy(round_), names)


def slots_of(team: Team, seats: Sequence[Member]) -> dict[TeamRole, int]:
    """How many a team wants in each role: what was set, else one of each and as many members as there are."""
    have = Counter(TeamRole(seat.role).slot for seat in seats)
    usual = {role: max(1, have[role]) if role is not TeamRole.LEADER else 1 for role in SLOT_ROLES}
    return {role: int(team.slots.get(role, usual[role])) for role in SLOT_ROLES}


def _plan(
    team: Team, seats: Sequence[Member], serving: Mapping[int, Serving], inspection: Inspection, conflicts: Checked,
    waived: Collection[tuple[int, int, str]],
) -> TeamPlan:  # fmt: skip
    inspectors = [seat.inspector_id for seat in seats]
    bare = _bare_plan(inspection, seats)
    return TeamPlan(
        unit=bare.unit, place=bare.place, mode=bare.mode,
        seats=tuple(Seat(TeamRole(seat.role), team_person(serving[seat.inspector_id])) for seat in seats),
        slots=slots_of(team, seats),
        skills={Skill(skill): int(wanted) for skill, wanted in team.skills.items()},
        serving=_serving(team.round, inspectors),
        conflicts={
            key: standing(conflicts[key, inspection.pk], key, inspection.pk, waived) for key in inspectors
        },
        apart=_kin_among(seats),
        served_before=_served_before(inspection, inspectors),
    )  # fmt: skip


def _bare_plan(inspection: Inspection, seats: Sequence[Member]) -> TeamPlan:
    """A team as far as the exchange of favours looks at it: who comes from where, in which seat."""
    return TeamPlan(
        unit=inspection.unit.name,
        place=_place(inspection.unit.jurisdiction),
        mode=Mode(inspection.mode),
        slots={},
        seats=tuple(Seat(TeamRole(seat.role), _bare_person(seat.inspector)) for seat in seats),
    )


def team_person(serving: Serving) -> TeamPerson:
    """An inspector before a round as team rules see one."""
    one = serving.inspector
    return TeamPerson(
        id=one.pk, name=one.person.name, home=_place(one.jurisdiction), roles=serving.roles, skills=serving.skills,
        capacity=one.capacity, practice=serving.practice,
    )  # fmt: skip


def _bare_person(inspector: Inspector) -> TeamPerson:
    return TeamPerson(
        id=inspector.pk, name=inspector.person.name, home=_place(inspector.jurisdiction), roles=frozenset()
    )


def _place(jurisdiction: Jurisdiction) -> Place:
    path = tuple(int(part) for part in jurisdiction.path.split("/") if part)
    return Place(jurisdiction.pk, jurisdiction.name, Level(jurisdiction.level), path[:-1])


def _serving(round_: Round, inspectors: Sequence[int]) -> Mapping[Key, int]:
    """Count the teams of this round each serves on: one team over many villages is one task (一拖多)."""
    seats = Member.objects.filter(team__round=round_, inspector__in=inspectors, left_on__isnull=True)
    return Counter(seats.values_list("inspector", flat=True))


def _kin_among(seats: Sequence[Member]) -> frozenset[frozenset[Key]]:
    by_person = {seat.inspector.person_id: seat.inspector_id for seat in seats}
    pairs = Kinship.objects.filter(person__in=by_person, relative__in=by_person).values_list("person", "relative")
    return frozenset(frozenset({by_person[one], by_person[other]}) for one, other in pairs)


def _served_before(inspection: Inspection, inspectors: Sequence[int]) -> frozenset[Key]:
    last = (
        Inspection.objects.filter(unit=inspection.unit_id, round__site_from__lt=inspection.round.site_from)
        .order_by("-round__site_from")
        .first()
    )
    if last is None:
        return frozenset()
    seats = Member.objects.filter(team__targets__inspection=last, inspector__in=inspectors, left_on__isnull=True)
    return frozenset(seats.values_list("inspector", flat=True))


def past_arcs(round_: Round) -> list[PastArc]:
    """Who sent people to whom in the office's earlier rounds, counted back from this one."""
    earlier = Round.objects.filter(jurisdiction=round_.jurisdiction_id, site_from__lt=round_.site_from)
    ago = {
        key: number for number, key in enumerate(earlier.order_by("-site_from", "-pk").values_list("pk", flat=True), 1)
    }
    found = set()
    sent = Inspection.objects.filter(round__in=ago, source__isnull=False)
    for source, target, past in sent.values_list("source", "unit__jurisdiction", "round"):
        if source is not None:
            found.add(PastArc(source, target, ago[past]))
    homes: defaultdict[int, set[int]] = defaultdict(set)
    leaders = Member.objects.filter(
        team__round__in=ago, role=TeamRole.LEADER, left_on__isnull=True, inspector__jurisdiction__level=Level.COUNTY
    )
    for team, home in leaders.values_list("team", "inspector__jurisdiction"):
        homes[team].add(home)
    led = Inspection.objects.filter(target__team__in=homes).exclude(mode=Mode.ROUTINE)
    for team, target, past in led.values_list("target__team", "unit__jurisdiction", "round"):
        found |= {PastArc(home, target, ago[past]) for home in homes[team] if home != target}
    return list(found)
