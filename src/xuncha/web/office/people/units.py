"""Bodies: the list, one body, the form to change it, its leading body."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.checklists import UnitTrait
from xuncha.domain.organisations import UnitKind
from xuncha.records.people import actions, queries
from xuncha.records.people.queries import Attention
from xuncha.records.teams import reach
from xuncha.web.components.fields import coded, day, lines, paragraph, several
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, get_or_missing
from xuncha.web.components.picking import PickField, place
from xuncha.web.components.tables import LinkColumn, RecordTable
from xuncha.web.office.people.shared import persons, rechecked

CRUMBS: tuple[tuple[Any, str], ...] = ((pgettext_lazy("list", "单位"), "office:unit_list"),)
TRAITS = {trait.value: _(trait.label) for trait in UnitTrait}
PLAIN = ("code", "name", "kind", "jurisdiction", "parent", "line", "attention", "staff_quota", "staff", "active")


class UnitTable(RecordTable):
    """Columns of the list."""

    code = tables.Column(verbose_name=_("单位代码"))
    name = LinkColumn("office:unit", verbose_name=_("单位名称"))
    kind = tables.Column(verbose_name=_("单位类型"))
    jurisdiction = tables.Column(verbose_name=_("所在地区"), order_by="jurisdiction__name")
    parent = tables.Column(verbose_name=_("主管（上级）单位"), order_by="parent__name")
    line = tables.Column(verbose_name=_("系统（条线）"))
    subordinate_count = tables.Column(verbose_name=_("下属单位"))


class UnitFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "code", "jurisdiction__name", "line")
    kind = chosen(UnitKind, _("单位类型"))
    attention = chosen(Attention, _("关注程度"))
    place = django_filters.ModelChoiceFilter(
        queryset=lambda request: queries.jurisdictions(), method="in_place", label=_("地区")
    )
    active = django_filters.ChoiceFilter(choices=[("True", _("在册")), ("False", _("已撤销"))], label=_("状态"))

    def in_place(self, found: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the bodies of a place and of those below it."""
        return found.filter(jurisdiction__path__startswith=value.path)


class UnitList(ListPage):
    """Every body that can be inspected."""

    permission = "unit.view"
    title = pgettext_lazy("list", "单位")
    lead = _("可以被巡察的单位，以及上下级关系")
    table_class = UnitTable
    filterset_class = UnitFilter
    empty = _("用“数据导入”从表格导入，或新增单位")

    def found(self) -> QuerySet[Any]:
        """That a body exists is no secret."""
        return queries.units()

    def buttons(self) -> list[Button]:
        """Offer to add a body."""
        places = Button(pgettext_lazy("list", "地区"), reverse("office:place_list"), "map-pin")
        if not self.may("unit.edit"):
            return [places]
        return [Button(_("新增单位"), reverse("office:unit_new"), "plus", main=True), places]


class UnitPage(DetailPage):
    """One body: its place, superiors, subordinates, leading body, inspections, history."""

    permission = "unit.view"
    what = _("单位")
    template_name = "office/people/unit.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """That a body exists is no secret."""
        return queries.units()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the body; of its inspections those this person may see."""
        inspections = reach.inspections(self.user, "inspection.view").filter(unit=self.record)
        leaders = list(queries.leading_body(self.record))
        known = persons(self.user).filter(pk__in=[post.person_id for post in leaders]).values_list("pk", flat=True)
        return super().get_context_data(
            superiors=queries.superiors(self.record), subordinates=queries.subordinates(self.record),
            leaders=leaders, known=set(known), traits=[TRAITS.get(trait, trait) for trait in self.record.facts],
            inspections=inspections.select_related("round").order_by("-round__site_from"), **kwargs,
        )  # fmt: skip

    def buttons(self) -> list[Button]:
        """Offer what this person may do with the body."""
        offered = []
        if self.user.reaches("unit.edit", self.record.jurisdiction.path):
            offered.append(Button(_("修改"), reverse("office:unit_edit", args=[self.record.pk]), "edit", main=True))
            leader = reverse("office:unit_leader_new", args=[self.record.pk])
            offered.append(Button(_("登记班子成员"), leader, "user-plus"))
        if self.may("tie.check"):
            check = f"{reverse('office:tie_check')}?unit={self.record.code}"
            offered.append(Button(_("回避审查"), check, "affiliate"))
        return offered


