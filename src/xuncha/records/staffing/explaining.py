"""Why a problem has no plan, as an attempt keeps it and as a page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xuncha.domain.teams import TeamRule
from xuncha.domain.words import Sentence
from xuncha.engines.teams.outcome import Explanation, WayOut
from xuncha.records.audit.sentences import packed, unpacked
from xuncha.records.staffing.models import Attempt


@dataclass(frozen=True)
class Told:
    """What a page tells: what went wrong with the search itself, or the rules that clash and the smallest ways out."""

    failed: Sentence | None
    clash: tuple[tuple[TeamRule, Sentence], ...]
    minimal: bool
    ways_out: tuple[WayOut, ...]


def kept(explanation: Explanation) -> dict[str, Any]:
    """An explanation as an attempt keeps it."""
    return {
        "clash": [{"rule": each.rule.value, "sentence": packed(each.sentence)} for each in explanation.clash],
        "minimal": explanation.minimal,
        "ways_out": [
            {"code": each.code, "values": dict(each.values), "sentence": packed(each.sentence)}
            for each in explanation.ways_out
        ],
    }


def told(attempt: Attempt) -> Told:
    """What an attempt's explanation says."""
    said: dict[str, Any] = attempt.explanation
    return Told(
        unpacked(said["failed"]) if "failed" in said else None,
        tuple((TeamRule(each["rule"]), unpacked(each["sentence"])) for each in said.get("clash", ())),
        said.get("minimal", True),
        tuple(WayOut(each["code"], each["values"], unpacked(each["sentence"])) for each in said.get("ways_out", ())),
    )
