"""Reading terms and plans by place, and rounds and steps for the apps above.

Which inspections a person reaches depends on their teams too: `xuncha.records.teams.queries` answers that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from xuncha.domain.modes import Mode, terms_in_words
from xuncha.domain.organisations import Key, Level
from xuncha.domain.steps import Step
from xuncha.domain.teams import Arc, PastArc, TeamIssue, check_exchange, rings
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.rounds.models import AnnualPlan, AnnualPlanState, Inspection, PlanLine, Round, StepDate, Term
from xuncha.records.rounds.settings import team_policy
from xuncha.records.rounds.waiting import Waiting

BELOW = {Level.PROVINCE: Level.CITY, Level.CITY: Level.COUNTY}


def terms(user: User) -> QuerySet[Term]:
    """The terms of the places this person's office reaches."""
    return Term.objects.filter(reach.within(user, "term.view", "jurisdiction__path")).select_related("jurisdiction")


def plans(user: User) -> QuerySet[AnnualPlan]:
    """The annual plans of the places this person's office reaches, with the number of their targets."""
    return (
        AnnualPlan.objects.filter(reach.within(user, "plan.view", "jurisdiction__path"))
        .select_related("term", "jurisdiction")
        .annotate(line_count=Count("lines"))
    )


def plan_lines(user: User) -> QuerySet[PlanLine]:
    """The targets of those plans."""
    found = PlanLine.objects.filter(reach.within(user, "plan.view", "annual_plan__jurisdiction__path"))
    return found.select_related("annual_plan", "unit", "jurisdiction", "source", "round")


def open_lines(user: User, round_place: Jurisdiction) -> QuerySet[PlanLine]:
    """Targets of approved plans of this place that are in no round yet."""
    return plan_lines(user).filter(
        annual_plan__jurisdiction=round_place, annual_plan__state=AnnualPlanState.APPROVED, round__isnull=True
    )


def places_to_plan(plan: AnnualPlan) -> QuerySet[Jurisdiction]:
    """The places one level below the plan's own: the cities of a province, the counties of a city."""
    below = BELOW.get(Level(plan.jurisdiction.level))
    return Jurisdiction.objects.filter(path__startswith=plan.jurisdiction.path, level=below or "").order_by("code")


def editable_places(user: User, permission: str) -> QuerySet[Jurisdiction]:
    """The places for which this person's office holds a permission."""
    return Jurisdiction.objects.filter(reach.within(user, permission, "path"))


def units_to_inspect(user: User, place: Jurisdiction, words: str = "") -> QuerySet[Unit]:
    """Bodies of a place and below that could be put into a plan or a round, narrowed by words."""
    reach.require(user, "inspection.view")
    found = Unit.objects.filter(active=True, jurisdiction__path__startswith=place.path).select_related("jurisdiction")
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(jurisdiction__name__icontains=word))
    return found


@dataclass(frozen=True)
class PlaceInspections:
    """One place of a round: how many inspections, and their mode and source where they are all alike."""

    place: Jurisdiction
    count: int
    mode: str
    source: int | None
    mixed: bool


def places_of_round(round_: Round) -> list[PlaceInspections]:
    """The places one level below the organiser, and its own, with what is inspected there."""
    places = [round_.jurisdiction, *places_below(round_.jurisdiction)]
    rows = list(round_.inspections.values_list("unit__jurisdiction__path", "mode", "source"))
    return [each for place in places if (each := _place_line(place, round_, rows)).count]


def places_below(place: Jurisdiction) -> list[Jurisdiction]:
    """The places one level below."""
    return list(Jurisdiction.objects.filter(parent=place).order_by("code"))


def choices_of_round(round_: Round) -> list[LineChoice]:
    """What a round has settled: mode and source of each inspection, by its place."""
    found = round_.inspections.select_related("unit__jurisdiction", "source")
    return [LineChoice(each.unit.jurisdiction, Mode(each.mode), each.source) for each in found]


