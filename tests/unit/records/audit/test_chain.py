"""The trail finds whatever was done to it or past it, and names the first."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from tests.cast import Office
from xuncha.domain.errors import InvalidFile
from xuncha.records.audit import queries
from xuncha.records.audit.actions import SYSTEM, act, note
from xuncha.records.audit.models import ChainHead, Event, Witness
from xuncha.records.people.models import Unit


def where() -> str | None:
    broken = queries.verify()[1]
    return broken.where if broken else None


def rename(unit: Unit, name: str) -> None:
    with act("unit.edit", by=SYSTEM, on=unit) as change:
        unit.name = name
        change.save(unit)


@pytest.fixture
def acts(office: Office) -> Office:
    for name in ("甲局", "乙局", "丙局"):
        rename(office.unit, name)
    return office


def test_an_untouched_trail_holds(acts: Office) -> None:
    assert queries.verify() == (4, None)


def test_a_changed_event_is_named(acts: Office) -> None:
    Event.objects.filter(seq=3).update(actor_name="别人")
    assert where() == "event 3"


@pytest.mark.parametrize("column", ["label", "detail", "changes"])
def test_a_change_of_what_may_be_left_out_of_an_export_is_found_too(acts: Office, column: str) -> None:
    Event.objects.filter(seq=2).update(**{column: "改过" if column == "label" else ["改过"]})
    assert where() == "event 2"


def test_a_removed_event_is_named(acts: Office) -> None:
    Event.objects.filter(seq=2).delete()
    assert where() == "event 2"


def test_removing_the_last_event_is_noticed(acts: Office) -> None:
    Event.objects.filter(seq=4).delete()
    assert where() == "event 4"


def test_cutting_the_end_together_with_the_head_leaves_records_without_witness(acts: Office) -> None:
    Witness.objects.filter(seq=4).delete()
    Event.objects.filter(seq=4).delete()
    ChainHead.objects.update(seq=3, digest=Event.objects.get(seq=3).digest)
    assert where() == f"people.unit {acts.unit.pk}"


def test_events_exchanged_are_named(acts: Office) -> None:
    second, third = Event.objects.get(seq=2), Event.objects.get(seq=3)
    Event.objects.filter(seq__in=(2, 3)).delete()
    second.seq, third.seq = 3, 2
    Event.objects.bulk_create([second, third])
    assert where() == "event 2"


def test_an_event_added_behind_the_head_is_named(acts: Office) -> None:
    Event.objects.create(seq=5, at=Event.objects.get(seq=4).at, actor_name="别人", verb="task.close")
    assert where() == "event 5"


def test_a_witness_removed_or_added_is_named_by_its_event(acts: Office) -> None:
    Witness.objects.filter(seq=3).delete()
    assert where() == "event 3"
    Witness.objects.create(seq=2, kind="people.unit", key=999, operation="create", digest="0" * 64)
    assert where() == "event 2"


def test_a_record_changed_by_hand_is_named(acts: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_unit SET name = 'X' WHERE id = %s", [acts.other_unit.pk])
    broken = queries.verify()[1]
    assert broken is not None
    assert broken.where == f"people.unit {acts.other_unit.pk}"
    assert "被人绕过系统改动" in str(broken.sentence)


def test_of_two_records_changed_by_hand_the_one_written_first_is_named(acts: Office) -> None:
    Unit.objects.filter(pk=acts.unit.pk).update(staff=1)
    Unit.objects.filter(pk=acts.other_unit.pk).update(staff=1)
    assert where() == f"people.unit {acts.other_unit.pk}"


def test_a_record_inserted_by_hand_is_named(acts: Office) -> None:
    made = Unit.objects.create(code="X", name="凭空的局", kind="bureau", jurisdiction=acts.county)
    broken = queries.verify()[1]
    assert broken is not None
    assert broken.where == f"people.unit {made.pk}"
    assert "没有经过系统被写入" in str(broken.sentence)


def test_a_record_deleted_by_hand_is_named(acts: Office) -> None:
    key = acts.child_unit.pk
    acts.child_unit.delete()
    assert where() == f"people.unit {key}"


def test_what_is_written_while_the_check_runs_is_no_break(acts: Office) -> None:
    """The office goes on working: a record written between two readings is looked at again, not denounced."""
    told = iter([lambda: rename(acts.unit, "丁局")])

    def meanwhile(done: int, total: int) -> None:
        next(told, lambda: None)()

    from xuncha.records.audit import verifying

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifying, "TELL_EVERY", 9)
        assert queries.verify(meanwhile)[1] is None
    assert queries.verify() == (5, None)


def test_an_export_proves_itself_without_the_database(acts: Office) -> None:
    lines = list(queries.export())
    assert queries.verify_export(lines) == (4, None)
    changed = [lines[0], lines[1].replace("乙局", "己局").replace("甲局", "己局"), *lines[2:]]
    broken = queries.verify_export(changed)[1]
    assert broken is not None
    assert broken.where == "event 2"


def test_an_export_without_content_proves_itself_and_tells_no_content(acts: Office) -> None:
    lines = list(queries.export(content=False))
    assert queries.verify_export(lines) == (4, None)
    assert not any("甲局" in line for line in lines)
    body = json.loads(lines[2])
    body["sealed"]["changes"] = "0" * 64
    assert queries.verify_export([*lines[:2], json.dumps(body), lines[3]])[1] is not None


def test_a_file_that_is_no_export_is_refused_by_line(acts: Office) -> None:
    lines = list(queries.export())
    for rubbish in ("not json", "[]", '{"seq": 1}', '{"seq": 2, "at": 7}'):
        with pytest.raises(InvalidFile, match=r"trail\.jsonl:2"):
            queries.verify_export([lines[0], rubbish], "trail.jsonl")


def test_a_refused_act_leaves_nothing(acts: Office) -> None:
    acts.unit.name = "不该留下"

    def refused() -> None:
        with act("unit.edit", by=SYSTEM, on=acts.unit) as change:
            change.save(acts.unit)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()
    assert queries.verify() == (4, None)
    assert Unit.objects.get(pk=acts.unit.pk).name == "丙局"


def test_private_values_stay_out_of_the_trail(office: Office) -> None:
    person = office.member.person
    assert person is not None
    with act("person.edit", by=SYSTEM, on=person) as change:
        person.name = "改名后的人"
        change.save(person)
    event = queries.events()[0]
    assert "改名后的人" not in json.dumps([event.changes, event.label, event.detail], ensure_ascii=False)
    assert event.changes[0]["fields"] == {"name": [None, None]}


def test_the_check_reads_each_table_a_fixed_number_of_times(
    office: Office, django_assert_max_num_queries: object
) -> None:
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries_asked:
            queries.verify()
        return len(queries_asked)

    few = asked()
    for _ in range(30):
        note("home.view", by=SYSTEM)
        rename(office.unit, "同名局")
    assert asked() == few


@pytest.mark.parametrize("kilometres", [-0.0, 1e22, 1.5, 5e-324])
def test_any_number_reads_back_as_it_was_witnessed(office: Office, kilometres: float) -> None:
    with act("jurisdiction.edit", by=SYSTEM, on=office.county, told=kilometres) as change:
        office.county.x_km = kilometres
        change.save(office.county)
    assert queries.verify()[1] is None
