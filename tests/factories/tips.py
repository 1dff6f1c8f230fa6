"""A page with its keys, and reports sealed to it as a browser seals them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from xuncha.engines.sealing import receipts
from xuncha.engines.sealing.envelope import Envelope, seal
from xuncha.engines.sealing.suite import KeyPair, fingerprint, new_pair
from xuncha.engines.sealing.wire import to_text
from xuncha.records.audit.actions import SYSTEM
from xuncha.records.tips import actions
from xuncha.records.tips.models import Door, Page, Tip

INSPECTION = 7


@dataclass
class Keys:
    """Everybody's key pairs."""

    team: KeyPair = field(default_factory=new_pair)
    originals: KeyPair = field(default_factory=new_pair)
    recovery: KeyPair = field(default_factory=new_pair)
    clerk: KeyPair = field(default_factory=new_pair)
    leader: KeyPair = field(default_factory=new_pair)


def published(keys: Keys, inspection: int = INSPECTION, **more: Any) -> Page:
    """A page that takes reports today."""
    today = timezone.localdate()
    readers = [
        {"name": name, "role": role, "fingerprint": fingerprint(pair.public), "public": to_text(pair.public)}
        for name, role, pair in (("柳问渠", "clerk", keys.clerk), ("陆怀川", "leader", keys.leader))
    ]
    values = {
        "title": "青屿县巡察", "unit": "青屿县水利枢纽管理局", "place": "青屿县", "opens": today,
        "closes": today + timedelta(days=30), "readers": readers, "team_public": to_text(keys.team.public),
        "originals_public": to_text(keys.originals.public), "recovery_public": to_text(keys.recovery.public),
    }  # fmt: skip
    return actions.publish_page(Page(inspection=inspection, **{**values, **more}), by=SYSTEM)


def door(page: Page) -> Door:
    """One poster's door."""
    return actions.open_doors(page, [Door(label="东街", posters=10)], by=SYSTEM)[0]


def sealed(keys: Keys, text: str = "他们把修渠的钱用于旅游", purpose: str = "tip") -> Envelope:
    """A text sealed to the team and for recovery."""
    return seal(text.encode(), purpose, [keys.team.public, keys.recovery.public])


def sent(page: Page, keys: Keys, text: str = "他们把修渠的钱用于旅游", **more: Any) -> tuple[Tip, str]:
    """A report with its receipt."""
    receipt = receipts.new_receipt()
    return actions.receive(page, sealed(keys, text), **{**with_receipt(receipt), **more}), receipt


def with_receipt(receipt: str) -> dict[str, bytes]:
    """What a receipt tells the server."""
    lookup = receipts.lookup(receipt)
    return {"receipt_id": receipts.receipt_id(lookup), "reply_public": receipts.reply_pair(receipt).public}
