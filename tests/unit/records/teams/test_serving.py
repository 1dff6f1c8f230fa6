"""Who may serve in a round, computed from the records in a few queries; practice counted from the teams."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Office
from tests.factories.teams import a_team, an_inspector, seat
from tests.unit.records.teams.test_forming import inspector_of, new_round
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.people import Skill
from xuncha.domain.pool import AppraisalGrade, PoolPolicy, ServiceRule
from xuncha.domain.roles import TeamRole
from xuncha.domain.steps import Step
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector
from xuncha.records.pool import actions as pool_actions
from xuncha.records.pool.models import Absence, SkillProof
from xuncha.records.rounds.models import Round
from xuncha.records.teams import actions, pool
from xuncha.records.teams.models import Appraisal
from xuncha.records.teams.serving import Serving, who_may_serve


def asked(round_: Round, *inspectors: Inspector) -> list[Serving]:
    return list(who_may_serve(round_, inspectors).values())


def rules(one: Serving) -> set[ServiceRule]:
    return {each.rule for each in one.obstacles}


def ended(round_: Round) -> None:
    with act("demo.load", by=SYSTEM) as change:
        round_.site_from, round_.site_until = (timezone.localdate() - timedelta(days=ago) for ago in (90, 40))
        change.save(round_)


def test_an_absence_entered_by_the_planner_keeps_somebody_off_the_team_with_the_reason(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    outsider = inspector_of(office.outsider)
    pool_actions.save_absence(Absence(inspector=outsider, reason="study", since=round_.site_from), by=office.planner)
    (one,) = asked(round_, outsider)
    assert not one.may_serve
    with pytest.raises(Refused, match="因脱产学习不能参加"):
        actions.add_member(a_team(round_, inspection), outsider, TeamRole.MEMBER, by=office.planner)


def test_a_team_with_a_member_who_cannot_serve_any_more_is_not_authorised(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, one = a_team(round_, inspection), an_inspector("病休者", office.city)
    seat(team, one)
    pool_actions.save_absence(Absence(inspector=one, reason="health", since=round_.site_from), by=office.planner)
    with pytest.raises(Refused, match="病休者自.*因身体原因不能参加"):
        actions.authorise(team, authority="市委", number="1号", since=timezone.localdate(), by=office.leading_group)


def test_rounds_served_are_counted_once_their_stay_is_over(office: Office) -> None:
    member = inspector_of(office.member)
    (before,) = asked(new_round(office)[0], member)  # after the round under way, which counts by then
    assert (member.practice_before, before.practice) == (3, 4)
    assert pool.inspectors(office.planner).get(pk=member.pk).practice == 3
    ended(office.round)
    assert pool.inspectors(office.planner).get(pk=member.pk).practice == 4


def test_nobody_is_called_to_two_rounds_at_once(office: Office) -> None:
    round_, _, _ = new_round(office)
    with act("demo.load", by=SYSTEM) as change:
        round_.site_from = office.round.site_until
        change.save(round_)
    (one,) = asked(round_, inspector_of(office.member))
    assert ServiceRule.ELSEWHERE in rules(one)
    assert not one.may_serve


def test_the_leader_appraises_the_mates_and_never_themselves_and_unfit_needs_words(office: Office) -> None:
    seat_ = office.seats["member"]
    with pytest.raises(InvalidField, match="须写明理由"):
        actions.appraise(seat_, AppraisalGrade.UNFIT, " ", by=office.leader)
    given = actions.appraise(seat_, AppraisalGrade.UNFIT, "多次缺岗", by=office.leader)
    assert (given.given_by, given.grade) == ("陆怀川", "unfit")
    for other in (office.leader, office.member2):
        with pytest.raises(NotAllowed):
            actions.appraise(office.seats["leader"], AppraisalGrade.EXCELLENT, "", by=other)
    assert [each.pk for each in pool.appraisals(office.member)] == [given.pk]
    assert not pool.appraisals(office.member2).exists()
    ended(office.round)
    (one,) = asked(new_round(office)[0], seat_.inspector)
    assert not one.may_serve


def test_a_promise_is_made_by_oneself_once_or_noted_from_paper_by_the_office(office: Office) -> None:
    member = office.seats["member"]
    with pytest.raises(NotAllowed):
        actions.promise(member, by=office.leader)
    assert not actions.promise(member, by=office.member).on_paper
    with pytest.raises(WrongState, match="已承诺"):
        actions.record_promise(member, timezone.localdate(), by=office.planner)
    assert actions.record_promise(office.seats["clerk"], timezone.localdate(), by=office.planner).on_paper


def test_nobody_is_mobilised_before_the_whole_team_has_promised(office: Office) -> None:
    round_, inspection, _ = new_round(office)
    team, one = a_team(round_, inspection), an_inspector("未承诺者", office.city)
    member, today = seat(team, one), timezone.localdate()
    with pytest.raises(Refused, match="未承诺者尚未作出保密承诺"):
        actions.complete_step(inspection, Step.MOBILISE, today, by=office.planner)
    actions.record_promise(member, today, by=office.planner)
    with pytest.raises(Refused, match="“组建授权”尚未办结"):
        actions.complete_step(inspection, Step.MOBILISE, today, by=office.planner)


def test_a_skill_without_proof_counts_until_the_office_asks_for_proof(office: Office) -> None:
    round_, _, _ = new_round(office)
    member = inspector_of(office.member)
    assert asked(round_, member)[0].skills == {Skill.AUDIT}
    pool_actions.settle_pool(office.city, PoolPolicy(proof_required=True), by=office.planner)
    assert asked(round_, member)[0].skills == set()
    pool_actions.save_proof(SkillProof(inspector=member, skill="audit", proof="审计师证书"), by=office.planner)
    assert asked(round_, member)[0].skills == {Skill.AUDIT}


def test_everybody_of_the_pool_is_looked_at_in_as_many_queries_as_one(office: Office) -> None:
    round_, _, _ = new_round(office)
    everybody = list(Inspector.objects.select_related("person", "jurisdiction"))
    with CaptureQueriesContext(connection) as one:
        who_may_serve(round_, everybody[:1])
    with CaptureQueriesContext(connection) as all_:
        found = who_may_serve(round_, everybody)
    assert len(found) == len(everybody) > 5
    assert len(one) == len(all_) <= 8


def test_the_team_does_not_see_when_a_mate_is_away_nor_how_one_was_appraised(office: Office) -> None:
    seen = {
        name: pool.dossiers(getattr(office, name)).count() for name in ("planner", "organisation", "member", "leader")
    }
    assert seen["planner"] == seen["organisation"] == Inspector.objects.count()
    assert seen["member"] == seen["leader"] == 1
    assert Appraisal.objects.count() == 0
