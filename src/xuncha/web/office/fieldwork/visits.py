"""Visits: the list, one visit, the form."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.fieldwork import VisitKind
from xuncha.records.fieldwork import actions, queries
from xuncha.web.components.fields import coded, day, paragraph, several
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.office.fieldwork.outings import Went, names_of, seat_choices, seat_keys


class VisitTable(RecordTable):
    """Columns of the list."""

    place = LinkColumn("office:visit", verbose_name=_("地点"))
    kind = tables.Column(verbose_name=_("类别"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    went = Went(accessor="visitors", verbose_name=_("走访人"), orderable=False)
    unannounced = tables.BooleanColumn(verbose_name=_("事先不打招呼"), yesno=(_("是"), _("否")))
    visited_on = DateColumn(verbose_name=_("日期"), order_by=("visited_on", "pk"))


class VisitFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("place", "summary", "inspection__unit__name")
    kind = chosen(VisitKind, _("类别"))
    unannounced = django_filters.ChoiceFilter(label=_("事先不打招呼"), choices=[("True", _("是")), ("False", _("否"))])
    since = since("visited_on", _("走访日期"))
    until = until("visited_on", _("走访日期"))


class VisitList(ListPage):
    """Every visit of the inspections this person works on."""

    permission = "visit.view"
    title = pgettext_lazy("list", "走访")
    lead = _("下沉走访：入户、窗口、现场、村（社区）；不记群众姓名")
    table_class = VisitTable
    filterset_class = VisitFilter
    empty = _("进驻后由组员逐次记录")

    def found(self) -> QuerySet[Any]:
        """Visits within reach."""
        return queries.visits(self.user)

    def buttons(self) -> list[Button]:
        """Offer to record one."""
        return (
            [Button(_("记录走访"), reverse("office:visit_new"), "plus", main=True)] if self.may("visit.write") else []
        )


class VisitPage(RecordPage):
    """One visit."""

    permission = "visit.view"
    what = _("走访")
    crumbs: ClassVar = ((pgettext_lazy("list", "走访"), "office:visit_list"),)

    def found(self) -> QuerySet[Any]:
        """Visits within reach."""
        return queries.visits(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Who went where, when."""
        visit = self.record
        return [
            (_("被巡察单位"), visit.inspection.unit), (_("轮次"), visit.inspection.round),
            (_("类别"), visit.get_kind_display()), (_("走访人"), names_of(visit.visitors.all())),
            (_("日期"), said_day(visit.visited_on)), (_("事先不打招呼"), _("是") if visit.unannounced else _("否")),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What was learnt."""
        return [(_("了解到的情况"), self.record.summary)]

    def buttons(self) -> list[Button]:
        """Offer to correct it."""
        return self.offered([(True, "visit.write", _("修改"), "office:visit_edit", "edit")])


class VisitForm(forms.Form):
    """What is put on record of a visit."""

    kind = coded(VisitKind, _("类别"))
    place = forms.CharField(
        label=_("地点"), max_length=128, help_text=_("写到村组、窗口或项目即可，不写门牌和户主姓名")
    )
    visited_on = day(_("日期"))
    unannounced = forms.BooleanField(label=_("事先不打招呼"), required=False)
    went = several(_("走访人（至少两名）"))
    summary = paragraph(_("了解到的情况"), rows=8)

    def __init__(self, *args: Any, inspection: Any, **kwargs: Any) -> None:
        """Offer the seats of the team."""
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in queries.seats(inspection)}
        self.fields["went"].choices = seat_choices(self.seats.values())  # type: ignore[attr-defined]

    def fill(self, visit: Any) -> Any:
        """Put what was filled in into the record."""
        for name in ("kind", "place", "visited_on", "unannounced", "summary"):
            setattr(visit, name, self.cleaned_data[name])
        return visit

    def seats_chosen(self) -> list[Any]:
        """The seats chosen."""
        return [self.seats[key] for key in self.cleaned_data["went"]]


class VisitNew(NewPage):
    """Record a visit."""

    permission = "visit.write"
    title = _("记录走访")
    form_class = VisitForm
    crumbs: ClassVar = ((pgettext_lazy("list", "走访"), "office:visit_list"),)
    done = _("已记录")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may record visits."""
        return queries.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.inspection}

    def act(self, form: Any) -> str:
        """Record it."""
        visit = form.fill(queries.new_visit(self.inspection))
        return reverse("office:visit", args=[actions.save_visit(visit, form.seats_chosen(), by=self.user).pk])


class VisitEdit(RecordForm):
    """Correct a visit."""

    permission = "visit.write"
    title = _("修改走访记录")
    form_class = VisitForm
    what = _("走访")
    back = "office:visit"
    crumbs: ClassVar = ((pgettext_lazy("list", "走访"), "office:visit_list"),)
    done = _("已保存")
    edits = True

    def found(self) -> QuerySet[Any]:
        """Visits within reach."""
        return queries.visits(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team to offer."""
        return {"inspection": self.record.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        visit = self.record
        kept = {name: getattr(visit, name) for name in ("kind", "place", "visited_on", "unannounced", "summary")}
        return kept | {"went": seat_keys(visit.visitors.all())}

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_visit(form.fill(self.record), form.seats_chosen(), by=self.user)
        return self.address()
