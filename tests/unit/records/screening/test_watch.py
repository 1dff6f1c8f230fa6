"""The seed's story in data: closed on the last day, the next import shows the same spending in a subordinate, opened again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import ledgers as money
from tests.factories import rectification as make
from xuncha.domain.errors import InvalidField, NotAllowed, WrongState
from xuncha.domain.ledgers import AlertState, FlagState, RuleFamily, ScreeningState
from xuncha.records.findings.actions import settle_pattern
from xuncha.records.findings.models import Pattern
from xuncha.records.rectification import queries as rectification
from xuncha.records.rectification.actions import close_task
from xuncha.records.rectification.models import Task, Watch
from xuncha.records.screening import actions, queries, tasks
from xuncha.records.screening.models import Alert, Flag, Screening

pytestmark = pytest.mark.django_db
WORDS = "付管理局无法入账的开支"


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


def closed(office: Office) -> Task:
    task = make.passed(office)
    pattern = Pattern(
        finding=task.finding, family=RuleFamily.DISPLACEMENT, accounts=["30217"], words=["管理局无法入账"]
    )
    settle_pattern(pattern, by=office.leader)
    return close_task(task, by=office.planner)


def screened(office: Office) -> Screening:
    asked = actions.ask(by=office.planner)
    tasks.run_screening.func(asked.pk)
    return Screening.objects.get(pk=asked.pk)


def alert_of(office: Office, tmp_path: Path) -> Alert:
    closed(office)
    money.receive(money.spent(office.child_unit.code, timezone.localdate(), 19_000, WORDS), tmp_path)
    screened(office)
    return Alert.objects.get()


def test_closing_opens_a_watch_for_as_long_as_policy_says(office: Office) -> None:
    task = closed(office)
    watch = Watch.objects.get()
    today = timezone.localdate()
    assert (watch.task, watch.since, watch.words) == (task, today, ["管理局无法入账"])
    assert timedelta(days=360) < watch.until - today < timedelta(days=370)
    assert list(rectification.watches(office.planner)) == [watch]
    assert not rectification.watches(office.unit_head)


def test_what_was_closed_without_a_pattern_is_not_watched(office: Office) -> None:
    make.closed(office)
    assert not Watch.objects.exists()


def test_the_same_spending_in_a_subordinate_raises_an_alert_and_opens_the_task_again(
    office: Office, tmp_path: Path
) -> None:
    alert = alert_of(office, tmp_path)
    assert (alert.flag.rule, alert.flag.unit, alert.flag.amount_fen) == ("A1", office.child_unit, 1_900_000)
    assert WORDS in alert.flag.reason_zh
    actions.decide(alert, AlertState.RECURRED, "当月又由下属单位列支", by=office.planner)
    alert.refresh_from_db()
    task = Task.objects.get()
    assert (task.state, alert.reopening.ground) == ("reopened", "recurrence")
    assert "1.9万元" in alert.reopening.reason
    assert Watch.objects.get().ended_on == timezone.localdate()


def test_another_run_raises_nothing_twice_and_respects_what_was_explained(office: Office, tmp_path: Path) -> None:
    alert = alert_of(office, tmp_path)
    actions.explain(alert.flag, "系退回垫付款，附审批单", by=office.planner)
    again = screened(office)
    assert (again.state, again.raised) == (ScreeningState.DONE, 0)
    assert again.known >= 1
    assert Flag.objects.get(pk=alert.flag.pk).state == FlagState.EXPLAINED
    assert Alert.objects.count() == 1


def test_a_decision_needs_a_reason_and_is_made_once(office: Office, tmp_path: Path) -> None:
    alert = alert_of(office, tmp_path)
    with pytest.raises(InvalidField):
        actions.decide(alert, AlertState.OTHER, " ", by=office.planner)
    alert = Alert.objects.get()
    actions.decide(alert, AlertState.OTHER, "与原问题无关", by=office.planner)
    assert Task.objects.get().state == "closed"
    with pytest.raises(WrongState):
        actions.decide(Alert.objects.get(), AlertState.RECURRED, "再想想", by=office.planner)


def test_an_inspected_unit_sees_no_flag_and_decides_nothing(office: Office, tmp_path: Path) -> None:
    alert = alert_of(office, tmp_path)
    for person in (office.unit_head, office.other_head, office.system):
        assert not queries.flags(person)
        assert not queries.alerts(person)
        with pytest.raises(NotAllowed):
            actions.decide(alert, AlertState.RECURRED, "不", by=person)
    assert alert.flag in queries.flags(office.member)
