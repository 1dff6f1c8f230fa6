"""Pages of teams: forming by hand, refusals shown, waivers, authorisation, objections, declarations."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories.rounds import a_round, inspections_in
from tests.factories.teams import a_full_team, a_team, an_inspector
from xuncha.domain.roles import TeamRole
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Post
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams import actions, queries
from xuncha.records.teams.models import Declaration, Member, Objection, Team, Waiver

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def inspector_key(user: User) -> int:
    assert user.inspector is not None
    return user.inspector.pk


def planned(office: Office) -> tuple[Round, Inspection]:
    with act("demo.load", by=SYSTEM) as change:
        round_ = change.create(a_round(office.round.term))
    return round_, inspections_in(round_, office.unit)[0]


def test_the_planner_adds_a_team_and_goes_on_to_choose_people(office: Office, client: Client) -> None:
    round_, inspection = planned(office)
    office.login(client, office.planner)
    address = reverse("office:team_new") + f"?round={round_.pk}"
    assert "青屿县水利枢纽管理局" in client.get(address).content.decode()
    slots = {"slot-leader": 1, "slot-deputy": 1, "slot-liaison": 1, "slot-member": 3}
    data = {"number": 5, "name": "市委第五巡察组", "targets": [inspection.pk], **slots}
    skills = dict.fromkeys(
        (f"skill-{name}" for name in ["discipline", "organisation", "audit", "law", "petition", "engineering", "it"]), 0
    )
    answer = client.post(address, {**data, **skills, "skill-finance": 1})
    team = Team.objects.get(number=5)
    assert answer.headers["Location"] == reverse("office:team_form", args=[team.pk])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "组长应有1人，现有0人" in page
    assert "财务专业至少1人，现有0人" in page


def test_he_niangu_is_refused_on_the_page_with_the_reason_and_a_way_to_ask_for_a_waiver(
    office: Office, client: Client
) -> None:
    round_, inspection = planned(office)
    team = a_team(round_, inspection)
    with act("demo.load", by=SYSTEM) as change:
        recused = office.recused.inspector
        assert recused is not None
        recused.roles = ["deputy", "member"]
        change.save(recused)
    office.login(client, office.planner)
    address = reverse("office:team_form", args=[team.pk])
    page = client.get(address, {"role": "deputy"}).content.decode()
    assert "属近三年内工作单位" in page
    answer = client.post(address, {"add": recused.pk, "role": "deputy"}, headers=HTMX).content.decode()
    assert "不能加入" in answer
    assert "何念故于" in answer
    assert "<html" not in answer
    assert not Member.objects.filter(team=team).exists()
    ask = reverse("office:waiver_new") + f"?inspector={recused.pk}&inspection={inspection.pk}&rule=worked_recently"
    assert ask.replace("&", "&amp;") in answer
    assert "属近三年内工作单位" in client.get(ask).content.decode()
    client.post(ask, {"reason": "唯一财务骨干"})
    waiver = Waiver.objects.get()
    office.login(client, office.secretary)
    decision = {"grant": "y", "approved_by": "市委书记", "on": timezone.localdate().isoformat()}
    client.post(reverse("office:waiver_decide", args=[waiver.pk]), decision)
    assert Waiver.objects.get().state == "granted"


def test_the_planner_adds_and_removes_with_one_press_and_the_rules_answer_at_once(
    office: Office, client: Client
) -> None:
    round_, inspection = planned(office)
    team = a_team(round_, inspection)
    office.login(client, office.planner)
    address = reverse("office:team_form", args=[team.pk])
    answer = client.post(address, {"add": inspector_key(office.outsider), "role": "member"}, headers=HTMX)
    assert "顾远行已加入，任组员" in answer.content.decode()
    seat = Member.objects.get(team=team)
    answer = client.post(address, {"remove": seat.pk, "role": "member"}, headers=HTMX)
    assert "顾远行已移出" in answer.content.decode()
    assert not Member.objects.filter(team=team).exists()


def test_without_script_the_same_form_answers_with_a_page(office: Office, client: Client) -> None:
    round_, inspection = planned(office)
    team = a_team(round_, inspection)
    office.login(client, office.planner)
    address = reverse("office:team_form", args=[team.pk]) + "?role=leader"
    answer = client.post(address, {"add": inspector_key(office.recused)}, follow=True)
    assert "何念故近三年与" in answer.content.decode()


def test_the_pool_s_queries_do_not_grow_with_its_people(office: Office, client: Client) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries_:
            client.get(address)
        return len(queries_)

    round_, inspection = planned(office)
    address = reverse("office:team_form", args=[a_full_team(round_, office.city, inspection).pk])
    office.login(client, office.planner)
    counted()  # the first look also begins the reckoning
    for number in range(3):
        an_inspector(f"甲{number}", office.city)
    few = counted()
    for number in range(20):
        an_inspector(f"乙{number}", office.city)
    assert counted() == few


def test_the_leading_group_sees_what_stands_against_a_team_and_authorises_it_when_nothing_does(
    office: Office, client: Client
) -> None:
    round_, inspection = planned(office)
    office.login(client, office.leading_group)
    empty = a_team(round_, number=3)
    address = reverse("office:team_authorise", args=[empty.pk])
    assert "巡察组还没有巡察对象" in client.get(address).content.decode()
    team = a_full_team(round_, office.city, inspection)
    address = reverse("office:team_authorise", args=[team.pk])
    data = {"authority": "市委", "number": "云委巡授〔2026〕5号", "since": timezone.localdate().isoformat()}
    assert client.post(address, data).status_code == 302
    assert Team.objects.get(pk=team.pk).authorised_by == "市委"


def test_the_planner_drafts_the_authorisation_and_cannot_give_it(office: Office, client: Client) -> None:
    round_, inspection = planned(office)
    team = a_full_team(round_, office.city, inspection)
    office.login(client, office.planner)
    assert client.get(reverse("office:team_authorise", args=[team.pk])).status_code == 403
    client.post(reverse("office:team_propose", args=[team.pk]), {"authority": "市委", "number": "1号"})
    assert (Team.objects.get(pk=team.pk).authorised_by, Team.objects.get(pk=team.pk).authorised_on) == ("市委", None)


def test_a_member_is_replaced_with_a_reason(office: Office, client: Client) -> None:
    office.login(client, office.planner)
    address = reverse("office:member_replace", args=[office.seats["member2"].pk])
    client.post(address, {"inspector": "顾远行", "reason": "家中有事"})
    page = client.get(reverse("office:team", args=[office.team.pk])).content.decode()
    assert "家中有事" in page
    assert Member.objects.get(inspector=inspector_key(office.outsider)).role == TeamRole.MEMBER


def test_a_conflict_found_after_authorisation_shows_on_the_team_for_the_office_alone(
    office: Office, client: Client
) -> None:
    with act("demo.load", by=SYSTEM) as change:
        person = office.leader.person
        change.create(Post(person=person, unit=office.unit, title="副局长", since="2024-01-01", until="2025-12-31"))
    office.login(client, office.planner)
    client.post(reverse("office:team_recheck", args=[office.team.pk]))
    page = reverse("office:team", args=[office.team.pk])
    assert "conflicts-heading" in client.get(page).content.decode()
    assert "陆怀川" in client.get(reverse("office:conflict_list")).content.decode()
    for user in (office.leader, office.member, office.unit_head):
        office.login(client, user)
        answer = client.get(page)
        assert answer.status_code == 200
        assert "conflicts-heading" not in answer.content.decode()
        assert "副局长" not in answer.content.decode()


def test_a_member_declares_from_the_team_s_page_and_others_do_not_read_it(office: Office, client: Client) -> None:
    address = reverse("office:declaration_new", args=[office.seats["member"].pk])
    office.login(client, office.member2)
    assert client.get(address).status_code == 404
    office.login(client, office.member)
    assert address in client.get(reverse("office:team", args=[office.team.pk])).content.decode()
    client.post(address, {"text": "表弟在该单位食堂务工"})
    assert Declaration.objects.filter(text="表弟在该单位食堂务工").exists()
    office.login(client, office.leader)
    assert "表弟" not in client.get(reverse("office:team", args=[office.team.pk])).content.decode()


def test_the_office_answers_an_objection_and_the_page_leads_on_to_the_replacement(
    office: Office, client: Client
) -> None:
    objection = actions.raise_objection(office.inspection, office.seats["member"], "有纠纷", by=office.unit_head)
    office.login(client, office.planner)
    page = reverse("office:objection", args=[objection.pk])
    assert reverse("office:member_replace", args=[office.seats["member"].pk]) in client.get(page).content.decode()
    client.post(reverse("office:objection_decide", args=[objection.pk]), {"uphold": "y", "decision": "属实"})
    assert Objection.objects.get().state == "upheld"
    office.login(client, office.unit_head)
    assert "属实" in client.get(page).content.decode()


def test_a_team_with_nobody_on_it_is_taken_away(office: Office, client: Client) -> None:
    round_, inspection = planned(office)
    team = a_team(round_, inspection)
    office.login(client, office.planner)
    client.post(reverse("office:team_delete", args=[team.pk]))
    assert not queries.teams(office.planner).filter(pk=team.pk).exists()
    client.post(reverse("office:team_delete", args=[office.team.pk]))
    assert queries.teams(office.planner).filter(pk=office.team.pk).exists()
