"""Declared ties: the list, one tie, the form, looking into it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from xuncha.records.people import actions, queries
from xuncha.records.people.queries import TieKind
from xuncha.records.teams import pool
from xuncha.web.components.fields import coded, day
from xuncha.web.components.filters import RecordFilter, chosen
from xuncha.web.components.pages import ActionPage, Button, DetailPage, ListPage, VerbPage, get_or_missing
from xuncha.web.components.picking import PickField, written
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable
from xuncha.web.office.people.shared import reached, rechecked, ties

CRUMBS: tuple[tuple[Any, str], ...] = ((_("关系与回避"), "office:tie_list"),)
PLAIN = ("inspector", "unit", "person", "kind", "recusal", "exposure", "declared_on", "words")


class TieTable(RecordTable):
    """Columns of the list."""

    inspector = LinkColumn("office:tie", verbose_name=_("巡察干部"), order_by="inspector__person__name")
    kind = tables.Column(verbose_name=_("关系"))
    other = tables.Column(empty_values=(), verbose_name=_("单位或相关人员"), orderable=False)
    recusal = tables.BooleanColumn(verbose_name=_("须回避"), yesno=(_("是"), _("否")))
    exposure = tables.Column(verbose_name=_("熟人暴露度"))
    declared_on = DateColumn(verbose_name=_("申报日期"))
    verified_on = DateColumn(verbose_name=_("核实日期"))

    def render_other(self, record: Any) -> SafeString:
        """Name the other side; a unit leads to its page."""
        if record.unit is None:
            return format_html("{}", record.person)
        return format_html('<a href="{}">{}</a>', reverse("office:unit", args=[record.unit_id]), record.unit)

    def value_other(self, record: Any) -> str:
        """Name the other side, for the export."""
        return str(record.unit or record.person)


class TieFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("inspector__person__name", "inspector__person__code", "unit__name", "person__name")
    kind = chosen(TieKind, _("关系"))
    recusal = django_filters.ChoiceFilter(choices=[("True", _("是")), ("False", _("否"))], label=_("须回避"))
    verified = django_filters.ChoiceFilter(
        choices=[("yes", _("已核实")), ("no", _("未核实"))],
        method="is_verified",
        label=_("核实"),
    )

    def is_verified(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those looked into, or those not."""
        return found.filter(verified_on__isnull=value == "no")


class TieList(ListPage):
    """Every declared tie of the pools within reach."""

    permission = "tie.view"
    title = _("关系与回避")
    lead = _("本人申报、单位提出或他人反映的关系；由履历、学习、亲属、居住地推算的关系见“回避审查”")
    table_class = TieTable
    filterset_class = TieFilter
    empty = _("用“数据导入”从表格导入，或登记关系")

    def found(self) -> QuerySet[Any]:
        """Those of the pools within reach."""
        return ties(self.user)

    def buttons(self) -> list[Button]:
        """Offer the check, and to register a tie."""
        offered = []
        if self.may("tie.check"):
            offered.append(Button(_("回避审查"), reverse("office:tie_check"), "shield-check", main=True))
        if self.may("tie.edit"):
            offered.append(Button(_("登记关系"), reverse("office:tie_new"), "plus"))
        return offered


