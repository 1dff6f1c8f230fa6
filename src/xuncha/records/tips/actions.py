"""Writes: what a reporter sends (as "群众", by the day), and what a team does with it (by the hour)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.tips import KeysChanged, NoteKind, PageState, TipState, Via
from xuncha.domain.words import N_, say
from xuncha.engines.sealing.envelope import Envelope, Seal
from xuncha.engines.sealing.suite import fingerprint
from xuncha.engines.sealing.wire import from_text, to_text
from xuncha.records.audit import TIPS
from xuncha.records.audit.actions import Actor, Change, act, day_of, note, take_turn
from xuncha.records.tips import uploads as files
from xuncha.records.tips.models import Door, Message, Note, Page, Tip, TipSeal
from xuncha.records.tips.queries import fingerprints, recipients, seals_of, tip_by_receipt
from xuncha.records.tips.uploads import Claim, begin_upload, finish_upload, store_chunk

__all__ = [
    "REPORTER", "add_message", "add_note", "begin_upload", "close_page", "destroy", "finish_upload", "note_reading",
    "open_doors", "publish_page", "receive", "reply", "reseal", "set_state", "store_chunk",
]  # fmt: skip

LONGEST_BODY = 1 << 20
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
MOST_AT_ONCE = 50
Turn = TypeVar("Turn", Message, Note)


@dataclass(frozen=True)
class Reporter:
    """Whoever reports: nobody the trail could name."""

    pk: None = None
    trail_name: str = "群众"
    trail_role: str = ""

    def reaches(self, permission: str, place: str) -> bool:
        """A reporter holds no permission."""
        return False


REPORTER = Reporter()


# What a reporter does -------------------------------------------------------------------------------------------------


def receive(
    page: Page,
    envelope: Envelope,
    *,
    receipt_id: bytes | None = None,
    reply_public: bytes = b"",
    uploads: Iterable[Claim] = (),
    effort: int = 0,
    via: Via = Via.WEB,
    door: Door | None = None,
    stopped: bool = False,
    by: Actor = REPORTER,
) -> Tip:
    """Store a report. When this returns it is stored for good; sent again with the same receipt, it is the same report."""
    receipt = to_text(receipt_id) if receipt_id else None
    if receipt and (first := tip_by_receipt(receipt)):
        return first
    tip = Tip(
        inspection=page.inspection, page=page, door=door, via=via, receipt_id=receipt,
        reply_public=to_text(reply_public), effort=effort, stopped=stopped, **_sealed(envelope, "tip"),
    )  # fmt: skip
    try:
        # Even where a clerk enters it: the hour of a visit would tell who came.
        with act("tip.receive", by=by, using=TIPS, at=day_of(timezone.now())) as change:
            # One after the other with whoever changes the page, so that no report slips in under a key on its way out.
            # Not by a lock on the page: that needs the right to change it, which the portal must not have.
            take_turn(TIPS)
            now = Page.objects.using(TIPS).get(pk=page.pk)
            if now.state != PageState.OPEN or (by.pk is None and not now.takes_on(timezone.localdate())):
                raise Refused([say(N_("这个反映页已停止接收"))])
            _require_known(envelope, fingerprints(now))
            change.create(tip)
            _seal(change, tip, envelope.seals)
            files.bind(uploads, tip)
    except IntegrityError:
        if receipt and (first := tip_by_receipt(receipt)):
            return first  # two that were sent at once: the other was quicker
        raise
    return tip


def add_message(tip: Tip, envelope: Envelope) -> Message:
    """Store what a reporter adds; the same envelope sent again is the same message."""
    _require_known(envelope, set(map(fingerprint, recipients(tip))))
    return _converse(tip, envelope, by=REPORTER, from_team=False)


# What the office and the team do --------------------------------------------------------------------------------------


def publish_page(page: Page, *, by: Actor) -> Page:
    """Publish a page, or what changed of it; its keys are the office's to choose."""
    for name in ("team_public", "originals_public", "recovery_public"):
        if len(from_text(getattr(page, name), name)) != 32:
            raise InvalidField(name, say(N_("不是公钥")))
    if page.closes < page.opens:
        raise InvalidField("closes", say(N_("停止接收不能早于开始接收")))
    new = page.pk is None
    with _turn("page.publish", page, by) as change:
        return change.create(page) if new else change.save(page)


def close_page(page: Page, *, by: Actor) -> Page:
    """Take no more reports through a page; its reporters still come back with their receipts."""
    with _turn("page.close", page, by) as change:
        page.state = PageState.CLOSED
        return change.save(page)


def open_doors(page: Page, doors: Iterable[Door], *, by: Actor) -> list[Door]:
    """Give each door of a page a code of its own."""
    with _turn("page.doors", page, by) as change:
        made = list(doors)
        for door in made:
            door.page, door.code = page, _free_code()
            change.create(door)
        return made


def set_state(tip: Tip, state: TipState, *, by: Actor) -> Tip:
    """Tell the reporter how far it is."""
    with act("tip.state", by=by, on=tip, using=TIPS) as change:
        tip.state = state
        return change.save(tip)


