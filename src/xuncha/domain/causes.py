"""Causes, not cases: how common a problem is and how sure that is, its course over rounds, what institutions answer it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.domain.flow import Flow
from xuncha.domain.words import N_, Labelled, Sentence, say

FEW = 10
"""Below so many units a share is told as a count, with a warning: one unit more or less moves it by ten points and more."""
Z = 1.96
"""A 95 % interval."""


class CauseKind(Labelled):
    """Why it came to a finding, as far as that can be put under one word."""

    DUTY = "duty", N_("责任不落实")
    NO_RULE = "no_rule", N_("制度缺失")
    IDLE_RULE = "idle_rule", N_("制度不执行")
    OVERSIGHT = "oversight", N_("监督不到位")
    ABILITY = "ability", N_("能力不足")
    MEANS = "means", N_("人员经费不足")
    STYLE = "style", N_("作风不实")
    PRIVATE_GAIN = "private_gain", N_("以权谋私")
    OTHER = "other", N_("其他原因")


class Grouping(Labelled):
    """What common problems are counted by; the first three are the levels of the taxonomy."""

    FOCUS = "focus", N_("聚焦方面")
    ASPECT = "aspect", N_("监督内容")
    LEAF = "leaf", N_("末级条目")
    KIND = "kind", N_("单位类型")
    CAUSE = "cause", N_("原因类别")


class Direction(Labelled):
    """Which way a share went."""

    RISING = "rising", N_("上升")
    FALLING = "falling", N_("下降")
    LEVEL = "level", N_("看不出变化")
    UNKNOWN = "unknown", N_("不足以判断")


class RuleForce(Labelled):
    """Whether an institution holds on a day."""

    COMING = "coming", N_("尚未施行")
    IN_FORCE = "in_force", N_("现行有效")
    ENDED = "ended", N_("已失效")


class CheckResult(Labelled):
    """What was seen when somebody looked whether an institution is applied."""

    APPLIED = "applied", N_("正在执行")
    PARTLY = "partly", N_("执行不到位")
    IDLE = "idle", N_("没有执行")


class TopicState(Labelled):
    """How far a topic report has come."""

    DRAFT = "draft", N_("起草")
    SENT = "sent", N_("已报送")
    ANSWERED = "answered", N_("已有回复")


class TopicVerb(Labelled):
    """What is done to a topic report."""

    WRITE = "write", N_("起草专题报告")
    SEND = "send", N_("报送专题报告")
    REPLY = "reply", N_("登记回复")


TOPIC_FLOW: Flow[TopicState] = Flow(
    TopicState.DRAFT,
    {
        (TopicState.DRAFT, TopicVerb.WRITE): TopicState.DRAFT,
        (TopicState.DRAFT, TopicVerb.SEND): TopicState.SENT,
        (TopicState.SENT, TopicVerb.REPLY): TopicState.ANSWERED,
    },
)


class ListState(Labelled):
    """How far a list for self-checks has come."""

    DRAFT = "draft", N_("编制中")
    SENT = "sent", N_("已下发")


class SelfFound(Labelled):
    """What a unit not yet inspected says of one entry of its list."""

    NONE = "none", N_("自查没有")
    FOUND = "found", N_("自查发现，未整改")
    MENDING = "mending", N_("自查发现，正在整改")
    MENDED = "mended", N_("自查发现，已整改")


class Outcome(Labelled):
    """A unit's own answer beside what its inspection found afterwards."""

    WAITING = "waiting", N_("尚未巡察")
    CLEAN = "clean", N_("自查没有，巡察也未发现")
    MISSED = "missed", N_("自查没有，巡察发现")
    CURED = "cured", N_("自查已改，巡察未再发现")
    RELAPSED = "relapsed", N_("自查已改，巡察仍发现")
    KNOWN = "known", N_("自查发现未改完，巡察仍发现")
    GONE = "gone", N_("自查发现未改完，巡察未发现")
    SILENT = "silent", N_("没有答复，巡察发现")
    NOTHING = "nothing", N_("没有答复，巡察未发现")


