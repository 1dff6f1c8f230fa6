"""Money said to have come in: whether it did, whole, from everybody, into the right account."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.authenticity.facts import TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.wording import PROMISES
from xuncha.domain.authenticity.words import Basis, RefundAccount, RefundWay, yuan
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.organisations import UnitKind
from xuncha.domain.rectification import EvidenceKind
from xuncha.domain.words import N_, say

PUBLIC_MONEY = (
    UnitKind.TOWN,
    UnitKind.BUREAU,
    UnitKind.SCHOOL,
    UnitKind.HOSPITAL,
    UnitKind.INSTITUTION,
    UnitKind.OTHER,
)
"""Units whose recovered money belongs to the treasury. A company's own money goes back to it, a village's to its collective."""


def _only_promised(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    claimed, received = dossier.claimed_fen or 0, dossier.received_fen or 0
    if not dossier.said_done or claimed <= 0:
        return
    short = 100 - received * 100 // claimed
    if short >= limits["percent"]:
        told = {"claimed": yuan(claimed), "received": yuan(received)}
        promise = next((file.name for file in dossier.evidence if PROMISES.search(file.name)), "")
        if promise:
            template = N_("申报追缴%(claimed)s，到账%(received)s，材料中有“%(promise)s”")
            told["promise"] = promise  # type: ignore[assignment]
        else:
            template = N_("申报追缴%(claimed)s，到账%(received)s")
        yield Match(say(template, **told), short)
    elif not any(file.kind is EvidenceKind.RECEIPT for file in dossier.evidence):
        yield Match(say(N_("申报追缴%(claimed)s已到账，没有缴款（收款）凭证"), claimed=yuan(claimed)), 100)


ONLY_PROMISED: Rule[TaskDossier] = Rule(
    "Z3", 1, N_("以承诺代替到账"), published(3, N_("江城县多坝村租金“已收回”")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("申报的追缴金额没有到账，或者没有凭证，只有承诺"),
    N_("款项已足额到账，附有缴款凭证"),
    _only_promised, (Limit("percent", 1, N_("未到账比例达到百分之几才提示"), least=1, most=100, learns=True),),
)  # fmt: skip


def _own_account(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    if dossier.unit_kind not in PUBLIC_MONEY:
        return
    kept = [
        refund
        for refund in dossier.refunds
        if refund.way is RefundWay.COLLECTED and refund.account is RefundAccount.OWN
        and not refund.passed_on and refund.received_fen > 0
    ]  # fmt: skip
    total = sum(refund.received_fen for refund in kept)
    if kept and total >= limits["least_fen"]:
        names = tuple(refund.name for refund in kept[:5])
        yield Match(
            say(
                N_("%(names)s等%(count)s笔追缴款共%(total)s进入%(unit)s本单位账户，没有上缴国库或财政专户"),
                names=names, count=len(kept), total=yuan(total), unit=dossier.unit,
            ),
            total,
        )  # fmt: skip


OWN_ACCOUNT: Rule[TaskDossier] = Rule(
    "Z5", 1, N_("追缴款进入本单位账户"), published(5, N_("井研县某局重复报销款退入本单位")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("机关事业单位追缴的款项进入本单位账户而没有上缴"),
    N_("企业收回自有资金、村集体收回集体资金；或者先入本单位账户，随后已上缴并有记录"),
    _own_account, (Limit("least_fen", 0, N_("低于这一金额（分）的不提示"), most=1_000_000_000, learns=True),),
)  # fmt: skip


def _still_owing(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    if not dossier.said_done:
        return
    owing = [
        refund
        for refund in dossier.refunds
        if refund.claimed_fen - refund.received_fen >= max(1, limits["least_fen"]) and not refund.waived_because
    ]
    if owing:
        yield Match(
            say(
                N_("%(count)s人没有结清：%(names)s，共差%(short)s"),
                count=len(owing), names=tuple(refund.name for refund in owing[:8]),
                short=yuan(sum(refund.claimed_fen - refund.received_fen for refund in owing)),
            ),
            max(refund.claimed_fen - refund.received_fen for refund in owing),
        )  # fmt: skip


STILL_OWING: Rule[TaskDossier] = Rule(
    "Z7", 1, N_("名册上有人没有结清"), published(7, N_("黄山某镇6人未退款")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("逐人名册与到账相减仍有余数，任务却已申报完成"),
    N_("逐人结清；确实无法追缴的写明核销依据"),
    _still_owing, (Limit("least_fen", 1, N_("每人差额低于这一金额（分）的不提示"), least=1, most=1_000_000, learns=True),),
)  # fmt: skip

RULES = (ONLY_PROMISED, OWN_ACCOUNT, STILL_OWING)
