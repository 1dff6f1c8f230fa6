"""Terms, plans, rounds, inspections and their teams."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Term:
    """The years within which every body is inspected once (一届)."""

    code: str
    name: str
    jurisdiction: str
    starts_on: date
    ends_on: date


@row
class AnnualPlan:
    """What one office intends for one year."""

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
    """Several teams enter several bodies at one time (轮次)."""

    code: str
    term: str
    jurisdiction: str
    number: int
    name: str
    year: int
    state: str  # planned | on_site | reporting | rectifying | finished
    approved_on: date | None
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
    """One inspection of one unit by one team. ``step`` is the step it is at now."""

    code: str
    round: str
    team: str  # formed or, for a planned round, yet to be manned
    unit: str
    mode: str
    source: str  # jurisdiction which sends the team, for cross modes; else ""
    step: str
    announced_on: date | None
    fed_back_on: date | None
    story: str  # sand | water | honest | cast | on_site | mobile | ... | "": the seed's stories


@row
class Team:
    """A team of one round; it may inspect several bodies (一拖多)."""

    code: str
    round: str
    number: int
    name: str
    authorised_on: date | None
    authorised_until: date | None
    authorised_by: str
    authorisation_number: str
    slots: dict[str, int]  # how many of each role the team needs
    skills: dict[str, int]  # and at least so many with each skill


@row
class Member:
    """One person in one role on one team, for one round."""

    code: str
    team: str
    inspector: str
    role: str
    duties: str
    joined_on: date
    left_on: date | None
    left_because: str


@row
class Declaration:
    """A member's own declaration of ties for the round (回避申请书)."""

    code: str
    member: str
    made_on: date
    asks_recusal: bool
    text: str


@row
class Objection:
    """The inspected unit asks that a member stand aside."""

    code: str
    inspection: str
    member: str
    raised_on: date
    reason: str
    state: str  # raised | upheld | rejected
    decided_on: date | None
    decision: str


@row
class Waiver:
    """A decision to let a member serve in spite of a conflict."""

    code: str
    inspector: str
    inspection: str
    rule: str
    reason: str
    state: str  # asked | granted | refused
    asked_on: date
    approved_by: str
    approved_on: date | None


@row
class Referral:
    """What of an inspection was sent to a reviewing body."""

    code: str
    inspection: str
    kind: str  # rectification | lead
    body: str
    line: str
    sent_on: date
    due_on: date | None


@row
class StepDate:
    """When one step of one inspection was due and done."""

    code: str
    inspection: str
    step: str
    due_on: date | None
    done_on: date | None
    note: str
