"""Pages of places, bodies, people, pool and ties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories import people as make
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Home, Inspector, Jurisdiction, Kinship, Person, Post, Tie, Unit
from xuncha.records.teams.models import Conflict


def get(client: Client, page: str, /, *args: Any, **query: str) -> str:
    """The page, which must be there."""
    response = client.get(reverse(f"office:{page}", args=args), query)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def send(client: Client, page: str, /, *args: Any, **fields: Any) -> Any:
    """What came of sending a form, followed to the page it leads to."""
    return client.post(reverse(f"office:{page}", args=args), fields, follow=True)


@pytest.fixture
def planner(client: Client, office: Office) -> Client:
    """周以宁 signed in."""
    return office.login(client, office.planner)


HELD = {"source": "declared", "held_because": "回避审查", "hold_until": ""}


def test_a_unit_shows_what_stands_around_it(planner: Client, office: Office) -> None:
    """Superiors, subordinates, leading body, inspections, history."""
    page = get(planner, "unit", office.unit.pk)
    for words in ("青屿县灌区服务所", "金守成", "第九届市委第一轮巡察", "水利", "办理记录"):
        assert words in page
    assert "青屿县水利枢纽管理局" in get(planner, "unit", office.child_unit.pk)


def test_another_units_head_sees_the_body_and_not_its_inspection(client: Client, office: Office) -> None:
    """魏长青 may know the leading body; neither the inspection nor a person's page."""
    page = get(office.login(client, office.other_head), "unit", office.unit.pk)
    assert "金守成" in page
    assert "第九届市委第一轮巡察" not in page
    assert reverse("office:person", args=[make.person_of(office.unit_head).pk]) not in page
    assert reverse("office:unit_edit", args=[office.unit.pk]) not in page


def test_a_unit_is_added_and_changed(planner: Client, office: Office) -> None:
    """The body above is found by a part of its name; a name that fits two asks which."""
    fields = {
        "code": "990101-XX", "name": "青屿县库区站", "kind": "institution", "jurisdiction": office.county.pk,
        "parent": "枢纽", "line": "水利", "attention": "watch", "staff_quota": 9, "staff": 8, "active": "on",
        "leading_posts": "站长\n副站长", "facts": ["projects"],
    }  # fmt: skip
    assert "已新增" in send(planner, "unit_new", **fields).content.decode()
    unit = Unit.objects.get(code="990101-XX")
    assert (unit.parent, unit.leading_posts, unit.facts) == (office.unit, ["站长", "副站长"], ["projects"])
    twice = send(planner, "unit_edit", unit.pk, **fields | {"parent": "青屿县"})
    assert twice.status_code == 422
    assert "符合的不止一个" in twice.content.decode()
    send(planner, "unit_edit", unit.pk, **fields | {"parent": "", "name": "青屿县库区管理站"})
    unit.refresh_from_db()
    assert (unit.parent, unit.name) == (None, "青屿县库区管理站")
    again = send(planner, "unit_new", **fields)
    assert "已在使用" in again.content.decode()


def test_a_new_head_has_the_team_checked_again(planner: Client, office: Office) -> None:
    """程立言's wife joins the leading body of the unit he is inspecting: the conflict is there at once."""
    wife = make.person_of(office.outsider)
    make.kinship(make.person_of(office.member), wife, "spouse")
    assert not Conflict.objects.filter(member=office.seats["member"]).exists()
    send(planner, "unit_leader_new", office.unit.pk, person="顾远行", title="副局长", since="2026-01-05")
    assert Post.objects.get(person=wife, unit=office.unit).leading
    assert Conflict.objects.filter(member=office.seats["member"]).exists()


def test_a_persons_facts_are_added_changed_and_removed(planner: Client, office: Office) -> None:
    """Each with why it is held and until when; removing the kinship clears the conflict it made."""
    him, head = make.person_of(office.member), make.person_of(office.unit_head)
    kin = {"relative": head.code, "relation": "child", "words": "", **HELD}
    send(planner, "fact_new", him.pk, "kinship", **kin)
    fact = Kinship.objects.get()
    assert Conflict.objects.filter(member=office.seats["member"], cleared_on__isnull=True).exists()
    page = get(planner, "person", him.pk)
    assert "子女" in page
    assert "登记在对方名下" in get(planner, "person", head.pk)
    send(planner, "fact_edit", him.pk, "kinship", fact.pk, **kin | {"relation": "cousin", "hold_until": "2020-01-01"})
    assert "已到期" in get(planner, "person", him.pk)
    send(planner, "fact_remove", him.pk, "kinship", fact.pk)
    assert not Kinship.objects.exists()
    assert not Conflict.objects.filter(member=office.seats["member"], cleared_on__isnull=True).exists()


