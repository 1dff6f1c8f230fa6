"""The bound a proof proves, by weak duality: whole numbers throughout, no solver, nothing to be believed.

For any multipliers of the right sign, sum(multiplier x limit) + sum over columns of min(0, cost - sum(multiplier x factor))
is at most the cost of the cheapest plan; each column, being a yes-or-no, lies between 0 and 1. Where the plans are split
by columns, the bound is the least of all parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say
from xuncha.engines.teams.bound.columns import Columns
from xuncha.engines.teams.bound.rows import EVERY_ROLE, ROLE, Ints, Row, Rows, Switch
from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Problem

SCALE = 1000
"""Multipliers are in thousandths."""

EXACT = 2**62
"""No sum over all people and roles of a cost and every multiplier exceeds this, so that none wraps around in 64 bits."""

Part = tuple[Mapping[str, int], Mapping[str, bool]]
"""A part of all plans: its multipliers, and the columns that are 0 or 1 in it."""


class UnsoundProof(XunchaError):
    """A proof that proves nothing: names a row that does not exist, or weighs one the wrong way round."""


def proven_bound(problem: Problem, proof: Proof, wishes: Wishes | None = None) -> int:
    """The least any plan costs, as far as the proof shows; raise `UnsoundProof` where it is none.

    Above `cost_at_most` the proof shows that there is no plan.
    """
    verifier = _Verifier(problem, wishes or Wishes())
    bounds = (verifier.bound(*part) for part in _parts(proof))
    return min((bound for bound in bounds if bound is not None), default=cost_at_most(problem) + 1)


def cost_at_most(problem: Problem) -> int:
    """What no plan can exceed: every seat taken at the greatest exposure on its inspection and the longest way."""
    exposure: Counter[str] = Counter()
    for tie in problem.ties:
        exposure[tie.inspection] = max(exposure[tie.inspection], tie.exposure)
    return sum(each.size * (exposure[each.id] + problem.policy.travel_most) for each in problem.inspections)


def _parts(proof: Proof) -> Iterator[Part]:
    """The parts into which a proof splits the plans."""
    waiting: list[tuple[Proof, dict[str, bool]]] = [(proof, {})]
    while waiting:
        here, fixed = waiting.pop()
        if here.split is None:
            yield here.multipliers, fixed
            continue
        column = here.split.column
        for value, half in ((False, here.split.zero), (True, here.split.one)):
            if fixed.get(column, value) is value:
                waiting.append((half, {**fixed, column: value}))


class _Verifier:
    """A problem and wishes, against which parts of proofs are added up."""

    def __init__(self, problem: Problem, wishes: Wishes) -> None:
        self.problem = problem
        self.rows = Rows(problem)
        self.columns = Columns(self.rows, wishes)
        self.dearest = max((tie.exposure for tie in problem.ties), default=0) + problem.policy.travel_most
        self.known: dict[str, Row] = {}

    def bound(self, multipliers: Mapping[str, int], fixed: Mapping[str, bool]) -> int | None:
        """The bound of one part; None where the part is empty, for a column that cannot be 1 is to be 1."""
        part = _Part(self, fixed)
        for key, multiplier in multipliers.items():
            if multiplier:
                part.weigh(key, self._row(key, multiplier), multiplier)
        total = part.total()
        return None if total is None else -(-total // SCALE)

    def _row(self, key: str, multiplier: int) -> Row:
        row = self.known.get(key) or self.rows.row(key)
        if row is None:
            raise UnsoundProof(say(N_("证明中的行“%(key)s”不属于这个问题"), key=key))
        if (row.sense == "<=" and multiplier > 0) or (row.sense == ">=" and multiplier < 0):
            raise UnsoundProof(say(N_("证明中的行“%(key)s”乘数符号不对"), key=key))
        self.known[key] = row
        return row


class _Part:
    """Adds up one part."""

    def __init__(self, verifier: _Verifier, fixed: Mapping[str, bool]) -> None:
        self.verifier, self.problem = verifier, verifier.problem
        self.rows, self.columns = verifier.rows, verifier.columns
        self.limits = 0
        self.weight = verifier.dearest * SCALE
        self.everywhere: Ints = np.zeros(len(self.problem.inspectors), dtype=np.int64)
        self.on: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
        self.switches: Counter[Switch] = Counter()
        self.fixed_switches: dict[Switch, bool] = {}
        self.fixed_seats: defaultdict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        for key, value in fixed.items():
            self._fix(key, value)

    def _fix(self, key: str, value: bool) -> None:
        word, *ids = key.split("|")
        try:
            if word == "x":
                person, inspection, role = ids
                self.fixed_seats[self.rows.targets[inspection].id].append((self.rows.people[person], ROLE[role], value))
            else:
                one, other = ids
                self.fixed_switches[self.rows.switch(word, one, other)] = value
        except (KeyError, ValueError) as error:
            raise UnsoundProof(say(N_("证明中的列“%(key)s”不属于这个问题"), key=key)) from error

    def weigh(self, key: str, row: Row, multiplier: int) -> None:
        """Take one row with its multiplier."""
        self.limits += multiplier * row.limit
        self.weight += abs(multiplier)
        if self.weight * len(ROLES) * (len(self.problem.inspectors) + 1) > EXACT:
            raise UnsoundProof(say(N_("证明中“%(key)s”等行的乘数太大，无法用整数核对"), key=key))
        for switch, factor in row.switches.items():
            self.switches[switch] += multiplier * factor
        if row.inspection is None:
            self.everywhere[row.people] += multiplier
        else:
            self.on[row.inspection].append((multiplier, row))

    def total(self) -> int | None:
        """The bound in thousandths; None where the part is empty."""
        total = self.limits
        for switch in self.switches.keys() | self.fixed_switches.keys():
            value = self.fixed_switches.get(switch)
            if value and not self.rows.exists(switch):
                return None
            if value is not False and self.rows.exists(switch):
                total += -self.switches[switch] if value else min(0, -self.switches[switch])
        for target in self.problem.inspections:
            added = self._team(target)
            if added is None:
                return None
            total += added
        return total

    def _team(self, target: Inspection) -> int | None:
        """What the columns of one inspection add: all that would pay, and those that are 1 whether they pay or not."""
        shared = self.columns.cost(target) * SCALE - self.everywhere
        for multiplier, row in self.on[target.id]:
            if row.roles == EVERY_ROLE:
                shared[row.people] -= multiplier
        reduced = np.repeat(shared[None], len(ROLES), axis=0)
        for multiplier, row in self.on[target.id]:
            if row.roles != EVERY_ROLE:
                for role in row.roles:
                    reduced[role, row.people] -= multiplier
        open_to = self.columns.open_to(target)
        serves: dict[int, set[int]] = {}
        for person, pinned_to in self.columns.pinned.get(target.id, ()):
            serves.setdefault(person, {*EVERY_ROLE}).intersection_update(
                EVERY_ROLE if pinned_to is None else (pinned_to,)
            )
        for person, role, value in self.fixed_seats[target.id]:
            if value:
                serves.setdefault(person, {*EVERY_ROLE}).intersection_update((role,))
            else:
                open_to[role, person] = False
        total = 0
        for person, roles in serves.items():
            terms = [int(reduced[role, person]) for role in roles if open_to[role, person]]
            if not terms:
                return None
            total += min(terms)
            open_to[:, person] = False
        return total + int(reduced[open_to & (reduced < 0)].sum())
