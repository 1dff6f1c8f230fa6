"""A table of tasks: brought in twice it changes nothing; what leads nowhere is named."""

from __future__ import annotations

import dataclasses

import pytest

from tests.cast import Office
from tests.factories import rectification as make
from xuncha.domain.errors import NotAllowed, Refused
from xuncha.records.audit.queries import verify
from xuncha.records.people.rows import Counts
from xuncha.records.rectification import actions
from xuncha.records.rectification.models import Measure, Task
from xuncha.records.rectification.rows import TaskRow

pytestmark = pytest.mark.django_db


def rows(office: Office) -> list[TaskRow]:
    first = TaskRow(unit=office.unit.code, finding=1, title="清退费用", measure="清退1.9万元", accountable="金守成")
    return [
        first,
        dataclasses.replace(first, measure="建立公开制度"),
        dataclasses.replace(first, finding=2, title="压减编制", measure=None),
    ]


def bring_in(office: Office, table: list[TaskRow]) -> Counts:
    told: list[tuple[int, int]] = []
    counts = actions.import_tasks(table, by=office.planner, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (len(table), len(table))
    return counts


def test_tasks_and_measures_are_added_once(office: Office) -> None:
    make.fed_back(office, findings=2)
    assert bring_in(office, rows(office)) == Counts(2, 0, 0)
    assert bring_in(office, rows(office)) == Counts(0, 0, 2)
    assert [task.number for task in Task.objects.order_by("number")] == [1, 2]
    assert Measure.objects.count() == 2
    assert verify()[1] is None


def test_what_changed_is_kept_and_what_is_not_said_stays(office: Office) -> None:
    make.fed_back(office, findings=2)
    bring_in(office, rows(office))
    changed = dataclasses.replace(rows(office)[0], duty_person="丁小满", measure=None)
    assert bring_in(office, [changed]) == Counts(0, 1, 0)
    task = Task.objects.get(number=1)
    assert (task.duty_person, task.measures.count()) == ("丁小满", 2)


def test_an_unknown_unit_or_finding_is_named(office: Office) -> None:
    make.fed_back(office)
    with pytest.raises(Refused, match="第7号问题"):
        bring_in(office, [dataclasses.replace(rows(office)[0], finding=7)])
    with pytest.raises(Refused, match="nowhere"):
        bring_in(office, [dataclasses.replace(rows(office)[0], unit="nowhere")])
    assert not Task.objects.exists()


def test_a_closed_task_is_not_changed_by_a_table(office: Office) -> None:
    task = make.closed(office)
    row = TaskRow(unit=office.unit.code, finding=1, title=task.title, duty_person="别人")
    with pytest.raises(Refused, match="不能由导入改动"):
        bring_in(office, [row])


def test_the_unit_does_not_bring_tables_in(office: Office) -> None:
    make.fed_back(office)
    with pytest.raises(NotAllowed):
        actions.import_tasks(rows(office)[:1], by=office.unit_head, progress=lambda done, of: None)
