"""Reads: the page behind a code, the report behind a receipt, what a reader's keys open."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef, QuerySet

from xuncha.domain.errors import NotFound
from xuncha.domain.words import N_
from xuncha.engines.sealing.envelope import Envelope, Seal
from xuncha.engines.sealing.receipts import receipt_id
from xuncha.engines.sealing.suite import fingerprint
from xuncha.engines.sealing.wire import from_text, to_text
from xuncha.records.audit import TIPS
from xuncha.records.tips import uploads
from xuncha.records.tips.models import Door, Message, Note, Page, Tip, TipSeal, Upload


def door_by_code(code: str) -> Door:
    """Give the door a short code stands for, with its page."""
    door = Door.objects.using(TIPS).select_related("page").filter(code=code.strip().upper()).first()
    if door is None:
        raise NotFound(N_("反映页"), code)
    return door


def page_by_code(code: str) -> Page:
    """Give the page a short code leads to."""
    return door_by_code(code).page


def page_of(inspection: int) -> Page | None:
    """Give the page of an inspection, where one was published."""
    return Page.objects.using(TIPS).filter(inspection=inspection).first()


def fingerprints(page: Page) -> set[str]:
    """Give the keys a report of this page may be sealed to: the team's, each reader's, the office's recovery key."""
    return {fingerprint(public) for public in _publics(page)}


def tip_by_receipt(receipt: str) -> Tip | None:
    """Give the report with this digest of a receipt."""
    return Tip.objects.using(TIPS).select_related("page").filter(receipt_id=receipt).first()


def tip_by_lookup(lookup: bytes) -> Tip:
    """Give the report of whoever shows what follows from the receipt."""
    tip = tip_by_receipt(to_text(receipt_id(lookup)))
    if tip is None:
        raise NotFound(N_("群众反映"), N_("回执码"))
    return tip


def recipients(tip: Tip) -> list[bytes]:
    """Give the public keys of those who read a report, to whom its next texts are sealed; never the reader it names."""
    sealed_to = {seal.to for seal in seals_of(tip)}
    page = Page.objects.using(TIPS).get(pk=tip.page_id)
    found = [public for public in _publics(page) if fingerprint(public) in sealed_to]
    return found or [from_text(page.recovery_public, "recovery_public")]


def messages_for(tip: Tip) -> list[tuple[Message, Envelope]]:
    """Give what the team wrote; what the reporter wrote is shown to nobody who finds a receipt."""
    return [(message, envelope_of(message)) for message in tip.messages.using(TIPS).filter(from_team=True)]


def for_readers(inspection: int, keys: Collection[str]) -> QuerySet[Tip]:
    """The reports of an inspection that one of these keys opens; within a day, what cost its sender more comes first."""
    opened = TipSeal.objects.using(TIPS).filter(tip=OuterRef("pk"), message=None, note=None, to__in=keys)
    tips = Tip.objects.using(TIPS).select_related("page", "door")
    return tips.filter(Exists(opened), inspection=inspection).order_by("-day", "-effort", "pk")


def open_upload(tip: Tip, key: int) -> Iterator[bytes]:
    """Give the sealed chunks of a file of a report."""
    upload = Upload.objects.using(TIPS).filter(pk=key, tip=tip).first()
    if upload is None:
        raise NotFound(N_("文件"), key)
    return uploads.read(upload)


def envelope_of(thing: Tip | Message | Note) -> Envelope:
    """Give a stored text as it was sealed."""
    seals = tuple(Seal(seal.to, from_text(seal.seal, "seal")) for seal in seals_of(thing))
    return Envelope(thing.algorithm, thing.purpose, from_text(thing.body, "body"), seals)


def seals_of(thing: Tip | Message | Note) -> list[TipSeal]:
    """Give the seals on one text."""
    seals = TipSeal.objects.using(TIPS)
    match thing:
        case Tip():
            return list(seals.filter(tip=thing, message=None, note=None))
        case Message():
            return list(seals.filter(message=thing))
        case Note():
            return list(seals.filter(note=thing))


def _publics(page: Page) -> list[bytes]:
    texts = [page.team_public, *(reader["public"] for reader in page.readers), page.recovery_public]
    return [from_text(text, "public") for text in texts]
