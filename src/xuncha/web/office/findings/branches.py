"""Findings counted by branch of the taxonomy."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xuncha.records.findings import queries
from xuncha.records.findings.statistics import by_branch
from xuncha.web.components.pages import Page


class FindingStatistics(Page):
    """How many findings each branch holds; every figure is the sum of those below it."""

    permission = "statistics.view"
    title = _("问题分类统计")
    lead = _("已确认和已写入报告的问题，按监督内容逐级汇总；上级数字等于下级之和")
    template_name = "office/findings/statistics.html"
    crumbs: ClassVar = ((pgettext_lazy("list", "问题"), "office:finding_list"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sums, edition by edition; empty leaves are left out."""
        sums = by_branch(queries.findings(self.user, self.permission))
        shown = [branch for branch in sums if branch.findings or branch.depth < 2]
        editions = [(edition, list(rows)) for edition, rows in groupby(shown, key=lambda branch: branch.edition)]
        total = sum(branch.findings for branch in sums if branch.depth == 0)
        return super().get_context_data(editions=editions, total=total, **kwargs)
