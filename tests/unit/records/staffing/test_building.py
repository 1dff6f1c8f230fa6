"""The problem of a round, built from the records."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import people
from tests.factories.rounds import a_round
from tests.factories.staffing import Field, a_city_round, a_county_round
from tests.factories.teams import a_team, an_inspector, seat
from xuncha.domain.errors import Refused
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.teams.needs import Needs
from xuncha.engines.teams.problem import Problem
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.staffing import actions
from xuncha.records.staffing.building import anonymous, build_problem
from xuncha.records.teams.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(office: Office) -> Field:
    return a_city_round(office)


def tie_of(problem: Problem, inspector: Inspector, inspection: Inspection) -> tuple[int, bool, str]:
    (found,) = [t for t in problem.ties if (t.inspector, t.inspection) == (str(inspector.pk), str(inspection.pk))]
    return found.exposure, found.recusal, found.reason


def test_the_pool_is_everybody_of_the_city_and_its_counties_whom_no_rule_of_the_pool_keeps_out(field: Field) -> None:
    field.inspect(field.places[1])
    gone, busy = Inspector.objects.order_by("pk")[:2]
    gone.left_on, gone.left_because = timezone.localdate(), "调离"
    with act("demo.load", by=SYSTEM) as change:
        change.save(gone)
        elsewhere = change.create(a_round(field.round.term, number=8))
    seat(a_team(elsewhere), busy)
    found = {each.id for each in build_problem(field.round, field.office.planner).inspectors}
    everybody = {str(key) for key in Inspector.objects.values_list("pk", flat=True)}
    assert everybody - found == {str(gone.pk), str(busy.pk)}


def test_a_county_draws_on_its_own_pool_and_on_whoever_was_lent(office: Office) -> None:
    field = a_county_round(office)
    helper = Inspector.objects.get(person__name="市级干部4")
    before = {each.name for each in build_problem(field.round, field.office.planner).inspectors}
    actions.lend(field.round, helper, "本县无财务人员", by=office.planner)
    after = {each.name for each in build_problem(field.round, field.office.planner).inspectors}
    assert after - before == {"市级干部4"}
    assert all(name.startswith("青屿") for name in before)


def test_usual_needs_can_be_changed(field: Field) -> None:
    inspection = field.inspect(field.places[1])
    (row,) = build_problem(field.round, field.office.planner).inspections
    assert (row.leader, row.deputy, row.liaison, row.member, dict(row.skills)) == (1, 1, 1, 4, {"finance": 1})
    needs = Needs({TeamRole.LEADER: 1, TeamRole.DEPUTY: 2, TeamRole.MEMBER: 3}, {Skill.AUDIT: 2})
    actions.set_needs(field.round, [inspection], needs, by=field.office.planner)
    (row,) = build_problem(field.round, field.office.planner).inspections
    assert (row.leader, row.deputy, row.liaison, row.member, dict(row.skills)) == (1, 2, 0, 3, {"audit": 2})


def test_units_given_to_one_empty_team_are_inspected_by_one_team_and_the_team_says_whom_it_needs(field: Field) -> None:
    first, second = field.inspect(field.places[1]), field.inspect(field.places[1])
    team = a_team(field.round, first, second)
    Team.objects.filter(pk=team.pk).update(slots={"leader": 1, "member": 5}, skills={"law": 1})
    (row,) = build_problem(field.round, field.office.planner).inspections
    assert (row.id, row.size, dict(row.skills)) == (str(first.pk), 6, {"law": 1})


def test_one_team_over_units_of_two_places_is_refused(field: Field) -> None:
    a_team(field.round, field.inspect(field.places[1]), field.inspect(field.places[2]))
    with pytest.raises(Refused, match="须在同一地区"):
        build_problem(field.round, field.office.planner)


def test_a_team_with_members_is_settled_and_its_members_have_less_to_give(field: Field) -> None:
    settled, open_one = field.inspect(field.places[1]), field.inspect(field.places[2])
    busy = an_inspector("已在组", field.office.city, capacity=2)
    seat(a_team(field.round, settled), busy)
    problem = build_problem(field.round, field.office.planner)
    assert [row.id for row in problem.inspections] == [str(open_one.pk)]
    assert {each.capacity for each in problem.inspectors if each.id == str(busy.pk)} == {1}


def test_recusal_and_exposure_come_with_their_reasons(field: Field) -> None:
    inspection = field.inspect(field.places[1])
    worked, knows = an_inspector("任过职", field.office.city), an_inspector("有交往", field.office.city)
    lately = timezone.localdate() - timedelta(days=400)
    people.post(worked.person, inspection.unit, lately, until=lately + timedelta(days=100))
    people.home(knows.person, field.places[1], kind="grew_up")
    problem = build_problem(field.round, field.office.planner)
    points, recusal, reason = tie_of(problem, worked, inspection)
    assert (recusal, "近三年内工作单位" in reason) == (True, True)
    assert tie_of(problem, knows, inspection) == (20, False, "在当地长大20分")
    assert points > 0


def test_relatives_in_the_pool_do_not_serve_together(field: Field) -> None:
    field.inspect(field.places[1])
    one, other = an_inspector("兄", field.office.city), an_inspector("弟", field.office.city)
    people.kinship(one.person, other.person, "sibling")
    pairs = [{each.first, each.second} for each in build_problem(field.round, field.office.planner).apart]
    assert pairs == [{str(one.pk), str(other.pk)}]


def test_a_relative_of_somebody_who_may_be_sent_stays_out_of_the_local_half(field: Field) -> None:
    _, first, second, *_ = field.places
    inspection = field.inspect(first, "cross_half", source=second)
    here, there = an_inspector("本地人", first), an_inspector("派来人", second)
    people.kinship(here.person, there.person, "sibling")
    barred = [
        t
        for t in build_problem(field.round, field.office.planner).ties
        if t.inspection == f"{inspection.pk}-local" and t.recusal
    ]
    assert str(here.pk) in {t.inspector for t in barred}


def test_who_inspected_whom_in_earlier_rounds_is_told(field: Field) -> None:
    _, first, second, *_ = field.places
    field.inspect(first)
    with act("demo.load", by=SYSTEM) as change:
        earlier = change.create(
            Round(
                term=field.round.term, jurisdiction=field.office.city, number=9, name="前一轮", year=2026,
                site_from=field.round.site_from - timedelta(days=10), site_until=field.round.site_from,
            )
        )  # fmt: skip
        change.create(Inspection(round=earlier, unit=field.office.other_unit, mode="cross_ring", source=second))
    (arc,) = [
        each for each in build_problem(field.round, field.office.planner).history if each.source == str(second.pk)
    ]
    assert (arc.target, arc.rounds_ago) == (str(first.pk), 1)


def test_numbers_settled_for_this_round_alone_go_before_the_offices(field: Field) -> None:
    field.inspect(field.places[1])
    actions.set_rules(field.round, TeamPolicy(same_home_most=3), "县级人员不足", by=field.office.planner)
    assert build_problem(field.round, field.office.planner).policy == TeamPolicy(same_home_most=3)
    actions.set_rules(field.round, TeamPolicy(), "", by=field.office.planner)
    assert build_problem(field.round, field.office.planner).policy == TeamPolicy()


def test_the_files_name_nobody_and_give_no_reasons(field: Field) -> None:
    inspection = field.inspect(field.places[1])
    knows = an_inspector("有交往", field.office.city)
    people.home(knows.person, field.places[1], kind="grew_up")
    problem = build_problem(field.round, field.office.planner)
    bare = anonymous(problem)
    assert {each.name for each in bare.inspectors} == {each.id for each in bare.inspectors}
    assert tie_of(bare, knows, inspection) == (20, False, "")
    assert {each.id for each in bare.inspectors} == {each.id for each in problem.inspectors}


def test_a_round_without_anything_to_staff_is_refused(field: Field) -> None:
    with pytest.raises(Refused, match="没有需要编组的对象"):
        build_problem(field.round, field.office.planner)
