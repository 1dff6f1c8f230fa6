"""What the office of a place has settled about teams and recusal; the nearest place above that has settled it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from xuncha.domain.exposure import ExposurePolicy
from xuncha.domain.recusal import PROFILES, STANDARD, RecusalProfile
from xuncha.domain.teams import TeamPolicy
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.exposure import of_setting
from xuncha.records.policy.queries import exposure_setting, office_policy
from xuncha.records.rounds.models import Round, RoundRules


def team_policy(place: Jurisdiction) -> TeamPolicy:
    """Give the numbers team rules work with here."""
    settled = office_policy(place)
    return TeamPolicy(**_numbers(settled.team_policy if settled else {}))


def round_policy(round_: Round) -> TeamPolicy:
    """Give the numbers of one round: the office's, with what was settled for this round alone."""
    own = RoundRules.objects.filter(round=round_).first()
    return replace(team_policy(round_.jurisdiction), **_numbers(own.numbers if own else {}))


def _numbers(kept: Mapping[str, Any]) -> dict[str, Any]:
    known = {each.name for each in fields(TeamPolicy)}
    return {name: value for name, value in kept.items() if name in known}


def recusal_profile(place: Jurisdiction) -> RecusalProfile:
    """Give the recusal rules an office here works by."""
    settled = office_policy(place)
    return PROFILES.get(settled.recusal_profile, STANDARD) if settled else STANDARD


def exposure_policy(place: Jurisdiction) -> ExposurePolicy:
    """Give what acquaintance weighs here; what is usual where no office has settled it."""
    settled = exposure_setting(place)
    return of_setting(settled) if settled else ExposurePolicy()


def requires_declarations(place: Jurisdiction) -> bool:
    """Whether a missing declaration of ties stops a team here, or only warns."""
    settled = office_policy(place)
    return bool(settled and settled.team_policy.get("declarations_required", False))
