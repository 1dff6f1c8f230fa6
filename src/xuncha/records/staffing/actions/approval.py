"""From a plan to teams: proposed by the office, approved by those who may authorise; nothing else makes the teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.check import check
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.actions import record_step
from xuncha.records.rounds.models import Round
from xuncha.records.rounds.settings import requires_declarations
from xuncha.records.staffing.building import Building, part_of
from xuncha.records.staffing.entries import Entry, flaws
from xuncha.records.staffing.mapping import parts
from xuncha.records.staffing.models import Attempt, AttemptState, Wish
from xuncha.records.staffing.plans import as_plan, packed, unpacked
from xuncha.records.teams.actions.conflicts import update_conflicts
from xuncha.records.teams.models import Member, Target, Team
from xuncha.records.teams.queries import new_team
from xuncha.records.teams.screening import exchange_issues, members_of, screen_alone
from xuncha.records.teams.serving import who_may_serve

Seats = dict[int, list[tuple[TeamRole, int]]]
"""Who sits in which role, by the inspection a team is known by."""


def propose(attempt: Attempt, authority: str, number: str, until: date | None, *, by: User) -> Attempt:
    """Lay one plan before those who may approve it; an earlier proposal of the round is withdrawn."""
    allow(by, "staffing.edit", attempt.round.jurisdiction.path)
    if not authority.strip():
        raise InvalidField(N_("授权机关"), say(N_("须写明由谁授权")))
    earlier = Attempt.objects.filter(round=attempt.round, proposed_on__isnull=False).exclude(pk=attempt.pk)
    with act("staffing.edit", by=by, on=attempt, step=N_("报请批准")) as change:
        _require_standing(change, attempt, Building(attempt.round, by))
        for other in earlier:
            other.proposed_on = None
            change.save(other)
        attempt.authority, attempt.authorisation_number, attempt.authorised_until = authority, number, until
        attempt.proposed_on = timezone.localdate()
        return change.save(attempt)


def approve(
    attempt: Attempt, *, by: User, authority: str, number: str, since: date, until: date | None = None
) -> Attempt:
    """Make the plan's teams and authorise them; refused with every reason where something changed since.

    Recusal is looked at again for everybody in the very role they are to hold. Where the office does not authorise
    before every member has declared their ties, the authorisation stays a draft until they have.
    """
    allow(by, "staffing.approve", attempt.round.jurisdiction.path)
    attempt.require_proposed()
    at_once = not requires_declarations(attempt.round.jurisdiction)
    with act("staffing.approve", by=by, on=attempt) as change:
        building = Building(attempt.round, by)
        _require_standing(change, attempt, building)
        attempt.authority, attempt.authorisation_number, attempt.authorised_until = authority, number, until
        attempt.approved_on = since
        change.save(attempt)
        seats, authorised_on = _seats(attempt), since if at_once else None
        made = [_make(change, attempt, each, seats[int(each.key)], authorised_on) for each in building.entries]
        _require_sound(made, attempt)
        for team in made:
            update_conflicts(change, members_of(team), [t.inspection for t in _targets(team)], attempt.round)
            if at_once:
                for target in _targets(team):
                    record_step(change, target.inspection, Step.STAFF, since)
    return attempt


def obstacles(attempt: Attempt, user: User) -> list[Sentence]:
    """Say what stands against a plan today: the round, its pool, every rule and every wish as they are now."""
    return _obstacles(attempt, Building(attempt.round, user))


def _obstacles(attempt: Attempt, building: Building) -> list[Sentence]:
    if found := [*_changed_needs(attempt, building.entries), *flaws(building.entries)]:
        return found
    problem = building.problem()
    if gone := {who for _, _, who in attempt.plan} - {each.id for each in problem.inspectors}:
        return list(_unavailable(attempt.round, gone))
    wished = Wish.objects.filter(round=attempt.round).select_related("inspector")
    wishes = unpacked(packed(wished, building.entries), problem)
    names = {int(entry.key): entry.names for entry in building.entries}
    return [
        say(N_("%(unit)s：%(reason)s"), unit=names[part_of(each.inspection)[0]], reason=each.sentence)
        if each.inspection
        else each.sentence
        for each in check(problem, as_plan(attempt.plan), wishes).violations
    ]


def _changed_needs(attempt: Attempt, found: Sequence[Entry]) -> Iterator[Sentence]:
    """Say which units came, went, or need others than the plan gives them."""
    seats, rows = _seats(attempt), {row for row, _, _ in attempt.plan}
    now = {int(entry.key): entry for entry in found}
    gone = seats.keys() - now.keys()
    names = dict(attempt.round.inspections.filter(pk__in=gone).values_list("pk", "unit__name"))
    for key in sorted(gone):
        yield say(N_("%(units)s已不在待编组范围内，或已改由别的组巡察"), units=names.get(key, key))
    for key, entry in now.items():
        wanted = {part.id for part in parts(entry.key, entry.mode, entry.needs) if any(part.slots.values())}
        if key not in seats:
            yield say(N_("%(units)s不在方案中"), units=entry.names)
        elif _counted(seats[key]) != {role: count for role, count in entry.needs.slots.items() if count}:
            yield say(N_("%(units)s的用人需求已修改"), units=entry.names)
        elif wanted != {row for row in rows if part_of(row)[0] == key}:
            yield say(N_("%(units)s的巡察方式已修改"), units=entry.names)


def _unavailable(round_: Round, keys: set[str]) -> Iterator[Sentence]:
    """Say of people of the plan who may no longer be given a seat why not."""
    people = Inspector.objects.filter(pk__in=keys).select_related("person", "jurisdiction")
    serving = who_may_serve(round_, people)
    for key in sorted(map(int, keys)):
        one = serving.get(key)
        if one is None:
            yield say(N_("没有编号为“%(id)s”的巡察干部"), id=key)
        elif blocking := [each.sentence for each in one.obstacles if each.blocks]:
            yield from blocking
        else:
            yield say(N_("%(who)s已不在本轮人选范围内"), who=one.inspector.person.name)


def _require_standing(change: Change, attempt: Attempt, building: Building) -> None:
    """Hold the round, so that what is decided on stays as it is, and refuse with everything that stands against it."""
    change.hold(attempt.round)
    _require_open(attempt)
    if found := _obstacles(attempt, building):
        raise Refused(found)


def _require_open(attempt: Attempt) -> None:
    if not attempt.plan:
        raise WrongState(AttemptState(attempt.state).label, N_("批准编组方案"))
    if Attempt.objects.filter(round=attempt.round, approved_on__isnull=False).exists():
        raise WrongState(N_("已批准"), N_("批准编组方案"))


def _require_sound(made: Sequence[Team], attempt: Attempt) -> None:
    wrong = [
        say(N_("%(team)s：%(reason)s"), team=team.name, reason=issue.sentence)
        for team in made
        for issue in screen_alone(team).blocking
    ]
    wrong += [issue.sentence for issue in exchange_issues(attempt.round) if issue.severity == "block"]
    if wrong:
        raise Refused(wrong)


def _seats(attempt: Attempt) -> Seats:
    seats: Seats = defaultdict(list)
    for row, role, inspector in attempt.plan:
        seats[part_of(row)[0]].append((TeamRole(role), int(inspector)))
    return dict(seats)


def _counted(seats: Sequence[tuple[TeamRole, int]]) -> dict[TeamRole, int]:
    counted: dict[TeamRole, int] = defaultdict(int)
    for role, _ in seats:
        counted[role] += 1
    return dict(counted)


def _make(
    change: Change, attempt: Attempt, entry: Entry, seats: list[tuple[TeamRole, int]], since: date | None
) -> Team:  # fmt: skip
    team = entry.team or new_team(attempt.round)
    team.name = team.name or f"第{team.number}巡察组"
    team.slots = {role.value: count for role, count in entry.needs.slots.items()}
    team.skills = {skill.value: count for skill, count in entry.needs.skills.items()}
    team.authorised_by, team.authorisation_number = attempt.authority, attempt.authorisation_number
    team.authorised_on, team.authorised_until = since, attempt.authorised_until
    if team.pk:
        change.save(team)
    else:
        change.create(team)
        change.create_many(Target(team=team, inspection=each) for each in entry.inspections)
    roles = dict(Inspector.objects.filter(pk__in=[key for _, key in seats]).values_list("pk", "roles"))
    joined = since or timezone.localdate()
    change.create_many(
        Member(team=team, inspector_id=key, role=_seat(role, roles[key]), joined_on=joined) for role, key in seats
    )
    return team


def _seat(slot: TeamRole, roles: Sequence[str]) -> TeamRole:
    """A clerk fills a member's slot and stays a clerk, unless they may be a member as well."""
    return TeamRole.CLERK if slot is TeamRole.MEMBER and slot not in roles else slot


def _targets(team: Team) -> list[Target]:
    return list(team.targets.select_related("inspection__round__jurisdiction", "inspection__unit__jurisdiction"))
