"""Which inspectors an account may see, and where they have served."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.roles import Role, Scope, TeamRole
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.people import queries
from xuncha.records.people.models import Inspector
from xuncha.records.teams.models import Member

SEE = "inspector.view"


def inspectors(user: User) -> QuerySet[Inspector]:
    """The talent pool as far as the account sees it.

    Office and leading group: pools of their places. Organisation department: the pools of its place, for it helps to
    choose. Teams: their own members while authorised. Everybody: themselves.
    """
    by_body = [
        Q(jurisdiction__path__startswith=grant.jurisdiction.path)
        for grant in reach.grants(user, SEE, Scope.SENT_TO_BODY)
        if grant.jurisdiction
    ]
    conditions = [reach.within(user, SEE, "jurisdiction__path"), *by_body, _own_team(user)]
    if user.person_id is not None and any(Role(grant.role) is Role.INSPECTOR for grant in user.granted):
        conditions.append(Q(person=user.person_id))
    return queries.inspectors().filter(reach.any_of(conditions))


def service(inspector: Inspector) -> QuerySet[Member]:
    """Every seat an inspector has held, the latest first."""
    return Member.objects.filter(inspector=inspector).select_related("team__round").order_by("-joined_on", "-pk")


def _own_team(user: User) -> Q:
    roles = [role for role in TeamRole if access.allowed(SEE, role)]
    if user.person_id is None or not user.is_active:
        return reach.NOTHING
    today = timezone.localdate()
    lasting = Q(team__authorised_until__isnull=True) | Q(team__authorised_until__gte=today)
    own = Member.objects.filter(
        lasting, inspector__person=user.person_id, left_on__isnull=True, role__in=roles, team__authorised_on__lte=today
    )
    mates = Member.objects.filter(team__in=own.values("team"), left_on__isnull=True)
    return Q(pk__in=mates.values("inspector"))
