"""What somebody else changed between reading and writing is never written over, nor decided upon."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.cast import Office, make_office
from tests.factories import rectification as make
from xuncha.domain.errors import ChangedMeanwhile, XunchaError
from xuncha.records.audit import queries
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event, Record
from xuncha.records.people.models import Unit
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import RectificationPlan, Reopening, Task

TIMES = 8


def rename(unit: Unit, name: str) -> None:
    unit.name = name
    with act("unit.edit", by=SYSTEM, on=unit) as change:
        change.save(unit)


@pytest.fixture
def copies(office: Office) -> tuple[Unit, Unit]:
    """The same unit, read twice."""
    return Unit.objects.get(pk=office.unit.pk), Unit.objects.get(pk=office.unit.pk)


def test_the_second_to_save_is_refused_and_told_what_changed(copies: tuple[Unit, Unit]) -> None:
    first, second = copies
    rename(first, "甲局")
    with pytest.raises(ChangedMeanwhile, match="单位名称"):
        rename(second, "乙局")
    assert Unit.objects.get(pk=first.pk).name == "甲局"
    assert queries.verify()[1] is None


def test_who_reads_anew_may_save(copies: tuple[Unit, Unit]) -> None:
    first, second = copies
    rename(first, "甲局")
    second.refresh_from_db()
    rename(second, "乙局")
    rename(second, "丙局")
    assert Unit.objects.get(pk=first.pk).name == "丙局"


def test_a_list_changed_in_place_is_ones_own_change(office: Office) -> None:
    unit = Unit.objects.get(pk=office.unit.pk)
    unit.leading_posts.append("总工程师")
    rename(unit, unit.name)
    assert "总工程师" in Unit.objects.get(pk=unit.pk).leading_posts


def test_a_change_of_a_column_nobody_read_is_no_matter(office: Office) -> None:
    name_only = Unit.objects.only("name").get(pk=office.unit.pk)
    full = Unit.objects.get(pk=office.unit.pk)
    full.staff = 77
    with act("unit.edit", by=SYSTEM, on=full) as change:
        change.save(full)
    rename(name_only, "甲局")
    assert Unit.objects.get(pk=office.unit.pk).staff == 77


def test_what_was_changed_meanwhile_is_neither_removed_nor_updated_in_bulk(copies: tuple[Unit, Unit]) -> None:
    first, second = copies
    rename(first, "甲局")

    def remove() -> None:
        with act("unit.edit", by=SYSTEM) as change:
            change.delete(second)

    def update() -> None:
        second.staff = 5
        with act("import.run", by=SYSTEM) as change:
            change.save_many([second], ["staff"])

    for late in (remove, update):
        with pytest.raises(ChangedMeanwhile):
            late()
    assert Unit.objects.get(pk=first.pk).name == "甲局"


def test_what_was_removed_meanwhile_is_said_to_be_gone(office: Office) -> None:
    unit = Unit(code="X1", name="新设的局", kind="bureau", jurisdiction=office.county)
    with act("unit.edit", by=SYSTEM) as change:
        change.create(unit)
    stale = Unit.objects.get(pk=unit.pk)
    with act("unit.edit", by=SYSTEM) as change:
        change.delete(unit)
    with pytest.raises(ChangedMeanwhile, match="已删除"):
        rename(stale, "来晚了")


def test_what_is_decided_on_a_thing_that_changed_is_refused_though_only_something_beside_it_is_written(
    office: Office,
) -> None:
    task = make.called_done(office)
    seen = Task.objects.get(pk=task.pk)
    make_all_agree(task, office)
    events = Event.objects.count()
    with pytest.raises(ChangedMeanwhile, match="状态"):
        actions.review_task(seen, make.refused(), by=office.discipline)
    assert Event.objects.count() == events


def make_all_agree(task: Task, office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        passed = Task.objects.get(pk=task.pk)
        passed.state = "passed"
        change.save(passed)


def test_saving_costs_no_query_more_for_being_careful(office: Office, django_assert_num_queries: Callable) -> None:  # type: ignore[type-arg]
    unit = Unit.objects.get(pk=office.unit.pk)
    # Savepoint, the unit held, the unit written, head, event, witness, head, savepoint released.
    with django_assert_num_queries(8):
        rename(unit, "甲局")


def at_once(*tries: Callable[[], object]) -> list[XunchaError | None]:
    """Let everybody try at the same moment, each with a connection of their own; gives how each was refused."""
    gate, answers, failed = threading.Barrier(len(tries)), [], []

    def tried(one: Callable[[], object]) -> None:
        try:
            gate.wait()
            one()
            answers.append(None)
        except XunchaError as error:
            answers.append(error)
        except Exception as error:  # noqa: BLE001 - told below, in the test's own thread
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=tried, args=[one]) for one in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_and_reopen_the_same_task_at_the_same_instant_one_passes() -> None:
    office = make_office()
    task = make.passed(office)
    for _ in range(TIMES):
        mine, theirs = (Task.objects.select_related("plan__inspection__round").get(pk=task.pk) for _ in range(2))
        again = Reopening(task=theirs, ground="spot_check", reason="入账凭证不实")
        refusals = at_once(
            lambda mine=mine: actions.close_task(mine, by=office.planner),  # type: ignore[misc]
            lambda again=again: actions.reopen_task(again, by=office.planner),  # type: ignore[misc]
        )
        assert len([error for error in refusals if error is None]) == 1
        put_back(task)
    assert queries.verify()[1] is None


@pytest.mark.django_db(transaction=True)
def test_two_last_opinions_at_the_same_instant_decide_the_plan_once() -> None:
    office = make_office()
    plan = make.submitted(office)
    actions.review_plan(read(plan), make.agreed(grade="good"), by=office.planner)
    late = [office.discipline, office.organisation]
    copies = [read(plan), read(plan)]
    refusals = at_once(
        *(
            lambda copy=copy, user=user: actions.review_plan(copy, make.agreed(grade="good"), by=user)  # type: ignore[misc]
            for copy, user in zip(copies, late, strict=True)
        )
    )
    assert refusals == [None, None]
    assert read(plan).state == "accepted"
    assert queries.verify()[1] is None


def read(plan: RectificationPlan) -> RectificationPlan:
    return RectificationPlan.objects.get(pk=plan.pk)


def put_back(task: Record) -> None:
    """Make the task again what it was before the two."""
    with act("demo.load", by=SYSTEM) as change:
        stored = Task.objects.get(pk=task.pk)
        stored.state, stored.closed_on = "passed", None
        change.save(stored)
