"""Scoring schemes: the office's own, else those the domain brings along; as data in `policy.ScoringScheme`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xuncha.domain.rectification import Grade
from xuncha.domain.scoring import DEFAULT_SCHEMES, GradeCut, Indicator, Scheme, SchemeKind
from xuncha.records.audit.actions import Change
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import ScoringScheme


def as_body(scheme: Scheme) -> dict[str, Any]:
    """Write a scheme as JSON."""
    return {
        "code": scheme.code,
        "kind": scheme.kind.value,
        "base": str(scheme.base),
        "indicators": [{"code": i.code, "label": i.label, "most": str(i.most)} for i in scheme.indicators],
        "cuts": [{"least": str(c.least), "grade": c.grade.value, "label": c.label} for c in scheme.cuts],
        "confirmed": scheme.confirmed,
    }


def of_record(record: ScoringScheme) -> Scheme:
    """Read a kept scheme."""
    body = record.body
    return Scheme(
        code=str(body.get("code", record.pk)),
        edition=record.version,
        label=record.name,
        kind=SchemeKind(body["kind"]),
        base=Decimal(str(body.get("base", 0))),
        indicators=tuple(Indicator(i["code"], i["label"], Decimal(str(i["most"]))) for i in body["indicators"]),
        cuts=tuple(GradeCut(Decimal(str(c["least"])), Grade(c["grade"]), c["label"]) for c in body["cuts"]),
        source=record.source,
        confirmed=bool(body.get("confirmed", False)),
    )


def available(jurisdiction: Jurisdiction) -> dict[str, Scheme]:
    """The schemes an office can score by: its own where it has settled any, else the domain's, by key."""
    above = [int(key) for key in jurisdiction.path.strip("/").split("/") if key]
    kept = ScoringScheme.objects.filter(jurisdiction__in=above, active=True).order_by("name", "-version")
    own = {str(record.pk): of_record(record) for record in kept}
    return own or {scheme.code: scheme for scheme in DEFAULT_SCHEMES}


def kept(change: Change, key: str, scheme: Scheme, jurisdiction: Jurisdiction) -> ScoringScheme:
    """The record of a scheme; one of the domain's is written down the first time an office scores by it."""
    if key.isdigit():
        return ScoringScheme.objects.get(pk=int(key))
    found = ScoringScheme.objects.filter(jurisdiction=jurisdiction, name=scheme.label, version=scheme.edition).first()
    return found or change.create(
        ScoringScheme(
            jurisdiction=jurisdiction, name=scheme.label, source=scheme.source, version=scheme.edition,
            body=as_body(scheme),
        )
    )  # fmt: skip
