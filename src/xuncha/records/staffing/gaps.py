"""What a round lacks, counted before any search: enough people in each role and skill, and for each unit somebody who may go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.policy import share_of
from xuncha.domain.words import N_, Labelled, Sentence, say
from xuncha.engines.teams.problem import ROLES, Inspection, Inspector, Jurisdiction, Problem

Closed = Mapping[str, Mapping[str, Sentence]]
"""For each row, the places whose people its mode keeps out."""


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and the role or skill of whoever could close it, where that is the matter."""

    sentence: Sentence
    role: TeamRole | None = None
    skill: Skill | None = None


@dataclass(frozen=True)
class Demand:
    """A role or a skill: how many seats ask for it, how many people have it, how many seats they can take."""

    what: Labelled
    needed: int
    people: int
    capacity: int

    @property
    def short(self) -> bool:
        """Whether there cannot be enough."""
        return self.capacity < self.needed


@dataclass(frozen=True)
class PlaceLine:
    """One place: how many teams go there, and whom it could send."""

    place: Jurisdiction
    units: int
    people: int
    roles: tuple[int, ...]
    skills: tuple[int, ...]


def by_role(problem: Problem) -> list[Demand]:
    """Seats and people by role."""
    return [
        _demand(
            role, sum(each.slots(role) for each in problem.inspections), problem, lambda one, r=role: r in one.roles
        )
        for role in ROLES
    ]


def by_skill(problem: Problem) -> list[Demand]:
    """Wanted and held, by skill."""
    wanted: Counter[str] = Counter()
    for each in problem.inspections:
        wanted.update(each.skills)
    return [_demand(skill, wanted[skill.value], problem, lambda one, s=skill.value: s in one.skills) for skill in Skill]


def by_place(problem: Problem) -> list[PlaceLine]:
    """Every place that is inspected or has people."""
    units = Counter(each.jurisdiction for each in problem.inspections)
    homes: defaultdict[str, list[Inspector]] = defaultdict(list)
    for person in problem.inspectors:
        homes[person.home].append(person)
    return [
        PlaceLine(
            place, units[place.id], len(homes[place.id]),
            tuple(sum(role in one.roles for one in homes[place.id]) for role in ROLES),
            tuple(sum(skill.value in one.skills for one in homes[place.id]) for skill in Skill),
        )
        for place in problem.jurisdictions
        if units[place.id] or homes[place.id]
    ]  # fmt: skip


def gaps(problem: Problem, closed: Closed) -> list[Gap]:
    """Say everything that can be seen to be missing without a search; none is no promise that there is a plan."""
    found = [*_in_all(problem), *_for_each(problem, closed), *_sources(problem, closed), *_fixed_arcs(problem, closed)]
    return list({str(each.sentence): each for each in found}.values())


def _demand(what: Labelled, needed: int, problem: Problem, has: object) -> Demand:
    some = [one for one in problem.inspectors if has(one)]  # type: ignore[operator]
    return Demand(what, needed, len(some), sum(one.capacity for one in some))


def _in_all(problem: Problem) -> Iterator[Gap]:
    seats, capacity = sum(each.size for each in problem.inspections), sum(one.capacity for one in problem.inspectors)
    if capacity < seats:
        said = N_("共需%(seats)s个席位，全部人选合计只能承担%(capacity)s个")
        yield Gap(say(said, seats=seats, capacity=capacity))
    for each in by_role(problem):
        if each.short:
            said = N_("%(role)s共需%(needed)s个席位，能任此职的%(people)s人合计只能承担%(capacity)s个")
            yield Gap(_counted(said, each, role=each.what), role=TeamRole(each.what))
    for each in by_skill(problem):
        if each.short:
            said = N_("%(skill)s专业共需%(needed)s人次，有此专长的%(people)s人合计只能承担%(capacity)s个席位")
            yield Gap(_counted(said, each, skill=each.what), skill=Skill(each.what))


