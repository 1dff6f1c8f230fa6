"""Dates in an order that cannot be: evidence older than the feedback, files younger than what they say, numbers out of turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from xuncha.domain.authenticity.facts import EvidenceFacts, TaskDossier
from xuncha.domain.authenticity.registers import RegisterNumber
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.words import Basis
from xuncha.domain.findings import Cure
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.rectification import EvidenceKind
from xuncha.domain.words import N_, say

OUTCOMES = (EvidenceKind.RULE, EvidenceKind.MINUTES, EvidenceKind.RECEIPT, EvidenceKind.NOTICE, EvidenceKind.PHOTO)
"""What rectification brings forth. A contract or a table may well be the old one the finding is about."""


def _older(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    start, since = dossier.fed_back_on, N_("反馈")
    if dossier.cure is Cure.IMMEDIATE and dossier.stay_from:
        start, since = dossier.stay_from, N_("进驻")
    for file in dossier.evidence:
        if file.kind not in OUTCOMES or file.made_on is None or _has_later_twin(file, dossier, start):
            continue
        days = (start - file.made_on).days
        if days < limits["days"]:
            continue
        told = {"name": file.name, "kind": file.kind, "made": file.made_on, "start": start, "since": say(since)}
        if file.kind is EvidenceKind.RULE and not dossier.minutes_in_plan:
            template = N_("“%(name)s”（%(kind)s）形成于%(made)s，早于%(start)s的%(since)s，也没有讨论它的会议记录")
        else:
            template = N_("“%(name)s”（%(kind)s）形成于%(made)s，早于%(start)s的%(since)s")
        yield Match(say(template, **told), days)


def _has_later_twin(file: EvidenceFacts, dossier: TaskDossier, start: date) -> bool:
    """A picture from before beside one from after shows the change."""
    return file.kind is EvidenceKind.PHOTO and any(
        other.kind is EvidenceKind.PHOTO and other.made_on and other.made_on >= start for other in dossier.evidence
    )


OLDER: Rule[TaskDossier] = Rule(
    "Z2", 1, N_("材料早于反馈"), published(2, N_("澄迈某学校以旧制度充整改")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("制度、会议记录、凭证、通知、照片的形成日期早于反馈；立行立改的从进驻之日起算"),
    N_("立行立改的成果形成于进驻期间；整改前的照片旁有整改后的照片；合同、台账是问题本身的旧材料"),
    _older, (Limit("days", 1, N_("早于反馈至少几天才提示"), least=1, most=365, learns=True),),
)  # fmt: skip


def _younger_inside(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    for file in dossier.evidence:
        if file.picture or file.made_on is None:
            continue
        inner = [(N_("创建"), file.created_on), (N_("打印"), file.printed_on)]
        late = [(verb, on) for verb, on in inner if on and (on - file.made_on).days >= limits["days"]]
        if late and (file.created_on is None or file.created_on > file.made_on):
            verb, on = late[0]
            yield Match(
                say(
                    N_("“%(name)s”写明形成于%(made)s，文件内却记着%(on)s%(verb)s"),
                    name=file.name, made=file.made_on, on=on, verb=say(verb),
                ),
                (on - file.made_on).days,
            )  # fmt: skip


YOUNGER_INSIDE: Rule[TaskDossier] = Rule(
    "Z13", 1, N_("倒签日期"), published(13, N_("龙泉驿区事后补印倒签文件")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("文件里面的创建或打印日期晚于材料写明的形成日期；扫描件和照片不看"),
    N_("纸质原件的扫描件；或者原稿形成在前、内部创建日期也在前，只是后来又打印"),
    _younger_inside, (Limit("days", 7, N_("晚几天以上才提示"), least=1, most=365, learns=True),),
)  # fmt: skip


def _out_of_turn(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    own = {file.registers[0] for file in dossier.evidence if file.registers}
    series: dict[tuple[str, int], list[tuple[RegisterNumber, date]]] = defaultdict(list)
    for number, on in dossier.plan_registers:
        series[number.series, number.year].append((number, on))
    for numbered in series.values():
        ordered = sorted(numbered)
        for (low, low_on), (high, high_on) in zip(ordered, ordered[1:], strict=False):
            if low.number < high.number and (low_on - high_on).days >= limits["days"] and {low, high} & own:
                yield Match(
                    say(
                        N_("%(high)s写明%(high_on)s，编号在前的%(low)s却写明%(low_on)s"),
                        high=str(high), high_on=high_on, low=str(low), low_on=low_on,
                    ),
                    (low_on - high_on).days,
                )  # fmt: skip


OUT_OF_TURN: Rule[TaskDossier] = Rule(
    "Z22", 1, N_("文号与日期次序相反"), say(N_("由公开案例第13种引申")), Basis.OURS, FlagSeverity.MEDIUM,
    N_("同一单位同一年的文号，号码在后的日期反而在前"),
    N_("先取号后印发，前后只差几天"),
    _out_of_turn, (Limit("days", 7, N_("相差几天以上才提示"), least=1, most=365, learns=True),),
)  # fmt: skip

RULES = (OLDER, YOUNGER_INSIDE, OUT_OF_TURN)
