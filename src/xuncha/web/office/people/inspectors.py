"""The talent pool: the list, one inspector, the form."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xuncha.domain.people import Employment, Skill
from xuncha.domain.pool import OfficePost
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import LIST_COMMA, Labelled
from xuncha.records.people import actions, queries
from xuncha.records.teams import pool
from xuncha.records.teams.acquaintance import at_hand
from xuncha.records.teams.serving import coming_rounds
from xuncha.web.components.fields import coded, day, several
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.picking import PickField, place
from xuncha.web.components.records import RecordForm, RecordVerb
from xuncha.web.components.tables import CodeColumn, LinkColumn, RecordTable
from xuncha.web.office.people.shared import persons, reached, rechecked, ties
from xuncha.web.office.pool.sections import sections

CRUMBS: tuple[tuple[Any, str], ...] = ((_("人才库"), "office:inspector_list"),)
PLAIN = (
    "jurisdiction", "roles", "skills", "practice_before", "capacity", "employment", "office_post", "joined_on",
)  # fmt: skip


def labels(codes: type[Labelled], values: list[str]) -> str:
    """Say codes in the reader's language."""
    return gettext(LIST_COMMA).join(gettext(codes(value).label) for value in values)


class Codes(tables.Column):  # type: ignore[misc]
    """Several codes in words."""

    def __init__(self, codes: type[Labelled], **options: Any) -> None:
        """`codes` says what they mean."""
        super().__init__(orderable=False, **options)
        self.codes = codes

    def render(self, value: list[str]) -> str:
        """Say them."""
        return labels(self.codes, value)


class InspectorTable(RecordTable):
    """Columns of the list."""

    code = CodeColumn(accessor="person__code", verbose_name=_("人员编号"))
    person = LinkColumn("office:inspector", verbose_name=_("姓名"), order_by="person__name")
    jurisdiction = tables.Column(verbose_name=_("所属人才库"), order_by="jurisdiction__name")
    present_unit = tables.Column(verbose_name=_("现任单位"))
    present_title = tables.Column(verbose_name=_("职务"))
    roles = Codes(TeamRole, verbose_name=_("可任职务"))
    skills = Codes(Skill, verbose_name=_("专长"))
    practice = tables.Column(verbose_name=_("参加轮次"))
    employment = tables.Column(verbose_name=_("任职方式"))
    available = tables.BooleanColumn(verbose_name=_("现可抽调"), yesno=(_("是"), _("否")))


class InspectorFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("person__name", "person__code", "present_unit", "present_title")
    role = chosen(TeamRole, _("可任职务"), method="with_code", field_name="roles")
    skill = chosen(Skill, _("专长"), method="with_code", field_name="skills")
    employment = chosen(Employment, _("任职方式"))
    place = django_filters.ModelChoiceFilter(
        queryset=lambda request: queries.jurisdictions(), method="in_place", label=_("人才库"), empty_label=_("人才库")
    )
    available = django_filters.ChoiceFilter(
        choices=[("True", _("是")), ("False", _("否"))], label=_("现可抽调"), empty_label=_("现可抽调")
    )

    def with_code(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those who have the code among several: codes are quoted in the stored list."""
        return found.filter(**{f"{name}__icontains": f'"{value}"'})

    def in_place(self, found: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the pools of a place and of those below it."""
        return found.filter(jurisdiction__path__startswith=value.path)


class InspectorList(ListPage):
    """The talent pool as far as this person sees it."""

    permission = "inspector.view"
    title = _("人才库")
    lead = _("可以抽调参加巡察的干部：可任职务、专长、参加轮次")
    table_class = InspectorTable
    filterset_class = InspectorFilter
    empty = _("用“数据导入”从表格导入，或从“人员”纳入")

    def found(self) -> QuerySet[Any]:
        """The office sees its pools, a team its own members, everybody themselves."""
        return pool.inspectors(self.user)

    def buttons(self) -> list[Button]:
        """Offer to take somebody in, and the pages about the pool as a whole."""
        offered = [
            ("inspector.edit", _("纳入人才库"), "office:inspector_new", "user-plus"),
            ("training.edit", _("集中登记培训"), "office:train_many", "certificate"),
            ("need.view", _("人才库供需"), "office:need", "scale"),
            ("establishment.view", _("岗位编制"), "office:establishment", "building-community"),
            ("absence.tell", _("说明不能参加的时段"), "office:absence_tell", "calendar"),
        ]  # fmt: skip
        return [
            Button(label, reverse(name), icon, main=name == "office:inspector_new")
            for permission, label, name, icon in offered if self.may(permission)
        ]  # fmt: skip


class InspectorPage(DetailPage):
    """One inspector: what they can do, where they have served, what they declared."""

    permission = "inspector.view"
    what = _("巡察干部")
    template_name = "office/people/inspector.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """The office sees its pools, a team its own members, everybody themselves."""
        return pool.inspectors(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add words for the codes; service and ties for those who may see them."""
        inspector = self.record
        return super().get_context_data(
            roles=labels(TeamRole, inspector.roles), skills=labels(Skill, inspector.skills), **self.dossier(),
            ties=ties(self.user).filter(inspector=inspector) if self.may("tie.view") else None,
            known_units=at_hand(self.user, inspector) if self.may("tie.view") else None,
            known=persons(self.user).filter(pk=inspector.person_id).exists(), **kwargs,
        )  # fmt: skip

    def dossier(self) -> dict[str, Any]:
        """Add what is kept beside the entry, for those who see it: service, training, proofs, absences, appraisals."""
        inspector, user = self.record, self.user
        if not pool.dossiers(user).filter(pk=inspector.pk).exists():
            return {}
        own, given = pool.dossiers(user).filter(pk=inspector.pk), pool.appraisals(user)
        grades = {each.member_id: each for each in given.filter(member__inspector=inspector)}
        place = inspector.jurisdiction.path
        may = {name: user.reaches(f"{name}.edit", place) for name in ("training", "absence")}
        mine = inspector.person_id == user.person_id and self.may("absence.tell")
        return {"coming": coming_rounds(inspector), "sections": sections(inspector, own, grades, may, mine)}

    def buttons(self) -> list[Button]:
        """Offer what this person may do."""
        key, offered = [self.record.pk], []
        place = self.record.jurisdiction.path
        if self.user.reaches("inspector.edit", place) and self.may("inspector.edit"):
            offered.append(Button(_("修改"), reverse("office:inspector_edit", args=key), "edit", main=True))
            if self.record.left_on is None:
                offered.append(Button(_("退出人才库"), reverse("office:inspector_leave", args=key), "user-x"))
            else:
                back = reverse("office:inspector_return", args=key)
                offered.append(Button(_("重新入库"), back, "user-plus", post=True))
        for permission, label, name, icon in (
            ("tie.edit", _("登记关系"), "office:tie_new", "affiliate"),
            ("tie.check", _("回避审查"), "office:tie_check", "shield-check"),
        ):
            if self.user.reaches(permission, place):
                offered.append(Button(label, f"{reverse(name)}?inspector={self.record.person.code}", icon))
        return offered


class LeaveForm(forms.Form):
    """When and why somebody leaves."""

    on = day(_("退出日期"))
    reason = forms.CharField(label=_("退出原因"), max_length=128)


class InspectorLeave(RecordForm):
    """Let somebody leave the pool."""

    permission = "inspector.edit"
    title = _("退出人才库")
    lead = _("退出后不再抽调；参加过的巡察、培训和考核仍保留")
    what = _("巡察干部")
    form_class = LeaveForm
    crumbs: ClassVar = CRUMBS
    done = _("已退出人才库")
    back = "office:inspector"

    def found(self) -> QuerySet[Any]:
        """The pools this person looks after."""
        return pool.inspectors(self.user)

    def get_initial(self) -> dict[str, Any]:
        """Usually from today."""
        return {"on": timezone.localdate()}

    def act(self, form: forms.Form) -> str:
        """Let them go."""
        actions.leave_pool(self.record, form.cleaned_data["on"], form.cleaned_data["reason"], by=self.user)
        return self.address()


class InspectorReturn(RecordVerb):
    """Take somebody back into the pool."""

    permission = "inspector.edit"
    what = _("巡察干部")
    done = _("已重新入库")
    back = "office:inspector"

    def found(self) -> QuerySet[Any]:
        """The pools this person looks after."""
        return pool.inspectors(self.user)

    def act(self) -> None:
        """Take them back."""
        actions.return_to_pool(self.record, by=self.user)


class InspectorForm(forms.Form):
    """What can be said of an inspector."""

    jurisdiction = place(_("所属人才库"))
    roles = several(_("可任职务"), choices=[(role.value, _(role.label)) for role in TeamRole])
    skills = several(_("专长"), choices=[(skill.value, _(skill.label)) for skill in Skill], required=False)
    practice_before = forms.IntegerField(
        label=_("启用系统前参加轮次"), min_value=0, max_value=200, initial=0,
        help_text=_("启用本系统以后参加的轮次，由系统按编组记录计算，不用填写"),
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("每轮最多承担"), min_value=1, max_value=20, initial=1)
    employment = coded(Employment, _("任职方式"))
    office_post = coded(OfficePost, _("编制内岗位"), required=False, help_text=_("只有专职人员占编制内岗位"))
    joined_on = day(_("入库日期"), required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        """Offer the pools this person looks after."""
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = places  # type: ignore[attr-defined]

    def fill(self, inspector: Any) -> Any:
        """Put what was filled in into the record."""
        for name in PLAIN:
            setattr(inspector, name, self.cleaned_data[name])
        return inspector


class NewInspectorForm(InspectorForm):
    """Which person is taken in, and as what."""

    person = PickField(None, _("人员"), help_text=_("填写人员编号或姓名；尚未登记的，先在“人员”中新增"))
    field_order = ("person",)


class InspectorNew(ActionPage):
    """Take a person into the pool."""

    permission = "inspector.edit"
    title = _("纳入人才库")
    form_class = NewInspectorForm
    crumbs: ClassVar = CRUMBS
    done = _("已纳入人才库")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the pools this person looks after."""
        return {"places": queries.jurisdictions().filter(reached(self.user, self.permission)("path"))}

    def get_initial(self) -> dict[str, Any]:
        """Start from the person named in the address."""
        return {"person": self.request.GET.get("person", "")}

    def get_form(self) -> forms.Form:
        """Offer the persons this person may see."""
        form = super().get_form()
        form.fields["person"].records = lambda: persons(self.user)  # type: ignore[attr-defined]
        return form

    def act(self, form: Any) -> str:
        """Take the person in."""
        inspector = form.fill(queries.new_inspector(form.cleaned_data["person"]))
        return reverse("office:inspector", args=[actions.save_inspector(inspector, by=self.user).pk])


class InspectorEdit(ActionPage):
    """Change an entry of the pool."""

    permission = "inspector.edit"
    title = _("修改人才库信息")
    form_class = InspectorForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存，并重新进行了回避审查")
    edits = True

    @property
    def record(self) -> Any:
        """The inspector the address names."""
        return get_or_missing(pool.inspectors(self.user), self.kwargs["pk"], _("巡察干部"))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the pools this person looks after."""
        return {"places": queries.jurisdictions().filter(reached(self.user, self.permission)("path"))}

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        return {name: getattr(self.record, name) for name in PLAIN}

    def act(self, form: Any) -> str:
        """Keep the change; the pool is a place rules look at."""
        inspector = form.fill(self.record)
        with rechecked(self.user, persons=[inspector.person]):
            actions.save_inspector(inspector, by=self.user)
        return reverse("office:inspector", args=[inspector.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:inspector", args=[self.kwargs["pk"]]), **kwargs)