@pytest.mark.parametrize(
    ("kind", "fields", "shown"),
    [
        ("post", {"unit": "990101-JY", "title": "科员", "since": "2015-03-01", "until": "2018-03-01"}, "青屿县教育局"),
        ("schooling", {"school": "青屿一中", "class_name": "三班", "begins": "1999", "ends": "2002"}, "青屿一中"),
        ("home", {"kind": "lives", "since": "2020-01-01"}, "居住地"),
    ],
)
def test_every_kind_of_fact_has_its_form(
    planner: Client, office: Office, kind: str, fields: dict[str, str], shown: str
) -> None:
    """A post, a course of study, a home."""
    him = make.person_of(office.member)
    assert planner.get(reverse("office:fact_new", args=[him.pk, kind])).status_code == 200
    place = {"jurisdiction": office.county.pk} if kind == "home" else {}
    page = send(planner, "fact_new", him.pk, kind, **fields, **HELD, **place).content.decode()
    assert "已保存" in page
    assert shown in page


def test_what_has_run_out_is_listed_and_goes_with_one_press(planner: Client, office: Office) -> None:
    """One home is past its day, one is not."""
    him, today = make.person_of(office.member), timezone.localdate()
    make.home(him, office.county, hold_until=today - timedelta(days=1))
    make.home(him, office.city, hold_until=today)
    page = get(planner, "fact_expired")
    assert page.count(him.name) == 1
    assert "已删除1条" in send(planner, "fact_expired").content.decode()
    assert Home.objects.get().jurisdiction == office.city
    assert "没有到期的内容" in get(planner, "fact_expired")


def test_a_person_is_added_with_a_post(planner: Client, office: Office) -> None:
    """The unit is found by its code; a post needs its title and first day."""
    fields = {"code": "P-x", "name": "林中人", "sex": "f", "held_because": "回避审查", "unit": "990101-SW"}
    missing = send(planner, "person_new", **fields)
    assert missing.status_code == 422
    assert "就须填写此项" in missing.content.decode()
    send(planner, "person_new", **fields | {"title": "副局长", "leading": "on", "since": "2024-02-01"})
    person = Person.objects.get(code="P-x")
    assert person.posts.get().leading
    edit = {"code": "P-x", "name": "林深人", "sex": "f", "held_because": "回避审查", "hold_until": "2030-01-01"}
    assert "已保存" in send(planner, "person_edit", person.pk, **edit).content.decode()
    assert "林深人" in get(planner, "person_list", q="林深")
    assert "林深人" not in get(planner, "person_list", q="林深 不是")


@pytest.mark.parametrize("who", ["leader", "unit_head", "leading_group", "secretary", "system", "outsider"])
def test_facts_about_people_are_the_offices_alone(client: Client, office: Office, who: str) -> None:
    """Not even their own page opens to others, nor does a name found by guessing the address."""
    client = office.login(client, getattr(office, who))
    for name, args in (
        ("person_list", []), ("person", [make.person_of(office.member).pk]), ("fact_expired", []), ("tie_check", []),
        ("fact_new", [make.person_of(office.member).pk, "home"]),
    ):  # fmt: skip
        assert client.get(reverse(f"office:{name}", args=args)).status_code == 403, name


@pytest.mark.parametrize(
    ("who", "seen", "unseen"),
    [
        ("planner", ["陆怀川", "程立言", "顾远行"], []),
        ("leading_group", ["陆怀川", "程立言", "顾远行"], []),
        ("organisation", ["陆怀川", "程立言", "顾远行"], []),
        ("leader", ["陆怀川", "程立言"], ["顾远行", "何念故"]),
        ("outsider", ["顾远行"], ["陆怀川", "程立言"]),
    ],
)
def test_the_pool_opens_as_far_as_the_table_says(
    client: Client, office: Office, who: str, seen: list[str], unseen: list[str]
) -> None:
    """The office and those who choose see the pool, a team itself, an inspector themself."""
    client = office.login(client, getattr(office, who))
    page = get(client, "inspector_list")
    for name in seen:
        assert f">{name}</a>" in page
    for name in unseen:
        assert f">{name}</a>" not in page
        inspector = Inspector.objects.get(person__name=name)
        assert client.get(reverse("office:inspector", args=[inspector.pk])).status_code == 404


def test_the_pool_is_filtered_by_role_and_skill(planner: Client, office: Office) -> None:
    """Codes are found among several."""
    page = get(planner, "inspector_list", role="deputy")
    assert ">孟知远</a>" in page
    assert ">程立言</a>" not in page
    page = get(planner, "inspector_list", skill="audit")
    assert ">程立言</a>" in page
    assert ">孟知远</a>" not in page


def test_somebody_is_taken_into_the_pool_and_changed(planner: Client, office: Office) -> None:
    """From the person's page; ticking no role is refused."""
    person = make.person_of(office.unit_head)
    fields = {
        "person": f"{person.name}（{person.code}）", "jurisdiction": office.county.pk, "practice_before": 0, "capacity": 1,
        "employment": "part",
    }  # fmt: skip
    assert f'value="{person.code}"' in get(planner, "inspector_new", person=person.code)
    assert send(planner, "inspector_new", **fields).status_code == 422
    send(planner, "inspector_new", **fields, roles=["leader"], skills=["law"])
    inspector = Inspector.objects.get(person=person)
    page = get(planner, "inspector", inspector.pk)
    assert "组长" in page
    assert "法律" in page
    send(planner, "inspector_edit", inspector.pk, **fields, roles=["member"], joined_on="2026-01-01")
    inspector.refresh_from_db()
    assert (inspector.roles, inspector.skills, inspector.joined_on) == (["member"], [], date(2026, 1, 1))


