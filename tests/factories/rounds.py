"""Terms, plans and rounds to test with."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rounds.models import AnnualPlan, Inspection, Round, Term


def province_of_fourteen() -> list[Jurisdiction]:
    """A province and its fourteen cities, the province first."""
    with act("demo.load", by=SYSTEM) as change:
        top = change.create(Jurisdiction(code="98", name="云岭省", level="province"))
        top.path = f"/{top.pk}/"
        change.save(top)
        places = [top]
        for number in range(1, 15):
            city = change.create(Jurisdiction(code=f"98{number:02}", name=f"第{number}市", level="city", parent=top))
            city.path = f"{top.path}{city.pk}/"
            places.append(change.save(city))
    return places


def a_plan(place: Jurisdiction, year: int = 2026) -> AnnualPlan:
    """A draft of an annual plan."""
    with act("demo.load", by=SYSTEM) as change:
        term = Term.objects.filter(jurisdiction=place).first() or change.create(
            Term(name="第九届", jurisdiction=place, starts_on=date(2022, 1, 1), ends_on=date(2026, 12, 31))
        )
        return change.create(AnnualPlan(term=term, jurisdiction=place, year=year, title=f"{place}{year}年度计划"))


def a_round(term: Term, number: int = 2, place: Jurisdiction | None = None) -> Round:
    """A round planned to begin in a month."""
    start = timezone.localdate() + timedelta(days=30)
    return Round(
        term=term, jurisdiction=place or term.jurisdiction, number=number, name=f"第{number}轮巡察", year=start.year,
        site_from=start, site_until=start + timedelta(days=40),
    )  # fmt: skip


def inspections_in(round_: Round, *units: Unit, mode: str = "routine") -> list[Inspection]:
    """Put units into a round, with nothing done yet."""
    with act("demo.load", by=SYSTEM) as change:
        return [change.create(Inspection(round=round_, unit=unit, mode=mode)) for unit in units]
