"""Scores with their reasons; look-backs that open again what was not cured."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.scoring import ADDITIVE_SCHEME, Mark
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.policy.models import ScoringScheme
from xuncha.records.rectification import actions, queries, schemes
from xuncha.records.rectification.models import LookBack, Task
from xuncha.records.rounds.models import Inspection

pytestmark = pytest.mark.django_db
LATE = Mark("tasks", Decimal("12.5"), "两项任务逾期")


def test_a_score_from_a_hundred_by_deductions_keeps_its_reasons(office: Office) -> None:
    plan = make.fed_back(office)
    score = actions.give_score(plan.inspection, "deduction", [LATE], by=office.planner)
    assert (score.total_tenths, score.grade) == (875, "较好")
    tasks = next(part for part in score.parts if part["code"] == "tasks")
    assert tasks["marks"] == [{"tenths": 125, "reason": "两项任务逾期"}]


def test_the_same_scheme_is_written_down_once(office: Office) -> None:
    plan = make.fed_back(office)
    for _ in range(2):
        actions.give_score(plan.inspection, "deduction", [], by=office.planner)
    assert ScoringScheme.objects.count() == 1
    assert queries.scores(office.unit_head).count() == 2


def test_an_office_that_settled_its_own_scheme_scores_by_that(office: Office) -> None:
    plan = make.fed_back(office)
    with act("demo.load", by=SYSTEM) as change:
        own = change.create(
            ScoringScheme(jurisdiction=office.city, name="本市办法", body=schemes.as_body(ADDITIVE_SCHEME))
        )
    with pytest.raises(Refused):
        actions.give_score(plan.inspection, "deduction", [], by=office.planner)
    marks = [Mark("duty", Decimal(20), "党组专题研究三次")]
    score = actions.give_score(plan.inspection, str(own.pk), marks, by=office.planner)
    assert (score.scheme, score.total_tenths, score.grade) == (own, 200, "差")


def test_a_mark_needs_a_reason_and_a_unit_does_not_score(office: Office) -> None:
    plan = make.fed_back(office)
    with pytest.raises(InvalidField):
        actions.give_score(plan.inspection, "deduction", [Mark("tasks", Decimal(1), " ")], by=office.planner)
    with pytest.raises(NotAllowed):
        actions.give_score(plan.inspection, "deduction", [], by=office.unit_head)


def look_back(office: Office) -> tuple[LookBack, Task]:
    task = make.closed(office)
    inspection = Inspection.objects.get(pk=task.plan.inspection_id)
    return actions.start_look_back(inspection, timezone.localdate(), by=office.leader), task


def test_a_look_back_opens_again_what_is_not_cured(office: Office) -> None:
    back, task = look_back(office)
    due = timezone.localdate() + timedelta(days=30)
    look = actions.Look(task, cured=False, words="抽查发现仍在列支", due_on=due, amount_fen=1_900_000)
    actions.look_at_tasks(back, [look], by=office.leader)
    task = Task.objects.get(pk=task.pk)
    assert (task.state, task.due_on) == ("reopened", due)
    assert task.reopenings.get().ground == "look_back"
    assert [each["cured"] for each in queries.looks(office.planner, back)] == [False]
    assert not queries.to_look_at(office.planner, back)


def test_a_cured_task_stays_closed_and_the_look_back_concludes(office: Office) -> None:
    back, task = look_back(office)
    today = timezone.localdate()
    with pytest.raises(Refused, match="还没有检查"):
        actions.conclude_look_back(back, today, "到位", by=office.leader)
    actions.look_at_tasks(back, [actions.Look(task, cured=True, words="核对凭证无误")], by=office.leader)
    actions.conclude_look_back(back, today, "整改到位", by=office.leader)
    assert Task.objects.get(pk=task.pk).state == "closed"
    with pytest.raises(Refused, match="结束"):
        actions.conclude_look_back(back, today, "再次", by=office.leader)


def test_looking_needs_words_and_a_task_said_to_be_cured(office: Office) -> None:
    back, task = look_back(office)
    with pytest.raises(Refused, match="须写明检查情况"):
        actions.look_at_tasks(back, [actions.Look(task, cured=True, words=" ")], by=office.leader)
    actions.look_at_tasks(back, [actions.Look(task, cured=False, words="未到位")], by=office.leader)
    with pytest.raises(Refused, match="不在检查之列"):
        actions.look_at_tasks(back, [actions.Look(Task.objects.get(), cured=True, words="到位")], by=office.leader)


def test_one_look_back_at_a_time_and_never_by_the_unit(office: Office) -> None:
    back, _ = look_back(office)
    with pytest.raises(Refused, match="尚未结束"):
        actions.start_look_back(back.inspection, timezone.localdate(), by=office.planner)
    with pytest.raises(NotAllowed):
        actions.start_look_back(back.inspection, timezone.localdate(), by=office.unit_head)
    assert not queries.look_backs(office.unit_head)
