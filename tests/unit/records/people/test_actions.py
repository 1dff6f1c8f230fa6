"""Writing places, bodies, people, the pool and ties."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from tests.cast import Office
from tests.factories import people as make
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.records.accounts import reach
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people import actions, queries
from xuncha.records.people.models import Home, Inspector, Kinship, Person, Post, Schooling, Tie, Unit


def test_a_body_cannot_stand_above_itself(office: Office) -> None:
    """周以宁 puts the bureau below its own station, and is told why not."""
    unit = Unit.objects.get(pk=office.unit.pk)
    unit.parent = office.child_unit
    with pytest.raises(Refused, match="不能作为上级"):
        actions.save_unit(unit, by=office.planner)


def test_a_code_is_used_once(office: Office) -> None:
    """A second body with the code of the first is refused by the field's name."""
    second = Unit(code=office.unit.code, name="另一个局", kind="bureau", jurisdiction=office.county)
    with pytest.raises(InvalidField, match="单位代码"):
        actions.save_unit(second, by=office.planner)


@pytest.mark.parametrize("who", ["leader", "unit_head", "system", "leading_group"])
def test_only_the_office_writes_facts_about_people(office: Office, who: str) -> None:
    """Not the team, not the unit, not the administrators, not the leading group."""
    fact = Home(person=make.person_of(office.member), jurisdiction=office.county, kind="lives")
    with pytest.raises(NotAllowed):
        actions.save_fact(fact, by=getattr(office, who))
    assert not Home.objects.exists()


def test_a_person_belongs_somewhere(office: Office) -> None:
    """Somebody without a post and a native place would be nobody's to look after."""
    with pytest.raises(Refused, match="成长地"):
        actions.save_person(Person(code="P-new", name="林中人"), by=office.planner)
    person = Person(code="P-new", name="林中人")
    post = Post(unit=office.unit, title="副局长", leading=True, since=date(2024, 2, 1))
    actions.save_person(person, by=office.planner, post=post)
    assert [post.person.name for post in queries.leading_body(office.unit)] == ["金守成", "林中人"]


def test_facts_that_contradict_themselves_are_refused(office: Office) -> None:
    """Nobody leaves before coming, or is their own relative."""
    him = make.person_of(office.member)
    wrong = (
        Post(person=him, unit=office.unit, title="科员", since=date(2020, 1, 1), until=date(2019, 1, 1)),
        Schooling(person=him, school="青屿一中", begins=2002, ends=2000),
        Kinship(person=him, relative=him, relation="sibling"),
        Home(person=him, jurisdiction=office.city, kind="lives", since=date(2020, 1, 1), until=date(2019, 1, 1)),
    )
    for fact in wrong:
        with pytest.raises(InvalidField):
            actions.save_fact(fact, by=office.planner)


def test_the_trail_knows_that_a_home_changed_and_not_where_it_is(office: Office) -> None:
    """What is private never enters the trail, and the trail holds."""
    home = Home(person=make.person_of(office.member), jurisdiction=office.county, kind="lives")
    actions.save_fact(home, by=office.planner)
    home.jurisdiction = office.other_county
    actions.save_fact(home, by=office.planner)
    event = Event.objects.latest("seq")
    assert event.label == "P-member"
    assert event.changes[0]["fields"] == {"jurisdiction_id": [None, None]}
    actions.remove_fact(home, by=office.planner)
    assert "jurisdiction_id" not in Event.objects.latest("seq").changes[0]["fields"]
    assert verify()[1] is None


def test_what_has_run_out_goes_and_what_is_still_needed_stays(office: Office) -> None:
    """程立言's old home goes; he himself, still in the pool, stays; a stranger goes with everything held."""
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    him = make.person_of(office.member)
    make.home(him, office.county, hold_until=yesterday)
    make.home(him, office.city, hold_until=today)
    with act("demo.load", by=SYSTEM) as change:
        him.hold_until = yesterday
        change.save(him)
        gone = change.create(Person(code="P-old", name="旧时人", native_place=office.city, hold_until=yesterday))
    make.post(gone, office.unit, date(2001, 1, 1), until=date(2005, 1, 1))
    make.kinship(him, gone, "cousin")
    make.tie(him.inspector, person=gone)
    reached = partial(reach.within, office.planner, "person.edit")
    facts = list(queries.expired_facts(reached, today))
    persons = list(queries.expired_persons(reached, today))
    assert {person.code for person in persons} == {"P-old", "P-member"}
    assert actions.let_go(facts, persons, by=office.planner, on=today) == 5
    assert [home.jurisdiction_id for home in Home.objects.all()] == [office.city.pk]
    assert Person.objects.filter(pk=him.pk).exists()
    assert not Person.objects.filter(code="P-old").exists()
    assert not Kinship.objects.exists()
    assert not Tie.objects.exists()
    assert verify()[1] is None


def test_somebody_joins_the_pool_once_and_for_a_role(office: Office) -> None:
    """金守成 is taken into the pool; not twice, and not for nothing."""
    person = make.person_of(office.unit_head)
    with pytest.raises(InvalidField, match="可任职务"):
        actions.save_inspector(Inspector(person=person, jurisdiction=office.county), by=office.planner)
    actions.save_inspector(
        Inspector(person=person, jurisdiction=office.county, roles=["member", "leader"]), by=office.planner
    )
    assert Inspector.objects.get(person=person).roles == ["leader", "member"]
    with pytest.raises(InvalidField, match="已在人才库"):
        actions.save_inspector(
            Inspector(person=person, jurisdiction=office.county, roles=["member"]), by=office.planner
        )


def test_a_tie_is_to_one_side_and_is_looked_into(office: Office) -> None:
    """The other side is a unit or a person, and not oneself."""
    inspector = make.person_of(office.member).inspector
    for sides in ({}, {"unit": office.unit, "person": make.person_of(office.unit_head)}, {"person": inspector.person}):
        with pytest.raises(InvalidField):
            actions.save_tie(
                Tie(inspector=inspector, kind="friend", declared_on=date(2026, 1, 1), **sides), by=office.planner
            )
    tie = Tie(inspector=inspector, unit=office.unit, kind="friend", recusal=True, declared_on=date(2026, 1, 1))
    actions.save_tie(tie, by=office.planner)
    actions.verify_tie(tie, by=office.planner, on=date(2026, 2, 1))
    assert queries.declared_ties([inspector.pk])[inspector.pk][0].verified


def test_a_planner_of_another_place_finds_nobody_here(office: Office) -> None:
    """Whoever plans for one county alone sees only its people, and may not write about others."""
    user = office.planner
    grant = user.granted[0]
    with act("demo.load", by=SYSTEM) as change:
        grant.jurisdiction = office.other_county
        change.save(grant)
    county_planner = office.planner
    found = queries.persons(partial(reach.within, county_planner, "person.view"))
    assert not found.filter(posts__unit=office.unit, native_place=office.city).exists()
    with act("demo.load", by=SYSTEM) as change:
        away = change.create(Person(code="P-away", name="远方人", native_place=office.county))
    assert not found.filter(pk=away.pk).exists()
    with pytest.raises(NotAllowed):
        actions.save_person(away, by=county_planner)
