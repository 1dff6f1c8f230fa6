"""Reading rounds, inspections and teams, each as far as the person reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from xuncha.domain.people import Skill
from xuncha.domain.recusal import PROFILES
from xuncha.domain.roles import TeamRole
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts import reach as places
from xuncha.records.accounts.models import User
from xuncha.records.people.models import Inspector
from xuncha.records.pool.models import Absence
from xuncha.records.pool.queries import away_on
from xuncha.records.rounds import queries as round_queries
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.rounds.models import Inspection, Referral, Round, RoundState, StepDate
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.teams import reach
from xuncha.records.teams.models import (
    Conflict,
    Declaration,
    Member,
    Objection,
    ObjectionState,
    Team,
    Waiver,
    WaiverState,
)
from xuncha.records.teams.round_pool import lent_to, pool_of
from xuncha.records.teams.screening import past_arcs


def rounds(user: User) -> QuerySet[Round]:
    """The rounds of the places this person's office reaches, and those they serve in."""
    served = Q(pk__in=reach.inspections(user, "round.view").order_by().values("round"))
    found = Round.objects.filter(places.within(user, "round.view", "jurisdiction__path") | served)
    return found.select_related("jurisdiction", "term").annotate(
        inspection_count=Count("inspections", distinct=True), team_count=Count("teams", distinct=True)
    )


def inspections(user: User, permission: str = "inspection.view") -> QuerySet[Inspection]:
    """The inspections this person reaches, with all that a list shows of them."""
    return reach.inspections(user, permission).select_related(
        "unit__jurisdiction", "round__jurisdiction", "source", "target__team"
    )


def exchange(round_: Round, choices: Iterable[LineChoice]) -> round_queries.Exchange:
    """Whether places would inspect one another if a round were settled so, at once or after an earlier round."""
    return round_queries.exchanged(choices, past_arcs(round_), round_.jurisdiction)


def referrals(user: User, inspection: Inspection) -> QuerySet[Referral]:
    """What of an inspection went to which reviewing body, for those who follow its steps."""
    return Referral.objects.filter(inspection__in=reach.inspections(user, "step.view").filter(pk=inspection.pk))


def teams(user: User) -> QuerySet[Team]:
    """The teams of the places this person's office reaches, and those inspecting what they reach."""
    mine = Q(targets__inspection__in=reach.inspections(user, "team.view").order_by().values("pk"))
    found = Team.objects.filter(
        pk__in=Team.objects.filter(places.within(user, "team.view", "round__jurisdiction__path") | mine)
        .order_by()
        .values("pk")
    )
    seated = Count("members", filter=Q(members__left_on__isnull=True), distinct=True)
    leaders = Member.objects.filter(role=TeamRole.LEADER, left_on__isnull=True).select_related("inspector__person")
    return (
        found.select_related("round__jurisdiction")
        .annotate(seat_count=seated, target_count=Count("targets", distinct=True))
        .prefetch_related(Prefetch("members", leaders, to_attr="leaders"), Prefetch("targets__inspection__unit"))
    )


def seats(user: User, team: Team) -> QuerySet[Member]:
    """Everybody who sits or sat on a team this person may see, those who left last."""
    found = Member.objects.filter(team=team, team__in=teams(user).order_by().values("pk"))
    return found.select_related("inspector__person", "inspector__jurisdiction").order_by("left_on", "pk")


def members(user: User) -> QuerySet[Member]:
    """The members of teams this person forms."""
    found = Member.objects.filter(places.within(user, "team.edit", "team__round__jurisdiction__path"))
    return found.select_related("inspector__person", "team__round__jurisdiction")


def my_seats(user: User) -> QuerySet[Member]:
    """The person's own seats in rounds not yet finished."""
    found = Member.objects.filter(inspector__person=user.person_id, left_on__isnull=True)
    found = found if user.person_id else found.none()
    return found.exclude(team__round__state=RoundState.FINISHED).select_related("team__round", "inspector__person")


def candidates(
    user: User, team: Team, *, role: TeamRole | None = None, skill: Skill | None = None, place: int | None = None,
    words: str = "",
) -> QuerySet[Inspector]:  # fmt: skip
    """Who of the pool could be given a seat on the team, before any rule is looked at; those away come last."""
    places.require(user, "team.edit")
    within = places.within(user, "team.edit", "jurisdiction__path")
    found = pool_of(team.round).filter(within | lent_to(team.round))
    found = found.exclude(memberships__in=Member.objects.filter(team=team, left_on__isnull=True))
    # Lists of codes, matched as text: neither database needs more, and SQLite can do no more.
    if role is not None:
        found = found.filter(roles__icontains=f'"{role}"')
    if skill is not None:
        found = found.filter(skills__icontains=f'"{skill}"')
    if place is not None:
        found = found.filter(jurisdiction=place)
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(person__name__icontains=word) | Q(person__code__icontains=word))
    busy = Member.objects.filter(inspector=OuterRef("pk"), left_on__isnull=True, team__round=team.round_id)
    away = Absence.objects.filter(away_on(team.round.site_from), inspector=OuterRef("pk"))
    return found.annotate(away=Exists(away), busy=Exists(busy)).order_by("away", "busy", "person__code")


def conflicts(user: User) -> QuerySet[Conflict]:
    """Every conflict on record in rounds of this person's office."""
    found = Conflict.objects.filter(places.within(user, "tie.view", "member__team__round__jurisdiction__path"))
    return found.select_related("member__inspector__person", "member__team", "inspection__unit")


