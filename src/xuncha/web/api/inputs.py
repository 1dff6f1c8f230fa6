"""What the API takes. Text holds no NUL and no half characters: PostgreSQL could not keep them."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict

LARGEST_KEY = 2**63 - 1
LONGEST = 20_000


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("NUL")
    text.encode()
    return text


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_storable)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
Words = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Name = Annotated[str, Field(max_length=64), AfterValidator(_storable)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
Fen = Annotated[int, Field(ge=0, le=LARGEST_KEY)]
Count = Annotated[int, Field(ge=0, le=32_767)]


class Body(Schema):
    """A body of a request; a word it does not know is refused rather than lost."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """A verb that needs no words."""


class NoteIn(Body):
    """A few words that go with a verb."""

    note: Words


class OnIn(Body):
    """The day something was done."""

    on: date


class OfInspectionIn(Body):
    """What belongs to one inspection."""

    inspection_id: Key


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
    place: Annotated[str, Field(max_length=128), AfterValidator(_storable)]
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
    place: Annotated[str, Field(max_length=128), AfterValidator(_storable)] = ""
    circumstances: Text = ""
    effect: Text = ""
    basis: Text = ""
    evidence: list[Line] = []
    member_ids: list[Key]


class DutyHolderIn(Body):
    """Whose duty it was."""

    kind: Name
    name: Annotated[str, Field(max_length=128), AfterValidator(_storable)]
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
    about_words: Annotated[str, Field(max_length=128), AfterValidator(_storable)] = ""
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


class FeedbackIn(OfInspectionIn):
    """Feedback to the head and to the leading body, each in its own words."""

    to_head: Text
    to_body: Text
    given_on: date
    given_by: Name
    place: Name = ""
    line: Annotated[str, Field(max_length=32), AfterValidator(_storable)] = ""


class ReviewIn(Body):
    """One body's opinion."""

    opinion: Literal["agree", "disagree"]
    grade: Literal["", "good", "fair", "poor"] = ""
    words: Text = ""


class ProgressIn(Body):
    """What was done on a task."""

    on: date
    text: Text


class SubmitTaskIn(Body):
    """The result a task is called done with."""

    result: Text
    amount_claimed_fen: Fen | None = None
    amount_received_fen: Fen | None = None
    people_dealt_with: Count = 0
    own_level_dealt_with: Count = 0


class CloseIn(Body):
    """Words that go with closing."""

    words: Words = ""


class ReopenIn(Body):
    """Why a task is opened again, and its new date."""

    ground: Name
    reason: Text
    amount_fen: Fen | None = None
    due_on: date | None = None


class ExtensionIn(Body):
    """A later date, and why."""

    until: date
    reason: Text


class ExtensionDecisionIn(Body):
    """Whether a later date is granted."""

    granted: bool
    words: Words = ""


class LookBackIn(OfInspectionIn):
    """A look-back begun."""

    starts_on: date


class LookBackEndIn(Body):
    """A look-back ended."""

    ends_on: date
    conclusion: Text
