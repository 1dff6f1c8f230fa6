"""What the findings lead to: leads, reports, hearings and feedback."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from xuncha.demo.cases import Case, round_code
from xuncha.demo.chance import stream, weighted
from xuncha.demo.findings import Found
from xuncha.demo.prose import money
from xuncha.demo.rows import Decision, Feedback, Lead, Report
from xuncha.domain.deadlines import add_months
from xuncha.domain.steps import Step
from xuncha.domain.taxonomy import default_taxonomy

_LEADS = (
    ("反映{who}在项目发包中接受施工方宴请、打招呼指定分包单位的问题线索。", "interview"),
    ("反映{who}在补贴评定中为亲属谋取利益的问题线索。", "petition"),
    ("反映{who}虚列支出套取资金的问题线索，涉及{amount}。", "documents"),
    ("反映{who}违规收受管理服务对象礼品礼金的问题线索。", "interview"),
    ("反映{who}长期借用企业资金、车辆的问题线索，涉及{amount}。", "ledger"),
)
_LEADS_OFFICE = tuple(entry for entry in _LEADS if "补贴评定" not in entry[0])
_OUTCOMES = (("filed", 20), ("settled", 42), ("dismissed", 18), ("verifying", 20))
_OUTCOME_WORDS = {
    "filed": "已立案审查调查。", "settled": "经核查部分属实，已给予谈话提醒（诫勉）处理，款项清退。",
    "dismissed": "经核查反映问题不属实，予以了结并澄清。", "verifying": "正在初步核实。", "pending": "",
}  # fmt: skip


def leads(case: Case, rows: Sequence[Found]) -> list[Lead]:
    """Leads of one inspection: three or four a team in cross rounds, fewer elsewhere."""
    if not case.members or not rows:
        return []
    rng = stream(case.seed, "leads", case.code)
    count = weighted(rng, ((0, 5), (1, 4), (2, 2)) if case.unit.kind == "village" else ((0, 3), (1, 4), (2, 3), (3, 1)))
    result = [_lead(rng, case, number) for number in range(1, count + 1)]
    if case.target.story == "cast":  # the discipline reviewer's: due this week
        first = _lead(rng, case, 1)
        due = case.line.today + timedelta(days=4)
        result[:1] = [
            replace(first, outcome="verifying", outcome_words="正在初步核实。", due_on=due, reported_back_on=None)
        ]
    if case.target.story == "sand":
        result.append(_sand_lead(case, count + 1))
    return result


def _lead(rng: Random, case: Case, number: int) -> Lead:
    text, source = rng.choice(_LEADS if case.unit.kind in ("village", "town") else _LEADS_OFFICE)
    about = rng.choice(case.body)
    fen = rng.randint(40, 4800) * 10_000
    return _lead_row(
        rng, case, number, source=source, about=about.code, words=f"{case.short}班子成员{about.name}",
        summary=text.format(who=f"{case.short}{about.name}", amount=money(fen)),
        amount=fen if "{amount}" in text else None,
    )  # fmt: skip


def _lead_row(
    rng: Random, case: Case, number: int, *, source: str, about: str, words: str, summary: str, amount: int | None
) -> Lead:  # fmt: skip
    line = case.line
    handed = line.when(Step.LEAD_HANDOVER)
    done = handed < line.today
    due = add_months(handed, 6)
    outcome = "pending"
    if done:
        settled = due < line.today or (case.target.round == 3 and rng.random() < 0.4)
        outcome = weighted(rng, _OUTCOMES) if settled else "verifying"
    back = outcome in ("filed", "settled", "dismissed")
    stay = (min(line.site_until, line.today) - line.site_from).days
    return Lead(
        code=f"{case.code}-L{number:02d}", number=f"线索〔{line.site_from.year}〕{case.code}-{number:02d}",
        inspection=case.code, source=source, about=about, about_words=words, summary=summary, amount_fen=amount,
        found_on=line.site_from + timedelta(days=rng.randint(3, max(3, stay - 1))),
        handed_to=f"{case.place.name}纪委监委" if done else "", handed_on=handed if done else None,
        due_on=due if done else None, outcome=outcome, outcome_words=_OUTCOME_WORDS[outcome],
        reported_back_on=min(handed + timedelta(days=rng.randint(60, 170)), line.today) if back else None,
    )  # fmt: skip


def _sand_lead(case: Case, number: int) -> Lead:
    """The lead on protection goes to the city's discipline body, not to the county's."""
    line = case.line
    handed = line.when(Step.SECRETARY_MEETING) + timedelta(days=2)
    return Lead(
        code=f"{case.code}-L{number:02d}", number=f"线索〔{line.site_from.year}〕{case.code}-{number:02d}",
        inspection=case.code, source="interview", about="",
        about_words=f"{case.place.name}公安局某派出所民警（另册）",
        summary="多名村民证实：非法采砂团伙横行乡里，每次报警后出警消息均提前泄露，辖区派出所民警涉嫌充当“保护伞”、收受好处。反映人要求严格保密。",
        amount_fen=None, found_on=line.site_from + timedelta(days=19), handed_to=f"{case.office.name}纪委监委",
        handed_on=handed, due_on=add_months(handed, 6), outcome="filed",
        outcome_words="市纪委监委指定异地管辖，立案审查调查；采砂团伙由公安机关异地侦办。",
        reported_back_on=handed + timedelta(days=96),
    )  # fmt: skip


def reports(cases: Sequence[Case], found: Sequence[Found]) -> list[Report]:
    """A report for each inspection whose team has written one, and a topic report for each past round."""
    by_case = _by_case(found)
    rows = []
    for case in cases:
        mine = [row.finding.code for row in by_case.get(case.code, ()) if row.finding is not None]
        if not case.members or not case.line.is_done(Step.FIND_FACTS) or not mine:
            continue
        rows.append(_report(case, by_case[case.code], tuple(mine)))
    for number in (1, 2, 3):
        topic = _topic([case for case in cases if case.target.round == number], by_case)
        if topic is not None:
            rows.append(topic)
    return rows


def _by_case(found: Sequence[Found]) -> dict[str, list[Found]]:
    rows: dict[str, list[Found]] = {}
    for row in found:
        rows.setdefault(row.case.code, []).append(row)
    return rows


def _report(case: Case, rows: Sequence[Found], mine: tuple[str, ...]) -> Report:
    line = case.line
    submitted, decided = line.is_done(Step.REPORT), line.is_done(Step.SECRETARY_MEETING)
    return Report(
        code=f"{case.code}-RPT", inspection=case.code, kind="inspection",
        title=f"关于巡察{case.unit.name}党组织情况的报告", text=report_text(case, rows), findings=mine,
        state="decided" if decided else ("submitted" if submitted else "draft"),
        drafted_on=line.when(Step.WORKING_PAPER) if submitted else min(line.when(Step.WORKING_PAPER), line.today),
        submitted_on=line.when(Step.REPORT) if submitted else None,
        decided_on=line.when(Step.SECRETARY_MEETING) if decided else None,
    )  # fmt: skip


def report_text(case: Case, rows: Sequence[Found]) -> str:
    """The report's text: focus by focus, each finding with its cause and whose duty it was."""
    taxonomy = default_taxonomy()
    lines = [
        f"根据{case.office.name}委统一部署，{case.line.site_from.year}年{case.line.site_from.month}月{case.line.site_from.day}日至"
        f"{case.line.site_until.month}月{case.line.site_until.day}日，{case.team.name}对{case.unit.name}党组织开展了巡察。"
    ]
    for focus in taxonomy.focuses:
        mine = [row for row in rows if row.finding is not None and row.matter.leaf.startswith(focus.code)]
        if mine:
            lines.append(f"{focus.label}方面：")
        for row in mine:
            if row.finding is not None:
                holder = row.holders[0]
                lines.append(
                    f"{row.finding.number}．{row.finding.title}。{row.finding.symptom}"
                    f"主要原因：{row.finding.cause}责任：{holder.name}，{holder.duty}。"
                )
    return "\n".join(lines)


