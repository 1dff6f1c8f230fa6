"""From the annual plan to the day the team moves in."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.cast import NAMES
from tests.journeys.steps.story import Person, Story
from tests.journeys.steps.world import LOCAL, OTHER_UNIT, UNIT

ROUND = "第九届市委第二轮巡察"
CROSS = "交叉巡察（成建制）"
SEATS = (
    ("leader", "组长"),
    ("deputy", "副组长"),
    ("liaison", "联络员"),
    ("member", "组员"),
    ("member2", "组员"),
)


def plan_the_year(story: Story) -> None:
    """The planner drafts the annual plan, the leading group approves it."""
    planner, approver = story.person("planner"), story.person("leading_group")
    planner.menu("年度计划")
    planner.opens("起草年度计划")
    planner.fills(标题="云岫市2026年巡察工作计划")
    planner.presses("保存")
    _choose(planner, UNIT, "栖霞坞县")
    _choose(planner, OTHER_UNIT, "青屿县")
    planner.is_told("互相巡察")
    planner.keeps("年度计划-提醒互相巡察")
    approver.menu("年度计划")
    approver.opens("云岫市2026年巡察工作计划")
    approver.opens("批准")
    approver.presses("批准")
    approver.is_told("已批准")
    approver.keeps("年度计划-批准")


def _choose(planner: Person, unit: str, source: str) -> None:
    planner.opens("选择单位")
    planner.main.get_by_label("单位名称、代码或地区").fill(unit)
    planner.presses("搜索")
    planner.ticks(unit)
    planner.fills(方式=CROSS, 派出地区=source)
    planner.presses("加入")
    planner.is_told("已加入1项")


def open_the_round(story: Story) -> None:
    """A round with the units of the plan, approved."""
    planner, approver = story.person("planner"), story.person("leading_group")
    today = timezone.localdate()
    planner.menu("轮次")
    planner.opens("新增轮次")
    planner.fills(名称=ROUND, 计划进驻=today.isoformat(), 计划撤离=(today + timedelta(days=60)).isoformat())
    planner.ticks(CROSS)
    planner.presses("保存")
    planner.is_told("请核对各方式由谁授权")
    planner.keeps("轮次-方式与授权")
    planner.presses("保存")
    planner.opens("从年度计划选择")
    planner.ticks(UNIT, OTHER_UNIT)
    planner.presses("加入")
    planner.is_told("已加入2项")
    approver.menu("轮次")
    approver.opens(ROUND)
    approver.opens("批准")
    approver.presses("批准")
    approver.is_told("已批准")
    approver.keeps("轮次-批准")


def form_the_team(story: Story) -> None:
    """Two teams by hand: an exchange of favours is pointed out, one deputy must stand aside."""
    planner = story.person("planner")
    _open_team(planner, OTHER_UNIT)
    _add(planner, LOCAL, "组员")
    other_team = planner.address
    _open_team(planner, UNIT)
    _add(planner, NAMES["leader"], "组长")
    _is_refused(planner)
    for username, role in SEATS[1:]:
        _add(planner, NAMES[username], role)
    planner.sees("青屿县与栖霞坞县在同一轮次中互相巡察")
    planner.keeps("组队-提醒互相巡察")
    own_team = planner.address
    planner.page.goto(other_team)
    planner.presses(f"移出 {LOCAL}")
    planner.is_told(f"{LOCAL}已移出")
    planner.page.goto(own_team)
    planner.sees("人员搭配符合全部规则")
    planner.sees_not("互相巡察")
    planner.keeps("组队-符合全部规则")


def _open_team(planner: Person, unit: str) -> None:
    planner.menu("轮次")
    planner.opens(ROUND)
    planner.opens("新增巡察组")
    planner.ticks(unit)
    planner.fills(组员=2)
    planner.presses("保存")
    planner.is_told("接着选人组队")


def _look_for(planner: Person, name: str, role: str) -> None:
    seat = planner.field("组内职务")
    if seat.locator("option:checked").inner_text() != role:
        seat.select_option(role)
    expect(planner.main.get_by_role("button", name=f"加入 {name}")).to_be_visible()


def _add(planner: Person, name: str, role: str) -> None:
    _look_for(planner, name, role)
    planner.presses(f"加入 {name}")
    planner.is_told(f"{name}已加入，任{role}")


def _is_refused(planner: Person) -> None:
    name = NAMES["recused"]
    planner.fills(姓名或编号=name)
    planner.presses("筛选")
    _look_for(planner, name, "副组长")
    planner.sees("须回避")
    planner.presses(f"加入 {name}")
    planner.is_told(f"不能加入：{name}于")
    planner.is_told(f"在{UNIT}任人事科科长，属近三年内工作单位")
    planner.keeps("组队-须回避的不能加入")
    planner.fills(姓名或编号="")
    planner.presses("筛选")


def move_in(story: Story) -> None:
    """Authorised by the secretary, announced, and mobilised."""
    planner, secretary = story.person("planner"), story.person("secretary")
    planner.menu("巡察对象")
    planner.opens(UNIT)
    inspection = planner.address
    planner.opens("发布进驻公告")
    planner.presses("发布")
    planner.sees("巡察组尚未授权，不得发布进驻公告")
    planner.keeps("未授权不得公告")
    planner.page.goto(inspection)
    planner.opens("第2巡察组")
    planner.opens("起草授权")
    planner.fills(授权文号="云委巡授〔2026〕2号")
    planner.presses("保存")
    planner.is_told("已起草，待批准")
    secretary.page.goto(planner.address)
    secretary.opens("授权")
    secretary.presses("授权")
    secretary.is_told("已授权")
    secretary.keeps("一次一授权")
    planner.page.goto(inspection)
    planner.opens("发布进驻公告")
    planner.presses("发布")
    planner.is_told("已公告")
    planner.opens("办结：动员进驻")
    planner.presses("办结")
    planner.sees("尚未作出保密承诺，不能动员")
    _promise(story, inspection)
    planner.page.goto(inspection)
    planner.opens("办结：动员进驻")
    planner.presses("办结")
    planner.is_told("步骤已办结")
    planner.keeps("动员进驻")


def _promise(story: Story, inspection: str) -> None:
    """The leader promises on the screen; the office notes what the others signed on paper."""
    leader, planner = story.person("leader"), story.person("planner")
    leader.page.goto(inspection)
    leader.opens("第2巡察组")
    leader.opens("作出保密承诺")
    leader.keeps("保密承诺")
    leader.presses("我承诺")
    leader.is_told("已作出保密承诺")
    planner.page.goto(inspection)
    planner.opens("第2巡察组")
    for username, _role in SEATS[1:]:
        planner.opens(f"登记纸质保密承诺 {NAMES[username]}")
        planner.presses("保存")
        planner.is_told("已登记")
