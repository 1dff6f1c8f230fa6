"""Tables brought in: understood, every bad line named, all or nothing, twice the same as once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Office
from tests.factories.exchange import (
    INSPECTORS,
    PEOPLE,
    TIES,
    UNITS,
    brought_in,
    checked,
    csv_file,
    started,
    uploaded,
    xlsx_file,
)
from tests.factories.rectification import fed_back
from xuncha.domain.errors import InvalidFile, NotAllowed, Refused, WrongState
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.exchange import actions, progress, queries, tasks
from xuncha.records.exchange.models import ImportJob, JobState, Table
from xuncha.records.people.models import Inspector, Person, Post, Tie, Unit
from xuncha.records.rectification.models import Measure, Task

pytestmark = pytest.mark.django_db


def counts(job: ImportJob) -> tuple[int, int, int]:
    assert job.state == JobState.DONE, job.errors
    return job.created, job.updated, job.unchanged


def wrong(job: ImportJob) -> dict[tuple[int, str], str]:
    assert job.state == JobState.REJECTED, job.state
    return {(each.line, each.column): str(each.reason) for each in queries.problems(job)}


@pytest.mark.parametrize(
    "content", [csv_file(UNITS), csv_file(UNITS, "gbk"), csv_file(UNITS, "utf-8"), xlsx_file(UNITS)]
)
def test_the_planner_brings_units_in_from_any_file(office: Office, content: bytes) -> None:
    assert counts(brought_in(Table.UNITS, content, office.planner)) == (3, 0, 0)
    station = Unit.objects.get(code="U-2")
    assert (station.parent and station.parent.code, station.kind, station.staff_quota) == ("U-1", "institution", 12)
    assert station.jurisdiction == office.county
    assert verify()[1] is None


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    for table, rows in (
        (Table.UNITS, UNITS),
        (Table.PEOPLE, PEOPLE),
        (Table.INSPECTORS, INSPECTORS),
        (Table.TIES, TIES),
    ):
        first = counts(brought_in(table, rows, office.planner))
        assert counts(brought_in(table, rows, office.planner)) == (0, 0, sum(first)), table
    assert verify()[1] is None


def test_a_changed_file_updates_what_it_says_and_leaves_the_rest(office: Office) -> None:
    brought_in(Table.UNITS, UNITS, office.planner)
    changed = (UNITS[0], ("U-1", "青屿县农业农村和水利局", "党政部门", "青屿县", "", ""), UNITS[2], UNITS[3])
    renamed = [*changed[:2], ("U-2", "青屿县农技推广站", "直属事业单位", "青屿县", "U-1", 12), changed[3]]
    assert counts(brought_in(Table.UNITS, renamed, office.planner)) == (0, 1, 2)
    bureau = Unit.objects.get(code="U-1")
    assert (bureau.name, bureau.staff_quota) == ("青屿县农业农村和水利局", 40)


def test_people_come_with_their_posts(office: Office) -> None:
    assert counts(brought_in(Table.PEOPLE, PEOPLE, office.planner)) == (2, 0, 0)
    head = Person.objects.get(code="P-1")
    assert (head.sex, head.born_on) == ("m", date(1975, 3, 1))
    post = Post.objects.get(person=head)
    assert (post.unit, post.title, post.head, post.since) == (office.other_unit, "局长", True, date(2021, 6, 1))
    assert Post.objects.filter(person__code="P-2").count() == 2


def test_inspectors_come_with_person_post_roles_and_skills_and_then_their_ties(office: Office) -> None:
    assert counts(brought_in(Table.INSPECTORS, INSPECTORS, office.planner)) == (2, 0, 0)
    inspector = Inspector.objects.get(person__code="I-1")
    assert (inspector.roles, inspector.skills) == (["leader", "deputy"], ["finance", "audit"])
    assert counts(brought_in(Table.TIES, TIES, office.planner)) == (1, 0, 0)
    assert Tie.objects.get(inspector=inspector).unit == office.unit


def test_tasks_come_with_their_measures(office: Office) -> None:
    fed_back(office, findings=2)
    unit = office.unit.name
    rows: tuple[tuple[Any, ...], ...] = (
        ("被巡察单位", "问题序号", "整改任务", "责任人", "完成时限", "整改措施", "措施责任人"),
        (unit, 1, "清退转嫁费用", "金守成", "2026-12-31", "全额清退", "丁小满"),
        (unit, 1, "清退转嫁费用", "金守成", "2026-12-31", "修订接待办法", "丁小满"),
        (unit, 2, "规范采购", "金守成", "2027-01-31", "", ""),
    )
    assert counts(brought_in(Table.TASKS, rows, office.planner)) == (2, 0, 0)
    assert (Task.objects.count(), Measure.objects.count()) == (2, 2)
    assert counts(brought_in(Table.TASKS, rows, office.planner)) == (0, 0, 2)
    missing = wrong(checked(Table.TASKS, [*rows, (unit, 9, "无此问题", "", "", "", "")], office.planner))
    assert missing == {(5, "问题序号"): "反馈中没有这个序号的问题"}


def test_every_bad_line_is_named_with_column_and_reason_and_nothing_is_written(office: Office) -> None:
    before = Unit.objects.count()
    rows = (
        UNITS[0],
        ("U-1", "甲局", "党政部门", "青屿县", "", "40"),
        ("", "无代码局", "党政部门", "青屿县", "", ""),
        ("U-3", "乙局", "什么部门", "无此县", "无此局", "四十"),
        ("U-1", "又一甲局", "党政部门", "青屿县", "", ""),
        ("U-3", "与坏行重复", "学校", "青屿县", "", ""),
        ("U 5", "丁" * 200, "学校", "", "", "-1"),
    )
    found = wrong(checked(Table.UNITS, rows, office.planner))
    assert found[3, "单位代码"] == "必填"
    assert "党政部门" in found[4, "单位类型"]
    assert found[4, "所在地区"] == "没有这个地区：无此县"
    assert found[4, "主管（上级）单位"] == "没有这个单位：无此局"
    assert found[4, "编制数"] == "应为整数"
    assert found[5, "单位代码"] == "与第2行重复"
    assert found[6, "单位代码"] == "与第4行重复"
    assert {column for line, column in found if line == 7} == {"单位代码", "单位名称", "所在地区", "编制数"}
    assert Unit.objects.count() == before


def test_a_name_borne_by_two_asks_for_the_code(office: Office) -> None:
    brought_in(
        Table.UNITS, [UNITS[0], *[(f"S-{n}", "中心小学", "学校", "青屿县", "", "") for n in (1, 2)]], office.planner
    )
    found = wrong(checked(Table.UNITS, [UNITS[0], ("S-3", "分校", "学校", "青屿县", "中心小学", "")], office.planner))
    assert found[2, "主管（上级）单位"] == "有2个单位叫“中心小学”，请改填编号：S-1、S-2"


def test_superiors_in_a_circle_are_refused(office: Office) -> None:
    rows = [UNITS[0], *[(f"C-{n}", f"环{n}", "学校", "青屿县", f"C-{(n + 1) % 3}", "") for n in range(3)]]
    found = wrong(checked(Table.UNITS, rows, office.planner))
    assert [line for line, _ in found] == [2, 3, 4]
    assert found[2, "主管（上级）单位"] == "上级关系绕成了圈：环0 → 环1 → 环2 → 环0"


def test_a_circle_closed_through_what_is_kept_is_refused(office: Office) -> None:
    child, unit = office.child_unit, office.unit
    found = wrong(
        checked(Table.UNITS, [UNITS[0], (unit.code, unit.name, "党政部门", "青屿县", child.name, "")], office.planner)
    )
    assert "绕成了圈" in found[2, "主管（上级）单位"]


def test_lines_that_contradict_one_another_are_named(office: Office) -> None:
    rows = [*PEOPLE, ("P-1", "白露声", "女", "", "云岫市水务局", "", "", "")]
    found = wrong(checked(Table.PEOPLE, rows, office.planner))
    assert found[5, "姓名"] == "与第2行所填的“白露生”不一致"
    assert found[5, "性别"] == "与第2行所填的“男”不一致"
    assert (5, "现任职务") in found
    assert (5, "任现职时间") in found


def test_a_tie_needs_somebody_of_the_pool_and_one_other_side(office: Office) -> None:
    rows = [TIES[0], ("无此人", "朋友", "青屿县教育局", "", ""), (office.planner.name, "朋友", "", "", "")]
    with_person = wrong(checked(Table.TIES, rows, office.planner))
    assert with_person[2, "巡察干部"] == "没有这个人员：无此人"


def test_places_beyond_the_planners_reach_are_refused(office: Office) -> None:
    """The county's own planner brings in a unit of the next county."""
    from tests.cast import PASSWORD
    from xuncha.domain.roles import Role
    from xuncha.records.accounts.models import Grant, User
    from xuncha.records.audit.actions import SYSTEM, act

    with act("demo.load", by=SYSTEM) as change:
        county = change.create(User(username="county", name="县巡察办", password=PASSWORD))
        change.create(Grant(user=county, role=Role.PLANNER, jurisdiction=office.county, granted_on=date(2020, 1, 1)))
    rows = [UNITS[0], ("N-1", "邻县局", "党政部门", "栖霞坞县", "", "")]
    assert wrong(checked(Table.UNITS, rows, county)) == {(2, "所在地区"): "不在您管理的地区之内"}
    theirs = Unit(code="N-2", name="邻县二局", kind="bureau", jurisdiction=office.other_county)
    with act("demo.load", by=SYSTEM) as change:
        change.create(theirs)
    taken = [UNITS[0], ("N-2", "邻县二局", "党政部门", "青屿县", "", "")]
    assert wrong(checked(Table.UNITS, taken, county)) == {(2, "所在地区"): "不在您管理的地区之内"}


