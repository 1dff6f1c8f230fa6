"""What the unit does about it, what three bodies say of that, and what a look-back finds."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.cast import NAMES
from tests.journeys.steps.inspecting import FINDING
from tests.journeys.steps.story import Person, Story
from tests.journeys.steps.world import UNIT

TASK = "全额清退转嫁的培训差旅费"
MEASURE = "把18.6万元退还6所学校，并取得收款凭证"
REASON = "没有写明清退的完成标准，请补充后重报"
NOT_CURED = "抽查3所学校，2所仍未收到退款"
BODIES = ("planner", "discipline", "organisation")
RECEIPT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def write_the_plan(story: Story) -> None:
    """The unit signs for the feedback, writes a task with a measure, sends the plan in."""
    head = story.person("other_head")
    head.menu("反馈意见")
    head.sees(FINDING)
    for _ in range(2):
        head.main.get_by_role("button", name=re.compile("签收")).first.click()
        head.is_told("已签收")
    head.keeps("单位签收反馈")
    head.menu("整改方案")
    head.sees(f"反馈问题“{FINDING}”没有对应的整改任务")
    head.opens("写总体安排")
    head.fills(总体安排="局党组成立整改领导小组，局长任组长，每半月调度一次。")
    head.presses("保存")
    _write_the_task(head)
    head.menu("整改方案")
    head.presses("报送方案")
    head.is_told("已报送，等待联合审核")
    head.keeps("整改方案报送")


def _write_the_task(head: Person) -> None:
    head.opens("添加任务")
    head.fills(整改任务=TASK, 整改类别="集中整改", 本级责任="主要负责人", 责任领导=NAMES["other_head"])
    head.presses("保存")
    head.opens("添加措施")
    due = timezone.localdate() + timedelta(days=30)
    head.fills(整改措施=MEASURE, 责任人="财务科科长林晚", 完成时限=due.isoformat())
    head.presses("保存")
    head.is_told("已添加")
    head.keeps("整改任务与措施")


def send_back_and_accept(story: Story) -> None:
    """One body disagrees and the plan goes back with its reason; amended, all three agree."""
    head = story.person("other_head")
    for body in BODIES:
        _judge_plan(story.person(body), agrees=body != "discipline")
    head.menu("整改方案")
    head.sees("退回重报", f"纪委监委：{REASON}")
    head.keeps("整改方案退回及理由")
    head.opens(TASK)
    head.opens("修改")
    head.fills(整改目标="18.6万元全部退到6所学校账户，收款凭证齐全")
    head.presses("保存")
    head.menu("整改方案")
    head.presses("报送方案")
    head.is_told("已报送")
    for body in BODIES:
        _judge_plan(story.person(body), agrees=True)
    office = story.person("planner")
    office.page.reload()
    office.sees("审核通过", "第2次报送", REASON)
    office.keeps("整改方案审核通过")


def _judge_plan(person: Person, *, agrees: bool) -> None:
    person.menu("整改方案")
    person.opens(UNIT)
    person.opens("提出审核意见")
    if agrees:
        person.fills(意见="同意", 等次="好")
    else:
        person.fills(意见="不同意", 理由=REASON)
    person.presses("提出意见")
    person.is_told("意见已记录")


def rectify(story: Story) -> None:
    """The unit carries the measure out, proves it, and calls the task done."""
    head = story.person("other_head")
    head.menu("整改任务")
    head.opens(TASK)
    head.main.get_by_role("link", name=re.compile("登记完成")).click()
    head.presses("保存")
    head.is_told("已登记")
    head.opens("上传佐证材料")
    receipt = {"name": "六所学校收款凭证.pdf", "mimeType": "application/pdf", "buffer": RECEIPT}
    head.field("文件").set_input_files(receipt)  # type: ignore[arg-type]
    head.fills(类别="缴款（收款）凭证")
    head.presses("上传")
    head.is_told("已上传")
    head.sees("六所学校收款凭证.pdf", "SHA-256")
    head.opens("申报完成")
    head.fills(整改结果="11月20日前6所学校全部收到退款18.6万元。", 处理人数=1, 其中本级人数=1)
    head.fills(**{"申报追缴金额（元）": "186000", "到账金额（元）": "186000"})
    head.presses("申报完成")
    head.is_told("已申报，等待联合审核")
    expect(head.main.get_by_role("link", name="销号")).to_have_count(0)
    head.keeps("单位申报完成")


def close(story: Story) -> None:
    """Three bodies agree, the office closes the task."""
    for body in BODIES:
        person = story.person(body)
        _open_task(person)
        person.opens("提出联审意见")
        person.fills(意见="同意")
        person.presses("提出意见")
        person.is_told("意见已记录")
    planner = story.person("planner")
    planner.page.reload()
    planner.sees("联审通过")
    planner.keeps("三家联审通过")
    planner.opens("销号")
    planner.presses("销号")
    planner.is_told("已销号")
    planner.keeps("销号")


def look_back(story: Story) -> None:
    """The look-back finds it not cured: the task is open again, and its history tells it all."""
    planner, head = story.person("planner"), story.person("other_head")
    planner.menu("回头看")
    planner.opens("开展“回头看”")
    if planner.main.get_by_text("请先选定巡察对象").count():
        planner.main.get_by_role("link", name=UNIT).first.click()
    planner.presses("开始")
    planner.main.get_by_role("link", name=re.compile(f"检查.*{TASK}")).click()
    planner.ticks("不到位，重新打开")
    planner.fills(检查情况=NOT_CURED)
    planner.presses("记录")
    planner.is_told("已记录")
    planner.keeps("回头看")
    _open_task(planner)
    planner.sees("重新整改", "“回头看”发现整改不到位", NOT_CURED)
    _tells_its_history(planner)
    head.menu("整改任务")
    head.opens(TASK)
    head.sees(NOT_CURED)
    head.keeps("单位看到重新整改")


def _tells_its_history(planner: Person) -> None:
    history = planner.main.get_by_role("region", name="办理记录")
    who, of_unit = NAMES["planner"], NAMES["other_head"]
    for sentence in (
        rf"{of_unit}.*编制整改任务",
        rf"{of_unit}.*上传佐证材料.*六所学校收款凭证\.pdf",
        rf"{of_unit}.*申报整改完成：第1次.*申报追缴金额：空 → 18\.6万元",
        rf"{NAMES['discipline']}.*联合审核整改任务.*纪委监委同意",
        rf"{who}.*销号",
        rf"{who}.*记录“回头看”：检查1项，重新打开1项",
    ):
        expect(history.get_by_role("listitem").filter(has_text=re.compile(sentence, re.S)).first).to_be_visible()
    expect(history).to_contain_text("状态：已销号 → 重新整改")
    planner.keeps("任务的办理记录")


def _open_task(person: Person) -> None:
    person.menu("整改任务")
    person.opens(TASK)
