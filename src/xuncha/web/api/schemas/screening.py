"""What the API says of screened ledgers."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class ScreeningOut(Schema):
    """One run of the rules over the ledgers received."""

    id: int
    state: str
    asked_at: datetime
    ended_at: datetime | None
    since: date | None
    rules: list[str]
    raised: int
    known: int
    unplaced: int


class FlagOut(Schema):
    """A red flag: which rows, by which version of which rule, why, and what a person made of it. A lead, no conclusion."""

    id: int
    screening_id: int
    rule: str
    version: int
    family: str
    severity: str
    unit_id: int
    day: date
    amount_fen: int
    reason_zh: str
    reason_en: str
    rows: list[int]
    evidence: dict[str, Any]
    within_budget: bool
    state: str
    words: str
    settled_on: date | None
    finding_id: int | None


class WatchOut(Schema):
    """Ledgers watched for a closed task's finding."""

    id: int
    task_id: int
    family: str
    accounts: list[str]
    suppliers: list[str]
    words: list[str]
    since: date
    until: date
    ended_on: date | None


class AlertOut(Schema):
    """Rows in which a closed finding seems to come back, and what a reviewer made of them."""

    id: int
    watch_id: int
    flag_id: int
    state: str
    raised_on: date
    decided_on: date | None
    words: str
    reopening_id: int | None


class IdentityOut(Schema):
    """What a person said of a name in the ledgers."""

    id: int
    kind: str
    unit: str
    name: str
    code: str
    known_as: str
    same: bool
    decided_on: date


class RuleSettingOut(Schema):
    """What an office has set of a rule."""

    id: int
    jurisdiction_id: int
    rule: str
    values: dict[str, Any]
    used: bool
    source: str


class OwnRuleOut(Schema):
    """A rule an office wrote itself, as a rule file."""

    id: int
    jurisdiction_id: int
    rule: str
    version: int
    text: str
    state: str
    reviewed_on: date | None
