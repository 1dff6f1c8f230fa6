"""Evidence, amounts and sanctions, and the published ways of faking them, each in one named place."""

from datetime import date, timedelta
from random import Random

from xuncha.demo.cases import Case
from xuncha.demo.findings import Found
from xuncha.demo.rows import Evidence, Task

# Where the demo shows a published pattern of false rectification (units by code).
OLD_PAPER = ("LY0110-zh", "LY0104-rh")  # a rule dated before the feedback
PROMISE_ONLY = ("LY0108-T05-V02", "LY0104-T06-V02")  # money claimed as recovered, nothing received
BATCH_CLOSERS = ("LY0103-ct", "LY0104-ny")  # everything closed on the last day
BLAMING_BELOW = ("LY0102-T03", "LY0104-T06")  # only people below the own level dealt with
COPIED = ("LY0105-sz", "LY0105-ex", "LY0104-sz", "LY0104-sq")  # two units with the same texts

_KINDS = (
    ("receipt", ("回单", "收据", "缴款", "凭证", "入账")), ("rule", ("制度", "办法", "细则", "规则", "规定")),
    ("photo", ("照片",)), ("contract", ("合同", "协议")), ("minutes", ("纪要", "记录", "决议", "材料")),
    ("notice", ("通知", "公示", "公告", "文件")),
)  # fmt: skip


def kind_of(name: str) -> str:
    """The kind of evidence a file's name tells."""
    return next((kind for kind, words in _KINDS if any(word in name for word in words)), "other")


def evidence(rng: Random, case: Case, row: Found, task: Task, submitted: date | None) -> list[Evidence]:
    """The files of one task: all of them once sent in, perhaps one before."""
    names = row.matter.evidence if submitted is not None else row.matter.evidence[:1]
    if submitted is None and rng.random() < 0.6:
        return []
    last = submitted or case.line.today
    rows = []
    for number, name in enumerate(names, start=1):
        kind = kind_of(name)
        first = case.line.feedback + timedelta(days=6)
        made = first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
        if kind == "rule" and case.unit.code in OLD_PAPER:
            made = case.line.feedback - timedelta(days=rng.randint(24, 60))
        if kind == "receipt" and case.unit.code in PROMISE_ONLY:
            name, kind = "还款承诺书", "other"
        uploaded = min(last, max(made, first) + timedelta(days=rng.randint(0, 3)))
        measure = f"{task.code}-M{min(number, len(row.matter.measures))}"
        rows.append(
            Evidence(
                code=f"{task.code}-E{number}", task=task.code, measure=measure,
                name=f"{task.number:02d}-{number} {name}.txt", content=_content(case, row, task, name, kind, made),
                kind=kind, made_on=made, uploaded_on=max(uploaded, min(made, last)), by=task.duty_person,
            )
        )  # fmt: skip
    return rows


def _content(
    case: Case, row: Found, task: Task, name: str, kind: str, made: date
) -> str:  # fmt: skip
    day = f"{made.year}年{made.month}月{made.day}日"
    lines = [name, f"单位：{case.unit.name}", f"事项：{task.title}", f"日期：{day}"]
    if kind == "receipt":
        account = "村集体经济合作社账户" if case.unit.kind == "village" else "国库（财政专户）"
        lines += [
            f"收款账户：{account}",
            f"金额：{row.filling.words['amount']}",
            f"回单号：{made:%Y%m%d}{task.number:04d}",
        ]
    elif kind == "minutes":
        people = "、".join(person.name for person in case.body)
        lines += [f"出席：{people}", f"主持：{case.head.name}", f"议定：{row.filling.fill(row.matter.measures[0])}。"]
    elif kind == "rule":
        lines += [
            f"关于印发《{row.matter.rulebook or name}》的通知",
            "第一条 为规范管理、堵塞漏洞，制定本办法。",
            "第二条 本办法自印发之日起施行。",
        ]
    else:
        lines.append(f"内容：{row.filling.fill(row.matter.goal)}。经办人、审核人已签字。")
    return "\n".join(lines) + "\n"


def amounts(rng: Random, case: Case, told: int | None, state: str) -> tuple[int | None, int | None]:
    """Claimed and received: equal where the money truly came in."""
    if told is None or state in ("open",):
        return None, None
    if case.unit.code in PROMISE_ONLY:
        return told, 0
    if state in ("submitted", "returned") and rng.random() < 0.3:
        return told, told * rng.randint(4, 9) // 10
    return told, told


def dealt_with(rng: Random, case: Case, severity: str, state: str) -> tuple[int, int]:
    """People dealt with, and how many of them at the unit's own level."""
    if state == "open":
        return 0, 0
    if case.unit.code in BLAMING_BELOW:
        return rng.randint(2, 5), 0
    if severity == "ordinary":
        return (1, 1) if rng.random() < 0.3 else (0, 0)
    people = rng.randint(1, 4)
    return people, rng.randint(1, people)


def said(case: Case, result: str) -> str:
    """What the unit says it has done."""
    if result and case.unit.code in PROMISE_ONLY:
        return result.replace("已", "均已", 1)
    return result


def copied(case: Case) -> str:
    """The text two units share word for word."""
    if case.unit.code in COPIED:
        return "高度重视，成立专班，坚持问题导向，举一反三，全面自查，立行立改，取得了阶段性成效，下一步将持续巩固整改成果。"
    return ""
