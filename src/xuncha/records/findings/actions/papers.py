"""One matter one paper: drafted, signed by its handlers, checked by a deputy, signed by the leader."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from xuncha.domain import access, papers
from xuncha.domain.errors import WrongState
from xuncha.domain.papers import PAPER_FLOW, PaperState, PaperVerb
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.fieldwork.queries import seats
from xuncha.records.findings import facts
from xuncha.records.findings.actions.shared import hold_series, refuse, require_leaf, require_words, seat
from xuncha.records.findings.models import PaperHandler, WorkingPaper
from xuncha.records.teams import reach
from xuncha.records.teams.models import Member

OPEN = (PaperState.DRAFT, PaperState.RETURNED)


def save_paper(paper: WorkingPaper, handlers: Iterable[Member], *, by: User) -> WorkingPaper:
    """Draft a paper, or change one that is not yet handed on. A change undoes what was signed of it so far."""
    reach.require(by, "paper.write", paper.inspection)
    require_leaf(paper.leaf)
    named = tuple(dict.fromkeys(handlers))
    _require_handlers(paper, named)
    with act("paper.write", by=by, on=paper if paper.pk else None) as change:
        if paper.pk:
            stored = change.hold(paper)["state"]
            if stored not in OPEN or stored != paper.state:
                raise WrongState(PaperState(stored), N_("修改"))
            change.save(paper)
        else:
            paper.state = PaperState.DRAFT
            change.create(paper)
        _name_handlers(change, paper, named)
    return paper


def handle(paper: WorkingPaper, *, by: User) -> WorkingPaper:
    """Sign as one who found the facts; with the last handler's signature the paper goes to the deputy."""
    reach.require(by, "paper.handle", paper.inspection)
    member = seat(by, paper.inspection)
    with act("paper.handle", by=by, on=paper) as change:
        after = PAPER_FLOW.advance(PaperState(paper.state), PaperVerb.HANDLE)
        refuse(papers.ready_to_handle(facts.of_paper(paper, all_named=True)))
        own = paper.handlers.filter(member=member).first()
        if own is None:
            refuse((say(N_("您不是这份底稿的经办人")),))
            raise AssertionError
        if own.signed_on is not None:
            refuse((say(N_("您已在这份底稿上签名")),))
        own.signed_on = timezone.localdate()
        change.save(own)
        if not paper.handlers.filter(signed_on__isnull=True).exists():
            paper.state, paper.returned_note = after, ""
            change.save(paper)
    return paper


def check(paper: WorkingPaper, *, by: User) -> WorkingPaper:
    """The deputy, who did not handle the paper, found it in order."""
    reach.require(by, "paper.check", paper.inspection)
    member = seat(by, paper.inspection)
    with act("paper.check", by=by, on=paper) as change:
        after = PAPER_FLOW.advance(PaperState(paper.state), PaperVerb.CHECK)
        refuse(papers.may_check(facts.of_paper(paper), member.inspector_id, TeamRole(member.role)))
        paper.state, paper.checked_by, paper.checked_on = after, member, timezone.localdate()
        change.save(paper)
    return paper


def sign(paper: WorkingPaper, *, by: User) -> WorkingPaper:
    """The leader signs; only now the paper gets its number."""
    reach.require(by, "paper.sign", paper.inspection)
    member = seat(by, paper.inspection)
    with act("paper.sign", by=by, on=paper) as change:
        series = hold_series(paper.inspection)
        after = PAPER_FLOW.advance(PaperState(paper.state), PaperVerb.SIGN)
        refuse(papers.may_sign(facts.of_paper(paper), member.inspector_id, TeamRole(member.role)))
        stem = papers.paper_number(*series, taken=()).rpartition("-")[0]
        taken = WorkingPaper.objects.filter(number__startswith=stem).values_list("number", flat=True)
        paper.number = papers.paper_number(*series, taken=[number for number in taken if number])
        paper.state, paper.signed_by, paper.signed_on = after, member, timezone.localdate()
        change.save(paper)
    return paper


def return_paper(paper: WorkingPaper, note: str, *, by: User) -> WorkingPaper:
    """Send a paper back with what is to be mended; every signature on it falls."""
    reach.require(by, "paper.return", paper.inspection)
    words = require_words(note, N_("退回意见"))
    with act("paper.return", by=by, on=paper, note=words) as change:
        paper.state = PAPER_FLOW.advance(PaperState(paper.state), PaperVerb.RETURN)
        paper.checked_by, paper.checked_on, paper.returned_note = None, None, words
        change.save(paper)
        _unsign(change, paper)
    return paper


def _require_handlers(paper: WorkingPaper, named: tuple[Member, ...]) -> None:
    allowed = {role for role in TeamRole if access.allowed("paper.handle", role)}
    here = set(seats(paper.inspection).filter(role__in=allowed).values_list("pk", flat=True))
    if not {member.pk for member in named} <= here:
        refuse((say(N_("经办人须为本巡察组在组人员，组长不经办底稿")),))


def _name_handlers(change: Change, paper: WorkingPaper, named: tuple[Member, ...]) -> None:
    for handler in paper.handlers.exclude(member__in=named):
        change.delete(handler)
    _unsign(change, paper)
    known = set(paper.handlers.values_list("member_id", flat=True))
    change.create_many(PaperHandler(paper=paper, member=member) for member in named if member.pk not in known)


def _unsign(change: Change, paper: WorkingPaper) -> None:
    for handler in paper.handlers.filter(signed_on__isnull=False):
        handler.signed_on = None
        change.save(handler)
