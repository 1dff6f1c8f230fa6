"""Reasons for trust: what speaks for a task, shown beside what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.authenticity.facts import TaskDossier
from xuncha.domain.authenticity.words import CallAnswer, RefundAccount, yuan
from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.rectification import OWN_LEVEL, EvidenceKind
from xuncha.domain.words import N_, Sentence, say

BEYOND_REPROACH = (RefundAccount.TREASURY, RefundAccount.FISCAL, RefundAccount.COLLECTIVE, RefundAccount.PERSONAL)


def reasons_for_trust(dossier: TaskDossier) -> tuple[Sentence, ...]:
    """Everything in the facts that speaks for the task."""
    return (*_money(dossier), *_papers(dossier), *_people(dossier), *_course(dossier))


def _money(dossier: TaskDossier) -> Iterator[Sentence]:
    receipts = [file for file in dossier.evidence if file.kind is EvidenceKind.RECEIPT]
    claimed = dossier.claimed_fen or 0
    if claimed and (dossier.received_fen or 0) >= claimed and receipts:
        told = {"amount": yuan(claimed), "receipts": len(receipts)}
        yield say(N_("申报追缴%(amount)s已足额到账，附缴款凭证%(receipts)s份"), **told)
    if dossier.refunds and all(refund.account in BEYOND_REPROACH or refund.passed_on for refund in dossier.refunds):
        yield say(N_("%(count)s笔款项都进入国库、财政专户、集体或本人账户"), count=len(dossier.refunds))
    asked = [refund.answer for refund in dossier.refunds if refund.answer in (CallAnswer.CONFIRMED, CallAnswer.DENIED)]
    if asked and all(answer is CallAnswer.CONFIRMED for answer in asked):
        yield say(N_("随机回访联系上%(count)s人，全部确认"), count=len(asked))


def _papers(dossier: TaskDossier) -> Iterator[Sentence]:
    dated = [file for file in dossier.evidence if file.made_on]
    last = dossier.submitted_on or dossier.on
    if dated and all(dossier.fed_back_on <= file.made_on <= last for file in dated if file.made_on):
        yield say(N_("%(count)s份材料都形成于反馈之后、申报之前"), count=len(dated))
    kinds = {file.kind for file in dossier.evidence}
    if EvidenceKind.RULE in kinds and dossier.minutes_in_plan:
        yield say(N_("新制度有会议记录可查"))


def _people(dossier: TaskDossier) -> Iterator[Sentence]:
    own = [each for each in dossier.consequences if each.level is not DutyHolderKind.SUBORDINATE]
    if own:
        yield say(N_("本级受处理%(count)s人：%(names)s"), count=len(own), names=tuple(each.name for each in own[:5]))
    elif dossier.own_level_dealt_with:
        yield say(N_("处理的人员中有本级%(count)s人"), count=dossier.own_level_dealt_with)
    takes_it = dossier.duty is DutyHolderKind.HEAD or (dossier.head and dossier.head == dossier.duty_leader)
    if takes_it and dossier.blamed & set(OWN_LEVEL):
        yield say(N_("主要负责人亲自领办"))


def _course(dossier: TaskDossier) -> Iterator[Sentence]:
    measures = dossier.measures
    if measures and all(measure.done_on and measure.done_on <= measure.due_on for measure in measures):
        yield say(N_("%(count)s条措施都在期限内完成"), count=len(measures))
    if dossier.agreed_by >= 3:
        yield say(N_("%(count)s家审核部门都同意"), count=dossier.agreed_by)
    if dossier.watched_until and not dossier.similar:
        yield say(N_("账目监测到%(until)s为止，尚无复发提示"), until=dossier.watched_until)
