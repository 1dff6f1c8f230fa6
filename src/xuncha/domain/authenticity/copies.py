"""One file, or nearly one text, in several places that should each have had their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha.domain.authenticity.facts import Copy, TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.words import Basis
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.rectification import EvidenceKind
from xuncha.domain.words import N_, say


def _alike(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    texts: list[tuple[str, Iterable[Copy]]] = [(N_("整改结果和进展"), dossier.account_alike)]
    texts += [(file.name, file.alike) for file in dossier.evidence]
    for name, places in texts:
        copies = [copy for copy in places if copy.percent >= limits["percent"] and not copy.same_plan]
        if not copies or len({copy.unit for copy in copies}) > limits["units"]:
            continue
        most = max(copies, key=lambda copy: copy.percent)
        yield Match(
            say(
                N_("“%(name)s”与%(unit)s%(year)s年的任务“%(task)s”约%(percent)s%%相同"),
                name=say(name), unit=most.unit, year=most.year, task=most.task, percent=most.percent,
            ),
            most.percent,
        )  # fmt: skip


ALIKE: Rule[TaskDossier] = Rule(
    "Z14", 1, N_("文字雷同"), published(14, N_("内江年度报告雷同95%")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("整改结果、进展或材料的文字与别的单位、别的年份几乎相同"),
    N_("很多单位都用的统一格式文书；或者同一方案内的几项任务共用一份文字"),
    _alike,
    (
        Limit("percent", 85, N_("相同百分之几才提示"), least=60, most=100, learns=True),
        Limit("units", 5, N_("超过这么多单位都一样的，视为统一格式"), least=1, most=100),
    ),
)  # fmt: skip


def _same_file(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    for file in dossier.evidence:
        outside = [copy for copy in file.same_file if not copy.same_plan]
        if outside and len({copy.unit for copy in outside}) <= limits["units"]:
            other = outside[0]
            yield Match(
                say(
                    N_("“%(name)s”与%(unit)s%(year)s年的任务“%(task)s”用的是同一个文件"),
                    name=file.name, unit=other.unit, year=other.year, task=other.task,
                )
            )  # fmt: skip
        elif file.kind is EvidenceKind.RECEIPT and file.same_file and not outside:
            other = file.same_file[0]
            yield Match(say(N_("缴款凭证“%(name)s”同时用于任务“%(task)s”"), name=file.name, task=other.task))


SAME_FILE: Rule[TaskDossier] = Rule(
    "Z23", 1, N_("一份文件多处使用"), say(N_("由公开案例第14种引申")), Basis.OURS, FlagSeverity.HIGH,
    N_("同一个文件用在别的单位、别的轮次；或者一张缴款凭证用于两项任务"),
    N_("上级统一下发、很多单位共用的文件；同一方案内几项任务共用一份制度或会议记录"),
    _same_file, (Limit("units", 5, N_("超过这么多单位都用的，视为统一下发"), least=1, most=100),),
)  # fmt: skip

RULES = (ALIKE, SAME_FILE)
