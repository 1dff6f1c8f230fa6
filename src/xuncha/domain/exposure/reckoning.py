"""The sum between one inspector and one unit, with the reason for every point: slow, obvious, and the measure of the fast one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from xuncha.domain.exposure.bonds import Bond, bonds, years_since
from xuncha.domain.exposure.kinds import Acquaintance
from xuncha.domain.exposure.policy import ExposurePolicy
from xuncha.domain.kinship import NEAREST, KinDegree
from xuncha.domain.organisations import Key
from xuncha.domain.people import HomeKind, PersonFacts
from xuncha.domain.recusal.targets import DeclaredTie, UnitFacts
from xuncha.domain.words import N_, Sentence, say


@dataclass(frozen=True)
class Contribution:
    """One reason for points: what is left of how many, with whom of the leading body, through whom."""

    kind: Acquaintance
    points: int
    full: int
    since: int
    sentence: Sentence
    person: Key | None = None
    through: Key | None = None

    @property
    def faded(self) -> Sentence | None:
        """Say what time has taken, if it has."""
        if self.points == self.full or self.through is not None:
            return None
        return say(
            N_("已过%(years)s年，由%(full)s分减为%(left)s分"), years=self.since, full=self.full, left=self.points
        )


@dataclass(frozen=True)
class Exposure:
    """Every contribution, and the sum as far as one unit may count."""

    contributions: tuple[Contribution, ...]
    most: int

    @property
    def points(self) -> int:
        """The sum, to the most a unit may count."""
        return min(self.most, self.sum)

    @property
    def sum(self) -> int:
        """What the contributions come to."""
        return sum(each.points for each in self.contributions)

    @property
    def capped(self) -> Sentence | None:
        """Say where the sum was cut off, if it was."""
        return (
            say(N_("合计%(sum)s分，以%(most)s分为限"), sum=self.sum, most=self.most) if self.sum > self.most else None
        )


@dataclass(frozen=True)
class _Case:
    inspector: PersonFacts
    target: UnitFacts
    on: date
    policy: ExposurePolicy
    barred: Collection[KinDegree]

    def bonds(self, one: PersonFacts, other: PersonFacts) -> list[Bond]:
        """What is left of their bonds on the day."""
        return [bond for bond in bonds(one, other, self.on, self.barred) if bond.left(self.policy, self.on)]

    def weigh(
        self, kind: Acquaintance, ended: date | None, sentence: Sentence, person: Key | None = None
    ) -> Iterator[Contribution]:
        """Give what is left of an acquaintance, if anything is."""
        weight, since = self.policy.weights[kind], years_since(ended, self.on)
        if left := weight.left(since):
            yield Contribution(kind, left, weight.points, since, sentence, person)


def exposure(
    inspector: PersonFacts, target: UnitFacts, on: date, policy: ExposurePolicy, *,
    declared: Iterable[DeclaredTie] = (), between: Iterable[PersonFacts] = (),
    barred: Collection[KinDegree] = NEAREST,
) -> Exposure:  # fmt: skip
    """Give every reason why an inspector and a unit know each other on the day.

    `between` are those who may have introduced them: everybody held, or at least everybody the inspector knows.
    `barred` is the kin whom the office's recusal rules keep away; no plan reaches them.
    """
    case = _Case(inspector, target, on, policy, barred)
    found = (*_with_leading_body(case), *_with_unit(case), *_declared(case, declared), *_through(case, between))
    return Exposure(found, policy.most)


def _with_leading_body(case: _Case) -> Iterator[Contribution]:
    for person in case.target.leading_body:
        for bond in case.bonds(case.inspector, person):
            if not bond.barred:
                yield from case.weigh(bond.kind, bond.ended, bond.sentence(person.name), person.id)


def _with_unit(case: _Case) -> Iterator[Contribution]:
    own, target = case.inspector, case.target
    served = [post for post in own.careers if post.since <= case.on]
    for kind, units, words in (
        (Acquaintance.SERVED_THERE, {target.id}, N_("曾在该单位工作")),
        (Acquaintance.SERVED_NEXT, target.related, N_("曾在该单位的上级或下属单位工作")),
    ):
        ends = [post.until or date.max for post in served if post.unit in units]
        if ends:
            yield from case.weigh(kind, max(ends), say(words))
    stays = [seat for seat in own.service if target.id in seat.units and seat.since <= case.on]
    if stays:
        last = max(stays, key=lambda seat: seat.until)
        yield from case.weigh(
            Acquaintance.INSPECTED_UNIT, last.until, say(N_("曾在%(team)s巡察该单位"), team=last.team_name)
        )
    here = [home for home in own.homes if home.jurisdiction == target.jurisdiction]
    if any(home.kind is HomeKind.GREW_UP for home in here):
        yield from case.weigh(Acquaintance.GREW_UP, None, say(N_("在当地长大")))
    lived = [home.until or date.max for home in here if home.kind is HomeKind.LIVES]
    if lived:
        yield from case.weigh(Acquaintance.LIVES, max(lived), say(N_("在当地居住")))
    if target.line and target.line in own.lines:
        yield from case.weigh(Acquaintance.SAME_LINE, None, say(N_("同属一个系统")))


def _declared(case: _Case, ties: Iterable[DeclaredTie]) -> Iterator[Contribution]:
    for tie in ties:
        if tie.points and tie.touches(case.target) and not tie.stands:
            words = say(N_("申报的关系：%(words)s"), words=tie.words)
            yield Contribution(Acquaintance.DECLARED, tie.points, tie.points, 0, words, tie.person)


def _through(case: _Case, between: Iterable[PersonFacts]) -> Iterator[Contribution]:
    """Count each member of the leading body once, by the best go-between; those known directly need none."""
    known = [(each, bond) for each in between if (bond := _best(case, case.inspector, each)) is not None]
    known = [pair for pair in known if pair[0].id not in case.target.leaders]
    for person in case.target.leading_body:
        if person.id == case.inspector.id or case.bonds(case.inspector, person):
            continue
        chains = [
            (
                case.policy.through(first.left(case.policy, case.on), second.left(case.policy, case.on)),
                each,
                first,
                second,
            )
            for each, first in known
            if (second := _best(case, each, person)) is not None
        ]
        points, each, first, second = max(chains, key=lambda chain: chain[0], default=(0, person, None, None))
        if points and first and second:
            yield Contribution(
                Acquaintance.THROUGH, points, points, 0, _introduction(person, each, first, second), person.id, each.id
            )


def _best(case: _Case, one: PersonFacts, other: PersonFacts) -> Bond | None:
    """Give the strongest bond of two people."""
    return max(case.bonds(one, other), key=lambda bond: bond.left(case.policy, case.on), default=None)


def _introduction(person: PersonFacts, between: PersonFacts, first: Bond, second: Bond) -> Sentence:
    return say(
        N_("经%(through)s可能认识%(other)s：%(first)s；%(through)s%(second)s"),
        through=between.name, other=person.name, first=first.sentence(between.name), second=second.sentence(person.name),
    )  # fmt: skip