def note_reading(tip: Tip, *, by: Actor) -> None:
    """Record that somebody opened a report; the first to do so makes it a read one."""
    if tip.state != TipState.RECEIVED:
        note("tip.read", by=by, on=tip, using=TIPS)
        return
    with act("tip.read", by=by, on=tip, using=TIPS) as change:
        tip.state = TipState.READ
        change.save(tip)


def reply(tip: Tip, envelope: Envelope, *, by: Actor) -> Message:
    """Store what the team writes to the reporter."""
    known = set(map(fingerprint, recipients(tip)))
    if tip.reply_public:
        known.add(fingerprint(from_text(tip.reply_public, "reply_public")))
    _require_known(envelope, known)
    return _converse(tip, envelope, by=by, from_team=True)


def add_note(tip: Tip, envelope: Envelope, kind: NoteKind, *, by: Actor) -> Note:
    """Store what the team writes to itself."""
    _require_known(envelope, set(map(fingerprint, recipients(tip))))
    sealed = _sealed(envelope, "note")
    return _numbered("tip.note", tip.notes.using(TIPS), Note(tip=tip, kind=kind, **sealed), envelope, by)


def reseal(things: Iterable[tuple[Tip | Message | Note, Sequence[Seal]]], *, by: Actor) -> int:
    """Put other seals on texts, for a key that was rotated or passed on; all or none. Gives how many texts."""
    count = 0
    with act("tip.reseal", by=by, using=TIPS) as change:
        for thing, seals in things:
            for old in seals_of(thing):
                change.delete(old)
            _seal(change, thing, seals)
            count += 1
    return count


def destroy(inspection: int, *, by: Actor, reason: str) -> int:
    """Delete every report of an inspection with its files, by a decision the caller has recorded; gives how many."""
    with act("tip.destroy", by=by, using=TIPS, reason=reason) as change:
        tips = list(Tip.objects.using(TIPS).filter(inspection=inspection))
        for tip in tips:
            gone = [*tip.seals.using(TIPS), *tip.notes.using(TIPS), *tip.messages.using(TIPS)]
            for record in gone:
                change.delete(record)
        bound = [key for tip in tips for key in tip.uploads.using(TIPS).values_list("pk", flat=True)]
        for tip in tips:
            tip.uploads.using(TIPS).all().delete()
            change.delete(tip)
    files.remove(bound)
    return len(tips)


@contextmanager
def _turn(verb: str, page: Page, by: Actor) -> Iterator[Change]:
    """Act on a page in the order `receive` keeps to: first the chain, then the page."""
    with act(verb, by=by, using=TIPS) as change:
        take_turn(TIPS)
        change.subject = page
        if page.pk:
            change.hold(page)
        yield change


def _converse(tip: Tip, envelope: Envelope, *, by: Actor, from_team: bool) -> Message:
    message = Message(tip=tip, from_team=from_team, **_sealed(envelope, "message"))
    return _numbered("tip.reply" if from_team else "tip.add", tip.messages.using(TIPS), message, envelope, by)


def _numbered(verb: str, others: QuerySet[Turn], turn: Turn, envelope: Envelope, by: Actor) -> Turn:
    """Store the next turn on a report, once; where somebody else was quicker it takes the number after theirs."""
    for attempt in range(MOST_AT_ONCE):
        turn.number = others.count() + 1
        known = others.filter(body=turn.body).first()  # asked after the number: what comes between takes it
        if known is not None:
            return known  # sent again after a line broke
        try:
            with act(verb, by=by, using=TIPS) as change:
                change.create(turn)
                _seal(change, turn, envelope.seals)
            return turn
        except IntegrityError:
            if attempt == MOST_AT_ONCE - 1:
                raise
    raise AssertionError("unreachable")


def _sealed(envelope: Envelope, purpose: str) -> dict[str, Any]:
    if envelope.purpose != purpose:
        raise InvalidField("purpose", say(N_("不认识这种用途")))
    if len(envelope.body) > LONGEST_BODY:
        raise InvalidField("body", say(N_("内容太长，请作为文件发送")))
    body = to_text(envelope.body)
    return {"day": timezone.localdate(), "algorithm": envelope.algorithm, "purpose": purpose, "body": body}


def _seal(change: Change, thing: Tip | Message | Note, seals: Iterable[Seal]) -> None:
    at: dict[str, Any] = {"tip": thing}
    match thing:
        case Message():
            at = {"tip_id": thing.tip_id, "message": thing}
        case Note():
            at = {"tip_id": thing.tip_id, "note": thing}
    change.create_many([TipSeal(to=seal.to, seal=to_text(seal.seal), **at) for seal in seals])


def _require_known(envelope: Envelope, known: Collection[str]) -> None:
    if not envelope.seals or {seal.to for seal in envelope.seals} - set(known):
        raise KeysChanged


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(6))
        if not Door.objects.using(TIPS).filter(code=code).exists():
            return code
