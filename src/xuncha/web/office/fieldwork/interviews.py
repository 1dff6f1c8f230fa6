"""Talks: the list, one talk, the form."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.fieldwork import InterviewKind
from xuncha.records.fieldwork import actions, queries
from xuncha.web.components.fields import coded, day, paragraph, several
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NewPage, RecordForm, RecordPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.components.writing import aside
from xuncha.web.office.fieldwork.outings import Went, names_of, seat_choices, seat_keys


class InterviewTable(RecordTable):
    """Columns of the list."""

    subject = LinkColumn("office:interview", verbose_name=_("谈话对象"))
    kind = tables.Column(verbose_name=_("类别"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    went = Went(accessor="interviewers", verbose_name=_("谈话人"), orderable=False)
    place = tables.Column(verbose_name=_("地点"))
    held_on = DateColumn(verbose_name=_("日期"), order_by=("held_on", "pk"))


class InterviewFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("subject", "summary", "outline", "inspection__unit__name")
    kind = chosen(InterviewKind, _("类别"))
    since = since("held_on", _("谈话日期"))
    until = until("held_on", _("谈话日期"))


class InterviewList(ListPage):
    """Every talk of the inspections this person works on."""

    permission = "interview.view"
    title = pgettext_lazy("list", "谈话")
    lead = _("个别谈话由两名以上组员进行；群众和知情人不记姓名")
    table_class = InterviewTable
    filterset_class = InterviewFilter
    empty = _("进驻后由组员逐次记录")

    def found(self) -> QuerySet[Any]:
        """Talks within reach."""
        return queries.interviews(self.user)

    def buttons(self) -> list[Button]:
        """Offer to record one."""
        if not self.may("interview.write"):
            return []
        return [Button(_("记录谈话"), reverse("office:interview_new"), "plus", main=True)]


class InterviewPage(RecordPage):
    """One talk."""

    permission = "interview.view"
    what = _("谈话")
    crumbs: ClassVar = ((pgettext_lazy("list", "谈话"), "office:interview_list"),)

    def found(self) -> QuerySet[Any]:
        """Talks within reach."""
        return queries.interviews(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Who spoke with whom, where, when."""
        talk = self.record
        return [
            (_("被巡察单位"), talk.inspection.unit), (_("轮次"), talk.inspection.round),
            (_("类别"), talk.get_kind_display()), (_("谈话人"), names_of(talk.interviewers.all())),
            (_("日期"), said_day(talk.held_on)), (_("地点"), talk.place),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What was asked and said."""
        return [(_("谈话提纲"), self.record.outline), (_("谈话记录"), self.record.summary)]

    def buttons(self) -> list[Button]:
        """Offer to correct it."""
        return self.offered([(True, "interview.write", _("修改"), "office:interview_edit", "edit")])


class InterviewForm(forms.Form):
    """What is put on record of a talk."""

    kind = coded(InterviewKind, _("谈话对象类别"))
    person = forms.ChoiceField(label=_("班子成员"), required=False, help_text=_("与班子成员谈话时选择"))
    subject = forms.CharField(
        label=_("谈话对象"),
        max_length=64,
        required=False,
        help_text=_("其他干部职工写明岗位；群众和知情人不要填写，系统只记类别"),
    )
    held_on = day(_("日期"))
    place = forms.CharField(label=_("地点"), max_length=64)
    went = several(_("谈话人（至少两名）"))
    outline = paragraph(_("谈话提纲"), required=False)
    summary = paragraph(_("谈话记录"), rows=8)

    def __init__(self, *args: Any, inspection: Any, **kwargs: Any) -> None:
        """Offer the seats of the team and the leading body of the unit."""
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in queries.seats(inspection)}
        self.posts = {str(post.person_id): post for post in queries.leading_posts(inspection.unit)}
        self.fields["went"].choices = seat_choices(self.seats.values())  # type: ignore[attr-defined]
        people = [(key, f"{post.person.name}{aside(post.title)}") for key, post in self.posts.items()]
        self.fields["person"].choices = [("", "—"), *people]  # type: ignore[attr-defined]

    def fill(self, talk: Any) -> Any:
        """Put what was filled in into the record."""
        data = self.cleaned_data
        post = self.posts.get(data["person"])
        talk.kind, talk.person = data["kind"], post.person if post else None
        talk.subject = data["subject"] or (post.person.name if post else "")
        for name in ("held_on", "place", "outline", "summary"):
            setattr(talk, name, data[name])
        return talk

    def seats_chosen(self) -> list[Any]:
        """The seats chosen."""
        return [self.seats[key] for key in self.cleaned_data["went"]]


class InterviewNew(NewPage):
    """Record a talk."""

    permission = "interview.write"
    title = _("记录谈话")
    form_class = InterviewForm
    crumbs: ClassVar = ((pgettext_lazy("list", "谈话"), "office:interview_list"),)
    done = _("已记录")

    def choices(self) -> QuerySet[Any]:
        """Inspections on which this person may record talks."""
        return queries.inspections(self.user, self.permission)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team and leading body to offer."""
        return {"inspection": self.inspection}

    def act(self, form: Any) -> str:
        """Record it."""
        talk = form.fill(queries.new_interview(self.inspection))
        return reverse("office:interview", args=[actions.save_interview(talk, form.seats_chosen(), by=self.user).pk])


class InterviewEdit(RecordForm):
    """Correct a talk."""

    permission = "interview.write"
    title = _("修改谈话记录")
    form_class = InterviewForm
    what = _("谈话")
    back = "office:interview"
    crumbs: ClassVar = ((pgettext_lazy("list", "谈话"), "office:interview_list"),)
    done = _("已保存")
    edits = True

    def found(self) -> QuerySet[Any]:
        """Talks within reach."""
        return queries.interviews(self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose team and leading body to offer."""
        return {"inspection": self.record.inspection}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        talk = self.record
        return {
            "kind": talk.kind, "person": str(talk.person_id or ""), "subject": talk.subject, "held_on": talk.held_on,
            "place": talk.place, "outline": talk.outline, "summary": talk.summary, "went": seat_keys(talk.interviewers.all()),
        }  # fmt: skip

    def act(self, form: Any) -> str:
        """Keep the change."""
        actions.save_interview(form.fill(self.record), form.seats_chosen(), by=self.user)
        return self.address()
