"""The table of what is reckoned of one record when asked for: `GET /rounds/7/staffing`."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ninja import Schema

from xuncha.domain.errors import NotFound, WrongState, XunchaError
from xuncha.domain.words import N_
from xuncha.records.policy import queries as policy
from xuncha.records.rounds.settings import exposure_policy, round_policy
from xuncha.records.staffing import actions as staffing
from xuncha.records.staffing import explaining, folders, gaps, progress, queries
from xuncha.records.staffing.building import Building, named, part_of
from xuncha.records.staffing.choices import Judged, alternatives, require_seat, tried
from xuncha.records.staffing.looking import changes, look
from xuncha.records.staffing.plans import wishes_of
from xuncha.web.api import reads
from xuncha.web.api.inputs.staffing import ComparedQuery, SeatQuery
from xuncha.web.api.schemas import staffing as s
from xuncha.web.api.schemas.office import ExposureOut
from xuncha.web.components.reads import Read
from xuncha.web.components.said import said


@dataclass(frozen=True)
class Telling:
    """What is told of one record of a resource; `asked` are the parameters it takes, where it takes any."""

    path: str
    name: str
    read: Read
    out: type[Schema]
    tell: Callable[[Any, Any, Any], dict[str, Any]]
    """Takes the person, the record and what was asked."""
    asked: type[Schema] | None = None


def _staffing(user: Any, round_: Any, _asked: Any) -> dict[str, Any]:
    building = Building(round_, user)
    problem = building.without_ties
    try:
        building.check()
        unsettled, missing = [], building.gaps()
    except XunchaError as error:
        unsettled, missing = [said(each) for each in getattr(error, "reasons", [error.sentence])], []
    return {
        "teams": [_entry(each) for each in building.entries],
        "seats": sum(each.size for each in problem.inspections), "pool": len(building.pool),
        "roles": [_demand(each) for each in gaps.by_role(problem)], "skills": [_demand(each) for each in gaps.by_skill(problem)],
        "unsettled": unsettled, "gaps": _gaps(missing), "rules": asdict(round_policy(round_)),
        "rules_reason": queries.rules_reason(round_),
    }  # fmt: skip


def _entry(entry: Any) -> dict[str, Any]:
    keys = [each.pk for each in entry.inspections]
    needs = {"slots": dict(entry.needs.slots), "skills": dict(entry.needs.skills)}
    return {"inspection_ids": keys, "units": entry.names, "mode": entry.mode, "usual": entry.usual, **needs}


def _demand(demand: Any) -> dict[str, Any]:
    return {"what": demand.what, "needed": demand.needed, "people": demand.people, "capacity": demand.capacity}


def _gaps(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"sentence": said(each.sentence), "role": each.role, "skill": each.skill} for each in found]


def _search(_user: Any, attempt: Any, _asked: Any) -> dict[str, Any]:
    moments = attempt.history or progress.of(attempt).moments
    return {
        "moving": progress.moving(attempt), "broken_off": progress.broken_off(attempt),
        "moments": [dict(zip(s.MomentOut.model_fields, each, strict=True)) for each in moments],
    }  # fmt: skip


def _plan(_user: Any, attempt: Any, _asked: Any) -> dict[str, Any]:
    seen = look(attempt)
    if seen is None:
        return {"seats": [], "arcs": []}
    return {
        "seats": [
            {
                "row": each.row, "inspection_id": part_of(each.row)[0], "unit": seen.needs[each.row].unit, "role": each.role,
                "inspector_id": each.inspector.pk, "name": each.inspector.person.name, "exposure": each.exposure,
                "travel": each.travel,
            }
            for each in seen.seats
        ],
        "arcs": [asdict(each) | {"source_id": each.source, "target_id": each.target} for each in seen.arcs],
    }  # fmt: skip


def _certificate(_user: Any, attempt: Any, _asked: Any) -> dict[str, Any]:
    certificate = folders.certificate_of(attempt)
    if certificate is None:
        raise WrongState(attempt.get_state_display(), N_("查看证明"))
    return {name: getattr(certificate, name) for name in s.CertificateOut.model_fields}


def _explanation(user: Any, attempt: Any, _asked: Any) -> dict[str, Any]:
    told = explaining.told(attempt)
    missing = Building(attempt.round, user).gaps() if attempt.status == "infeasible" else []
    return {
        "failed": said(told.failed) if told.failed else None,
        "clash": [{"rule": rule, "sentence": said(sentence)} for rule, sentence in told.clash],
        "ways_out": [{"code": way.code, "values": way.values, "sentence": said(way.sentence)} for way in told.ways_out],
        "gaps": _gaps(missing),
    }


def _obstacles(user: Any, attempt: Any, _asked: Any) -> dict[str, Any]:
    return {"obstacles": [said(each) for each in staffing.obstacles(attempt, user)]}


def _seat(user: Any, attempt: Any, asked: Any) -> dict[str, Any]:
    row, who, other = asked.row, str(asked.inspector_id), str(asked.other_id or "")
    require_seat(attempt.plan, row, who)
    problem = named(folders.problem_of(attempt.problem_file))
    wishes, seen = wishes_of(attempt, problem), look(attempt)
    seat = (
        next((each for each in seen.seats if (each.row, each.inspector.pk) == (row, asked.inspector_id)), None)
        if seen
        else None
    )
    if seat is None:
        raise NotFound("inspector", who)
    others = alternatives(problem, attempt.plan, row, who, wishes)
    judged = tried(problem, attempt.plan, (row, who), other, asked.other_row, wishes) if other else None
    return {
        "row": row, "role": seat.role, "inspector_id": seat.inspector.pk, "exposure": seat.exposure, "travel": seat.travel,
        "reasons": _reasons(user, attempt, row, seat.inspector), "change": judged and _judged(judged),
        "alternatives": [
            {"inspector_id": int(each.inspector), "objective": each.judged.objective, "extra": each.judged.extra} for each in others
        ],
    }  # fmt: skip


def _reasons(user: Any, attempt: Any, row: str, inspector: Any) -> list[str] | None:
    if not user.reaches("tie.view", attempt.round.jurisdiction.path):
        return None
    inspections = list(queries.inspections(user, attempt.round).filter(pk=part_of(row)[0]))
    return [said(each) for each in queries.reasons(user, inspector, inspections, attempt.round)]


def _judged(judged: Judged) -> dict[str, Any]:
    return {"objective": judged.objective, "extra": judged.extra, "broken": [said(each) for each in judged.broken]}


def _changes(user: Any, attempt: Any, asked: Any) -> dict[str, Any]:
    other = queries.attempts(user).filter(round=attempt.round, pk=asked.with_id).first()
    if other is None:
        raise NotFound("staffing_attempt", asked.with_id)
    return {
        "changes": [
            {"unit": each.units, "gone": _turns(each.gone), "come": _turns(each.come)}
            for each in changes(attempt.plan, other.plan)
        ]
    }


def _turns(found: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    return [{"role": role, "inspector_id": inspector.pk} for role, inspector in found]


def _exposure(_user: Any, place: Any, _asked: Any) -> dict[str, Any]:
    settled = policy.exposure_setting(place)
    return asdict(exposure_policy(place)) | {"source": settled.source if settled else ""}


TELLINGS: tuple[Telling, ...] = (
    Telling("jurisdictions", "exposure", reads.EXPOSURE, ExposureOut, _exposure),
    Telling("rounds", "staffing", reads.STAFFING, s.StaffingOut, _staffing),
    *(
        Telling("staffing-attempts", name, reads.STAFFING_ATTEMPT, out, tell, asked)
        for name, out, tell, asked in (
            ("search", s.SearchOut, _search, None),
            ("plan", s.StaffingPlanOut, _plan, None),
            ("certificate", s.CertificateOut, _certificate, None),
            ("explanation", s.ExplanationOut, _explanation, None),
            ("obstacles", s.ObstaclesOut, _obstacles, None),
            ("seat", s.SeatOut, _seat, SeatQuery),
            ("changes", s.ChangesOut, _changes, ComparedQuery),
        )
    ),
)
