"""Running recusal again after somebody, a unit or a team changed: one event with what was found and what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet

from xuncha.records.audit.actions import Actor, Change, act, allow
from xuncha.records.audit.models import Record
from xuncha.records.people.models import Home, Kinship, Person, Post, Schooling, Unit
from xuncha.records.rounds.models import RoundState
from xuncha.records.teams.actions.conflicts import update_conflicts
from xuncha.records.teams.models import Member, Team
from xuncha.records.teams.reckoning import disturb, forget, whom_it_touches
from xuncha.records.teams.screening import members_of, targets_of


def recheck_team(team: Team, *, by: Actor) -> Team:
    """Check every member of a team again."""
    allow(by, "tie.check", team.round.jurisdiction.path)
    _recheck(_seats().filter(team=team), team, by, always=True)
    return team


def recheck_person(person: Person, *, by: Actor) -> int:
    """Check again after a person's facts changed: their own seats, and every team before whose units they serve.

    Called by whoever changed the person, who had the permission for that. Gives the number of conflicts newly found.
    """
    disturb(*whom_it_touches([person], ()))
    units = Unit.objects.filter(Q(posts__person=person) | Q(subordinates__posts__person=person)).values("pk")
    kin = Q(inspector__person__kin__relative=person) | Q(inspector__person__kin_of__person=person)
    touched = Q(inspector__person=person) | Q(team__targets__inspection__unit__in=units) | kin
    return _recheck(_seats().filter(touched).distinct(), person, by)


def recheck_unit(unit: Unit, *, by: Actor) -> int:
    """Check again after a unit or its leading body changed; gives the number of conflicts newly found."""
    disturb(*whom_it_touches((), [unit]))
    related = Q(team__targets__inspection__unit=unit) | Q(team__targets__inspection__unit__parent=unit)
    if unit.parent_id:
        related |= Q(team__targets__inspection__unit=unit.parent_id)
    return _recheck(_seats().filter(related).distinct(), unit, by)


def touched(fact: Post | Schooling | Kinship | Home) -> tuple[list[Person], list[Unit]]:
    """Whom and which bodies a fact about a person concerns."""
    relatives = [fact.relative] if isinstance(fact, Kinship) else []
    return [fact.person, *relatives], [fact.unit] if isinstance(fact, Post) else []


def recheck_all(on: Record, *, by: Actor) -> int:
    """Check everybody again after a whole table came in: quicker than asking whom each of its rows touches.

    `on` is what brought the table. Gives the number of conflicts newly found.
    """
    forget()
    return _recheck(_seats(), on, by)


@contextmanager
def rechecked(
    *, by: Actor, persons: Iterable[Person] = (), units: Iterable[Unit] = (), leaving: Iterable[Person] = ()
) -> Iterator[None]:
    """Change persons or units within: recusal is checked again for whom it touches, and their exposures reckoned anew.

    Both or neither. Who knew whom must be asked before the change as well as after; `leaving` are those no longer
    there afterwards.
    """
    persons, units = list(persons), list(units)
    with transaction.atomic():
        disturb(*whom_it_touches([*persons, *leaving], units))
        yield
        for person in persons:
            recheck_person(person, by=by)
        for unit in units:
            recheck_unit(unit, by=by)


def _seats() -> QuerySet[Member]:
    """Everybody who sits on a team of a round not yet finished."""
    return Member.objects.filter(left_on__isnull=True).exclude(team__round__state=RoundState.FINISHED)


def _recheck(seats: QuerySet[Member], on: Record, by: Actor, always: bool = False) -> int:
    touched: dict[int, list[int]] = {}
    for key, team in seats.values_list("pk", "team"):
        touched.setdefault(team, []).append(key)
    if not touched and not always:
        return 0
    with act("recusal.check", by=by, on=on) as change:
        found, gone = _update(change, touched)
        change.detail |= {"found": found, "gone": gone}
    return found


def _update(change: Change, touched: dict[int, list[int]]) -> tuple[int, int]:
    found = gone = 0
    for team in Team.objects.filter(pk__in=touched).select_related("round__jurisdiction"):
        seats = [seat for seat in members_of(team) if seat.pk in touched[team.pk]]
        new, cleared = update_conflicts(change, seats, targets_of(team), team.round)
        found, gone = found + new, gone + cleared
    return found, gone
