"""Attempts at a plan: asked for, found or proven impossible, stopped, changed by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import Task

from tests.cast import Office
from tests.factories.staffing import Field, a_city_round, a_county_round
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.certificate import read_certificate, verify_plan
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.outcome import Progress
from xuncha.engines.teams.plan import Assignment, Plan, Wishes
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.reading import problem_sha256, read_plan, read_problem
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.staffing import actions, choices, folders, progress
from xuncha.records.staffing.looking import Look, changes
from xuncha.records.staffing.models import Attempt, Wish, WishKind
from xuncha.records.staffing.plans import as_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(office: Office) -> Field:
    found = a_city_round(office)
    city, first, second, *_ = found.places
    found.inspect(first, "elevated")
    found.inspect(second, "mixed")
    return found


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is busy: what is asked for stays in the queue."""
    monkeypatch.setattr(Task, "enqueue", lambda self, *args: None)


@pytest.fixture
def solved(field: Field, django_capture_on_commit_callbacks: Any) -> Attempt:
    return ask(field, django_capture_on_commit_callbacks)


def ask(field: Field, capture: Any, **more: Any) -> Attempt:
    with capture(execute=True):
        asked = actions.ask(field.round, by=field.office.planner, gap=0.0, seconds=20, **more)
    return Attempt.objects.select_related("round__jurisdiction", "basis").get(pk=asked.pk)


def seats(attempt: Attempt) -> set[tuple[str, ...]]:
    return {tuple(row) for row in attempt.plan}


def person(attempt: Attempt, role: TeamRole) -> tuple[str, Inspector]:
    row, _, who = next(each for each in attempt.plan if each[1] == role)
    return row, Inspector.objects.select_related("person", "jurisdiction").get(pk=who)


def test_a_plan_is_found_that_the_checker_accepts_at_the_objective_told(solved: Attempt) -> None:
    assert (solved.state, solved.status) == ("done", "optimal")
    checked = check(folders.problem_of(solved.problem_file), as_plan(solved.plan))
    assert (checked.violations, checked.objective) == ((), solved.objective)
    assert solved.bound == solved.objective
    assert solved.gap == 0


def test_what_is_handed_out_is_the_public_folder_and_names_nobody(solved: Attempt, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(folders.whole(solved))) as archive:
        archive.extractall(tmp_path)
    assert problem_sha256(tmp_path / "problem") == solved.problem_sha256
    problem = read_problem(tmp_path / "problem")
    assert check(problem, read_plan(tmp_path / "plan" / "plan.csv", problem)).violations == ()
    people = (tmp_path / "problem" / "inspectors.csv").read_text("utf-8")
    assert not [one for one in Inspector.objects.select_related("person") if one.person.name in people]


def test_asking_and_finding_are_acts_of_the_trail_that_tell_no_plan(solved: Attempt) -> None:
    events = Event.objects.filter(kind="staffing.attempt", key=solved.pk).order_by("seq")
    assert [event.verb for event in events] == ["staffing.edit"] * 3
    told = [entry["fields"]["plan"] for event in events for entry in event.changes if "plan" in entry.get("fields", {})]
    assert told == [[None, None]]
    assert verify()[1] is None


def test_only_one_search_of_a_round_runs_at_a_time(field: Field, nothing_runs: None) -> None:
    actions.ask(field.round, by=field.office.planner)
    with pytest.raises(Refused, match="正在计算"):
        actions.ask(field.round, by=field.office.planner)


