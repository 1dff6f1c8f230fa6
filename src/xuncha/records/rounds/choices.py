"""What a plan over many places says of one of them, before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.domain.modes import Family, Mode
from xuncha.domain.words import N_, Sentence, say
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

    def covers(self, place: Jurisdiction, organiser: Jurisdiction) -> bool:
        """Whether it is about this place; of the organiser's own it is about those alone, not about all below."""
        if self.place.pk == organiser.pk:
            return place.pk == organiser.pk
        return place.path.startswith(self.place.path)

    def wrong(self, organiser: Jurisdiction) -> Iterator[Sentence]:
        """Say what stands against it."""
        if self.mode is None:
            return
        if not self.place.path.startswith(organiser.path):
            yield say(N_("%(unit)s不在%(place)s"), unit=self.place.name, place=organiser.name)
        if self.source is not None and self.source.pk == self.place.pk:
            yield say(N_("%(place)s不能派组巡察自己"), place=self.place.name)
        if self.source is None and self.mode.family is Family.CROSS:
            yield say(N_("%(place)s定为“%(mode)s”，须选择派出地区"), place=self.place.name, mode=self.mode)
        if self.source is not None and self.source.level != self.place.level:
            yield say(N_("%(place)s的派出地区%(source)s与它不是同一级"), place=self.place.name, source=self.source.name)
