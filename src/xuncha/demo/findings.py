"""Working papers and the findings that come of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xuncha.demo import stories
from xuncha.demo.cases import Case, numeral
from xuncha.demo.chance import day_between, stream, weighted
from xuncha.demo.prose import Filling, Matter, filling, matters
from xuncha.demo.rows import DutyHolder, Finding, WorkingPaper
from xuncha.domain.steps import Step
from xuncha.domain.taxonomy import default_taxonomy

# Densities of published rounds: bureau 7-25 problems, town 20 and more, village 6-13, school about 17.
_COUNTS = {
    "bureau": (16, 25), "town": (22, 29), "village": (8, 13), "school": (16, 21), "hospital": (16, 22),
    "company": (15, 22), "institution": (11, 18), "other": (9, 15),
}  # fmt: skip
_SOURCES = (
    ("documents", 34), ("interview", 22), ("visit", 14), ("petition", 9), ("ledger", 10), ("department", 7),
    ("questionnaire", 4),
)  # fmt: skip
_METHODS = {
    "documents": "查阅会议记录、财务凭证和有关档案，与分管负责人核对确认",
    "interview": "个别谈话中有{n}人反映，随后查阅资料印证",
    "visit": "不打招呼下沉走访，现场察看并询问群众",
    "petition": "受理群众反映后，两名组员核实并调阅原始资料",
    "ledger": "比对单位与下属单位账目，抽查原始凭证",
    "department": "依据纪检、审计、信访等部门通报情况，现场复核",
    "questionnaire": "民主测评和问卷结果集中反映，谈话核实",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with what rectification needs of it."""

    case: Case
    matter: Matter
    filling: Filling
    paper: WorkingPaper
    finding: Finding | None  # None for a paper set aside, or not yet signed
    holders: tuple[DutyHolder, ...]


class Numbers:
    """Paper numbers: issued when the leader signs, never twice."""

    def __init__(self) -> None:
        """Start with none issued."""
        self._last: dict[str, int] = {}

    def next(self, case: Case, signed_on: date) -> str:
        """The next number of this team in this year: 底稿〔2026〕市巡一-001."""
        level = "市" if case.office.level == "city" else "县"
        stem = f"底稿〔{signed_on.year}〕{level}巡{numeral(case.team.number)}-"
        self._last[stem] = self._last.get(stem, 0) + 1
        return f"{stem}{self._last[stem]:03d}"


def found(case: Case, numbers: Numbers, earlier: Sequence[Found]) -> list[Found]:
    """Everything a team has on paper about one unit up to today."""
    line = case.line
    if not case.members or line.site_from >= line.today:
        return []
    rng = stream(case.seed, "findings", case.code)
    picked = _pick(rng, case)
    if not line.is_done(Step.FIND_FACTS):
        share = (line.today - line.site_from).days / (line.site_until - line.site_from).days
        picked = picked[: max(4, round(len(picked) * share * 0.8))]
    rows: list[Found] = []
    number = 0
    for order, matter_ in enumerate(picked, start=1):
        aside = line.is_done(Step.REPORT) and rng.random() < 0.13 and order > 6 and not case.target.story
        values = filling(rng, matter_, case.unit, case.child, line.site_from.year)
        paper = _paper(rng, case, matter_, values, order, numbers)
        finding: Finding | None = None
        holders: tuple[DutyHolder, ...] = ()
        if paper.state == "signed" and not aside:
            number += 1
            repeats = _repeats(rng, matter_, earlier)
            finding = _finding(rng, case, matter_, values, paper, number, repeats)
            holders = _holders(rng, case, matter_, finding)
        rows.append(Found(case, matter_, values, paper, finding, holders))
    return rows


def _pick(rng: Random, case: Case) -> list[Matter]:
    options = [row for row in matters() if case.unit.kind in row.kinds and not (row.needs_child and case.child is None)]
    if case.target.story == "honest":  # its own words could not be believed beside these
        options = [row for row in options if not row.leaf.startswith(("D", "B1"))]
    most = 18 if case.target.story == "cast" else rng.randint(*_COUNTS[case.unit.kind])
    count = min(len(options), most)
    first = stories.matters_for(case)
    rest = [row for row in options if row.key not in {one.key for one in first}]
    picked = rng.sample(rest, max(0, count - len(first)))
    return [*first, *sorted(picked, key=lambda row: row.leaf)]


def _paper(
    rng: Random, case: Case, matter_: Matter, values: Filling, order: int, numbers: Numbers
) -> WorkingPaper:  # fmt: skip
    line = case.line
    latest = min(line.site_until, line.today - timedelta(days=10 if case.target.story == "on_site" else 1))
    drafted = day_between(rng, line.site_from + timedelta(days=4), latest)
    handled = drafted + timedelta(days=rng.randint(1, 3))
    checked = handled + timedelta(days=rng.randint(1, 3))
    signed = checked + timedelta(days=rng.randint(0, 3))
    state = _paper_state(rng, case, order, (handled, checked, signed))
    one, two = rng.sample(case.handlers, 2)
    source = weighted(rng, _SOURCES)
    reached = ("draft", "handled", "checked", "signed").index(state) if state != "returned" else 1
    if reached == 3 and signed > line.today:
        signed = line.today
    symptom = values.fill(rng.choice(matter_.symptoms(case.unit.kind)))
    return WorkingPaper(
        code=f"{case.code}-W{order:02d}", number=numbers.next(case, signed) if reached == 3 else "",
        inspection=case.code, title=values.fill(matter_.title), leaf=matter_.leaf, source=source, summary=symptom,
        process=f"{_METHODS[source].format(n=rng.randint(2, 6))}。核实时间{drafted.month}月{drafted.day}日，"
        f"地点{case.short}，经办人二名全程在场。",
        happened_from=date(values.year, 1, 1), happened_until=date(line.site_from.year - 1, 12, 31),
        place=case.unit.name, circumstances=values.fill(rng.choice(matter_.cause)),
        effect=rng.choice(_EFFECTS), basis=matter_.rule, evidence=_paper_evidence(rng, matter_),
        handlers=(one.code, two.code), checked_by=case.member("deputy").code if reached >= 2 else "",
        signed_by=case.member("leader").code if reached == 3 else "", state=state, drafted_on=drafted,
        handled_on=handled if reached >= 1 else None, checked_on=checked if reached >= 2 else None,
        signed_on=signed if reached == 3 else None,
        returned_note="时间、金额与附件不一致，请补充原始凭证后重新签字" if state == "returned" else "",
    )  # fmt: skip


