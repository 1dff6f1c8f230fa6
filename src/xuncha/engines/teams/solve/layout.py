"""The problem as arrays: people, places, costs, and who is out of the question where.

Indices: `p` a person, `i` an inspection, `h` a jurisdiction as somebody's home, `r` one of the four roles, `k` a skill.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.teams.policy import NEWCOMER_PRACTICE, VETERAN_PRACTICE
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import ROLES, Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NONE = -1
LEADER = 0


class Layout:
    """Everything the solver needs of a problem and a planner's wishes, computed once."""

    def __init__(self, problem: Problem, wishes: Wishes | None = None) -> None:
        """Lay out people, inspections, places, ways and ties."""
        self.problem = problem
        self.person = {each.id: p for p, each in enumerate(problem.inspectors)}
        self.target = {each.id: i for i, each in enumerate(problem.inspections)}
        self.place = {each.id: h for h, each in enumerate(problem.jurisdictions)}
        self.wishes = self._still_there(wishes or Wishes())
        self.people, self.targets, self.places = len(self.person), len(self.target), len(self.place)
        self._people()
        self._places()
        self._inspections()
        self._ways()
        self._ties()

    def _still_there(self, wishes: Wishes) -> Wishes:
        """A plan to stay near to may name people and inspections that are no more."""
        kept = (each for each in wishes.keep or () if each.inspector in self.person and each.inspection in self.target)
        return replace(wishes, keep=Plan(tuple(kept)) if wishes.keep else None)

    def _people(self) -> None:
        people = self.problem.inspectors
        skills = sorted({skill for each in self.problem.inspections for skill, need in each.skills.items() if need})
        self.skill = {name: k for k, name in enumerate(skills)}
        self.capacity = np.array([each.capacity for each in people], dtype=np.int64)
        self.can = np.array([[role in each.roles for role in ROLES] for each in people], dtype=bool).reshape(-1, 4)
        self.has = np.array([[name in each.skills for name in skills] for each in people], dtype=bool)
        self.has = self.has.reshape(self.people, len(skills))
        self.new = np.array([each.practice <= NEWCOMER_PRACTICE for each in people], dtype=bool)
        self.old = np.array([each.practice >= VETERAN_PRACTICE for each in people], dtype=bool)
        self.home = np.array([self.place[each.home] for each in people], dtype=np.int64)

    def _places(self) -> None:
        levels = [each.level for each in self.problem.jurisdictions]
        self.county = np.array([level is Level.COUNTY for level in levels], dtype=bool)
        self.province = np.array([level is Level.PROVINCE for level in levels], dtype=bool)
        self.over = np.zeros((self.places, self.places), dtype=bool)  # over[h, j]: h is an ancestor of j
        self.city = np.full(self.places, NONE, dtype=np.int64)
        for key, h in self.place.items():
            lineage = [self.place[each] for each in self.problem.above[key]]
            self.over[lineage, h] = True
            if levels[h] is Level.CITY:
                self.city[h] = h
            elif levels[h] is Level.COUNTY and lineage:
                self.city[h] = lineage[-1]

    def _inspections(self) -> None:
        inspections = self.problem.inspections
        self.at = np.array([self.place[each.jurisdiction] for each in inspections], dtype=np.int64)
        self.slots = np.array([[each.slots(role) for role in ROLES] for each in inspections], dtype=np.int64)
        self.slots = self.slots.reshape(-1, 4)
        self.size = self.slots.sum(axis=1)
        self.need = np.zeros((self.targets, len(self.skill)), dtype=np.int64)
        for i, each in enumerate(inspections):
            for name, need in each.skills.items():
                if need:
                    self.need[i, self.skill[name]] = need
        self.mode = [each.mode for each in inspections]

    def _ways(self) -> None:
        self.way = np.zeros((self.places, self.places), dtype=np.int64)
        ids = [each.id for each in self.problem.jurisdictions]
        homes = np.unique(self.home)
        for target in np.unique(self.at):
            self.way[homes, target] = [self.problem.travel(ids[home], ids[target]) for home in homes]

    def _ties(self) -> None:
        ties = self.problem.ties
        where = np.array([self.target[tie.inspection] for tie in ties], dtype=np.int64)
        who = np.array([self.person[tie.inspector] for tie in ties], dtype=np.int64)
        points = np.array([tie.exposure for tie in ties], dtype=np.int64)
        recused = np.array([tie.recusal for tie in ties], dtype=bool)
        order = np.argsort(where, kind="stable")
        self._tie_starts = np.searchsorted(where[order], np.arange(self.targets + 1))
        self._tie_who, self._tie_points, self._tie_recused = who[order], points[order], recused[order]
        self.pairs = np.array(
            [sorted((self.person[each.first], self.person[each.second])) for each in self.problem.apart], dtype=np.int64
        ).reshape(-1, 2)
        self.pairs = np.unique(self.pairs, axis=0)

    def cost(self, i: int) -> Ints:
        """What each person would cost on inspection `i`: exposure and travel. Shape (people,)."""
        found: Ints = self.way[self.home, self.at[i]].copy()
        here = slice(self._tie_starts[i], self._tie_starts[i + 1])
        np.add.at(found, self._tie_who[here], self._tie_points[here])
        return found

    def recused(self, i: int) -> Ints:
        """Who may not inspect inspection `i`, whatever the role (R4)."""
        here = slice(self._tie_starts[i], self._tie_starts[i + 1])
        found: Ints = self._tie_who[here][self._tie_recused[here]]
        return found

    def cost_of(self, assignment: Assignment) -> int:
        """What one assignment costs."""
        p, i = self.person[assignment.inspector], self.target[assignment.inspection]
        here = slice(self._tie_starts[i], self._tie_starts[i + 1])
        return int(self.way[self.home[p], self.at[i]] + self._tie_points[here][self._tie_who[here] == p].sum())

    def cost_of_all(self, assignments: Iterable[Assignment]) -> int:
        """What assignments cost together."""
        return sum(map(self.cost_of, assignments))

    def rank(self, assignment: Assignment) -> tuple[int, int, int]:
        """The order of assignments: by inspection, role and person."""
        place = self.target[assignment.inspection]
        return place, ROLES.index(assignment.role), self.person[assignment.inspector]

    def weigh(self, assignments: Iterable[Assignment]) -> int:
        """What the search weighs: the cost, less what is saved by every assignment that the planner would rather keep."""
        given = tuple(assignments)
        return self.cost_of_all(given) - self.wishes.change_cost * len(set(given) & set(self.wishes.keep or ()))

    def kept(self, i: int) -> Bools:
        """Which (person, role) of inspection `i` the planner would rather keep. Shape (people, 4)."""
        found = np.zeros((self.people, 4), dtype=bool)
        for each in self.wishes.keep or ():
            if each.inspection == self.problem.inspections[i].id:
                found[self.person[each.inspector], ROLES.index(each.role)] = True
        return found

    def eligible(self, i: int) -> Bools:
        """Which (person, role) may serve on inspection `i` at all. Shape (people, 4)."""
        mode, at = self.mode[i], int(self.at[i])
        may = self.capacity > 0
        if mode is not Family.ROUTINE:
            may &= self.home != at
        if mode is Family.CROSS:
            sends = np.zeros(self.places, dtype=bool)
            sends[self.sources(i)] = True
            may &= np.where(self.county[self.home], sends[self.home], ~self.province[self.home])
        may[self.recused(i)] = False
        found: Bools = self.can & (self.slots[i] > 0) & may[:, None]
        if mode is Family.ELEVATED:
            found[:, LEADER] &= self.over[self.home, at]
        if mode is Family.MIXED and self.county[at]:
            found[:, LEADER] &= ~(self.county[self.home] & self.resting[self.home, at])
        self._wish(i, found)
        return found

    def _wish(self, i: int, found: Bools) -> None:
        for person, inspection in self.wishes.forbidden:
            if inspection in (None, self.problem.inspections[i].id):
                found[self.person[person]] = False
        for inspection, role, person in self.wishes.pins:
            if role is not None and inspection == self.problem.inspections[i].id:
                others = [other is not role for other in ROLES]
                found[self.person[person], others] = False

    def sources(self, i: int) -> Ints:
        """The counties that may send the county-level people of cross inspection `i`."""
        at = int(self.at[i])
        fit = self.county.copy()
        if self.problem.policy.cross_within_city:
            fit &= self.city == self.city[at]
        fit[at] = False
        if self.county[at]:
            fit &= ~self.resting[:, at]
        return np.flatnonzero(fit)

    @cached_property
    def resting(self) -> Bools:
        """resting[s, t]: county s inspected county t too lately to do so again (R13)."""
        found = np.zeros((self.places, self.places), dtype=bool)
        for each in self.problem.history:
            if each.rounds_ago <= self.problem.policy.arc_rest:
                found[self.place[each.source], self.place[each.target]] = True
        return found
