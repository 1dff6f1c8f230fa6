"""What is kept about people, as the recusal rules see it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Office
from tests.factories import people as make
from xuncha.domain.modes import Mode
from xuncha.domain.people import HomeKind
from xuncha.domain.recusal import check
from xuncha.domain.roles import TeamRole
from xuncha.records.people import queries


def test_the_recused_is_refused_for_the_unit_he_left_two_years_ago(office: Office) -> None:
    """何念故 worked in the unit within three years; as a leader he may not inspect it."""
    him = make.person_of(office.recused)
    facts = queries.facts([him.pk])[him.pk]
    unit = queries.unit_facts(office.unit)
    conflicts = check(facts, TeamRole.LEADER, unit, Mode.ELEVATED, timezone.localdate())
    assert "worked_recently" in {conflict.rule.code for conflict in conflicts}
    assert check(queries.facts([make.person_of(office.outsider).pk]).popitem()[1], TeamRole.LEADER, unit, Mode.ELEVATED,
                 timezone.localdate()) == ()  # fmt: skip


def test_a_spouse_on_the_staff_refuses_even_a_member(office: Office) -> None:
    """Kin held on the staff member's side alone is seen from the inspector's side too."""
    member, clerk_of_unit = make.person_of(office.member), make.person_of(office.outsider)
    make.post(clerk_of_unit, office.unit, date(2015, 3, 1))
    make.kinship(clerk_of_unit, member, "spouse")
    unit = queries.unit_facts(office.unit)
    assert [person.name for person in unit.leading_body] == ["金守成"]
    assert [person.name for person in unit.staff] == [clerk_of_unit.name]
    facts = queries.facts([member.pk])[member.pk]
    conflicts = check(facts, TeamRole.MEMBER, unit, Mode.ELEVATED, timezone.localdate())
    assert [conflict.rule.code for conflict in conflicts] == ["staff_spouse"]


def test_a_unit_carries_its_place_and_its_family(office: Office) -> None:
    """The path runs from the root to the county; above and below are named."""
    child = queries.unit_facts(office.child_unit)
    assert child.jurisdiction_path == (office.city.pk, office.county.pk)
    assert child.county
    assert child.parent == office.unit.pk
    assert queries.unit_facts(office.unit).subordinates == (office.child_unit.pk,)
    assert not queries.unit_facts(office.line_unit).county


def test_what_has_run_out_is_no_longer_used(office: Office) -> None:
    """程立言's home was to be kept until yesterday."""
    him, today = make.person_of(office.member), timezone.localdate()
    make.home(him, office.county, hold_until=today - timedelta(days=1))
    kept = make.home(him, office.city, hold_until=today)
    homes = {(home.jurisdiction, home.kind) for home in queries.facts([him.pk])[him.pk].homes}
    assert homes == {(office.city.pk, HomeKind.LIVES), (office.other_county.pk, HomeKind.GREW_UP)}
    assert kept.pk in {home.key for home in queries.facts([him.pk])[him.pk].homes}


def test_a_supervisor_of_the_same_name_at_another_school_is_another_person(office: Office) -> None:
    """Two people named 王老师 do not make fellow students."""
    head, leader = make.person_of(office.unit_head), make.person_of(office.leader)
    make.schooling(head, "青屿大学", 1998, supervisor="王老师", class_name="水工九八")
    make.schooling(leader, "云岫大学", 2001, supervisor="王老师", class_name="会计零一")
    unit = queries.unit_facts(office.unit)
    conflicts = check(queries.facts([leader.pk])[leader.pk], TeamRole.LEADER, unit, Mode.ELEVATED, date(2026, 11, 1))
    assert "body_supervisor" not in {conflict.rule.code for conflict in conflicts}


def test_a_declared_tie_says_its_kind_and_whether_it_was_looked_into(office: Office) -> None:
    """孟知远 declared a friend in the unit; nobody has asked yet."""
    deputy = make.person_of(office.deputy)
    inspector = deputy.inspector
    make.tie(inspector, unit=office.unit, words="相识多年")
    (tie,) = queries.declared_ties([inspector.pk])[inspector.pk]
    assert (str(tie.words), tie.unit, tie.verified) == ("朋友（相识多年）", office.unit.pk, False)
    facts = queries.facts([deputy.pk])[deputy.pk]
    (conflict,) = check(
        facts, TeamRole.DEPUTY, queries.unit_facts(office.unit), Mode.ELEVATED, date(2026, 11, 1), declared_ties=[tie]
    )
    assert conflict.verify


def test_more_people_cost_no_more_queries(office: Office) -> None:
    """The facts of thirty take as many queries as those of three."""
    pool = [each.person_id for each in make.inspectors(office.county, 30)]
    counts = []
    for some in (pool[:3], pool):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(queries.facts(some)) == len(some)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


def test_more_units_cost_no_more_queries(office: Office) -> None:
    """Units are laid out together with everybody in them."""
    bodies = [unit.pk for unit in make.units(office.county, 30)]
    for body, inspector in zip(bodies, make.inspectors(office.county, 30), strict=True):
        make.post(inspector.person, queries.units().get(pk=body), date(2020, 1, 1), leading=True)
    counts = []
    for some in (bodies[:3], bodies):
        with CaptureQueriesContext(connection) as asked:
            laid_out = queries.units_facts(some)
        assert all(len(laid_out[body].leading_body) == 1 for body in some)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
