"""A machine staffs a round as the planner does, by the same actions, and is refused what the pages refuse."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Office
from tests.factories.staffing import Field, a_city_round, a_county_round, staffed
from xuncha.domain.exposure import Acquaintance
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.settings import exposure_policy, round_policy
from xuncha.records.staffing import actions
from xuncha.records.staffing.models import Attempt, Need, Wish
from xuncha.records.teams.models import Guest, Member
from xuncha.web.api import writing

pytestmark = pytest.mark.django_db
PAPER = {"authority": "市委", "number": "云委巡授〔2026〕9号"}
ONE_EACH = {"leader": 1, "deputy": 1, "liaison": 1, "member": 2}
Call = Callable[..., Any]


@pytest.fixture
def call(client: Client, django_capture_on_commit_callbacks: Any) -> Call:
    """Send a request as somebody, with what runs in the background after it: the answer."""

    def called(method: str, user: User, path: str, **body: Any) -> Any:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        with django_capture_on_commit_callbacks(execute=True):
            return client.generic(method, f"/api/{path}", json.dumps(body), "application/json")

    return called


@pytest.fixture
def field(office: Office) -> Field:
    """Two counties to be inspected; every place lies thirty kilometres from the one before."""
    found = a_city_round(office)
    with act("demo.load", by=SYSTEM) as change:
        for number, place in enumerate(found.places):
            place.x_km = 30 * number
            change.save(place)
    for place in found.places[1:3]:
        found.inspect(place, "elevated")
    return found


@pytest.fixture
def whole(office: Office) -> dict[str, Any]:
    return staffed(office)


def test_a_round_from_its_needs_to_its_teams(field: Field, call: Call) -> None:
    planner, secretary, today = field.office.planner, field.office.secretary, timezone.localdate().isoformat()
    state = call("GET", planner, f"rounds/{field.round.pk}/staffing").json()
    assert (len(state["teams"]), state["seats"], state["unsettled"], state["gaps"]) == (2, 14, [], [])
    units = [key for team in state["teams"] for key in team["inspection_ids"]]
    needs = {"inspection_ids": units, "slots": ONE_EACH, "skills": {"finance": 1}}
    assert call("POST", planner, f"rounds/{field.round.pk}/needs", **needs).status_code == 200
    asked = call("POST", planner, "staffing-attempts", round_id=field.round.pk, seconds=20)
    assert (asked.status_code, asked.json()["number"]) == (201, 1)
    attempt = f"staffing-attempts/{asked.json()['id']}"
    search, found = (call("GET", planner, address).json() for address in (f"{attempt}/search", attempt))
    assert not search["moving"]
    assert search["moments"]
    assert found["objective"] >= found["bound"] > 0
    certificate = call("GET", planner, f"{attempt}/certificate").json()
    assert certificate == certificate | {name: found[name] for name in ("objective", "bound", "problem_sha256")}
    seats = call("GET", planner, f"{attempt}/plan").json()["seats"]
    assert sum(each["exposure"] + each["travel"] for each in seats) == found["objective"]
    assert call("GET", planner, f"{attempt}/obstacles").json() == {"obstacles": []}
    assert call("POST", planner, f"{attempt}/propose", **PAPER).json()["proposed_on"] == today
    approved = call("POST", secretary, f"{attempt}/approve", since=today, **PAPER)
    assert approved.json()["approved_on"] == today
    teams = call("GET", planner, f"teams?round={field.round.pk}").json()["items"]
    assert [each["authorisation_number"] for each in teams] == [PAPER["number"]] * 2
    seated = Member.objects.filter(team__round=field.round).values_list("inspector", flat=True)
    assert sorted(seated) == sorted(each["inspector_id"] for each in seats)
    assert verify()[1] is None


def test_only_the_office_staffs_and_only_they_approve_who_authorise(whole: dict[str, Any], call: Call) -> None:
    round_, attempt = whole["staffing"], whole["staffing_attempt"]
    office_only = (
        (f"rounds/{round_.pk}/needs", {"inspection_ids": [1], "slots": {"leader": 1}}),
        (f"rounds/{round_.pk}/staffing-rules", {"reason": "人手不足"}),
        ("staffing-attempts", {"round_id": round_.pk}),
        (f"staffing-attempts/{attempt.pk}/cancel", {}),
        (f"staffing-attempts/{attempt.pk}/propose", PAPER),
    )
    for path, body in office_only:
        assert call("POST", User.objects.get(username="secretary"), path, **body).status_code == 403, path
    paper = {**PAPER, "since": timezone.localdate().isoformat()}
    answer = call("POST", User.objects.get(username="planner"), f"staffing-attempts/{attempt.pk}/approve", **paper)
    assert answer.status_code == 403
    assert Attempt.objects.get().approved_on is None


def test_a_plan_is_hidden_from_whoever_does_not_staff(whole: dict[str, Any], office: Office, call: Call) -> None:
    for name in ("plan", "search", "certificate", "explanation", "obstacles", "folder"):
        answer = call("GET", office.leader, f"staffing-attempts/{whole['staffing_attempt'].pk}/{name}")
        assert answer.status_code == 403, name
    assert call("GET", office.leader, f"rounds/{whole['staffing'].pk}/staffing").status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("staffing-attempts", {"seconds": 601}, "seconds"),
        ("staffing-attempts", {"gap": 1}, "gap"),
        ("staffing-attempts", {"basis_id": 999}, "basis_id"),
        ("staffing-wishes", {"kind": "pin", "inspector_id": 999}, "inspector_id"),
        ("staffing-wishes", {"kind": "hope", "inspector_id": 1}, "kind"),
        ("staffing-guests", {"inspector_id": 999, "reason": "熟悉账目"}, "inspector_id"),
        ("needs", {"inspection_ids": [], "slots": ONE_EACH}, "inspection_ids"),
        ("needs", {"inspection_ids": [999], "slots": ONE_EACH}, "inspection_ids"),
        ("needs", {"slots": {"clerk": 1}}, "clerk"),
        ("needs", {"slots": {"leader": 0, "member": 3}}, "组长"),
        ("staffing-rules", {"cross_share": 2, "reason": "放宽"}, "cross_share"),
        ("staffing-rules", {"same_home_most": 3}, "理由"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    field: Field, call: Call, path: str, body: dict[str, Any], named: str
) -> None:
    of_round = path in ("needs", "staffing-rules")
    if path == "needs":
        body = {"inspection_ids": [field.round.inspections.all()[0].pk]} | body
    elif not of_round:
        body = {"round_id": field.round.pk} | body
    before = Event.objects.count()
    answer = call("POST", field.office.planner, f"rounds/{field.round.pk}/{path}" if of_round else path, **body)
    assert answer.status_code == 422, answer.content
    assert named in answer.json()["detail"]
    assert Event.objects.count() == before


def test_what_is_said_of_one_unit_of_a_team_is_said_of_the_team(field: Field, call: Call) -> None:
    one = field.round.inspections.order_by("pk")[0]
    body = {"inspection_ids": [one.pk], "slots": ONE_EACH}
    call("POST", field.office.planner, f"rounds/{field.round.pk}/needs", **body)
    assert {need.inspection_id: need.slots for need in Need.objects.all()} == {one.pk: ONE_EACH}


def test_a_number_left_out_stays_as_it_is_for_the_round(field: Field, call: Call) -> None:
    planner, address = field.office.planner, f"rounds/{field.round.pk}/staffing-rules"
    call("POST", planner, address, same_home_most=3, reason="县级人员不足")
    assert call("POST", planner, address, newcomers_most=4).status_code == 200
    policy = round_policy(field.round)
    assert (policy.same_home_most, policy.newcomers_most) == (3, 4)
    assert call("GET", planner, f"rounds/{field.round.pk}/staffing").json()["rules_reason"] == "县级人员不足"


def test_a_wish_is_put_down_and_taken_back(field: Field, call: Call) -> None:
    one, unit = Inspector.objects.get(person__name="第3干部1"), field.round.inspections.all()[0]
    body = {"kind": "pin", "inspector_id": one.pk, "inspection_id": unit.pk, "role": "leader", "reason": "熟悉"}
    made = call("POST", field.office.planner, "staffing-wishes", round_id=field.round.pk, **body)
    assert made.json() == {"id": made.json()["id"], "round_id": field.round.pk, **body}
    address = f"staffing-wishes/{made.json()['id']}"
    assert call("DELETE", field.office.secretary, address).status_code == 403
    assert call("DELETE", field.office.planner, address).status_code == 204
    assert not Wish.objects.exists()


def test_an_impossible_round_says_what_is_missing_and_who_could_be_lent(office: Office, call: Call) -> None:
    round_ = a_county_round(office).round
    attempt = call("POST", office.planner, "staffing-attempts", round_id=round_.pk).json()["id"]
    told = call("GET", office.planner, f"staffing-attempts/{attempt}/explanation").json()
    assert told["failed"] is None
    assert told["clash"]
    assert ("finance", "财务") in [(gap["skill"], gap["sentence"][:2]) for gap in told["gaps"]]
    ways = [way for way in told["ways_out"] if way["code"] == "lend"]
    assert [way["values"]["skill"] for way in ways] == ["finance"]
    helper = Inspector.objects.get(person__name="市级干部4")
    lent = call("POST", office.planner, "staffing-guests", round_id=round_.pk, inspector_id=helper.pk, reason="账目")
    assert lent.status_code == 201
    again = call("POST", office.planner, "staffing-attempts", round_id=round_.pk).json()["id"]
    assert call("GET", office.planner, f"staffing-attempts/{again}").json()["objective"] is not None
    assert call("DELETE", office.planner, f"staffing-guests/{lent.json()['id']}").status_code == 204
    assert not Guest.objects.exists()


def test_a_search_that_is_over_cannot_be_stopped_nor_a_plan_approved_that_was_not_proposed(
    field: Field, call: Call
) -> None:
    attempt = call("POST", field.office.planner, "staffing-attempts", round_id=field.round.pk).json()["id"]
    assert call("POST", field.office.planner, f"staffing-attempts/{attempt}/cancel").status_code == 409
    paper = {**PAPER, "since": timezone.localdate().isoformat()}
    refused = call("POST", field.office.secretary, f"staffing-attempts/{attempt}/approve", **paper)
    assert (refused.status_code, "未报批" in refused.json()["detail"]) == (409, True)


def test_a_plan_withdrawn_while_it_was_being_approved_is_a_conflict(
    whole: dict[str, Any], office: Office, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planner proposes another number just before the secretary's approval is written."""
    read = writing.get

    def overtaken(*about: Any) -> Any:
        mine = read(*about)
        actions.propose(read(*about), "县委", "改号", None, by=office.planner)
        return mine

    monkeypatch.setattr(writing, "get", overtaken)
    paper = {**PAPER, "since": timezone.localdate().isoformat()}
    answer = call("POST", office.secretary, f"staffing-attempts/{whole['staffing_attempt'].pk}/approve", **paper)
    assert answer.status_code == 409
    assert "已被他人更改" in answer.json()["detail"]
    assert not Member.objects.filter(team__round=whole["staffing"]).exists()


