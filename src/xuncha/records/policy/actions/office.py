"""Settling one office's deadlines, recusal rules and team numbers."""

from __future__ import annotations

from dataclasses import asdict

from xuncha.domain.deadlines import Deadline
from xuncha.domain.errors import InvalidField
from xuncha.domain.exposure import ExposurePolicy
from xuncha.domain.recusal import PROFILES
from xuncha.domain.steps import Step
from xuncha.domain.teams import TeamPolicy
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.exposure import as_weights
from xuncha.records.policy.models import DeadlineSetting, ExposureSetting, OfficePolicy

WATCH_MOST = 60
"""Five years: a term. What was watched longer is the next term's to inspect."""


def set_deadline(place: Jurisdiction, step: Step, deadline: Deadline, *, by: Actor) -> DeadlineSetting:
    """Settle how long a step may take here, with the rule it comes from."""
    allow(by, "deadline.edit", place.path)
    if step.terms.counted_from is None:
        raise InvalidField(N_("步骤"), say(N_("“%(step)s”没有起算步骤，不设时限"), step=step))
    if not deadline.source.strip():
        raise InvalidField(N_("依据"), say(N_("须写明时限的依据")))
    setting = DeadlineSetting.objects.filter(jurisdiction=place, step=step).first()
    with act("deadline.edit", by=by, on=setting, step=step.label) as change:
        kept = setting or DeadlineSetting(jurisdiction=place, step=step)
        kept.amount, kept.unit = deadline.amount, deadline.unit
        kept.source, kept.confirmed = deadline.source, deadline.confirmed
        return change.save(kept) if setting else change.create(kept)


def clear_deadline(setting: DeadlineSetting, *, by: Actor) -> None:
    """Give an own figure up; the place above decides again, or the usual figure does."""
    allow(by, "deadline.edit", setting.jurisdiction.path)
    with act("deadline.edit", by=by, step=Step(setting.step).label) as change:
        change.delete(setting)


def settle_rules(
    place: Jurisdiction, profile: str, numbers: TeamPolicy, *, declarations_required: bool, by: Actor
) -> OfficePolicy:
    """Choose the recusal rules and team numbers an office works by."""
    allow(by, "policy.edit", place.path)
    if profile not in PROFILES:
        raise InvalidField(N_("回避规则"), say(N_("没有这套规则：%(code)s"), code=profile))
    settled = OfficePolicy.objects.filter(jurisdiction=place).first()
    with act("policy.edit", by=by, on=settled) as change:
        kept = settled or OfficePolicy(jurisdiction=place)
        kept.recusal_profile = profile
        kept.team_policy = {**asdict(numbers), "declarations_required": declarations_required}
        return change.save(kept) if settled else change.create(kept)


def settle_watch(place: Jurisdiction, months: int, *, by: Actor) -> OfficePolicy:
    """Settle for how many months ledgers are watched after a finding about money is closed; open watches keep their days."""
    allow(by, "policy.edit", place.path)
    if not 1 <= months <= WATCH_MOST:
        raise InvalidField(N_("监测月数"), say(N_("应在1至%(most)s之间"), most=WATCH_MOST))
    settled = OfficePolicy.objects.filter(jurisdiction=place).first()
    with act("policy.edit", by=by, on=settled) as change:
        kept = settled or OfficePolicy(jurisdiction=place)
        kept.watch_months = months
        return change.save(kept) if settled else change.create(kept)


def settle_exposure(place: Jurisdiction, policy: ExposurePolicy, source: str, *, by: Actor) -> ExposureSetting:
    """Settle what acquaintance weighs here and in which years it fades, with where that comes from.

    Rounds being formed are reckoned by the new figures when they are next looked at.
    """
    allow(by, "policy.edit", place.path)
    if not source.strip():
        raise InvalidField(N_("依据"), say(N_("须写明依据")))
    settled = ExposureSetting.objects.filter(jurisdiction=place).first()
    with act("policy.edit", by=by, on=settled) as change:
        kept = settled or ExposureSetting(jurisdiction=place)
        kept.weights, kept.source = as_weights(policy), source
        kept.through_share, kept.through_least, kept.most = policy.through_share, policy.through_least, policy.most
        return change.save(kept) if settled else change.create(kept)
