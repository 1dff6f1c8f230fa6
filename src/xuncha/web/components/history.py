"""The history of a record, in sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import DateField, DateTimeField
from django.utils.translation import gettext as _

from xuncha.domain import access
from xuncha.domain.words import N_, Sentence
from xuncha.records.audit.chain import kind
from xuncha.records.audit.queries import history
from xuncha.records.audit.sentences import unpacked
from xuncha.web.components import writing
from xuncha.web.components.said import said
from xuncha.web.components.verbs import OTHER_VERBS

if TYPE_CHECKING:
    from xuncha.records.audit.models import Event, Record

LONGEST = 60
LABELS = {"step", "what", "fact", "role", "table"}
"""Details that may hold a word of the trade, kept as its Chinese label; a name is said as it is."""
SHOWN = 50
NUMBERS = {
    "count": N_("共%(n)s项"),
    "rows": N_("共%(n)s行"),
    "errors": N_("%(n)s处错误"),
    "created": N_("新增%(n)s"),
    "updated": N_("更新%(n)s"),
    "unchanged": N_("未变%(n)s"),
    "found": N_("新发现%(n)s项"),
    "gone": N_("消除%(n)s项"),
    "checked": N_("检查%(n)s项"),
    "reopened": N_("重新打开%(n)s项"),
    "version": N_("第%(n)s次"),
    "submissions": N_("第%(n)s次"),
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGEST = re.compile(r"[0-9a-f]{64}")
"""What proves a file to a machine and says nothing to a reader; the record's own page shows it where it matters."""
FEN, IN_FEN = "_fen", re.compile(r"（分）| \(fen\)")
"""How columns that hold fen are named, and what their labels end with; here they are told in yuan."""


@dataclass(frozen=True)
class Line:
    """One act: when, who, what, and what changed in the record looked at."""

    seq: int
    at: datetime
    who: str
    role: str
    what: str
    detail: str
    changes: tuple[str, ...]


def lines(record: Record) -> list[Line]:
    """The latest acts on a record, newest first."""
    return [line(event, (kind(record), record.pk)) for event in history(record)[:SHOWN]]


def line(event: Event, about: tuple[str, int] | None = None) -> Line:
    """Say one event; `about` narrows the changes told to one record."""
    changes = tuple(
        text
        for entry in event.changes
        if about is None or (entry["kind"], entry["key"]) == about
        for text in _changes(entry)
    )
    detail = _("，").join(text for name, value in event.detail.items() if (text := _told(name, value)))
    return Line(event.seq, event.at, who(event), roles(event.actor_role), verb_label(event.verb), detail, changes)


def who(event: Event) -> str:
    """Name who acted; the system itself in the reader's language."""
    return _("系统") if event.actor is None else event.actor_name


def roles(recorded: str) -> str:
    """Say roles, which the trail records in Chinese, in the reader's language."""
    return writing.joined(_(role) for role in recorded.split("、") if role)


def _told(name: str, value: Any) -> str:
    """Say one detail; a number says nothing without what it counts."""
    if isinstance(value, int):
        return _(NUMBERS[name]) % {"n": value} if name in NUMBERS and value else ""
    if isinstance(value, str) and DAY.fullmatch(value):
        return writing.zh_date(date.fromisoformat(value))
    if value in (None, "") or _digest(value):
        return ""
    if isinstance(sentence := unpacked(value), Sentence):
        return said(sentence)
    return _(str(value)) if name in LABELS else str(value)


def verb_label(verb: str) -> str:
    """Say a verb: as the access table does, or as the list of other verbs does."""
    if verb in access.permissions():
        return _(access.label(verb))
    return _(OTHER_VERBS.get(verb, verb))


def _changes(entry: dict[str, Any]) -> list[str]:
    model = apps.get_model(entry["kind"])
    told = []
    for name, (before, after) in entry.get("fields", {}).items():
        field = next((field for field in model._meta.concrete_fields if field.attname == name), None)
        label = IN_FEN.sub("", str(field.verbose_name)) if field is not None else name
        linked = field is not None and field.is_relation  # a key says nothing to a reader
        if (
            linked
            or (before is None and after is None)
            or any(_nested(each) or _digest(each) for each in (before, after))
        ):
            told.append(_("修改了“%(field)s”") % {"field": label})
        else:
            pair = {"field": label, "before": _shown(field, before), "after": _shown(field, after)}
            told.append(_("%(field)s：%(before)s → %(after)s") % pair)
    return told


def _nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value))


def _digest(value: Any) -> bool:
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def _shown(field: Any, value: Any) -> str:
    if value in (None, "", [], {}):
        return _("空")
    if field is not None and field.attname.endswith(FEN):
        return writing.money(value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(field, DateTimeField):
        return writing.moment(datetime.fromisoformat(value))
    if isinstance(field, DateField):
        return writing.zh_date(date.fromisoformat(value))
    choices = dict(getattr(field, "flatchoices", None) or ())
    if isinstance(value, list):
        text = writing.joined(value)
    else:
        text = str(value if isinstance(value, dict) else choices.get(value, value))
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