def _counted(said: str, each: Demand, **what: Labelled) -> Sentence:
    return say(said, needed=each.needed, people=each.people, capacity=each.capacity, **what)


def _for_each(problem: Problem, closed: Closed) -> Iterator[Gap]:
    """Said once for all units of a place and mode that lack the same."""
    for row in problem.inspections:
        around = {"place": problem.places[row.jurisdiction].name, "mode": row.mode}
        some = list(_eligible(problem, row, closed))
        for role in ROLES:
            able = sum(role in one.roles and _leads(problem, row, one, role) for one in some)
            if able < (needed := row.slots(role)):
                said = N_("%(place)s的%(mode)s对象需%(needed)s名%(role)s，按规则能去的只有%(able)s人")
                yield Gap(say(said, needed=needed, role=role, able=able, **around), role=role)
        for skill, needed in row.skills.items():
            able = sum(skill in one.skills for one in some)
            if able < needed:
                said = N_("%(place)s的%(mode)s对象需%(needed)s名%(skill)s专业人员，按规则能去的只有%(able)s人")
                yield Gap(say(said, needed=needed, skill=Skill(skill), able=able, **around), skill=Skill(skill))


def _eligible(problem: Problem, row: Inspection, closed: Closed) -> Iterator[Inspector]:
    for one in problem.inspectors:
        at_home = row.mode is not Family.ROUTINE and one.home == row.jurisdiction
        if one.capacity and not at_home and one.home not in closed[row.id]:
            yield one


def _leads(problem: Problem, row: Inspection, one: Inspector, role: TeamRole) -> bool:
    above = one.home in problem.above[row.jurisdiction]
    return role is not TeamRole.LEADER or row.mode is not Family.ELEVATED or above


def _sources(problem: Problem, closed: Closed) -> Iterator[Gap]:
    """A cross inspection needs one county that can send its share."""
    for row in problem.inspections:
        if row.mode is not Family.CROSS:
            continue
        share = share_of(problem.policy.cross_share, row.size)
        if max((len(some) for some in _by_county(problem, row, closed).values()), default=0) < share:
            said = N_("%(place)s的%(mode)s对象须由一个县派出至少%(share)s人，没有哪个县派得出")
            yield Gap(say(said, place=problem.places[row.jurisdiction].name, mode=row.mode, share=share))


def _by_county(problem: Problem, row: Inspection, closed: Closed) -> dict[str, list[Inspector]]:
    inside, target = problem.policy.cross_within_city, problem.places[row.jurisdiction]
    found: defaultdict[str, list[Inspector]] = defaultdict(list)
    for one in _eligible(problem, row, closed):
        home = problem.places[one.home]
        if home.level is Level.COUNTY and not (inside and home.parent != target.parent):
            found[one.home].append(one)
    return found


def _fixed_arcs(problem: Problem, closed: Closed) -> Iterator[Gap]:
    """Sources already fixed that would exchange favours, or come back too soon."""
    policy = problem.policy
    arcs = {
        (source, row.jurisdiction)
        for row in problem.inspections
        if row.mode is Family.CROSS
        for source in _only(_by_county(problem, row, closed))
    }
    for source, target in sorted(arcs):
        names = {"first": problem.places[source].name, "second": problem.places[target].name}
        if not policy.reciprocity and source < target and (target, source) in arcs:
            yield Gap(say(N_("%(first)s与%(second)s在同一轮次中互相巡察"), **names))
        ago = [past.rounds_ago for past in problem.history if (past.source, past.target) == (source, target)]
        if ago and min(ago) <= policy.arc_rest:
            said = N_("%(first)s在%(ago)s轮之前刚巡察过%(second)s，至少应间隔%(rest)s轮")
            yield Gap(say(said, ago=min(ago), rest=policy.arc_rest, **names))


def _only(homes: Collection[str]) -> Iterable[str]:
    return homes if len(homes) == 1 else ()
