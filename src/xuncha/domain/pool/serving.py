"""Who of the talent pool may serve in a round, and why not: values in, reasons out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from xuncha.domain.deadlines import add_months
from xuncha.domain.organisations import Key
from xuncha.domain.pool.policy import PoolPolicy
from xuncha.domain.pool.words import AbsenceReason, AppraisalGrade, ServiceRule
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say


@dataclass(frozen=True)
class Stay:
    """When a round is on site: whoever serves must be there."""

    since: date
    until: date


@dataclass(frozen=True)
class Certificate:
    """Training completed; `valid_until` is empty where the certificate names no end."""

    ended_on: date
    valid_until: date | None = None

    def lasts_until(self, months: int) -> date:
        """The last day it counts."""
        if self.valid_until is not None:
            return self.valid_until
        return add_months(self.ended_on, months) if months else date.max


@dataclass(frozen=True)
class Away:
    """A time in which somebody cannot serve; `until` is empty while nobody knows."""

    reason: AbsenceReason
    since: date
    until: date | None = None

    def days_of(self, stay: Stay) -> int:
        """How many days of the stay fall into it."""
        first, last = max(self.since, stay.since), min(self.until or date.max, stay.until)
        return max(0, (last - first).days + 1)


@dataclass(frozen=True)
class Appraised:
    """The last appraisal somebody was given."""

    grade: AppraisalGrade
    given_on: date


@dataclass(frozen=True)
class PoolPerson:
    """Somebody of the pool as these rules see one; `elsewhere` names rounds they serve in at the same time."""

    id: Key
    name: str
    joined_on: date | None = None
    left_on: date | None = None
    certificates: tuple[Certificate, ...] = ()
    absences: tuple[Away, ...] = ()
    appraised: Appraised | None = None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obstacle:
    """A rule that stands against somebody's service, or asks for a second look, in a sentence."""

    rule: ServiceRule
    blocks: bool
    sentence: Sentence


Check = Callable[[PoolPerson, Stay, PoolPolicy], Iterator[Obstacle]]


def check_service(person: PoolPerson, stay: Stay, policy: PoolPolicy | None = None) -> tuple[Obstacle, ...]:
    """Give everything that stands against the person's service in a round, whatever the role."""
    used = policy or PoolPolicy()
    return tuple(obstacle for check in CHECKS for obstacle in check(person, stay, used))


def check_role(name: str, roles: frozenset[TeamRole], role: TeamRole) -> tuple[Obstacle, ...]:
    """Say where the role is not open to the person; a clerk's seat is open to whoever may be a member."""
    if role in roles or role.slot in roles:
        return ()
    return (Obstacle(ServiceRule.ROLE, True, say(N_("%(who)s的可任职务中没有%(role)s"), who=name, role=role)),)


def in_pool(person: PoolPerson, stay: Stay, _policy: PoolPolicy) -> Iterator[Obstacle]:
    """Teams are formed from those in the pool for the whole stay."""
    if person.left_on is not None and person.left_on <= stay.until:
        said = say(N_("%(who)s%(on)s退出人才库"), who=person.name, on=person.left_on)
        yield Obstacle(ServiceRule.IN_POOL, True, said)
    if person.joined_on is not None and person.joined_on > stay.since:
        said = say(N_("%(who)s%(on)s才入库，晚于进驻日期"), who=person.name, on=person.joined_on)
        yield Obstacle(ServiceRule.IN_POOL, True, said)


def available(person: PoolPerson, stay: Stay, policy: PoolPolicy) -> Iterator[Obstacle]:
    """Whoever is away for more than a few days of the stay cannot serve."""
    for away in person.absences:
        days = away.days_of(stay)
        if not days:
            continue
        words = {"who": person.name, "since": away.since, "reason": away.reason, "days": days}
        if away.until is None:
            said = say(N_("%(who)s自%(since)s起因%(reason)s不能参加，占进驻期%(days)s天"), **words)
        else:
            said = say(
                N_("%(who)s%(since)s至%(until)s因%(reason)s不能参加，占进驻期%(days)s天"), until=away.until, **words
            )
        yield Obstacle(ServiceRule.AVAILABLE, days > policy.absent_days_most, said)


def elsewhere(person: PoolPerson, _stay: Stay, policy: PoolPolicy) -> Iterator[Obstacle]:
    """Nobody serves in two rounds that are on site at the same time, unless the office allows it."""
    for name in person.elsewhere:
        said = say(N_("%(who)s同期已编入%(round)s"), who=person.name, round=name)
        yield Obstacle(ServiceRule.ELSEWHERE, policy.one_round_at_a_time, said)


def appraised(person: PoolPerson, stay: Stay, policy: PoolPolicy) -> Iterator[Obstacle]:
    """Whoever was found unfit is not called again for some time; whoever only just sufficed is pointed out."""
    last = person.appraised
    if last is None or last.grade not in (AppraisalGrade.UNFIT, AppraisalGrade.BASIC):
        return
    unfit = last.grade is AppraisalGrade.UNFIT
    if unfit and policy.unfit_months and add_months(last.given_on, policy.unfit_months) <= stay.since:
        return
    said = say(N_("%(who)s上次考核（%(on)s）为%(grade)s"), who=person.name, on=last.given_on, grade=last.grade)
    yield Obstacle(ServiceRule.APPRAISED, unfit, said)


def trained(person: PoolPerson, stay: Stay, policy: PoolPolicy) -> Iterator[Obstacle]:
    """Training must hold on the day of entry; whether its lack keeps somebody out is the office's to settle."""
    if not person.certificates:
        said = say(N_("%(who)s没有培训记录"), who=person.name)
    else:
        last = max(each.lasts_until(policy.training_months) for each in person.certificates)
        if last >= stay.since:
            return
        said = say(N_("%(who)s的培训%(on)s已过有效期"), who=person.name, on=last)
    yield Obstacle(ServiceRule.TRAINED, policy.training_required, said)


CHECKS: tuple[Check, ...] = (in_pool, available, elsewhere, appraised, trained)
