"""Every conflict on record: the office's list of who must stand aside from what."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.teams import queries
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import ListPage
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable


class ConflictTable(RecordTable):
    """Columns of the list."""

    member = tables.Column(verbose_name=_("组员"), order_by="member__inspector__person__name")
    team = LinkColumn("office:team", key="member__team_id", accessor="member__team", verbose_name=_("巡察组"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    reason = tables.Column(verbose_name=_("理由"), orderable=False)
    to_verify = tables.BooleanColumn(verbose_name=_("待核实"), yesno=(_("待核实"), "—"))
    found_on = DateColumn(verbose_name=_("发现日期"))
    cleared_on = DateColumn(verbose_name=_("消除日期"))


class ConflictFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("member__inspector__person__name", "member__team__name", "inspection__unit__name")
    standing = django_filters.ChoiceFilter(
        method="narrow", label=_("状态"), choices=[("open", _("尚未消除")), ("cleared", _("已消除"))]
    )

    def narrow(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what still stands, or what was cleared."""
        return found.filter(cleared_on__isnull=value == "open")


class ConflictList(ListPage):
    """Conflicts within reach."""

    permission = "tie.view"
    title = _("应回避情形")
    lead = _("由回避规则计算得出，逐条写明理由；豁免另行记录")
    table_class = ConflictTable
    filterset_class = ConflictFilter
    crumbs: ClassVar = ((pgettext_lazy("list", "巡察组"), "office:team_list"),)

    def found(self) -> QuerySet[Any]:
        """Conflicts within reach."""
        return queries.conflicts(self.user)
