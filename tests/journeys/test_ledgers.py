"""The seed's story: closed on the last day; the next ledger shows 19,000 yuan in a subordinate; opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.cast import Office, make_office
from tests.factories import rectification as make
from tests.factories.ledgers import RECEPTION, exported, spent
from tests.journeys.steps.story import Person, Story
from xuncha.records.audit.queries import verify
from xuncha.records.rectification.models import Task, Watch

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = "付管理局无法入账的开支"


@pytest.fixture
def office(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_office()


def test_what_was_closed_comes_back_in_the_next_ledger(
    office: Office, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    task = make.passed(office)
    story = Story(open_page, "ledgers")
    member, planner = story.person("member"), story.person("planner")
    say_what_it_is_known_by(member, task)
    hand_in(planner, office.unit.name, a_year_before(office), tmp_path / "管理局.csv")
    close(planner, task)
    again = exported(spent(office.child_unit.code, timezone.localdate(), 19_000, WORDS))
    hand_in(planner, office.child_unit.name, again, tmp_path / "下属单位.csv")
    decide(planner, task)
    assert Task.objects.get().state == "reopened"
    assert Watch.objects.get().ended_on == timezone.localdate()
    assert verify()[1] is None


def a_year_before(office: Office) -> str:
    today = timezone.localdate()
    months = [today - timedelta(days=30 * n) for n in range(12, 0, -1)]
    lines = [line for day in months for line in spent(office.unit.code, day, 3_000, "公务接待费", RECEPTION)]
    return str(exported(lines))


def say_what_it_is_known_by(member: Person, task: Task) -> None:
    member.page.goto(f"/findings/{task.finding_id}/")
    member.opens("账目特征")
    member.fills(摘要用语="管理局无法入账", 涉及科目="30217")
    member.presses("保存")
    member.sees("管理局无法入账")
    member.keeps("账目特征")


def hand_in(planner: Person, unit: str, content: str, file: Path) -> None:
    file.write_bytes(content.encode("gb18030"))
    planner.menu("收到的账套")
    planner.opens("导入账套")
    planner.page.locator("input[type=file]").set_input_files(file)
    planner.presses("上传")
    planner.presses("核对全部行")
    planner.sees("凭证借贷相等")
    planner.keeps(f"核对{unit}")
    planner.presses("确认导入")
    planner.sees("已导入")


def close(planner: Person, task: Task) -> None:
    planner.page.goto(f"/tasks/{task.pk}/")
    planner.opens("销号")
    planner.presses("销号")
    planner.sees("已销号")
    planner.menu("复发提示")
    planner.sees_not(WORDS)


def decide(planner: Person, task: Task) -> None:
    planner.menu("首页")
    planner.sees("判断是否再次发生")
    planner.keeps("首页上的复发提示")
    planner.menu("复发提示")
    planner.opens(task.title)
    planner.sees("已销号的问题和当时的承诺", "销号后的账目", WORDS, "1.9万元", "同类支出按月")
    planner.keeps("原问题与新账目并列")
    planner.opens("查看疑点及所在凭证")
    planner.sees("整张凭证", "正常情形")
    planner.keeps("疑点所在凭证")
    planner.page.go_back()
    planner.opens("判断")
    planner.ticks("再次发生")
    planner.fills(判断理由="集中整改结束当月，又由下属单位列支")
    planner.presses("确定")
    planner.is_told("已记录判断")
    planner.opens("查看整改任务")
    planner.sees("重新整改", "集中整改结束当月，又由下属单位列支")
    planner.keeps("任务重新打开")
