"""Reading screenings, flags and alerts, as far as the person reaches. An inspected unit reaches none of them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import NotAllowed
from xuncha.domain.findings import FindingState
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.findings.models import Finding
from xuncha.records.people.models import Jurisdiction, Unit
from xuncha.records.policy.queries import places_of
from xuncha.records.rectification.models import Watch
from xuncha.records.rounds.models import Inspection
from xuncha.records.screening.models import Alert, Flag, Identity, OwnRule, RuleSetting, Screening
from xuncha.records.teams.reach import content, inspections


def screenings(user: User) -> QuerySet[Screening]:
    """Runs, for whoever may start one."""
    found = Screening.objects.select_related("by")
    return found if reach.may_at_all(user, "screening.run") else found.none()


def units(user: User, permission: str = "flag.view") -> QuerySet[Unit]:
    """Units of the office's own place, units being inspected, and those beneath them: whose ledgers this person reads."""
    own = reach.within(user, permission, "jurisdiction__path")
    inspected = inspections(user, permission).order_by().values("unit")
    return Unit.objects.filter(own | Q(pk__in=inspected) | Q(parent__in=inspected))


def flags(user: User, permission: str = "flag.view") -> QuerySet[Flag]:
    """Flags on the units whose ledgers this person reads."""
    found = Flag.objects.filter(unit__in=units(user, permission).order_by().values("pk"))
    return found.select_related("unit", "screening", "finding")


def alerts(user: User, permission: str = "alert.view") -> QuerySet[Alert]:
    """Alerts of the watches this person sees."""
    found = Alert.objects.select_related(
        "watch__task__finding", "watch__task__plan__inspection__unit", "flag__unit", "decided_by", "reopening"
    )
    return content(user, permission, found, "watch__task__plan__inspection")


def open_watches() -> QuerySet[Watch]:
    """Watches that run today."""
    today = timezone.localdate()
    return Watch.objects.filter(ended_on__isnull=True, since__lte=today, until__gte=today).select_related(
        "task__plan__inspection__unit", "task__finding"
    )


def findings_for(user: User, flag: Flag) -> QuerySet[Finding]:
    """Findings not yet in a report, of inspections of the flag's unit or the one above it: where it can be attached."""
    units = [flag.unit_id, *([flag.unit.parent_id] if flag.unit.parent_id else [])]
    found = Finding.objects.filter(inspection__unit__in=units).exclude(state=FindingState.REPORTED)
    return content(user, "finding.write", found.select_related("inspection__unit", "inspection__round"))


def inspections_for(user: User, flag: Flag) -> QuerySet[Inspection]:
    """Inspections of the flag's unit or the one above it, in which this person writes findings."""
    units = [flag.unit_id, *([flag.unit.parent_id] if flag.unit.parent_id else [])]
    return inspections(user, "finding.write").filter(unit__in=units).select_related("unit", "round")


def identities(user: User) -> QuerySet[Identity]:
    """What was said of names, the latest first."""
    found = Identity.objects.select_related("by")
    return found if reach.may_at_all(user, "identity.confirm") else found.none()


def own_rules(user: User) -> QuerySet[OwnRule]:
    """Rules the offices wrote themselves."""
    found = OwnRule.objects.filter(reach.within(user, "ledger_rule.view", "jurisdiction__path"))
    return found.select_related("jurisdiction", "by", "reviewed_by")


def rule_settings(user: User) -> QuerySet[RuleSetting]:
    """What offices have set of rules."""
    return RuleSetting.objects.filter(reach.within(user, "ledger_rule.view", "jurisdiction__path"))


def place_of(user: User) -> Jurisdiction:
    """The place whose rules this person sets.

    :raises NotAllowed: where there is none.
    """
    place = places_of(user).first()
    if place is None:
        raise NotAllowed("ledger_rule.set", access.label("ledger_rule.set"))
    return place
