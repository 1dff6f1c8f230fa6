"""Working papers (底稿): one matter one paper, handled by two, checked by a deputy, signed by the leader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.domain.flow import Flow
from xuncha.domain.organisations import Key, Level
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Labelled, Sentence, say


class PaperState(Labelled):
    """How far a paper has come through the three checks."""

    DRAFT = "draft", N_("起草")
    HANDLED = "handled", N_("经办人已签")
    CHECKED = "checked", N_("副组长已审")
    SIGNED = "signed", N_("组长已签")
    RETURNED = "returned", N_("退回修改")


class PaperVerb(Labelled):
    """What is done to a paper."""

    HANDLE = "handle", N_("经办人签名")
    CHECK = "check", N_("副组长审核")
    SIGN = "sign", N_("组长签批")
    RETURN = "return", N_("退回")


class PaperSource(Labelled):
    """Where the matter on a paper came from."""

    INTERVIEW = "interview", N_("个别谈话")
    PETITION = "petition", N_("信访举报")
    DOCUMENTS = "documents", N_("查阅资料")
    VISIT = "visit", N_("下沉走访")
    LEDGER = "ledger", N_("账目筛查")
    DEPARTMENT = "department", N_("部门通报")
    QUESTIONNAIRE = "questionnaire", N_("问卷测评")
    OTHER = "other", N_("其他")


PAPER_FLOW: Flow[PaperState] = Flow(
    PaperState.DRAFT,
    {
        (PaperState.DRAFT, PaperVerb.HANDLE): PaperState.HANDLED,
        (PaperState.RETURNED, PaperVerb.HANDLE): PaperState.HANDLED,
        (PaperState.HANDLED, PaperVerb.CHECK): PaperState.CHECKED,
        (PaperState.HANDLED, PaperVerb.RETURN): PaperState.RETURNED,
        (PaperState.CHECKED, PaperVerb.SIGN): PaperState.SIGNED,
        (PaperState.CHECKED, PaperVerb.RETURN): PaperState.RETURNED,
    },
)

HANDLERS_LEAST = 2
LEVEL_WORDS = {Level.PROVINCE: N_("省"), Level.CITY: N_("市"), Level.COUNTY: N_("县")}


@dataclass(frozen=True)
class PaperFacts:
    """What the checks look at. `handlers` are those who signed as having found the facts."""

    summary: str
    process: str
    basis: str
    evidence: int
    handlers: tuple[Key, ...] = ()
    checked_by: Key | None = None
    on_leading_cadre: bool = False


def ready_to_handle(paper: PaperFacts) -> tuple[Sentence, ...]:
    """Say what keeps the paper from being handed to the deputy; empty when nothing does."""
    missing = [
        (paper.summary, N_("问题摘要")),
        (paper.process, N_("发现过程")),
        (paper.basis, N_("定性依据")),
    ]
    found = [say(N_("底稿缺少“%(part)s”"), part=say(label)) for text, label in missing if not text.strip()]
    if not paper.evidence:
        found.append(say(N_("底稿没有附证据材料")))
    if len(set(paper.handlers)) < HANDLERS_LEAST:
        found.append(say(N_("底稿须由至少两名不同的经办人签名")))
    if paper.on_leading_cadre:
        found.append(say(N_("涉及领导干部的问题线索不使用底稿，请登记为问题线索单独管理")))
    return tuple(found)


def may_check(paper: PaperFacts, person: Key, role: TeamRole) -> tuple[Sentence, ...]:
    """Say why this person may not check the paper: a deputy does, and never one who handled it."""
    found = []
    if role is not TeamRole.DEPUTY:
        found.append(say(N_("底稿由副组长审核")))
    if person in paper.handlers:
        found.append(say(N_("经办人不能审核本人经办的底稿")))
    return tuple(found)


def may_sign(paper: PaperFacts, person: Key, role: TeamRole) -> tuple[Sentence, ...]:
    """Say why this person may not sign the paper: the leader does, after another has checked it."""
    found = []
    if role is not TeamRole.LEADER:
        found.append(say(N_("底稿由组长签批")))
    if person in paper.handlers:
        found.append(say(N_("经办人不能签批本人经办的底稿")))
    if person == paper.checked_by:
        found.append(say(N_("审核人不能签批本人审核的底稿")))
    return tuple(found)


def paper_number(year: int, level: Level, team: str, taken: Iterable[str]) -> str:
    """Give the next number of a team's papers, issued only when the leader signs: 底稿〔2026〕县巡一-001."""
    return next_number(f"底稿〔{year}〕{LEVEL_WORDS[level]}巡{team}-", taken)


def next_number(stem: str, taken: Iterable[str]) -> str:
    """Give the next number of a series.

    Numbers are never used twice, not even when a paper was later set aside, so the highest taken counts.
    """
    tails = (number.removeprefix(stem) for number in taken if number.startswith(stem))
    return f"{stem}{max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1:03d}"


NUMERALS = "零一二三四五六七八九"


def team_numeral(number: int) -> str:
    """一 to 九十九, as teams are counted."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else NUMERALS[tens] + "十")
    return head + (NUMERALS[ones] if ones else "") or NUMERALS[0]
