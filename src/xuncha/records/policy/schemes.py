"""A scoring scheme of the domain as the JSON a record keeps, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xuncha.domain.rectification import Grade
from xuncha.domain.scoring import GradeCut, Indicator, Scheme, SchemeKind
from xuncha.records.policy.models import ScoringScheme


def as_body(scheme: Scheme) -> dict[str, Any]:
    """Write a scheme as JSON; points as text, so that no figure is rounded on the way."""
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
        code=str(body.get("code", record.pk)), edition=record.version, label=record.name,
        kind=SchemeKind(body["kind"]), base=Decimal(str(body.get("base", 0))),
        indicators=tuple(Indicator(i["code"], i["label"], Decimal(str(i["most"]))) for i in body["indicators"]),
        cuts=tuple(GradeCut(Decimal(str(c["least"])), Grade(c["grade"]), c["label"]) for c in body["cuts"]),
        source=record.source, confirmed=bool(body.get("confirmed", False)),
    )  # fmt: skip
