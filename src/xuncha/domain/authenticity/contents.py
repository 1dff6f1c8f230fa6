"""What plan and result say, and who is held to account: results for measures, nothing for results, others for oneself."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.authenticity.facts import TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.wording import FIGURES, MEETINGS, concrete, nobody, only_a_result
from xuncha.domain.authenticity.words import Basis
from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.rectification import OWN_LEVEL
from xuncha.domain.words import N_, say

SHOWN = 40
"""How much of a text a sentence quotes."""


def _results(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    empty = [measure for measure in dossier.measures if only_a_result(measure.text)]
    if empty and len(empty) >= limits["measures"]:
        yield Match(
            say(
                N_("措施写的是结果而不是做法：“%(text)s”等%(count)s条，没有事项、日期、金额或机制"),
                text=empty[0].text[:SHOWN], count=len(empty),
            ),
            len(empty),
        )  # fmt: skip


RESULTS_FOR_MEASURES: Rule[TaskDossier] = Rule(
    "Z6", 1, N_("把结果写成措施"), published(6, N_("井研县某局整改报告“回炉”")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("措施里只有“已解决”“明显改善”一类结果，没有做了什么"),
    N_("写明结果的同时写明做法、日期、金额或制度名称"),
    _results, (Limit("measures", 1, N_("有几条这样的措施才提示"), least=1, most=10, learns=True),),
)  # fmt: skip


def _meeting_without_minutes(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    told = (dossier.result, *(entry.text for entry in dossier.progress))
    said = [match.group() for text in told if (match := MEETINGS.search(text))]
    if dossier.said_done and len(said) >= limits["mentions"] and not dossier.minutes_in_plan:
        yield Match(say(N_("申报中写到“%(meeting)s”，整个方案没有一份会议记录"), meeting=said[0]), len(said))


NO_MINUTES: Rule[TaskDossier] = Rule(
    "Z12", 1, N_("称已开会研究而没有记录"), published(12, N_("平和县某局党组虚假整改（细节未公布，信号由本系统自定）")),
    Basis.OURS, FlagSeverity.MEDIUM,
    N_("申报中写党组（党委）会研究过，佐证材料里却没有会议记录"),
    N_("会议记录作为佐证材料上传在同一方案的任一任务下"),
    _meeting_without_minutes, (Limit("mentions", 1, N_("写到几次会议才提示"), least=1, most=10, learns=True),),
)  # fmt: skip


def _nothing_told(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    if dossier.said_done and len(FIGURES.findall(dossier.result)) < limits["figures"]:
        text = dossier.result[:SHOWN] or "—"
        yield Match(say(N_("整改结果“%(text)s”没有数据、日期或实例"), text=text), len(FIGURES.findall(dossier.result)))


NOTHING_TOLD: Rule[TaskDossier] = Rule(
    "Z15", 1, N_("结果没有数据和实例"), published(15, N_("维西县某单位报告")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("整改结果没有一个数字、日期、金额或文件名称"),
    N_("写明多少人、多少钱、哪一天、哪份文件"),
    _nothing_told, (Limit("figures", 1, N_("少于几个数据就提示"), least=1, most=5, learns=True, falling=True),),
)  # fmt: skip


def _only_below(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    own_duty = dossier.blamed & set(OWN_LEVEL)
    if not own_duty:
        return
    levels = [each.level for each in dossier.consequences]
    below = sum(level is DutyHolderKind.SUBORDINATE for level in levels)
    if not levels:
        below, own = dossier.dealt_with - dossier.own_level_dealt_with, dossier.own_level_dealt_with
    else:
        own = len(levels) - below
    if below >= limits["people"] and own == 0:
        holders = tuple(kind for kind in OWN_LEVEL if kind in own_duty)
        yield Match(
            say(
                N_("问题的责任在%(holders)s，处理的%(below)s人全部是下级，本级无人受处理"), holders=holders, below=below
            ),
            below,
        )  # fmt: skip


ONLY_BELOW: Rule[TaskDossier] = Rule(
    "Z16", 1, N_("以问责下级代替本级整改"), published(16, N_("报道所列第二种")), Basis.SEED, FlagSeverity.HIGH,
    N_("问题责任在领导班子、本级或主要负责人，受处理的却只有下级人员"),
    N_("责任本就在下属单位；或者本级也有人受处理"),
    _only_below, (Limit("people", 1, N_("处理下级几人以上才提示"), least=1, most=20, learns=True),),
)  # fmt: skip


def _head_left_out(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    if DutyHolderKind.HEAD not in dossier.blamed or not dossier.head:
        return
    takes_part = (
        dossier.duty is DutyHolderKind.HEAD
        or dossier.head in (dossier.duty_leader, *(measure.accountable for measure in dossier.measures))
        or any(each.level is DutyHolderKind.HEAD for each in dossier.consequences)
    )
    if not takes_part:
        yield Match(
            say(N_("问题的责任在主要负责人%(head)s，任务和措施却没有一项由其承担，也没有对其处理"), head=dossier.head)
        )


HEAD_LEFT_OUT: Rule[TaskDossier] = Rule(
    "Z19", 1, N_("没有把本级、本人摆进去"), say(N_("报道所列第一种：没有把本级、本人摆进去")), Basis.SEED, FlagSeverity.HIGH,
    N_("问题的责任主体有主要负责人，任务、措施和处理结果里都没有他"),
    N_("主要负责人亲自领办任务或其中一条措施，或者已对其作出处理"),
    _head_left_out,
)  # fmt: skip


def _promises_nothing(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    measures = dossier.measures
    if not measures:
        return
    empty = [measure for measure in measures if not concrete(measure.text)]
    share = len(empty) * 100 // len(measures)
    if empty and share >= limits["percent"]:
        ownerless = sum(nobody(measure.accountable) for measure in empty)
        template = N_(
            "%(all)s条措施中有%(empty)s条没有事项、数量和日期，如“%(text)s”；其中%(ownerless)s条责任人不是具体的人"
        )
        told = {"all": len(measures), "empty": len(empty), "text": empty[0].text[:SHOWN], "ownerless": ownerless}
        yield Match(say(template, **told), share)


PROMISES_NOTHING: Rule[TaskDossier] = Rule(
    "Z20", 1, N_("照单全收而不承诺任何事"), say(N_("报道所列第三种：表面上照单全收，实际上避重就轻")), Basis.SEED,
    FlagSeverity.MEDIUM,
    N_("措施都是“高度重视”“进一步加强”，没有要做的事、数量、日期和具体责任人"),
    N_("措施再短，也写明做什么、做多少、谁来做"),
    _promises_nothing, (Limit("percent", 100, N_("空泛措施占百分之几才提示"), least=20, most=100, learns=True),),
)  # fmt: skip

RULES = (RESULTS_FOR_MEASURES, NO_MINUTES, NOTHING_TOLD, ONLY_BELOW, HEAD_LEFT_OUT, PROMISES_NOTHING)
