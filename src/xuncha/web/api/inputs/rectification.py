"""Feedback, plans, tasks, look-backs: what is said of them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field

from xuncha.web.api.inputs.base import Body, Count, Fen, Key, Line, Name, OfInspectionIn, Short, Text, Words


class FeedbackIn(OfInspectionIn):
    """Feedback to the head and to the leading body, each in its own words."""

    to_head: Text
    to_body: Text
    given_on: date
    given_by: Name
    place: Name = ""
    line: Short = ""


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


class LookIn(Body):
    """What a look-back saw of one task; not cured, it is opened again for what was seen."""

    task_id: Key
    cured: bool
    words: Text
    amount_fen: Fen | None = None
    due_on: date | None = None


class PlanTextIn(Body):
    """The general part of a rectification plan."""

    text: Text


class TaskIn(Body):
    """A task of a rectification plan, for one finding."""

    plan_id: Key
    finding_id: Key
    title: Line
    goal: Text = ""
    cure: Short
    duty_kind: Short
    duty_leader: Name
    duty_person: Name = ""
    due_on: date


class MeasureIn(Body):
    """A measure with an accountable person and a date."""

    task_id: Key
    text: Annotated[Text, Field(max_length=2000)]
    accountable: Name
    due_on: date


class BecauseIn(Body):
    """Why evidence is taken back."""

    because: Words


class MarkIn(Body):
    """Points taken off or given under one indicator, and why."""

    indicator: Short
    points: Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=1)]
    reason: Words


class ScoreIn(OfInspectionIn):
    """A score by one of the schemes in use here: the key of `available_schemes`, or "deduction" and "additive"."""

    scheme: Short
    marks: list[MarkIn] = []
    note: Text = ""
