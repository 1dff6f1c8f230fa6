"""What a new office starts with."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.scoring import DEFAULT_SCHEMES
from xuncha.domain.taxonomy import default_taxonomy
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.actions.taxonomy import install_edition
from xuncha.records.policy.models import OfficePolicy, ScoringScheme, TaxonomyEdition
from xuncha.records.policy.schemes import as_body


def install_defaults(place: Jurisdiction, *, by: Actor) -> None:
    """Write down what the domain brings along: taxonomy, scoring schemes, recusal rules. What is settled stays."""
    allow(by, "policy.edit", place.path)
    with act("policy.edit", by=by) as change:
        if not TaxonomyEdition.objects.exists():
            taxonomy = default_taxonomy()
            install_edition(change, taxonomy, timezone.localdate().replace(year=taxonomy.year, month=1, day=1))
        if not ScoringScheme.objects.filter(jurisdiction=place).exists():
            change.create_many(
                ScoringScheme(
                    jurisdiction=place, name=scheme.label, source=scheme.source, version=scheme.edition,
                    body=as_body(scheme),
                )
                for scheme in DEFAULT_SCHEMES
            )  # fmt: skip
        if not OfficePolicy.objects.filter(jurisdiction=place).exists():
            change.create(OfficePolicy(jurisdiction=place))
