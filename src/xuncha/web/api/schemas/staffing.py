"""What the API says of staffing a whole round. Records beside them are named by their `id`."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class AttemptOut(Schema):
    """An attempt at a plan for a round: what was asked, what was found and proved, how far its approval is."""

    id: int
    round_id: int
    number: int
    basis_id: int | None
    by_hand: bool
    state: str
    asked_at: datetime
    ended_at: datetime | None
    gap_wanted: float
    seconds_most: int
    seed: int
    status: str
    objective: int | None
    bound: int | None
    gap: float | None
    seconds: float | None
    problem_sha256: str
    authority: str
    authorisation_number: str
    authorised_until: date | None
    proposed_on: date | None
    approved_on: date | None


class WishOut(Schema):
    """Somebody who is to serve on an inspection, or not on it; without one, not in the round at all."""

    id: int
    round_id: int
    kind: str
    inspector_id: int
    inspection_id: int | None
    role: str
    reason: str


class GuestOut(Schema):
    """Somebody of another pool, lent to a round."""

    id: int
    round_id: int
    inspector_id: int
    reason: str


class EntryOut(Schema):
    """A team still to be formed, and whom it needs; `usual` where nobody has said so."""

    inspection_ids: list[int]
    units: str
    mode: str
    slots: dict[str, int]
    skills: dict[str, int]
    usual: bool


class GapOut(Schema):
    """Something missing, and the role or skill that could close it."""

    sentence: str
    role: str | None
    skill: str | None


class DemandOut(Schema):
    """A role or a skill: seats that ask for it, people who have it, seats they can take."""

    what: str
    needed: int
    people: int
    capacity: int


class StaffingOut(Schema):
    """What a round needs, who can serve, and what is seen to be missing before any search."""

    teams: list[EntryOut]
    seats: int
    pool: int
    roles: list[DemandOut]
    skills: list[DemandOut]
    unsettled: list[str]
    """What must be settled before a plan can be asked for."""
    gaps: list[GapOut]
    rules: dict[str, Any]
    rules_reason: str


class MomentOut(Schema):
    """A moment of a search: the points of the best plan so far, none before the first, and the proven bound."""

    seconds: float
    objective: int | None
    bound: int


class SearchOut(Schema):
    """How far a search is."""

    moving: bool
    broken_off: bool
    moments: list[MomentOut]


class PlanSeatOut(Schema):
    """Who sits where, with the points of acquaintance and of the way there."""

    row: str
    inspection_id: int
    unit: str
    role: str
    inspector_id: int
    name: str
    exposure: int
    travel: int


class ArcOut(Schema):
    """A place that sends people to another; `counts` where the rule against exchanging favours looks at it."""

    source_id: int
    target_id: int
    units: list[str]
    people: int
    counts: bool
    mutual: bool


class StaffingPlanOut(Schema):
    """A plan seat by seat, and who sends people to whom; the best so far while the search runs."""

    seats: list[PlanSeatOut]
    arcs: list[ArcOut]


class CertificateOut(Schema):
    """What is claimed of a plan; what proves it is in the folder, for the checker."""

    status: str
    objective: int | None
    bound: int
    gap: float | None
    problem_sha256: str
    checked: dict[str, int]
    settings: dict[str, Any]


class ClashOut(Schema):
    """A rule that clashes with the others named."""

    rule: str
    sentence: str


class WayOutOut(Schema):
    """What would make a plan possible: a code with its values, and in words."""

    code: str
    values: dict[str, Any]
    sentence: str


class ExplanationOut(Schema):
    """Why there is no plan: what went wrong with the search itself, or rules that clash and the smallest ways out."""

    failed: str | None
    clash: list[ClashOut]
    ways_out: list[WayOutOut]
    gaps: list[GapOut]


class ObstaclesOut(Schema):
    """What stands against a plan today, by the round, its pool, every rule and every wish as they are now."""

    obstacles: list[str]


class AlternativeOut(Schema):
    """Somebody else for a seat: the plan's points then, and how many more than now."""

    inspector_id: int
    objective: int
    extra: int


class JudgedOut(Schema):
    """What a change would mean: points, how many more than now, every rule it would break."""

    objective: int
    extra: int
    broken: list[str]


class SeatOut(Schema):
    """One seat: what is known between the person and the unit, the next best for it, and what the change asked about means."""

    row: str
    role: str
    inspector_id: int
    exposure: int
    travel: int
    reasons: list[str] | None
    alternatives: list[AlternativeOut]
    change: JudgedOut | None


class TurnOut(Schema):
    """Somebody in a role."""

    role: str
    inspector_id: int


class UnitChangeOut(Schema):
    """Who leaves a unit's team, and who comes."""

    unit: str
    gone: list[TurnOut]
    come: list[TurnOut]


class ChangesOut(Schema):
    """What another plan of the round changes, unit by unit."""

    changes: list[UnitChangeOut]
