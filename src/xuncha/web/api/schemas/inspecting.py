"""What the API says of what a team writes down. Records beside them are named by their `id`."""

from datetime import date
from typing import Any

from ninja import Field, Schema


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
