"""What can be done about supervision content, deadlines and accounts.

A key for machines is not made by a machine: who holds one could prolong it for ever. Passwords are shown once on the
page and never here.
"""

from dataclasses import replace
from typing import Any

from xuncha.domain import scoring
from xuncha.domain.deadlines import DayUnit, Deadline
from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.exposure import ENDLESS, Weight
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.words import N_, say
from xuncha.records.accounts import actions as accounts
from xuncha.records.accounts import queries
from xuncha.records.policy import actions as policy
from xuncha.records.policy import queries as policy_queries
from xuncha.records.policy.schemes import of_record
from xuncha.records.rounds.settings import exposure_policy
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import office as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, code, fill, named, owner, several


def _node(user: Any, body: Any) -> Any:
    above = owner(user, "policy.taxonomynode", body.parent_id)
    made = fill(user, policy_queries.new_node(above), body.dict(exclude={"parent_id"}))
    return policy.add_node(made, by=user)


def _change_node(user: Any, node: Any, said: Any) -> object:
    return policy.save_node(fill(user, node, said), by=user)


def _deadline(user: Any, body: Any) -> Any:
    place = owner(user, "people.jurisdiction", body.jurisdiction_id)
    deadline = Deadline(body.amount, code(DayUnit, body.unit), body.source, body.confirmed)
    return policy.set_deadline(place, code(Step, body.step), deadline, by=user)


def _grant(user: Any, account: Any, body: Any) -> object:
    place = (
        named(user, "people.jurisdiction", body.jurisdiction_id, "jurisdiction_id") if body.jurisdiction_id else None
    )
    unit = named(user, "people.unit", body.unit_id, "unit_id") if body.unit_id else None
    return accounts.grant_role(account, body.role, jurisdiction=place, unit=unit, line=body.line, by=user)


def _revoke(user: Any, account: Any, body: Any) -> object:
    in_force = queries.grants_in_force(user).filter(user=account)
    return accounts.revoke(several(in_force, [body.grant_id], "grant_id")[0], by=user)


def _edition(user: Any, body: Any) -> Any:
    return policy.issue_edition(body.name, body.source, body.issued_on, by=user)


def _scheme(user: Any, body: Any) -> Any:
    place = owner(user, "people.jurisdiction", body.jurisdiction_id)
    return policy.issue_scheme(place, _as_scheme(body, ()), by=user)


def _revise(user: Any, kept: Any, body: Any) -> object:
    return policy.issue_scheme(kept.jurisdiction, _as_scheme(body, of_record(kept).indicators), by=user, replaces=kept)


def _as_scheme(body: Any, known: tuple[scoring.Indicator, ...]) -> scoring.Scheme:
    indicators = scoring.coded(((each.label, each.most) for each in body.indicators), known)
    cuts = tuple(scoring.GradeCut(each.least, each.grade, each.label) for each in body.cuts)
    return scoring.Scheme(
        "local", 1, body.label, body.kind, body.base, indicators, cuts, body.source, body.confirmed
    )  # fmt: skip


def _rules(user: Any, place: Any, body: Any) -> object:
    said = body.dict()
    profile, required = said.pop("recusal_profile"), said.pop("declarations_required")
    try:
        numbers = TeamPolicy(**said)
    except ValueError as error:
        raise Refused([say(N_("组队参数不能为负，比例须在0至1之间"))]) from error
    return policy.settle_rules(place, profile, numbers, declarations_required=required, by=user)


def _exposure(user: Any, place: Any, body: Any) -> object:
    said, now = body.dict(exclude_unset=True), exposure_policy(place)
    weighed = {kind: Weight(**each) for kind, each in said.pop("weights", {}).items()}
    for kind, weight in weighed.items():
        if kind in ENDLESS and weight.years:
            raise InvalidField("weights", say(N_("“%(kind)s”不随年份递减"), kind=kind))
    source = said.pop("source")
    return policy.settle_exposure(place, replace(now, weights={**now.weights, **weighed}, **said), source, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("taxonomy", "taxonomy.edit", i.NodeIn, _node),
    Making("editions", "taxonomy.edit", i.EditionIn, _edition),
    Making("schemes", "scheme.edit", i.SchemeIn, _scheme),
    Making("deadlines", "deadline.edit", i.DeadlineIn, _deadline),
)
CHANGES: tuple[Changing, ...] = (
    Changing("taxonomy", "taxonomy.edit", part_of(i.NodeIn, "parent_id", "code"), _change_node),
)
REMOVALS: tuple[Removing, ...] = (Removing("deadlines", "deadline.edit", lambda u, r: policy.clear_deadline(r, by=u)),)
VERBS: tuple[Verb, ...] = (
    Verb("taxonomy", "retire", "taxonomy.edit", base.Nothing, lambda u, r, b: policy.retire_node(r, by=u)),
    Verb("taxonomy", "restore", "taxonomy.edit", base.Nothing, lambda u, r, b: policy.restore_node(r, by=u)),
    Verb("schemes", "revise", "scheme.edit", i.RevisionIn, _revise),
    Verb("schemes", "retire", "scheme.edit", base.Nothing, lambda u, r, b: policy.retire_scheme(r, by=u)),
    Verb("jurisdictions", "rules", "policy.edit", i.OfficeRulesIn, _rules),
    Verb("jurisdictions", "exposure", "policy.edit", i.ExposureIn, _exposure),
    Verb("accounts", "disable", "account.disable", base.Nothing, lambda u, r, b: accounts.disable(r, by=u)),
    Verb("accounts", "enable", "account.disable", base.Nothing, lambda u, r, b: accounts.enable(r, by=u)),
    Verb("accounts", "reset-factors", "account.reset", base.Nothing, lambda u, r, b: accounts.reset_factors(r, by=u)),
    Verb("accounts", "grant", "account.grant", i.GrantIn, _grant),
    Verb("accounts", "revoke", "account.grant", i.RevokeIn, _revoke),
)  # fmt: skip