@pytest.mark.parametrize("who", ["leader", "unit_head", "discipline", "secretary", "system", "audit_admin"])
def test_nobody_but_the_planner_brings_tables_in(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        uploaded(Table.UNITS, UNITS, getattr(office, who))


def test_heads_in_english_or_below_a_title_are_recognised(office: Office) -> None:
    rows = (
        ("2026年单位花名册", "", "", ""),
        ("Unit code", "unit name", "Kind", "county", "superior"),
        ("E-1", "甲局", "bureau", "990101", ""),
    )
    job = checked(Table.UNITS, rows, office.planner)
    assert job.mapping["columns"] == {"code": 0, "name": 1, "kind": 2, "jurisdiction": 3, "parent": 4}
    assert (job.state, job.rows) == (JobState.READY, 1)


def test_a_mapping_is_remembered_for_the_same_heads(office: Office) -> None:
    rows = (("甲", "乙", "丙", "丁"), ("M-1", "甲局", "学校", "青屿县"))
    job = uploaded(Table.UNITS, rows, office.planner)
    assert job.mapping["columns"] == {}
    with pytest.raises(Refused, match="单位代码"):
        actions.map_columns(job, {}, by=office.planner)
    chosen = {"code": 0, "name": 1, "kind": 2, "jurisdiction": 3}
    assert checked(Table.UNITS, rows, office.planner, chosen).state == JobState.READY
    assert uploaded(Table.UNITS, rows, office.planner).mapping["columns"] == chosen


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04broken", xlsx_file([("", "")])])
def test_a_hostile_file_leaves_no_import_behind(office: Office, content: bytes) -> None:
    file = SimpleUploadedFile("坏.xlsx", content)
    with pytest.raises(InvalidFile):
        actions.upload(Table.UNITS, "坏.xlsx", file.chunks(), by=office.planner)
    assert not ImportJob.objects.exists()


def test_the_trail_names_file_digest_and_counts(office: Office) -> None:
    job = brought_in(Table.UNITS, UNITS, office.planner)
    told = Event.objects.filter(kind="exchange.importjob", key=job.pk, detail__has_key="created").get()
    assert told.actor_name == office.planner.name
    assert (told.detail["file"], told.detail["sha256"], told.detail["created"]) == ("表.csv", job.sha256, 3)


def test_what_was_right_when_checked_and_wrong_when_confirmed_is_not_written(office: Office) -> None:
    rows = [UNITS[0], ("U-9", "新局", "党政部门", "青屿县", office.child_unit.code, "")]
    job = checked(Table.UNITS, rows, office.planner)
    from xuncha.records.audit.actions import SYSTEM, act

    with act("demo.load", by=SYSTEM) as change:
        change.delete(office.child_unit)
    assert (2, "主管（上级）单位") in wrong(started(job, office.planner))
    assert not Unit.objects.filter(code="U-9").exists()


def test_an_import_that_fails_half_way_leaves_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    job = checked(Table.UNITS, UNITS, office.planner)
    monkeypatch.setattr(tasks, "recheck_all", lambda job, by: 1 / 0)
    job = started(job, office.planner)
    assert job.state == JobState.FAILED
    assert "没有写入任何内容" in str(queries.problems(job)[0].reason)
    assert not Unit.objects.filter(code__startswith="U-").exists()
    monkeypatch.undo()
    assert counts(started(job, office.planner)) == (3, 0, 0)
    assert verify()[1] is None


def test_an_import_cannot_be_confirmed_twice(office: Office) -> None:
    job = brought_in(Table.UNITS, UNITS, office.planner)
    with pytest.raises(WrongState):
        actions.start(job, by=office.planner)
    assert tasks.run_import.call(job.pk) is None
    assert counts(ImportJob.objects.get(pk=job.pk)) == (3, 0, 0)


def test_a_broken_off_import_may_be_started_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    job = checked(Table.UNITS, UNITS, office.planner)
    monkeypatch.setattr(actions, "_enqueue", lambda job, task: progress.Teller(job).tell(progress.WAITING))
    job = actions.start(job, by=office.planner)
    with pytest.raises(WrongState):
        actions.start(job, by=office.planner)
    monkeypatch.setattr(progress, "SILENT_SECONDS", -1)
    assert actions.stalled(job)
    monkeypatch.undo()
    monkeypatch.setattr(progress, "SILENT_SECONDS", -1)
    assert counts(started(job, office.planner)) == (3, 0, 0)


def test_everybody_sees_their_own_imports_alone(office: Office) -> None:
    brought_in(Table.UNITS, UNITS, office.planner)
    assert queries.imports(office.planner).count() == 1
    assert not queries.imports(office.leader).exists()
    assert not queries.imports(office.system).exists()
