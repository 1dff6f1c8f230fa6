"""Where the people of a team come from, and what each mode asks of it: rules R5 to R9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.composition import IssueSeverity, TeamIssue, TeamPerson, TeamPlan, TeamRule
from xuncha.domain.teams.policy import TeamPolicy, share_of
from xuncha.domain.words import N_, say


def not_at_home(plan: TeamPlan, _policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R5: outside routine rounds nobody inspects at home, save where the mode itself seats a local person."""
    if plan.family is Family.ROUTINE:
        return
    for seat in plan.seats:
        if seat.person.home.id == plan.place.id and not plan.local_by_design(seat):
            sentence = say(
                N_("%(who)s来自%(place)s，%(mode)s中不得巡察本地单位"),
                who=seat.person.name,
                place=plan.place.name,
                mode=plan.mode,
            )
            yield TeamIssue(TeamRule.NOT_AT_HOME, IssueSeverity.BLOCK, sentence, (seat.person.id,))


def elevated(plan: TeamPlan, policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R6: in elevated rounds the leader and a share of the team come from above."""
    if plan.family is not Family.ELEVATED:
        return
    for leader in plan.in_role(TeamRole.LEADER):
        if not plan.above(leader):
            sentence = say(N_("提级巡察的组长%(who)s应来自上级"), who=leader.name)
            yield TeamIssue(TeamRule.ELEVATED, IssueSeverity.BLOCK, sentence, (leader.id,))
    have, least = sum(map(plan.above, plan.people)), share_of(policy.elevated_share, len(plan.people))
    if have < least:
        sentence = say(N_("来自上级的组员%(have)s人，至少%(least)s人"), have=have, least=least)
        yield TeamIssue(TeamRule.ELEVATED, IssueSeverity.BLOCK, sentence)


def sources(plan: TeamPlan) -> tuple[TeamPerson, ...]:
    """The county-level people of a team who were sent, not seated by the mode as locals."""
    local = {seat.person.id for seat in plan.seats if plan.local_by_design(seat)}
    return tuple(person for person in plan.people if person.home.level is Level.COUNTY and person.id not in local)


def cross(plan: TeamPlan, policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R7: one source county of the same city sends at least its share; everybody else is of the city."""
    if plan.family is not Family.CROSS:
        return
    sent = sources(plan)
    homes = {person.home.id: person.home for person in sent}
    if len(homes) > 1:
        names = tuple(sorted(home.name for home in homes.values()))
        sentence = say(N_("交叉巡察的县级人员应来自同一个县，现来自%(homes)s"), homes=names)
        yield TeamIssue(TeamRule.CROSS, IssueSeverity.BLOCK, sentence, tuple(person.id for person in sent))
    for home in homes.values():
        if policy.cross_within_city and home.city != plan.place.city:
            sentence = say(N_("来源地%(source)s与%(place)s不在同一个市"), source=home.name, place=plan.place.name)
            yield TeamIssue(TeamRule.CROSS, IssueSeverity.BLOCK, sentence)
    away = tuple(person for person in sent if person.home.id != plan.place.id)
    least = share_of(policy.cross_share, len(plan.people))
    if len(away) < least:
        sentence = say(N_("来自外县的组员%(have)s人，至少%(least)s人"), have=len(away), least=least)
        yield TeamIssue(TeamRule.CROSS, IssueSeverity.BLOCK, sentence)
    for person in plan.people:
        if person.home.level is Level.PROVINCE:
            sentence = say(N_("%(who)s不是市级或县级人员，不能参加交叉巡察"), who=person.name)
            yield TeamIssue(TeamRule.CROSS, IssueSeverity.BLOCK, sentence, (person.id,))


def mixed(plan: TeamPlan, policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R8: a mixed team holds people from above and people from counties."""
    if plan.family is not Family.MIXED:
        return
    above = sum(map(plan.above, plan.people))
    county = sum(person.home.level is Level.COUNTY for person in plan.people)
    if plan.place.level is Level.COUNTY and above < policy.mixed_least_city:
        sentence = say(N_("混编组中上级人员%(have)s人，至少%(least)s人"), have=above, least=policy.mixed_least_city)
        yield TeamIssue(TeamRule.MIXED, IssueSeverity.BLOCK, sentence)
    if county < policy.mixed_least_county:
        sentence = say(N_("混编组中县级人员%(have)s人，至少%(least)s人"), have=county, least=policy.mixed_least_county)
        yield TeamIssue(TeamRule.MIXED, IssueSeverity.BLOCK, sentence)


def spread(plan: TeamPlan, policy: TeamPolicy) -> Iterator[TeamIssue]:
    """R9: in elevated and mixed rounds few come from one county."""
    if plan.family not in (Family.ELEVATED, Family.MIXED):
        return
    counted = Counter(person.home.id for person in plan.people if person.home.level is Level.COUNTY)
    names = {person.home.id: person.home.name for person in plan.people}
    for home, have in counted.items():
        if have > policy.same_home_most:
            sentence = say(
                N_("来自%(home)s的组员%(have)s人，最多%(most)s人"),
                home=names[home],
                have=have,
                most=policy.same_home_most,
            )
            same = tuple(person.id for person in plan.people if person.home.id == home)
            yield TeamIssue(TeamRule.SPREAD, IssueSeverity.BLOCK, sentence, same)
