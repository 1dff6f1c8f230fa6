"""Rows of a task table brought in: already read and typed.

`None` means that the table does not say: what is kept stays, and something new gets the usual value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuncha.domain.findings import Cure, DutyHolderKind


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task with one measure at most; further measures come in further rows.

    A task is known by inspection, number of its finding and title; a measure by its task and text. The inspection
    is that of the unit in the named round; with no round named, the unit's latest that was fed back.
    """

    unit: str
    finding: int
    title: str
    round: str | None = None
    goal: str | None = None
    cure: Cure | None = None
    duty_kind: DutyHolderKind | None = None
    duty_leader: str | None = None
    duty_person: str | None = None
    due_on: date | None = None
    measure: str | None = None
    accountable: str | None = None
    measure_due_on: date | None = None
    measure_done_on: date | None = None
