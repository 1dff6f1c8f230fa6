"""What templates call: icons, sentences, dates, amounts, badges, history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import Labelled
from xuncha.records.teams import reach
from xuncha.web.components import badges, history, writing
from xuncha.web.components.said import said as say

if TYPE_CHECKING:
    from xuncha.records.audit.models import Event, Record

register = template.Library()
CODES: dict[str, type[Labelled]] = {"role": TeamRole, "skill": Skill}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon; decorative, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("dist/icons.svg"),
        name,
    )


@register.filter
def said(sentence: Any) -> str:
    """A sentence of the domain, or a marked Chinese text, in the reader's language."""
    return say(sentence) if sentence else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as people write it; a dash for none."""
    if value is None or value == "":
        return "—"
    return writing.zh_date(localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime) -> str:
    """A date with the time of day."""
    return writing.moment(value)


@register.filter
def money(fen: int | None) -> str:
    """Fen as people write amounts; a dash for none."""
    return "—" if fen is None else writing.money(fen)


@register.filter
def aside(words: Any) -> str:
    """Words in brackets, behind a name."""
    return writing.aside(words)


@register.filter
def codes(values: Iterable[str], kind: str) -> list[str]:
    """Codes of the domain as their Chinese labels: roles in a team, or skills."""
    return [CODES[kind](value).label for value in values]


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """One value of many."""
    return values.get(key)


@register.filter
def share(value: float | None) -> str:
    """A share in hundredths; a dash for none."""
    return "—" if value is None else f"{100 * value:.2f}".rstrip("0").rstrip(".") + "%"


@register.filter
def roles(recorded: str) -> str:
    """Roles as the trail records them, in the reader's language."""
    return history.roles(recorded)


@register.filter
def told(event: Event) -> str:
    """What an act told besides what it did, in the reader's language."""
    return history.line(event).detail


@register.simple_tag
def badge(code: str, label: str) -> SafeString:
    """A state in words and colour."""
    return format_html('<span class="badge bg-{}-lt nowrap">{}</span>', badges.colour(code), label)


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the person holds the permission somewhere (the action itself checks the record)."""
    return reach.may_somewhere(user, permission)


@register.inclusion_tag("components/history.html")
def record_history(record: Record) -> dict[str, Any]:
    """The record's history in sentences."""
    return {"lines": history.lines(record)}
