"""Kinships, homes and studies an office brings in: what recusal and exposure rest on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Office
from tests.factories.exchange import brought_in, checked
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.queries import verify
from xuncha.records.exchange import queries
from xuncha.records.exchange.models import ImportJob, JobState, Table
from xuncha.records.people.models import Home, Jurisdiction, Kinship, Person, Schooling
from xuncha.records.teams.models import Conflict

pytestmark = pytest.mark.django_db


def wrong(job: ImportJob) -> dict[tuple[int, str], str]:
    assert job.state == JobState.REJECTED, job.state
    return {(each.line, each.column): str(each.reason) for each in queries.problems(job)}


KINSHIPS = (
    ("人员编号", "亲属", "关系", "称谓"),
    ("P-member", "金守成", "父母", "父亲"),
    ("P-outsider", "魏长青", "伯叔姑舅姨", "舅舅"),
)
HOMES = (
    ("人员编号", "地区", "类别", "村（社区）", "起", "止"),
    ("P-member", "青屿县", "成长地", "", "1980-01-01", "1998-08-31"),
    ("P-member", "栖霞坞县", "居住地", "", "2010-05-01", ""),
)


def test_kinships_come_in_once_whichever_side_names_them_and_recusal_follows(office: Office) -> None:
    job = brought_in(Table.KINSHIPS, KINSHIPS, office.planner)
    assert (job.state, job.created) == (JobState.DONE, 2), job.errors
    kin = Kinship.objects.get(person=office.member.person)
    assert (kin.relation, kin.words, kin.source) == ("parent", "父亲", "file")
    found = Conflict.objects.get(member=office.seats["member"])
    assert "金守成" in found.reason
    again = brought_in(Table.KINSHIPS, KINSHIPS, office.planner)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    turned = brought_in(
        Table.KINSHIPS, (KINSHIPS[0], ("P-other_head", "P-outsider", "侄子女、甥子女", "外甥")), office.planner
    )
    assert (turned.created, turned.unchanged) == (0, 1)
    assert verify()[1] is None


def test_homes_come_with_their_years_and_recusal_follows(office: Office) -> None:
    job = brought_in(Table.HOMES, HOMES, office.planner)
    assert (job.state, job.created) == (JobState.DONE, 2), job.errors
    grew_up = Home.objects.get(person=office.member.person, kind="grew_up")
    assert (grew_up.jurisdiction, grew_up.until) == (office.county, date(1998, 8, 31))
    assert (brought_in(Table.HOMES, HOMES, office.planner).unchanged) == 2


def test_what_is_wrong_with_kinships_and_homes_is_named_by_line(office: Office) -> None:
    rows = (
        KINSHIPS[0], ("P-member", "P-member", "配偶", ""), ("P-member", "没有这个人", "配偶", ""),
        ("P-member", "P-clerk", "邻居", ""), ("P-member", "P-leader", "配偶", ""), ("P-leader", "P-member", "配偶", ""),
    )  # fmt: skip
    job = checked(Table.KINSHIPS, rows, office.planner)
    assert set(wrong(job)) == {(2, "亲属"), (3, "亲属"), (4, "关系"), (6, "亲属")}
    early = (HOMES[0], ("P-member", "青屿县", "居住地", "", "2010-05-01", "2001-01-01"))
    job = checked(Table.HOMES, early, office.planner)
    assert wrong(job) == {(2, "止"): "不能早于开始日期"}
    assert not Kinship.objects.exists()


def test_facts_about_people_of_another_office_are_refused(office: Office) -> None:
    with act("demo.load", by=SYSTEM) as change:
        province = change.create(Jurisdiction(code="98", name="外省", level="province", path="/98/"))
        change.create(Person(code="P-far", name="远行客", native_place=province))
    far = (HOMES[0], ("P-far", "青屿县", "居住地", "", "", ""))
    job = checked(Table.HOMES, far, office.planner)
    assert wrong(job) == {(2, "人员编号"): "不在您管理的地区之内"}


def test_studies_come_with_whether_somebody_taught(office: Office) -> None:
    rows = (
        ("编号", "姓名", "成长地", "学校", "入学年份", "毕业年份", "任教"),
        ("P-9", "董其言", "青屿县", "云岫大学", 1999, 2008, "是"),
    )
    brought_in(Table.PEOPLE, rows, office.planner)
    assert Schooling.objects.get(person__code="P-9").teacher
