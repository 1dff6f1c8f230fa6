"""Tasks: worked on by the unit, judged by three bodies, closed by the office alone, opened again where not cured."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.domain.errors import NotAllowed, Refused, WrongState
from xuncha.records.audit.queries import verify
from xuncha.records.rectification import actions, queries
from xuncha.records.rectification.models import Extension, Measure, Progress, Reopening, Task

pytestmark = pytest.mark.django_db


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def test_progress_is_put_down_by_the_unit_and_not_for_tomorrow(office: Office) -> None:
    task, today = make.accepted(office), timezone.localdate()
    actions.report_progress(Progress(task=task, on=today, text="已召开党组会"), by=office.unit_liaison)
    with pytest.raises(Refused):
        actions.report_progress(Progress(task=task, on=today + timedelta(days=1), text="明天"), by=office.unit_liaison)
    with pytest.raises(NotAllowed):
        actions.report_progress(Progress(task=task, on=today, text="代填"), by=office.planner)


def test_a_measure_is_carried_out_once(office: Office) -> None:
    measure = make.accepted(office).measures.get()
    actions.carry_out_measure(measure, timezone.localdate(), by=office.unit_liaison)
    with pytest.raises(Refused, match="已经完成"):
        actions.carry_out_measure(measure, timezone.localdate(), by=office.unit_liaison)


def test_calling_it_done_without_proof_is_refused_with_every_gap(office: Office) -> None:
    task = make.accepted(office)
    with pytest.raises(Refused) as refused:
        actions.submit_task(task, by=office.unit_head)
    said = str(refused.value)
    assert "没有佐证材料" in said
    assert "措施“清退1.9万元”尚未完成" in said
    assert "没有写整改结果" in said


def test_a_task_of_a_plan_not_accepted_cannot_be_called_done(office: Office) -> None:
    plan = make.fed_back(office)
    with pytest.raises(Refused, match="审核通过后才能申报完成"):
        make.called_done(office, make.task(plan, office))


def test_the_three_bodies_pass_it_and_the_office_closes_it(office: Office) -> None:
    task = make.called_done(office)
    for user in make.bodies(office):
        assert again(task).state == "submitted"
        actions.review_task(again(task), make.agreed(), by=user)
    assert again(task).state == "passed"
    closed = actions.close_task(again(task), by=office.planner)
    assert (closed.state, closed.closed_on) == ("closed", timezone.localdate())
    assert verify()[1] is None


@pytest.mark.parametrize("name", ["unit_head", "unit_liaison", "leader", "discipline", "secretary", "system"])
def test_nobody_but_the_office_closes_least_of_all_the_unit(office: Office, name: str) -> None:
    task = make.passed(office)
    with pytest.raises(NotAllowed):
        actions.close_task(task, by=getattr(office, name))
    assert again(task).state == "passed"


def test_the_office_cannot_close_before_the_review(office: Office) -> None:
    task = make.called_done(office)
    actions.review_task(task, make.agreed(), by=office.planner)
    with pytest.raises(Refused) as refused:
        actions.close_task(again(task), by=office.planner)
    assert "纪委监委尚未提出联审意见" in str(refused.value)


def test_a_refusal_sends_it_back_and_it_comes_again(office: Office) -> None:
    task = make.called_done(office)
    actions.review_task(again(task), make.refused(), by=office.discipline)
    actions.review_task(again(task), make.agreed(), by=office.planner)
    actions.review_task(again(task), make.agreed(), by=office.organisation)
    assert again(task).state == "returned"
    task = make.called_done(office, again(task))
    assert task.submissions == 2
    for user in make.bodies(office):
        actions.review_task(again(task), make.agreed(), by=user)
    assert again(task).state == "passed"
    assert task.reviews.count() == 6


def test_a_task_sent_back_may_get_a_further_measure_and_an_open_one_may_not(office: Office) -> None:
    task = make.accepted(office)
    more = {"text": "建立接待费公开制度", "accountable": "丁小满", "due_on": task.due_on}
    with pytest.raises(WrongState):
        actions.save_measure(Measure(task=task, **more), by=office.unit_liaison)
    task = make.called_done(office, task)
    for user in make.bodies(office):
        actions.review_task(again(task), make.refused(), by=user)
    assert actions.save_measure(Measure(task=again(task), **more), by=office.unit_liaison).number == 2


def test_more_time_is_asked_for_and_granted(office: Office) -> None:
    task = make.accepted(office)
    until = task.due_on + timedelta(days=20)
    asked = Extension(task=task, until=until, reason="涉诉")
    actions.request_extension(asked, by=office.unit_head)
    with pytest.raises(Refused, match="已有延期申请"):
        actions.request_extension(Extension(task=task, until=until, reason="涉诉"), by=office.unit_head)
    with pytest.raises(NotAllowed):
        actions.decide_extension(asked, True, "同意", by=office.unit_head)
    actions.decide_extension(asked, True, "同意", by=office.planner)
    assert again(task).due_on == until


def test_more_time_refused_needs_a_reason_and_leaves_the_date(office: Office) -> None:
    task = make.accepted(office)
    asked = Extension(task=task, until=task.due_on + timedelta(days=20), reason="涉诉")
    actions.request_extension(asked, by=office.unit_head)
    with pytest.raises(Refused, match="须写明理由"):
        actions.decide_extension(asked, False, " ", by=office.planner)
    actions.decide_extension(asked, False, "理由不充分", by=office.planner)
    assert again(task).due_on == task.due_on
    with pytest.raises(Refused, match="审批"):
        actions.decide_extension(asked, True, "", by=office.planner)


def test_an_earlier_date_is_no_extension(office: Office) -> None:
    task = make.accepted(office)
    with pytest.raises(Refused, match="应晚于"):
        actions.request_extension(Extension(task=task, until=task.due_on, reason="涉诉"), by=office.unit_head)


def test_a_closed_task_is_opened_again_on_its_ground(office: Office) -> None:
    task = make.closed(office)
    with pytest.raises(Refused, match="依据和理由"):
        actions.reopen_task(Reopening(task=task, ground="tip", reason=" "), by=office.planner)
    words = {"ground": "recurrence", "reason": "下属单位又列支1.9万元", "amount_fen": 1_900_000}
    actions.reopen_task(Reopening(task=task, **words), by=office.discipline)
    assert (again(task).state, again(task).closed_on) == ("reopened", None)
    with pytest.raises(Refused, match="无须重新打开"):
        actions.reopen_task(Reopening(task=again(task), **words), by=office.planner)


def test_a_unit_sees_only_its_own_tasks_and_administrators_none(office: Office) -> None:
    task = make.accepted(office)
    assert list(queries.tasks(office.unit_liaison)) == [task]
    for name in ("other_head", "outsider", "recused", "system", "security", "audit_admin"):
        assert not queries.tasks(getattr(office, name)).exists(), name


def test_what_waits_follows_the_work(office: Office) -> None:
    task = make.called_done(office)
    assert [each.kind for each in queries.waiting(office.discipline)] == ["task"]
    actions.review_task(task, make.agreed(), by=office.discipline)
    assert queries.waiting(office.discipline) == []
    for user in (office.planner, office.organisation):
        actions.review_task(again(task), make.agreed(), by=user)
    assert any("办理销号" in str(each.what) for each in queries.waiting(office.planner))
    assert queries.waiting(office.other_head) == []
