"""What the teams gather on site: talks, visits, documents asked for."""

from datetime import date, timedelta
from random import Random

from xuncha.demo.cases import Case
from xuncha.demo.chance import day_between, stream
from xuncha.demo.rows import DocumentRequest, Interview, Member, Visit

_TALKS = {"town": (8, 11), "village": (3, 5), "bureau": (6, 9), "hospital": (7, 9), "school": (5, 8), "company": (6, 9)}
_VISITS = {"town": (4, 6), "village": (4, 6), "bureau": (1, 3)}
_STAFF = (
    "财务科负责人",
    "办公室负责人",
    "业务科室负责人",
    "退休干部",
    "窗口工作人员",
    "下属单位负责人",
    "工会代表",
    "老党员",
)
_PUBLIC = ("群众（不具名）", "村民代表（不具名）", "服务对象（不具名）", "企业经办人（不具名）", "低保户（不具名）")
_SAID = {
    "head": (
        "汇报本单位履行职责、党组织建设和上轮反馈问题整改情况。承认班子成员之间沟通不够，表示“有的制度定了没落到底”。",
        "就“三重一大”决策情况作说明，提供会议记录原件。对大额支出未上会一事解释为“时间紧”，未能提供依据。",
    ),
    "leading_body": (
        "反映主要负责人工作有魄力，但会上“定调早”，不同意见不易提出。对分管领域廉政风险底数不够清楚。",
        "谈及分管工作推进情况，对{topic}方面存在的问题不回避，提出完善内控的建议。",
        "对照分工回答提问，部分数据与书面材料不一致，约定三日内补充说明。",
    ),
    "staff": (
        "介绍报销审批流程，承认有事后补签的情况，具体笔数需要查账核对。",
        "反映加班值班补助发放依据不清，近两年发放过数次。",
        "对班子作风总体认可，希望解决中层干部长期不轮岗的问题。",
        "提供会议记录本三册，说明其中两次会议的记录为后补。",
    ),
    "public": (
        "反映办事跑了三趟才办成，窗口人员态度尚可，就是“一次说不全”。",
        "对村里公开的账目看不明白，希望把租金和补贴分开列。",
        "反映路灯坏了一年多没有人修，找过村干部，答复“等资金”。",
        "表示这两年变化较大，主要意见集中在低保评定不够公开。",
    ),
    "insider": ("愿意说明有关情况，要求对身份保密。反映的{topic}问题已按程序登记，另行核实。",),
}  # fmt: skip
_SAND_TALKS = (
    "入村第一周敲门十一户，九户未应门；应门的两户只说“不清楚”，对采砂一事讳莫如深。",
    "说明来意和保密纪律、留下联系卡后，一位村民在村外愿意见面：“我们怕说错话，得罪人，就没敢开门。听说你们是外地来的，我才敢讲。”"
    "随后说明河滩采砂的大致时间、车辆和夜间看场的人。",
    "继续走访四户，均证实夜间采砂影响堤岸和绿地，曾报警，出警后“第二天照样挖”。要求对本人身份严格保密。",
)  # fmt: skip
_SAND_VISITS = (
    "不打招呼进村，沿河步行察看：绿地被碾压成便道，砂坑三处，堤脚有明显掏空。村民见到生人即关门。",
    "晚十时在对岸观察，见无牌货车两辆驶离河滩。现场记录车辙方向，未与任何人接触。",
    "对照旧图斑，被毁绿地约二十七亩。两位老人在自家院内指认了原来的树线，要求不留姓名。",
)
_VISIT_KINDS = {
    "village": ("household", "household", "village", "site"),
    "town": ("household", "site", "village", "window"),
}
_VISIT_TEXT = {
    "household": ("走访{n}户，{m}户反映{need}问题，{m2}户表示不知道村务公开栏在哪里。", "入户核对惠民补贴到账，{n}户中{m}户金额与台账一致，其余待核。"),
    "window": ("以办事群众身份体验窗口，等候{n}分钟，经办人未一次性告知材料。", "随机询问办事群众{n}人，{m}人表示满意，意见集中在“材料多、跑动多”。"),
    "site": ("到项目现场察看，工程量与结算书有出入，已拍照并请监理单位提供原始记录。", "现场未见项目公示牌，施工方称“验收过了”，无法出示验收单。"),
    "village": ("列席村民代表会议，{n}名代表到会{m}名，表决前未宣读方案全文。", "查看村级档案，会议记录字迹一致，涉嫌集中补记，已调阅原件。"),
}  # fmt: skip
_DOCUMENTS = (
    "近三年党组织会议记录", "近三年财务凭证", "干部人事档案", "“三重一大”事项清单及决策记录", "工程项目台账及合同", "政府采购档案",
    "公务接待审批单和清单", "公务用车派车单", "津贴补贴发放表", "固定资产台账", "信访登记簿", "上轮巡察整改台账", "惠民资金发放花名册",
    "“三资”管理台账", "审计报告及整改材料", "下属单位账簿",
)  # fmt: skip


def interviews(case: Case) -> list[Interview]:
    """Talks held up to today: the head first, then members, staff and people outside."""
    rng = stream(case.seed, "interviews", case.code)
    until = min(case.line.site_until, case.line.today)
    if not case.members or case.line.site_from >= case.line.today:
        return []
    whole = rng.randint(*_TALKS.get(case.unit.kind, (5, 8)))
    count = max(2, round(whole * _share(case)))
    rows = []
    for number in range(1, count + 1):
        kind = _kind(rng, case, number)
        day = day_between(rng, case.line.site_from + timedelta(days=1), until)
        rows.append(_interview(rng, case, number, kind, day))
    if case.target.story == "sand":
        rows += [_sand_talk(rng, case, len(rows) + number, text) for number, text in enumerate(_SAND_TALKS, 1)]
    return rows


