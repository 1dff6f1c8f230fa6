"""Tables brought in whole: nothing twice, nothing half, quick."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tests.cast import Office
from tests.factories import people as make
from xuncha.domain.errors import NotAllowed, Refused
from xuncha.domain.organisations import UnitKind
from xuncha.domain.roles import TeamRole
from xuncha.records.audit.models import Event
from xuncha.records.audit.queries import verify
from xuncha.records.people import actions
from xuncha.records.people.models import Inspector, Jurisdiction, Person, Post, Tie, TieKind, Unit
from xuncha.records.people.rows import Counts, InspectorRow, PersonRow, TieRow, UnitRow


def untold(done: int, total: int) -> None:
    """Nobody watches."""


def unit_row(number: int, **more: object) -> UnitRow:
    """A body of the county; every tenth is above the nine after it."""
    above = f"T{number - number % 10:05}" if number % 10 else ""
    given: dict[str, object] = {
        "code": f"T{number:05}", "name": f"单位{number}", "kind": UnitKind.TOWN, "jurisdiction": "990101", "parent": above,
    }  # fmt: skip
    return UnitRow(**given | more)  # type: ignore[arg-type]


def test_a_table_brought_in_twice_changes_nothing_the_second_time(office: Office) -> None:
    """周以宁 presses the button again."""
    rows = [unit_row(number) for number in reversed(range(30))]
    assert actions.import_units(rows, by=office.planner, progress=untold) == Counts(30, 0, 0)
    assert actions.import_units(rows, by=office.planner, progress=untold) == Counts(0, 0, 30)
    assert Unit.objects.get(code="T00011").parent == Unit.objects.get(code="T00010")
    changed = [*rows[1:], unit_row(29, name="改了名的单位", parent=None)]
    assert actions.import_units(changed, by=office.planner, progress=untold) == Counts(0, 1, 29)
    assert Unit.objects.get(code="T00029").parent == Unit.objects.get(code="T00020")
    assert verify()[1] is None


def test_what_a_table_does_not_say_stays(office: Office) -> None:
    """The line of business is kept where the table has no such column."""
    row = UnitRow(code=office.unit.code, name="青屿县水利局", kind=UnitKind.BUREAU, jurisdiction="990101")
    assert actions.import_units([row], by=office.planner, progress=untold) == Counts(0, 1, 0)
    unit = Unit.objects.get(pk=office.unit.pk)
    assert (unit.name, unit.line) == ("青屿县水利局", "水利")


def test_a_table_naming_what_is_not_there_is_refused_whole(office: Office) -> None:
    """Nothing of it is kept, and the code is named."""
    before = Unit.objects.count(), Event.objects.count()
    rows = [unit_row(0), unit_row(1, parent="没有的")]
    with pytest.raises(Refused, match="没有的"):
        actions.import_units(rows, by=office.planner, progress=untold)
    with pytest.raises(Refused, match="998877"):
        actions.import_units([unit_row(0, jurisdiction="998877")], by=office.planner, progress=untold)
    with pytest.raises(Refused, match="转了一圈"):
        actions.import_units(
            [unit_row(0, parent="T00001"), unit_row(1, parent="T00000")], by=office.planner, progress=untold
        )
    assert (Unit.objects.count(), Event.objects.count()) == before


def test_an_office_brings_in_its_own_beside_cities_it_does_not_reach(office: Office) -> None:
    """What other cities there are matters to nobody's table."""
    Jurisdiction.objects.create(code="9902", name="霁川市", level="city")
    assert actions.import_units([unit_row(0)], by=office.planner, progress=untold) == Counts(1, 0, 0)
    with pytest.raises(NotAllowed):
        actions.import_units([unit_row(1, jurisdiction="9902")], by=office.planner, progress=untold)


def test_only_the_office_brings_tables_in(office: Office) -> None:
    """A leader may not, and nothing is kept."""
    with pytest.raises(NotAllowed):
        actions.import_units([unit_row(0)], by=office.leader, progress=untold)
    row = PersonRow(code="P-member", name="改名", native_place="990101")
    with pytest.raises(NotAllowed):
        actions.import_people([row], by=office.leader, progress=untold)
    assert not Unit.objects.filter(code="T00000").exists()


