"""What people say: those said to be refunded, called back; those asked whether they are satisfied."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.authenticity.facts import PlanDossier, TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.words import Basis, CallAnswer
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.words import N_, say


def _unconfirmed(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    asked = [refund for refund in dossier.refunds if refund.answer in (CallAnswer.CONFIRMED, CallAnswer.DENIED)]
    denied = [refund for refund in asked if refund.answer is CallAnswer.DENIED]
    if denied and len(denied) * 100 >= limits["percent"] * len(asked):
        yield Match(
            say(
                N_("名册上有%(all)s人，抽取后联系上%(asked)s人，其中%(denied)s人不知情或没有收到、缴纳"),
                all=len(dossier.refunds), asked=len(asked), denied=len(denied),
            ),
            len(denied) * 100 // len(asked),
        )  # fmt: skip


UNCONFIRMED: Rule[TaskDossier] = Rule(
    "Z4", 1, N_("所称退款对象不知情"), published(4, N_("某区人大机关12人退款，回访7人中4人不知情")), Basis.PUBLISHED,
    FlagSeverity.HIGH,
    N_("从退款、缴款名册中随机抽取回访，有人说没有这回事"),
    N_("联系上的人都确认；没有联系上的不算"),
    _unconfirmed, (Limit("percent", 1, N_("不知情的占联系上的百分之几才提示"), least=1, most=100, learns=True),),
)  # fmt: skip


def _too_satisfied(dossier: PlanDossier, limits: Limits) -> Iterator[Match]:
    reopened = sum(task.reopened for task in dossier.tasks)
    bad = dossier.called and dossier.denied * 100 >= limits["denied"] * dossier.called and dossier.denied > 0
    if not (bad or reopened or dossier.recurred):
        return
    for survey in dossier.surveys:
        share = survey.satisfied * 100 // survey.answered if survey.answered else 0
        if share >= limits["percent"]:
            yield Match(
                say(
                    N_("%(on)s测评%(satisfied)s/%(answered)s人满意，同一方案却有回访不知情%(denied)s人、重新打开%(reopened)s项、账目复发提示%(recurred)s条"),
                    on=survey.on, satisfied=survey.satisfied, answered=survey.answered, denied=dossier.denied,
                    reopened=reopened, recurred=dossier.recurred,
                ),
                share,
            )  # fmt: skip


TOO_SATISFIED: Rule[PlanDossier] = Rule(
    "Z27", 1, N_("满意度与事实不符"), say(N_("由公开案例第4、17种引申")), Basis.OURS, FlagSeverity.MEDIUM,
    N_("满意度测评很高，回访、回头看和账目监测却不支持"),
    N_("满意度高，回访也都确认，没有重新打开的任务"),
    _too_satisfied,
    (
        Limit("percent", 90, N_("满意率达到百分之几才比对"), least=50, most=100, learns=True),
        Limit("denied", 20, N_("回访不知情达到百分之几算不支持"), least=1, most=100),
    ),
)  # fmt: skip

TASK_RULES = (UNCONFIRMED,)
PLAN_RULES = (TOO_SATISFIED,)