def test_a_seat_says_why_and_who_else_and_is_changed_by_hand(field: Field, call: Call) -> None:
    planner = field.office.planner
    attempt = call("POST", planner, "staffing-attempts", round_id=field.round.pk).json()
    address = f"staffing-attempts/{attempt['id']}"
    place = next(each for each in call("GET", planner, f"{address}/plan").json()["seats"] if each["role"] == "member")
    seat = f"{address}/seat?row={place['row']}&inspector_id={place['inspector_id']}"
    other = call("GET", planner, seat).json()["alternatives"][0]
    told = call("GET", planner, f"{seat}&other_id={other['inspector_id']}").json()
    assert told["change"] == {"objective": other["objective"], "extra": other["extra"], "broken": []}
    body = {"row": place["row"], "inspector_id": place["inspector_id"], "other_id": other["inspector_id"]}
    made = call("POST", planner, f"{address}/adjust", **body)
    assert made.status_code == 201
    assert (made.json()["basis_id"], made.json()["objective"]) == (attempt["id"], other["objective"])
    (unit,) = call("GET", planner, f"{address}/changes?with_id={made.json()['id']}").json()["changes"]
    assert unit["gone"] == [{"role": "member", "inspector_id": place["inspector_id"]}]
    assert unit["come"] == [{"role": "member", "inspector_id": other["inspector_id"]}]
    assert call("POST", planner, f"{address}/adjust", **body | {"inspector_id": 999}).status_code == 404


