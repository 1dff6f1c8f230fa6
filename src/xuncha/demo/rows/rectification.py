"""Plans, tasks, evidence, reviews and what came of them."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class RectificationPlan:
    """The unit's plan (整改方案), with its last version."""

    code: str
    inspection: str
    version: int  # how often it was sent in
    state: str  # draft | submitted | returned | accepted
    grade: str  # good | fair | poor | ""
    due_on: date
    submitted_on: date | None
    decided_on: date | None
    text: str
    returned_note: str
    period_until: date  # end of the concentrated period


@row
class Task:
    """One finding's task in the plan. ``duty_leader`` and ``duty_person`` are person codes."""

    code: str
    number: int
    plan: str
    finding: str
    title: str
    goal: str
    cure: str  # immediate | concentrated | long_term
    duty_kind: str  # whose duty at the unit's own level: leading_body | own_level | head
    state: str  # open | submitted | returned | passed | closed | reopened
    duty_leader: str
    duty_person: str
    due_on: date
    submitted_on: date | None
    closed_on: date | None
    result: str
    amount_claimed_fen: int | None
    amount_received_fen: int | None
    people_dealt_with: int
    own_level_dealt_with: int
    submissions: int


@row
class Measure:
    """One measure of a task (整改措施)."""

    code: str
    task: str
    number: int
    text: str
    accountable: str  # person code
    due_on: date
    done_on: date | None


@row
class Progress:
    """One entry of progress in the ledger."""

    code: str
    task: str
    on: date
    by: str  # person code
    text: str


@row
class Evidence:
    """佐证材料: the loader writes ``content`` to a file of this name."""

    code: str
    task: str
    measure: str
    name: str
    content: str
    kind: str  # minutes | receipt | rule | photo | contract | notice | other
    made_on: date
    uploaded_on: date
    by: str


@row
class Extension:
    """More time asked for."""

    code: str
    task: str
    asked_on: date
    until: date
    reason: str
    decision: str
    state: str  # asked | granted | refused
    decided_on: date | None


@row
class Review:
    """One body's opinion on a plan or a task (one of the two is "")."""

    code: str
    plan: str
    task: str
    version: int
    body: str  # office | discipline | organisation | line
    opinion: str  # agree | disagree
    words: str
    grade: str  # good | fair | poor | ""
    reviewed_on: date
    by: str  # username of an account, or ""


@row
class Reopening:
    """A closed task opened again, with its ground."""

    code: str
    task: str
    reopened_on: date
    ground: str  # recurrence | look_back | spot_check | tip | audit
    reason: str
    amount_fen: int | None


@row
class Score:
    """One inspection's rectification score, in tenths of a point, with its indicators."""

    code: str
    inspection: str
    scored_on: date
    total_tenths: int
    grade: str  # good | fair | poor
    parts: tuple[tuple[str, int, int], ...]  # indicator, tenths given, tenths possible
    note: str


@row
class LookBack:
    """A second look at tasks said to be cured (回头看)."""

    code: str
    inspection: str
    round: str
    starts_on: date
    ends_on: date
    team: tuple[str, ...]
    tasks_checked: tuple[str, ...]
    tasks_reopened: tuple[str, ...]
    conclusion: str
