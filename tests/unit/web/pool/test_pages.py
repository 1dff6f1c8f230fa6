"""Pages of the talent pool: what the planner keeps, what an inspector tells and sees, what the team does not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories.teams import a_team
from tests.factories.whole_office import furnish
from tests.unit.records.teams.test_forming import inspector_of, new_round
from xuncha.domain.pool import PoolPolicy
from xuncha.records.people.models import Inspector
from xuncha.records.pool.actions import settle_pool
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training
from xuncha.records.pool.settings import pool_policy
from xuncha.records.teams.models import Appraisal, Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    return office.login(client, office.planner)


def sent(client: Client, page: str, *args: Any, **fields: Any) -> str:
    """The page a form led to, which must be there."""
    response = client.post(reverse(f"office:{page}", args=args), fields, follow=True)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def shown(client: Client, page: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"office:{page}", args=args), query)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_the_planner_keeps_training_proofs_and_absences_of_an_inspector(office: Office, planner: Client) -> None:
    key, today = inspector_of(office.member).pk, timezone.localdate().isoformat()
    sent(planner, "training_new", key, kind="entry", course="入库培训班", ended_on=today, days=3, certificate="PX-9")
    sent(planner, "proof_new", key, skill="audit", proof="审计师证书")
    page = sent(planner, "absence_new", key, reason="study", since=today)
    assert "入库培训班" in page
    assert "PX-9" in page
    assert "审计师证书" in page
    assert "脱产学习" in page
    training, proof = Training.objects.get(), SkillProof.objects.get()
    sent(planner, "training_edit", training.pk, kind="topic", course="专题班", ended_on=today, days=1)
    sent(planner, "proof_verify", proof.pk)
    assert (Training.objects.get().course, SkillProof.objects.get().verified_on) == ("专题班", timezone.localdate())
    for page, record in (
        ("training_remove", training),
        ("proof_remove", proof),
        ("absence_remove", Absence.objects.get()),
    ):
        sent(planner, page, record.pk)
    assert not Training.objects.exists()
    assert not SkillProof.objects.exists()
    assert not Absence.objects.exists()


def test_a_roster_is_pasted_and_a_name_nobody_bears_is_named(office: Office, planner: Client) -> None:
    said = {"kind": "topic", "course": "财务班", "ended_on": timezone.localdate().isoformat(), "days": 2}
    response = planner.post(reverse("office:train_many"), said | {"people": "程立言\nP-clerk\n查无此人"})
    assert response.status_code == 422
    assert "没有找到“查无此人”" in response.content.decode()
    sent(planner, "train_many", **said, people="程立言\nP-clerk\n程立言")
    assert sorted(Training.objects.values_list("inspector__person__code", flat=True)) == ["P-clerk", "P-member"]


def test_an_inspector_sees_the_own_dossier_and_tells_an_absence_and_a_mate_sees_neither(office: Office) -> None:
    furnish(office)
    mine, mate = office.login(Client(), office.member), office.login(Client(), office.member2)
    key = inspector_of(office.member).pk
    since = (timezone.localdate() + timedelta(days=200)).isoformat()
    page = sent(mine, "absence_tell", reason="family", since=since)
    for text in ("家庭原因", "脱产学习", "按时完成分工", "入库培训班", "不能参加"):
        assert text in page
    for seen in (shown(mate, "inspector", key), shown(mate, "home")):
        for text in ("家庭原因", "脱产学习", "按时完成分工", "入库培训班", "说明本人不能参加的时段：P-member"):
            assert text not in seen


def test_the_posts_of_an_office_are_settled_and_counted(office: Office, planner: Client) -> None:
    fields = {f"post-{post}": "0" for post in ("team_leader", "team_deputy", "staff")} | {"post-officer": "4"}
    page = sent(planner, "establishment_edit", office.city.pk, **fields, source="云委编〔2026〕1号")
    assert "云委编〔2026〕1号" in page
    assert list(Establishment.objects.values_list("post", "quota")) == [("officer", 4)]


def test_need_names_the_gap_and_the_office_sees_who_drops_out(office: Office, planner: Client) -> None:
    furnish(office)
    settle_pool(office.city, PoolPolicy(members_a_team=20), by=office.planner)
    page = shown(planner, "need")
    assert "第九届市委第二轮巡察" in page
    assert "总体缺口" in page
    assert "脱产学习" in page
    assert "程立言自" in page
    leading = shown(office.login(Client(), office.leading_group), "need")
    assert "脱产学习" in leading
    assert "程立言自" not in leading
    yearly = shown(planner, "need", of=f"year-{timezone.localdate().year}")
    assert "全年" in yearly
    assert shown(planner, "need", of="year-1999").count("还没有轮次") == 1
    assert planner.get(reverse("office:need"), {"of": "round-999"}).status_code == 404


def test_the_rules_of_the_pool_are_settled_on_the_page_of_local_rules(office: Office, planner: Client) -> None:
    numbers = {
        "training_required": "on", "training_months": 36, "absent_days_most": 5, "unfit_months": 12, "bodies_a_team": 2,
        "members_a_team": 4, "clerks_a_team": 1, "finance_a_team": 1, "discipline_a_team": 1, "organisation_a_team": 0,
    }  # fmt: skip
    page = sent(planner, "pool_rules", office.city.pk, **numbers)
    assert "人才库：谁能参加" in page
    settled = pool_policy(office.city)
    assert (settled.training_required, settled.training_months, settled.one_round_at_a_time) == (True, 36, False)


def test_somebody_leaves_the_pool_with_a_reason_and_returns(office: Office, planner: Client) -> None:
    key = inspector_of(office.outsider).pk
    page = sent(planner, "inspector_leave", key, on=timezone.localdate().isoformat(), reason="到龄退休")
    assert "到龄退休" in page
    sent(planner, "inspector_return", key)
    assert Inspector.objects.get(pk=key).left_on is None


def test_a_member_promises_and_the_leader_appraises_from_the_teams_page(office: Office) -> None:
    member, leader = office.login(Client(), office.member), office.login(Client(), office.leader)
    seat = office.seats["member"]
    assert "不私自留存巡察工作资料" in shown(member, "promise_new", seat.pk)
    sent(member, "promise_new", seat.pk)
    assert Promise.objects.get().member == seat
    refused = leader.post(reverse("office:appraisal_edit", args=[seat.pk]), {"grade": "unfit"})
    assert refused.status_code == 422
    page = sent(leader, "appraisal_edit", seat.pk, grade="excellent", comment="主笔底稿一次通过")
    assert "优秀" in page
    assert Appraisal.objects.get().given_by == "陆怀川"


def test_the_candidate_list_says_who_cannot_serve_and_why(office: Office, planner: Client) -> None:
    round_, inspection, _ = new_round(office)
    outsider = inspector_of(office.outsider)
    sent(planner, "absence_new", outsider.pk, reason="secondment", since=round_.site_from.isoformat())
    page = shown(planner, "team_form", a_team(round_, inspection).pk, role="member", q="顾远行")
    assert "因借调其他工作不能参加" in page
