"""Keeping a round's exposures equal to what the records say: reckoned when first asked for, and again for what changed.

What is kept is nobody's act, only a sum: it is thrown away and reckoned anew without a trace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xuncha.domain.exposure import ExposurePolicy
from xuncha.engines import exposure as engine
from xuncha.records.people.facts import current
from xuncha.records.people.models import Inspector, Kinship, Person, Post, Schooling, Unit
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.rounds.settings import exposure_policy, recusal_profile
from xuncha.records.teams.columns import Laid, earlier_seats, laid_out
from xuncha.records.teams.models import Member, Reckoning, Target
from xuncha.records.teams.round_pool import reckoned_of

Parts = dict[int, dict[int, dict[str, int]]]
"""Points of each kind, by inspector and inspection; sparse."""


def exposures(round_: Round) -> Parts:
    """Give the exposures of a round as of today: those that may have become untrue are reckoned anew first."""
    with transaction.atomic():
        kept = _up_to_date(round_)
    return {
        int(who): {int(which): parts for which, parts in inspections.items()} for who, inspections in kept.parts.items()
    }


def disturb(inspectors: Iterable[int], inspections: Iterable[int]) -> None:
    """Have the exposures of these inspectors, and those before these inspections, reckoned anew when next asked for."""
    lines, columns = set(inspectors), set(inspections)
    if lines or columns:
        _begin(Round.objects.filter(reckoning__isnull=True))
        # In one order for all who come at once, and without the exposures themselves: a province has megabytes of them.
        for kept in Reckoning.objects.select_for_update().order_by("pk").only("basis", "inspectors", "inspections"):
            if kept.basis:
                kept.inspectors = sorted({*kept.inspectors, *lines})
                kept.inspections = sorted({*kept.inspections, *columns})
                kept.save(update_fields=["inspectors", "inspections"])


def forget() -> None:
    """Have everything reckoned anew when next asked for."""
    _begin(Round.objects.filter(reckoning__isnull=True))
    Reckoning.objects.update(basis="", parts={}, inspectors=[], inspections=[])


def whom_it_touches(persons: Iterable[Person], units: Iterable[Unit]) -> tuple[set[int], set[int]]:
    """Say which inspectors and which inspections a change to persons and units touches, as the records stand now.

    An inspector is touched who is one of them or shares a unit, a school, a team or kin with one of them; an inspection
    whose unit is among the units, next to one, or led by one of the persons.
    """
    who = {person.pk for person in persons} - {None}
    where = {unit.pk for unit in units} - {None}
    where |= set(Unit.objects.filter(Q(parent__in=where) | Q(subordinates__in=where)).values_list("pk", flat=True))
    led = Post.objects.filter(current(timezone.localdate()), Q(leading=True) | Q(head=True), person__in=who)
    where |= set(led.values_list("unit", flat=True))
    inspections = Inspection.objects.filter(unit__in=where)
    return set(_acquainted(who)), set(inspections.values_list("pk", flat=True))


def _acquainted(who: set[int]) -> Iterable[int]:
    """Give the inspectors among these persons and among those who share anything with them."""
    if not who:
        return ()
    posts, seats = Post.objects.filter(person__in=who), Member.objects.filter(inspector__person__in=who)
    led_units = posts.filter(Q(leading=True) | Q(head=True)).values("unit")
    seen_units = Target.objects.filter(team__in=seats.values("team")).values("inspection__unit")
    visitors = Target.objects.filter(inspection__unit__in=led_units).values("team")
    shared = (
        Q(person__in=who),
        Q(person__in=Post.objects.filter(unit__in=posts.values("unit")).values("person")),
        Q(person__in=Schooling.objects.filter(school__in=Schooling.objects.filter(person__in=who).values("school")).values("person")),
        Q(person__in=Kinship.objects.filter(relative__in=who).values("person")),
        Q(person__in=Kinship.objects.filter(person__in=who).values("relative")),
        Q(pk__in=Member.objects.filter(Q(team__in=seats.values("team")) | Q(team__in=visitors)).values("inspector")),
        Q(person__in=Post.objects.filter(unit__in=seen_units).values("person")),
    )  # fmt: skip
    return {key for each in shared for key in Inspector.objects.filter(each).values_list("pk", flat=True)}


def _up_to_date(round_: Round) -> Reckoning:
    on, policy = timezone.localdate(), exposure_policy(round_.jurisdiction)
    profile = recusal_profile(round_.jurisdiction)
    basis = _basis(round_, policy, profile.code)
    kept = Reckoning.objects.select_for_update().filter(round=round_).first()
    if kept is None:
        _begin([round_])
        kept = Reckoning.objects.select_for_update().get(round=round_)
    if (kept.on, kept.basis) != (on, basis):
        laid = laid_out(round_, on, profile.kin)
        parts = engine.parts(engine.world(laid.facts, on), policy, on)
        kept.on, kept.basis, kept.parts, kept.inspectors, kept.inspections = on, basis, _keyed(laid, parts), [], []
        kept.save()
    elif kept.inspectors or kept.inspections:
        _renew(kept, laid_out(round_, on, profile.kin), policy, on)
    return kept


def _begin(rounds: Iterable[Round]) -> None:
    """Give rounds a reckoning with nothing in it: whoever changes a fact, and whoever reckons, waits at it for the other.

    Two who insert the same one come one after the other, so that what changed while the first reckoning was made is not
    lost to it.
    """
    today = timezone.localdate()
    Reckoning.objects.bulk_create([Reckoning(round=each, on=today) for each in rounds], ignore_conflicts=True)


def _basis(round_: Round, policy: ExposurePolicy, profile: str) -> str:
    """Sum up what the exposures rest on besides people's facts: figures, inspections, pool, earlier teams."""
    seats = earlier_seats(round_).order_by("pk").values_list("pk", "team", "inspector", "joined_on", "left_on")
    inspections = Inspection.objects.filter(round=round_).order_by("pk").values_list("pk", "unit")
    stays = Target.objects.filter(team__in=earlier_seats(round_).order_by().values("team")).order_by("pk")
    told = [
        sorted((kind.value, weight.points, weight.years) for kind, weight in policy.weights.items()),
        (policy.through_share, policy.through_least, policy.most, profile, round_.site_from),
        list(inspections), list(reckoned_of(round_).order_by("pk").values_list("pk", "person")),
        list(seats), list(stays.values_list("team", "inspection__unit")),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _renew(kept: Reckoning, laid: Laid, policy: ExposurePolicy, on: date) -> None:
    """Reckon anew what was disturbed, and nothing else."""
    lines, columns = set(kept.inspectors), set(kept.inspections)
    affected = engine.Affected(
        np.array([person for person, key in laid.inspectors.items() if key in lines], np.int32),
        np.array([number for number, key in enumerate(laid.inspections) if key in columns], np.int32),
    )
    parts = {
        who: {which: each for which, each in inspections.items() if int(which) not in columns}
        for who, inspections in kept.parts.items()
        if int(who) not in lines
    }
    for who, inspections in _keyed(laid, engine.anew(affected, engine.world(laid.facts, on), policy, on)).items():
        parts.setdefault(who, {}).update(inspections)
    kept.parts, kept.inspectors, kept.inspections = parts, [], []
    kept.save()


def _keyed(laid: Laid, parts: engine.Parts) -> dict[str, dict[str, dict[str, int]]]:
    """Write parts by the numbers records are known by, as JSON keys them."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    columns = (getattr(parts, name).tolist() for name in engine.Parts.names())
    for who, target, kind, points in zip(*columns, strict=True):
        inspector, inspection = str(laid.inspectors[who]), str(laid.inspections[target])
        found.setdefault(inspector, {}).setdefault(inspection, {})[engine.KINDS[kind].value] = points
    return found
