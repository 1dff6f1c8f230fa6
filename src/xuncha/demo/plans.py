"""Rectification plans, and what the joint review said of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xuncha.demo.cases import Case
from xuncha.demo.chance import stream
from xuncha.demo.rows import RectificationPlan, Review
from xuncha.domain.deadlines import add_months
from xuncha.domain.steps import Step

JOINT = ("office", "discipline", "organisation")
REVIEWERS = {"office": "planner", "discipline": "discipline", "organisation": "organisation"}
CAST_LINE = "交通"  # the line of the line reviewer of the cast
_RETURNED = (
    "部分措施为“加强学习、提高认识”，没有可检验的完成标准；责任人全部为科室人员，班子成员未领办，请把本级、本人摆进去后重报。",
    "三个问题未制定追缴措施，时限统一写为期满当日，不符合逐项倒排的要求。",
    "照抄反馈问题原文，未分析原因；第五、第九项缺少主要负责人责任。",
)
_AGREED = (
    "措施具体、责任到人，同意。",
    "同意。请按月报送进展。",
    "同意，建议对追缴类任务以到账凭证销号。",
    "同意。主要负责人领办任务明确。",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with its reviews."""

    plan: RectificationPlan
    reviews: tuple[Review, ...]


def make_plan(case: Case) -> Planned | None:
    """The plan as it stands today, once feedback has been given."""
    line = case.line
    if not line.is_done(Step.FEEDBACK):
        return None
    rng = stream(case.seed, "plan", case.code)
    sent = line.when(Step.RECTIFICATION_PLAN)
    fresh = sent >= line.today - timedelta(days=16)
    returned_once = rng.random() < 0.25 and not case.target.story
    state = _state(rng, case)
    version = 0 if state == "draft" else 1 + (returned_once and not fresh)
    reviews: list[Review] = []
    if version == 2 or state == "returned":
        reviews += _reviews(rng, case, 1, sent - timedelta(days=9 if version == 2 else 0), refuse=True)
    if state == "accepted":
        reviews += _reviews(rng, case, version, sent, refuse=False)
    elif state == "submitted":
        reviews += _reviews(rng, case, version, sent, refuse=False)[: rng.randint(0, 1)]
    decided = {"accepted": sent + timedelta(days=8), "returned": sent + timedelta(days=6)}.get(state)
    note = rng.choice(_RETURNED)
    plan = RectificationPlan(
        code=f"{case.code}-P", inspection=case.code, version=version, state=state,
        grade=rng.choice(("good", "good", "fair")) if state == "accepted" else ("poor" if state == "returned" else ""),
        due_on=add_months(line.feedback, 1), submitted_on=sent if version else None,
        decided_on=min(decided, line.today) if decided else None,
        text=f"{case.unit.name}党组织成立整改工作领导小组，{case.head.name}任组长，班子成员逐项领办；对反馈问题建立问题、任务、责任三张清单，集中整改期限至"
        f"{line.period_until.year}年{line.period_until.month}月{line.period_until.day}日。",
        returned_note=note if version == 2 or state == "returned" else "", period_until=line.period_until,
    )  # fmt: skip
    return Planned(plan, tuple(reviews))


def _state(rng: Random, case: Case) -> str:
    line = case.line
    sent = line.when(Step.RECTIFICATION_PLAN)
    if sent >= line.today:
        return "draft"
    if sent < line.today - timedelta(days=16):
        return "accepted"
    return "returned" if rng.random() < 0.35 else "submitted"


def _reviews(rng: Random, case: Case, version: int, sent: date, *, refuse: bool) -> list[Review]:
    bodies = (*JOINT, "line") if rng.random() < 0.6 or case.target.story else JOINT
    against = rng.choice(JOINT) if refuse else ""
    rows = []
    for body in bodies:
        day = min(sent + timedelta(days=rng.randint(2, 6)), case.line.today)
        rows.append(
            Review(
                code=f"{case.code}-P-{version}-{body}", plan=f"{case.code}-P", task="", version=version, body=body,
                opinion="disagree" if body == against else "agree",
                words=rng.choice(_RETURNED) if body == against else rng.choice(_AGREED),
                grade="poor" if body == against else rng.choice(("good", "good", "fair")), reviewed_on=day,
                by=reviewer(case, body),
            )
        )  # fmt: skip
    return rows


def reviewer(case: Case, body: str) -> str:
    """Username of the cast's reviewer for a body; the line reviewer answers for one line only."""
    if body == "line":
        return "line" if case.unit.line == CAST_LINE else ""
    return REVIEWERS[body]
