"""Training: one course of one inspector, or one course of many at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms.models import model_to_dict

from xuncha.domain.errors import InvalidField, Refused
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, act, allow
from xuncha.records.people.models import Inspector
from xuncha.records.pool.models import Training

EDIT = "training.edit"
GONE = N_("删除：%(what)s")


def save_training(training: Training, *, by: Actor) -> Training:
    """Enter a course somebody completed, or keep what was changed of it."""
    allow(by, EDIT, training.inspector.jurisdiction.path)
    _refuse_backwards(training)
    with act(EDIT, by=by, on=training.inspector, course=training.course) as change:
        return change.save(training) if training.pk else change.create(training)


def train_many(course: Training, inspectors: Sequence[Inspector], *, by: Actor) -> int:
    """Enter one course for everybody who attended it, in one act; gives how many there were."""
    if not inspectors:
        raise Refused([say(N_("没有选择参训人员"))])
    for path in {each.jurisdiction.path for each in inspectors}:
        allow(by, EDIT, path)
    _refuse_backwards(course)
    said = model_to_dict(course, exclude=["id", "inspector"])
    with act(EDIT, by=by, course=course.course, count=len(inspectors)) as change:
        change.create_many(Training(**said, inspector=each) for each in inspectors)
    return len(inspectors)


def remove_training(training: Training, *, by: Actor) -> None:
    """Remove a course entered by mistake."""
    allow(by, EDIT, training.inspector.jurisdiction.path)
    with act(EDIT, by=by, on=training.inspector, removed=say(GONE, what=training.course)) as change:
        change.delete(training)


def _refuse_backwards(training: Training) -> None:
    if training.valid_until is not None and training.valid_until < training.ended_on:
        raise InvalidField(N_("有效期至"), say(N_("不能早于结业日期")))
