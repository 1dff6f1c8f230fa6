"""Scores of rectification by a scheme an office sets: from a base by deductions, or added up by indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from xuncha.domain.errors import InvalidField
from xuncha.domain.rectification import Grade
from xuncha.domain.words import N_, Labelled, Sentence, say


class SchemeKind(Labelled):
    """How a scheme arrives at its score."""

    DEDUCT = "deduct", N_("基础分扣分")
    ADD = "add", N_("逐项得分")


@dataclass(frozen=True)
class Indicator:
    """One indicator; `most` is what it can cost, or earn."""

    code: str
    label: str
    most: Decimal


@dataclass(frozen=True)
class GradeCut:
    """The least score for a grade; `label` is what this scheme calls it."""

    least: Decimal
    grade: Grade
    label: str


@dataclass(frozen=True)
class Scheme:
    """One edition of a scoring scheme. Once scores were given by it, it never changes."""

    code: str
    edition: int
    label: str
    kind: SchemeKind
    base: Decimal
    indicators: tuple[Indicator, ...]
    cuts: tuple[GradeCut, ...]
    source: str
    confirmed: bool

    def __post_init__(self) -> None:
        """Refuse a scheme without indicators, with repeated codes, or whose cuts do not fall to nothing."""
        codes = [indicator.code for indicator in self.indicators]
        if not codes or len(codes) != len(set(codes)):
            raise InvalidField("indicators", say(N_("指标不能为空或重复")))
        leasts = [cut.least for cut in self.cuts]
        if not leasts or leasts != sorted(set(leasts), reverse=True) or leasts[-1] != 0:
            raise InvalidField("cuts", say(N_("等次分数线应由高到低，最后一档为0分")))

    @property
    def most(self) -> Decimal:
        """The best score there can be."""
        return self.base if self.kind is SchemeKind.DEDUCT else sum((i.most for i in self.indicators), Decimal(0))


def coded(indicators: Iterable[tuple[str, Decimal]], known: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Give named indicators codes; one keeps its code from version to version while it keeps its name."""
    codes = {each.label: each.code for each in known}
    fresh = (code for number in count(1) if (code := f"i{number}") not in codes.values())
    return tuple(Indicator(codes.get(label) or next(fresh), label, most) for label, most in indicators)


@dataclass(frozen=True)
class Mark:
    """Points taken off or given under one indicator, and why."""

    indicator: str
    points: Decimal
    reason: str


@dataclass(frozen=True)
class Score:
    """A score with its grade, what each indicator came to, and a sentence for every mark."""

    points: Decimal
    grade: Grade
    grade_label: str
    by_indicator: Mapping[str, Decimal] = field(hash=False)
    reasons: tuple[Sentence, ...] = field(hash=False)


def score(scheme: Scheme, marks: Iterable[Mark]) -> Score:
    """Work out a score. An indicator never costs or earns more than its most; the reasons say where that held."""
    known = {indicator.code: indicator for indicator in scheme.indicators}
    sums = dict.fromkeys(known, Decimal(0))
    reasons = []
    template = N_("%(indicator)s扣%(points)s分：%(reason)s")
    if scheme.kind is SchemeKind.ADD:
        template = N_("%(indicator)s得%(points)s分：%(reason)s")
    for mark in marks:
        if mark.indicator not in known:
            raise InvalidField("indicator", say(N_("评分办法中没有指标“%(code)s”"), code=mark.indicator))
        if mark.points < 0 or not mark.reason.strip():
            raise InvalidField("points", say(N_("分值不能为负，且须写明理由")))
        sums[mark.indicator] += mark.points
        named = say(known[mark.indicator].label)
        reasons.append(say(template, indicator=named, points=mark.points, reason=mark.reason))
    for code, indicator in known.items():
        if sums[code] > indicator.most:
            capped = say(N_("%(indicator)s最多%(most)s分，按此计"), indicator=say(indicator.label), most=indicator.most)
            sums[code] = indicator.most
            reasons.append(capped)
    total = sum(sums.values(), Decimal(0))
    points = max(Decimal(0), scheme.base - total) if scheme.kind is SchemeKind.DEDUCT else total
    cut = next(cut for cut in scheme.cuts if points >= cut.least)
    return Score(points, cut.grade, cut.label, sums, tuple(reasons))


_D = Decimal
_FOUR_GRADES = (
    GradeCut(_D(90), Grade.GOOD, N_("好")),
    GradeCut(_D(80), Grade.FAIR, N_("较好")),
    GradeCut(_D(60), Grade.FAIR, N_("一般")),
    GradeCut(_D(0), Grade.POOR, N_("差")),
)

DEDUCTION_SCHEME = Scheme(
    "deduction",
    1,
    N_("整改评估扣分法"),
    SchemeKind.DEDUCT,
    _D(100),
    (
        Indicator("deployment", N_("整改研究部署"), _D(20)),
        Indicator("tasks", N_("任务落实"), _D(40)),
        Indicator("organisation", N_("组织落实"), _D(15)),
        Indicator("satisfaction", N_("满意度测评"), _D(15)),
        Indicator("overall", N_("综合评价"), _D(10)),
    ),
    _FOUR_GRADES,
    N_("五项指标见固原市公布的评估办法；各项分值和等次分数线为一般做法，使用前请核实"),
    False,
)

ADDITIVE_SCHEME = Scheme(
    "additive",
    1,
    N_("整改评估得分法"),
    SchemeKind.ADD,
    _D(0),
    (
        Indicator("duty", N_("主体责任"), _D(25)),
        Indicator("organisation", N_("组织实施"), _D(25)),
        Indicator("result", N_("整改成效"), _D(35)),
        Indicator("vote", N_("民主测评"), _D(15)),
    ),
    (
        GradeCut(_D(90), Grade.GOOD, N_("优秀")),
        GradeCut(_D(80), Grade.FAIR, N_("较好")),
        GradeCut(_D(60), Grade.FAIR, N_("一般")),
        GradeCut(_D(0), Grade.POOR, N_("差")),
    ),
    N_("四个部分见高密市公布的评估办法；各项分值和等次分数线为一般做法，使用前请核实"),
    False,
)

DEFAULT_SCHEMES: tuple[Scheme, ...] = (DEDUCTION_SCHEME, ADDITIVE_SCHEME)
