"""Judge a plan by the rules that teams made by hand are judged by (`domain.teams`), never by the solver's reading of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from xuncha.domain.modes import Family, Mode
from xuncha.domain.organisations import Key
from xuncha.domain.people import Skill
from xuncha.domain.teams import (
    IssueSeverity,
    PastArc,
    Place,
    Seat,
    TeamIssue,
    TeamPerson,
    TeamPlan,
    TeamRule,
    arcs_of,
    check_exchange,
    check_team,
)
from xuncha.domain.words import N_, Labelled, Sentence, say
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Problem, Tie

MODES = {
    Family.ROUTINE: Mode.ROUTINE,
    Family.ELEVATED: Mode.ELEVATED,
    Family.CROSS: Mode.CROSS_TEAM,
    Family.MIXED: Mode.MIXED,
}
"""The plain mode of each family: the files know no half teams and no exchanges."""


class Wish(Labelled):
    """What a planner asked beyond the rules."""

    PIN = "pin", N_("指定人选")
    FORBID = "forbid", N_("不予安排")


@dataclass(frozen=True)
class Violation:
    """A rule or wish that a plan breaks; `inspection` is None where it is about the whole round."""

    rule: TeamRule | Wish
    inspection: str | None
    people: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Checked:
    """What was found: the objective counted anew, every violation, and how many things each rule was held against."""

    objective: int
    violations: tuple[Violation, ...]
    counted: Mapping[str, int]


@dataclass(frozen=True)
class Barred:
    """A tie that stands against an assignment."""

    sentence: Sentence
    verify: bool = False


def check(problem: Problem, plan: Plan, wishes: Wishes | None = None) -> Checked:
    """Read a plan against every rule, and against the wishes it was to keep."""
    judge = _Judge(problem, plan)
    violations = (
        *judge.strangers(),
        *judge.teams(),
        *judge.exchange(),
        *judge.wishes(wishes or Wishes()),
    )
    return Checked(judge.objective(), violations, judge.counted())


class _Judge:
    """One plan beside its problem."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.places = {
            each.id: Place(each.id, each.name or each.id, each.level, problem.above[each.id])
            for each in problem.jurisdictions
        }
        self.people = {
            each.id: TeamPerson(
                each.id,
                f"{each.name}（{each.id}）" if each.name else each.id,
                self.places[each.home],
                each.roles,
                each.skills,
                each.capacity,
                each.practice,
            )
            for each in problem.inspectors
        }
        self.targets = {each.id: each for each in problem.inspections}
        self.seats: defaultdict[str, list[Seat]] = defaultdict(list)
        self.known: list[Assignment] = []
        for row in plan:
            if row.inspector in self.people and row.inspection in self.targets:
                self.known.append(row)
                self.seats[row.inspection].append(Seat(row.role, self.people[row.inspector]))
        served = {(row.inspector, row.inspection) for row in self.known}
        self.serving: Counter[Key] = Counter(inspector for inspector, _inspection in served)
        self.ties: dict[tuple[str, str], Tie] = {
            (tie.inspector, tie.inspection): tie for tie in problem.ties if (tie.inspector, tie.inspection) in served
        }
        self.never_with: defaultdict[str, set[str]] = defaultdict(set)
        for pair in problem.apart:
            self.never_with[pair.first].add(pair.second)
            self.never_with[pair.second].add(pair.first)
        self.plans = [self._team(each) for each in problem.inspections]
        self.arcs = frozenset(arc for team in self.plans for arc in arcs_of(team))

    def strangers(self) -> Iterator[Violation]:
        """Rows about nobody, or nothing, of the problem."""
        for row in self.plan:
            if row.inspection not in self.targets:
                sentence = say(N_("没有编号为“%(id)s”的巡察"), id=row.inspection)
                yield Violation(TeamRule.SLOTS, row.inspection, (row.inspector,), sentence)
            if row.inspector not in self.people:
                sentence = say(N_("没有编号为“%(id)s”的巡察干部"), id=row.inspector)
                yield Violation(TeamRule.ROLES, row.inspection, (row.inspector,), sentence)

    def teams(self) -> Iterator[Violation]:
        """Each team by itself: R1 to R12."""
        for target, team in zip(self.problem.inspections, self.plans, strict=True):
            for issue in check_team(team, self.problem.policy):
                if _counts(issue):
                    yield _violation(issue, target.id)

    def exchange(self) -> Iterator[Violation]:
        """The whole round: R13."""
        history = (PastArc(each.source, each.target, each.rounds_ago) for each in self.problem.history)
        names: dict[Key, str] = {place.id: place.name for place in self.places.values()}
        for issue in check_exchange(self.arcs, history, self.problem.policy, names):
            if _counts(issue):
                yield _violation(issue, None)

    def wishes(self, wishes: Wishes) -> Iterator[Violation]:
        """What the planner asked beyond the rules."""
        seats = {(row.inspection, row.inspector): row.role for row in self.plan}
        for pin in wishes.pins:
            role = seats.get((pin.inspection, pin.inspector))
            if role is None or pin.role not in (None, role):
                sentence = say(N_("未按指定安排%(who)s参加%(where)s"), **self._named(pin.inspector, pin.inspection))
                yield Violation(Wish.PIN, pin.inspection, (pin.inspector,), sentence)
        forbidden = {(each.inspector, each.inspection) for each in wishes.forbidden}
        for inspection, inspector in seats:
            if (inspector, inspection) in forbidden or (inspector, None) in forbidden:
                sentence = say(N_("安排了不予安排的%(who)s参加%(where)s"), **self._named(inspector, inspection))
                yield Violation(Wish.FORBID, inspection, (inspector,), sentence)

    def objective(self) -> int:
        """Exposure and travel of every assignment."""
        ways: dict[tuple[str, str], int] = {}
        total = 0
        for row in self.known:
            way = (str(self.people[row.inspector].home.id), self.targets[row.inspection].jurisdiction)
            if way not in ways:
                ways[way] = self.problem.travel(*way)
            tie = self.ties.get((row.inspector, row.inspection))
            total += ways[way] + (tie.exposure if tie else 0)
        return total

    def counted(self) -> dict[str, int]:
        """How many slots, seats, teams, demands, pairs and arcs the rules were held against."""
        modes = Counter(each.mode for each in self.problem.inspections)
        seats, teams = len(self.known), len(self.plans)
        return {
            TeamRule.SLOTS: sum(each.slots(role) > 0 for each in self.problem.inspections for role in ROLES),
            TeamRule.ROLES: seats,
            TeamRule.CAPACITY: len(self.serving),
            TeamRule.RECUSAL: seats,
            TeamRule.NOT_AT_HOME: sum(len(team.seats) for team in self.plans if team.family is not Family.ROUTINE),
            TeamRule.ELEVATED: modes[Family.ELEVATED],
            TeamRule.CROSS: modes[Family.CROSS],
            TeamRule.MIXED: modes[Family.MIXED],
            TeamRule.SPREAD: modes[Family.ELEVATED] + modes[Family.MIXED],
            TeamRule.SKILLS: sum(len(each.skills) for each in self.problem.inspections),
            TeamRule.LEARNING: teams,
            TeamRule.APART: len(self.problem.apart),
            TeamRule.EXCHANGE: len(self.arcs),
        }

    def _team(self, target: Inspection) -> TeamPlan:
        seats = tuple(self.seats[target.id])
        people = {str(seat.person.id) for seat in seats}
        return TeamPlan(
            unit=target.unit or target.id,
            place=self.places[target.jurisdiction],
            mode=MODES[target.mode],
            slots={role: target.slots(role) for role in ROLES},
            seats=seats,
            skills={_skill(word): wanted for word, wanted in target.skills.items()},
            serving=self.serving,
            conflicts={key: tuple(self._barred(key, target)) for key in people},
            apart=frozenset(
                frozenset(pair) for pair in combinations(sorted(people), 2) if pair[1] in self.never_with[pair[0]]
            ),
        )

    def _named(self, person: str, inspection: str) -> dict[str, str]:
        who, target = self.people.get(person), self.targets.get(inspection)
        return {"who": who.name if who else person, "where": (target and target.unit) or inspection}

    def _barred(self, person: str, target: Inspection) -> Iterator[Barred]:
        tie = self.ties.get((person, target.id))
        if tie and tie.recusal:
            who, unit = self.people[person].name, target.unit or target.id
            yield Barred(say(N_("%(who)s对%(unit)s应当回避：%(reason)s"), who=who, unit=unit, reason=tie.reason or "—"))


def _counts(issue: TeamIssue) -> bool:
    """What is only pointed out to somebody who forms a team by hand; too little learning breaks a plan, though."""
    return issue.severity is IssueSeverity.BLOCK or issue.rule is TeamRule.LEARNING


def _violation(issue: TeamIssue, inspection: str | None) -> Violation:
    return Violation(issue.rule, inspection, tuple(map(str, issue.people)), issue.sentence)


def _skill(word: str) -> str:
    """A skill the product has a name for, so that it is called by it; any other word as it is."""
    return Skill(word) if word in Skill.__members__.values() else word