class Turn(Labelled):
    """With whom an open task of rectification lies."""

    UNIT = "unit", N_("被巡察单位")
    OFFICE = "office", N_("巡察办联审")
    DISCIPLINE = "discipline", N_("纪委监委联审")
    ORGANISATION = "organisation", N_("组织部联审")
    CLOSING = "closing", N_("巡察办销号")


WORDS: tuple[tuple[CauseKind, tuple[str, ...]], ...] = (
    (CauseKind.PRIVATE_GAIN, ("谋私", "私利", "优亲厚友", "人情", "关系户", "侥幸", "特权", "贪")),
    (CauseKind.NO_RULE, ("没有制度", "无制度", "制度缺失", "未制定", "没有制定", "制度不健全", "制度空白", "无章可循")),
    (CauseKind.IDLE_RULE, ("制度执行", "有章不循", "不按制度", "执行不严", "流于形式", "形同虚设", "挂在墙上")),
    (CauseKind.OVERSIGHT, ("监督", "监管", "把关", "审核不严", "失察")),
    (CauseKind.MEANS, ("人手", "经费", "编制不足", "人少", "兼任")),
    (CauseKind.ABILITY, ("能力", "业务不熟", "不熟悉", "培训", "不懂", "不会")),
    (CauseKind.STYLE, ("形式主义", "官僚", "作风", "应付", "敷衍", "怕麻烦", "老好人", "好人主义")),
    (CauseKind.DUTY, ("责任", "重视不够", "不重视", "认识", "主体责任", "一岗双责", "推动不力")),
)
"""Words by which a cause is proposed from what the team wrote; a person settles it. The order is that of telling words first."""


@dataclass(frozen=True)
class ProposedCause:
    """A cause the text speaks of, and by which word."""

    kind: CauseKind
    word: str

    @property
    def reason(self) -> Sentence:
        """Why it is proposed."""
        return say(N_("原因中写有“%(word)s”"), word=self.word)


def proposed_causes(text: str) -> tuple[ProposedCause, ...]:
    """The causes a text speaks of, each by the first word that says so; nothing where it says nothing known."""
    found = []
    for kind, words in WORDS:
        word = next((each for each in words if each in text), "")
        if word:
            found.append(ProposedCause(kind, word))
    return tuple(found)


@dataclass(frozen=True)
class Rate:
    """How many units have a problem, of how many that were inspected."""

    having: int
    of: int

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if not 0 <= self.having <= self.of:
            raise ValueError(f"{self.having} of {self.of}")

    @property
    def share(self) -> float | None:
        """The share; None where nothing was inspected."""
        return self.having / self.of if self.of else None

    @property
    def few(self) -> bool:
        """Whether so few units were inspected that the share says little."""
        return self.of < FEW

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval, which keeps its promise for small numbers and for shares near 0 and 1."""
        if not self.of:
            return 0.0, 1.0
        share, weight = self.having / self.of, Z * Z / self.of
        middle = (share + weight / 2) / (1 + weight)
        half = Z * math.sqrt(share * (1 - share) / self.of + weight / (4 * self.of)) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def sentence(self) -> Sentence:
        """The share in words, with how sure it is."""
        if not self.of:
            return say(N_("没有巡察过这类单位"))
        counts = {"having": self.having, "of": self.of}
        if self.few:
            return say(N_("%(of)s个单位中%(having)s个有，单位少，不宜推断"), **counts)
        low, high = self.interval
        known = {"share": _percent(self.having / self.of), "low": _percent(low), "high": _percent(high)}
        return say(
            N_("%(of)s个单位中%(having)s个有，占%(share)s%%（95%%区间%(low)s%%至%(high)s%%）"), **counts, **known
        )


def _percent(share: float) -> int:
    return math.floor(100 * share + 0.5)


@dataclass(frozen=True)
class Comparison:
    """Two shares, the earlier and the later, and what may be said of the difference."""

    before: Rate
    after: Rate

    @property
    def direction(self) -> Direction:
        """Which way it went: only where the interval of the difference leaves out zero, and enough units stand behind both."""
        if self.before.few or self.after.few:
            return Direction.UNKNOWN
        low, high = self.interval
        if low > 0:
            return Direction.RISING
        return Direction.FALLING if high < 0 else Direction.LEVEL

    @property
    def interval(self) -> tuple[float, float]:
        """Newcombe's interval of the difference, made of the two Wilson intervals."""
        first, second = self.before.share or 0.0, self.after.share or 0.0
        (low1, high1), (low2, high2) = self.before.interval, self.after.interval
        difference = second - first
        return (
            difference - math.hypot(second - low2, high1 - first),
            difference + math.hypot(high2 - second, first - low1),
        )

    @property
    def counts(self) -> Sentence:
        """Both shares as counts."""
        return say(
            N_("此前%(of)s个单位中%(having)s个有，此后%(of2)s个单位中%(having2)s个有"),
            of=self.before.of, having=self.before.having, of2=self.after.of, having2=self.after.having,
        )  # fmt: skip