def test_what_it_takes_to_check_a_plan_is_handed_out_and_noted(
    whole: dict[str, Any], office: Office, call: Call
) -> None:
    address = f"staffing-attempts/{whole['staffing_attempt'].pk}/folder"
    names = zipfile.ZipFile(io.BytesIO(call("GET", office.planner, address).content)).namelist()
    assert {"problem/inspections.csv", "problem/ties.csv", "plan/plan.csv"} <= set(names)
    assert Event.objects.latest("seq").verb == "export.download"
    Attempt.objects.update(problem_file="")
    assert call("GET", office.planner, address).status_code == 409


def test_modes_of_a_round_are_chosen_by_place(field: Field, call: Call) -> None:
    first, second = field.places[1:3]
    places = [{"jurisdiction_id": first.pk, "mode": "mixed"}, {"jurisdiction_id": second.pk}]
    assert call("POST", field.office.planner, f"rounds/{field.round.pk}/places", places=places).status_code == 200
    modes = dict(field.round.inspections.values_list("unit__jurisdiction", "mode"))
    assert modes == {first.pk: "mixed", second.pk: "elevated"}


def test_what_acquaintance_weighs_is_settled_kind_by_kind(office: Office, call: Call) -> None:
    address = f"jurisdictions/{office.city.pk}/exposure"
    before = call("GET", office.planner, address).json()
    body = {"weights": {"colleague": {"points": 55, "years": 12}}, "source": "云委巡〔2026〕3号"}
    assert call("POST", office.secretary, address, **body).status_code == 403
    assert call("POST", office.planner, address, **body).status_code == 200
    weights = {**before["weights"], "colleague": {"points": 55, "years": 12}}
    assert call("GET", office.planner, address).json() == {**before, "weights": weights, "source": body["source"]}
    for wrong in ({"declared": {"points": 5, "years": 0}}, {"kin": {"points": 80, "years": 5}}):
        refused = call("POST", office.planner, address, **body | {"weights": wrong})
        assert (refused.status_code, "weights" in refused.json()["detail"]) == (422, True)
    assert exposure_policy(office.city).weights[Acquaintance.KIN].years == 0
