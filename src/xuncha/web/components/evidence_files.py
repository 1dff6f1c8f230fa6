"""Handing out evidence: only to whom it concerns, only as a download, put down in the trail."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from xuncha.records.rectification import actions, queries
from xuncha.web.components.pages import DetailPage


class EvidenceFile(DetailPage):
    """One file. The browser may neither show it nor guess what it is."""

    permission = "evidence.view"
    what = _("佐证材料")

    def found(self) -> QuerySet[Any]:
        """Evidence within reach."""
        return queries.evidence(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Stream it from the store."""
        evidence = self.record
        file = actions.open_evidence(evidence, by=self.user)
        response = FileResponse(
            file, as_attachment=True, filename=evidence.name, content_type=evidence.media_type or None
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response
