"""By what a finding about money would be known again: settled while it is written, used when it has been closed."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.findings.models import Pattern
from xuncha.records.teams import reach

LISTS = ("persons", "accounts", "suppliers", "words")


def settle_pattern(pattern: Pattern, *, by: User) -> Pattern:
    """Say by what a finding would be known again; a watch opens over it when its task is closed.

    :raises Refused: where it names nothing at all: everything would look like a recurrence.
    """
    reach.require(by, "finding.write", pattern.finding.inspection)
    for name in LISTS:
        setattr(pattern, name, _tidy(getattr(pattern, name)))
    if not any(getattr(pattern, name) for name in LISTS):
        raise Refused((say(N_("请至少写明一项特征：人员、科目、供应商或摘要用语")),))
    with act("finding.pattern", by=by, on=pattern.finding) as change:
        if pattern.pk:
            change.save(pattern)
        else:
            change.create(pattern)
    return pattern


def _tidy(values: Iterable[str]) -> list[str]:
    return sorted({text for value in values if (text := value.strip())})
