"""What a person makes of a red flag: to be checked on site, explained, or part of a finding."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from xuncha.domain.errors import InvalidField, Refused, WrongState
from xuncha.domain.ledgers import FlagState
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import required
from xuncha.records.audit.actions import Change, act
from xuncha.records.findings.actions import save_finding
from xuncha.records.findings.models import Finding, Pattern
from xuncha.records.policy.models import TaxonomyNode
from xuncha.records.rounds.models import Inspection
from xuncha.records.screening import patterns
from xuncha.records.screening.models import Flag
from xuncha.records.screening.queries import findings_for, flags

SETTLE = "flag.settle"
TITLE = 60
"""A title is short; the whole reason stands in the symptom."""


def to_check(flag: Flag, words: str, *, by: User) -> Flag:
    """Put it on the list of what the team checks on site; `words` say how."""
    _reach(flag, by)
    if flag.state != FlagState.NEW:
        raise WrongState(FlagState(flag.state).label, FlagState.CHECK.label)
    return _settled(flag, FlagState.CHECK, words.strip(), by)


def explain(flag: Flag, words: str, *, by: User) -> Flag:
    """Put down the honest explanation. The same rows are not raised again, by this rule, in any later run."""
    _reach(flag, by)
    if flag.state not in (FlagState.NEW, FlagState.CHECK):
        raise WrongState(FlagState(flag.state).label, FlagState.EXPLAINED.label)
    if not words.strip():
        raise InvalidField(N_("核实情况"), say(N_("请写明核实的情况和依据")))
    return _settled(flag, FlagState.EXPLAINED, words.strip(), by)


def attach(flag: Flag, finding: Finding, *, by: User) -> Finding:
    """Make it part of a finding being written, which from now on is known by what the rows show.

    :raises Refused: where the finding belongs to another unit than the flag's or the one above it.
    """
    _reach(flag, by)
    if flag.state not in (FlagState.NEW, FlagState.CHECK):
        raise WrongState(FlagState(flag.state).label, FlagState.FINDING.label)
    if not findings_for(by, flag).filter(pk=finding.pk).exists():
        raise Refused((say(N_("只能并入同一单位或其上级单位正在办理的问题")),))
    with act("flag.finding", by=by, on=flag) as change:
        flag.state, flag.finding, flag.settled_on = FlagState.FINDING, finding, timezone.localdate()
        change.save(flag)
        _keep_pattern(change, flag, finding)
    return finding


def begin_finding(flag: Flag, inspection: Inspection, leaf: TaxonomyNode, *, by: User) -> Finding:
    """Begin a finding with what the flag says, as a draft to be written on, and make the flag part of it."""
    finding = Finding(
        inspection=inspection, leaf=leaf, title=flag.reason_zh[:TITLE], symptom=flag.reason_zh,
        amount_fen=flag.amount_fen, happened_from=flag.day, happened_until=flag.day, found_on=timezone.localdate(),
    )  # fmt: skip
    with transaction.atomic():
        return attach(flag, save_finding(finding, (), by=by), by=by)


def _keep_pattern(change: Change, flag: Flag, finding: Finding) -> None:
    """Add what the flag's rows show to what the finding is known by."""
    seen = patterns.of_flag(flag)
    known = Pattern.objects.filter(finding=finding).first()
    if known is None:
        if any(seen.values()):
            change.create(Pattern(finding=finding, family=flag.family, **seen))
        return
    for name, values in seen.items():
        setattr(known, name, sorted({*getattr(known, name), *values}))
    change.save(known)


def _reach(flag: Flag, by: User) -> None:
    required(flags(by, SETTLE), flag, SETTLE)


def _settled(flag: Flag, state: FlagState, words: str, by: User) -> Flag:
    flag.state, flag.words, flag.settled_on = state, words, timezone.localdate()
    with act(SETTLE, by=by, on=flag, state=state.label) as change:
        change.save(flag)
    return flag
