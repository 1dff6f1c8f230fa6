"""Acquaintance exposure (熟人暴露度): what is no ground for recusal and still makes two people know each other.

The weights are a setting of our own, not a published rule; every point comes with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from xuncha.domain.kinship import NEAREST, degree
from xuncha.domain.people import HomeKind, PersonFacts
from xuncha.domain.recusal.targets import UnitFacts
from xuncha.domain.words import N_, Sentence, say


@dataclass(frozen=True)
class ExposureWeights:
    """Points for each kind of acquaintance; `most` caps the sum, so that one unit never swamps a plan."""

    kin: int = 80
    served_in_unit: int = 60
    served_with_leader: int = 40
    served_next_to_it: int = 25
    same_school: int = 15
    grew_up_there: int = 20
    lives_there: int = 10
    same_line: int = 10
    most: int = 400


@dataclass(frozen=True)
class Exposure:
    """One reason for points."""

    points: int
    sentence: Sentence


def exposures(
    inspector: PersonFacts, target: UnitFacts, on: date, weights: ExposureWeights | None = None
) -> tuple[Exposure, ...]:
    """Give every reason for exposure between an inspector and a unit."""
    used = weights or ExposureWeights()
    found = (*_kin(inspector, target, used), *_service(inspector, target, used), *_school(inspector, target, used))
    return (*found, *_place(inspector, target, on, used))


def total(found: Iterable[Exposure], weights: ExposureWeights | None = None) -> int:
    """Add up, to the most a unit may count."""
    return min((weights or ExposureWeights()).most, sum(item.points for item in found))


def _kin(inspector: PersonFacts, target: UnitFacts, weights: ExposureWeights) -> Iterator[Exposure]:
    # Spouse and lineal kin are recusal in every profile, and never reach a plan.
    relatives = {kin.relative: kin.relation for kin in inspector.kin if kin.relative in target.people}
    for person, kin in target.kin_by_relative.get(inspector.id, ()):
        relatives.setdefault(person.id, kin.relation)
    for key, relation in relatives.items():
        if degree(relation) not in NEAREST:
            name = target.people[key].name
            yield Exposure(
                weights.kin, say(N_("与%(other)s有亲属关系（%(degree)s）"), other=name, degree=degree(relation))
            )


def _service(inspector: PersonFacts, target: UnitFacts, weights: ExposureWeights) -> Iterator[Exposure]:
    if any(post.unit == target.id for post in inspector.careers):
        yield Exposure(weights.served_in_unit, say(N_("曾在该单位工作")))
    if any(post.unit in target.related for post in inspector.careers):
        yield Exposure(weights.served_next_to_it, say(N_("曾在该单位的上级或下属单位工作")))
    met = {}
    for ours in inspector.careers:
        for person, theirs in target.leader_careers.get(ours.unit, ()):
            if person.id != inspector.id and ours.overlaps(theirs):
                met[person.id] = (person.name, ours.unit_name)
    for other, unit in met.values():
        sentence = say(N_("曾与%(other)s同在%(unit)s工作"), other=other, unit=unit)
        yield Exposure(weights.served_with_leader, sentence)


def _school(inspector: PersonFacts, target: UnitFacts, weights: ExposureWeights) -> Iterator[Exposure]:
    met = {}
    for ours in inspector.schools:
        for person, theirs in target.leader_schools.get(ours.school, ()):
            if person.id != inspector.id and max(ours.year_from, theirs.year_from) <= min(ours.year_to, theirs.year_to):
                met[person.id] = (person.name, ours.school)
    for other, school in met.values():
        yield Exposure(weights.same_school, say(N_("曾与%(other)s同期就读%(school)s"), other=other, school=school))


def _place(inspector: PersonFacts, target: UnitFacts, on: date, weights: ExposureWeights) -> Iterator[Exposure]:
    here = [home for home in inspector.homes if home.jurisdiction == target.jurisdiction]
    if any(home.kind is HomeKind.GREW_UP for home in here):
        yield Exposure(weights.grew_up_there, say(N_("在当地长大")))
    if any(home.kind is HomeKind.LIVES and (home.until is None or home.until >= on) for home in here):
        yield Exposure(weights.lives_there, say(N_("在当地居住")))
    if target.line and target.line in inspector.lines:
        yield Exposure(weights.same_line, say(N_("同属一个系统")))
