"""Findings (问题): symptom, cause, whose duty, which rule; without a duty-holder none enters a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuncha.domain.errors import MissingDuty, Refused
from xuncha.domain.flow import Flow
from xuncha.domain.organisations import Key
from xuncha.domain.words import N_, Labelled, Sentence, say


class FindingState(Labelled):
    """How far a finding has come."""

    DRAFT = "draft", N_("草拟")
    CONFIRMED = "confirmed", N_("已确认")
    REPORTED = "reported", N_("已写入报告")


class FindingVerb(Labelled):
    """What is done to a finding."""

    CONFIRM = "confirm", N_("确认问题")
    AMEND = "amend", N_("退回修改")
    REPORT = "report", N_("写入报告")
    WITHDRAW = "withdraw", N_("移出报告")


FINDING_FLOW: Flow[FindingState] = Flow(
    FindingState.DRAFT,
    {
        (FindingState.DRAFT, FindingVerb.CONFIRM): FindingState.CONFIRMED,
        (FindingState.CONFIRMED, FindingVerb.AMEND): FindingState.DRAFT,
        (FindingState.CONFIRMED, FindingVerb.REPORT): FindingState.REPORTED,
        (FindingState.REPORTED, FindingVerb.WITHDRAW): FindingState.CONFIRMED,
    },
)


class DutyHolderKind(Labelled):
    """Whose duty a finding comes down to."""

    LEADING_BODY = "leading_body", N_("领导班子")
    OWN_LEVEL = "own_level", N_("本级机关")
    HEAD = "head", N_("主要负责人")
    PERSON = "person", N_("班子成员或其他个人")
    SUBORDINATE = "subordinate", N_("下属单位")


class Severity(Labelled):
    """How grave a finding is."""

    SERIOUS = "serious", N_("严重")
    NOTABLE = "notable", N_("较重")
    ORDINARY = "ordinary", N_("一般")


class Cure(Labelled):
    """When a finding is to be put right."""

    IMMEDIATE = "immediate", N_("立行立改")
    CONCENTRATED = "concentrated", N_("集中整改")
    LONG_TERM = "long_term", N_("长期坚持")


@dataclass(frozen=True)
class DutyHolder:
    """A body or person, and which duty of theirs it was."""

    kind: DutyHolderKind
    name: str
    duty: str = ""


@dataclass(frozen=True)
class FindingFacts:
    """A finding as the rules see it. `leaf` is a code of the taxonomy."""

    title: str
    symptom: str
    cause: str
    duty_holders: tuple[DutyHolder, ...]
    rule_broken: str
    leaf: str
    papers: tuple[Key, ...] = ()
    amount: Decimal | None = None
    persons: int | None = None
    since: date | None = None
    until: date | None = None
    state: FindingState = FindingState.CONFIRMED


def ready_for_report(finding: FindingFacts) -> tuple[Sentence, ...]:
    """Say everything that keeps the finding out of a report; empty when nothing does.

    Political inspection is not a business check: the chain runs from symptom over cause to whose duty it was.
    """
    found = []
    if not any(holder.name.strip() for holder in finding.duty_holders):
        found.append(MissingDuty(finding.title).sentence)
    elif all(holder.kind is DutyHolderKind.SUBORDINATE for holder in finding.duty_holders):
        found.append(
            say(N_("问题“%(finding)s”只写了下属单位的责任，须写明被巡察单位本级谁应负责"), finding=finding.title)
        )
    parts = [
        (finding.symptom, N_("问题表现")),
        (finding.cause, N_("问题原因")),
        (finding.rule_broken, N_("违反的规定")),
        (finding.leaf, N_("监督内容分类")),
    ]
    found += [
        say(N_("问题“%(finding)s”缺少“%(part)s”"), finding=finding.title, part=say(label))
        for text, label in parts
        if not text.strip()
    ]
    if not finding.papers:
        found.append(say(N_("问题“%(finding)s”没有底稿支撑"), finding=finding.title))
    if finding.state is FindingState.DRAFT:
        found.append(say(N_("问题“%(finding)s”尚未确认"), finding=finding.title))
    return tuple(found)


def require_ready(finding: FindingFacts) -> None:
    """Raise `MissingDuty` where nobody's duty is named, `Refused` where anything else is missing."""
    reasons = ready_for_report(finding)
    if not any(holder.name.strip() for holder in finding.duty_holders):
        raise MissingDuty(finding.title)
    if reasons:
        raise Refused(reasons)
