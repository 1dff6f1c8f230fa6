"""The pages of staffing a round: what is shown to whom, what forms do, what a change would mean."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Office
from tests.factories.staffing import Field, a_city_round, staffed
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamRule
from xuncha.domain.words import Sentence
from xuncha.engines.teams.outcome import Clash, Explanation, WayOut
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection
from xuncha.records.rounds.settings import round_policy
from xuncha.records.staffing.explaining import kept
from xuncha.records.staffing.models import Attempt, Need, Wish
from xuncha.records.teams.models import Guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(office: Office, client: Client) -> Client:
    return office.login(client, office.planner)


@pytest.fixture
def field(office: Office) -> Field:
    found = a_city_round(office)
    for place in found.places[1:4]:
        found.inspect(place, "elevated")
    return found


@pytest.fixture
def whole(office: Office) -> dict[str, Any]:
    return staffed(office)


def page(name: str, record: Any, **asked: Any) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{reverse(f'office:{name}', args=[record.pk])}?{query}"


def test_the_overview_counts_needs_and_people_by_role_skill_and_place(planner: Client, field: Field) -> None:
    text = planner.get(page("staffing", field.round)).content.decode()
    assert "需要 3 个组、21 个席位；人选" in text
    assert "没有发现缺口" in text
    assert "第4县" in text


def test_the_leading_group_reads_and_is_offered_nothing_to_change(office: Office, client: Client, field: Field) -> None:
    office.login(client, office.leading_group)
    answer = client.get(page("staffing", field.round))
    assert answer.status_code == 200
    assert "开始编组" not in [str(button.label) for button in answer.context["buttons"]]
    assert client.get(page("staffing_needs", field.round)).status_code == 403


def test_a_round_with_no_team_left_to_form_leads_back_to_the_round(office: Office, planner: Client) -> None:
    answer = planner.get(page("staffing", a_city_round(office).round))
    assert answer.context["buttons"] == []
    assert "本轮次没有待编组的巡察对象" in answer.content.decode()


def test_more_units_and_more_plans_cost_no_more_queries(
    planner: Client, field: Field, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in range(2):
        with act("demo.load", by=SYSTEM) as change:
            for each in range(1, 2 + 3 * number):
                change.create(Attempt(
                    round=field.round, number=10 * number + each, by=field.office.planner, asked_at=timezone.now(),
                ))  # fmt: skip
        with django_assert_max_num_queries(80) as captured:
            planner.get(page("staffing", field.round))
        counts.append(len(captured))
        for place in field.places[1:4]:
            field.inspect(place, "mixed")
    assert counts[0] == counts[1]


def test_units_ticked_are_given_the_same_needs(planner: Client, field: Field) -> None:
    first, second, third = field.round.inspections.order_by("pk")
    sent = {f"slot-{role}": 1 for role in ("leader", "deputy", "liaison")} | {"slot-member": 2}
    sent |= {f"skill-{skill}": 0 for skill in ("discipline", "organisation", "finance", "law", "petition")}
    sent |= {"skill-audit": 1, "skill-engineering": 0, "skill-it": 0}
    answer = planner.post(page("staffing_needs", field.round), {**sent, "chosen": [first.pk, third.pk]})
    assert answer.status_code == 302
    assert {need.inspection_id: (need.slots["member"], need.skills) for need in Need.objects.all()} == {
        first.pk: (2, {"audit": 1}), third.pk: (2, {"audit": 1}),
    }  # fmt: skip
    assert planner.post(page("staffing_needs", field.round), sent).status_code == 422


def test_a_limit_is_raised_for_the_round_only_with_a_reason(planner: Client, field: Field) -> None:
    address = page("staffing_rules", field.round, same_home_most=3)
    form = planner.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if value is not False}
    assert sent["same_home_most"] == "3"
    assert planner.post(address, {**sent, "reason": ""}).status_code == 422
    assert planner.post(address, {**sent, "reason": "县级人员不足"}).status_code == 302
    assert round_policy(field.round).same_home_most == 3


def test_somebody_is_borrowed_from_a_list_narrowed_by_skill_and_given_back(planner: Client, whole: Any) -> None:
    address = page("staffing_lend", whole["staffing"], skill="audit")
    listed = list(planner.get(address).context["people"])
    assert [each.person.name for each in listed if each.person.name.startswith("市级")] == ["市级干部5"]
    helper = next(each for each in listed if each.person.name == "市级干部5")
    assert planner.post(address, {"lend": helper.pk, "reason": ""}).status_code == 422
    assert planner.post(address, {"lend": helper.pk, "reason": "账目复杂"}).status_code == 302
    guest = Guest.objects.get(inspector=helper)
    planner.post(page("staffing_guest_remove", guest))
    assert not Guest.objects.filter(inspector=helper).exists()


def test_a_wish_is_put_down_and_taken_back(planner: Client, field: Field) -> None:
    one = Inspector.objects.select_related("person").get(person__name="第3干部1")
    unit = field.round.inspections.all()[0]
    offered = planner.get(page("staffing_wishes", field.round)).context["form"].fields["role"].choices
    assert [code for code, _ in offered] == ["", "leader", "deputy", "liaison", "member"]
    sent = {"kind": "pin", "inspector": one.person.name, "inspection": unit.pk, "role": "leader", "reason": "熟悉"}
    assert planner.post(page("staffing_wishes", field.round), sent).status_code == 302
    (wish,) = Wish.objects.all()
    assert (wish.inspector, wish.inspection, wish.role) == (one, unit, "leader")
    planner.post(page("staffing_wish_remove", wish))
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    ("view", "words"), [("teams", "组长"), ("people", "青屿干部1"), ("arcs", "没有任何两地互相巡察")]
)
def test_a_plan_is_shown_by_team_by_person_and_as_arcs(planner: Client, whole: Any, view: str, words: str) -> None:
    text = planner.get(page("staffing_attempt", whole["staffing_attempt"], view=view)).content.decode()
    assert words in text
    assert "任何方案都不可能少于" in text


def test_once_a_plan_is_approved_no_other_is_offered_for_approval_and_the_page_says_how_to_go_on(
    planner: Client, whole: Any
) -> None:
    attempt: Attempt = whole["staffing_attempt"]
    address = page("staffing_attempt", attempt)
    assert "报请批准" in [str(button.label) for button in planner.get(address).context["buttons"]]
    with act("demo.load", by=SYSTEM) as change:
        change.create(Attempt(
            round=attempt.round, number=2, by=attempt.by, asked_at=timezone.now(), authority="县委",
            approved_on=timezone.localdate(),
        ))  # fmt: skip
    answer = planner.get(address)
    assert "报请批准" not in [str(button.label) for button in answer.context["buttons"]]
    assert "本轮已批准方案 2" in answer.content.decode()


def test_why_somebody_sits_there_names_the_next_best_and_a_change_is_judged_at_once(
    planner: Client, whole: Any
) -> None:
    attempt: Attempt = whole["staffing_attempt"]
    row, _, who = next(each for each in attempt.plan if each[1] == TeamRole.MEMBER)
    address = page("staffing_seat", attempt, row=row, who=who)
    answer = planner.get(address)
    (other, *_) = [person for person, _ in answer.context["others"]]
    assert "次优人选是" in answer.content.decode()
    judged = planner.get(f"{address}&other={other.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "全部规则仍然满足" in judged
    leader = next(one for _, role, one in attempt.plan if role == TeamRole.LEADER)
    broken = planner.get(f"{address}&other={leader}", headers={"HX-Request": "true"}).content.decode()
    assert "不能这样调整" in broken
    assert f"青屿干部1（{leader}）" in broken
    answer = planner.post(address, {"other": other.pk})
    made = Attempt.objects.latest("pk")
    assert answer.url == reverse("office:staffing_attempt", args=[made.pk])
    assert (made.by_hand, made.basis_id) == (True, attempt.pk)
    assert planner.get(page("staffing_compare", attempt, **{"with": made.pk})).context["moved"] == 1


def test_a_seat_that_is_not_in_the_plan_is_not_found(planner: Client, whole: Any) -> None:
    assert planner.get(page("staffing_seat", whole["staffing_attempt"], row="1", who="1")).status_code == 404


def test_the_seat_of_somebody_no_longer_on_record_is_not_found(planner: Client, whole: Any) -> None:
    attempt: Attempt = whole["staffing_attempt"]
    row, _, who = attempt.plan[0]
    Inspector.objects.get(pk=who).delete()
    assert planner.get(page("staffing_seat", attempt, row=row, who=who)).status_code == 404


def test_the_download_holds_problem_and_plan_and_no_name(planner: Client, whole: Any) -> None:
    answer = planner.get(page("staffing_download", whole["staffing_attempt"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"problem/inspectors.csv", "problem/policy.toml", "plan/plan.csv"} <= set(archive.namelist())
        assert "青屿干部" not in archive.read("problem/inspectors.csv").decode()
    event = Event.objects.latest("seq")
    assert (event.verb, event.kind, event.key) == ("export.download", "staffing.attempt", whole["staffing_attempt"].pk)


def test_whoever_may_not_see_ties_is_not_given_the_download(
    planner: Client, whole: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt: Attempt = whole["staffing_attempt"]
    reaches = User.reaches
    monkeypatch.setattr(User, "reaches", lambda self, what, place: what != "tie.view" and reaches(self, what, place))
    before = Event.objects.count()
    assert planner.get(page("staffing_download", attempt)).status_code == 403
    assert Event.objects.count() == before


def test_what_changed_since_is_shown_before_anybody_approves(office: Office, client: Client, whole: Any) -> None:
    Inspection.objects.filter(round=whole["staffing"]).update(announced_on=None)
    Need.objects.create(inspection=whole["staffing"].inspections.get(), slots={"leader": 1}, skills={})
    Attempt.objects.update(proposed_on=timezone.localdate())
    office.login(client, office.secretary)
    text = client.get(page("staffing_approve", whole["staffing_attempt"])).content.decode()
    assert "方案形成后有变动" in text
    assert "用人需求已修改" in text


def test_a_plan_nobody_laid_before_them_has_no_form_to_approve_it_with(
    office: Office, client: Client, whole: Any
) -> None:
    Attempt.objects.update(proposed_on=None)
    office.login(client, office.secretary)
    address = page("staffing_approve", whole["staffing_attempt"])
    answer = client.get(address)
    assert (answer.status_code, "当前为“未报批”" in answer.content.decode()) == (409, True)
    assert "未报批" not in client.get(address, headers={"Accept-Language": "en"}).content.decode()


def test_the_modes_of_a_round_are_chosen_by_place_and_exchanges_told_at_once(planner: Client, field: Field) -> None:
    first, second, third = field.places[1:4]
    sent = {
        f"{first.pk}-mode": "cross_ring", f"{first.pk}-source": second.pk,
        f"{second.pk}-mode": "cross_ring", f"{second.pk}-source": first.pk,
        f"{third.pk}-mode": "", f"{third.pk}-source": "",
    }  # fmt: skip
    address = page("round_places", field.round)
    told = planner.post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert "互相巡察" in told
    sent[f"{second.pk}-source"] = third.pk
    assert planner.post(address, sent).status_code == 302
    kept = field.round.inspections.order_by("pk").values_list("unit__jurisdiction", "mode", "source")
    assert list(kept) == [
        (first.pk, "cross_ring", second.pk), (second.pk, "cross_ring", third.pk), (third.pk, "elevated", None),
    ]  # fmt: skip
    sent[f"{first.pk}-source"] = ""
    assert planner.post(address, sent).status_code == 422


def test_a_clash_is_told_by_rule_and_each_way_out_leads_to_where_it_is_done(planner: Client, whole: Any) -> None:
    said = Sentence("财务专业至少1人，没有人能去")
    lend = WayOut("lend", {"skill": "finance", "count": 1}, Sentence("借调1名财务专业人员"))
    limit = WayOut("raise", {"limit": "same_home_most", "to": 3}, Sentence("同一县人员最多放宽到3人"))
    attempt: Attempt = whole["staffing_attempt"]
    with act("demo.load", by=SYSTEM) as change:
        attempt.status, attempt.plan, attempt.objective = "infeasible", [], None
        attempt.explanation = kept(Explanation((Clash(TeamRule.SKILLS, ("1",), (), said),), (lend, limit)))
        change.save(attempt)
    answer = planner.get(page("staffing_attempt", attempt))
    assert "财务专业至少1人，没有人能去" in answer.content.decode()
    (borrow,), (relax,) = [buttons for _, buttons in answer.context["ways_out"]]
    people = planner.get(borrow[1]).context
    assert (people["reason"], {skill for one in people["people"] for skill in one.skills} >= {"finance"}) == (
        "借调1名财务专业人员", True,
    )  # fmt: skip
    assert planner.get(relax[1]).context["form"].initial["same_home_most"] == "3"
