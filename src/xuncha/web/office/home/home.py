"""Everybody's first page: what is due, overdue and new, and what waits for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xuncha.domain.papers import PaperState
from xuncha.domain.rectification import TaskState
from xuncha.domain.roles import ADMINISTRATORS, Role
from xuncha.domain.words import N_
from xuncha.records.audit import queries as audit
from xuncha.records.findings.waiting import waiting as findings_waiting
from xuncha.records.rectification import queries as rectification
from xuncha.records.rectification.waiting import waiting as rectification_waiting
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.screening.waiting import waiting as screening_waiting
from xuncha.records.staffing import queries as staffing
from xuncha.records.teams import queries as teams
from xuncha.records.teams import reach
from xuncha.web.components.history import line
from xuncha.web.components.pages import Page
from xuncha.web.components.reads import BY_KIND, BY_NAME, address
from xuncha.web.components.said import said
from xuncha.web.office.home import administrators

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User

NEWS_DAYS = 14
NEWS_READ = 200
NEWS_SHOWN = 12
AT_ONCE, AT_MOST = 8, 30
"""How many of what waits are seen at once, and how many after opening the rest."""


@dataclass(frozen=True)
class News:
    """Something that happened lately where this person reaches."""

    day: date
    text: str
    address: str


@dataclass(frozen=True)
class Count:
    """A number, what it counts, and where the list is."""

    label: str
    number: int
    address: str
    grave: bool = False


class Shown:
    """What waits, as much of it as a first page can hold, and how much there is in all."""

    def __init__(self, items: list[tuple[Waiting, str]]) -> None:
        """Cut the list where a person would no longer read on."""
        self.first, self.rest = items[:AT_ONCE], items[AT_ONCE:AT_MOST]
        self.total, self.more = len(items), max(0, len(items) - AT_MOST)


class HomePage(Page):
    """The first page: units have their own face, administrators their own matters."""

    permission = "home.view"
    title = _("首页")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show a stranger the cast in the demo; anywhere else a stranger signs in."""
        if settings.DEMO and not request.user.is_authenticated:
            return render(request, "office/home/cast.html", {"title": _("巡察通演示")})
        return super().dispatch(request, *args, **kwargs)

    def require_permission(self) -> None:
        """Let in everybody signed in: who holds no role yet is told so here."""

    def get_template_names(self) -> list[str]:
        """Administrators see no content, so they have a page of their own."""
        return [f"office/home/{'administrators' if self.user.has_role(*ADMINISTRATORS) else 'home'}.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead units to their own face."""
        if self.user.has_role(Role.UNIT_HEAD, Role.UNIT_LIAISON):
            return redirect("unit:home")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what concerns this person."""
        if self.user.has_role(*ADMINISTRATORS):
            return super().get_context_data(**administrators.matters(self.user), **kwargs)
        due, open_ones = _waiting(self.user)
        return super().get_context_data(
            overdue=Shown([each for each in due if each[0].overdue]),
            due=Shown([each for each in due if not each[0].overdue]),
            open_ones=Shown(open_ones),
            number=len(due) + len(open_ones),
            roleless=not self.user.granted,
            counts=_counts(self.user),
            news=_news(self.user),
            **kwargs,
        )


def _waiting(user: User) -> tuple[list[tuple[Waiting, str]], list[tuple[Waiting, str]]]:
    """What has a date, the earliest first; and what has none."""
    found = [
        *teams.due(user),
        *teams.waiting(user),
        *staffing.waiting(user),
        *findings_waiting(user),
        *rectification_waiting(user),
        *screening_waiting(user),
    ]
    once = {(each.kind, each.pk, str(each.what)): each for each in found}.values()
    placed = [(each, address(each.kind, each.pk)) for each in once]
    dated = [each for each in placed if each[0].due_on is not None]
    dated.sort(key=lambda each: each[0].due_on or timezone.localdate())
    return dated, [each for each in placed if each[0].due_on is None]


def _counts(user: User) -> list[Count]:
    wanted: list[tuple[str, str, str, Any, bool]] = [
        (N_("在办巡察"), "inspection", "", lambda found: found.exclude(round__state="finished"), False),
        (N_("未签批底稿"), "paper", "", lambda found: found.exclude(state=PaperState.SIGNED), False),
        (N_("发现问题"), "finding", "", lambda found: found, False),
        (N_("未销号任务"), "task", "", lambda found: found.exclude(state=TaskState.CLOSED), False),
        (N_("逾期任务"), "task", "?overdue=yes", rectification.overdue, True),
    ]
    return [
        Count(_now(label), narrowed(BY_NAME[name].found(user)).order_by().count(), _list(name) + filtered, grave)
        for label, name, filtered, narrowed, grave in wanted
        if reach.may_somewhere(user, BY_NAME[name].permission)
    ]


def _list(name: str) -> str:
    try:
        return reverse(f"office:{name}_list")
    except NoReverseMatch:
        return ""


def _news(user: User) -> list[News]:
    """What others did lately to records this person reaches, and steps completed, the latest first."""
    since = timezone.localdate() - timedelta(days=NEWS_DAYS)
    steps = [
        News(done_on, said(sentence), address("inspection", key)) for done_on, sentence, key in teams.done(user, since)
    ]
    return sorted([*_acts(user, since), *steps], key=lambda news: news.day, reverse=True)[:NEWS_SHOWN]


def _acts(user: User, since: date) -> list[News]:
    # Who looked at what is the trail's matter: news is what changed. When a mate cannot serve is no news for the team.
    no_news = Q(actor=user.pk) | Q(verb="demo.load") | Q(verb__startswith="export.") | Q(verb__endswith=".view")
    no_news |= Q(verb__startswith="absence.") | Q(verb="step.complete")  # a step done is told by its name
    found = list(audit.events().filter(at__date__gte=since, kind__in=BY_KIND).exclude(no_news)[:NEWS_READ])
    keys: dict[str, set[int]] = defaultdict(set)
    for event in found:
        keys[event.kind].add(event.key)  # type: ignore[arg-type]
    reached = {
        (kind, key)
        for kind, some in keys.items()
        if reach.may_somewhere(user, BY_KIND[kind].permission)
        for key in BY_KIND[kind].found(user).filter(pk__in=some).values_list("pk", flat=True)
    }
    return [
        News(
            timezone.localtime(event.at).date(),
            _now("%(who)s %(did)s：%(what)s") % {"who": event.actor_name, "did": line(event).what, "what": event.label},
            address(BY_KIND[event.kind].name, event.key or 0),
        )
        for event in found
        if (event.kind, event.key) in reached
    ]
