"""What is kept about the pool: training, proofs, absences, the establishment of offices, leaving and returning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Office
from tests.unit.records.teams.test_forming import inspector_of
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.pool import OfficePost, PoolPolicy
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import history, verify
from xuncha.records.audit.sentences import unpacked
from xuncha.records.people import actions as people
from xuncha.records.people.models import Jurisdiction
from xuncha.records.pool import actions, queries
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training
from xuncha.records.pool.settings import pool_policy
from xuncha.records.teams import pool

pytestmark = pytest.mark.django_db


def test_one_course_is_entered_for_everybody_who_attended_in_one_act(office: Office) -> None:
    course = Training(course="巡前集中培训", kind="before_round", ended_on=timezone.localdate(), days=2)
    attended = [inspector_of(office.member), inspector_of(office.clerk)]
    before = Event.objects.count()
    assert actions.train_many(course, attended, by=office.planner) == 2
    assert Event.objects.count() == before + 1
    assert {each.inspector_id for each in Training.objects.all()} == {each.pk for each in attended}
    with pytest.raises(Refused, match="没有选择参训人员"):
        actions.train_many(course, [], by=office.planner)
    with pytest.raises(NotAllowed):
        actions.train_many(course, attended, by=office.leader)


def test_a_certificate_cannot_end_before_the_course(office: Office) -> None:
    course = Training(
        inspector=inspector_of(office.member),
        course="入库培训",
        ended_on=date(2026, 5, 1),
        valid_until=date(2026, 4, 1),
    )
    with pytest.raises(InvalidField, match="不能早于结业日期"):
        actions.save_training(course, by=office.planner)


def test_a_proof_claims_its_skill_and_stands_in_the_inspectors_history(office: Office) -> None:
    member = inspector_of(office.member)
    proof = actions.save_proof(SkillProof(inspector=member, skill="law", proof="法律职业资格证书"), by=office.planner)
    member.refresh_from_db()
    assert member.skills == ["audit", "law"]
    actions.verify_proof(proof, by=office.planner, on=timezone.localdate())
    actions.remove_proof(proof, by=office.planner)
    member.refresh_from_db()
    assert member.skills == ["audit", "law"]
    told = [event.detail for event in history(member)[:3]]
    assert str(unpacked(told[0]["removed"])) == "删除：法律职业资格证书"
    assert told[2] == {"proof": "法律职业资格证书"}


def test_an_inspector_tells_their_own_absence_and_nobody_elses_and_the_trail_never_says_why(office: Office) -> None:
    mine, other = inspector_of(office.member), inspector_of(office.clerk)
    absence = Absence(inspector=mine, reason="health", since=date(2026, 12, 1), until=date(2027, 1, 31), words="手术")
    actions.tell_absence(absence, by=office.member)
    with pytest.raises(NotAllowed):
        actions.tell_absence(Absence(inspector=other, reason="study", since=date(2026, 12, 1)), by=office.member)
    with pytest.raises(NotAllowed):
        actions.save_absence(Absence(inspector=other, reason="study", since=date(2026, 12, 1)), by=office.member)
    (event,) = history(mine).filter(verb="absence.tell")
    assert str(unpacked(event.detail["span"])) == "2026年12月1日至2027年1月31日"
    assert len(event.detail) == 1
    actions.remove_absence(absence, by=office.planner)
    told = str([(each.detail, each.changes) for each in Event.objects.filter(verb__startswith="absence.")])
    assert "health" not in told
    assert "手术" not in told
    assert verify()[1] is None


def test_an_absence_is_forgotten_a_year_after_it_ended(office: Office) -> None:
    today, member = timezone.localdate(), inspector_of(office.member)
    with act("demo.load", by=SYSTEM) as change:
        for since, until in ((800, 380), (800, 300), (800, None)):
            ended = today - timedelta(days=until) if until else None
            change.create(Absence(inspector=member, reason="study", since=today - timedelta(days=since), until=ended))
    assert actions.forget_absences(today) == 1
    assert Absence.objects.count() == 2
    before = Event.objects.count()
    assert actions.forget_absences(today) == 0
    assert Event.objects.count() == before


def test_posts_filled_are_counted_from_those_who_hold_them(office: Office) -> None:
    leader, deputy = inspector_of(office.leader), inspector_of(office.deputy)
    actions.settle_establishment(
        office.city, {OfficePost.TEAM_LEADER: 1, OfficePost.OFFICER: 3}, "云委编〔2026〕1号", by=office.planner
    )
    for one in (leader, deputy):
        one.office_post = OfficePost.TEAM_LEADER
        people.save_inspector(one, by=office.planner)
    (table,) = queries.office_tables(Jurisdiction.objects.filter(pk=office.city.pk))
    by_post = {line.post: (line.quota, len(line.people), line.vacant, line.beyond) for line in table.lines}
    assert by_post[OfficePost.TEAM_LEADER] == (1, 2, 0, 1)
    assert by_post[OfficePost.OFFICER] == (3, 0, 3, 0)
    assert (table.quota, table.filled, table.vacant) == (4, 2, 3)
    with pytest.raises(NotAllowed):
        actions.settle_establishment(office.city, {}, "", by=office.organisation)


def test_a_kind_of_post_not_named_keeps_its_number_and_one_with_none_goes(office: Office) -> None:
    def settle(quotas: dict[OfficePost, int], source: str) -> None:
        actions.settle_establishment(office.city, quotas, source, by=office.planner)

    settle({OfficePost.TEAM_LEADER: 1, OfficePost.OFFICER: 3}, "云委编〔2026〕1号")
    settle({}, "云委编〔2027〕1号")
    kept = Establishment.objects.order_by("-quota").values_list("post", "quota", "source")
    assert list(kept) == [
        (OfficePost.OFFICER, 3, "云委编〔2027〕1号"),
        (OfficePost.TEAM_LEADER, 1, "云委编〔2027〕1号"),
    ]
    settle({OfficePost.TEAM_LEADER: 0}, "云委编〔2027〕1号")
    assert [post for post, *_ in kept.all()] == [OfficePost.OFFICER]


def test_only_full_time_people_hold_a_post_even_by_hand(office: Office) -> None:
    member = inspector_of(office.member)
    member.employment, member.office_post = "seconded", OfficePost.OFFICER
    with pytest.raises(InvalidField, match="只有专职人员"):
        people.save_inspector(member, by=office.planner)
    with pytest.raises(IntegrityError), transaction.atomic():
        member.save()


def test_whoever_leaves_the_pool_gives_up_the_post_keeps_what_they_did_and_may_return(office: Office) -> None:
    member = inspector_of(office.member)
    today = timezone.localdate()
    with pytest.raises(InvalidField, match="须写明原因"):
        people.leave_pool(member, today, " ", by=office.planner)
    people.leave_pool(member, today, "另有任用", by=office.planner)
    assert not pool.inspectors(office.planner).get(pk=member.pk).available
    with pytest.raises(WrongState):
        people.leave_pool(member, today, "另有任用", by=office.planner)
    assert people.return_to_pool(member, by=office.planner).left_on is None
    assert pool.inspectors(office.planner).get(pk=member.pk).available


def test_the_nearest_office_settles_who_may_serve(office: Office) -> None:
    actions.settle_pool(office.city, PoolPolicy(absent_days_most=10), by=office.planner)
    assert pool_policy(office.county).absent_days_most == 10
    with pytest.raises(NotAllowed):
        actions.settle_pool(office.city, PoolPolicy(), by=office.leader)
