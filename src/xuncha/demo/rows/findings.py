"""Papers, findings, leads, reports, decisions and feedback."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class WorkingPaper:
    """一事一底稿: at least two handlers, the deputy checks, the leader signs."""

    code: str
    number: str  # "" until signed
    inspection: str
    title: str
    leaf: str
    source: str  # interview | petition | documents | visit | ledger | department | questionnaire | other
    summary: str
    process: str
    happened_from: date | None
    happened_until: date | None
    place: str
    circumstances: str
    effect: str
    basis: str
    evidence: tuple[str, ...]
    handlers: tuple[str, ...]  # member codes
    checked_by: str  # member code, or ""
    signed_by: str
    state: str  # draft | handled | checked | signed | returned
    drafted_on: date
    handled_on: date | None
    checked_on: date | None
    signed_on: date | None
    returned_note: str


@row
class Finding:
    """Symptom -> cause -> whose duty (rows of DutyHolder) -> rule broken."""

    code: str
    number: int
    inspection: str
    paper: str
    leaf: str
    title: str
    symptom: str
    cause: str
    rule_broken: str
    severity: str  # serious | notable | ordinary
    cure: str  # immediate | concentrated | long_term
    tags: tuple[str, ...]  # tag codes of the taxonomy
    amount_fen: int | None
    persons: int
    happened_from: date | None
    happened_until: date | None
    repeats: str  # code of the earlier finding which already named it
    state: str  # draft | confirmed | reported
    found_on: date


@row
class DutyHolder:
    """Whose duty a finding was, and which."""

    code: str
    finding: str
    kind: str  # leading_body | own_level | head | person | subordinate
    unit: str
    person: str
    name: str
    duty: str


@row
class Lead:
    """问题线索, kept apart from papers and handed to the discipline body."""

    code: str
    number: str
    inspection: str
    source: str  # codes of PaperSource
    about: str  # person code, or ""
    about_words: str
    summary: str
    amount_fen: int | None
    found_on: date
    handed_to: str
    handed_on: date | None
    due_on: date | None
    outcome: str  # pending | verifying | filed | settled | dismissed
    outcome_words: str
    reported_back_on: date | None


@row
class Report:
    """巡察报告 on one inspection, or 专题报告 with findings of several."""

    code: str
    inspection: str
    kind: str  # inspection | topic
    title: str
    text: str
    findings: tuple[str, ...]
    state: str  # draft | submitted | decided
    drafted_on: date
    submitted_on: date | None
    decided_on: date | None


@row
class Decision:
    """What the leading group or the secretary's meeting decided on a round."""

    code: str
    round: str
    body: str  # leading_group | secretary_meeting
    number: str
    held_on: date
    chaired_by: str
    attendance: tuple[str, ...]
    opinions: str
    decision: str


@row
class Feedback:
    """Feedback to the head and to the leading body, separately, with the four copies."""

    code: str
    inspection: str
    audience: str  # head | body
    given_on: date
    given_by: str  # name
    place: str
    text: str
    received_by: str  # name
    received_on: date | None
    copies: tuple[str, ...]
