"""The ties of a round: who is exposed to what, who is barred, and that it stays true when records change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Office
from tests.factories import people
from tests.factories.people import person_of
from tests.factories.teams import a_team, seat
from xuncha.domain.errors import NotAllowed
from xuncha.domain.exposure import USUAL, Acquaintance, ExposurePolicy, Weight
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people import actions as people_actions
from xuncha.records.people.models import Person
from xuncha.records.policy import actions as policy
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams import actions
from xuncha.records.teams.acquaintance import reasons
from xuncha.records.teams.models import Reckoning
from xuncha.records.teams.reckoning import disturb
from xuncha.records.teams.ties import RoundTie, ties_of_round

pytestmark = pytest.mark.django_db
LATELY = date(2024, 1, 1)


def tie_of(office: Office, user: User) -> RoundTie | None:
    """What stands between somebody of the cast and the unit inspected."""
    inspector = person_of(user).inspector.pk
    found = {(tie.inspector, tie.inspection): tie for tie in ties_of_round(office.planner, office.round)}
    return found.get((inspector, office.inspection.pk))


def given_colleagues(office: Office, *users: User) -> None:
    for user in users:
        people.post(person_of(user), office.other_unit, LATELY)


def test_strangers_are_not_listed(office: Office) -> None:
    assert tie_of(office, office.member) is None


def test_a_colleague_of_the_head_is_exposed_and_a_member_not_barred(office: Office) -> None:
    given_colleagues(office, office.member, office.unit_head)
    tie = tie_of(office, office.member)
    assert tie is not None
    assert (tie.exposure, tie.recusal, tie.reason) == (40, False, "曾经共事40分")


def test_who_might_lead_is_held_to_the_rules_for_leaders(office: Office) -> None:
    people.post(person_of(office.leader), office.unit, date(2010, 1, 1), until=date(2014, 1, 1))
    tie = tie_of(office, office.leader)
    assert tie is not None
    assert (tie.recusal, tie.exposure) == (True, 12)
    assert tie.reason == "陆怀川在青屿县水利枢纽管理局工作累计4年，满三年；曾在该单位工作12分"


def test_what_was_waived_bars_nobody_and_what_is_unverified_only_warns(office: Office) -> None:
    people.post(person_of(office.leader), office.unit, date(2010, 1, 1), until=date(2014, 1, 1))
    inspector = person_of(office.leader).inspector
    actions.waive(
        inspector, office.inspection, "worked_long", "确需其专长", by=office.secretary, approved_by="梁执中", on=LATELY
    )
    people.tie(inspector, unit=office.unit, words="同乡", exposure=30)
    tie = tie_of(office, office.leader)
    assert tie is not None
    assert not tie.recusal
    assert (
        tie.reason
        == "待核实：陆怀川与青屿县水利枢纽管理局有申报的关系：朋友（同乡）；曾在该单位工作12分；申报的关系30分"
    )


def test_who_may_not_see_ties_is_refused(office: Office) -> None:
    with pytest.raises(NotAllowed):
        ties_of_round(office.leader, office.round)


def test_the_number_of_queries_does_not_grow_with_the_rows(office: Office) -> None:
    def counted() -> tuple[int, int]:
        Reckoning.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            found = ties_of_round(office.planner, office.round)
        return len(queries), len(found)

    given_colleagues(office, office.member, office.unit_head)
    few, short = counted()
    for inspector in people.inspectors(office.county, 300):
        people.home(inspector.person, office.county)
    with act("demo.load", by=SYSTEM) as change:
        for unit in people.units(office.county, 5):
            change.create(Inspection(round=office.round, unit=unit, mode="elevated"))
    many, long = counted()
    assert (short, long) == (2, 2 + 300 * 6)
    assert many == few


def test_a_changed_fact_is_seen_at_once_by_those_it_touches(office: Office) -> None:
    given_colleagues(office, office.member, office.unit_head)
    assert tie_of(office, office.member) is not None
    post = person_of(office.member).posts.get(unit=office.other_unit)
    with actions.rechecked(by=office.planner, persons=[post.person], units=[post.unit]):
        people_actions.remove_fact(post, by=office.planner)
    assert tie_of(office, office.member) is None


def test_a_go_between_who_is_let_go_introduces_nobody_any_more(office: Office) -> None:
    between = _a_go_between(office)
    tie = tie_of(office, office.member)
    assert tie is not None
    assert tie.reason == "经一人间接认识12分"
    with actions.rechecked(by=office.planner, leaving=[between]):
        people_actions.let_go([], [between], by=office.planner, on=timezone.localdate())
    assert tie_of(office, office.member) is None


def test_a_new_head_is_seen_by_the_unit(office: Office) -> None:
    given_colleagues(office, office.member, office.unit_head)
    head = person_of(office.unit_head).posts.get(unit=office.unit)
    assert tie_of(office, office.member) is not None
    head.until = timezone.localdate() - timedelta(days=1)
    with actions.rechecked(by=office.planner, persons=[head.person], units=[office.unit]):
        people_actions.save_fact(head, by=office.planner)
    assert tie_of(office, office.member) is None


def test_only_what_was_disturbed_is_reckoned_anew(office: Office) -> None:
    given_colleagues(office, office.member, office.deputy, office.unit_head)
    ties_of_round(office.planner, office.round)
    kept = Reckoning.objects.get()
    deputy, member = (str(person_of(user).inspector.pk) for user in (office.deputy, office.member))
    kept.parts[deputy] = {str(office.inspection.pk): {"kin": 7}}
    kept.save()
    with actions.rechecked(by=office.planner, persons=[person_of(office.outsider)]):
        pass
    ties_of_round(office.planner, office.round)
    after = Reckoning.objects.get()
    assert after.parts[deputy] == kept.parts[deputy], "nobody whom the outsider knows"
    actions.recheck_person(person_of(office.deputy), by=office.planner)
    ties_of_round(office.planner, office.round)
    assert Reckoning.objects.get().parts[deputy] == Reckoning.objects.get().parts[member]


def test_disturbing_locks_in_one_order_and_reads_no_exposures(office: Office) -> None:
    ties_of_round(office.planner, office.round)
    member = person_of(office.member).inspector.pk
    with CaptureQueriesContext(connection) as asked:
        disturb([member], [])
    read = [each["sql"] for each in asked.captured_queries if "FROM" in each["sql"]]
    assert not [each for each in read if '"parts"' in each]
    assert "ORDER BY" in read[-1]
    assert Reckoning.objects.get().inspectors == [member]


def test_new_figures_count_from_the_next_look(office: Office) -> None:
    given_colleagues(office, office.member, office.unit_head)
    assert tie_of(office, office.member) is not None
    figures = ExposurePolicy(dict(USUAL) | {Acquaintance.COLLEAGUE: Weight(55, 10)})
    policy.settle_exposure(office.city, figures, "本市巡察办会议纪要", by=office.planner)
    tie = tie_of(office, office.member)
    assert tie is not None
    assert tie.exposure == 55


def test_an_earlier_round_together_counts_and_this_round_does_not(office: Office) -> None:
    assert tie_of(office, office.member) is None, "they sit on the team that inspects it now"
    with act("demo.load", by=SYSTEM) as change:
        before = change.create(
            Round(
                term=office.round.term, jurisdiction=office.city, number=9, name="上一轮", year=2025,
                site_from=date(2025, 3, 1), site_until=date(2025, 5, 1),
            )
        )  # fmt: skip
        inspection = change.create(Inspection(round=before, unit=office.unit, mode="routine"))
    member = seat(a_team(before, inspection), person_of(office.member).inspector)
    with act("demo.load", by=SYSTEM) as change:
        member.joined_on = date(2025, 2, 1)
        change.save(member)
    tie = tie_of(office, office.member)
    assert tie is not None
    assert tie.reason == "曾是巡察与被巡察双方26分；曾巡察该单位35分"


def _a_go_between(office: Office) -> Person:
    with act("demo.load", by=SYSTEM) as change:
        between = change.create(Person(code="B1", name="中间人", native_place=office.county, hold_until=LATELY))
    people.kinship(between, person_of(office.member), "sibling")
    people.schooling(between, "党校", 2024, class_name="中青班", ends=2026)
    people.schooling(person_of(office.unit_head), "党校", 2024, class_name="中青班", ends=2026)
    return between


def test_the_reasons_add_up_to_what_is_kept(office: Office) -> None:
    _a_go_between(office)
    given_colleagues(office, office.deputy, office.member2, office.unit_head)
    people.home(person_of(office.deputy), office.county, kind="grew_up")
    people.tie(person_of(office.deputy).inspector, person=person_of(office.unit_head), exposure=15, recusal=False)
    people.kinship(person_of(office.clerk), person_of(office.unit_head), "cousin")
    kept = {tie.inspector: tie.exposure for tie in ties_of_round(office.planner, office.round)}
    for user in (office.member, office.deputy, office.member2, office.clerk, office.recused):
        inspector = person_of(user).inspector
        told = reasons(office.planner, inspector, office.inspection)
        assert told.points == kept[inspector.pk] > 0, str(user)
