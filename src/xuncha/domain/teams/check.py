"""Check one team against every rule that can be judged on one team alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.composition import IssueSeverity, TeamIssue, TeamPlan, TeamRule
from xuncha.domain.teams.origins import cross, elevated, mixed, not_at_home, spread
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE, TeamPolicy
from xuncha.domain.words import N_, say

Check = Callable[[TeamPlan, TeamPolicy], Iterator[TeamIssue]]


def check_team(plan: TeamPlan, policy: TeamPolicy | None = None) -> tuple[TeamIssue, ...]:
    """Give every issue, in the order of the rules; empty where the team may be authorised."""
    used = policy or TeamPolicy()
    return tuple(issue for check in CHECKS for issue in check(plan, used))


def slots(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R1: each role has exactly its number of people."""
    for role in (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER):
        wanted, have = plan.slots.get(role, 0), len(plan.in_role(role))
        if have != wanted:
            sentence = say(N_("%(role)s应有%(wanted)s人，现有%(have)s人"), role=role, wanted=wanted, have=have)
            yield TeamIssue(TeamRule.SLOTS, IssueSeverity.BLOCK, sentence)


def roles(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R2: each serves in a role open to them, and in one only."""
    seen = set()
    for seat in plan.seats:
        person = seat.person
        if seat.role not in person.roles and seat.role.slot not in person.roles:
            sentence = say(N_("%(who)s不具备担任%(role)s的资格"), who=person.name, role=seat.role)
            yield TeamIssue(TeamRule.ROLES, IssueSeverity.BLOCK, sentence, (person.id,))
        if person.id in seen:
            sentence = say(N_("%(who)s在同一组内担任了多个职务"), who=person.name)
            yield TeamIssue(TeamRule.ROLES, IssueSeverity.BLOCK, sentence, (person.id,))
        seen.add(person.id)


def capacity(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R3: nobody serves on more inspections of the round than they can."""
    for person in plan.people:
        serving = plan.serving.get(person.id, 1)
        if serving > person.capacity:
            sentence = say(
                N_("%(who)s本轮已安排%(serving)s个单位，最多可承担%(capacity)s个"),
                who=person.name,
                serving=serving,
                capacity=person.capacity,
            )
            yield TeamIssue(TeamRule.CAPACITY, IssueSeverity.BLOCK, sentence, (person.id,))


def recusal(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R4: no conflict without a waiver; one that is only suggested is shown for verification."""
    for person in plan.people:
        for conflict in plan.conflicts.get(person.id, ()):
            severity = IssueSeverity.WARN if conflict.verify else IssueSeverity.BLOCK
            yield TeamIssue(TeamRule.RECUSAL, severity, conflict.sentence, (person.id,))


def skills(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R10: enough people with each skill."""
    for skill, wanted in plan.skills.items():
        have = sum(skill in person.skills for person in plan.people)
        if have < wanted:
            sentence = say(N_("%(skill)s专业至少%(wanted)s人，现有%(have)s人"), skill=skill, wanted=wanted, have=have)
            yield TeamIssue(TeamRule.SKILLS, IssueSeverity.BLOCK, sentence)


def learning(plan: TeamPlan, policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R11: not too many newcomers, and enough veterans for them to learn from."""
    new = tuple(person.id for person in plan.people if person.practice == NEWCOMER_PRACTICE)
    veterans = sum(person.practice >= VETERAN_PRACTICE for person in plan.people)
    if len(new) > policy.newcomers_most:
        sentence = say(N_("新手%(have)s人，最多%(most)s人"), have=len(new), most=policy.newcomers_most)
        yield TeamIssue(TeamRule.LEARNING, IssueSeverity.WARN, sentence, new)
    if veterans < policy.veterans_least:
        sentence = say(
            N_("参加过三轮以上的骨干%(have)s人，至少%(least)s人"), have=veterans, least=policy.veterans_least
        )
        yield TeamIssue(TeamRule.LEARNING, IssueSeverity.WARN, sentence)


def apart(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R12: certain pairs do not serve on one team."""
    people = {person.id: person for person in plan.people}
    for pair in plan.apart:
        if len(pair) == 2 and pair <= people.keys():
            first, second = sorted((people[key] for key in pair), key=lambda person: person.name)
            sentence = say(N_("%(first)s与%(second)s不宜同组"), first=first.name, second=second.name)
            yield TeamIssue(TeamRule.APART, IssueSeverity.BLOCK, sentence, (first.id, second.id))


def not_fixed(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """N1: leader, target and their relation are not fixed (三个不固定; custom, so it only warns)."""
    for person in (*plan.in_role(TeamRole.LEADER), *plan.in_role(TeamRole.DEPUTY)):
        if person.id in plan.served_before:
            sentence = say(N_("%(who)s上次已巡察%(unit)s，按“三个不固定”宜调换"), who=person.name, unit=plan.unit)
            yield TeamIssue(TeamRule.NOT_FIXED, IssueSeverity.WARN, sentence, (person.id,))


CHECKS: tuple[Check, ...] = (
    slots,
    roles,
    capacity,
    recusal,
    not_at_home,
    elevated,
    cross,
    mixed,
    spread,
    skills,
    learning,
    apart,
    not_fixed,
)
