"""The menu: each entry shows to whoever holds its permission somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from xuncha.domain.words import N_
from xuncha.records.teams import reach

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User


@dataclass(frozen=True)
class Entry:
    """One entry: label, icon, address name, permission."""

    label: Any
    icon: str
    name: str
    permission: str


MENU: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("", (Entry(N_("首页"), "home", "office:home", "home.view"),)),
    (
        N_("计划与组织"),
        (
            Entry(pgettext_lazy("list", "年度计划"), "calendar", "office:plan_list", "plan.view"),
            Entry(pgettext_lazy("list", "轮次"), "timeline", "office:round_list", "round.view"),
            Entry(pgettext_lazy("list", "巡察对象"), "clipboard-list", "office:inspection_list", "inspection.view"),
            Entry(pgettext_lazy("list", "巡察组"), "users", "office:team_list", "team.view"),
        ),
    ),
    (
        N_("现场工作"),
        (
            Entry(pgettext_lazy("list", "谈话"), "messages", "office:interview_list", "interview.view"),
            Entry(pgettext_lazy("list", "走访"), "map-pin", "office:visit_list", "visit.view"),
            Entry(pgettext_lazy("list", "资料调阅"), "files", "office:document_request_list", "document_request.view"),
            Entry(pgettext_lazy("list", "底稿"), "file-text", "office:paper_list", "paper.view"),
            Entry(pgettext_lazy("list", "问题"), "flag", "office:finding_list", "finding.view"),
            Entry(pgettext_lazy("list", "问题线索"), "lock", "office:lead_list", "lead.view"),
        ),
    ),
    (
        N_("报告与反馈"),
        (
            Entry(pgettext_lazy("list", "巡察报告"), "report", "office:report_list", "report.view"),
            Entry(pgettext_lazy("list", "会议决定"), "gavel", "office:decision_list", "decision.view"),
            Entry(pgettext_lazy("list", "反馈意见"), "speakerphone", "office:feedback_list", "feedback.view"),
        ),
    ),
    (
        N_("整改"),
        (
            Entry(pgettext_lazy("list", "整改方案"), "checklist", "office:rect_plan_list", "rect_plan.view"),
            Entry(pgettext_lazy("list", "整改任务"), "list-check", "office:task_list", "task.view"),
            Entry(pgettext_lazy("list", "延期申请"), "hourglass", "office:extension_list", "extension.view"),
            Entry(pgettext_lazy("list", "整改评估"), "star", "office:score_list", "score.view"),
            Entry(pgettext_lazy("list", "回头看"), "refresh", "office:lookback_list", "lookback.view"),
        ),
    ),
    (
        N_("账目"),
        (
            Entry(N_("收到的账套"), "file-spreadsheet", "office:ledger_list", "ledger.view"),
            Entry(pgettext_lazy("list", "账目疑点"), "alert-triangle", "office:flag_list", "flag.view"),
            Entry(pgettext_lazy("list", "复发提示"), "bell", "office:alert_list", "alert.view"),
            Entry(pgettext_lazy("list", "疑点规则"), "list-check", "office:ledger_rules", "ledger_rule.view"),
        ),
    ),
    (
        N_("基础数据"),
        (
            Entry(pgettext_lazy("list", "单位"), "building-community", "office:unit_list", "unit.view"),
            Entry(pgettext_lazy("list", "人员"), "user", "office:person_list", "person.view"),
            Entry(N_("人才库"), "id-badge-2", "office:inspector_list", "inspector.view"),
            Entry(N_("关系与回避"), "affiliate", "office:tie_list", "tie.view"),
            Entry(N_("监督内容"), "sitemap", "office:taxonomy", "taxonomy.view"),
            Entry(N_("本地规定"), "settings", "office:policy", "deadline.view"),
            Entry(N_("数据导入"), "file-import", "office:import_list", "import.view"),
        ),
    ),
    (
        N_("系统"),
        (
            Entry(pgettext_lazy("list", "账号"), "key", "office:account_list", "account.view"),
            Entry(N_("操作记录"), "history", "office:trail", "trail.view"),
            Entry(N_("权限表"), "shield-check", "office:access", "access.view"),
        ),
    ),
)
"""Inspected units work on the same records through their own face, in `xuncha.web.unit`."""

UNIT_MENU: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry(N_("首页"), "home", "unit:home", "home.view"),
            Entry(N_("反馈意见"), "speakerphone", "unit:feedback", "feedback.view"),
            Entry(N_("整改方案"), "checklist", "unit:plan", "rect_plan.view"),
            Entry(pgettext_lazy("list", "整改任务"), "list-check", "unit:task_list", "task.view"),
            Entry(N_("巡察组与回避异议"), "users", "unit:team", "objection.view"),
            Entry(N_("权限表"), "shield-check", "office:access", "access.view"),
        ),
    ),
)


def entries(user: User, of_unit: bool) -> list[tuple[str, list[tuple[Entry, str]]]]:
    """The sections this person sees: (heading, [(entry, address)])."""
    held, shown = reach.held(user), []
    for heading, section in UNIT_MENU if of_unit else MENU:
        mine = list(_addressed(entry for entry in section if entry.permission in held))
        if mine:
            shown.append((heading, mine))
    return shown


def _addressed(section: Iterable[Entry]) -> Iterable[tuple[Entry, str]]:
    for entry in section:
        try:
            yield entry, reverse(entry.name)
        except NoReverseMatch:
            continue
