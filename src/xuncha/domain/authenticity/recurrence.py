"""The same thing again: at a subordinate in the very month, in the next round, after a look-back, in the ledgers."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.authenticity.facts import TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.words import Basis, yuan
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.rectification import ReopenGround
from xuncha.domain.words import N_, say

ON_THE_SPOT = (ReopenGround.LOOK_BACK, ReopenGround.SPOT_CHECK, ReopenGround.TIP, ReopenGround.AUDIT)


def _below(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    month = dossier.period_until.replace(day=1)
    for spending in dossier.similar:
        if spending.below and spending.on >= month and spending.amount_fen >= limits["least_fen"]:
            yield Match(
                say(
                    N_("集中整改于%(until)s期满，%(on)s下属单位%(below)s又列支%(amount)s，与原问题相似"),
                    until=dossier.period_until, on=spending.on, below=spending.unit, amount=yuan(spending.amount_fen),
                ),
                spending.amount_fen,
            )  # fmt: skip


BELOW_AGAIN: Rule[TaskDossier] = Rule(
    "Z1", 1, N_("期满当月起在下属单位再次列支"), published(1, N_("桐庐水利枢纽工程管理局")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("集中整改期满的当月及以后，下属单位的账上又出现与原问题相似的支出"),
    N_("支出确属下属单位自身业务，或者经判断不是同一问题"),
    _below, (Limit("least_fen", 100_000, N_("低于这一金额（分）的不提示"), most=1_000_000_000, learns=True),),
)  # fmt: skip


def _earlier(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    for mention in dossier.earlier:
        if (dossier.fed_back_on - mention.on).days <= limits["years"] * 366:
            yield Match(
                say(
                    N_("%(round)s已在%(unit)s指出同类问题“%(title)s”，这次又被指出"),
                    round=mention.round, unit=dossier.unit, title=mention.title,
                )
            )  # fmt: skip


SAID_BEFORE: Rule[TaskDossier] = Rule(
    "Z11", 1, N_("上一轮指出的问题仍然存在"), published(11, N_("荷塘区超编配备干部")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("同一单位、同一监督内容的问题在以前的轮次已经指出过"),
    N_("上次的问题已经改正，这次是另一件事，只是归入同一监督内容"),
    _earlier, (Limit("years", 10, N_("只看这些年内的轮次"), least=1, most=30),),
)  # fmt: skip


def _came_back_unchanged(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    again = [each for each in dossier.reopenings if each.ground in ON_THE_SPOT]
    if not again or not dossier.said_done:
        return
    last = max(again, key=lambda each: each.on)
    new = [file for file in dossier.evidence if file.uploaded_on and file.uploaded_on > last.on]
    if len(new) < limits["files"]:
        yield Match(
            say(
                N_("%(on)s重新打开（%(ground)s），之后没有新的佐证材料又申报完成"), on=last.on, ground=last.ground
            )
        )  # fmt: skip


CAME_BACK: Rule[TaskDossier] = Rule(
    "Z17", 1, N_("回头看重新打开后没有新作为"), published(17, N_("南岭村回头看")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("回头看、抽查、群众反映或审计使任务重新打开，单位没有新材料又申报完成"),
    N_("重新打开之后确有新的整改和新的材料"),
    _came_back_unchanged, (Limit("files", 1, N_("重新打开之后至少应有几份新材料"), least=1, most=10),),
)  # fmt: skip


def _same_again(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    if not dossier.said_done:
        return
    done = dossier.closed_on or dossier.submitted_on
    for spending in dossier.similar:
        if not spending.below and done and spending.on > done and spending.amount_fen >= limits["least_fen"]:
            yield Match(
                say(
                    N_("申报完成之后，%(on)s的账目中又出现%(amount)s相似支出，尚未判断是否再次发生"),
                    on=spending.on, amount=yuan(spending.amount_fen),
                ),
                spending.amount_fen,
            )  # fmt: skip
    for mention in dossier.later:
        yield Match(
            say(
                N_("本任务申报完成之后，%(round)s又在%(unit)s指出同类问题“%(title)s”"),
                round=mention.round, unit=dossier.unit, title=mention.title,
            )
        )  # fmt: skip


SAME_AGAIN: Rule[TaskDossier] = Rule(
    "Z21", 1, N_("改了又犯"), say(N_("报道所列第四种：边改边犯甚至改了又犯")), Basis.SEED, FlagSeverity.HIGH,
    N_("申报完成之后，账目监测又提示相似支出，或者以后的轮次又指出同类问题"),
    N_("经判断不是同一问题；或者相似支出发生在申报完成之前"),
    _same_again, (Limit("least_fen", 100_000, N_("低于这一金额（分）的不提示"), most=1_000_000_000, learns=True),),
)  # fmt: skip

RULES = (BELOW_AGAIN, SAID_BEFORE, CAME_BACK, SAME_AGAIN)