def open_conflicts(user: User) -> QuerySet[Conflict]:
    """Conflicts that stand now: not cleared, not waived, the member still on the team, the round not finished."""
    granted = Waiver.objects.filter(
        inspector=OuterRef("member__inspector"),
        inspection=OuterRef("inspection"),
        rule=OuterRef("rule"),
        state=WaiverState.GRANTED,
    )
    return (
        conflicts(user)
        .filter(~Exists(granted), cleared_on__isnull=True, member__left_on__isnull=True)
        .exclude(member__team__round__state=RoundState.FINISHED)
    )


def waivers(user: User) -> QuerySet[Waiver]:
    """Waivers asked for or decided in rounds of this person's office."""
    found = Waiver.objects.filter(places.within(user, "waiver.view", "inspection__round__jurisdiction__path"))
    return found.select_related("inspector__person", "inspection__unit", "inspection__round")


def rule_label(waiver: Waiver) -> str:
    """The Chinese label of the rule a waiver is about."""
    known = {rule.code: rule.label for profile in PROFILES.values() for rule in profile.rules}
    return known.get(waiver.rule, waiver.rule)


def authority(team: Team) -> str:
    """Who authorises this team by what its round says of its mode."""
    modes = Inspection.objects.filter(target__team=team).values("mode")
    return team.round.modes.filter(mode__in=modes).values_list("authorises", flat=True).first() or ""


def objections(user: User) -> QuerySet[Objection]:
    """Objections of units: the office sees those of its rounds, a unit its own."""
    found = reach.content(user, "objection.view", Objection.objects.all())
    return found.select_related("member__inspector__person", "member__team", "inspection__unit").order_by("-raised_on")


def declarations(user: User) -> QuerySet[Declaration]:
    """Declarations of members: the office sees those of its rounds, everybody else their own."""
    own = Q(member__inspector__person=user.person_id) if user.person_id else places.NOTHING
    found = Declaration.objects.filter(
        places.within(user, "declaration.verify", "member__team__round__jurisdiction__path") | own
    )
    return found.select_related("member__inspector__person", "member__team").order_by("-made_on", "-pk")


def due(user: User, ahead: int = 14) -> list[Waiting]:
    """Steps overdue, or due within some days, of the inspections whose steps this person completes."""
    return round_queries.due(reach.inspections(user, "step.complete"), ahead)


def done(user: User, since: date) -> list[tuple[date, Sentence, int]]:
    """Steps completed since a day in the inspections this person follows: when, which, of which inspection."""
    found = StepDate.objects.filter(inspection__in=reach.inspections(user, "step.view"), done_on__gte=since)
    return [
        (
            each.done_on,
            say(N_("%(unit)s：%(step)s已办结"), unit=each.inspection.unit.name, step=Step(each.step)),
            each.inspection_id,
        )
        for each in found.select_related("inspection__unit").order_by("-done_on", "-pk")[:50]
        if each.done_on is not None
    ]


def waiting(user: User) -> list[Waiting]:
    """What waits for this person around teams: conflicts, objections, waivers, authorisations, declarations."""
    return [
        *_declarations_missing(user),
        *_promises_missing(user),
        *_conflicts_open(user),
        *_objections_open(user),
        *_waivers_asked(user),
        *_authorisations_drafted(user),
    ]


def _declarations_missing(user: User) -> list[Waiting]:
    return [
        Waiting(say(N_("%(team)s：申报回避事项"), team=seat.team.name), "declaration_new", seat.pk)
        for seat in my_seats(user).filter(declarations__isnull=True)
    ]


def _promises_missing(user: User) -> list[Waiting]:
    return [
        Waiting(say(N_("%(team)s：作出保密承诺"), team=seat.team.name), "promise_new", seat.pk)
        for seat in my_seats(user).filter(promise__isnull=True)
    ]


@dataclass(frozen=True)
class _Named:
    """A conflict's team and how many there are of it."""

    team: int
    name: str
    count: int


def _conflicts_open(user: User) -> list[Waiting]:
    if not places.may_at_all(user, "tie.check"):
        return []
    counted = open_conflicts(user).order_by().values_list("member__team", "member__team__name")
    rows = [_Named(*row) for row in counted.annotate(count=Count("pk"))]
    return [
        Waiting(say(N_("%(team)s：%(count)s项应回避情形待处理"), team=row.name, count=row.count), "team", row.team)
        for row in rows
    ]


def _objections_open(user: User) -> list[Waiting]:
    if not places.may_at_all(user, "objection.decide"):
        return []
    return [
        Waiting(say(N_("%(unit)s提出回避异议"), unit=each.inspection.unit.name), "objection", each.pk)
        for each in objections(user).filter(state=ObjectionState.RAISED)
    ]


def _waivers_asked(user: User) -> list[Waiting]:
    if not places.may_at_all(user, "waiver.decide"):
        return []
    return [
        Waiting(say(N_("提请豁免%(who)s的回避"), who=each.inspector.person.name), "waiver", each.pk)
        for each in waivers(user).filter(state=WaiverState.ASKED)
    ]


def _authorisations_drafted(user: User) -> list[Waiting]:
    if not places.may_at_all(user, "authorisation.approve"):
        return []
    drafted = Team.objects.filter(
        places.within(user, "authorisation.approve", "round__jurisdiction__path"), authorised_on__isnull=True
    ).exclude(authorised_by="")
    return [Waiting(say(N_("%(team)s待授权"), team=team.name), "team", team.pk) for team in drafted]


def new_team(round_: Round) -> Team:
    """A team of a round, not yet kept, with the next number."""
    last = Team.objects.filter(round=round_).aggregate(last=Max("number"))["last"]
    return Team(round=round_, number=(last or 0) + 1)
