"""Verifying the trail in the background, with its progress on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts import queries as accounts
from xuncha.records.audit import actions, queries
from xuncha.web.components.pages import Page

PLACE = "trail-verification"
KEPT_SECONDS = 24 * 3600
SILENT_SECONDS = 120
"""A run of which nothing was heard for so long has died with its process."""


@dataclass(frozen=True)
class Progress:
    """How far a run is, and what came of it."""

    done: int = 0
    total: int = 0
    finished: bool = False
    count: int = 0
    broken: Sentence | None = None

    @property
    def percent(self) -> int:
        """The part done, in whole per cent."""
        return 100 * self.done // self.total if self.total else 0


@task()
def run(by: int) -> None:
    """Verify, telling the progress, and note the result in the trail."""

    def told(done: int, total: int) -> None:
        cache.set(PLACE, Progress(done, total), SILENT_SECONDS)

    count, broken = queries.verify(told)
    finding = broken.sentence if broken else None
    cache.set(PLACE, Progress(finished=True, count=count, broken=finding), KEPT_SECONDS)
    account = accounts.account(by)
    if account is not None:
        actions.note("trail.verify", by=account, result=finding or say(N_("完整，共%(count)s条"), count=count))


class TrailVerify(Page):
    """Start a run, and see how far it is."""

    permission = "trail.verify"
    title = _("校验操作记录")
    lead = _("逐条核对操作记录的链条，并核对每一条数据与记录是否一致")
    template_name = "office/trail/verify.html"
    crumbs: ClassVar = ((_("操作记录"), "office:trail"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the progress and the earlier runs."""
        earlier = queries.events().filter(verb="trail.verify")[:10]
        return super().get_context_data(progress=cache.get(PLACE), earlier=earlier, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start, unless a run is under way."""
        progress = cache.get(PLACE)
        if progress is None or progress.finished:
            cache.set(PLACE, Progress(), SILENT_SECONDS)
            run.enqueue(self.user.pk)
        return HttpResponseRedirect(reverse("office:trail_verify"))


class TrailProgress(Page):
    """The piece of the page that shows the progress, asked for every second while a run is under way."""

    permission = "trail.verify"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it alone."""
        return render(request, "office/trail/progress.html", {"progress": cache.get(PLACE)})
