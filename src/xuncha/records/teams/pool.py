"""Which inspectors an account may see, and where they have served."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.roles import Role, Scope, TeamRole
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.people import queries
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.pool.models import Absence
from xuncha.records.pool.queries import away_on, in_pool
from xuncha.records.teams.models import Appraisal, Member
from xuncha.records.teams.practice import with_practice

SEE = "inspector.view"


def inspectors(user: User) -> QuerySet[Inspector]:
    """The talent pool as far as the account sees it, with `practice` and whether each is `available` today.

    Office and leading group: pools of their places. Organisation department: the pools of its place, for it helps to
    choose. Teams: their own members while authorised. Everybody: themselves.
    """
    conditions = [
        reach.within(user, SEE, "jurisdiction__path"), *_by_body(user, SEE, "jurisdiction"), _own_team(user)
    ]  # fmt: skip
    if user.person_id is not None and user.has_role(Role.INSPECTOR):
        conditions.append(Q(person=user.person_id))
    today = timezone.localdate()
    away = Absence.objects.filter(away_on(today), inspector=OuterRef("pk"))
    found = with_practice(queries.inspectors().filter(reach.any_of(conditions)), today)
    return found.annotate(available=~Exists(away) & in_pool(today))


def places(user: User, permission: str) -> QuerySet[Jurisdiction]:
    """The places for which the account holds a permission about pools, by office or by reviewing body."""
    bodies = [
        Q(path__startswith=grant.jurisdiction.path)
        for grant in reach.grants(user, permission, Scope.SENT_TO_BODY)
        if grant.jurisdiction
    ]
    return Jurisdiction.objects.filter(reach.any_of([reach.within(user, permission, "path"), *bodies])).order_by("path")


def dossiers(user: User, permission: str = "dossier.view") -> QuerySet[Inspector]:
    """Whose training, proofs and absences the account sees: office and organisation department their pools, all themselves.

    A team does not: when a mate was ill is not the team's business.
    """
    conditions = [reach.within(user, permission, "jurisdiction__path"), *_by_body(user, permission, "jurisdiction")]
    if user.person_id is not None and user.has_role(Role.INSPECTOR) and access.allowed(permission, Role.INSPECTOR):
        conditions.append(Q(person=user.person_id))
    return Inspector.objects.filter(reach.any_of(conditions)).select_related("person", "jurisdiction")


def appraisals(user: User) -> QuerySet[Appraisal]:
    """Appraisals: office and organisation department of their pools, a leader of the own team, everybody their own."""
    pools = Q(member__inspector__in=dossiers(user, "appraisal.view").order_by().values("pk"))
    found = Appraisal.objects.filter(pools | Q(member__team__in=_led(user)))
    return found.select_related("member__team__round", "member__inspector__person")


def appraisable(user: User) -> QuerySet[Member]:
    """The members this account may appraise: the office those of its rounds, a leader the mates; nobody themselves."""
    office = reach.within(user, "appraisal.write", "team__round__jurisdiction__path")
    found = Member.objects.filter(office | Q(team__in=_led(user)))
    # `exclude` would take those without an account's person along.
    found = found.exclude(inspector__person=user.person_id) if user.person_id else found
    return found.select_related("inspector__person", "inspector__jurisdiction", "team__round__jurisdiction")


def known_members(user: User) -> QuerySet[Member]:
    """The members of the teams of this person's office, those they appraise, and their own seats."""
    own = Q(inspector__person=user.person_id) if user.person_id else reach.NOTHING
    mates = Q(pk__in=appraisable(user).order_by().values("pk"))
    found = Member.objects.filter(reach.within(user, "team.view", "team__round__jurisdiction__path") | mates | own)
    return found.select_related("inspector__person", "team__round__jurisdiction")


def service(inspector: Inspector) -> QuerySet[Member]:
    """Every seat an inspector has held, the latest first."""
    seats = Member.objects.filter(inspector=inspector).select_related("team__round", "promise")
    return seats.order_by("-joined_on", "-pk")


def _by_body(user: User, permission: str, place: str) -> list[Q]:
    """The places of a reviewing body that holds the permission."""
    return [
        Q(**{f"{place}__path__startswith": grant.jurisdiction.path})
        for grant in reach.grants(user, permission, Scope.SENT_TO_BODY)
        if grant.jurisdiction
    ]


def _seated_now(user: User) -> Q:
    if user.person_id is None or not user.is_active:
        return reach.NOTHING
    today = timezone.localdate()
    lasting = Q(team__authorised_until__isnull=True) | Q(team__authorised_until__gte=today)
    return lasting & Q(inspector__person=user.person_id, left_on__isnull=True, team__authorised_on__lte=today)


def _led(user: User) -> QuerySet[Member, Any]:
    return Member.objects.filter(_seated_now(user), role=TeamRole.LEADER).order_by().values("team")


def _own_team(user: User) -> Q:
    roles = [role for role in TeamRole if access.allowed(SEE, role)]
    own = Member.objects.filter(_seated_now(user), role__in=roles)
    mates = Member.objects.filter(team__in=own.values("team"), left_on__isnull=True)
    return Q(pk__in=mates.values("inspector"))
