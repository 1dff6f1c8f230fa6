"""What the API says of training, proofs of skill, absences and appraisals."""

from datetime import date

from ninja import Schema


class TrainingOut(Schema):
    """A course somebody completed."""

    id: int
    inspector_id: int
    kind: str
    course: str
    organiser: str
    ended_on: date
    days: int
    certificate: str
    valid_until: date | None


class ProofOut(Schema):
    """What shows a skill."""

    id: int
    inspector_id: int
    skill: str
    proof: str
    issued_on: date | None
    verified_on: date | None


class AbsenceOut(Schema):
    """When somebody cannot serve."""

    id: int
    inspector_id: int
    reason: str
    since: date
    until: date | None
    words: str


class AppraisalOut(Schema):
    """How a member served in one round."""

    id: int
    member_id: int
    grade: str
    comment: str
    given_by: str
    given_on: date