class UnitForm(forms.Form):
    """What can be said of a body."""

    code = forms.CharField(
        label=_("单位代码"), max_length=32, help_text=_("统一社会信用代码或本地编码，导入时按此识别")
    )
    name = forms.CharField(label=_("单位名称"), max_length=128)
    kind = coded(UnitKind, _("单位类型"))
    jurisdiction = place(_("所在地区"))
    parent = PickField(queries.units, _("主管（上级）单位"), required=False)
    line = forms.CharField(
        label=_("系统（条线）"),
        max_length=32,
        required=False,
        help_text=_("例如水利、教育；交叉巡察的系统回避按此判断"),
    )
    attention = coded(Attention, _("关注程度"), initial=Attention.NORMAL)
    staff_quota = forms.IntegerField(label=_("编制数"), min_value=0, initial=0)
    staff = forms.IntegerField(label=_("在编人数"), min_value=0, initial=0)
    leading_posts = paragraph(_("领导职务"), rows=3, required=False, help_text=_("一行一个，主要负责人在前"))
    facts = several(_("单位情况"), required=False, choices=list(TRAITS.items()), help_text=_("监督清单按此增加内容"))
    active = forms.BooleanField(label=_("在册"), required=False, initial=True)

    def fill(self, unit: Any) -> Any:
        """Put what was filled in into the record."""
        for name in PLAIN:
            setattr(unit, name, self.cleaned_data[name])
        unit.leading_posts = lines(self.cleaned_data["leading_posts"])
        unit.facts = self.cleaned_data["facts"]
        return unit


class UnitNew(ActionPage):
    """Add a body."""

    permission = "unit.edit"
    title = _("新增单位")
    form_class = UnitForm
    crumbs: ClassVar = CRUMBS
    done = _("已新增")

    def act(self, form: Any) -> str:
        """Add it."""
        return reverse("office:unit", args=[actions.save_unit(form.fill(queries.new_unit()), by=self.user).pk])


class UnitEdit(ActionPage):
    """Change a body."""

    permission = "unit.edit"
    title = _("修改单位")
    form_class = UnitForm
    crumbs: ClassVar = CRUMBS
    done = _("已保存，并重新进行了回避审查")
    edits = True

    @property
    def record(self) -> Any:
        """The body the address names."""
        return get_or_missing(queries.units(), self.kwargs["pk"], _("单位"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        unit = self.record
        kept = {name: getattr(unit, name) for name in PLAIN}
        return kept | {"leading_posts": "\n".join(unit.leading_posts), "facts": unit.facts}

    def act(self, form: Any) -> str:
        """Keep the change; a changed place or body above changes who must stand aside."""
        unit = form.fill(self.record)
        with rechecked(self.user, units=[unit]):
            actions.save_unit(unit, by=self.user)
        return reverse("office:unit", args=[unit.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:unit", args=[self.kwargs["pk"]]), **kwargs)


class LeaderForm(forms.Form):
    """A post in a leading body."""

    person = PickField(None, _("人员"))
    title = forms.CharField(label=_("职务"), max_length=64)
    head = forms.BooleanField(label=_("主要负责人"), required=False)
    since = day(_("任职时间"))


class LeaderNew(ActionPage):
    """Register somebody known already in a unit's leading body."""

    permission = "unit.edit"
    title = _("登记班子成员")
    lead = _("人员尚未登记的，先在“人员”中新增并填写现任单位")
    form_class = LeaderForm
    done = _("已登记，并重新进行了回避审查")
    crumbs: ClassVar = CRUMBS

    @property
    def unit(self) -> Any:
        """The body the address names."""
        return get_or_missing(queries.units(), self.kwargs["pk"], _("单位"))

    def get_form(self) -> forms.Form:
        """Offer the persons this person may edit."""
        form = super().get_form()
        form.fields["person"].records = lambda: persons(self.user, "person.edit")  # type: ignore[attr-defined]
        return form

    def act(self, form: Any) -> str:
        """Register the post, held from now on."""
        unit, said = self.unit, form.cleaned_data
        post: Any = queries.new_fact(said["person"], "post")
        post.unit, post.leading = unit, True
        post.title, post.head, post.since = said["title"], said["head"], said["since"]
        with rechecked(self.user, persons=[said["person"]], units=[unit]):
            actions.save_fact(post, by=self.user)
        return reverse("office:unit", args=[unit.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:unit", args=[self.kwargs["pk"]]), **kwargs)

    def get_crumbs(self) -> list[tuple[Any, str]]:
        """End with the body."""
        return [*super().get_crumbs(), (str(self.unit), reverse("office:unit", args=[self.kwargs["pk"]]))]
