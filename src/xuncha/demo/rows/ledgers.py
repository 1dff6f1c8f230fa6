"""Ledgers handed in, and by what a finding about money would be known again in them."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Ledger:
    """One file as an accounting package writes it (序时账), for one unit."""

    code: str
    unit: str
    name: str
    received_on: date
    content: str  # CSV


@row
class Pattern:
    """By what a finding would be known again."""

    code: str
    finding: str
    family: str
    accounts: tuple[str, ...]
    words: tuple[str, ...]


@row
class Watch:
    """Ledgers watched for a closed task's finding."""

    code: str
    task: str
    family: str
    accounts: tuple[str, ...]
    words: tuple[str, ...]
    since: date
    until: date
