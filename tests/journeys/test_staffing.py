"""A county round that cannot be staffed, until somebody is borrowed; then somebody falls ill; then it is approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.cast import make_office
from tests.factories import people
from tests.factories.staffing import Field, a_county_round
from tests.journeys.steps.story import Person, Story
from xuncha.domain.roles import TeamRole
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Inspector
from xuncha.records.staffing.models import Attempt
from xuncha.records.teams.models import Member

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUND = "第3轮巡察"
HELPER = "市级干部4"


@pytest.fixture
def field(transactional_db: None) -> Field:
    return a_county_round(make_office())


def test_from_an_infeasible_round_to_approved_teams(field: Field, open_page: Callable[..., Page]) -> None:
    story = Story(open_page, "staffing")
    planner = story.person("planner")
    find_it_impossible(planner)
    borrow_and_plan_again(planner)
    first = Attempt.objects.get(status__in=("optimal", "feasible"))
    pinned, ill = members(first)[:2]
    pin_one_and_replace_another(planner, first, pinned, ill)
    second = Attempt.objects.latest("pk")
    assert {who for _, _, who in first.plan} - {who for _, _, who in second.plan} == {str(ill.pk)}
    planner.opens("报请批准")
    planner.fills(授权机关="县委", 授权文号="青委巡授〔2026〕3号")
    planner.presses("报请批准")
    planner.is_told("已报请批准")
    approve(story, field, second)
    assert set(Member.objects.filter(team__round=field.round).values_list("inspector", flat=True)) == {
        int(who) for _, _, who in second.plan
    }
    assert verify()[1] is None


def find_it_impossible(planner: Person) -> None:
    planner.menu("轮次")
    planner.opens(ROUND)
    planner.opens("统筹编组")
    planner.sees("人手缺口", "财务专业共需1人次，有此专长的0人合计只能承担0个席位")
    planner.keeps("人手缺口")
    planner.opens("开始编组")
    planner.presses("开始编组")
    planner.sees("已证明无解", "为什么编不成", "财务")
    planner.keeps("编不成的原因和出路")


def borrow_and_plan_again(planner: Person) -> None:
    planner.opens("去借调")
    planner.presses(f"借调 {HELPER}")
    planner.is_told("已借调到本轮")
    planner.opens("处理后再次编组")
    planner.presses("开始编组")
    planner.sees("任何方案都不可能少于", HELPER, "xuncha teams check problem plan")
    planner.keeps("方案和证明")
    planner.opens("派出关系图")
    planner.sees("没有任何两地互相巡察")


def members(attempt: Attempt) -> list[Inspector]:
    """The members of the plan who are of the county."""
    keys = [int(who) for _, role, who in attempt.plan if role == TeamRole.MEMBER]
    return list(Inspector.objects.filter(pk__in=keys).exclude(person__name=HELPER).select_related("person"))


def pin_one_and_replace_another(planner: Person, attempt: Attempt, pinned: Inspector, ill: Inspector) -> None:
    for one, wish, reason in ((pinned, "固定此人", "熟悉情况"), (ill, "此人本轮不能参加", "因病")):
        planner.page.goto(f"/staffing-attempts/{attempt.pk}/")
        planner.opens(f"为什么是 {one}")
        planner.sees("次优人选")
        planner.opens(wish)
        planner.fills(理由=reason)
        planner.presses("加入要求")
        planner.is_told("已记下")
    planner.keeps("固定和不安排")
    planner.page.goto(f"/staffing-attempts/{attempt.pk}/")
    planner.opens("少改动重新编组")
    planner.presses("开始编组")
    planner.sees("1 个组有变动", f"− {ill}", str(pinned))
    planner.keeps("少改动的方案")


def approve(story: Story, field: Field, attempt: Attempt) -> None:
    """What came up since is found at the moment of approval, and stands against all of it until it is settled."""
    row, _, who = attempt.plan[0]
    inspector = Inspector.objects.select_related("person").get(pk=who)
    lately = timezone.localdate() - timedelta(days=300)
    unit = field.round.inspections.get(pk=row).unit
    post = people.post(inspector.person, unit, lately, until=lately + timedelta(days=60))
    secretary = story.person("secretary")
    secretary.opens(f"{ROUND}：编组方案待批准")
    secretary.opens("批准")
    secretary.presses("批准")
    secretary.sees("近三年内工作单位")
    secretary.keeps("新出现回避情形不予批准")
    with act("demo.load", by=SYSTEM) as change:
        change.delete(post)
    secretary.presses("批准")
    secretary.is_told("已批准，巡察组已组建")
    secretary.sees("第1巡察组", "已授权")
    secretary.keeps("批准后的轮次")
