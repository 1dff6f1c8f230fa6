"""Tickets: what a page pays, by work or by waiting, before it may send or ask; dearer the more is asked of everybody.

No address is looked at and nobody is refused: under a flood everyone pays more for some minutes. How much is asked is counted in
memory the server's processes share, since a count by the minute on disk would tell when somebody was here.
"""

from __future__ import annotations

import mmap
import secrets
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils import timezone

from xuncha.domain.tips import TicketRefused
from xuncha.domain.words import N_, say
from xuncha.engines.sealing.work import check
from xuncha.records.audit import TIPS
from xuncha.records.tips.models import SpentTicket

LEAST_BITS, MOST_BITS = 12, 22
LEAST_WAIT, MOST_WAIT = 3, 60
EASY = 60
"""So many tickets a minute cost the least; each doubling costs a bit more."""
VALID_SECONDS = 2 * 3600
_SECONDS = 60
_slot = struct.Struct("=QQ")
# Shared by the processes forked from this one. Two that count at the same instant may lose a count: it is no account.
_meter = mmap.mmap(-1, _SECONDS * _slot.size)


@dataclass(frozen=True)
class Ticket:
    """What a page is told to pay, and the signed text it sends back."""

    id: str
    bits: int
    wait: int
    signed: str


def issue(now: float | None = None) -> Ticket:
    """Give a ticket at the present price."""
    now = time.time() if now is None else now
    _count(int(now))
    identity, bits, wait = secrets.token_urlsafe(16), *price(load(now))
    body = {"id": identity, "issued": int(now), "bits": bits, "wait": wait, "until": int(now) + VALID_SECONDS}
    return Ticket(identity, bits, wait, _signer().sign_object(body))


def redeem(fields: Mapping[str, str], thing: str = "", now: float | None = None) -> int:
    """Take a ticket (`ticket`, and `nonce` where it was paid by work) for one thing; give the bits paid, none by waiting.

    `thing` names what is paid for, such as the receipt's digest: sent again after a line broke, it needs no new ticket.
    """
    now = time.time() if now is None else now
    try:
        body = _signer().unsign_object(fields.get("ticket", ""))
    except (BadSignature, ValueError) as error:
        raise TicketRefused(say(N_("通行凭据无效，请重新打开页面"))) from error
    if now > body["until"]:
        raise TicketRefused(say(N_("页面打开太久，通行凭据已过期，请再试一次")))
    nonce = fields.get("nonce", "")
    worked = bool(nonce) and check(body["id"], nonce, body["bits"])
    if not worked and now < body["issued"] + body["wait"]:
        raise TicketRefused(say(N_("请等待%(seconds)s秒再发送"), seconds=body["issued"] + body["wait"] - int(now)))
    _spend(body["id"], thing)
    return int(body["bits"]) if worked else 0


def load(now: float | None = None) -> int:
    """How many tickets were given in the last minute."""
    moment = int(time.time() if now is None else now)
    slots = (_slot.unpack_from(_meter, place * _slot.size) for place in range(_SECONDS))
    return sum(count for second, count in slots if moment - _SECONDS < second <= moment)


def price(asked: int) -> tuple[int, int]:
    """Bits of work and seconds of waiting at a load."""
    doublings = max(0, (asked // EASY)).bit_length()
    return min(LEAST_BITS + doublings, MOST_BITS), min(LEAST_WAIT * 2**doublings, MOST_WAIT)


def forget() -> int:
    """Forget the tickets of past days, none of which is valid any more; give how many."""
    old = SpentTicket.objects.using(TIPS).filter(day__lt=timezone.localdate() - timedelta(days=1))
    return old.delete()[0]


def _spend(identity: str, thing: str) -> None:
    key = int.from_bytes(sha256(identity.encode()).digest()[:8]) >> 2
    digest = sha256(f"{identity}|{thing}".encode()).hexdigest()
    try:
        with transaction.atomic(using=TIPS):
            SpentTicket.objects.using(TIPS).create(pk=key, thing=digest, day=timezone.localdate())
    except IntegrityError:
        if not SpentTicket.objects.using(TIPS).filter(pk=key, thing=digest).exists():
            raise TicketRefused(say(N_("通行凭据已经用过，请再试一次"))) from None


def _count(second: int) -> None:
    place = second % _SECONDS * _slot.size
    counted, count = _slot.unpack_from(_meter, place)
    _slot.pack_into(_meter, place, second, count + 1 if counted == second else 1)


def _signer() -> Signer:
    return Signer(salt="xuncha.tips.ticket")