def _place_line(place: Jurisdiction, round_: Round, rows: Sequence[tuple[str, str, int | None]]) -> PlaceInspections:
    own = place.pk == round_.jurisdiction_id
    here = [(mode, src) for path, mode, src in rows if (path == place.path if own else path.startswith(place.path))]
    alike = len(set(here)) == 1
    mode, source = here[0] if alike else ("", None)
    return PlaceInspections(place, len(here), mode, source, bool(here) and not alike)


@dataclass(frozen=True)
class Exchange:
    """Who sends teams to whom in a plan, and what is to be said about it."""

    arcs: tuple[tuple[str, str], ...]
    rings: tuple[Sentence, ...]
    issues: tuple[TeamIssue, ...]


def exchange(plan: AnnualPlan, choices: Iterable[LineChoice] | None = None) -> Exchange:
    """Look for places that inspect one another, at once or lately, and for rings: in what is kept, or in choices."""
    if choices is None:
        kept = plan.lines.select_related("jurisdiction", "source")
        choices = [LineChoice(line.jurisdiction, Mode(line.mode), line.source) for line in kept]
    return exchanged(choices, _past(plan), plan.jurisdiction)


def exchanged(choices: Iterable[LineChoice], past: Iterable[PastArc], organiser: Jurisdiction) -> Exchange:
    """Look for places that inspect one another, at once or lately, and for rings, in what was chosen for many places."""
    sent = [(each.source, each.place, each.mode) for each in choices if each.source and each.mode]
    names: dict[Key, str] = {place.pk: place.name for source, target, _ in sent for place in (source, target)}
    arcs = [Arc(source.pk, target.pk, mode.crosses) for source, target, mode in sent]
    return Exchange(
        arcs=tuple(sorted({(names[arc.source], names[arc.target]) for arc in arcs})),
        rings=tuple(_ring(names, ring) for ring in rings(arcs)),
        issues=check_exchange(arcs, past, team_policy(organiser), names),
    )


def due(inspections: QuerySet[Inspection], ahead: int = 14) -> list[Waiting]:
    """Steps of these inspections that are overdue or fall due within some days, the longest overdue first."""
    until = timezone.localdate() + timedelta(days=ahead)
    found = StepDate.objects.filter(
        inspection__in=inspections.order_by().values("pk"), done_on__isnull=True, due_on__lte=until
    ).select_related("inspection__unit")
    return [
        Waiting(
            say(N_("%(unit)s：%(step)s"), unit=each.inspection.unit.name, step=Step(each.step)),
            "inspection",
            each.inspection_id,
            each.due_on,
        )
        for each in found.order_by("due_on", "pk")
    ]


def _past(plan: AnnualPlan) -> Iterator[PastArc]:
    """Who sent teams to whom in the years before, counted back from this plan."""
    earlier = PlanLine.objects.filter(
        annual_plan__jurisdiction=plan.jurisdiction_id, annual_plan__year__lt=plan.year, source__isnull=False
    ).values_list("source", "jurisdiction", "annual_plan__year")
    for source, target, year in earlier:
        if source is not None:
            yield PastArc(source, target, plan.year - year)


def _ring(names: dict[Key, str], ring: tuple[Key, ...]) -> Sentence:
    return say(N_("环形：%(ring)s"), ring=" → ".join(names[key] for key in (*ring, ring[0])))


def new_term(place: Jurisdiction) -> Term:
    """A term, not yet kept."""
    return Term(jurisdiction=place)


def new_plan(term: Term) -> AnnualPlan:
    """An annual plan of a term's place, not yet kept."""
    return AnnualPlan(term=term, jurisdiction=term.jurisdiction)


def new_round(term: Term) -> Round:
    """A round of a term's place, not yet kept, with the next number."""
    last = Round.objects.filter(term=term, jurisdiction=term.jurisdiction).aggregate(last=Max("number"))["last"]
    return Round(term=term, jurisdiction=term.jurisdiction, number=(last or 0) + 1)


def usual_words(place: Jurisdiction) -> dict[Mode, tuple[str, str, str]]:
    """Who authorises, hears and receives leads in each mode, as rounds organised here start out."""
    return {mode: terms_in_words(mode, place.name) for mode in Mode}
