"""One round from the annual plan to a task opened again, through the pages, each person doing their own part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.cast import Office, make_office
from tests.journeys.steps import inspecting, planning, rectifying, world
from tests.journeys.steps.story import Story
from xuncha.records.audit.queries import verify

if TYPE_CHECKING:
    from playwright.sync_api import Page

ELEVATED, CROSSED = world.CITIES[:9], world.CITIES[9:]


@pytest.fixture
def cast(transactional_db: None) -> Office:
    office = make_office()
    world.add_neighbours(office)
    return office


@pytest.fixture
def province(transactional_db: None) -> None:
    world.make_province()


def test_the_whole_round_is_played_through_the_pages(cast: Office, open_page: Callable[..., Page]) -> None:
    story = Story(open_page, "one-round")
    planning.plan_the_year(story)
    planning.open_the_round(story)
    planning.form_the_team(story)
    planning.move_in(story)
    inspecting.speak(story)
    inspecting.sign_a_paper(story)
    inspecting.find(story)
    inspecting.report(story)
    inspecting.decide(story)
    inspecting.give_feedback(story)
    rectifying.write_the_plan(story)
    rectifying.send_back_and_accept(story)
    rectifying.rectify(story)
    rectifying.close(story)
    rectifying.look_back(story)
    read, broken = verify()
    assert broken is None
    assert read > 40


def test_fourteen_cities_are_planned_as_one_annual_plan(province: None, open_page: Callable[..., Page]) -> None:
    story = Story(open_page, "fourteen-cities")
    planner = story.person("planner")
    planner.menu("年度计划")
    planner.opens("起草年度计划")
    planner.fills(标题="2026年省委巡视巡察上下联动计划")
    planner.presses("保存")
    planner.opens("统筹各地")
    for city in ELEVATED:
        planner.main.get_by_label(f"{city} 方式").select_option("提级巡察")
    for number, city in enumerate(CROSSED):
        planner.main.get_by_label(f"{city} 方式").select_option("交叉巡察（环形）")
        planner.main.get_by_label(f"{city} 派出地区").select_option(CROSSED[number - 1])
    counted = planner.main.get_by_role("region", name="方式与互派")
    expect(counted).to_contain_text("提级巡察 9")
    expect(counted).to_contain_text("交叉巡察（环形） 5")
    expect(counted).to_contain_text("环形：")
    planner.keeps("统筹各地")
    planner.presses("保存")
    planner.is_told("已保存")
    expect(planner.main.get_by_role("row")).to_have_count(15)
    planner.sees("提级巡察 9", "交叉巡察（环形） 5")
    planner.keeps("十四市一个计划")
    approver = story.person("leading_group")
    approver.page.goto(planner.address)
    approver.opens("批准")
    approver.presses("批准")
    approver.is_told("已批准")
    approver.keeps("批准")
