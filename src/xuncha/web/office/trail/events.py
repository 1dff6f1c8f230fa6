"""The trail for the audit administrator: who did what to which record, never what the record says."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain import access
from xuncha.records.audit import actions, queries
from xuncha.web.components.filters import RecordFilter, since, until
from xuncha.web.components.history import line, roles, verb_label, who
from xuncha.web.components.pages import Button, DetailPage, ListPage, Page
from xuncha.web.components.tables import LinkColumn, RecordTable
from xuncha.web.components.verbs import OTHER_VERBS
from xuncha.web.components.writing import moment

OPEN_APPS = frozenset({"accounts", "audit"})
"""Apps that hold no content of inspections: their records are named and their values shown."""


def is_open(kind: str) -> bool:
    """Whether the records of a kind may be named to an administrator."""
    return not kind or kind.partition(".")[0] in OPEN_APPS


def record_name(kind: str, key: int | None, label: str) -> str:
    """Name a record: by its label where that tells no content, else by kind and number."""
    if not kind:
        return ""
    what = str(apps.get_model(kind)._meta.verbose_name)
    return _now("%(kind)s：%(label)s") % {"kind": what, "label": label} if is_open(kind) else f"{what} {key}"


class TrailTable(RecordTable):
    """Columns of the list."""

    seq = LinkColumn("office:event", verbose_name=_("序号"))
    at = tables.Column(verbose_name=_("时间"))
    actor_name = tables.Column(verbose_name=_("办理人"))
    actor_role = tables.Column(verbose_name=_("身份"))
    verb = tables.Column(verbose_name=_("事项"))
    label = tables.Column(verbose_name=_("对象"), orderable=False, empty_values=())

    def render_at(self, value: Any) -> str:
        """Write date and time."""
        return moment(value)

    def value_at(self, value: Any) -> str:
        """Write date and time, for the export."""
        return timezone.localtime(value).isoformat(sep=" ", timespec="seconds")

    def render_actor_name(self, record: Any) -> str:
        """Name who acted."""
        return who(record)

    def render_actor_role(self, value: str) -> str:
        """Say the roles."""
        return roles(value)

    def render_verb(self, value: str) -> str:
        """Say what was done."""
        return verb_label(value)

    def render_label(self, record: Any) -> str:
        """Name the record without telling its content."""
        return record_name(record.kind, record.key, record.label)


def _verbs() -> list[tuple[str, str]]:
    named = {**{row.permission: row.label for row in access.table()}, **OTHER_VERBS}
    return [(verb, _now(label)) for verb, label in named.items()]


class TrailFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("actor_name", "actor_role")
    verb = django_filters.ChoiceFilter(choices=_verbs, label=_("事项"))
    since = since("at__date", _("日期"))
    until = until("at__date", _("日期"))


class TrailList(ListPage):
    """Every act, newest first."""

    permission = "trail.view"
    title = _("操作记录")
    lead = _("谁在何时办了什么。只显示办理事实，不显示业务内容")
    table_class = TrailTable
    filterset_class = TrailFilter

    def found(self) -> QuerySet[Any]:
        """The audit administrator reads the whole trail."""
        return queries.events()

    def buttons(self) -> list[Button]:
        """Offer to verify and to take the trail away."""
        return [
            Button(_("校验"), reverse("office:trail_verify"), "shield-check", main=True),
            Button(_("导出全部（JSONL）"), reverse("office:trail_export"), "file-export", post=True),
        ]


class EventPage(DetailPage):
    """One act: the records it touched and which of their columns, without the values."""

    permission = "trail.view"
    what = _("操作记录")
    template_name = "office/trail/event.html"
    crumbs: ClassVar = ((_("操作记录"), "office:trail"),)

    def found(self) -> QuerySet[Any]:
        """The audit administrator reads the whole trail."""
        return queries.events()

    def get_title(self) -> str:
        """Name the act."""
        return f"{self.record.seq} {verb_label(self.record.verb)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the records touched."""
        event = self.record
        touched = [(record_name(e["kind"], e["key"], str(e["key"])), e["op"], _columns(e)) for e in event.changes[:200]]
        named = record_name(event.kind, event.key, event.label)
        said = line(event) if is_open(event.kind) else None
        return super().get_context_data(
            touched=touched, named=named, said=said, who=who(event), more=len(event.changes) - 200, **kwargs
        )


def _columns(entry: dict[str, Any]) -> list[str]:
    fields = {field.attname: field.verbose_name for field in apps.get_model(entry["kind"])._meta.concrete_fields}
    return [str(fields.get(name, name)) for name in entry.get("fields", {})]


class TrailExport(Page):
    """The whole trail as lines of JSON, without content: whoever gets it can verify the chain, and read no more."""

    permission = "trail.export"
    http_method_names = ["post", "options"]  # noqa: RUF012 - Django declares it so

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note who takes it, then hand it out line by line."""
        actions.note("trail.export", by=self.user)
        lines = (line + "\n" for line in queries.export(content=False))
        response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="trail-{timezone.localdate():%Y%m%d}.jsonl"'
        return response  # type: ignore[return-value]
