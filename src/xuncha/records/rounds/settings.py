"""What the office of a place has settled about teams and recusal; the nearest place above that has settled it counts."""

from __future__ import annotations

from dataclasses import fields

from xuncha.domain.recusal import PROFILES, STANDARD, RecusalProfile
from xuncha.domain.teams import TeamPolicy
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import OfficePolicy


def team_policy(place: Jurisdiction) -> TeamPolicy:
    """Give the numbers team rules work with here."""
    settled = _settled(place)
    known = {each.name for each in fields(TeamPolicy)}
    chosen = settled.team_policy if settled else {}
    return TeamPolicy(**{name: value for name, value in chosen.items() if name in known})


def recusal_profile(place: Jurisdiction) -> RecusalProfile:
    """Give the recusal rules an office here works by."""
    settled = _settled(place)
    return PROFILES.get(settled.recusal_profile, STANDARD) if settled else STANDARD


def requires_declarations(place: Jurisdiction) -> bool:
    """Whether a missing declaration of ties stops a team here, or only warns."""
    settled = _settled(place)
    return bool(settled and settled.team_policy.get("declarations_required", False))


def _settled(place: Jurisdiction) -> OfficePolicy | None:
    above = [int(part) for part in place.path.split("/") if part]
    found = {policy.jurisdiction_id: policy for policy in OfficePolicy.objects.filter(jurisdiction__in=above)}
    return next((found[key] for key in reversed(above) if key in found), None)
