"""Why two people know each other, from what is held about both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from xuncha.domain.exposure.kinds import Acquaintance
from xuncha.domain.exposure.policy import ExposurePolicy
from xuncha.domain.kinship import KinDegree, degree, inverse
from xuncha.domain.people import PersonFacts, SchoolFact
from xuncha.domain.words import N_, Sentence, say

TEMPLATES = {
    Acquaintance.KIN: N_("与%(other)s有亲属关系（%(where)s）"),
    Acquaintance.COLLEAGUE: N_("曾与%(other)s同在%(where)s工作"),
    Acquaintance.SAME_CLASS: N_("曾与%(other)s同在%(where)s一个班"),
    Acquaintance.SAME_YEAR: N_("曾与%(other)s同年考入%(where)s"),
    Acquaintance.SAME_SCHOOL: N_("曾与%(other)s同期就读%(where)s"),
    Acquaintance.JOINT_SERVICE: N_("曾与%(other)s同在%(where)s"),
    Acquaintance.MET_INSPECTING: N_("巡察%(where)s时曾与%(other)s打过交道"),
}


@dataclass(frozen=True)
class Bond:
    """One reason why two people know each other; `ended` is empty while it lasts.

    `barred` marks kin whose place is under the recusal rules: no exposure, and yet they know each other well.
    """

    kind: Acquaintance
    ended: date | None = None
    where: object = ""
    barred: bool = False

    def left(self, policy: ExposurePolicy, on: date) -> int:
        """Points left on the day, as one side of a go-between."""
        return policy.weights[self.kind].left(years_since(self.ended, on))

    def sentence(self, other: str) -> Sentence:
        """Say it of one of the two, naming the other."""
        return say(TEMPLATES[self.kind], other=other, where=self.where)


def years_since(ended: date | None, on: date) -> int:
    """Whole years since something ended; 0 while it lasts."""
    if ended is None or ended >= on:
        return 0
    return on.year - ended.year - ((on.month, on.day) < (ended.month, ended.day))


def bonds(one: PersonFacts, other: PersonFacts, on: date, barred: Collection[KinDegree]) -> tuple[Bond, ...]:
    """Give every kind of bond between two people, each as it lasted longest; `barred` is the kin recusal looks after."""
    found: dict[tuple[Acquaintance, bool], Bond] = {}
    if one.id == other.id:
        return ()
    for bond in (
        *_kin(one, other, barred),
        *_careers(one, other, on),
        *_schools(one, other, on),
        *_joint_service(one, other, on),
        *_inspected(one, other, on),
        *_inspected(other, one, on),
    ):
        key = bond.kind, bond.barred
        if key not in found or (found[key].ended or date.max) < (bond.ended or date.max):
            found[key] = bond
    return tuple(found.values())


def _kin(one: PersonFacts, other: PersonFacts, barred: Collection[KinDegree]) -> Iterator[Bond]:
    # Held on one side only, as often as not.
    told = [kin.relation for kin in one.kin if kin.relative == other.id]
    told += [inverse(kin.relation) for kin in other.kin if kin.relative == one.id]
    for relation in told:
        yield Bond(Acquaintance.KIN, None, degree(relation), degree(relation) in barred)


def _careers(one: PersonFacts, other: PersonFacts, on: date) -> Iterator[Bond]:
    for ours in one.careers:
        for theirs in other.careers:
            span = ours.overlaps(theirs) if ours.unit == theirs.unit else None
            if span is not None and span[0] <= on:
                yield Bond(Acquaintance.COLLEAGUE, span[1], ours.unit_name)


def _schools(one: PersonFacts, other: PersonFacts, on: date) -> Iterator[Bond]:
    for ours in one.schools:
        for theirs in other.schools:
            begun = max(ours.year_from, theirs.year_from)
            ended = min(ours.year_to, theirs.year_to)
            if ours.school == theirs.school and begun <= min(ended, on.year):
                # Known by years alone; the school year ends in summer.
                yield Bond(_schoolmates(ours, theirs), date(ended, 7, 1), ours.school)


def _schoolmates(ours: SchoolFact, theirs: SchoolFact) -> Acquaintance:
    if ours.class_name and ours.class_name == theirs.class_name:
        return Acquaintance.SAME_CLASS
    if ours.year_from == theirs.year_from and not ours.teacher and not theirs.teacher:
        return Acquaintance.SAME_YEAR
    return Acquaintance.SAME_SCHOOL


def _joint_service(one: PersonFacts, other: PersonFacts, on: date) -> Iterator[Bond]:
    for ours in one.service:
        for theirs in other.service:
            begun, ended = max(ours.since, theirs.since), min(ours.until, theirs.until)
            if ours.team == theirs.team and begun <= min(ended, on):
                yield Bond(Acquaintance.JOINT_SERVICE, ended, ours.team_name)


def _inspected(inspector: PersonFacts, leader: PersonFacts, on: date) -> Iterator[Bond]:
    for seat in inspector.service:
        for post in leader.careers:
            begun, ended = max(seat.since, post.since), min(seat.until, post.until or date.max)
            if post.leading_body and post.unit in seat.units and begun <= min(ended, on):
                yield Bond(Acquaintance.MET_INSPECTING, ended, post.unit_name)
