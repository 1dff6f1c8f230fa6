"""What a team gathers on site."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Interview:
    """One talk, held by two or more (个别谈话)."""

    code: str
    inspection: str
    kind: str  # head | leading_body | staff | public | insider
    person: str  # leading-body member, else ""
    subject: str  # as written in the register: 班子成员, 群众（不具名）...
    held_on: date
    place: str
    interviewers: tuple[str, ...]  # member codes, two or more
    leaves: tuple[str, ...]  # leaf codes
    outline: str
    summary: str


@row
class Visit:
    """One visit on the ground (下沉走访)."""

    code: str
    inspection: str
    kind: str  # household | window | site | village
    place: str
    visited_on: date
    visitors: tuple[str, ...]  # member codes
    unannounced: bool
    summary: str


@row
class DocumentRequest:
    """调阅清单: lent and returned."""

    code: str
    inspection: str
    title: str
    copies: int
    asked_on: date
    lent_on: date | None
    returned_on: date | None
    asked_by: str  # member code
