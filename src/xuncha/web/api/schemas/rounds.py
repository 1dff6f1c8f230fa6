"""What the API says of terms, plans, rounds, inspections and teams. Records beside them are named by their `id`."""

from datetime import date

from ninja import Field, Schema


class PlanOut(Schema):
    """An annual plan."""

    id: int
    term_id: int
    jurisdiction_id: int
    year: int
    title: str
    state: str
    approved_on: date | None


class RoundOut(Schema):
    """A round."""

    id: int
    term_id: int
    jurisdiction_id: int
    jurisdiction: str = Field(alias="jurisdiction.name")
    number: int
    name: str
    year: int
    state: str
    approved_on: date | None
    site_from: date
    site_until: date


class InspectionOut(Schema):
    """One inspection of one body."""

    id: int
    round_id: int
    round: str = Field(alias="round.name")
    unit_id: int
    unit: str = Field(alias="unit.name")
    mode: str
    source_id: int | None
    step: str
    announced_on: date | None
    fed_back_on: date | None


class TeamOut(Schema):
    """An inspection team."""

    id: int
    round_id: int
    number: int
    name: str
    authorised_on: date | None
    authorised_until: date | None
    authorised_by: str
    authorisation_number: str


class TermOut(Schema):
    """The years within which every body is inspected once."""

    id: int
    jurisdiction_id: int
    name: str
    starts_on: date
    ends_on: date


class PlanLineOut(Schema):
    """One target of an annual plan: a unit, or a whole place."""

    id: int
    annual_plan_id: int
    unit_id: int | None
    jurisdiction_id: int
    source_id: int | None
    mode: str
    round_id: int | None
    reason: str


class MemberOut(Schema):
    """A seat on a team."""

    id: int
    team_id: int
    inspector_id: int
    role: str
    duties: str
    joined_on: date
    left_on: date | None
    left_because: str


class ConflictOut(Schema):
    """A recusal rule found to stand between a member and a unit."""

    id: int
    member_id: int
    inspection_id: int
    rule: str
    reason: str
    to_verify: bool
    found_on: date
    cleared_on: date | None


class WaiverOut(Schema):
    """A request, and the decision, to let somebody serve in spite of a rule."""

    id: int
    inspector_id: int
    inspection_id: int
    rule: str
    reason: str
    state: str
    asked_on: date | None
    approved_by: str
    approved_on: date | None


class ObjectionOut(Schema):
    """A unit's objection to a member, and what was decided."""

    id: int
    inspection_id: int
    member_id: int
    raised_on: date
    reason: str
    state: str
    decided_on: date | None
    decision: str
