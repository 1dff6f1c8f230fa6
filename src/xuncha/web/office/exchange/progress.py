"""How far an import or export is, as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xuncha.records.exchange import progress
from xuncha.web.components.polling import ProgressPage

if TYPE_CHECKING:
    from xuncha.records.exchange.models import ExportJob, ImportJob


class JobProgress(ProgressPage):
    """How far a job is."""

    template_name = "office/exchange/progress.html"

    def shown(self) -> dict[str, Any]:
        """How far it is, and whether it seems to have stopped."""
        return shown(self.record)


def shown(job: ImportJob | ExportJob) -> dict[str, Any]:
    """What the fragment shows."""
    return {"progress": progress.of(job), "broken_off": progress.broken_off(job)}
