"""What is kept about the talent pool beside its people."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Establishment:
    """How many posts of one kind the office of a jurisdiction may fill."""

    code: str
    jurisdiction: str
    post: str  # team_leader | team_deputy | officer | staff
    quota: int
    source: str


@row
class Training:
    """One course one inspector completed."""

    code: str
    inspector: str
    kind: str  # entry | before_round | topic | higher
    course: str
    organiser: str
    ended_on: date
    days: int
    certificate: str
    valid_until: date | None


@row
class SkillProof:
    """What shows that an inspector has a skill."""

    code: str
    inspector: str
    skill: str
    proof: str
    issued_on: date | None
    verified_on: date | None


@row
class Absence:
    """A time in which an inspector cannot serve; ``until`` is None while nobody knows."""

    code: str
    inspector: str
    reason: str
    since: date
    until: date | None
    words: str


@row
class Promise:
    """A member's promise of confidentiality for the round."""

    code: str
    member: str
    made_on: date
    on_paper: bool


@row
class Appraisal:
    """How a member served in the round."""

    code: str
    member: str
    grade: str  # excellent | competent | basic | unfit
    comment: str
    given_by: str
    given_on: date
