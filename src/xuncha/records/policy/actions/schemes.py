"""Issuing scoring schemes: a scheme that scores were given by never changes, a change is a new version."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Max

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.scoring import Scheme
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Jurisdiction
from xuncha.records.policy.models import ScoringScheme
from xuncha.records.policy.schemes import as_body

EDIT = "scheme.edit"


def issue_scheme(
    place: Jurisdiction, scheme: Scheme, *, by: Actor, replaces: ScoringScheme | None = None
) -> ScoringScheme:
    """Issue a scheme, or the next version of one; the version replaced is used no more."""
    allow(by, EDIT, place.path)
    if replaces is not None and replaces.jurisdiction_id != place.pk:
        raise Refused([say(N_("上级的评分办法不能在这里修改，请另建本地办法"))])
    if not scheme.label.strip():
        raise InvalidField(N_("名称"), say(N_("不能为空")))
    if scheme.most <= 0:
        raise InvalidField(N_("指标"), say(N_("总分应大于0")))
    before = ScoringScheme.objects.filter(jurisdiction=place, name=scheme.label).aggregate(last=Max("version"))["last"]
    version = 1 + max(before or 0, replaces.version if replaces else 0)
    with act(EDIT, by=by) as change:
        if replaces is not None and replaces.active:
            replaces.active = False
            change.save(replaces)
        record = ScoringScheme(
            jurisdiction=place, name=scheme.label, source=scheme.source, version=version,
            body=as_body(replace(scheme, edition=version)),
        )  # fmt: skip
        return change.create(record)


def retire_scheme(record: ScoringScheme, *, by: Actor) -> ScoringScheme:
    """Use a scheme no more; scores given by it keep it."""
    allow(by, EDIT, record.jurisdiction.path)
    record.active = False
    with act(EDIT, by=by, on=record) as change:
        change.save(record)
    return record