def _topic(cases: Sequence[Case], by_case: dict[str, list[Found]]) -> Report | None:
    """专题报告: what many units of the round have in common."""
    rows = [row for case in cases for row in by_case.get(case.code, ()) if row.finding is not None]
    money_rows = [row for row in rows if row.matter.leaf.startswith(("B2", "B1"))]
    if not money_rows:
        return None
    first, line = cases[0], cases[0].line
    units = list(dict.fromkeys(row.case.unit.name for row in money_rows))
    findings = tuple(row.finding.code for row in money_rows if row.finding is not None)[:40]
    text = (
        f"本轮巡察的{len(cases)}个党组织中，{len(units)}个存在财务报销、公务支出不规范问题，共{len(money_rows)}个。"
        "共性原因：主要负责人“一支笔”审批，会计出纳岗位不分离，下属单位和村级账目监督薄弱。"
        "建议：由财政部门牵头开展专项治理，统一公务支出标准，推行非现金结算，建立下属单位账目定期比对机制。"
    )
    return Report(
        code=f"{round_code(first.target.round)}-TOPIC", inspection=first.code, kind="topic",
        title="关于基层单位公务支出和财务管理共性问题的专题报告", text=text, findings=findings, state="decided",
        drafted_on=line.when(Step.REPORT), submitted_on=line.when(Step.REPORT) + timedelta(days=6),
        decided_on=line.when(Step.SECRETARY_MEETING),
    )  # fmt: skip


