"""What can be done about staffing a whole round: its needs and numbers, wishes, attempts up to the one approved."""

from dataclasses import replace
from typing import Any

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say
from xuncha.records.rounds.settings import round_policy
from xuncha.records.staffing import actions as staffing
from xuncha.records.staffing import folders, queries
from xuncha.records.staffing.building import named
from xuncha.records.staffing.choices import require_seat, tried
from xuncha.records.staffing.entries import as_needs, entries
from xuncha.records.staffing.plans import wishes_of
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import staffing as i
from xuncha.web.api.inputs import teams as authorising
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, owner, several

EDIT, ATTEMPTS = "staffing.edit", "staffing-attempts"


def _needs(user: Any, round_: Any, body: Any) -> None:
    """What is said of one of a team's inspections is said of the team."""
    wanted, taken, leads = set(body.inspection_ids), set(), []
    for entry in entries(round_):
        if mine := wanted & {each.pk for each in entry.inspections}:
            leads.append(entry.lead)
            taken |= mine
    if not wanted or wanted != taken:
        raise InvalidField("inspection_ids", say(N_("有的编号没有对应的记录")))
    staffing.set_needs(round_, leads, as_needs(body.slots, body.skills), by=user)


def _rules(user: Any, round_: Any, body: Any) -> None:
    said = body.dict(exclude_unset=True)
    reason = said.pop("reason", queries.rules_reason(round_))
    staffing.set_rules(round_, replace(round_policy(round_), **said), reason, by=user)


def _lend(user: Any, body: Any) -> Any:
    round_ = owner(user, "rounds.round", body.round_id)
    inspector = several(queries.lendable(user, round_), [body.inspector_id], "inspector_id")[0]
    return staffing.lend(round_, inspector, body.reason, by=user)


def _wish(user: Any, body: Any) -> Any:
    round_ = owner(user, "rounds.round", body.round_id)
    inspector = several(queries.inspectors(user, round_), [body.inspector_id], "inspector_id")[0]
    inspection = None
    if body.inspection_id is not None:
        inspection = several(queries.inspections(user, round_), [body.inspection_id], "inspection_id")[0]
    kind = queries.kind_of(body.kind)
    return staffing.wish(round_, kind, inspector, inspection, by=user, role=body.role, reason=body.reason)


def _ask(user: Any, body: Any) -> Any:
    round_ = owner(user, "rounds.round", body.round_id)
    basis = None
    if body.basis_id is not None:
        basis = several(queries.attempts(user).filter(round=round_), [body.basis_id], "basis_id")[0]
    return staffing.ask(round_, by=user, basis=basis, **body.dict(exclude={"round_id", "basis_id"}))


def _adjust(user: Any, attempt: Any, body: Any) -> Any:
    seat = (body.row, str(body.inspector_id))
    require_seat(attempt.plan, *seat)
    problem = named(folders.problem_of(attempt.problem_file))
    judged = tried(problem, attempt.plan, seat, str(body.other_id), body.other_row, wishes_of(attempt, problem))
    return staffing.adjust(attempt, judged, by=user)


def _propose(user: Any, attempt: Any, body: Any) -> object:
    return staffing.propose(attempt, body.authority, body.number, body.until, by=user)


MAKINGS: tuple[Making, ...] = (
    Making(ATTEMPTS, EDIT, i.AttemptIn, _ask),
    Making("staffing-wishes", EDIT, i.WishIn, _wish),
    Making("staffing-guests", EDIT, i.GuestIn, _lend),
)
CHANGES: tuple[Changing, ...] = ()
REMOVALS: tuple[Removing, ...] = (
    Removing("staffing-wishes", EDIT, lambda u, r: staffing.take_back(r, by=u)),
    Removing("staffing-guests", EDIT, lambda u, r: staffing.give_back(r, by=u)),
)
VERBS: tuple[Verb, ...] = (
    Verb("rounds", "needs", EDIT, i.NeedsIn, _needs),
    Verb("rounds", "staffing-rules", EDIT, i.RoundRulesIn, _rules),
    Verb(ATTEMPTS, "cancel", EDIT, base.Nothing, lambda u, r, b: staffing.cancel(r, by=u)),
    Verb(ATTEMPTS, "adjust", EDIT, i.ChangeIn, _adjust, makes=True),
    Verb(ATTEMPTS, "propose", EDIT, authorising.ProposalIn, _propose),
    Verb(
        ATTEMPTS, "approve", "staffing.approve", authorising.AuthorisationIn,
        lambda u, r, b: staffing.approve(r, by=u, **b.dict()),
    ),
)  # fmt: skip