_EFFECTS = (
    "造成资金管理风险，干部职工有议论。", "群众反映较集中，影响党组织公信力。", "削弱了制度的严肃性和约束力。", "未造成直接经济损失，但存在廉政风险。",
    "群众利益受到影响，反复信访。",
)  # fmt: skip


def _paper_evidence(rng: Random, matter_: Matter) -> tuple[str, ...]:
    every = (
        "会议记录复印件",
        "记账凭证复印件",
        "谈话记录",
        "情况说明（单位盖章）",
        "现场照片",
        "合同复印件",
        "银行流水摘录",
    )
    chosen = rng.sample(every, 3)
    return tuple(f"{name}（{rng.randint(1, 14)}页）" for name in chosen)


def _paper_state(rng: Random, case: Case, order: int, days: tuple[date, date, date]) -> str:
    """On site papers stand at every stage; afterwards all are signed."""
    line = case.line
    if line.is_done(Step.WORKING_PAPER):
        return "signed"
    if case.target.story == "on_site":
        return stories.ON_SITE_PAPERS[order % len(stories.ON_SITE_PAPERS)]
    reached = sum(day < line.today for day in days)
    if reached and rng.random() < 0.08:
        return "returned"
    return ("draft", "handled", "checked", "signed")[reached]


def _repeats(rng: Random, matter_: Matter, earlier: Sequence[Found]) -> str:
    """An earlier finding of the same leaf in the same unit is named again."""
    for row in earlier:
        if row.finding is not None and row.matter.leaf == matter_.leaf:
            return row.finding.code
    return ""


def _finding(
    rng: Random, case: Case, matter_: Matter, values: Filling, paper: WorkingPaper, number: int, repeats: str
) -> Finding:  # fmt: skip
    line = case.line
    if line.is_done(Step.REPORT):
        state = "reported"
    else:
        state = "confirmed" if rng.random() < 0.6 else "draft"
    leaf = default_taxonomy().leaf(matter_.leaf)
    tags = [*leaf.tags, matter_.discipline, matter_.spread, matter_.cure]
    if repeats:
        tags.append("named_before")
    told = "{amount}" in _chosen(matter_, values, paper.summary)
    return Finding(
        code=f"{case.code}-F{number:02d}", number=number, inspection=case.code, paper=paper.code, leaf=matter_.leaf,
        title=paper.title, symptom=paper.summary, cause=paper.circumstances, rule_broken=matter_.rule,
        severity=matter_.severity, cure=matter_.cure, tags=tuple(dict.fromkeys(tags)),
        amount_fen=values.amount_fen if told else None, persons=values.persons,
        happened_from=paper.happened_from, happened_until=paper.happened_until, repeats=repeats, state=state,
        found_on=paper.signed_on or line.today,
    )  # fmt: skip


def _chosen(matter_: Matter, values: Filling, summary: str) -> str:
    """Which symptom was used, to know whether its amount was told; stories always tell theirs."""
    for text in matter_.symptom:
        if values.fill(text) == summary:
            return text
    return "{amount}"


def _holders(rng: Random, case: Case, matter_: Matter, finding: Finding) -> tuple[DutyHolder, ...]:
    body = f"{case.unit.name}领导班子"
    others = case.body[1:] or case.body
    person = case.head if matter_.holder == "head" else rng.choice(others)
    named = matter_.holder in ("head", "person")
    names = {"leading_body": body, "own_level": f"{case.unit.name}本级", "head": case.head.name, "person": person.name}
    rows = [
        DutyHolder(
            code=f"{finding.code}-H1", finding=finding.code, kind=matter_.holder, unit=case.unit.code,
            person=person.code if named else "", name=names[matter_.holder], duty=matter_.duty,
        )
    ]  # fmt: skip
    if matter_.holder == "person" or (matter_.severity != "ordinary" and matter_.holder != "leading_body"):
        rows.append(
            DutyHolder(
                code=f"{finding.code}-H2", finding=finding.code, kind="leading_body", unit=case.unit.code,
                person="", name=body, duty="对班子成员履职监督不力，负领导责任",
            )
        )  # fmt: skip
    if matter_.needs_child and case.child is not None:
        rows.append(
            DutyHolder(
                code=f"{finding.code}-H3", finding=finding.code, kind="subordinate", unit=case.child.code,
                person="", name=case.child.name, duty="对不属于本单位的费用予以报销，负次要责任",
            )
        )  # fmt: skip
    return tuple(rows)