@pytest.mark.parametrize("state", ["done", "running"])
def test_who_asks_at_the_same_moment_as_another_gets_the_next_number_or_is_told_to_wait(
    field: Field, nothing_runs: None, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    def another_meanwhile(*_: Any) -> dict[str, Any]:
        planner = field.office.planner
        Attempt.objects.create(round=field.round, number=1, by=planner, asked_at=timezone.now(), state=state)
        return {}

    monkeypatch.setattr("xuncha.records.staffing.actions.attempts.packed", another_meanwhile)
    if state == "done":
        assert actions.ask(field.round, by=field.office.planner).number == 2
    else:
        with pytest.raises(Refused, match="正在计算"):
            actions.ask(field.round, by=field.office.planner)


def test_the_leading_group_cannot_ask_for_a_plan_nor_anybody_for_an_hour(field: Field) -> None:
    with pytest.raises(NotAllowed):
        actions.ask(field.round, by=field.office.leading_group)
    with pytest.raises(InvalidField):
        actions.ask(field.round, by=field.office.planner, seconds=3600)


def test_a_cancelled_search_stays_cancelled_and_cannot_be_cancelled_twice(field: Field, nothing_runs: None) -> None:
    attempt = actions.cancel(actions.ask(field.round, by=field.office.planner), by=field.office.planner)
    assert attempt.state == "cancelled"
    with pytest.raises(WrongState):
        actions.cancel(attempt, by=field.office.planner)


def test_a_search_cancelled_while_its_certificate_is_written_keeps_its_plan(
    field: Field, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = folders.keep_certificate

    def cancelled_meanwhile(attempt: Attempt, *rest: Any) -> str:
        kept = write(attempt, *rest)
        actions.cancel(Attempt.objects.get(pk=attempt.pk), by=field.office.planner)
        return kept

    monkeypatch.setattr(folders, "keep_certificate", cancelled_meanwhile)
    attempt = ask(field, django_capture_on_commit_callbacks)
    assert (attempt.state, attempt.status) == ("cancelled", "optimal")
    assert len(attempt.plan) == 14
    assert attempt.certificate_file


def test_a_running_search_hears_that_it_was_cancelled_and_its_best_plan_can_be_seen(
    field: Field, nothing_runs: None, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = actions.ask(field.round, by=field.office.planner)
    Attempt.objects.filter(pk=attempt.pk).update(state="running")
    attempt.refresh_from_db()
    teller = progress.Teller(attempt)
    teller.tell(Progress(0.5, None, 10))
    teller.tell(Progress(1.5, 60, 40, Plan((Assignment("1", TeamRole.LEADER, "2"),))))
    seen = progress.of(attempt)
    assert seen.moments == [(0.5, None, 10), (1.5, 60, 40)]
    assert seen.plan == [["1", "leader", "2"]]
    assert not teller.stopped()
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel(attempt, by=field.office.planner)
    monkeypatch.setattr(progress, "TOLD_EVERY_SECONDS", 0)
    assert teller.stopped()


def test_no_chart_is_given_more_moments_than_it_can_show() -> None:
    many = [(float(second), second, 0) for second in range(1000)]
    few = progress.thinned(many)
    assert (len(few), few[0], few[-1]) == (progress.MOMENTS_KEPT, many[0], many[-1])


def test_wishes_are_kept_by_the_next_plan(
    field: Field, solved: Attempt, django_capture_on_commit_callbacks: Any
) -> None:
    row, leader = person(solved, TeamRole.LEADER)
    other_row, deputy = person(solved, TeamRole.DEPUTY)
    units = {str(each.pk): each for each in field.round.inspections.all()}
    planner = field.office.planner
    actions.wish(field.round, WishKind.FORBID, leader, by=planner, reason="因病")
    actions.wish(field.round, WishKind.PIN, deputy, units[other_row], by=planner, role=TeamRole.DEPUTY)
    again = ask(field, django_capture_on_commit_callbacks)
    assert str(leader.pk) not in {who for _, _, who in again.plan}
    assert (other_row, "deputy", str(deputy.pk)) in seats(again)


def test_near_an_earlier_plan_only_whoever_fell_ill_is_replaced(
    field: Field, solved: Attempt, django_capture_on_commit_callbacks: Any
) -> None:
    row, member = person(solved, TeamRole.MEMBER)
    actions.wish(field.round, WishKind.FORBID, member, by=field.office.planner, reason="因病")
    again = ask(field, django_capture_on_commit_callbacks, basis=solved)
    (change,) = changes(solved.plan, again.plan)
    assert [one.pk for _, one in change.gone] == [member.pk]
    assert len(change.come) == 1


def test_a_new_wish_about_somebody_replaces_the_one_before(field: Field) -> None:
    one, unit = Inspector.objects.all()[0], field.round.inspections.all()[0]
    actions.wish(field.round, WishKind.PIN, one, unit, by=field.office.planner)
    actions.wish(field.round, WishKind.FORBID, one, unit, by=field.office.planner)
    assert [wish.kind for wish in Wish.objects.all()] == ["forbid"]
    actions.take_back(Wish.objects.get(), by=field.office.planner)
    assert not Wish.objects.exists()


def test_a_pin_lifts_what_kept_the_same_person_out_of_the_round_and_no_other_wish(field: Field) -> None:
    one, (first, second) = Inspector.objects.all()[0], field.round.inspections.all()
    planner = field.office.planner
    actions.wish(field.round, WishKind.FORBID, one, by=planner)
    actions.wish(field.round, WishKind.FORBID, one, first, by=planner)
    actions.wish(field.round, WishKind.PIN, one, second, by=planner)
    kept = Wish.objects.order_by("pk").values_list("kind", "inspection")
    assert list(kept) == [("forbid", first.pk), ("pin", second.pk)]


def test_a_clerk_is_pinned_to_the_members_seat_they_fill(field: Field) -> None:
    one, unit = Inspector.objects.all()[0], field.round.inspections.all()[0]
    made = actions.wish(field.round, WishKind.PIN, one, unit, by=field.office.planner, role=TeamRole.CLERK)
    assert made.role == TeamRole.MEMBER


def test_a_pin_names_its_unit(field: Field) -> None:
    with pytest.raises(InvalidField):
        actions.wish(field.round, WishKind.PIN, Inspector.objects.all()[0], by=field.office.planner)


def test_the_next_best_for_a_seat_breaks_no_rule_and_costs_at_least_as_much(solved: Attempt) -> None:
    problem = folders.problem_of(solved.problem_file)
    row, leader = person(solved, TeamRole.MEMBER)
    found = choices.alternatives(problem, solved.plan, row, str(leader.pk), Wishes())
    assert found
    assert all(each.judged.extra >= 0 and each.judged.sound for each in found)
    assert [each.judged.extra for each in found] == sorted(each.judged.extra for each in found)


def test_the_plan_as_it_is_is_judged_once_however_many_others_are_looked_at(
    solved: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, judged = folders.problem_of(solved.problem_file), []

    def counting(problem: Problem, plan: Plan, wishes: Wishes) -> Checked:
        judged.append(plan)
        return check(problem, plan, wishes)

    monkeypatch.setattr(choices, "check", counting)
    row, member = person(solved, TeamRole.MEMBER)
    found = choices.alternatives(problem, solved.plan, row, str(member.pk), Wishes())
    assert len(found) > 1
    assert judged.count(as_plan(solved.plan)) == 1


def test_a_sound_change_by_hand_becomes_a_plan_of_its_own_under_the_same_bound(field: Field, solved: Attempt) -> None:
    problem = folders.problem_of(solved.problem_file)
    row, member = person(solved, TeamRole.MEMBER)
    best = choices.alternatives(problem, solved.plan, row, str(member.pk), Wishes())[0]
    made = actions.adjust(solved, best.judged, by=field.office.planner)
    assert (made.by_hand, made.basis, made.bound) == (True, solved, solved.bound)
    assert made.objective == (solved.objective or 0) + best.judged.extra
    assert sum(team.cost for team in Look(problem, made.plan).teams) == made.objective


def test_what_is_handed_out_of_a_plan_changed_by_hand_proves_what_it_says(
    field: Field, django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    for number, place in enumerate(field.places):
        Jurisdiction.objects.filter(pk=place.pk).update(x_km=number * 40, y_km=0)
    solved = ask(field, django_capture_on_commit_callbacks)
    problem = folders.problem_of(solved.problem_file)
    row, member = person(solved, TeamRole.MEMBER)
    dearest = choices.alternatives(problem, solved.plan, row, str(member.pk), Wishes())[-1]
    made = actions.adjust(solved, dearest.judged, by=field.office.planner)
    assert (made.objective or 0) > (made.bound or 0)
    assert made.status == "feasible"
    with zipfile.ZipFile(io.BytesIO(folders.whole(made))) as archive:
        archive.extractall(tmp_path)
    problem = read_problem(tmp_path / "problem")
    checked = check(problem, read_plan(tmp_path / "plan" / "plan.csv", problem))
    certificate = read_certificate(tmp_path / "plan" / "certificate.json")
    claims = list(verify_plan(certificate, problem, problem_sha256(tmp_path / "problem"), checked, Wishes()))
    assert [str(each.sentence) for each in claims if not each.holds] == []
    assert (certificate.status, certificate.objective) == (made.status, made.objective)
    assert checked.violations == ()


def test_a_change_by_hand_that_breaks_a_rule_is_refused_with_the_rule(field: Field, solved: Attempt) -> None:
    problem = folders.problem_of(solved.problem_file)
    elevated = str(field.round.inspections.get(mode="elevated").pk)
    leader = next(who for row, role, who in solved.plan if (row, role) == (elevated, "leader"))
    county = Inspector.objects.get(jurisdiction=field.places[3], roles__icontains="leader")
    judged = choices.judge(
        problem, solved.plan, choices.replaced(solved.plan, elevated, leader, str(county.pk)), Wishes()
    )
    assert any("应来自上级" in str(each) for each in judged.broken)
    with pytest.raises(Refused, match="应来自上级"):
        actions.adjust(solved, judged, by=field.office.planner)


def test_two_people_change_places_without_cost_where_they_are_alike(field: Field, solved: Attempt) -> None:
    first, second = [(row, who) for row, role, who in solved.plan if role == "liaison"]
    rows = choices.swapped(solved.plan, first, second)
    assert {(row, who) for row, _, who in rows} >= {(first[0], second[1]), (second[0], first[1])}
    assert len(rows) == len(solved.plan)


def test_a_round_that_cannot_be_staffed_says_so(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    attempt = ask(a_county_round(office), django_capture_on_commit_callbacks)
    assert (attempt.state, attempt.status, attempt.plan) == ("done", "infeasible", [])
