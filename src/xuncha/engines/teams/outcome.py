"""What solving gives: a plan, how good it is, and what proves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xuncha.domain.teams import TeamRule
from xuncha.domain.words import N_, Labelled, Sentence
from xuncha.engines.teams.plan import Plan


class Status(Labelled):
    """How a search ended."""

    OPTIMAL = "optimal", N_("已证明最优")
    FEASIBLE = "feasible", N_("可行，差距已证明")
    INFEASIBLE = "infeasible", N_("已证明无解")
    UNKNOWN = "unknown", N_("时限内没有找到")


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Stop:
    """When to stop: at a proven gap (0.01 is 1 %), after so many seconds, or when asked to."""

    gap: float = 0.01
    seconds: float = 120.0
    asked: Callable[[], bool] = _never


@dataclass(frozen=True)
class Progress:
    """One moment of a search: the best plan's objective so far (None before the first) and the proven bound."""

    seconds: float
    objective: int | None
    bound: int
    plan: Plan | None = None


@dataclass(frozen=True)
class Proof:
    """What proves a lower bound; `docs/reference/team-certificate.md` names rows and columns and says how it is counted.

    Multipliers of rows of the linear relaxation, in thousandths, prove a bound by weak duality (key: `R1|U-07|leader`).
    Where that is too little, the plans are split by a column, and the proofs of both halves count instead.
    """

    multipliers: Mapping[str, int] = field(default_factory=dict)
    split: Split | None = None


@dataclass(frozen=True)
class Split:
    """A column of the relaxation (`y|U-07|C-3`) that is 0 in one half of all plans and 1 in the other."""

    column: str
    zero: Proof
    one: Proof


@dataclass(frozen=True)
class Clash:
    """One of the rules that cannot all be kept, with whom and what it concerns."""

    rule: TeamRule
    inspections: tuple[str, ...]
    people: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True)
class WayOut:
    """What would make a plan possible: a code, its numbers and ids by name, and a sentence a planner can act on."""

    code: str
    values: Mapping[str, str | int]
    sentence: Sentence


@dataclass(frozen=True)
class Explanation:
    """Why there is no plan: rules that clash, none of which can be left out if they are `minimal`; and the smallest ways out."""

    clash: tuple[Clash, ...]
    ways_out: tuple[WayOut, ...] = ()
    minimal: bool = True


@dataclass(frozen=True)
class Outcome:
    """The end of a search. `bound` is proven by `proof`; `gap` = (objective - bound) / objective."""

    status: Status
    plan: Plan | None
    objective: int | None
    bound: int
    proof: Proof
    seconds: float
    seed: int
    stop: Stop
    history: tuple[Progress, ...] = ()
    explanation: Explanation | None = None

    @property
    def gap(self) -> float | None:
        """The proven gap; None without a plan."""
        return proven_gap(self.objective, self.bound)


def proven_gap(objective: int | None, bound: int) -> float | None:
    """How much of the objective might still be saved, at most; 0 where plan and bound meet; None without a plan."""
    if objective is None:
        return None
    return max(0.0, (objective - bound) / objective) if objective else 0.0
