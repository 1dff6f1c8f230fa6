"""Pools against need: one round, or a year at its hardest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.people import Skill
from xuncha.domain.pool.need import Balance, Item
from xuncha.domain.roles import TeamRole
from xuncha.records.teams import need
from xuncha.records.teams.need import NeedTable
from xuncha.web.components.pages import Page, get_or_missing

CRUMBS: tuple[tuple[Any, str], ...] = ((_("人才库"), "office:inspector_list"),)


class NeedPage(Page):
    """Who could serve against what is planned, place by place; who drops out and why."""

    permission = "need.view"
    title = _("人才库供需")
    lead = _("能参加的人数与计划巡察所需人数对照；一人可任几个职务的，在各职务中都计入")
    template_name = "office/pool/need.html"
    crumbs: ClassVar = CRUMBS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures of what was asked for: a round, a year, else the next round."""
        some = list(need.rounds(self.user))
        asked, key = self.asked(some)
        table = need.need_table(asked) if asked else None
        office = bool(asked) and all(self.user.reaches("dossier.view", each.jurisdiction.path) for each in asked)
        return super().get_context_data(
            choices=choices(some), key=key, table=table, yearly=key.startswith("year"),
            roles=grid(table, TeamRole) if table else [], skills=grid(table, Skill) if table else [],
            named=office and self.may("dossier.view"), **kwargs,
        )  # fmt: skip

    def asked(self, some: list[Any]) -> tuple[list[Any], str]:
        """The rounds asked for, and the choice as the form names it."""
        key = self.request.GET.get("of", "")
        kind, _dash, value = key.partition("-")
        number = int(value) if value.isdecimal() else 0
        if kind == "year":
            return [each for each in some if each.year == number], key
        if kind == "round":
            get_or_missing(need.rounds(self.user), number, _("轮次"))
            return [each for each in some if each.pk == number], key
        planned = [each for each in some if each.state == "planned"]
        first = (planned or some)[:1]
        return first, f"round-{first[0].pk}" if first else ""


def choices(some: list[Any]) -> list[tuple[str, str]]:
    """What can be asked for: years first, then rounds."""
    years = sorted({each.year for each in some}, reverse=True)
    said = [(f"year-{year}", _now("%(year)s年全年（取最紧的一轮）") % {"year": year}) for year in years]
    return [*said, *((f"round-{each.pk}", str(each)) for each in some)]


def grid(table: NeedTable, kind: type[TeamRole | Skill]) -> list[tuple[Balance, list[Item | None]]]:
    """The whole, then each place, with its roles or skills; none where the place asks and has nothing of one."""
    columns = [item.what for item in table.total.items if isinstance(item.what, kind)]
    found = [(line, {item.what: item for item in line.items}) for line in (table.total, *table.places)]
    return [(line, [items.get(what) for what in columns]) for line, items in found]
