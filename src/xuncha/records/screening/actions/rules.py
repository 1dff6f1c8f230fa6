"""Thresholds of the highest office's own, and rules of its own: written by one, reviewed by another, never changed once in force."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, Refused, WrongState
from xuncha.domain.ledgers import OwnRuleState, RuleFamily
from xuncha.domain.words import N_, say
from xuncha.engines.ledgers.rules import Rule, Value, newest, read_rule
from xuncha.engines.ledgers.running.examples import failures
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.queries import top_places
from xuncha.records.screening import rules
from xuncha.records.screening.models import OwnRule, RuleSetting

SET, WRITE, REVIEW = "ledger_rule.set", "ledger_rule.write", "ledger_rule.review"


def set_rule(
    place: Jurisdiction, code: str, values: Mapping[str, Value], source: str, *, used: bool, by: User
) -> RuleSetting:
    """Set thresholds of a rule here, or put it aside; with where that comes from.

    :raises InvalidField: where a threshold is not of its parameter's kind, or no source is named.
    """
    _allow(by, SET, place)
    rule = newest(rules.known(), [code])[0]
    for name, value in values.items():
        if name not in rule.parameters or not _alike(value, rule.parameters[name].value):
            raise InvalidField(name, say(N_("与规则所要的不是同一类值")))
    if not source.strip():
        raise InvalidField(N_("依据"), say(N_("须写明依据")))
    kept = RuleSetting.objects.filter(jurisdiction=place, rule=code).first()
    with act(SET, by=by, on=kept, rule=code) as change:
        setting = kept or RuleSetting(jurisdiction=place, rule=code)
        setting.values = {name: value for name, value in values.items() if value != rule.parameters[name].value}
        setting.used, setting.source = used, source.strip()
        return change.save(setting) if kept else change.create(setting)


def write_rule(place: Jurisdiction, text: str, *, by: User) -> OwnRule:
    """Keep a rule file as a draft, tried on its own examples first.

    :raises InvalidFile: where it is no rule file. :raises InvalidRule: where its SQL says what it may not.
    :raises Refused: where an example does not give what it promises.
    """
    _allow(by, WRITE, place)
    rule = _sound(text)
    last = OwnRule.objects.filter(jurisdiction=place, rule=rule.id).aggregate(last=Max("version"))["last"] or 0
    if rule.version != last + 1:
        raise InvalidField("version", say(N_("这条规则的下一版应为 %(version)s"), version=last + 1))
    with act(WRITE, by=by, rule=rule.id, version=rule.version) as change:
        return change.create(OwnRule(jurisdiction=place, rule=rule.id, version=rule.version, text=text, by=by))


def review_rule(own: OwnRule, *, by: User) -> OwnRule:
    """Put a rule in force that somebody else wrote; its earlier version, if any, retires."""
    _allow(by, REVIEW, own.jurisdiction)
    if own.state != OwnRuleState.DRAFT:
        raise WrongState(OwnRuleState(own.state).label, OwnRuleState.IN_FORCE.label)
    if own.by_id == by.pk:
        raise Refused((say(N_("自己编写的规则须由他人审核")),))
    _sound(own.text)
    with act(REVIEW, by=by, on=own) as change:
        for earlier in OwnRule.objects.filter(
            jurisdiction=own.jurisdiction, rule=own.rule, state=OwnRuleState.IN_FORCE
        ):
            earlier.state = OwnRuleState.RETIRED
            change.save(earlier)
        own.state, own.reviewed_by, own.reviewed_on = OwnRuleState.IN_FORCE, by, timezone.localdate()
        change.save(own)
    return own


def retire_rule(own: OwnRule, *, by: User) -> OwnRule:
    """Take a rule out of use; what it flagged keeps naming it."""
    _allow(by, REVIEW, own.jurisdiction)
    if own.state != OwnRuleState.IN_FORCE:
        raise WrongState(OwnRuleState(own.state).label, OwnRuleState.RETIRED.label)
    own.state = OwnRuleState.RETIRED
    with act(REVIEW, by=by, on=own, retired=True) as change:
        change.save(own)
    return own


def _allow(by: User, permission: str, place: Jurisdiction) -> None:
    """All ledgers lie in one store and are read at once: the highest offices set rules, for all the places below."""
    allow(by, permission, place.path)
    top = top_places()
    if not any(by.reaches(permission, path) for path in top):
        raise NotAllowed(permission, access.label(permission))
    if place.path not in top:
        raise Refused((say(N_("规则由最高一级巡察办设置，对收到的全部账套有效")),))


def _alike(value: Value, usual: Value) -> bool:
    """A list names at least one thing: an engine knows no empty one."""
    if isinstance(usual, tuple) and isinstance(value, tuple):
        return {type(each) for each in value} == {type(each) for each in usual}
    return type(value) is type(usual)


def _sound(text: str) -> Rule:
    rule = read_rule(text, N_("规则文件"))
    if rule.family is not RuleFamily.OWN:
        raise InvalidField("id", say(N_("自编规则的编号以 X 开头")))
    if wrong := tuple(failures(rule)):
        raise Refused(wrong)
    return rule
