"""Terms, plans, rounds, inspections and their teams."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Term:
    code: str
    name: str
    jurisdiction: str
    starts_on: date
    ends_on: date


@row
class AnnualPlan:
    code: str
    term: str
    jurisdiction: str
    year: int
    title: str
    state: str  # draft | approved
    approved_on: date | None


@row
class PlanLine:
    """One target of an annual plan: a unit, or (province plans) a whole jurisdiction."""

    code: str
    annual_plan: str
    unit: str
    jurisdiction: str
    source: str  # jurisdiction which sends the team, for cross modes; else ""
    mode: str
    round: str
    reason: str


@row
class Round:
    code: str
    term: str
    jurisdiction: str
    number: int
    name: str
    year: int
    state: str  # planned | on_site | reporting | rectifying | finished
    approved_on: date
    site_from: date
    site_until: date
    rectification_months: int
    phone: str
    phone_hours: str
    postal_box: str
    notes: str


@row
class ModeTerms:
    """Who authorises, who hears and who receives leads for one mode in one round."""

    round: str
    mode: str
    authorises: str
    hears: str
    receives_leads: str


@row
class Inspection:
    """One inspection of one unit. ``step`` is the step it is at now."""

    code: str
    round: str
    unit: str
    jurisdiction: str  # of the unit
    mode: str
    team_number: int
    team_name: str
    step: str
    site_from: date
    site_until: date
    story: str  # sand | water | honest | look_back | "" : the seed's stories, for pages and tests


@row
class TeamSeat:
    """One person in one role on one inspection, authorised from and until."""

    code: str
    inspection: str
    inspector: str
    role: str
    duties: str
    authorised_from: date
    authorised_until: date


@row
class RecusalDecision:
    """A recusal asked for (by the inspector or the unit), and a waiver where one was granted."""

    code: str
    round: str
    inspection: str
    inspector: str
    asked_by: str  # inspector | unit | office
    reason: str
    asked_on: date
    outcome: str  # replaced | waived | pending
    decided_on: date | None
    decided_by: str


@row
class StepDate:
    code: str
    inspection: str
    step: str
    due_on: date | None
    done_on: date | None
    note: str


@row
class Approach:
    """打招呼登记: somebody tried to speak for the unit."""

    code: str
    inspection: str
    inspector: str
    by_whom: str
    on: date
    means: str
    words: str