class TiePage(DetailPage):
    """One declared tie."""

    permission = "tie.view"
    what = _("关系申报")
    title = _("关系申报")
    template_name = "office/people/tie.html"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Those of the pools within reach."""
        return ties(self.user)

    def buttons(self) -> list[Button]:
        """Offer what this person may do."""
        key, place, offered = [self.record.pk], self.record.inspector.jurisdiction.path, []
        if self.record.verified_on is None and self.user.reaches("declaration.verify", place):
            offered.append(Button(_("核实属实"), reverse("office:tie_verify", args=key), "check", main=True, post=True))
        if self.user.reaches("tie.edit", place):
            offered.append(Button(_("修改"), reverse("office:tie_edit", args=key), "edit"))
            remove = reverse("office:tie_remove", args=key)
            offered.append(Button(_("删除"), remove, "trash", post=True, confirm=_("删除后不再用于回避审查。确定吗？")))
        return offered


class TieForm(forms.Form):
    """What can be said of a tie."""

    inspector = PickField(None, _("巡察干部"), code="person__code", name="person__name")
    unit = PickField(queries.units, _("单位"), required=False, help_text=_("与单位的关系填单位，与人的关系填相关人员"))
    person = PickField(None, _("相关人员"), required=False, help_text=_("填写人员编号或姓名"))
    kind = coded(TieKind, _("关系"))
    recusal = forms.BooleanField(label=_("须回避"), required=False)
    exposure = forms.IntegerField(
        label=_("熟人暴露度"), min_value=0, max_value=1000, initial=0, help_text=_("不须回避时，编组按此尽量避开")
    )
    declared_on = day(_("申报日期"))
    words = forms.CharField(label=_("情况说明"), max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Offer whom this person may choose."""
        super().__init__(*args, **kwargs)
        everybody = reached(user, "person.view")
        self.fields["inspector"].records = lambda: pool.inspectors(user)  # type: ignore[attr-defined]
        self.fields["person"].records = lambda: queries.persons(everybody)  # type: ignore[attr-defined]

    def fill(self, tie: Any) -> Any:
        """Put what was filled in into the record."""
        for name in PLAIN:
            setattr(tie, name, self.cleaned_data[name])
        return tie


class TieNew(ActionPage):
    """Register a tie."""

    permission = "tie.edit"
    title = _("登记关系")
    form_class = TieForm
    crumbs: ClassVar = CRUMBS
    done = _("已登记，并重新进行了回避审查")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say who asks."""
        return {"user": self.user}

    def get_initial(self) -> dict[str, Any]:
        """Start from the inspector named in the address, and today."""
        return {"inspector": self.request.GET.get("inspector", ""), "declared_on": timezone.localdate()}

    def act(self, form: Any) -> str:
        """Register it."""
        tie = form.fill(queries.new_tie())
        with rechecked(self.user, persons=[tie.inspector.person]):
            actions.save_tie(tie, by=self.user)
        return reverse("office:tie", args=[tie.pk])


class TieEdit(TieNew):
    """Change a tie."""

    title = _("修改关系")
    done = _("已保存，并重新进行了回避审查")
    edits = True

    @property
    def record(self) -> Any:
        """The tie the address names."""
        return get_or_missing(ties(self.user, self.permission), self.kwargs["pk"], _("关系申报"))

    def get_initial(self) -> dict[str, Any]:
        """Start from what is kept."""
        tie = self.record
        kept = {name: getattr(tie, name) for name in PLAIN}
        return kept | {"inspector": written(tie.inspector.person)}

    def act(self, form: Any) -> str:
        """Keep the change; whoever declared it before is checked again too."""
        tie = self.record
        before = tie.inspector.person
        form.fill(tie)
        with rechecked(self.user, persons=list({before, tie.inspector.person})):
            actions.save_tie(tie, by=self.user)
        return reverse("office:tie", args=[tie.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the way back."""
        return super().get_context_data(back=reverse("office:tie", args=[self.kwargs["pk"]]), **kwargs)


class TieVerify(VerbPage):
    """The office has looked into a tie and found it so."""

    permission = "declaration.verify"
    what = _("关系申报")
    done = _("已核实，并重新进行了回避审查")

    def found(self) -> QuerySet[Any]:
        """Those of the pools within reach."""
        return ties(self.user, self.permission)

    def act(self) -> None:
        """Note it."""
        with rechecked(self.user, persons=[self.record.inspector.person]):
            actions.verify_tie(self.record, by=self.user, on=timezone.localdate())

    def address(self) -> str:
        """Back to the tie."""
        return reverse("office:tie", args=[self.kwargs["pk"]])


class TieRemove(VerbPage):
    """A tie declared by mistake, or ended."""

    permission = "tie.edit"
    what = _("关系申报")
    done = _("已删除，并重新进行了回避审查")

    def found(self) -> QuerySet[Any]:
        """Those of the pools within reach."""
        return ties(self.user, self.permission)

    def act(self) -> None:
        """Remove it."""
        with rechecked(self.user, persons=[self.record.inspector.person]):
            actions.remove_tie(self.record, by=self.user)

    def address(self) -> str:
        """To the list."""
        return reverse("office:tie_list")
