"""Working papers: the list, one paper with its signatures, the verbs on it."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.domain.papers import PAPER_FLOW, PaperSource, PaperState, PaperVerb
from xuncha.records.findings import actions, queries
from xuncha.web.components.filters import RecordFilter, chosen, since, until
from xuncha.web.components.pages import Button, ListPage
from xuncha.web.components.records import NotePage, RecordPage, RecordVerb
from xuncha.web.components.tables import DateColumn, LinkColumn, RecordTable, StateColumn
from xuncha.web.components.templatetags.xuncha import badge
from xuncha.web.components.templatetags.xuncha import day as said_day

CRUMBS = ((pgettext_lazy("list", "底稿"), "office:paper_list"),)


class PaperTable(RecordTable):
    """Columns of the list."""

    number = tables.Column(verbose_name=_("底稿编号"), default="—")
    title = LinkColumn("office:paper", verbose_name=_("底稿名称"))
    unit = tables.Column(accessor="inspection__unit", verbose_name=_("被巡察单位"), order_by="inspection__unit__name")
    leaf = tables.Column(verbose_name=_("监督内容"), order_by="leaf__code")
    source = tables.Column(verbose_name=_("来源"))
    state = StateColumn(verbose_name=_("状态"))
    drafted_on = DateColumn(verbose_name=_("起草日期"), order_by=("drafted_on", "pk"))


class PaperFilter(RecordFilter):
    """What the list can be narrowed by."""

    searched = ("title", "number", "summary", "inspection__unit__name", "leaf__label", "leaf__code")
    state = chosen(PaperState, _("状态"))
    source = chosen(PaperSource, _("来源"))
    since = since("drafted_on", _("起草日期"))
    until = until("drafted_on", _("起草日期"))


class PaperList(ListPage):
    """Every paper of the inspections this person works on."""

    permission = "paper.view"
    title = pgettext_lazy("list", "底稿")
    lead = _("一事一底稿：两名以上经办人签名，副组长审核，组长签批后编号")
    table_class = PaperTable
    filterset_class = PaperFilter
    empty = _("由组员起草")

    def found(self) -> QuerySet[Any]:
        """Papers within reach."""
        return queries.papers(self.user)

    def buttons(self) -> list[Button]:
        """Offer to draft one."""
        return (
            [Button(_("起草底稿"), reverse("office:paper_new"), "plus", main=True)] if self.may("paper.write") else []
        )


class PaperPage(RecordPage):
    """One paper with its three signatures."""

    permission = "paper.view"
    template_name = "office/findings/paper.html"
    what = _("底稿")
    crumbs: ClassVar = CRUMBS
    at_once: ClassVar = frozenset({"office:paper_handle", "office:paper_check", "office:paper_sign"})

    def found(self) -> QuerySet[Any]:
        """Papers within reach."""
        return queries.papers(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """What the head of the paper form holds."""
        paper = self.record
        happened = "—"
        if paper.happened_from or paper.happened_until:
            happened = f"{said_day(paper.happened_from)} – {said_day(paper.happened_until)}"
        return [
            (_("状态"), badge(paper.state, paper.get_state_display())), (_("底稿编号"), paper.number or _("签批后编号")),
            (_("被巡察单位"), paper.inspection.unit), (_("轮次"), paper.inspection.round),
            (_("监督内容"), paper.leaf), (_("来源"), paper.get_source_display()),
            (_("发生时间"), happened), (_("地点"), paper.place), (_("起草日期"), said_day(paper.drafted_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What was found, how, and on what ground."""
        paper = self.record
        return [
            (_("问题摘要"), paper.summary), (_("发现过程"), paper.process), (_("情节"), paper.circumstances),
            (_("影响"), paper.effect), (_("定性依据"), paper.basis), (_("证据清单"), "\n".join(paper.evidence)),
        ]  # fmt: skip

    def buttons(self) -> list[Button]:
        """Offer what the state and this person's seat allow."""
        paper = self.record
        open_to = {verb: PAPER_FLOW.can(PaperState(paper.state), verb) for verb in PaperVerb}
        own = [each for each in paper.handlers.all() if each.member.inspector.person_id == self.user.person_id]
        unsigned = any(each.signed_on is None for each in own)
        mine = bool(own and self.user.person_id)
        return self.offered([
            (open_to[PaperVerb.HANDLE] and mine and unsigned, "paper.handle", _("签名"), "office:paper_handle", "check"),
            (open_to[PaperVerb.CHECK] and not mine, "paper.check", _("审核通过"), "office:paper_check", "check"),
            (open_to[PaperVerb.SIGN] and not mine, "paper.sign", _("签批"), "office:paper_sign", "certificate"),
            (open_to[PaperVerb.RETURN], "paper.return", _("退回"), "office:paper_return", "arrow-back"),
            (open_to[PaperVerb.HANDLE], "paper.write", _("修改"), "office:paper_edit", "edit"),
        ])  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the signatures and the findings that stand on this paper."""
        found = queries.findings(self.user).filter(paper=self.record)
        return super().get_context_data(signatures=signatures(self.record), findings=found, **kwargs)


def signatures(paper: Any) -> list[tuple[str, Any, Any]]:
    """Who signs a paper: (as what, who, when), in their order."""
    rows = [(_now("经办人"), handler.member.inspector, handler.signed_on) for handler in paper.handlers.all()]
    rows.append((_now("副组长审核"), paper.checked_by.inspector if paper.checked_by else "", paper.checked_on))
    rows.append((_now("组长签批"), paper.signed_by.inspector if paper.signed_by else "", paper.signed_on))
    return rows


class OfPaper(RecordVerb):
    """A signature on a paper."""

    what = _("底稿")
    back = "office:paper"

    def found(self) -> QuerySet[Any]:
        """Papers within reach."""
        return queries.papers(self.user)


class Handle(OfPaper):
    """Sign as a handler."""

    permission = "paper.handle"
    done = _("已签名")

    def act(self) -> None:
        """Sign."""
        actions.handle(self.record, by=self.user)


class Check(OfPaper):
    """Check as the deputy."""

    permission = "paper.check"
    done = _("已审核")

    def act(self) -> None:
        """Check."""
        actions.check(self.record, by=self.user)


class Sign(OfPaper):
    """Sign as the leader."""

    permission = "paper.sign"
    done = _("已签批并编号")

    def act(self) -> None:
        """Sign."""
        actions.sign(self.record, by=self.user)


class Return(NotePage):
    """Send a paper back with words."""

    permission = "paper.return"
    title = _("退回底稿")
    lead = _("写明需要补充或更正之处；退回后各方须重新签名")
    what = _("底稿")
    back = "office:paper"
    crumbs: ClassVar = CRUMBS

    def found(self) -> QuerySet[Any]:
        """Papers within reach."""
        return queries.papers(self.user)

    def act(self, form: Any) -> str:
        """Send it back."""
        actions.return_paper(self.record, form.cleaned_data["note"], by=self.user)
        return self.address()
