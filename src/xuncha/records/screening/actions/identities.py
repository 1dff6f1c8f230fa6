"""A person says who a name in the ledgers stands for; it is remembered, and no rule joins names by itself."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.ledgers import EntityKind
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import require
from xuncha.records.audit.actions import act
from xuncha.records.screening.identities import undecided
from xuncha.records.screening.models import Identity

CONFIRM = "identity.confirm"


def confirm(kind: EntityKind, unit: str, name: str, code: str, *, same: bool, by: User) -> Identity:
    """Say whether a name is somebody known. Only what was suggested can be confirmed: nobody is made up.

    :raises Refused: where it was not suggested, or is answered already.
    """
    require(by, CONFIRM)
    wanted = (kind, unit, name, code)
    likeness = next(
        (
            each
            for each in undecided()
            if (each.mention.kind, each.mention.unit, each.mention.name, each.known.code) == wanted
        ),
        None,
    )
    if likeness is None:
        raise Refused((say(N_("没有这条待确认的建议，可能已有人确认")),))
    known = likeness.known
    identity = Identity(
        kind=kind, unit=unit, name=name, code=code, same=same, by=by, decided_on=timezone.localdate(),
        known_as=" ".join(part for part in (known.name, known.unit, known.post) if part),
    )  # fmt: skip
    with act(CONFIRM, by=by, same=same) as change:
        return change.create(identity)
