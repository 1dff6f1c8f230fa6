"""Findings: written with their duty-holders, confirmed by the leader, sent back for change."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from xuncha.domain.errors import WrongState
from xuncha.domain.findings import FINDING_FLOW, DutyHolderKind, FindingState, FindingVerb
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import Change, act
from xuncha.records.findings.actions.shared import refuse, require_leaf, require_words
from xuncha.records.findings.models import DutyHolder, Finding
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach


def save_finding(finding: Finding, holders: Iterable[DutyHolder], *, by: User) -> Finding:
    """Write a finding, or change a draft. It may still lack parts; a report takes it only when it is whole."""
    reach.require(by, "finding.write", finding.inspection)
    require_leaf(finding.leaf)
    require_words(finding.title, N_("问题"))
    _require_same_unit(finding)
    with act("finding.write", by=by, on=finding if finding.pk else None) as change:
        if finding.pk:
            stored = change.hold(finding)
            if stored["state"] != FindingState.DRAFT:
                raise WrongState(FindingState(stored["state"]), N_("修改"))
            finding.number, finding.state = stored["number"], stored["state"]
            change.save(finding)
        else:
            finding.number, finding.state = _next_number(finding.inspection), FindingState.DRAFT
            change.create(finding)
        _keep_holders(change, finding, tuple(holders))
    return finding


def confirm(finding: Finding, *, by: User) -> Finding:
    """The leader takes the finding as established."""
    reach.require(by, "finding.confirm", finding.inspection)
    with act("finding.confirm", by=by, on=finding) as change:
        finding.state = FINDING_FLOW.advance(FindingState(finding.state), FindingVerb.CONFIRM)
        change.save(finding)
    return finding


def amend(finding: Finding, note: str, *, by: User) -> Finding:
    """The leader sends a confirmed finding back to be changed."""
    reach.require(by, "finding.confirm", finding.inspection)
    words = require_words(note, N_("退回意见"))
    with act("finding.amend", by=by, on=finding, note=words) as change:
        finding.state = FINDING_FLOW.advance(FindingState(finding.state), FindingVerb.AMEND)
        change.save(finding)
    return finding


def _next_number(inspection: Inspection) -> int:
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    return (Finding.objects.filter(inspection=inspection).aggregate(last=Max("number"))["last"] or 0) + 1


def _require_same_unit(finding: Finding) -> None:
    reasons = []
    if finding.paper is not None and finding.paper.inspection_id != finding.inspection_id:
        reasons.append(say(N_("底稿不属于这次巡察")))
    if finding.repeats is not None and finding.repeats.inspection.unit_id != finding.inspection.unit_id:
        reasons.append(say(N_("“上轮已指出”的问题须为同一单位的问题")))
    refuse(tuple(reasons))


def _keep_holders(change: Change, finding: Finding, holders: tuple[DutyHolder, ...]) -> None:
    """Replace the duty-holders, leaving alone those that stay as they were."""
    wanted = {_identity(holder): holder for holder in holders}
    kept = {_identity(holder): holder for holder in finding.duty_holders.all()}
    for identity, holder in kept.items():
        if identity not in wanted:
            change.delete(holder)
    for identity, holder in wanted.items():
        if identity not in kept:
            DutyHolderKind(holder.kind)
            holder.finding = finding
            change.create(holder)


def _identity(holder: DutyHolder) -> tuple[object, ...]:
    return holder.kind, holder.unit_id, holder.person_id, holder.name.strip(), holder.duty.strip()
