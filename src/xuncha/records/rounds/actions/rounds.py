"""Rounds: when, by which modes, and per mode who authorises, hears and receives leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.domain.errors import Refused, WrongState
from xuncha.domain.modes import Mode, terms_in_words
from xuncha.domain.steps import Step
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.rounds.actions.steps import plan_dates, record_step
from xuncha.records.rounds.models import Round, RoundMode, RoundState


@dataclass(frozen=True)
class ModeWords:
    """Who authorises, hears and receives leads for one mode of a round."""

    mode: Mode
    authorises: str
    hears: str
    receives_leads: str


def add_round(round_: Round, modes: Iterable[Mode], *, by: Actor) -> Round:
    """Add a round; each mode starts from the usual terms, which may be edited."""
    allow(by, "round.edit", round_.jurisdiction.path)
    with act("round.edit", by=by) as change:
        change.create(round_)
        for mode in modes:
            ensure_mode(change, round_, mode)
    return round_


def change_round(round_: Round, *, by: Actor) -> Round:
    """Keep what was changed of a round; the planned dates of its inspections move with it."""
    allow(by, "round.edit", round_.jurisdiction.path)
    with act("round.edit", by=by, on=round_) as change:
        change.save(round_)
        for inspection in round_.inspections.all():
            plan_dates(change, inspection)
    return round_


def change_modes(round_: Round, words: Sequence[ModeWords], *, by: Actor) -> Round:
    """Say which modes the round has and, for each, who authorises, hears and receives leads."""
    allow(by, "round.edit", round_.jurisdiction.path)
    wanted = {each.mode: each for each in words}
    used = set(round_.inspections.values_list("mode", flat=True)) - set(wanted)
    if used:
        raise Refused([say(N_("本轮次已有对象采用“%(mode)s”，不能去掉"), mode=Mode(mode)) for mode in sorted(used)])
    with act("round.edit", by=by, on=round_) as change:
        kept = {Mode(mode.mode): mode for mode in round_.modes.all()}
        for mode, record in kept.items():
            if mode not in wanted:
                change.delete(record)
        for mode, each in wanted.items():
            record = kept.get(mode) or RoundMode(round=round_, mode=mode)
            record.authorises, record.hears, record.receives_leads = each.authorises, each.hears, each.receives_leads
            if record.pk:
                change.save(record)
            else:
                change.create(record)
    return round_


def approve_round(round_: Round, on: date, *, by: Actor) -> Round:
    """Approve a round: its plan step is done for every inspection in it."""
    allow(by, "round.approve", round_.jurisdiction.path)
    if round_.approved_on is not None:
        raise WrongState(str(RoundState(round_.state).label), N_("批准轮次方案"))
    inspections = list(round_.inspections.select_related("round__jurisdiction"))
    if not inspections:
        raise Refused([say(N_("轮次还没有任何巡察对象"))])
    with act("round.approve", by=by, on=round_) as change:
        round_.approved_on = on
        change.save(round_)
        for inspection in inspections:
            record_step(change, inspection, Step.PLAN, on)
    return round_


def ensure_mode(change: Change, round_: Round, mode: Mode) -> None:
    """Give the round this mode with its usual terms, where it has not got it yet."""
    if not round_.modes.filter(mode=mode).exists():
        authorises, hears, leads = terms_in_words(mode, round_.jurisdiction.name)
        change.create(RoundMode(round=round_, mode=mode, authorises=authorises, hears=hears, receives_leads=leads))
