"""The columns of the linear relaxation as a verifier reads it: who may serve on an inspection in which role, and at what cost."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from xuncha.domain.modes import Family
from xuncha.engines.teams.bound.rows import LEADER, Bools, Ints, Rows
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import ROLES, Inspection


class Columns:
    """Costs and open roles of every person, inspection by inspection."""

    def __init__(self, rows: Rows, wishes: Wishes) -> None:
        """Lay out the people."""
        self.rows, self.problem = rows, rows.problem
        people = self.problem.inspectors
        self.places = {place.id: number for number, place in enumerate(self.problem.jurisdictions)}
        self.home: Ints = np.array([self.places[each.home] for each in people], dtype=np.int64)
        able = [[role in each.roles and each.capacity > 0 for each in people] for role in ROLES]
        self.able: Bools = np.array(able, dtype=bool)
        self.ways: dict[str, Ints] = {}
        self.exposed: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.barred: defaultdict[str, list[int]] = defaultdict(list)
        for tie in self.problem.ties:
            person = rows.people[tie.inspector]
            if tie.recusal:
                self.barred[tie.inspection].append(person)
            if tie.exposure:
                self.exposed[tie.inspection].append((person, tie.exposure))
        for each in wishes.forbidden:
            if each.inspection is None:
                self.able[:, rows.people[each.inspector]] = False
            else:
                self.barred[each.inspection].append(rows.people[each.inspector])
        self.pinned: defaultdict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for pin in wishes.pins:
            role = None if pin.role is None else ROLES.index(pin.role)
            self.pinned[pin.inspection].append((rows.people[pin.inspector], role))

    def cost(self, target: Inspection) -> Ints:
        """What each person costs on an inspection."""
        at = target.jurisdiction
        if at not in self.ways:
            # From `travel` itself: an array's square root may differ from it in the last digit, and so a rounding.
            self.ways[at] = np.array([self.problem.travel(place, at) for place in self.places], dtype=np.int64)
        cost = self.ways[at][self.home]
        if pairs := self.exposed.get(target.id):
            people, points = np.array(pairs, dtype=np.int64).T
            cost[people] += points
        return cost

    def open_to(self, target: Inspection) -> Bools:
        """Who may serve on an inspection at all: one line for each role, one place for each person."""
        rows, at = self.rows, target.jurisdiction
        alone = np.ones(len(self.home), dtype=bool)
        alone[self.barred.get(target.id, [])] = False
        if target.mode is Family.CROSS:
            alone &= self._among(rows.from_cities, *(rows.at_home[source] for source in rows.sources(target)))
        if target.mode is not Family.ROUTINE:
            alone[rows.at_home[at]] = False
        found: Bools = self.able & alone & np.array([[target.slots(role) > 0] for role in ROLES])
        if target.mode is Family.ELEVATED:
            found[LEADER] &= self._among(rows.above(target))
        if target.mode is not Family.ROUTINE and rows.is_county(at):
            for source in rows.sent_lately[at]:
                found[LEADER, rows.at_home[source]] = False
        return found

    def _among(self, *groups: Ints) -> Bools:
        found = np.zeros(len(self.home), dtype=bool)
        for group in groups:
            found[group] = True
        return found
