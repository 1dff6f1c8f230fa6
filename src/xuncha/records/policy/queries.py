"""Reading what offices have settled; the nearest place at or above decides."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.deadlines import DayUnit, Deadline
from xuncha.domain.steps import Step
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import Grant, User
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import (
    DeadlineSetting,
    ExposureSetting,
    OfficePolicy,
    ScoringScheme,
    TaxonomyEdition,
    TaxonomyNode,
)


@dataclass(frozen=True)
class StepDeadline:
    """How long a step may take here: the figure that counts, and whose it is (nobody's where it is the usual one)."""

    step: Step
    deadline: Deadline | None
    setting: DeadlineSetting | None


def editions() -> QuerySet[TaxonomyEdition]:
    """Every edition, the latest first."""
    return TaxonomyEdition.objects.order_by("-number")


def current_edition() -> TaxonomyEdition | None:
    """The edition new findings are filed under: the latest already in force."""
    return editions().filter(issued_on__lte=timezone.localdate()).first()


def nodes(edition: TaxonomyEdition) -> list[TaxonomyNode]:
    """Every node of an edition in the order people count: A1.2 before A1.10."""
    return sorted(TaxonomyNode.objects.filter(edition=edition).select_related("edition"), key=lambda n: _order(n.code))


def nodes_in_force() -> QuerySet[TaxonomyNode]:
    """Every node of the edition new findings are filed under, by code."""
    return TaxonomyNode.objects.filter(edition__in=editions().filter(issued_on__lte=timezone.localdate())[:1]).order_by(
        "code", "pk"
    )


def node(key: int) -> QuerySet[TaxonomyNode]:
    """One node with its edition and the node above."""
    return TaxonomyNode.objects.filter(pk=key).select_related("edition", "parent")


def leaves(edition: TaxonomyEdition) -> list[TaxonomyNode]:
    """The leaves in use, in order."""
    return [each for each in nodes(edition) if depth(each.code) == 2 and not each.retired]


def depth(code: str) -> int:
    """How deep a code stands: A is 0, A1 is 1, A1.2 is 2."""
    return 2 if "." in code else int(len(code) > 1)


def top_places() -> Collection[str]:
    """Paths of the places whose offices keep the taxonomy: the highest that have an office here."""
    holders = [role.value for role in access.roles_with("taxonomy.edit")]
    paths = set(
        Grant.objects.filter(role__in=holders, revoked_on__isnull=True, jurisdiction__isnull=False).values_list(
            "jurisdiction__path", flat=True
        )
    )
    top = min((path.count("/") for path in paths), default=0)
    return [path for path in paths if path.count("/") == top] or ["/"]


def places_of(user: User) -> QuerySet[Jurisdiction]:
    """The places an account works at or for: those of its grants and of their units."""
    own = {grant.jurisdiction_id or (grant.unit.jurisdiction_id if grant.unit else None) for grant in user.granted}
    return Jurisdiction.objects.filter(pk__in=own - {None}).order_by("path")


def step_deadlines(place: Jurisdiction) -> list[StepDeadline]:
    """Give every step with the deadline that counts here."""
    above = _above(place)
    settings: dict[tuple[int, str], DeadlineSetting] = {
        (setting.jurisdiction_id, setting.step): setting
        for setting in DeadlineSetting.objects.filter(jurisdiction__in=above).select_related("jurisdiction")
    }
    found = []
    for step in Step:
        setting = next((settings[key, step] for key in reversed(above) if (key, step) in settings), None)
        found.append(StepDeadline(step, as_deadline(setting) if setting else step.terms.deadline, setting))
    return found


def as_deadline(setting: DeadlineSetting) -> Deadline:
    """Give a setting as the domain counts it."""
    return Deadline(setting.amount, DayUnit(setting.unit), setting.source, setting.confirmed)


def office_policy(place: Jurisdiction) -> OfficePolicy | None:
    """What the nearest office has settled about recusal and teams."""
    above = _above(place)
    found = {
        policy.jurisdiction_id: policy
        for policy in OfficePolicy.objects.filter(jurisdiction__in=above).select_related("jurisdiction")
    }
    return next((found[key] for key in reversed(above) if key in found), None)


def exposure_setting(place: Jurisdiction) -> ExposureSetting | None:
    """What the nearest office has settled about acquaintance."""
    above = _above(place)
    found = {
        setting.jurisdiction_id: setting
        for setting in ExposureSetting.objects.filter(jurisdiction__in=above).select_related("jurisdiction")
    }
    return next((found[key] for key in reversed(above) if key in found), None)


def schemes(place: Jurisdiction) -> QuerySet[ScoringScheme]:
    """Every scoring scheme of this place and those above, those in use first."""
    found = ScoringScheme.objects.filter(jurisdiction__in=_above(place)).select_related("jurisdiction")
    return found.order_by("-active", "jurisdiction__path", "name", "-version")


def all_schemes() -> QuerySet[ScoringScheme]:
    """Every scoring scheme of every place: no secret to those who work by them."""
    return ScoringScheme.objects.all()


def _above(place: Jurisdiction) -> list[int]:
    return [int(part) for part in place.path.split("/") if part]


def _order(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", code)]


def new_node(above: TaxonomyNode) -> TaxonomyNode:
    """An aspect or leaf below another node, not yet kept."""
    return TaxonomyNode(parent=above)


def deadlines(user: User) -> QuerySet[DeadlineSetting]:
    """The deadlines the places of this person's office have settled themselves."""
    return DeadlineSetting.objects.filter(reach.within(user, "deadline.view", "jurisdiction__path"))


def setting(key: int) -> QuerySet[DeadlineSetting]:
    """One deadline a place has settled itself."""
    return DeadlineSetting.objects.filter(pk=key).select_related("jurisdiction")


def scheme(key: int) -> QuerySet[ScoringScheme]:
    """One scoring scheme with its place."""
    return ScoringScheme.objects.filter(pk=key).select_related("jurisdiction")
