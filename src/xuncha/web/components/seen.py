"""A form that starts from what is kept of a record: what others changed since is shown, not written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from xuncha.domain.errors import ChangedMeanwhile
from xuncha.records.audit import queries
from xuncha.records.audit.chain import kind
from xuncha.web.components import history
from xuncha.web.components.writing import moment

if TYPE_CHECKING:
    from django.http import HttpRequest

    from xuncha.records.audit.models import Record

FIELD = "seen"
"""The hidden field that says how long the trail was when the form was opened."""


def require_unchanged(record: Record, request: HttpRequest) -> None:
    """Raise `ChangedMeanwhile`, saying who changed what, where the record changed since the form was opened."""
    opened = request.POST.get(FIELD, "")
    if opened.isdecimal():
        since = queries.changes_since(record, int(opened[:18]))
        if since:
            about = (kind(record), record.pk)
            raise ChangedMeanwhile(str(record), [_told(history.line(event, about)) for event in since])


def _told(line: history.Line) -> str:
    return " ".join((line.who, moment(line.at), line.what, _("；").join(line.changes) or line.detail)).strip()
