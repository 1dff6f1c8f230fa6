"""What the API says of ledgers received. Records beside them are named by their `id`."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from xuncha.records.ledgers import queries
from xuncha.web.components.said import said


class SheetOut(Schema):
    """One sheet: what it is, and which of its heads is which field; `samples` stand under the heads in the first rows."""

    sheet: str
    table: str
    columns: dict[str, str]
    heads: list[str]
    samples: list[list[str]]
    fingerprint: str
    dates: str
    ten_thousands: bool
    book: str


class TotalOut(Schema):
    """One control total: how much was looked at, how much is off, the first of that."""

    checked: int
    off: int
    shown: list[dict[str, Any]]


class LedgerLine(Schema):
    """A file received: whose, how far it has come, how much it holds."""

    id: int
    name: str
    sha256: str
    size: int
    by_id: int
    jurisdiction_id: int
    unit_id: int | None
    state: str
    replacing: bool
    number: int | None
    tables: dict[str, int]
    rejected: int
    first_day: date | None
    last_day: date | None
    received_at: datetime
    ended_at: datetime | None


class LedgerOut(LedgerLine):
    """The same with its columns, its control totals, and why it was not taken if it was not."""

    sheets: list[SheetOut]
    totals: dict[str, TotalOut]
    left_out: dict[str, int]
    problems: list[str]

    @staticmethod
    def resolve_totals(ledger: Any) -> Any:
        """What the check found."""
        return ledger.report.get("totals", {})

    @staticmethod
    def resolve_left_out(ledger: Any) -> Any:
        """Rows that are no facts of their own."""
        return queries.left_out(ledger)

    @staticmethod
    def resolve_problems(ledger: Any) -> list[str]:
        """In the language asked for."""
        return [said(each) for each in queries.problems(ledger)]


class MonthOut(Schema):
    """What there is of one unit's month, and what of it does not add up."""

    id: int
    unit_id: int
    period: int
    vouchers: int
    lines: int
    debit_fen: int
    credit_fen: int
    unbalanced: int
    missing: int
    accounts: int
    not_rolling: int
