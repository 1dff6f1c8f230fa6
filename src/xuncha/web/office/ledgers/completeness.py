"""Which units have handed in which months, and which of them do not add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from xuncha.records.ledgers import queries
from xuncha.web.components.filters import RecordFilter
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.tables import LinkColumn, RecordTable
from xuncha.web.components.writing import joined
from xuncha.web.office.ledgers.totals import said_period

if TYPE_CHECKING:
    from xuncha.records.ledgers.models import LedgerMonth
    from xuncha.records.people.models import Unit


class MonthsColumn(tables.Column):  # type: ignore[misc]
    """The months of a unit, a line a year."""

    def render(self, record: Unit) -> SafeString:
        """Draw the months."""
        months = queries.completeness(record)
        missing = set(months.missing)
        years = [
            (year, [_month(year * 100 + month, months.held, missing) for month in range(1, 13)])
            for year in reversed(months.years)
        ]
        return render_to_string("office/ledgers/months.html", {"years": years})

    def value(self, record: Unit) -> str:
        """Name the first and the last, for the export."""
        months = queries.completeness(record)
        return f"{said_period(months.first)}—{said_period(months.last)}"


class MissingColumn(tables.Column):  # type: ignore[misc]
    """The months of which nothing was received."""

    def render(self, record: Unit) -> str:
        """Name them."""
        return joined(said_period(period) for period in queries.completeness(record).missing) or "—"


class FlawsColumn(tables.Column):  # type: ignore[misc]
    """The months that do not add up, and how."""

    def render(self, record: Unit) -> str:
        """Say what is wrong, month by month."""
        return (
            _now("；").join(f"{said_period(each.period)} {flaws(each)}" for each in queries.completeness(record).flawed)
            or "—"
        )


class UnitTable(RecordTable):
    """Columns of the list."""

    name = LinkColumn("office:unit", verbose_name=_("单位"))
    months = MonthsColumn(verbose_name=_("已收到的月份"), empty_values=(), orderable=False)
    missing = MissingColumn(verbose_name=_("缺少的月份"), empty_values=(), orderable=False)
    flaws = FlawsColumn(verbose_name=_("核对不符"), empty_values=(), orderable=False)


class UnitFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("name", "code")


class UnitList(ListPage):
    """Units of which ledgers were received."""

    permission = "ledger.view"
    title = _("账套完整情况")
    lead = _("按凭证统计：哪些单位收到了哪些月份，哪些月份缺少或核对不符")
    table_class = UnitTable
    filterset_class = UnitFilter
    empty = _("导入账套后，这里逐月列出")
    crumbs: ClassVar = ((_("收到的账套"), "office:ledger_list"),)

    def found(self) -> QuerySet[Any]:
        """Units within reach."""
        return queries.received(self.user)

    def buttons(self) -> list[Button]:
        """Offer to bring in what is missing."""
        return (
            [Button(_("导入账套"), reverse("office:ledger_new"), "file-import", main=True)]
            if self.may("ledger.import")
            else []
        )


def flaws(month: LedgerMonth) -> str:
    """What of a month does not add up."""
    return joined(_flaws(month))


def _flaws(month: LedgerMonth) -> Iterable[str]:
    if n := month.unbalanced:
        yield ngettext("%(n)s张凭证借贷不平", "%(n)s张凭证借贷不平", n) % {"n": n}
    if n := month.missing:
        yield ngettext("缺%(n)s个凭证号", "缺%(n)s个凭证号", n) % {"n": n}
    if n := month.not_rolling:
        yield ngettext("%(n)s个科目余额接不上", "%(n)s个科目余额接不上", n) % {"n": n}


def _month(period: int, held: dict[int, LedgerMonth], missing: set[int]) -> dict[str, Any]:
    month = held.get(period)
    if month is None:
        return {
            "number": period % 100,
            "state": "missing" if period in missing else "",
            "words": _now("缺少") if period in missing else "",
        }
    n = month.vouchers
    words = flaws(month) or ngettext("%(n)s张凭证", "%(n)s张凭证", n) % {"n": n}
    return {"number": period % 100, "state": "flawed" if month.flawed else "held", "words": words}
