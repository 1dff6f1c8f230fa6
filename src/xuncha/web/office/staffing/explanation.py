"""Why a round cannot be staffed, rule by rule, and the smallest ways out, each a button that leads to where it is done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xuncha.web.components.said import said


def by_rule(told: Any) -> list[tuple[Any, list[Any]]]:
    """What clashes, under the rule it comes from; rules in the order in which they first appear."""
    found: dict[Any, list[Any]] = {}
    for rule, sentence in told.clash:
        found.setdefault(rule, []).append(sentence)
    return list(found.items())


def ways_out(attempt: Any, told: Any) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """Each way out with its buttons."""
    return [(way.sentence, _buttons(attempt, way)) for way in told.ways_out]


def _buttons(attempt: Any, way: Any) -> list[tuple[Any, str]]:
    values, reason = dict(way.values), said(way.sentence)[:200]
    match way.code:
        case "lend":
            wanted = {name: values[name].split(";")[0] for name in ("role", "skill") if values.get(name)}
            return [(_("去借调"), _to("staffing_lend", attempt, **wanted, reason=reason, next=attempt.pk))]
        case "raise" | "lower":
            return [
                (
                    _("放宽本轮参数"),
                    _to("staffing_rules", attempt, **{str(values["limit"]): values["to"]}, reason=reason),
                )
            ]
    return []


def _to(name: str, attempt: Any, **asked: Any) -> str:
    return f"{reverse(f'office:{name}', args=[attempt.round_id])}?{urlencode(asked)}"
