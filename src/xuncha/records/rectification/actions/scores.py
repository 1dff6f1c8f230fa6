"""Scoring one inspection's rectification by a scheme; the parts keep points and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from xuncha.domain import scoring
from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.rectification import schemes
from xuncha.records.rectification.models import Score
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.reach import require


def give_score(
    inspection: Inspection, scheme_key: str, marks: Sequence[scoring.Mark], *, by: User, note: str = ""
) -> Score:
    """Score by one of the schemes available here; a later score stands beside the earlier ones."""
    require(by, "score.give", inspection)
    jurisdiction = inspection.round.jurisdiction
    scheme = schemes.available(jurisdiction).get(scheme_key)
    if scheme is None:
        raise Refused((say(N_("没有这个评分办法")),))
    result = scoring.score(scheme, marks)
    with act("score.give", by=by, on=inspection, points=result.points, grade=result.grade_label) as change:
        return change.create(
            Score(
                inspection=inspection,
                scheme=schemes.kept(change, scheme_key, scheme, jurisdiction),
                scored_on=timezone.localdate(),
                total_tenths=int(result.points * 10),
                grade=result.grade_label,
                parts=_parts(scheme, marks, result),
                note=note,
            )
        )


def _parts(scheme: scoring.Scheme, marks: Sequence[scoring.Mark], result: scoring.Score) -> list[dict[str, Any]]:
    return [
        {
            "code": indicator.code,
            "label": indicator.label,
            "tenths": int(result.by_indicator[indicator.code] * 10),
            "most_tenths": int(indicator.most * 10),
            "marks": [
                {"tenths": int(mark.points * 10), "reason": mark.reason}
                for mark in marks
                if mark.indicator == indicator.code
            ],
        }
        for indicator in scheme.indicators
    ]
