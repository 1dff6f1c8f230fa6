"""What waits for somebody: one line of their first page, whichever app it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xuncha.domain.deadlines import DueState, due_state
from xuncha.domain.words import Sentence


@dataclass(frozen=True)
class Waiting:
    """One thing to do. `kind` names the page that deals with it: "paper" and 7 is `office:paper` of record 7."""

    what: Sentence
    kind: str
    pk: int
    due_on: date | None = None

    @property
    def state(self) -> DueState | None:
        """How it stands today; None where it has no due date."""
        return due_state(self.due_on, timezone.localdate()) if self.due_on else None

    @property
    def overdue(self) -> bool:
        """Whether its date has passed."""
        return self.state is DueState.OVERDUE
