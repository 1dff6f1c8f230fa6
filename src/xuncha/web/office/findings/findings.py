"""Findings: the list, one finding from symptom to rule, the verbs on it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.findings import FINDING_FLOW, Cure, FindingState, FindingVerb, Severity
from xuncha.domain.taxonomy import default_taxonomy
from xuncha.records.findings import actions, queries
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NotePage, RecordPage, RecordVerb
from xuncha.web.components.said import said
from xuncha.web.components.tables import DateColumn, LinkColumn, MoneyColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, money
from xuncha.web.components.templatetags.xuncha import day as said_day
from xuncha.web.components.writing import joined
from xuncha.web.office.findings.patterns import pattern_facts

CRUMBS = ((pgettext_lazy("list", "问题"), "office:finding_list"),)


class FindingTable(RecordTable):
    """Columns of the list."""

    title = LinkColumn("office:finding", verbose_name=_("问题"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    leaf = tables.Column(verbose_name=_("监督内容"), order_by="leaf__code")
    severity = StateColumn(verbose_name=_("程度"))
    cure = tables.Column(verbose_name=_("整改类别"))
    amount_fen = MoneyColumn(verbose_name=_("涉及金额"), default="—")
    state = StateColumn(verbose_name=_("状态"))
    found_on = DateColumn(verbose_name=_("提出日期"), order_by=("found_on", "pk"))


class FindingFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "symptom", "inspection__unit__name", "leaf__label", "leaf__code")
    state = chosen(FindingState, _("状态"))
    severity = chosen(Severity, _("程度"))
    cure = chosen(Cure, _("整改类别"))
    branch = django_filters.CharFilter(field_name="leaf__code", lookup_expr="startswith", label=_("监督内容编码"))
    duty = django_filters.ChoiceFilter(
        method="narrow", label=_("责任主体"),
        choices=[("missing", _("未写明")), ("named", _("已写明"))],
    )  # fmt: skip
    since = since("found_on", _("提出日期"))
    until = until("found_on", _("提出日期"))

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what names nobody, or what names somebody."""
        missing = queries.without_duty()
        return found.filter(missing) if value == "missing" else found.exclude(missing)


class FindingList(ListPage):
    """Every finding this person may know of."""

    permission = "finding.view"
    title = pgettext_lazy("list", "问题")
    lead = _("从问题表现到原因，到谁的责任，到违反的规定；没有责任主体的问题不能写入报告")
    table_class = FindingTable
    filterset_class = FindingFilter
    empty = _("由组员根据已签批的底稿提出")

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user)

    def buttons(self) -> list[Button]:
        """Offer to add one, and the sums."""
        offered = []
        if self.may("finding.write"):
            offered.append(Button(_("登记问题"), reverse("office:finding_new"), "plus", main=True))
        if self.may("statistics.view"):
            offered.append(Button(_("分类统计"), reverse("office:finding_statistics"), "chart-bar"))
        return offered


class FindingPage(RecordPage):
    """One finding."""

    permission = "finding.view"
    template_name = "office/findings/finding.html"
    what = _("问题")
    crumbs: ClassVar = CRUMBS
    at_once: ClassVar = frozenset({"office:finding_confirm"})

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user).select_related("repeats__inspection__round")

    def facts(self) -> list[tuple[Any, Any]]:
        """Where it belongs and how much it weighs."""
        finding = self.record
        happened = "—"
        if finding.happened_from or finding.happened_until:
            happened = f"{said_day(finding.happened_from)} – {said_day(finding.happened_until)}"
        known = default_taxonomy().tags
        tags = [said(known[code].label) if code in known else code for code in finding.tags]
        return [
            (_("状态"), badge(finding.state, finding.get_state_display())), (_("序号"), finding.number),
            (_("被巡察单位"), finding.inspection.unit), (_("轮次"), finding.inspection.round),
            (_("监督内容"), finding.leaf), (_("程度"), badge(finding.severity, finding.get_severity_display())),
            (_("整改类别"), finding.get_cure_display()), (_("涉及金额"), money(finding.amount_fen)),
            (_("涉及人数"), finding.persons), (_("发生时间"), happened),
            (_("提出日期"), said_day(finding.found_on)), (_("交叉标签"), joined(tags)),
            *pattern_facts(queries.pattern_of(finding)),
        ]  # fmt: skip

    def buttons(self) -> list[Button]:
        """Offer what the state allows."""
        state = FindingState(self.record.state)
        draft = state is FindingState.DRAFT
        amendable = FINDING_FLOW.can(state, FindingVerb.AMEND)
        return self.offered([
            (draft, "finding.confirm", _("确认问题"), "office:finding_confirm", "check"),
            (draft, "finding.write", _("修改"), "office:finding_edit", "edit"),
            (True, "finding.write", _("账目特征"), "office:finding_pattern", "eye"),
            (amendable, "finding.confirm", _("退回修改"), "office:finding_amend", "arrow-back"),
        ])  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose duty it was, and whether the paper may be opened."""
        finding = self.record
        return super().get_context_data(
            holders=queries.duty_holders(finding),
            paper=finding.paper if finding.paper and self.may_here("paper.view") else None,
            chain=[(_("问题表现"), finding.symptom), (_("问题原因"), finding.cause)],
            **kwargs,
        )


class Confirm(RecordVerb):
    """The leader confirms a finding."""

    permission = "finding.confirm"
    what = _("问题")
    back = "office:finding"
    done = _("已确认")

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user)

    def act(self) -> None:
        """Confirm."""
        actions.confirm(self.record, by=self.user)


class Amend(NotePage):
    """The leader sends a finding back."""

    permission = "finding.confirm"
    title = _("退回修改")
    what = _("问题")
    back = "office:finding"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Findings within reach."""
        return queries.findings(self.user)

    def act(self, form: Any) -> str:
        """Send it back."""
        actions.amend(self.record, form.cleaned_data["note"], by=self.user)
        return self.address()
