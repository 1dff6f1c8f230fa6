"""Control totals in words: what was looked at, how much of it is off, the first of them by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xuncha.domain.words import MONTHS, N_
from xuncha.engines.ledgers.importing.totals import LABELS
from xuncha.records.ledgers import queries
from xuncha.web.components.writing import money

OFF: Mapping[str, str] = {
    "vouchers": N_("凭证%(voucher_id)s：借方%(debit_fen)s，贷方%(credit_fen)s"),
    "gaps": N_("凭证“%(kind)s”缺%(missing)s号"),
    "closings": N_("科目%(account_code)s：期初%(opening_fen)s，借方%(debit_fen)s，贷方%(credit_fen)s，期末却为%(closing_fen)s"),
    "openings": N_("科目%(account_code)s：上期期末%(closing_fen)s，本期期初%(opening_fen)s"),
    "movements": N_("科目%(account_code)s：余额表借方%(debit_fen)s、贷方%(credit_fen)s，凭证合计借方%(posted_debit_fen)s、贷方%(posted_credit_fen)s"),
}  # fmt: skip


@dataclass(frozen=True)
class Total:
    """One control total."""

    label: str
    checked: int
    off: int
    shown: list[str]


def totals(found: Mapping[str, Mapping[str, Any]]) -> list[Total]:
    """All of a file, those with nothing to look at left out."""
    units = queries.names({row["unit"] for total in found.values() for row in total["shown"]})
    return [
        Total(_(LABELS[name]), total["checked"], total["off"], [_off(name, each, units) for each in total["shown"]])
        for name, total in found.items()
        if total["checked"]
    ]


def _off(name: str, row: Mapping[str, Any], units: Mapping[str, str]) -> str:
    told = {key: money(value) if key.endswith("_fen") else value for key, value in row.items()}
    if name == "gaps":
        told["missing"] = "—".join(str(each) for each in dict.fromkeys((row["first_missing"], row["last_missing"])))
    return f"{units.get(row['unit'], row['unit'])} {said_period(row['period'])} {_(OFF[name]) % told}"


def said_period(period: int) -> str:
    """A period as people write it; some packages close the year in a thirteenth."""
    year, month = divmod(period, 100)
    if month > len(MONTHS):
        return _("%(year)s年第%(number)s期") % {"year": year, "number": month}
    return _("%(year)s年%(month)s") % {"year": year, "month": _(MONTHS[month - 1])}
