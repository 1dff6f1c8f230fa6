"""Persons: the list, one person with everything held, the form to add or change one."""

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

from xuncha.records.people import actions, queries
from xuncha.web.components.fields import day
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.picking import PickField, place
from xuncha.web.components.tables import CodeColumn, DateColumn, LinkColumn, RecordTable
from xuncha.web.office.people.shared import persons, rechecked

CRUMBS: tuple[tuple[Any, str], ...] = ((pgettext_lazy("list", "人员"), "office:person_list"),)
PLAIN = ("code", "name", "sex", "born_on", "native_place", "party_member", "held_because", "hold_until")


class PersonTable(RecordTable):
    """Columns of the list."""

    code = CodeColumn(verbose_name=_("人员编号"))
    name = LinkColumn("office:person", verbose_name=_("姓名"))
    present_unit = tables.Column(verbose_name=_("现任单位"))
    present_title = tables.Column(verbose_name=_("职务"))
    in_pool = tables.BooleanColumn(verbose_name=_("在人才库"), yesno=(_("是"), _("否")))
    hold_until = DateColumn(verbose_name=_("保存至"))


class PersonFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "code", "present_unit", "present_title")
    in_pool = django_filters.ChoiceFilter(choices=[("True", _("是")), ("False", _("否"))], label=_("在人才库"))


class PersonList(ListPage):
    """Everybody known for the recusal check."""

    permission = "person.view"
    title = pgettext_lazy("list", "人员")
    lead = _("只登记回避审查和组建巡察组所必需的人员和事实，每项写明理由和保存期限，到期删除")
    table_class = PersonTable
    filterset_class = PersonFilter
    empty = _("用“数据导入”从表格导入，或新增人员")

    def found(self) -> QuerySet[Any]:
        """Those of the places this person looks after."""
        return persons(self.user)

    def buttons(self) -> list[Button]:
        """Offer to add somebody, and to let go what has run out."""
        if not self.may("person.edit"):
            return []
        expired = Button(_("到期清理"), reverse("office:fact_expired"), "trash")
        return [Button(_("新增人员"), reverse("office:person_new"), "user-plus", main=True), expired]


class PersonPage(DetailPage):
    """One person: career, schools, kin, homes, each with why it is held and until when."""

    permission = "person.view"
    what = _("人员")
    template_name = "office/people/person.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Those of the places this person looks after."""
        return persons(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the facts, by kind."""
        person = self.record
        return super().get_context_data(
            facts=queries.facts_of(person), kin_of=queries.kin_of(person), today=timezone.localdate(),
            editable=persons(self.user, "person.edit").filter(pk=person.pk).exists(), **kwargs,
        )  # fmt: skip

    def buttons(self) -> list[Button]:
        """Offer what this person may do."""
        key, offered = [self.record.pk], []
        if self.may("person.edit"):
            offered.append(Button(_("修改"), reverse("office:person_edit", args=key), "edit", main=True))
        inspector = getattr(self.record, "inspector", None)
        if inspector is not None:
            offered.append(Button(_("人才库"), reverse("office:inspector", args=[inspector.pk]), "id-badge-2"))
        elif self.may("inspector.edit"):
            address = f"{reverse('office:inspector_new')}?person={self.record.code}"
            offered.append(Button(_("纳入人才库"), address, "id-badge-2"))
        return offered


class PersonForm(forms.Form):
    """What can be said of a person beside the facts."""

    code = forms.CharField(label=_("人员编号"), max_length=32, help_text=_("本地编号，不要用身份证号"))
    name = forms.CharField(label=_("姓名"), max_length=64)
    sex = forms.ChoiceField(label=_("性别"), required=False, choices=[("", "—"), ("f", _("女")), ("m", _("男"))])
    born_on = day(_("出生日期"), required=False)
    native_place = place(_("成长地"), required=False)
    party_member = forms.BooleanField(label=_("中共党员"), required=False, initial=True)
    held_because = forms.CharField(label=_("保存理由"), max_length=128, initial=_("回避审查"))
    hold_until = day(_("保存至"), required=False, help_text=_("到期后不再用于审查，并在“到期清理”中列出"))

    def fill(self, person: Any) -> Any:
        """Put what was filled in into the record."""
        for name in PLAIN:
            setattr(person, name, self.cleaned_data[name])
        return person


class NewPersonForm(PersonForm):
    """A person with the post held now."""

    unit = PickField(queries.units, _("现任单位"), required=False)
    title = forms.CharField(label=_("职务"), max_length=64, required=False)
    leading = forms.BooleanField(label=_("领导班子成员"), required=False)
    head = forms.BooleanField(label=_("主要负责人"), required=False)
    since = day(_("任职时间"), required=False)

    def clean(self) -> dict[str, Any]:
        """A post needs its title and first day."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("unit"):
            for name in ("title", "since"):
                if not said.get(name):
                    self.add_error(name, _("写了现任单位，就须填写此项"))
        return said

    def post(self) -> Any:
        """The post held now, if one was named."""
        if not self.cleaned_data["unit"]:
            return None
        post = queries.new_post(self.cleaned_data["unit"])
        for name in ("title", "leading", "head", "since"):
            setattr(post, name, self.cleaned_data[name])
        return post


class PersonNew(ActionPage):
    """Add a person."""

    permission = "person.edit"
    title = _("新增人员")
    form_class = NewPersonForm
    crumbs: ClassVar = CRUMBS
    done = _("已新增")

    def act(self, form: Any) -> str:
        """Add the person, and have the teams before whose unit the person now serves checked again."""
        person, post = form.fill(queries.new_person()), form.post()
        with rechecked(self.user, units=[post.unit] if post else []):
            actions.save_person(person, by=self.user, post=post)
        return reverse("office:person", args=[person.pk])


class PersonEdit(ActionPage):
    """Change a person."""

    permission = "person.edit"
    title = _("修改人员")
    form_class = PersonForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存，并重新进行了回避审查")
    edits = True

    @property
    def record(self) -> Any:
        """The person the address names."""
        return get_or_missing(persons(self.user, self.permission), self.kwargs["pk"], _("人员"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in PLAIN}

    def act(self, form: Any) -> str:
        """Keep the change."""
        person = form.fill(self.record)
        with rechecked(self.user, persons=[person]):
            actions.save_person(person, by=self.user)
        return reverse("office:person", args=[person.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:person", args=[self.kwargs["pk"]]), **kwargs)