def trend(rates: Sequence[Rate]) -> Comparison | None:
    """The latest round beside all earlier ones together; None where there is nothing to compare."""
    known = [rate for rate in rates if rate.of]
    if len(known) < 2:
        return None
    *earlier, latest = known
    return Comparison(Rate(sum(rate.having for rate in earlier), sum(rate.of for rate in earlier)), latest)


def trend_sentence(compared: Comparison | None) -> Sentence:
    """The course over rounds in words."""
    if compared is None:
        return say(N_("只有一轮，没有可比的"))
    words = {
        Direction.RISING: N_("上升：%(counts)s"),
        Direction.FALLING: N_("下降：%(counts)s"),
        Direction.LEVEL: N_("看不出变化：%(counts)s"),
        Direction.UNKNOWN: N_("单位少，不足以判断：%(counts)s"),
    }
    return say(words[compared.direction], counts=compared.counts)


def effect_sentence(compared: Comparison) -> Sentence:
    """What became of the problem after an institution came into force: said, never proven."""
    if not compared.after.of:
        return say(N_("施行后还没有巡察过适用的单位"))
    if not compared.before.of:
        return say(N_("施行前没有巡察过适用的单位，无从比较"))
    words = {
        Direction.RISING: N_("施行后反而多了（%(counts)s）。先后有变化不等于因制度而变化"),
        Direction.FALLING: N_("施行后少了（%(counts)s）。先后有变化不等于因制度而变化，各轮巡察的单位和深度也不相同"),
        Direction.LEVEL: N_("施行前后看不出差别（%(counts)s）"),
        Direction.UNKNOWN: N_("单位少，不足以判断（%(counts)s）"),
    }
    return say(words[compared.direction], counts=compared.counts)


def force_on(day: date, since: date, until: date | None) -> RuleForce:
    """Whether an institution holds on a day; its last day belongs to it."""
    if day < since:
        return RuleForce.COMING
    return RuleForce.ENDED if until is not None and day > until else RuleForce.IN_FORCE


def compared(answer: SelfFound | None, found: bool | None) -> Outcome:
    """A unit's answer beside its inspection: `found` is None until it is inspected."""
    if found is None:
        return Outcome.WAITING
    if answer is None:
        return Outcome.SILENT if found else Outcome.NOTHING
    if answer is SelfFound.NONE:
        return Outcome.MISSED if found else Outcome.CLEAN
    if answer is SelfFound.MENDED:
        return Outcome.RELAPSED if found else Outcome.CURED
    return Outcome.KNOWN if found else Outcome.GONE


class Came(Labelled):
    """Why a finding is called a recurrence."""

    EARLIER = "earlier", N_("同一单位以前已有")
    RULE = "rule", N_("已有制度仍发生")


@dataclass(frozen=True)
class Recurrence:
    """A finding whose like was known before: by what, since when, and the record that shows it."""

    came: Came
    what: str
    on: date
    key: int

    @property
    def reason(self) -> Sentence:
        """Why it is a recurrence."""
        if self.came is Came.EARLIER:
            return say(N_("本单位%(on)s已被指出同类问题“%(what)s”"), on=self.on, what=self.what)
        return say(N_("针对这类问题的制度“%(what)s”%(on)s起施行，仍然发生"), on=self.on, what=self.what)
