"""For every rule a worked example, which it speaks of, and the honest twin that looks like it, of which it is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xuncha.domain.authenticity.facts import (
    ConsequenceFacts,
    Copy,
    EvidenceFacts,
    MeasureLine,
    Mention,
    PlanDossier,
    ProgressLine,
    RefundFacts,
    ReopeningFacts,
    SpendingFacts,
    SurveyFacts,
    TaskDossier,
    TaskLine,
)
from xuncha.domain.authenticity.registers import RegisterNumber
from xuncha.domain.authenticity.words import CallAnswer, ConsequenceKind, RefundAccount, RefundWay
from xuncha.domain.findings import Cure, DutyHolderKind, Severity
from xuncha.domain.organisations import UnitKind
from xuncha.domain.rectification import EvidenceKind, PlanState, ReopenGround, TaskState


@dataclass(frozen=True)
class Example:
    """What the rule speaks of, and the honest twin."""

    caught: Any
    honest: Any


FED_BACK, ACCEPTED, UNTIL = date(2026, 3, 2), date(2026, 3, 30), date(2026, 6, 2)
RULEBOOK = EvidenceFacts(
    "差旅费管理办法.docx", EvidenceKind.RULE, made_on=date(2026, 4, 20), uploaded_on=date(2026, 4, 22)
)
MINUTES = EvidenceFacts(
    "局党组会议纪要.docx", EvidenceKind.MINUTES, made_on=date(2026, 4, 18), uploaded_on=date(2026, 4, 22)
)
RECEIPT = EvidenceFacts(
    "国库缴款回单.pdf", EvidenceKind.RECEIPT, made_on=date(2026, 4, 10), uploaded_on=date(2026, 4, 12)
)
HONEST = TaskDossier(
    on=date(2026, 9, 1), title="整改多领差旅补贴问题", unit="水利局", unit_kind=UnitKind.BUREAU, state=TaskState.SUBMITTED,
    due_on=date(2026, 5, 25), fed_back_on=FED_BACK, period_until=UNTIL, stay_from=date(2025, 11, 3),
    accepted_on=ACCEPTED, submitted_on=date(2026, 5, 18), severity=Severity.NOTABLE,
    blamed=frozenset({DutyHolderKind.LEADING_BODY}), duty_leader="杜衡", head="杜衡",
    result="2026年4月10日追缴3人多领补贴1.2万元并上缴国库，4月20日印发《差旅费管理办法》。", claimed_fen=1_200_000,
    received_fen=1_200_000,
    measures=(
        MeasureLine("追缴3人多领的补贴1.2万元，上缴国库", "杜衡", date(2026, 4, 15), date(2026, 4, 10)),
        MeasureLine("修订印发《差旅费管理办法》", "陆明", date(2026, 4, 30), date(2026, 4, 20)),
    ),
    progress=(ProgressLine(date(2026, 4, 10), "3人多领补贴已缴入国库。"), ProgressLine(date(2026, 4, 20), "办法已印发。")),
    evidence=(RECEIPT, MINUTES, RULEBOOK), minutes_in_plan=True, agreed_by=3,
)  # fmt: skip
"""A task rectified as it should be: no rule speaks of it."""
DONE = TaskLine(TaskState.CLOSED, Cure.CONCENTRATED, date(2026, 5, 25), date(2026, 5, 12))
PLAN = PlanDossier(
    on=date(2026, 9, 20), unit="水利局", state=PlanState.ACCEPTED, due_on=date(2026, 4, 2), period_until=UNTIL, version=1,
    tasks=tuple(replace(DONE, submitted_on=date(2026, 4 + number % 2, 10 + number)) for number in range(6)),
)  # fmt: skip
"""A plan carried out as it should be."""


def _paid(name: str, **more: Any) -> RefundFacts:
    told = {"received_fen": 350_000, "account": RefundAccount.TREASURY, **more}
    return RefundFacts(name, RefundWay.COLLECTED, 350_000, **told)


def _returned(*answers: CallAnswer | None) -> tuple[RefundFacts, ...]:
    return tuple(
        RefundFacts(f"村民{number}", RefundWay.RETURNED, 50_000, 50_000, RefundAccount.PERSONAL, answer=answer)
        for number, answer in enumerate(answers, start=1)
    )


def _with(*evidence: EvidenceFacts, **more: Any) -> TaskDossier:
    return replace(HONEST, evidence=(*HONEST.evidence, *evidence), **more)


def _vague(*texts: str, accountable: str = "各科室") -> TaskDossier:
    return replace(HONEST, measures=tuple(MeasureLine(text, accountable, date(2026, 4, 15)) for text in texts))


_YES, _NO, _NOBODY = CallAnswer.CONFIRMED, CallAnswer.DENIED, CallAnswer.UNREACHED
_BLAMED_HEAD = frozenset({DutyHolderKind.HEAD})
_BELOW = ConsequenceFacts("闸管站站长 何谷", DutyHolderKind.SUBORDINATE, ConsequenceKind.NOTICE)
_ABOVE = ConsequenceFacts("副局长 陆明", DutyHolderKind.LEADING_BODY, ConsequenceKind.TALK)
_AGAIN = (ReopeningFacts(date(2026, 7, 1), ReopenGround.LOOK_BACK),)
_NUMBERED = RegisterNumber("水发", 2026, 31)
_OTHER = Copy("整改公务接待问题", "林业局", 2025, 96)
_OLD_RULE = replace(RULEBOOK, name="村级财务制度.docx", made_on=date(2026, 2, 1), uploaded_on=date(2026, 4, 1))
_WAS = date(2023, 6, 1)

EXAMPLES: Mapping[str, Example] = {
    "Z1": Example(
        replace(HONEST, similar=(SpendingFacts("水库管理所", True, date(2026, 6, 20), 1_900_000),)),
        replace(HONEST, similar=(SpendingFacts("水库管理所", True, date(2025, 12, 20), 1_900_000),)),
    ),
    "Z2": Example(
        replace(HONEST, evidence=(_OLD_RULE,), minutes_in_plan=False, claimed_fen=None),
        replace(
            HONEST, cure=Cure.IMMEDIATE,
            evidence=(replace(RECEIPT, made_on=date(2025, 12, 1)), replace(RULEBOOK, made_on=date(2025, 11, 20))),
        ),
    ),
    "Z3": Example(
        _with(EvidenceFacts("还款承诺书.pdf", EvidenceKind.OTHER), claimed_fen=14_450_000, received_fen=0),
        replace(HONEST, claimed_fen=14_450_000, received_fen=14_450_000),
    ),
    "Z4": Example(
        replace(HONEST, refunds=_returned(_NO, _NO, _NO, _NO, _YES, _YES, _YES, None, None, None, None, None)),
        replace(HONEST, refunds=_returned(_YES, _YES, _YES, _YES, _YES, _NOBODY, _NOBODY, None, None, None, None, None)),
    ),
    "Z5": Example(
        replace(HONEST, refunds=(_paid("严格", account=RefundAccount.OWN), _paid("方正", account=RefundAccount.OWN))),
        replace(HONEST, refunds=(_paid("严格", account=RefundAccount.OWN, passed_on=True), _paid("方正"))),
    ),
    "Z6": Example(
        _vague("违规发放补贴问题已全部解决，财务管理明显规范。"),
        _vague("违规补贴问题已全部解决：4月10日追缴3人1.2万元，并印发《差旅费管理办法》。"),
    ),
    "Z7": Example(
        replace(HONEST, refunds=(_paid("严格"), _paid("原临聘人员 柯平", received_fen=0))),
        replace(HONEST, refunds=(_paid("严格"), _paid("柯平（已故）", received_fen=0, waived_because="区政府批准核销"))),
    ),
    "Z8": Example(
        replace(HONEST, state=TaskState.OPEN, submitted_on=None, progress=(), evidence=(), measures=(
            MeasureLine("追缴3人多领的补贴", "杜衡", date(2026, 4, 15)),)),
        replace(HONEST, state=TaskState.OPEN, submitted_on=None, progress=(), evidence=(), due_on=date(2026, 12, 20), measures=(
            MeasureLine("年底盘点时核对3处闸站物资", "杜衡", date(2026, 12, 15)),)),
    ),
    "Z9": Example(
        replace(HONEST, state=TaskState.OPEN, submitted_on=None),
        replace(HONEST, state=TaskState.OPEN, submitted_on=None, extended_until=date(2026, 9, 30)),
    ),
    "Z10": Example(
        replace(PLAN, state=PlanState.DRAFT, version=0, tasks=(), on=date(2026, 5, 1)),
        replace(PLAN, state=PlanState.RETURNED, version=1, tasks=(), on=date(2026, 5, 1)),
    ),
    "Z11": Example(
        replace(HONEST, earlier=(Mention("2023年第一轮", "超编配备干部", _WAS),)),
        replace(HONEST, earlier=(Mention("2012年第一轮", "超编配备干部", date(2012, 6, 1)),)),
    ),
    "Z12": Example(
        replace(HONEST, result="局党组会专题研究，3人补贴1.2万元已追缴。", evidence=(RECEIPT,), minutes_in_plan=False),
        replace(HONEST, result="局党组会专题研究，3人补贴1.2万元已追缴。"),
    ),
    "Z13": Example(
        _with(replace(RULEBOOK, name="关于停用公款账户的批复.docx", made_on=date(2026, 3, 28), printed_on=date(2026, 6, 14))),
        _with(replace(RULEBOOK, name="批复扫描件.pdf", made_on=date(2026, 3, 28), created_on=date(2026, 6, 14), picture=True)),
    ),
    "Z14": Example(
        replace(HONEST, account_alike=(_OTHER,)),
        replace(HONEST, account_alike=tuple(replace(_OTHER, unit=f"第{number}局", percent=99) for number in range(9))),
    ),
    "Z15": Example(
        replace(HONEST, result="已按要求整改完毕，取得较好效果。"),
        replace(HONEST, result="已整改：4月10日追缴1.2万元。"),
    ),
    "Z16": Example(
        replace(HONEST, consequences=(_BELOW,)),
        replace(HONEST, consequences=(_BELOW, _ABOVE)),
    ),
    "Z17": Example(
        replace(HONEST, reopenings=_AGAIN, due_on=date(2026, 7, 31), submitted_on=date(2026, 7, 20)),
        _with(
            replace(MINUTES, name="7月督查记录.docx", made_on=date(2026, 7, 12), uploaded_on=date(2026, 7, 13)),
            reopenings=_AGAIN, due_on=date(2026, 7, 31), submitted_on=date(2026, 7, 20),
        ),
    ),
    "Z18": Example(
        replace(PLAN, tasks=(DONE, *(replace(DONE, state=TaskState.OPEN) for _ in range(5)))),
        replace(PLAN, tasks=(DONE, *(replace(DONE, state=TaskState.OPEN, cure=Cure.LONG_TERM) for _ in range(5)))),
    ),
    "Z19": Example(
        replace(HONEST, blamed=_BLAMED_HEAD, duty_leader="陆明", measures=(
            MeasureLine("追缴3人多领的补贴1.2万元", "陆明", date(2026, 4, 15), date(2026, 4, 10)),)),
        replace(HONEST, blamed=_BLAMED_HEAD, duty_leader="陆明"),
    ),
    "Z20": Example(
        _vague("高度重视，提高思想认识", "举一反三，加强管理，压实责任"),
        _vague("退回补贴", "修订办法", accountable="陆明"),
    ),
    "Z21": Example(
        replace(HONEST, similar=(SpendingFacts("水利局", False, date(2026, 8, 3), 860_000),)),
        replace(HONEST, similar=(SpendingFacts("水利局", False, date(2026, 4, 3), 860_000),)),
    ),
    "Z22": Example(
        _with(replace(RULEBOOK, registers=(_NUMBERED,)), plan_registers=(
            (_NUMBERED, date(2026, 4, 20)), (RegisterNumber("水发", 2026, 28), date(2026, 5, 30)))),
        _with(replace(RULEBOOK, registers=(_NUMBERED,)), plan_registers=(
            (_NUMBERED, date(2026, 4, 20)), (RegisterNumber("水发", 2026, 28), date(2026, 4, 23)))),
    ),
    "Z23": Example(
        _with(replace(MINUTES, same_file=(_OTHER,))),
        _with(replace(MINUTES, same_file=(Copy("整改公务接待问题", "水利局", 2026, same_plan=True),))),
    ),
    "Z24": Example(
        replace(PLAN, tasks=tuple(replace(DONE, submitted_on=UNTIL) for _ in range(6))),
        replace(PLAN, tasks=(*PLAN.tasks, replace(DONE, submitted_on=UNTIL))),
    ),
    "Z25": Example(
        replace(HONEST, state=TaskState.OPEN, submitted_on=None, due_on=date(2026, 9, 30)),
        replace(HONEST, state=TaskState.OPEN, submitted_on=None, due_on=date(2026, 9, 30), progress=(
            *HONEST.progress, ProgressLine(date(2026, 7, 20), "第二季度检查2次，未发现新问题。"))),
    ),
    "Z26": Example(
        replace(HONEST, submitted_on=date(2026, 4, 3), severity=Severity.SERIOUS),
        replace(HONEST, submitted_on=date(2026, 4, 3), severity=Severity.SERIOUS, cure=Cure.IMMEDIATE),
    ),
    "Z27": Example(
        replace(PLAN, surveys=(SurveyFacts(date(2026, 6, 10), 60, 59),), called=7, denied=4),
        replace(PLAN, surveys=(SurveyFacts(date(2026, 6, 10), 60, 59),), called=7, denied=0),
    ),
}  # fmt: skip
