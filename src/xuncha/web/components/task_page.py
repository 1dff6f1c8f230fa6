"""One task as office and unit both see it: facts, measures, progress, evidence, opinions, more time, re-openings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.deadlines import explain
from xuncha.records.rectification import queries
from xuncha.web.components.records import RecordPage
from xuncha.web.components.said import said
from xuncha.web.components.templatetags.xuncha import badge, money
from xuncha.web.components.templatetags.xuncha import day as said_day

INSIDE = {
    "created": _("创建时间"),
    "modified": _("修改时间"),
    "author": _("作者"),
    "last_author": _("最后修改人"),
    "program": _("制作软件"),
}


class TaskPage(RecordPage):
    """One task. `names` holds the address names of this face: ``file`` and ``task``, and those of verbs on parts."""

    permission = "task.view"
    what = _("整改任务")
    names: ClassVar[dict[str, str]]

    def found(self) -> QuerySet[Any]:
        """Tasks within reach."""
        return queries.tasks(self.user)

    def facts(self) -> list[tuple[Any, Any]]:
        """Where it belongs, whose it is, until when."""
        task = self.record
        done = task.closed_on or (task.submitted_on if task.state in ("submitted", "passed") else None)
        people = _now("%(all)s人，其中本级%(own)s人") % {
            "all": task.people_dealt_with,
            "own": task.own_level_dealt_with,
        }
        return [
            (_("状态"), badge(task.state, task.get_state_display())),
            (_("完成时限"), said_day(task.due_on)), (_("期限情况"), said(explain(task.due_on, timezone.localdate(), done))),
            (_("被巡察单位"), task.inspection.unit), (_("轮次"), task.inspection.round),
            (_("问题"), task.finding.title), (_("监督内容"), task.finding.leaf),
            (_("整改类别"), task.get_cure_display()), (_("本级责任"), task.get_duty_kind_display()),
            (_("责任领导"), task.duty_leader), (_("责任人"), task.duty_person),
            (_("申报日期"), said_day(task.submitted_on)), (_("申报次数"), task.submissions),
            (_("申报追缴金额"), money(task.amount_claimed_fen)), (_("到账金额"), money(task.amount_received_fen)),
            (_("处理人数"), people), (_("销号日期"), said_day(task.closed_on)),
        ]  # fmt: skip

    def texts(self) -> list[tuple[Any, Any]]:
        """What is aimed at, and what came of it."""
        return [(_("整改目标"), self.record.goal), (_("整改结果"), self.record.result)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts."""
        task = self.record
        sees_files = self.may_here("evidence.view")
        return super().get_context_data(
            measures=task.measures.all(),
            progress=task.progress.all(),
            sees_files=sees_files,
            evidence=[_told(each) for each in queries.evidence_of(self.user, task)] if sees_files else [],
            opinions=queries.opinions(task.reviews.all()),
            extensions=task.extensions.all() if self.may_here("extension.view") else [],
            reopenings=task.reopenings.all(),
            names=self.names,
            **kwargs,
        )


def _told(evidence: Any) -> Any:
    """Add what the file says of itself, with labels."""
    evidence.inside = [(INSIDE[name], value) for name, value in evidence.metadata.items() if name in INSIDE]
    return evidence
