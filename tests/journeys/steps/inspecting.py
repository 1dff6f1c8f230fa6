"""On site and after: talk, working paper, finding, report, the two decisions."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from tests.cast import NAMES
from tests.journeys.steps.planning import ROUND
from tests.journeys.steps.story import Person, Story
from tests.journeys.steps.world import UNIT

PAPER = "向乡镇中心小学摊派教师培训差旅费"
FINDING = "局机关把培训差旅费转嫁给乡镇学校"
NUMBER = "底稿〔{year}〕市巡二-001"


def speak(story: Story) -> None:
    """A member puts a talk on record."""
    member = story.person("member")
    member.menu("谈话")
    member.opens("记录谈话")
    _choose_unit(member)
    member.fills(
        谈话对象类别="班子成员", 班子成员=f"{NAMES['other_head']}（局长）", 日期=timezone.localdate().isoformat(),
        地点="局三楼会议室", 谈话记录="问：培训差旅费由谁承担。答：由参训学校自行解决，局里没有安排预算。",
    )  # fmt: skip
    member.ticks(NAMES["member"], NAMES["member2"])
    member.presses("保存")
    member.is_told("已记录")
    member.sees(NAMES["other_head"], NAMES["member2"])
    member.keeps("谈话记录")


def sign_a_paper(story: Story) -> None:
    """Two handlers, the deputy, the leader; the number comes with the last signature."""
    member, member2 = story.person("member"), story.person("member2")
    _draft_paper(member)
    paper, number = member.address, NUMBER.format(year=timezone.localdate().year)
    member.presses("签名")
    member.sees("签批后编号")
    leader = story.person("leader")
    for person, verb in ((member2, "签名"), (story.person("deputy"), "审核通过"), (leader, "签批")):
        person.page.goto(paper)
        person.sees("签批后编号")
        person.sees_not(number)
        person.presses(verb)
    leader.is_told("已签批并编号")
    leader.sees(number)
    leader.sees_not("未签")
    leader.keeps("底稿三级签名后编号")


def _draft_paper(member: Person) -> None:
    member.menu("底稿")
    member.opens("起草底稿")
    _choose_unit(member)
    member.fills(
        底稿名称=PAPER, 监督内容="B1.6", 来源="查阅资料", 问题摘要="2025年局机关组织4次教师培训，差旅费由6所乡镇学校报销。",
        发现过程="查阅局办公会纪要和学校账目，并与分管副局长谈话核实。", 定性依据="《党政机关厉行节约反对浪费条例》第十九条",
        证据清单="局办公会纪要\n六所学校报销凭证",
    )  # fmt: skip
    member.ticks(NAMES["member"], NAMES["member2"])
    member.presses("保存")
    member.is_told("请经办人签名")
    member.keeps("底稿起草")


def find(story: Story) -> None:
    """A finding without a duty-holder is kept and confirmed, and still cannot enter the report."""
    member, leader = story.person("member"), story.person("leader")
    member.menu("问题")
    member.opens("登记问题")
    _choose_unit(member)
    number = NUMBER.format(year=timezone.localdate().year)
    paper = member.field("底稿").locator("option").filter(has_text=number).get_attribute("value")
    member.fills(
        问题=FINDING, 监督内容="B1.6", 底稿=paper, 问题表现="6所乡镇学校共承担局机关培训差旅费18.6万元。",
        问题原因="局党组对下属学校经费监管缺位，以服务之名转嫁负担。", 违反的规定="《党政机关厉行节约反对浪费条例》第十九条",
    )  # fmt: skip
    member.fills(**{"涉及金额（元）": "186000", "程度": "较重"})
    member.presses("保存")
    member.sees("尚未写明责任主体，不能写入巡察报告")
    member.keeps("问题没有责任主体")
    leader.page.goto(member.address)
    leader.presses("确认问题")
    leader.is_told("已确认")


def report(story: Story) -> None:
    """The report refuses the finding, until it says whose duty it was."""
    leader, member = story.person("leader"), story.person("member")
    finding = leader.address
    leader.menu("巡察报告")
    leader.opens("起草报告")
    _choose_unit(leader)
    leader.presses("保存")
    report = leader.address
    leader.ticks(FINDING)
    leader.presses("写入报告")
    leader.is_told(f"问题“{FINDING}”没有写明责任主体（领导班子、本级或个人），不能写入巡察报告")
    leader.keeps("没有责任主体不能写入报告")
    leader.page.goto(finding)
    leader.opens("退回修改")
    leader.fills(意见="请写明是谁的责任")
    leader.presses("退回")
    _name_the_holder(member, finding)
    leader.page.goto(finding)
    leader.presses("确认问题")
    leader.page.goto(report)
    leader.ticks(FINDING)
    leader.presses("写入报告")
    leader.is_told("已写入报告")
    leader.presses("提交报告")
    leader.is_told("已提交")
    leader.keeps("报告已提交")


def _name_the_holder(member: Person, finding: str) -> None:
    member.page.goto(finding)
    member.opens("修改")
    row = member.main.get_by_role("group", name="责任主体 1")
    row.get_by_label("类别").select_option("主要负责人")
    row.get_by_label("应负的责任").fill("第一责任人责任")
    member.presses("保存")
    member.sees(f"{NAMES['other_head']}（主要负责人）")
    member.sees_not("尚未写明责任主体")
    member.keeps("问题写明责任主体")


def decide(story: Story) -> None:
    """No feedback before the two hearings; the office puts both on record."""
    planner = story.person("planner")
    _is_refused_feedback(planner)
    for body in ("巡察工作领导小组", "书记专题会"):
        planner.menu("会议决定")
        planner.opens("记录会议决定")
        planner.fills(
            轮次=ROUND, 会议=body, 主持人="梁执中", 出席人员="梁执中、高明鉴、周以宁",
            意见="对转嫁费用问题，责成金额全部清退。", 决定事项="原则同意报告，向单位反馈并公开整改结果。",
        )  # fmt: skip
        planner.presses("保存")
        planner.is_told("已记录")
        planner.keeps(f"会议决定-{body}")


def _is_refused_feedback(planner: Person) -> None:
    _write_feedback(planner)
    planner.sees("巡察工作领导小组尚未听取汇报，不能反馈", "书记专题会尚未听取汇报，不能反馈")
    expect(planner.field("对主要负责人的反馈意见")).not_to_be_empty()
    planner.keeps("未经两会不得反馈")


def give_feedback(story: Story) -> None:
    """Feedback to the head and to the leading body."""
    planner = story.person("planner")
    _write_feedback(planner)
    planner.is_told("已反馈")
    planner.keeps("反馈")


def _write_feedback(planner: Person) -> None:
    planner.menu("反馈意见")
    planner.opens("反馈")
    _choose_unit(planner)
    planner.fills(
        对主要负责人的反馈意见="作为第一责任人，对下属学校负担问题失察，须带头整改。",
        对领导班子的反馈意见="把培训差旅费转嫁给乡镇学校，须全额清退并健全制度。",
    )
    planner.presses("反馈")


def _choose_unit(person: Person) -> None:
    """Choose the inspection where the person has several."""
    if person.main.get_by_text("请先选定巡察对象").count():
        person.main.get_by_role("link", name=UNIT).first.click()
