"""Terms, plans, rounds, inspections: what is said of them."""

from datetime import date

from xuncha.domain.modes import Mode
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name, Short, Text, Year


class TermIn(Body):
    """The years within which every body is inspected once."""

    jurisdiction_id: Key
    name: Name
    starts_on: date
    ends_on: date


class PlanIn(Body):
    """An annual plan of the term's place."""

    term_id: Key
    year: Year
    title: Label


class PlaceLineIn(Body):
    """What is said of one place; without a mode it is not in the plan, and in a round stays as it is."""

    jurisdiction_id: Key
    mode: Mode | None = None
    source_id: Key | None = None
    reason: Line = ""


class PlacesIn(Body):
    """What a plan or a round says of many places, kept as one act."""

    places: list[PlaceLineIn]


class UnitsIn(Body):
    """Units that come in by one mode."""

    unit_ids: list[Key]
    mode: Mode
    source_id: Key | None = None


class LinesIn(Body):
    """Targets of approved annual plans."""

    line_ids: list[Key]


class RoundIn(Body):
    """A round of the term's place."""

    term_id: Key
    number: Count
    name: Label
    year: Year
    site_from: date
    site_until: date
    rectification_months: Count = 3
    phone: Short = ""
    phone_hours: Short = "8:00-18:00"
    postal_box: Name = ""
    notes: Text = ""
    modes: list[Mode] = []


class ModeIn(Body):
    """For one mode of a round: who authorises, who hears, who receives leads."""

    mode: Mode
    authorises: Label
    hears: Label
    receives_leads: Label


class ModesIn(Body):
    """All modes of a round; one left out is taken away."""

    modes: list[ModeIn]


class InspectionIn(Body):
    """How a unit is inspected, until somebody enters it."""

    mode: Mode
    source_id: Key | None = None


class ReferIn(Body):
    """Which reviewing body is to see the rectification, and until when it answers."""

    body: Short
    line: Short = ""
    due_on: date | None = None


class StepIn(Body):
    """A step that was completed."""

    step: Short
    on: date
    note: Line = ""
