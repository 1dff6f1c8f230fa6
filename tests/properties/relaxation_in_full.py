"""The linear relaxation of `docs/reference/team-certificate.md` written out in full, one dictionary for each row; for tiny problems only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf

import numpy as np
from scipy.optimize import linprog

from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Inspector, Problem

Column = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One row."""

    sense: str
    limit: int
    factors: Mapping[Column, int]


class Relaxation:
    """Every column with its cost, every row under its key."""

    def __init__(self, problem: Problem, wishes: Wishes | None = None) -> None:
        self.problem, self.wishes = problem, wishes or Wishes()
        self.people = {person.id: person for person in problem.inspectors}
        self.counties = [place.id for place in problem.jurisdictions if place.level == "county"]
        self.lately = {(p.source, p.target) for p in problem.history if p.rounds_ago <= problem.policy.arc_rest}
        self.cost: dict[Column, int] = dict(self._columns())
        self.rows: dict[str, Line] = {
            key: Line(sense, limit, {column: factor for column, factor in factors.items() if column in self.cost})
            for key, sense, limit, factors in self._rows()
        }

    def level(self, place: str) -> str:
        return self.problem.places[place].level

    def city(self, place: str) -> str | None:
        return {"city": place, "county": self.problem.places[place].parent}.get(self.level(place))

    def is_arc(self, source: str, target: str) -> bool:
        return source != target and {source, target} <= {*self.counties} and (source, target) not in self.lately

    def is_source(self, source: str, i: Inspection) -> bool:
        at = i.jurisdiction
        return (
            i.mode == "cross"
            and source != at
            and (not self.problem.policy.cross_within_city or self.city(source) == self.city(at))
            and (at not in self.counties or self.is_arc(source, at))
        )

    def is_above(self, person: Inspector, i: Inspection) -> bool:
        return person.home in self.problem.above[i.jurisdiction]

    def may_serve(self, person: Inspector, i: Inspection, role: str) -> bool:
        ties = {(tie.inspector, tie.inspection) for tie in self.problem.ties if tie.recusal}
        forbidden = {(each.inspector, each.inspection) for each in self.wishes.forbidden}
        level, at = self.level(person.home), i.jurisdiction
        return not (
            role not in person.roles
            or person.capacity == 0
            or (person.id, i.id) in ties
            or (person.id, i.id) in forbidden
            or (person.id, None) in forbidden
            or (i.mode != "routine" and person.home == at)
            or (i.mode == "cross" and level == "province")
            or (i.mode == "cross" and level == "county" and not self.is_source(person.home, i))
            or (i.mode == "elevated" and role == "leader" and not self.is_above(person, i))
            or (i.mode != "routine" and role == "leader" and at in self.counties and (person.home, at) in self.lately)
        )

    def _columns(self) -> Iterator[tuple[Column, int]]:
        exposure = {(tie.inspector, tie.inspection): tie.exposure for tie in self.problem.ties}
        for i in self.problem.inspections:
            for person in self.problem.inspectors:
                for role in ROLES:
                    if i.slots(role) and self.may_serve(person, i, role):
                        way = self.problem.travel(person.home, i.jurisdiction)
                        yield ("x", person.id, i.id, role), way + exposure.get((person.id, i.id), 0)
            yield from ((("y", i.id, s), 0) for s in self.counties if self.is_source(s, i))
        for s in self.counties:
            for t in self.counties:
                if self.is_arc(s, t):
                    yield ("a", s, t), 0
                    if not self.problem.policy.cross_within_city or self.city(s) == self.city(t):
                        yield ("z", s, t), 0

    def who(self, i: Inspection, fits: object = lambda _person: True, role: str = "") -> dict[Column, int]:
        """Factor 1 for everybody who fits, in one role or in all."""
        return {
            ("x", person.id, i.id, each): 1
            for person in self.problem.inspectors
            if fits(person)  # type: ignore[operator]
            for each in ROLES
            if role in ("", each)
        }

    def _rows(self) -> Iterator[tuple[str, str, int, dict[Column, int]]]:
        for person in self.problem.inspectors:
            everywhere = [self.who(i, lambda p, q=person: p == q) for i in self.problem.inspections]
            yield f"R3|{person.id}", "<=", person.capacity, {key: 1 for part in everywhere for key in part}
        for i in self.problem.inspections:
            yield from self._team_rows(i)
            if i.mode == "cross":
                yield from self._cross_rows(i)
            if i.mode != "routine" and i.jurisdiction in self.counties:
                for s in self.counties:
                    if s != i.jurisdiction:
                        leaders = self.who(i, lambda p, s=s: p.home == s, "leader")
                        yield f"R13|{i.id}|{s}|lead", "<=", 0, {**leaders, ("a", s, i.jurisdiction): -i.leader}
        for t in self.counties:
            sent = {("z", s, t): 1 for s in self.counties if s != t}
            yield f"R13|{t}|many", "<=", self.problem.policy.sources_per_county, sent
            if not self.problem.policy.reciprocity:
                for s in self.counties:
                    if s < t:
                        yield f"R13|{s}|{t}|pair", "<=", 1, {("a", s, t): 1, ("a", t, s): 1}

    def _team_rows(self, i: Inspection) -> Iterator[tuple[str, str, int, dict[Column, int]]]:
        policy, county = self.problem.policy, [p.id for p in self.problem.inspectors if p.home in self.counties]
        for role in ROLES:
            yield f"R1|{i.id}|{role}", "=", i.slots(role), self.who(i, role=role)
        for person in self.problem.inspectors:
            yield f"R2|{person.id}|{i.id}", "<=", 1, self.who(i, lambda p, q=person: p == q)
        if i.mode == "elevated":
            least = ceil(Fraction(str(policy.elevated_share)) * i.size)
            yield f"R6|{i.id}|team", ">=", least, self.who(i, lambda p: self.is_above(p, i))
        if i.mode == "mixed":
            if i.jurisdiction in self.counties:
                yield f"R8|{i.id}|city", ">=", policy.mixed_least_city, self.who(i, lambda p: self.is_above(p, i))
            yield f"R8|{i.id}|county", ">=", policy.mixed_least_county, self.who(i, lambda p: p.id in county)
        if i.mode in ("elevated", "mixed"):
            for home in self.counties:
                yield f"R9|{i.id}|{home}", "<=", policy.same_home_most, self.who(i, lambda p, h=home: p.home == h)
        for skill, wanted in i.skills.items():
            yield f"R10|{i.id}|{skill}", ">=", wanted, self.who(i, lambda p, s=skill: s in p.skills)
        yield f"R11|{i.id}|new", "<=", policy.newcomers_most, self.who(i, lambda p: p.practice == 0)
        yield f"R11|{i.id}|old", ">=", policy.veterans_least, self.who(i, lambda p: p.practice >= 3)
        for pair in self.problem.apart:
            both = self.who(i, lambda p, pair=pair: p.id in (pair.first, pair.second))
            yield f"R12|{i.id}|{pair.first}|{pair.second}", "<=", 1, both

    def _cross_rows(self, i: Inspection) -> Iterator[tuple[str, str, int, dict[Column, int]]]:
        least = ceil(Fraction(str(self.problem.policy.cross_share)) * i.size)
        sources = [s for s in self.counties if self.is_source(s, i)]
        yield f"R7|{i.id}|one", "=" if least else "<=", 1, {("y", i.id, s): 1 for s in sources}
        for s in sources:
            y = ("y", i.id, s)
            yield f"R7|{i.id}|{s}|share", ">=", 0, {**self.who(i, lambda p, s=s: p.home == s), y: -least}
            for role in ROLES:
                sent = self.who(i, lambda p, s=s: p.home == s, role)
                yield f"R7|{i.id}|{s}|{role}", "<=", 0, {**sent, y: -i.slots(role)}
            if i.jurisdiction in self.counties:
                yield f"R13|{i.id}|{s}|source", "<=", 0, {y: 1, ("a", s, i.jurisdiction): -1}
                yield f"R13|{i.id}|{s}|sourcez", "<=", 0, {y: 1, ("z", s, i.jurisdiction): -1}

    def bound(self, proof: Proof, fixed: Mapping[Column, int] | None = None) -> float:
        """Weak duality, column by column, part by part; infinite for a part without plans. Pins are left to the caller."""
        settled = dict(fixed or {})
        if proof.split is not None:
            column = tuple(proof.split.column.split("|"))
            halves = ((0, proof.split.zero), (1, proof.split.one))
            return min(
                self.bound(half, {**settled, column: value})
                for value, half in halves
                if settled.get(column, value) == value
            )
        if not self.settle(settled):
            return inf
        total = sum(m * self.rows[key].limit for key, m in proof.multipliers.items())
        for column, cost in self.cost.items():
            weighed = (m * self.rows[key].factors.get(column, 0) for key, m in proof.multipliers.items())
            reduced = 1000 * cost - sum(weighed)
            total += reduced * settled[column] if column in settled else min(0, reduced)
        return ceil(Fraction(total, 1000))

    def settle(self, fixed: dict[Column, int]) -> bool:
        """Who serves in one role on an inspection serves in no other; False where this part has no plan."""
        for column in [column for column, value in fixed.items() if value == 1]:
            if column not in self.cost:
                return False
            if column[0] == "x":
                for other in (("x", column[1], column[2], role) for role in ROLES if role != column[3]):
                    if fixed.get(other) == 1:
                        return False
                    fixed[other] = 0
        return True

    def best_proof(self, fixed: Mapping[Column, int] | None = None) -> tuple[float, Proof] | None:
        """The relaxation's optimum and multipliers near its duals; None where even the relaxation has no solution."""
        settled = fixed or {}
        columns = {column: number for number, column in enumerate(self.cost)}
        matrix = np.zeros((len(self.rows), len(columns)))
        for number, row in enumerate(self.rows.values()):
            for column, factor in row.factors.items():
                matrix[number, columns[column]] = factor
        lines = list(self.rows.values())
        equal = np.array([row.sense == "=" for row in lines])
        sign = np.array([-1.0 if row.sense == ">=" else 1.0 for row in lines])
        limits = np.array([row.limit for row in lines], dtype=float)
        found = linprog(
            list(self.cost.values()),
            A_ub=(matrix * sign[:, None])[~equal],
            b_ub=(limits * sign)[~equal],
            A_eq=matrix[equal],
            b_eq=limits[equal],
            bounds=[(settled.get(column, 0), settled.get(column, 1)) for column in self.cost],
            method="highs",
        )
        if found.status != 0:
            return None
        duals = np.zeros(len(lines))
        duals[~equal] = np.minimum(found.ineqlin.marginals, 0) * sign[~equal]
        duals[equal] = found.eqlin.marginals
        thousandths = np.rint(duals * 1000).astype(int)
        return found.fun, Proof({key: int(m) for key, m in zip(self.rows, thousandths, strict=True) if m})
