"""When things are done: begun late, overdue, silent, all on the last day, done before they could be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from xuncha.domain.authenticity.facts import PlanDossier, TaskDossier
from xuncha.domain.authenticity.rule import Limit, Limits, Match, Rule, published
from xuncha.domain.authenticity.words import Basis
from xuncha.domain.findings import Cure, Severity
from xuncha.domain.ledgers import FlagSeverity
from xuncha.domain.rectification import PlanState, TaskState
from xuncha.domain.words import N_, say


def _begun_late(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    start = dossier.accepted_on
    if start is None or not dossier.measures:
        return
    first_due = min(measure.due_on for measure in dossier.measures)
    begun = next((on for on in dossier.activity if on >= start), None)
    days = ((begun or dossier.on) - start).days
    if days < limits["days"] or first_due >= (begun or dossier.on):
        return
    if begun is None:
        yield Match(say(N_("方案于%(start)s审核通过，至今没有一条进展"), start=start), days)
    else:
        yield Match(
            say(
                N_("方案于%(start)s审核通过，到%(begun)s才有第一条进展，第一项措施早应在%(due)s前完成"),
                start=start, begun=begun, due=first_due,
            ),
            days,
        )  # fmt: skip


BEGUN_LATE: Rule[TaskDossier] = Rule(
    "Z8", 1, N_("迟迟不动"), published(8, N_("赤水市司法局14个月后才启动")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("方案通过之后很久没有任何进展，第一项措施的期限已经过去"),
    N_("第一项措施本来就安排在以后"),
    _begun_late, (Limit("days", 60, N_("多少天没有动静才提示"), least=14, most=730, learns=True),),
)  # fmt: skip


def _overdue(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    ended = (dossier.submitted_on if dossier.said_done else None) or dossier.on
    days = (ended - dossier.due_on).days
    if days < limits["days"] or (dossier.extended_until and dossier.extended_until >= ended):
        return
    if dossier.said_done:
        yield Match(
            say(
                N_("应于%(due)s完成，%(done)s才申报，没有批准延期的记录"), due=dossier.due_on, done=ended
            ),
            days,
        )  # fmt: skip
    else:
        yield Match(say(N_("应于%(due)s完成，至今没有完成，也没有批准延期的记录"), due=dossier.due_on), days)


OVERDUE: Rule[TaskDossier] = Rule(
    "Z9", 1, N_("逾期而没有延期记录"), published(9, N_("望谟县逾期20个月")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("超过完成时限很久，没有批准过延期"),
    N_("巡察办批准过延期，并在延长的期限内完成"),
    _overdue, (Limit("days", 30, N_("逾期多少天才提示"), least=1, most=730, learns=True),),
)  # fmt: skip


def _no_plan(dossier: PlanDossier, limits: Limits) -> Iterator[Match]:
    days = (dossier.on - dossier.due_on).days
    if dossier.version == 0 and dossier.state is PlanState.DRAFT and days >= limits["days"]:
        yield Match(
            say(N_("%(unit)s应于%(due)s报送整改方案，至今没有报送"), unit=dossier.unit, due=dossier.due_on), days
        )


NO_PLAN: Rule[PlanDossier] = Rule(
    "Z10", 1, N_("拒不整改"), published(10, N_("花溪区某粮食公司")), Basis.PUBLISHED, FlagSeverity.HIGH,
    N_("报送方案的期限已过，没有方案，也没有答复"),
    N_("已经报送过，退回后正在修改"),
    _no_plan, (Limit("days", 15, N_("过期多少天才提示"), least=1, most=365, learns=True),),
)  # fmt: skip


def _ageing(dossier: PlanDossier, limits: Limits) -> Iterator[Match]:
    if dossier.on < dossier.period_until + timedelta(days=limits["days"]):
        return
    due = [task for task in dossier.tasks if task.cure is not Cure.LONG_TERM and task.due_on < dossier.on]
    if not due:
        return
    share = sum(task.state is TaskState.CLOSED for task in due) * 100 // len(due)
    if share < limits["percent"]:
        yield Match(
            say(
                N_("集中整改于%(until)s期满，%(days)s天后已到期任务的销号率仍低于%(percent)s%%"),
                until=dossier.period_until, days=limits["days"], percent=limits["percent"],
            ),
            share,
        )  # fmt: skip


AGEING: Rule[PlanDossier] = Rule(
    "Z18", 1, N_("到期任务久拖不结"), published(18, N_("湖北642个一般问题未办结")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("集中整改期满之后，已到期任务的销号率仍然很低"),
    N_("未销号的都是长期坚持的任务，或者尚未到期"),
    _ageing,
    (
        Limit("percent", 80, N_("销号率低于百分之几才提示"), least=10, most=100, basis=Basis.PUBLISHED, learns=True, falling=True),
        Limit("days", 90, N_("期满后多少天起算"), least=0, most=730),
    ),
)  # fmt: skip


def _last_day(dossier: PlanDossier, limits: Limits) -> Iterator[Match]:
    sent = [task.submitted_on for task in dossier.tasks if task.submitted_on]
    first = dossier.period_until - timedelta(days=limits["days"])
    batch = [on for on in sent if first < on <= dossier.period_until]
    share = len(batch) * 100 // len(sent) if sent else 0
    if len(batch) >= limits["tasks"] and share >= limits["percent"]:
        yield Match(
            say(
                N_("%(all)s项已申报的任务中有%(batch)s项集中在期满前最后%(days)s天（至%(until)s）申报"),
                all=len(sent), batch=len(batch), days=limits["days"], until=dossier.period_until,
            ),
            share,
        )  # fmt: skip


LAST_DAY: Rule[PlanDossier] = Rule(
    "Z24", 1, N_("最后一天集中申报"), say(N_("公开的核查做法：台账销号反向核查")), Basis.PUBLISHED, FlagSeverity.MEDIUM,
    N_("大部分任务在集中整改的最后一天成批申报完成"),
    N_("陆续申报，最后几天只有少数"),
    _last_day,
    (
        Limit("percent", 60, N_("占已申报任务的百分之几才提示"), least=20, most=100, learns=True),
        Limit("tasks", 4, N_("至少几项才算成批"), least=2, most=50),
        Limit("days", 1, N_("最后几天"), least=1, most=15),
    ),
)  # fmt: skip


def _silent(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    start = dossier.accepted_on
    if start is None:
        return
    end = dossier.submitted_on if dossier.said_done else min(dossier.on, dossier.due_on)
    days = [on for on in dossier.activity if start <= on <= (end or dossier.on)]
    if not days:
        return  # never begun is another rule's matter
    stops = [*days, end or dossier.on]
    longest = max(zip(stops, stops[1:], strict=False), key=lambda pair: pair[1] - pair[0])
    gap = (longest[1] - longest[0]).days
    if gap >= limits["days"]:
        if longest[1] == stops[-1] and not dossier.said_done:
            yield Match(say(N_("%(since)s以后没有任何进展"), since=longest[0]), gap)
        else:
            told = {"since": longest[0], "until": longest[1]}
            yield Match(say(N_("%(since)s至%(until)s之间没有任何进展"), **told), gap)


SILENT: Rule[TaskDossier] = Rule(
    "Z25", 1, N_("长期没有进展"), say(N_("由公开案例第8种引申")), Basis.OURS, FlagSeverity.LOW,
    N_("两条进展之间隔得太久"),
    N_("至少每季度有一条进展"),
    _silent, (Limit("days", 120, N_("间隔多少天才提示"), least=14, most=730, learns=True),),
)  # fmt: skip


def _too_quick(dossier: TaskDossier, limits: Limits) -> Iterator[Match]:
    start, done = dossier.accepted_on, dossier.submitted_on
    if start is None or done is None or dossier.cure is Cure.IMMEDIATE or dossier.severity is Severity.ORDINARY:
        return
    days = (done - start).days
    if 0 <= days < limits["days"]:
        told = {"severity": dossier.severity, "start": start, "done": done}
        yield Match(say(N_("程度为“%(severity)s”的问题，方案%(start)s通过，%(done)s就申报完成"), **told), days)


TOO_QUICK: Rule[TaskDossier] = Rule(
    "Z26", 1, N_("过快申报完成"), say(N_("由公开案例引申：销号速度异常")), Basis.OURS, FlagSeverity.LOW,
    N_("较重以上的问题，方案通过没几天就申报完成"),
    N_("立行立改，或者一般问题"),
    _too_quick, (Limit("days", 8, N_("方案通过后不满几天就申报才提示"), least=1, most=60, learns=True, falling=True),),
)  # fmt: skip

TASK_RULES = (BEGUN_LATE, OVERDUE, SILENT, TOO_QUICK)
PLAN_RULES = (NO_PLAN, AGEING, LAST_DAY)
