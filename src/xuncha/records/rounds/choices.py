"""What a plan over many places says of one of them, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.domain.modes import Mode
from xuncha.records.people.models import Jurisdiction
from xuncha.records.rounds.models import AnnualPlan, PlanLine


@dataclass(frozen=True)
class LineChoice:
    """What the plan says of one place: no mode means it is not in the plan."""

    place: Jurisdiction
    mode: Mode | None
    source: Jurisdiction | None = None
    reason: str = ""

    def as_line(self, plan: AnnualPlan) -> PlanLine:
        """Give the line it would become, not yet kept."""
        return PlanLine(
            annual_plan=plan, jurisdiction=self.place, source=self.source, mode=self.mode or "", reason=self.reason
        )
