"""What can be done about teams, their members, waivers and objections."""

from typing import Any

from django.utils import timezone

from xuncha.domain.pool import AppraisalGrade
from xuncha.records.teams import actions as teams
from xuncha.records.teams import pool, queries
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import teams as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, code, fill, owner, place, several


def _team(user: Any, body: Any) -> Any:
    team = queries.new_team(owner(user, "rounds.round", body.round_id))
    fill(user, team, body.dict(exclude={"round_id", "inspection_ids"}))
    return teams.add_team(team, _inspections(user, team, body.inspection_ids), by=user)


def _change_team(user: Any, team: Any, said: Any) -> object:
    if "inspection_ids" in said:
        teams.set_targets(team, _inspections(user, team, said.pop("inspection_ids")), by=user)
    return teams.change_team(fill(user, team, said), by=user)


def _inspections(user: Any, team: Any, keys: list[int]) -> list[Any]:
    found = queries.inspections(user, "team.edit").filter(round=team.round_id)
    return several(found, keys, "inspection_ids")


def _seat(user: Any, team: Any, body: Any) -> object:
    return teams.add_member(team, _from_pool(user, body.inspector_id), body.role, by=user, duties=body.duties)


def _replace(user: Any, member: Any, body: Any) -> object:
    return teams.replace_member(member, _from_pool(user, body.inspector_id), body.reason, by=user)


def _appraise(user: Any, member: Any, body: Any) -> object:
    return teams.appraise(member, code(AppraisalGrade, body.grade), body.comment, by=user)


def _propose(user: Any, team: Any, body: Any) -> object:
    return teams.propose_authorisation(team, body.authority, body.number, body.until, by=user)


def _from_pool(user: Any, key: int) -> Any:
    return several(pool.inspectors(user), [key], "inspector_id")[0]


def _waiver(user: Any, body: Any) -> Any:
    inspection = place(user, "waiver.request", body.inspection_id)
    inspector = _from_pool(user, body.inspector_id)
    return teams.ask_waiver(inspector, inspection, body.rule, body.reason, timezone.localdate(), by=user)


def _objection(user: Any, body: Any) -> Any:
    inspection = place(user, "objection.raise", body.inspection_id)
    team = owner(user, "teams.team", getattr(inspection, "target", None) and inspection.target.team_id)
    member = several(queries.seats(user, team), [body.member_id], "member_id")[0]
    return teams.raise_objection(inspection, member, body.reason, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("teams", "team.edit", i.TeamIn, _team),
    Making("waivers", "waiver.request", i.WaiverIn, _waiver),
    Making("objections", "objection.raise", i.ObjectionIn, _objection),
)
CHANGES: tuple[Changing, ...] = (Changing("teams", "team.edit", part_of(i.TeamIn), _change_team),)
REMOVALS: tuple[Removing, ...] = (Removing("teams", "team.edit", lambda u, r: teams.delete_team(r, by=u)),)
VERBS: tuple[Verb, ...] = (
    Verb("teams", "members", "team.edit", i.SeatIn, _seat),
    Verb("teams", "recheck", "tie.check", base.Nothing, lambda u, r, b: teams.recheck_team(r, by=u)),
    Verb("teams", "propose", "authorisation.write", i.ProposalIn, _propose),
    Verb("teams", "authorise", "authorisation.approve", i.AuthorisationIn, lambda u, r, b: teams.authorise(r, by=u, **b.dict())),
    Verb("members", "remove", "team.edit", i.LeaveIn, lambda u, r, b: teams.remove_member(r, b.reason, by=u)),
    Verb("members", "replace", "team.edit", i.ReplaceIn, _replace),
    Verb("members", "declare", "declaration.write", i.DeclarationIn, lambda u, r, b: teams.declare(r, b.asks_recusal, b.text, by=u)),
    Verb("members", "promise", "promise.write", base.Nothing, lambda u, r, b: teams.promise(r, by=u)),
    Verb("members", "record-promise", "promise.record", base.OnIn, lambda u, r, b: teams.record_promise(r, b.on, by=u)),
    Verb("members", "appraise", "appraisal.write", i.AppraisalIn, _appraise),
    Verb(
        "waivers", "decide", "waiver.decide", i.WaiverDecisionIn,
        lambda u, r, b: teams.decide_waiver(r, b.granted, b.approved_by, b.on, by=u),
    ),
    Verb(
        "objections", "decide", "objection.decide", i.ObjectionDecisionIn,
        lambda u, r, b: teams.decide_objection(r, b.upheld, b.decision, by=u),
    ),
)  # fmt: skip
