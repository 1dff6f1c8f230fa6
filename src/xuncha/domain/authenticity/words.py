"""Words of doubts: what a rule looks at, what a person answered, who bore consequences, where money went."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled, Sentence, say


class Subject(Labelled):
    """What a rule looks at."""

    TASK = "task", N_("整改任务")
    PLAN = "plan", N_("整改方案")


class Basis(Labelled):
    """Where a rule or a threshold comes from."""

    PUBLISHED = "published", N_("公开案例")
    SEED = "seed", N_("中国纪检监察报2019年报道")
    OURS = "ours", N_("本系统自定")


class DoubtState(Labelled):
    """What became of a doubt. It is a risk, never a verdict: only a person's answer says more."""

    OPEN = "open", N_("待答复")
    EXPLAINED = "explained", N_("已说明")
    SENT_BACK = "sent_back", N_("已要求补正")
    CONFIRMED = "confirmed", N_("已查实")
    GONE = "gone", N_("事实已变化")


class ConsequenceKind(Labelled):
    """How somebody was dealt with."""

    TALK = "talk", N_("谈话提醒")
    NOTICE = "notice", N_("通报批评")
    ADMONISH = "admonish", N_("诫勉")
    PARTY = "party", N_("党纪处分")
    ADMINISTRATIVE = "administrative", N_("政务处分")
    OTHER = "other", N_("其他处理")


class RefundWay(Labelled):
    """Which way money goes."""

    COLLECTED = "collected", N_("向个人或单位追缴")
    RETURNED = "returned", N_("退还群众")


class RefundAccount(Labelled):
    """Into which account money went."""

    TREASURY = "treasury", N_("国库")
    FISCAL = "fiscal", N_("财政专户")
    COLLECTIVE = "collective", N_("村（居）集体账户")
    PERSONAL = "personal", N_("群众本人账户")
    OWN = "own", N_("本单位账户")
    OTHER = "other", N_("其他账户")


class CallAnswer(Labelled):
    """What somebody said when called back."""

    CONFIRMED = "confirmed", N_("确认收到或缴纳")
    DENIED = "denied", N_("不知情或没有收到、缴纳")
    UNREACHED = "unreached", N_("未联系上")


SETTLED = (DoubtState.EXPLAINED, DoubtState.SENT_BACK, DoubtState.CONFIRMED)
"""States a person has brought about."""


def yuan(fen: int) -> Sentence:
    """An amount of fen inside a sentence of either language."""
    whole, cents = divmod(fen, 100)
    return say(N_("%(amount)s元"), amount=f"{whole:,}" + (f".{cents:02d}".rstrip("0") if cents else ""))