def test_a_career_comes_in_several_rows(office: Office) -> None:
    """Two posts of one person are two rows; brought in again, they stay two posts."""
    rows = [
        PersonRow(code="X1", name="林深", unit="990101-SW", title="科员", since=date(2010, 1, 1), until=date(2015, 1, 1)),
        PersonRow(code="X1", name="林深", unit="990101-JY", title="局长", since=date(2015, 1, 2), leading=True,
                  school="青屿一中", begins=1998, ends=2001, class_name="三班", lives_in="990102"),
    ]  # fmt: skip
    assert actions.import_people(rows, by=office.planner, progress=untold) == Counts(1, 0, 0)
    assert actions.import_people(rows, by=office.planner, progress=untold) == Counts(0, 0, 1)
    person = Person.objects.get(code="X1")
    assert [post.title for post in person.posts.all()] == ["局长", "科员"]
    assert (person.schoolings.count(), person.homes.count()) == (1, 1)
    again = [PersonRow(code="X1", name="林深", unit="990101-JY", title="党组书记", since=date(2015, 1, 2))]
    assert actions.import_people(again, by=office.planner, progress=untold) == Counts(0, 1, 0)
    assert Post.objects.get(person=person, since=date(2015, 1, 2)).leading
    assert verify()[1] is None


def test_a_row_without_a_place_names_its_person(office: Office) -> None:
    """Nobody could look after somebody who belongs nowhere; a post has a first day."""
    with pytest.raises(Refused, match="X1：须写明单位"):
        actions.import_people([PersonRow(code="X1", name="林深")], by=office.planner, progress=untold)
    with pytest.raises(Refused, match="X1：写了单位"):
        actions.import_people([PersonRow(code="X1", name="林深", unit="990101-SW")], by=office.planner, progress=untold)


def test_the_pool_takes_the_person_in_on_the_way(office: Office) -> None:
    """A new inspector is a new person too; a change of post alone counts as a change."""
    row = InspectorRow(
        code="X2", name="林浅", jurisdiction="9901", unit="990101-JY", title="科长", since=date(2020, 1, 1)
    )
    assert actions.import_inspectors([row], by=office.planner, progress=untold) == Counts(1, 0, 0)
    assert Inspector.objects.get(person__code="X2").roles == ["member"]
    promoted = InspectorRow(
        code="X2", name="林浅", jurisdiction="9901", unit="990101-JY", title="副局长", since=date(2020, 1, 1),
        roles=(TeamRole.MEMBER, TeamRole.DEPUTY),
    )  # fmt: skip
    assert actions.import_inspectors([promoted], by=office.planner, progress=untold) == Counts(0, 1, 0)
    assert Inspector.objects.get(person__code="X2").roles == ["deputy", "member"]
    assert actions.import_inspectors([promoted], by=office.planner, progress=untold) == Counts(0, 0, 1)


def test_a_declared_tie_is_known_by_its_two_sides_and_its_kind(office: Office) -> None:
    """The same declaration again updates its words."""
    row = TieRow(inspector="P-member", unit="990101-SW", kind=TieKind.FRIEND, recusal=True, words="相识多年")
    assert actions.import_ties([row], by=office.planner, progress=untold) == Counts(1, 0, 0)
    more = TieRow(inspector="P-member", unit="990101-SW", kind=TieKind.FRIEND, words="发小")
    other = TieRow(inspector="P-member", person="P-unit_head", kind=TieKind.FRIEND)
    assert actions.import_ties([more, other], by=office.planner, progress=untold) == Counts(1, 1, 0)
    assert {(tie.words, tie.recusal) for tie in Tie.objects.all()} == {("发小", True), ("", False)}
    with pytest.raises(Refused, match="人才库中没有"):
        actions.import_ties([TieRow(inspector="P-unit_head", unit="990101-SW", kind=TieKind.KIN)], by=office.planner,
                            progress=untold)  # fmt: skip


def test_twelve_thousand_units_and_five_thousand_inspectors_take_seconds(office: Office) -> None:
    """The province's sizes, once and again; one event a table, and progress that ends at the end."""
    told: list[tuple[int, int]] = []
    units = [unit_row(number) for number in range(12_000)]
    people = [
        InspectorRow(code=f"Y{number:05}", name=f"干部{number}", jurisdiction="9901", unit=f"T{number:05}", title="科长",
                     since=date(2020, 1, 1), roles=(TeamRole.MEMBER,))
        for number in range(5_000)
    ]  # fmt: skip
    before = Event.objects.count()
    began = time.monotonic()
    assert actions.import_units(units, by=office.planner, progress=lambda *far: told.append(far)) == Counts(12_000)
    assert actions.import_inspectors(people, by=office.planner, progress=untold) == Counts(5_000)
    took = time.monotonic() - began
    assert Event.objects.count() == before + 2
    assert told[-1] == (24_000, 24_000)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert took < 60, f"{took:.1f} s"
    assert make.person_of(office.member).inspector.practice_before == 3
