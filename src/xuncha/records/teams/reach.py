"""Which inspections an account reaches: the start of every query about one inspection's content."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.roles import Role, Scope, TeamRole
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import Grant, User
from xuncha.records.rounds.models import Inspection, Referral, ReferralKind
from xuncha.records.teams.models import Member

M = TypeVar("M", bound=Model)

BODIES = {
    Role.DISCIPLINE: ReviewBody.DISCIPLINE,
    Role.ORGANISATION: ReviewBody.ORGANISATION,
    Role.LINE: ReviewBody.LINE,
}
BEFORE_FEEDBACK = frozenset({"objection.view", "objection.raise", "team.view"})
"""What a unit may know of its inspection once the notice is out, before any feedback."""


def inspections(user: User, permission: str) -> QuerySet[Inspection]:
    """The inspections for which the account holds the permission, by any of its roles.

    Office: rounds of its jurisdiction and below. Team: own inspections while authorised. Unit: its own, after
    feedback. Reviewer: what was sent to the body. Administrators: none.
    """
    conditions = [reach.within(user, permission, "round__jurisdiction__path"), _by_team(user, permission)]
    conditions += [_by_unit(grant, permission) for grant in reach.grants(user, permission, Scope.OWN_UNIT)]
    conditions += [_by_referral(grant, permission) for grant in reach.grants(user, permission, Scope.SENT_TO_BODY)]
    return Inspection.objects.filter(reach.any_of(conditions))


def content(user: User, permission: str, found: QuerySet[M], path: str = "inspection") -> QuerySet[M]:
    """Those of `found` that belong to an inspection the account reaches; `path` leads to the inspection."""
    return found.filter(**{f"{path}__in": inspections(user, permission).order_by().values("pk")})


def may(user: User, permission: str, inspection: Inspection) -> bool:
    """Whether the account holds the permission on this inspection."""
    return inspections(user, permission).filter(pk=inspection.pk).exists()


def may_somewhere(user: User, permission: str) -> bool:
    """Whether the account holds the permission anywhere, by a granted role or in a team."""
    return reach.may_at_all(user, permission) or any(access.allowed(permission, role) for role in team_roles(user))


def held(user: User) -> frozenset[str]:
    """Every permission the account holds anywhere; for a menu, which asks for many at once."""
    roles = {Role(grant.role) for grant in user.granted} | team_roles(user)
    return frozenset(permission for role in roles for permission in access.permissions_of(role))


def require(user: User, permission: str, inspection: Inspection) -> None:
    """Raise `NotAllowed` unless the account holds the permission on this inspection."""
    if not may(user, permission, inspection):
        raise NotAllowed(permission, access.label(permission))


def member_of(user: User, inspection: Inspection) -> Member | None:
    """The account's own seat in the team of this inspection."""
    return _seats(user).filter(team__targets__inspection=inspection).select_related("inspector__person").first()


def team_roles(user: User) -> frozenset[TeamRole]:
    """Every role the account now holds in any authorised team."""
    return frozenset(TeamRole(role) for role in _seats(user).values_list("role", flat=True))


def _seats(user: User) -> QuerySet[Member]:
    if not user.is_active or user.person_id is None:
        return Member.objects.none()
    today = timezone.localdate()
    lasting = Q(team__authorised_until__isnull=True) | Q(team__authorised_until__gte=today)
    return Member.objects.filter(
        lasting, inspector__person_id=user.person_id, left_on__isnull=True, team__authorised_on__lte=today
    )


def _by_team(user: User, permission: str) -> Q:
    roles = [role for role in TeamRole if access.allowed(permission, role)]
    if not roles or user.person_id is None:
        return reach.NOTHING
    return Q(target__team__in=_seats(user).filter(role__in=roles).values("team"))


def _by_unit(grant: Grant, permission: str) -> Q:
    since = "announced_on" if permission in BEFORE_FEEDBACK else "fed_back_on"
    return Q(unit_id=grant.unit_id, **{f"{since}__isnull": False}) if grant.unit_id else reach.NOTHING


def _by_referral(grant: Grant, permission: str) -> Q:
    kind = ReferralKind.LEAD if permission.startswith("lead.") else ReferralKind.RECTIFICATION
    sent = Referral.objects.filter(kind=kind, body=BODIES[Role(grant.role)])
    if grant.role == Role.LINE:
        sent = sent.filter(line=grant.line)
    if grant.jurisdiction:
        sent = sent.filter(inspection__round__jurisdiction__path__startswith=grant.jurisdiction.path)
    return Q(pk__in=sent.values("inspection"))
