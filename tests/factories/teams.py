"""Teams and inspectors to test with."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.roles import TeamRole
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.people.models import Inspector, Jurisdiction, Person
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.teams.models import Declaration, Member, Target, Team


def an_inspector(name: str, home: Jurisdiction, *, practice: int = 3, capacity: int = 1) -> Inspector:
    """Somebody of the pool who may take any seat."""
    with act("demo.load", by=SYSTEM) as change:
        person = change.create(Person(code=f"I-{name}-{home.pk}", name=name))
        return change.create(
            Inspector(
                person=person, jurisdiction=home, roles=list(TeamRole), practice_before=practice, capacity=capacity
            )
        )


def a_team(round_: Round, *inspections: Inspection, number: int = 9) -> Team:
    """A team with nobody on it."""
    with act("demo.load", by=SYSTEM) as change:
        team = change.create(Team(round=round_, number=number, name=f"第{number}巡察组"))
        for inspection in inspections:
            change.create(Target(team=team, inspection=inspection))
    return team


def seat(team: Team, inspector: Inspector, role: TeamRole = TeamRole.MEMBER, *, declared: bool = True) -> Member:
    """Sit somebody on a team without asking any rule."""
    today = timezone.localdate()
    with act("demo.load", by=SYSTEM) as change:
        member = change.create(Member(team=team, inspector=inspector, role=role, joined_on=today))
        if declared:
            change.create(Declaration(member=member, made_on=today, text="无应回避情形"))
    return member


def a_full_team(round_: Round, home: Jurisdiction, *inspections: Inspection) -> Team:
    """A team of four from one place, one in each kind of seat."""
    team = a_team(round_, *inspections)
    for number, role in enumerate((TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER)):
        seat(team, an_inspector(f"组员{number}", home), role)
    return team
