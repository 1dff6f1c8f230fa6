"""Facts about a person: add, change, remove, and let go what has run out."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.errors import NotFound
from xuncha.domain.kinship import Relation
from xuncha.domain.people import FactSource, HomeKind
from xuncha.records.people import actions, queries
from xuncha.records.teams.actions import touched
from xuncha.web.components.fields import coded, day
from xuncha.web.components.pages import ActionPage, Page, get_or_missing
from xuncha.web.components.picking import PickField, place
from xuncha.web.office.people.persons import CRUMBS
from xuncha.web.office.people.shared import persons, reached, rechecked


class HeldForm(forms.Form):
    """Why a fact is held, from where, until when."""

    source = coded(FactSource, _("来源"))
    held_because = forms.CharField(label=_("保存理由"), max_length=128, initial=_("回避审查"))
    hold_until = day(_("保存至"), required=False, help_text=_("到期后不再用于审查，并在“到期清理”中列出"))


class PostForm(HeldForm):
    """One line of a career."""

    unit = PickField(queries.units, _("单位"))
    title = forms.CharField(label=_("职务"), max_length=64)
    leading = forms.BooleanField(label=_("领导班子成员"), required=False)
    head = forms.BooleanField(label=_("主要负责人"), required=False)
    since = day(_("任职时间"))
    until = day(_("免职时间"), required=False, help_text=_("现任的不填"))
    field_order = (
        "unit",
        "title",
        "leading",
        "head",
        "since",
        "until",
    )


class SchoolingForm(HeldForm):
    """One course of study."""

    school = forms.CharField(label=_("学校"), max_length=128)
    school_unit = PickField(queries.units, _("学校（在册单位）"), required=False)
    class_name = forms.CharField(label=_("班级或专业"), max_length=64, required=False)
    supervisor = forms.CharField(label=_("导师"), max_length=64, required=False)
    begins = forms.IntegerField(label=_("入学年份"), min_value=1930, max_value=2100)
    ends = forms.IntegerField(label=_("毕业年份"), min_value=1930, max_value=2100)
    teacher = forms.BooleanField(label=_("任教"), required=False, help_text=_("在此任教，而不是就读"))
    field_order = ("school", "school_unit", "class_name", "supervisor", "begins", "ends", "teacher",)  # fmt: skip


class KinshipForm(HeldForm):
    """A relative."""

    relative = PickField(None, _("亲属"), help_text=_("填写人员编号或姓名；尚未登记的，先在“人员”中新增"))
    relation = coded(Relation, _("亲属是本人的"))
    words = forms.CharField(label=_("称谓"), max_length=32, required=False)
    field_order = (
        "relative",
        "relation",
        "words",
    )


class HomeForm(HeldForm):
    """Where the person grew up or lives."""

    jurisdiction = place(_("地区"))
    kind = coded(HomeKind, _("类别"))
    village = PickField(queries.units, _("村（社区）"), required=False)
    since = day(_("起"), required=False)
    until = day(_("止"), required=False)
    field_order = (
        "jurisdiction",
        "kind",
        "village",
        "since",
        "until",
    )


FORMS: dict[str, tuple[type[HeldForm], Any]] = {
    "post": (PostForm, _("任职经历")),
    "schooling": (SchoolingForm, _("学习经历")),
    "kinship": (KinshipForm, _("亲属关系")),
    "home": (HomeForm, _("成长地与居住地")),
}


class FactForm(ActionPage):
    """A form on one fact of one kind."""

    permission = "person.edit"
    crumbs: ClassVar = CRUMBS
    done = _("已保存，并重新进行了回避审查")

    @cached_property
    def person(self) -> Any:
        """The person the address names."""
        return get_or_missing(persons(self.user, self.permission), self.kwargs["pk"], _("人员"))

    @cached_property
    def fact(self) -> Any:
        """The fact worked on."""
        return queries.new_fact(self.person, self.kwargs["kind"])

    def get_title(self) -> Any:
        """Name the kind of fact."""
        return FORMS[self.kwargs["kind"]][1]

    def get_form(self) -> forms.Form:
        """Build the form of the kind."""
        self.form_class = FORMS[self.kwargs["kind"]][0]
        form = super().get_form()
        if "relative" in form.fields:
            form.fields["relative"].records = lambda: persons(self.user, self.permission)  # type: ignore[attr-defined]
        return form

    def act(self, form: forms.Form) -> str:
        """Keep the fact; whoever it touches, now or before, is checked again."""
        before = touched(self.fact) if self.fact.pk else ([], [])
        for name, value in form.cleaned_data.items():
            setattr(self.fact, name, value)
        after = touched(self.fact)
        with rechecked(self.user, persons=before[0] + after[0], units=before[1] + after[1]):
            actions.save_fact(self.fact, by=self.user)
        return reverse("office:person", args=[self.person.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:person", args=[self.person.pk]), **kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the person."""
        return [*super().get_crumbs(), (str(self.person), reverse("office:person", args=[self.person.pk]))]


class FactNew(FactForm):
    """Add a fact."""


class FactEdit(FactForm):
    """Change a fact."""

    edits = True

    def edited(self) -> Any:
        """The fact itself, not the person it belongs to."""
        return self.fact

    @cached_property
    def fact(self) -> Any:
        """The fact the address names."""
        found = queries.fact_of(self.person, self.kwargs["kind"], self.kwargs["fact"])
        if found is None:
            raise NotFound(str(FORMS[self.kwargs["kind"]][1]), self.kwargs["fact"])
        return found

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.fact, name) for name in FORMS[self.kwargs["kind"]][0].base_fields}


class FactRemove(FactEdit):
    """Remove a fact that is wrong or no longer needed."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it, and check again whom it touched."""
        whom, where = touched(self.fact)
        with rechecked(self.user, persons=whom, units=where):
            actions.remove_fact(self.fact, by=self.user)
        messages.success(request, _now("已删除，并重新进行了回避审查"))
        return HttpResponseRedirect(reverse("office:person", args=[self.person.pk]))


class ExpiredFacts(Page):
    """What has run out: listed, and let go with one press."""

    permission = "person.edit"
    title = _("到期清理")
    lead = _("保存期限已过的事实不再用于回避审查，应当删除；确有需要继续保存的，先到人员页面写明理由和新的期限")
    template_name = "office/people/expired.html"
    crumbs: ClassVar = CRUMBS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would go."""
        today, mine = timezone.localdate(), reached(self.user, self.permission)
        leaving = [(person, actions.kept_elsewhere(person)) for person in queries.expired_persons(mine, today)]
        return super().get_context_data(facts=list(queries.expired_facts(mine, today)), leaving=leaving, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let it all go."""
        today, mine = timezone.localdate(), reached(self.user, self.permission)
        facts, leaving = list(queries.expired_facts(mine, today)), list(queries.expired_persons(mine, today))
        whom, where = {fact.person for fact in facts}, {unit for fact in facts for unit in touched(fact)[1]}
        staying = [person for person in whom if person not in leaving]
        with rechecked(self.user, persons=staying, units=where, leaving=leaving):
            count = actions.let_go(facts, leaving, by=self.user, on=today)
        messages.success(request, _now("已删除%(count)s条") % {"count": count})
        return HttpResponseRedirect(reverse("office:fact_expired"))
