"""Look-back: begin, look at tasks said to be cured, open again those that are not, conclude."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.rectification import TASK_FLOW, ReopenGround, TaskState, TaskVerb
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import act
from xuncha.records.rectification.actions.closing import reopened
from xuncha.records.rectification.models import LookBack, Reopening, Task
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams.reach import require


@dataclass(frozen=True)
class Look:
    """What was seen of one task: cured or not, and in what words."""

    task: Task
    cured: bool
    words: str
    due_on: date | None = None
    amount_fen: int | None = None


def start_look_back(inspection: Inspection, starts_on: date, *, by: User) -> LookBack:
    """Begin a look-back on an inspection that was fed back; one at a time."""
    require(by, "lookback.write", inspection)
    gaps = []
    if inspection.fed_back_on is None or starts_on < inspection.fed_back_on:
        gaps.append(say(N_("“回头看”应在反馈之后开始")))
    if inspection.look_backs.filter(ends_on__isnull=True).exists():
        gaps.append(say(N_("上一次“回头看”尚未结束")))
    if gaps:
        raise Refused(gaps)
    with act("lookback.write", by=by, on=inspection, starts_on=starts_on) as change:
        return change.create(LookBack(inspection=inspection, starts_on=starts_on))


def look_at_tasks(look_back: LookBack, looks: Sequence[Look], *, by: User) -> LookBack:
    """Put down what was seen; a task that is not cured is opened again at once, with what was seen as the reason."""
    inspection = look_back.inspection
    require(by, "lookback.write", inspection)
    gaps = [gap for look in looks for gap in _gaps(look_back, look)]
    if look_back.ends_on:
        gaps.insert(0, say(N_("“回头看”已于%(on)s结束"), on=look_back.ends_on))
    if gaps:
        raise Refused(gaps)
    today = timezone.localdate()
    look_back.checked = [*look_back.checked, *(_entry(look, today) for look in looks)]
    open_again = [look for look in looks if not look.cured]
    with act("lookback.write", by=by, on=look_back, checked=len(looks), reopened=len(open_again)) as change:
        change.save(look_back)
        for look in open_again:
            ground = ReopenGround.LOOK_BACK
            again = Reopening(task=look.task, ground=ground, reason=look.words, amount_fen=look.amount_fen)
            reopened(change, again, look.due_on)
    return look_back


def conclude_look_back(look_back: LookBack, ends_on: date, conclusion: str, *, by: User) -> LookBack:
    """End a look-back with its conclusion."""
    require(by, "lookback.write", look_back.inspection)
    gaps = []
    if look_back.ends_on:
        gaps.append(say(N_("“回头看”已于%(on)s结束"), on=look_back.ends_on))
    if not look_back.checked:
        gaps.append(say(N_("还没有检查任何任务")))
    if not conclusion.strip():
        gaps.append(say(N_("须写明结论")))
    if ends_on < look_back.starts_on:
        gaps.append(say(N_("结束日期不能早于开始日期")))
    if gaps:
        raise Refused(gaps)
    look_back.ends_on, look_back.conclusion = ends_on, conclusion
    with act("lookback.write", by=by, on=look_back, ends_on=ends_on) as change:
        change.save(look_back)
    return look_back


def _gaps(look_back: LookBack, look: Look) -> list[Sentence]:
    task, gaps = look.task, []
    if task.plan.inspection_id != look_back.inspection_id:
        gaps.append(say(N_("任务“%(task)s”不属于这次巡察"), task=task.title))
    elif not TASK_FLOW.can(TaskState(task.state), TaskVerb.REOPEN):
        state = TaskState(task.state)
        gaps.append(say(N_("任务“%(task)s”当前为“%(state)s”，不在检查之列"), task=task.title, state=state))
    if not look.words.strip():
        gaps.append(say(N_("任务“%(task)s”须写明检查情况"), task=task.title))
    return gaps


def _entry(look: Look, on: date) -> dict[str, object]:
    return {"task": look.task.pk, "on": on.isoformat(), "cured": look.cured, "words": look.words}
