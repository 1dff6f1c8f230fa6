"""Talks, visits, documents, papers, findings, leads, reports: what is said of them."""

from datetime import date

from xuncha.web.api.inputs.base import Body, Count, Fen, Key, Label, Line, Name, OfInspectionIn, Short, Text


class InterviewIn(OfInspectionIn):
    """A talk, and the members who held it."""

    kind: Name
    subject: Name
    held_on: date
    place: Name
    summary: Text
    outline: Text = ""
    leaves: list[Name] = []
    member_ids: list[Key]


class VisitIn(OfInspectionIn):
    """A visit, and the members who went."""

    kind: Name
    place: Label
    visited_on: date
    unannounced: bool = False
    summary: Text
    member_ids: list[Key]


class DocumentRequestIn(OfInspectionIn):
    """A document asked for."""

    title: Line
    copies: Count = 1
    asked_on: date


class PaperIn(OfInspectionIn):
    """A working paper, and the members who handle it."""

    title: Line
    leaf: Name
    source: Name
    summary: Text
    process: Text = ""
    place: Label = ""
    circumstances: Text = ""
    effect: Text = ""
    basis: Text = ""
    evidence: list[Line] = []
    member_ids: list[Key]


class DutyHolderIn(Body):
    """Whose duty it was."""

    kind: Name
    name: Label
    unit_id: Key | None = None
    duty: Line = ""


class FindingIn(OfInspectionIn):
    """A finding with its duty-holders."""

    title: Line
    leaf: Name
    symptom: Text
    cause: Text = ""
    rule_broken: Text = ""
    severity: Name = "ordinary"
    cure: Name = "concentrated"
    paper_id: Key | None = None
    amount_fen: Fen | None = None
    persons: Count = 0
    duty_holders: list[DutyHolderIn] = []


class LeadIn(OfInspectionIn):
    """A lead."""

    source: Name
    about_words: Label = ""
    summary: Text
    amount_fen: Fen | None = None
    found_on: date


class HandOverIn(Body):
    """To whom a lead goes, and when."""

    to: Name
    on: date


class ReportBackIn(Body):
    """What became of a lead."""

    verb: Name
    words: Text


class ReportIn(OfInspectionIn):
    """A report."""

    title: Line
    text: Text = ""


class FindingsIn(Body):
    """The findings that enter a report."""

    finding_ids: list[Key]


class FindingKeyIn(Body):
    """One finding of a report."""

    finding_id: Key


class DecisionIn(Body):
    """A hearing of a round by the leading group or the secretary's meeting."""

    round_id: Key
    body: Short
    number: Name = ""
    held_on: date
    chaired_by: Name
    attendance: list[Name]
    opinions: Text
    decision: Text
