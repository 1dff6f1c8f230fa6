"""Only approval makes teams; whatever changed since the plan was made stands against it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import people
from tests.factories.staffing import Field, a_city_round, staffed
from tests.factories.teams import a_team
from xuncha.domain.errors import ChangedMeanwhile, NotAllowed, Refused, WrongState
from xuncha.domain.roles import TeamRole
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.needs import Needs
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.people.models import Inspector
from xuncha.records.policy.models import OfficePolicy
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.staffing import actions, queries
from xuncha.records.staffing.models import Attempt, WishKind
from xuncha.records.teams.models import Conflict, Member, Team
from xuncha.records.teams.screening import screen

pytestmark = pytest.mark.django_db
PAPER = {"authority": "市委", "number": "云委巡授〔2026〕9号"}


@pytest.fixture
def field(office: Office) -> Field:
    found = a_city_round(office)
    city, first, second, third, _ = found.places
    found.inspect(first, "elevated")
    a_team(found.round, found.inspect(second, "cross_half", source=third), number=4)
    return found


@pytest.fixture
def proposed(field: Field, django_capture_on_commit_callbacks: Any) -> Attempt:
    with django_capture_on_commit_callbacks(execute=True):
        asked = actions.ask(field.round, by=field.office.planner, seconds=20)
    attempt = Attempt.objects.get(pk=asked.pk)
    return actions.propose(attempt, **PAPER, until=None, by=field.office.planner)


def approve(attempt: Attempt, office: Office) -> Attempt:
    fresh = Attempt.objects.select_related("round__jurisdiction").get(pk=attempt.pk)
    return actions.approve(fresh, by=office.secretary, since=timezone.localdate(), until=None, **PAPER)


def seated(attempt: Attempt, role: TeamRole) -> Inspector:
    who = next(who for _, each, who in attempt.plan if each == role)
    return Inspector.objects.select_related("person").get(pk=who)


def test_no_team_is_made_before_approval(field: Field, proposed: Attempt) -> None:
    assert not Member.objects.filter(team__round=field.round).exists()
    assert [str(each.what) for each in queries.waiting(field.office.secretary)] == ["第2轮巡察：编组方案待批准"]
    assert queries.waiting(field.office.planner) == []


def test_the_secretary_approves_and_teams_members_slots_and_authorisation_are_there(
    field: Field, proposed: Attempt
) -> None:
    approve(proposed, field.office)
    teams = list(Team.objects.filter(round=field.round).order_by("number"))
    # The empty team the planner had made is filled, the other is new; a half team's two rows are one team.
    assert [team.number for team in teams] == [4, 5]
    assert {(team.authorised_by, team.authorisation_number) for team in teams} == {
        (PAPER["authority"], PAPER["number"])
    }
    assert all(team.authorised_on == timezone.localdate() for team in teams)
    assert [team.slots for team in teams] == [{"leader": 1, "deputy": 1, "liaison": 1, "member": 4}] * 2
    assert sorted(Member.objects.values_list("inspector", flat=True).filter(team__in=teams)) == sorted(
        int(who) for _, _, who in proposed.plan
    )
    assert not [issue for team in teams for issue in (*screen(team).blocking, *screen(team).exchange)]
    for inspection in field.round.inspections.all():
        assert inspection.step_dates.get(step=Step.STAFF).done_on == timezone.localdate()


def test_approval_is_one_act_and_only_one_plan_of_a_round_is_approved(field: Field, proposed: Attempt) -> None:
    before = Event.objects.count()
    approve(proposed, field.office)
    assert Event.objects.count() == before + 1
    with pytest.raises(WrongState):
        approve(proposed, field.office)


def test_the_planner_cannot_approve_nor_anybody_what_was_not_proposed(field: Field, proposed: Attempt) -> None:
    with pytest.raises(NotAllowed):
        actions.approve(proposed, by=field.office.planner, since=timezone.localdate(), **PAPER)
    with act("demo.load", by=SYSTEM) as change:
        proposed.proposed_on = None
        change.save(proposed)
    with pytest.raises(WrongState, match="未报批"):
        approve(proposed, field.office)


def test_recusal_is_looked_at_again_and_what_came_up_since_refuses_everything(field: Field, proposed: Attempt) -> None:
    leader, lately = seated(proposed, TeamRole.LEADER), timezone.localdate() - timedelta(days=400)
    row = next(row for row, _, who in proposed.plan if who == str(leader.pk))
    unit = field.round.inspections.get(pk=row.removesuffix("-local")).unit
    people.post(leader.person, unit, lately, until=lately + timedelta(days=30))
    with pytest.raises(Refused, match="近三年内工作单位"):
        approve(proposed, field.office)
    assert not Member.objects.filter(team__round=field.round).exists()
    assert Team.objects.filter(round=field.round).count() == 1


def test_what_recusal_only_asks_to_verify_is_put_on_record_with_the_seat(field: Field, proposed: Attempt) -> None:
    member = seated(proposed, TeamRole.MEMBER)
    row = next(row for row, _, who in proposed.plan if who == str(member.pk))
    people.tie(member, unit=field.round.inspections.get(pk=row.removesuffix("-local")).unit)
    approve(proposed, field.office)
    (conflict,) = Conflict.objects.filter(member__team__round=field.round)
    assert (conflict.member.inspector, conflict.to_verify) == (member, True)


def test_somebody_who_left_the_pool_stands_against_it(field: Field, proposed: Attempt) -> None:
    gone = seated(proposed, TeamRole.MEMBER)
    gone.left_on, gone.left_because = timezone.localdate(), "调离"
    with act("demo.load", by=SYSTEM) as change:
        change.save(gone)
    with pytest.raises(Refused, match="退出人才库"):
        approve(proposed, field.office)


def test_changed_needs_a_new_unit_and_a_unit_given_away_stand_against_it(field: Field, proposed: Attempt) -> None:
    elevated = field.round.inspections.get(mode="elevated")
    needs = Needs({TeamRole.LEADER: 1, TeamRole.MEMBER: 2})
    actions.set_needs(field.round, [elevated], needs, by=field.office.planner)
    added = field.inspect(field.places[1])
    told = [str(each) for each in actions.obstacles(proposed, field.office.planner)]
    assert told == [f"{elevated.unit}的用人需求已修改", f"{added.unit}不在方案中"]
    with pytest.raises(Refused):
        actions.propose(proposed, **PAPER, until=None, by=field.office.planner)


def test_whoever_cannot_take_part_since_the_plan_was_proposed_is_not_put_on_a_team(
    field: Field, proposed: Attempt
) -> None:
    ill = seated(proposed, TeamRole.MEMBER)
    actions.wish(field.round, WishKind.FORBID, ill, by=field.office.planner, reason="因病")
    with pytest.raises(Refused, match=f"安排了不予安排的{ill.person.name}"):
        approve(proposed, field.office)
    assert not Member.objects.filter(team__round=field.round).exists()


def test_a_guest_given_back_since_is_out_of_the_plan(office: Office) -> None:
    whole = staffed(office)
    attempt, guest = whole["staffing_attempt"], whole["staffing_guest"]
    row, role, _ = attempt.plan[3]
    attempt.plan[3] = [row, role, str(guest.inspector_id)]
    with act("demo.load", by=SYSTEM) as change:
        change.save(attempt)
    actions.give_back(guest, by=office.planner)
    assert [str(each) for each in actions.obstacles(attempt, office.planner)] == ["市级干部4已不在本轮人选范围内"]


def test_a_person_unknown_by_now_is_told_and_not_stumbled_over(field: Field, proposed: Attempt) -> None:
    proposed.plan[0] = [*proposed.plan[0][:2], "999999"]
    told = [str(each) for each in actions.obstacles(proposed, field.office.planner)]
    assert told == ["没有编号为“999999”的巡察干部"]


def test_a_unit_deleted_since_makes_no_plan_of_the_rest(field: Field, proposed: Attempt) -> None:
    field.round.inspections.get(mode="elevated").delete()
    with pytest.raises(Refused, match="已不在待编组范围内"):
        approve(proposed, field.office)


def test_another_mode_or_another_sender_since_stands_against_it(field: Field, proposed: Attempt) -> None:
    half, elevated = (field.round.inspections.get(mode=mode) for mode in ("cross_half", "elevated"))
    Inspection.objects.filter(pk=half.pk).update(source=field.places[1])
    told = [str(each) for each in actions.obstacles(proposed, field.office.planner)]
    assert any(f"对{half.unit}应当回避" in each for each in told)
    Inspection.objects.filter(pk=half.pk).update(source=half.source)
    Inspection.objects.filter(pk=elevated.pk).update(mode="cross_half", source=half.source)
    told = [str(each) for each in actions.obstacles(proposed, field.office.planner)]
    assert told == [f"{elevated.unit}的巡察方式已修改"]


def test_too_few_veterans_stand_against_it_like_any_rule(field: Field, proposed: Attempt) -> None:
    actions.set_rules(field.round, TeamPolicy(veterans_least=7), "从严", by=field.office.planner)
    with pytest.raises(Refused, match="至少7人"):
        approve(proposed, field.office)


def test_a_round_changed_since_it_was_read_is_not_decided_on(field: Field, proposed: Attempt) -> None:
    read = Attempt.objects.select_related("round__jurisdiction").get(pk=proposed.pk)
    changed = Round.objects.get(pk=field.round.pk)
    changed.site_until += timedelta(days=30)
    with act("demo.load", by=SYSTEM) as change:
        change.save(changed)
    with pytest.raises(ChangedMeanwhile):
        actions.approve(read, by=field.office.secretary, since=timezone.localdate(), **PAPER)
    assert not Member.objects.filter(team__round=field.round).exists()


def test_a_new_proposal_takes_the_earlier_ones_place(field: Field, proposed: Attempt) -> None:
    with act("demo.load", by=SYSTEM) as change:
        other = change.create(
            Attempt(
                round=field.round, number=2, by=field.office.planner, asked_at=timezone.now(), state="done",
                plan=proposed.plan, problem_file=proposed.problem_file, objective=proposed.objective, bound=0,
            )
        )  # fmt: skip
    actions.propose(other, **PAPER, until=None, by=field.office.planner)
    assert list(Attempt.objects.filter(proposed_on__isnull=False)) == [other]


def test_where_declarations_come_first_the_authorisation_stays_a_draft(field: Field, proposed: Attempt) -> None:
    with act("demo.load", by=SYSTEM) as change:
        change.create(OfficePolicy(jurisdiction=field.office.city, team_policy={"declarations_required": True}))
    approve(proposed, field.office)
    teams = Team.objects.filter(round=field.round)
    assert {(team.authorised_on, team.authorised_by) for team in teams} == {(None, "市委")}


def test_a_limit_raised_for_the_round_holds_for_its_teams(field: Field, proposed: Attempt) -> None:
    team = Team.objects.get(round=field.round)
    approve(proposed, field.office)
    strict = TeamPolicy(veterans_least=7)
    actions.set_rules(field.round, strict, "从严", by=field.office.planner)
    assert any("至少7人" in str(issue.sentence) for issue in screen(team).issues)