def test_a_tie_is_registered_looked_into_and_removed(planner: Client, office: Office) -> None:
    """A declared tie counts for the team at once, as something to be verified."""
    fields = {
        "inspector": "程立言", "unit": office.unit.code, "kind": "friend", "recusal": "on", "exposure": 20,
        "declared_on": "2026-01-05", "words": "发小",
    }  # fmt: skip
    both = send(planner, "tie_new", **fields, person=make.person_of(office.unit_head).code)
    assert "只能填写一项" in both.content.decode()
    assert "发小" in send(planner, "tie_new", **fields).content.decode()
    tie = Tie.objects.get()
    assert Conflict.objects.filter(member=office.seats["member"]).exists()
    assert ">程立言</a>" in get(planner, "tie_list", verified="no", kind="friend")
    assert "已核实" in send(planner, "tie_verify", tie.pk).content.decode()
    assert get(planner, "tie_edit", tie.pk).count("程立言（P-member）") == 1
    send(planner, "tie_edit", tie.pk, **fields | {"words": "多年好友"})
    tie.refresh_from_db()
    assert (tie.words, tie.verified_on) == ("多年好友", timezone.localdate())
    send(planner, "tie_remove", tie.pk)
    assert not Tie.objects.exists()


def test_the_check_says_which_rule_on_which_facts(planner: Client, office: Office) -> None:
    """何念故 left the unit less than three years ago; 程立言 has nothing against him."""
    page = get(planner, "tie_check", unit=office.unit.code, inspector="何念故", role="leader", mode="elevated")
    assert "近三年工作单位" in page
    assert "青屿县水利枢纽管理局科长" in page
    assert "北京航空航天大学" in page
    page = get(planner, "tie_check", unit=office.unit.code, inspector="程立言", role="member", mode="elevated")
    assert "未发现应回避情形" in page
    page = get(planner, "tie_check", unit=office.unit.code, role="leader", mode="elevated")
    assert "共审查8人，1人" in page


def test_places_are_added_below_ones_own(planner: Client, office: Office) -> None:
    """A county of the city; its name is changed later."""
    fields = {"code": "990103", "name": "听潮县", "level": "county", "x_km": "1", "y_km": "2.5"}
    send(planner, "place_new", **fields, parent=office.city.pk)
    place = Jurisdiction.objects.get(code="990103")
    assert place.path == f"{office.city.path}{place.pk}/"
    send(planner, "place_edit", place.pk, **fields | {"name": "听澜县"})
    assert "听澜县" in get(planner, "place_list", level="county")
    assert "听澜县" in get(planner, "place", place.pk)


def test_guessed_addresses_find_nothing(planner: Client, office: Office) -> None:
    """Neither a kind of fact there is not, nor another person's fact."""
    him, her = make.person_of(office.member), make.person_of(office.clerk)
    home = make.home(him, office.city)
    assert planner.get(f"/persons/{him.pk}/salary/new/").status_code == 404
    assert planner.get(reverse("office:fact_edit", args=[her.pk, "home", home.pk])).status_code == 404
    assert planner.get(reverse("office:unit", args=[10**9])).status_code == 404


@pytest.mark.parametrize("name", ["unit_list", "person_list", "inspector_list", "tie_list", "place_list"])
def test_a_longer_list_takes_no_more_queries(planner: Client, office: Office, name: str) -> None:
    """Three more rows or thirty."""
    counts = []
    for number, count in ((0, 3), (1, 30)):
        with act("demo.load", by=SYSTEM) as change:
            people = change.create_many(
                Person(code=f"Q{number}{each}", name="同名人", native_place=office.city) for each in range(count)
            )
            pool = change.create_many(
                Inspector(person=person, jurisdiction=office.city, roles=["member"]) for person in people
            )
            units = change.create_many(
                Unit(
                    code=f"Q{number}{each}", name="同名局", kind="bureau", jurisdiction=office.city, parent=office.unit
                )
                for each in range(count)
            )
            change.create_many(
                Tie(inspector=inspector, unit=unit, kind="friend", declared_on=date(2026, 1, 1))
                for inspector, unit in zip(pool, units, strict=True)
            )
            change.create_many(
                Jurisdiction(code=f"Q{number}{each}", name="同名县", level="county", parent=office.city, path="/0/")
                for each in range(count)
            )
        with CaptureQueriesContext(connection) as asked:
            get(planner, name)
        counts.append(len(asked))
    assert counts[0] == counts[1]