def _share(case: Case) -> float:
    """How much of the stay has passed."""
    stay = (case.line.site_until - case.line.site_from).days
    return min(1.0, (case.line.today - case.line.site_from).days / stay)


def _kind(rng: Random, case: Case, number: int) -> str:
    if number == 1:
        return "head"
    if number <= len(case.body):
        return "leading_body"
    if case.unit.kind in ("village", "town"):
        return rng.choice(("public", "public", "staff"))
    return rng.choice(("staff", "staff", "public", "insider"))


def _pair(rng: Random, case: Case) -> tuple[Member, Member]:
    one, two = rng.sample(case.handlers, 2)
    return one, two


def _interview(rng: Random, case: Case, number: int, kind: str, day: date) -> Interview:
    known = kind in ("head", "leading_body")
    person = case.body[(number - 1) % len(case.body)] if known else None
    subject = person.name if person else rng.choice(_STAFF if kind == "staff" else _PUBLIC)
    leaves = tuple(sorted(rng.sample(("A2.1", "A4.1", "B1.1", "B2.3", "B5.1", "C1.1", "C2.1", "D2.1"), 2)))
    topic = rng.choice(("资金使用", "工程发包", "选人用人", "作风建设"))
    return Interview(
        code=f"{case.code}-I{number:02d}", inspection=case.code, kind=kind, person=person.code if person else "",
        subject=subject, held_on=day, place="巡察组谈话室" if known else rng.choice(("驻地谈话室", "单位会议室", "约定地点")),
        interviewers=tuple(row.code for row in _pair(rng, case)), leaves=leaves,
        outline=f"了解{topic}、落实全面从严治党责任和上轮反馈问题整改情况；听取对班子及成员的意见建议。",
        summary=rng.choice(_SAID[kind]).format(topic=topic),
    )  # fmt: skip


def _sand_talk(rng: Random, case: Case, number: int, text: str) -> Interview:
    order = number % 3
    return Interview(
        code=f"{case.code}-I{number:02d}", inspection=case.code, kind="public", person="", subject="村民（不具名）",
        held_on=case.line.site_from + timedelta(days=5 + order * 6), place="村外约定地点" if order else "村内",
        interviewers=tuple(row.code for row in _pair(rng, case)), leaves=("A3.4", "C3.4"),
        outline="了解河道管护、社会治安和群众急难愁盼。", summary=text,
    )  # fmt: skip


def visits(case: Case) -> list[Visit]:
    """Visits paid up to today; more than a third unannounced."""
    rng = stream(case.seed, "visits", case.code)
    until = min(case.line.site_until, case.line.today)
    if not case.members or case.line.site_from >= case.line.today:
        return []
    count = max(1, round(rng.randint(*_VISITS.get(case.unit.kind, (2, 3))) * _share(case)))
    rows = []
    for number in range(1, count + 1):
        kind = rng.choice(_VISIT_KINDS.get(case.unit.kind, ("window", "site", "window", "site")))
        n = rng.randint(8, 30)
        text = rng.choice(_VISIT_TEXT[kind]).format(
            n=n, m=max(2, n // 3), m2=max(1, n // 5), need=rng.choice(("饮水", "通组路", "低保评定", "垃圾清运")),
        )  # fmt: skip
        day = day_between(rng, case.line.site_from + timedelta(days=2), until)
        rows.append(_visit(rng, case, number, kind, day, text))
    if case.target.story == "sand":
        rows += [
            _visit(rng, case, len(rows) + number, "site", case.line.site_from + timedelta(days=4 + 7 * number), text)
            for number, text in enumerate(_SAND_VISITS, 1)
        ]
    return rows


def _visit(
    rng: Random, case: Case, number: int, kind: str, day: date, text: str
) -> Visit:  # fmt: skip
    place = {"household": "村民家中", "window": "办事窗口", "site": "项目现场", "village": "村委会"}[kind]
    return Visit(
        code=f"{case.code}-V{number:02d}", inspection=case.code, kind=kind, place=f"{case.short}{place}",
        visited_on=day, visitors=tuple(row.code for row in _pair(rng, case)),
        unannounced=case.target.story == "sand" or rng.random() < 0.45, summary=text,
    )  # fmt: skip


def document_requests(case: Case) -> list[DocumentRequest]:
    """Documents asked for: lent, and returned by the end of the stay; some still outstanding now."""
    rng = stream(case.seed, "documents", case.code)
    if not case.members or case.line.site_from >= case.line.today:
        return []
    today, rows = case.line.today, []
    until = min(case.line.site_from + timedelta(days=24), today)
    for number, title in enumerate(rng.sample(_DOCUMENTS, rng.randint(5, 9)), start=1):
        asked = day_between(rng, case.line.site_from, until)
        lent = asked + timedelta(days=rng.randint(0, 4))
        back = min(lent + timedelta(days=rng.randint(4, 14)), case.line.site_until)
        rows.append(
            DocumentRequest(
                code=f"{case.code}-D{number:02d}", inspection=case.code, title=title, copies=rng.randint(1, 46),
                asked_on=asked, lent_on=lent if lent <= today else None,
                returned_on=max(back, lent) if max(back, lent) <= today else None,
                asked_by=case.member("liaison").code,
            )
        )  # fmt: skip
    return rows