def decisions(cases: Sequence[Case]) -> list[Decision]:
    """The two hearings of each round, as far as they have been held."""
    rows = []
    for number in sorted({case.target.round for case in cases}):
        case = next(case for case in cases if case.target.round == number)
        count = sum(one.target.round == number for one in cases)
        for step, body in ((Step.LEADING_GROUP, "leading_group"), (Step.SECRETARY_MEETING, "secretary")):
            if case.line.is_done(step) and case.line.is_done(Step.REPORT):
                rows.append(_decision(case, number, count, body, case.line.when(step)))
    return rows


def _decision(case: Case, number: int, count: int, body: str, held: date) -> Decision:
    office = case.office.name
    group = body == "leading_group"
    chair = "邱守正" if group else "莫怀谷"
    posts = ("领导小组组长", "副组长（组织部部长）", "巡察办主任", "审计局局长", "信访局局长")
    secretaries = ("党委书记", "党委副书记", "纪委书记", "组织部部长", "巡察办主任")
    return Decision(
        code=f"{round_code(number)}-{body}", round=round_code(number), body=body,
        number=f"{office[:-1]}委巡纪〔{held.year}〕{number * 2 - group}号", held_on=held, chaired_by=chair,
        attendance=posts if group else secretaries,
        opinions=f"听取本轮对{count}个党组织的巡察情况汇报。同意巡察组对主要问题的判断；强调要把本级、本人摆进去，不得以问责下级代替本级整改。"
        + ("" if group else "点人点事：对转嫁费用、虚假整改问题从严处理，对群众反映强烈的问题限期解决。"),
        decision="同意提交书记专题会听取汇报。" if group else "同意反馈；问题线索按干部管理权限移交；整改情况三个月后向专题会报告。",
    )  # fmt: skip


def feedbacks(case: Case, rows: Sequence[Found]) -> list[Feedback]:
    """Feedback to the head and, separately, to the leading body."""
    if not case.line.is_done(Step.FEEDBACK):
        return []
    count = sum(row.finding is not None for row in rows)
    copies = (
        f"{case.office.name}分管领导",
        f"{case.office.name}纪委监委",
        f"{case.office.name}委组织部",
        f"{case.office.name}{case.unit.line}主管部门",
    )
    leader = case.names[case.member("leader").code]
    texts = {
        "head": f"向{case.head.name}同志反馈：本次巡察发现{count}个问题，其中多项与主要负责人履行第一责任人责任直接有关。"
        "要求带头领办整改任务，对整改结果签字背书，一个月内报送整改方案。",
        "body": f"向{case.unit.name}领导班子反馈：巡察发现{count}个问题，涉及四个聚焦方面。班子要对号入座、认领责任，"
        "既改具体事、又改体制机制，整改情况接受联合审核和群众监督。",
    }
    return [
        Feedback(
            code=f"{case.code}-FB-{audience}", inspection=case.code, audience=audience, given_on=case.line.feedback,
            given_by=leader, place=f"{case.short}会议室", text=text, copies=copies,
            received_by=case.head.name, received_on=case.line.feedback,
        )
        for audience, text in texts.items()
    ]  # fmt: skip
