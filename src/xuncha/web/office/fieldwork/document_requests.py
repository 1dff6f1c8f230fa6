"""Documents asked for: what is out, what is back."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.fieldwork import actions, queries
from xuncha.web.components.fields import day
from xuncha.web.components.filters import RecordFilter, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.office.fieldwork.outings import seat_choices


def standing(request: Any) -> tuple[str, Any]:
    """How a request stands: a code for the badge, and words."""
    due = queries.due_back(request)
    if request.returned_on:
        return "done", _("已归还")
    if request.lent_on is None:
        return "asked", _("待借出")
    return ("overdue", _("逾期未还")) if due and due < timezone.localdate() else ("on_site", _("借出中"))


class StandingColumn(tables.Column):  # type: ignore[misc]
    """Whether the documents are out."""

    def render(self, record: Any) -> Any:
        """Write the badge."""
        code, words = standing(record)
        return badge(code, words)

    def value(self, record: Any) -> str:
        """Write the words, for the export."""
        return str(standing(record)[1])


class DocumentRequestTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("office:document_request", verbose_name=_("资料名称"))
    copies = tables.Column(verbose_name=_("份数"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    asked_by = tables.Column(verbose_name=_("经手人"), order_by="asked_by__inspector__person__name")
    asked_on = DateColumn(verbose_name=_("调阅日期"), order_by=("asked_on", "pk"))
    lent_on = DateColumn(verbose_name=_("借出日期"))
    returned_on = DateColumn(verbose_name=_("归还日期"))
    standing = StandingColumn(empty_values=(), verbose_name=_("情况"), orderable=False)


class DocumentRequestFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "inspection__unit__name")
    out = django_filters.ChoiceFilter(
        method="narrow", label=_("情况"), choices=[("out", _("尚未归还")), ("back", _("已归还"))]
    )
    since = since("asked_on", _("调阅日期"))
    until = until("asked_on", _("调阅日期"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is still out, or what is back."""
        return found.filter(queries.still_out()) if value == "out" else found.filter(returned_on__isnull=False)


class DocumentRequestList(ListPage):
    """Every document asked for."""

    permission = "document_request.view"
    title = pgettext_lazy("list", "资料调阅")
    lead = _("调阅清单：要了什么、借了什么、还有什么没有归还")
    table_class = DocumentRequestTable
    filterset_class = DocumentRequestFilter
    empty = _("由联络员或组员登记")

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.document_requests(self.user)

    def buttons(self) -> list[Button]:
        """Offer to ask for more."""
        if not self.may("document_request.write"):
            return []
        return [Button(_("登记调阅"), reverse("office:document_request_new"), "plus", main=True)]


class DocumentRequestPage(RecordPage):
    """One request."""

    permission = "document_request.view"
    what = _("调阅资料")
    crumbs: ClassVar = ((pgettext_lazy("list", "资料调阅"), "office:document_request_list"),)

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.document_requests(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """When it was asked, lent, given back."""
        request, due = self.record, queries.due_back(self.record)
        return [
            (_("被巡察单位"), request.inspection.unit), (_("情况"), badge(*standing(request))),
            (_("份数"), request.copies), (_("经手人"), request.asked_by),
            (_("调阅日期"), said_day(request.asked_on)), (_("借出日期"), said_day(request.lent_on)),
            (_("应归还"), said_day(due)), (_("归还日期"), said_day(request.returned_on)),
        ]  # fmt: skip

    def buttons(self) -> list[Button]:
        """Offer what comes next."""
        request, permission = self.record, "document_request.write"
        return self.offered([
            (request.lent_on is None, permission, _("登记借出"), "office:document_request_lend", "arrow-right"),
            (bool(request.lent_on) and request.returned_on is None, permission, _("登记归还"),
             "office:document_request_return", "arrow-back"),
            (request.returned_on is None, permission, _("修改"), "office:document_request_edit", "edit"),
        ])  # fmt: skip


class DocumentRequestForm(forms.Form):
    """What is asked for."""

    title = forms.CharField(label=_("资料名称"), max_length=200)
    copies = forms.IntegerField(label=_("份数"), min_value=1, max_value=9999, initial=1)
    asked_by = forms.ChoiceField(label=_("经手人"))
    asked_on = day(_("调阅日期"))

    def __init__(self, *args: Any, inspection: Any, **kwargs: Any) -> None:
        """Offer the seats of the team."""
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in queries.seats(inspection)}
        self.fields["asked_by"].choices = seat_choices(self.seats.values())  # type: ignore[attr-defined]

    def fill(self, request: Any) -> Any:
        """Put what was filled in into the record."""
        for name in ("title", "copies", "asked_on"):
            setattr(request, name, self.cleaned_data[name])
        request.asked_by = self.seats[self.cleaned_data["asked_by"]]
        return request


class DocumentRequestNew(NewPage):
    """Ask for documents."""

    permission = "document_request.write"
    title = _("登记调阅")
    form_class = DocumentRequestForm
    crumbs: ClassVar = ((pgettext_lazy("list", "资料调阅"), "office:document_request_list"),)
    done = _("已登记")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may ask for documents."""
        return queries.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"asked_on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Register it."""
        request = form.fill(queries.new_document_request(self.inspection))
        return reverse("office:document_request", args=[actions.save_document_request(request, by=self.user).pk])


class OfRequest(RecordForm):
    """A form on one request."""

    permission = "document_request.write"
    what = _("调阅资料")
    back = "office:document_request"
    crumbs: ClassVar = ((pgettext_lazy("list", "资料调阅"), "office:document_request_list"),)
    done = _("已保存")

    def found(self) -> QuerySet[Any]:
        """Requests within reach."""
        return queries.document_requests(self.user)


class DocumentRequestEdit(OfRequest):
    """Correct what was asked."""

    title = _("修改调阅登记")
    form_class = DocumentRequestForm
    edits = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.record.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        kept = {name: getattr(self.record, name) for name in ("title", "copies", "asked_on")}
        return kept | {"asked_by": str(self.record.asked_by_id)}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_document_request(form.fill(self.record), by=self.user)
        return self.address()


class OnForm(forms.Form):
    """A day."""

    on = day(_("日期"))


class Lend(OfRequest):
    """The unit handed the documents over."""

    title = _("登记借出")
    form_class = OnForm

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Note the loan."""
        actions.lend(self.record, form.cleaned_data["on"], by=self.user)
        return self.address()


class GiveBack(Lend):
    """The documents went back."""

    title = _("登记归还")

    def act(self, form: Any) -> str:
        """Note the return."""
        actions.give_back(self.record, form.cleaned_data["on"], by=self.user)
        return self.address()
