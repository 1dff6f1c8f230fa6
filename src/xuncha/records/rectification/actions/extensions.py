"""More time: the unit asks, the office decides."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.rectification import ExtensionState, extension_gaps
from xuncha.domain.words import N_, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.rectification.actions.tasks import still_open
from xuncha.records.rectification.models import Extension
from xuncha.records.teams.reach import require


def request_extension(extension: Extension, *, by: User) -> Extension:
    """Ask for a later date, with a reason."""
    task = extension.task
    require(by, "extension.request", task.plan.inspection)
    still_open(task)
    asked = task.extensions.filter(state=ExtensionState.ASKED).exists()
    gaps = extension_gaps(task.due_on, extension.until, extension.reason, asked)
    if gaps:
        raise Refused(gaps)
    extension.asked_on = timezone.localdate()
    with act("extension.request", by=by, on=task, until=extension.until, reason=extension.reason) as change:
        change.create(extension)
    return extension


def decide_extension(extension: Extension, granted: bool, words: str, *, by: User) -> Extension:
    """Grant or refuse; granting moves the task's date. A refusal gives its reason."""
    task = extension.task
    require(by, "extension.decide", task.plan.inspection)
    if extension.state != ExtensionState.ASKED:
        raise Refused((say(N_("延期申请已于%(on)s审批"), on=extension.decided_on),))
    if not granted and not words.strip():
        raise Refused((say(N_("不同意延期须写明理由")),))
    extension.state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    extension.decided_on, extension.decision = timezone.localdate(), words
    with act("extension.decide", by=by, on=task, words=words) as change:
        change.save(extension)
        if granted:
            task.due_on = extension.until
            change.save(task)
    return extension
