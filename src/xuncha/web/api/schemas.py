"""What the API says of each kind of record. Records beside it are named by their `id`, places and bodies also by name."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class JurisdictionOut(Schema):
    """A province, city or county."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None


class UnitOut(Schema):
    """A body that can be inspected."""

    id: int
    code: str
    name: str
    kind: str
    jurisdiction_id: int
    jurisdiction: str = Field(alias="jurisdiction.name")
    parent_id: int | None
    line: str
    attention: str
    staff_quota: int
    staff: int
    active: bool


class PersonOut(Schema):
    """A person known for the recusal check."""

    id: int
    code: str
    name: str
    sex: str
    born_on: date | None
    native_place_id: int | None
    held_because: str
    hold_until: date | None


class InspectorOut(Schema):
    """An entry of the talent pool."""

    id: int
    code: str = Field(alias="person.code")
    name: str = Field(alias="person.name")
    jurisdiction_id: int
    roles: list[str]
    skills: list[str]
    practice: int
    capacity: int
    employment: str
    office_post: str
    joined_on: date | None
    left_on: date | None
    available: bool


class TieOut(Schema):
    """A tie an inspector declared."""

    id: int
    inspector_id: int
    unit_id: int | None
    person_id: int | None
    kind: str
    recusal: bool
    exposure: int
    declared_on: date
    words: str


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


class OfInspection(Schema):
    """What belongs to one inspection."""

    id: int
    inspection_id: int


class InterviewOut(OfInspection):
    """A talk."""

    kind: str
    subject: str
    held_on: date
    place: str
    leaves: list[str]
    outline: str
    summary: str


class VisitOut(OfInspection):
    """A visit."""

    kind: str
    place: str
    visited_on: date
    unannounced: bool
    summary: str


class DocumentRequestOut(OfInspection):
    """A document asked for."""

    title: str
    copies: int
    asked_on: date
    lent_on: date | None
    returned_on: date | None


class PaperOut(OfInspection):
    """A working paper."""

    number: str | None
    title: str
    leaf: str = Field(alias="leaf.code")
    source: str
    summary: str
    process: str
    place: str
    circumstances: str
    effect: str
    basis: str
    state: str
    drafted_on: date
    checked_on: date | None
    signed_on: date | None
    returned_note: str


class FindingOut(OfInspection):
    """A finding."""

    number: int
    paper_id: int | None
    leaf: str = Field(alias="leaf.code")
    title: str
    symptom: str
    cause: str
    rule_broken: str
    severity: str
    cure: str
    tags: list[str]
    amount_fen: int | None
    persons: int
    repeats_id: int | None
    state: str
    found_on: date


class LeadLine(OfInspection):
    """A lead in a list: without what it says."""

    number: str
    source: str
    found_on: date
    handed_to: str
    handed_on: date | None
    due_on: date | None
    outcome: str


class LeadOut(LeadLine):
    """A lead. That it was read is noted in the trail."""

    about_words: str
    summary: str
    amount_fen: int | None
    outcome_words: str
    reported_back_on: date | None


class ReportOut(OfInspection):
    """A report."""

    kind: str
    title: str
    text: str
    state: str
    drafted_on: date
    submitted_on: date | None
    decided_on: date | None
    returned_note: str


class DecisionOut(Schema):
    """A decision of a meeting."""

    id: int
    round_id: int
    body: str
    number: str
    held_on: date
    chaired_by: str
    attendance: list[Any]
    opinions: str
    decision: str


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


class TaxonomyOut(Schema):
    """A node of the supervision content in force."""

    id: int
    code: str
    label: str
    parent_id: int | None
    points: str
    kinds: list[str]
    retired: bool


class EventOut(Schema):
    """An act of the trail, without content."""

    seq: int
    at: datetime
    actor: int | None
    actor_name: str
    actor_role: str
    verb: str
    kind: str
    key: int | None
    previous: str
    digest: str
