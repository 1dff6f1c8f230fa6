"""Red flags: the queue by weight, and one flag with its rows in context."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.ledgers import FlagSeverity, FlagState, RuleFamily
from xuncha.records.screening import context, queries, rules
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, DetailPage, ListPage
from xuncha.web.components.tables import DateColumn, LinkColumn, MoneyColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge, day, money
from xuncha.web.components.writing import english
from xuncha.web.office.screening.figures import moved, rows_shown

CRUMBS = ((pgettext_lazy("list", "账目疑点"), "office:flag_list"),)


class ReasonColumn(tables.Column):  # type: ignore[misc]
    """Why, in the reader's language."""

    def render(self, record: Any) -> str:
        """Write the sentence."""
        return reason_of(record)

    def value(self, record: Any) -> str:
        """Give the sentence, for the export."""
        return reason_of(record)


def reason_of(flag: Any) -> str:
    """Why a flag was raised, in the reader's language."""
    return str(flag.reason_en if english() else flag.reason_zh)


class FlagTable(RecordTable):
    """Columns of the queue."""

    rule = LinkColumn("office:flag", verbose_name=_("规则"))
    severity = StateColumn(verbose_name=_("轻重"), order_by="weight")
    unit = tables.Column(verbose_name=_("单位"), order_by="unit__name")
    reason_zh = ReasonColumn(verbose_name=_("提示理由"), orderable=False)
    amount_fen = MoneyColumn(verbose_name=_("涉及金额"))
    day = DateColumn(verbose_name=_("最近发生日期"))
    state = StateColumn(verbose_name=_("状态"))


class FlagFilter(RecordFilter):
    """What the queue can be narrowed by."""

    searched = ("unit__name", "reason_zh", "rule")
    state = chosen(FlagState, _("状态"))
    family = chosen(RuleFamily, _("疑点类别"))
    severity = chosen(FlagSeverity, _("轻重"))
    shown = django_filters.ChoiceFilter(
        field_name="within_budget", label=_("范围"), choices=[("True", _("列入当月核实")), ("False", _("其余"))]
    )
    since = since("day", _("发生日期"))
    until = until("day", _("发生日期"))


class FlagList(ListPage):
    """The flags this person may see, the gravest first."""

    permission = "flag.view"
    title = pgettext_lazy("list", "账目疑点")
    lead = _("疑点是需要核实的线索，不是结论；每一条都写明理由、所指的行和正常情形")
    table_class = FlagTable
    filterset_class = FlagFilter
    empty = _("导入账套并筛查之后，疑点列在这里")

    def found(self) -> QuerySet[Any]:
        """Flags within reach."""
        return queries.flags(self.user)

    def buttons(self) -> list[Button]:
        """Lead to screenings and rules."""
        offered = []
        if self.may("screening.run"):
            offered.append(Button(_("筛查"), reverse("office:screening_list"), "player-play", main=True))
        if self.may("identity.confirm"):
            offered.append(Button(_("姓名和供应商确认"), reverse("office:identities"), "user-check"))
        if self.may("ledger_rule.view"):
            offered.append(Button(pgettext_lazy("list", "疑点规则"), reverse("office:ledger_rules"), "list-check"))
        return offered


class FlagPage(DetailPage):
    """One flag: why, which rows, what stands around them, what an honest explanation would look like."""

    permission = "flag.view"
    template_name = "office/screening/flag.html"
    what = _("账目疑点")
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Flags within reach."""
        return queries.flags(self.user)

    def buttons(self) -> list[Button]:
        """Offer what can be made of it."""
        flag, offered = self.record, []
        if self.may("flag.settle"):
            if flag.state in (FlagState.NEW, FlagState.CHECK):
                offered.append(Button(_("形成问题"), reverse("office:flag_finding", args=[flag.pk]), "flag", main=True))
                offered.append(Button(_("已说明"), reverse("office:flag_explain", args=[flag.pk]), "message"))
            if flag.state == FlagState.NEW:
                offered.append(Button(_("列入检查清单"), reverse("office:flag_check", args=[flag.pk]), "checklist"))
        return offered

    def facts(self) -> list[tuple[Any, Any]]:
        """Where, when, how much, by which rule, and what came of it."""
        flag = self.record
        return [
            (_("状态"), badge(flag.state, flag.get_state_display())), (_("单位"), flag.unit),
            (_("最近发生日期"), day(flag.day)), (_("涉及金额"), money(flag.amount_fen)),
            (_("轻重"), badge(flag.severity, flag.get_severity_display())),
            (_("疑点类别"), flag.get_family_display()), (_("问题"), flag.finding), (_("处理日期"), day(flag.settled_on)),
        ]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add rule, rows and figures."""
        flag = self.record
        seen = context.of(flag, queries.units(self.user))
        return super().get_context_data(
            facts=self.facts(), texts=[(_("核实情况"), flag.words)] if flag.words else [], reason=reason_of(flag), rule=rules.version(flag.rule, flag.version),
            tables=rows_shown(seen.rows, flag.rows, seen.names), vouchers=[rows_shown({"voucher_lines": lines}, flag.rows, seen.names)[0] for lines in seen.vouchers],
            others=rows_shown({"voucher_lines": seen.counterparty}, flag.rows, seen.names), moved=moved(seen), english=english(), corrected=seen.corrected, **kwargs,
        )  # fmt: skip
