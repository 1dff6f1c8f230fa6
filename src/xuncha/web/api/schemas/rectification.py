"""What the API says of rectification. Records beside them are named by their `id`."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from xuncha.web.api.schemas.inspecting import OfInspection


class FeedbackOut(OfInspection):
    """Feedback, to the head or to the leading body."""

    audience: str
    given_on: date
    given_by: str
    place: str
    text: str
    copies: list[Any]
    received_on: date | None
    received_by: str


class RectPlanOut(OfInspection):
    """A rectification plan."""

    version: int
    state: str
    grade: str
    text: str
    due_on: date
    submitted_on: date | None
    decided_on: date | None
    returned_note: str
    period_until: date


class TaskOut(Schema):
    """A rectification task."""

    id: int
    plan_id: int
    finding_id: int
    number: int
    title: str
    goal: str
    cure: str
    state: str
    duty_leader: str
    duty_person: str
    due_on: date
    submitted_on: date | None
    closed_on: date | None
    result: str
    amount_claimed_fen: int | None
    amount_received_fen: int | None
    submissions: int


class EvidenceOut(Schema):
    """A piece of evidence: what is known of the file, not the file."""

    id: int
    task_id: int
    measure_id: int | None
    kind: str
    name: str
    sha256: str
    size: int
    media_type: str
    metadata: dict[str, Any]
    made_on: date | None
    uploaded_at: datetime
    uploaded_by: str
    withdrawn_because: str


class ExtensionOut(Schema):
    """A request for a later date."""

    id: int
    task_id: int
    asked_on: date
    until: date
    reason: str
    state: str
    decided_on: date | None
    decision: str


class ScoreOut(OfInspection):
    """A score of a unit's rectification."""

    scheme_id: int
    scored_on: date
    total_tenths: int
    grade: str
    parts: list[Any]
    note: str


class LookBackOut(OfInspection):
    """A look-back."""

    starts_on: date
    ends_on: date | None
    checked: list[Any]
    conclusion: str


class MeasureOut(Schema):
    """A measure of a task."""

    id: int
    task_id: int
    number: int
    text: str
    accountable: str
    due_on: date
    done_on: date | None
