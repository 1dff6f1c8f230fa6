"""The bound a proof proves, by weak duality: whole numbers throughout, no solver, nothing to be believed.

For any multipliers of the right sign, sum(multiplier x limit) + sum over columns of min(0, cost - sum(multiplier x factor))
is at most the cost of the cheapest plan; each column, being a yes-or-no, lies between 0 and 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say
from xuncha.engines.teams.bound.columns import Columns
from xuncha.engines.teams.bound.rows import EVERY_ROLE, Ints, Row, Rows, Switch
from xuncha.engines.teams.outcome import Proof
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.problem import ROLES, Inspection, Problem

SCALE = 1000
"""Multipliers are in thousandths."""

EXACT = 2**62
"""No sum over all people and roles of a cost and every multiplier exceeds this, so that none wraps around in 64 bits."""


class UnsoundProof(XunchaError):
    """A proof that proves nothing: names a row that does not exist, or weighs one the wrong way round."""


def proven_bound(problem: Problem, proof: Proof, wishes: Wishes | None = None) -> int:
    """The least any plan costs, as far as the proof shows; raise `UnsoundProof` where it is none."""
    verifier = _Verifier(problem, wishes or Wishes())
    for key, multiplier in proof.multipliers.items():
        if multiplier:
            verifier.weigh(key, multiplier)
    return -(-verifier.total() // SCALE)


class _Verifier:
    """Adds up one proof."""

    def __init__(self, problem: Problem, wishes: Wishes) -> None:
        self.problem = problem
        self.rows = Rows(problem)
        self.columns = Columns(self.rows, wishes)
        self.limits = 0
        dearest = max((tie.exposure for tie in problem.ties), default=0) + problem.policy.travel_most
        self.weight = dearest * SCALE
        self.everywhere: Ints = np.zeros(len(problem.inspectors), dtype=np.int64)
        self.on: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
        self.switches: Counter[Switch] = Counter()

    def weigh(self, key: str, multiplier: int) -> None:
        """Take one row with its multiplier."""
        row = self.rows.row(key)
        if row is None:
            raise UnsoundProof(say(N_("证明中的行“%(key)s”不属于这个问题"), key=key))
        if (row.sense == "<=" and multiplier > 0) or (row.sense == ">=" and multiplier < 0):
            raise UnsoundProof(say(N_("证明中的行“%(key)s”乘数符号不对"), key=key))
        self.limits += multiplier * row.limit
        self.weight += abs(multiplier)
        if self.weight * len(ROLES) * (len(self.problem.inspectors) + 1) > EXACT:
            raise UnsoundProof(say(N_("证明中的乘数太大，无法用整数核对")))
        for switch, factor in row.switches.items():
            self.switches[switch] += multiplier * factor
        if row.inspection is None:
            self.everywhere[row.people] += multiplier
        else:
            self.on[row.inspection].append((multiplier, row))

    def total(self) -> int:
        """The bound in thousandths."""
        switched = sum(min(0, -weight) for switch, weight in self.switches.items() if self.rows.exists(switch))
        return self.limits + switched + sum(map(self._team, self.problem.inspections))

    def _team(self, target: Inspection) -> int:
        """What the columns of one inspection add: all that would pay, and those pinned whether they pay or not."""
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
        total = 0
        for person, pinned_to in self.columns.pinned.get(target.id, ()):
            may = [each for each in EVERY_ROLE if open_to[each, person] and pinned_to in (None, each)]
            total += min((int(reduced[each, person]) for each in may), default=0)
            open_to[:, person] = False
        return total + int(reduced[open_to & (reduced < 0)].sum())
