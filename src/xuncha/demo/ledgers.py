"""Two years of ledgers of the water-works bureau and its subordinate: the costs shifted down, cured, and shifted down again.

The books of real offices are not without flaws: a number is left out, one voucher is mistyped, one month has not been handed in.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xuncha.demo import stories
from xuncha.demo.cases import Case
from xuncha.demo.chance import stream, workday
from xuncha.demo.rows import Ledger, Pattern, Task, Unit, Watch
from xuncha.domain.deadlines import add_months
from xuncha.domain.ledgers import RuleFamily

MONTHS = 24
WATCHED_MONTHS = 12
NOT_BOOKED = "管理局无法入账"
SHIFTED_BEFORE_FEN = (2_640_000, 1_980_000, 2_230_000, 1_750_000)  # 8.6万元, as the finding says
HEADS = (
    "凭证日期",
    "凭证字号",
    "摘要",
    "科目编码",
    "科目名称",
    "借方金额",
    "贷方金额",
    "收款人",
    "附件数",
    "制单人",
    "审核人",
)
BANK, WAGES = ("1002", "银行存款"), ("500130101", "业务活动费用-基本工资")
OFFICE, POWER = ("500130201", "业务活动费用-办公费"), ("500130206", "业务活动费用-电费")
REPAIRS, TRAVEL = ("500130213", "业务活动费用-维修(护)费"), ("500130211", "业务活动费用-差旅费")
RECEPTION, LABOUR = ("500130217", "业务活动费用-公务接待费"), ("500130226", "业务活动费用-劳务费")
MATERIALS = ("500130218", "业务活动费用-专用材料费")
USUAL = (
    (OFFICE, "购办公用品", 900, 4200, "云岫文仪商行"), (POWER, "付泵站电费", 6000, 14000, "云岫供电公司"),
    (REPAIRS, "闸门启闭机检修", 2500, 9800, "霜溪机电维修部"), (TRAVEL, "报水利会议差旅费", 300, 1900, ""),
    (MATERIALS, "购巡渠工具", 800, 5200, "霜溪五金店"), (LABOUR, "付渠道清淤人工费", 3000, 8600, "清淤民工组"),
)  # fmt: skip
Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voucher:
    """An expense paid by the bank."""

    on: date
    summary: str
    account: Account
    fen: int
    payee: str
    mistyped_fen: int = 0  # by which its credit differs


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of a month so many months from a day's own."""
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def shifted_again_on(case: Case) -> date:
    """Within the very month the period ended."""
    last = first_of_month(case.line.period_until, 1) - timedelta(days=1)
    return min(workday(case.line.period_until + timedelta(days=5)), last)


@dataclass(frozen=True, slots=True)
class Watched:
    """The story's ledgers, what its finding is known by in them, and the watch that began when its task was closed."""

    pattern: Pattern
    watch: Watch
    ledgers: tuple[Ledger, ...]


def watched(cases: Sequence[Case], tasks: Sequence[Task]) -> Watched:
    """Of the water-works, whose first task is the one that was said to be cured."""
    case = next(case for case in cases if case.target.story == "water")
    task = next(task for task in tasks if task.plan == f"{case.code}-P")
    assert task.closed_on is not None  # noqa: S101  # the story's task is
    family, accounts, words = RuleFamily.DISPLACEMENT.value, (RECEPTION[0],), (NOT_BOOKED,)
    until = add_months(task.closed_on, WATCHED_MONTHS)
    pattern = Pattern(code=f"{task.finding}-A", finding=task.finding, family=family, accounts=accounts, words=words)
    watch = Watch(
        code=f"{task.code}-W", task=task.code, family=family, accounts=accounts, words=words, since=task.closed_on,
        until=until,
    )  # fmt: skip
    return Watched(pattern, watch, tuple(_ledgers(case)))


def _ledgers(case: Case) -> list[Ledger]:
    """For bureau and subordinate: the books up to the period's last month, and those handed in lately."""
    today = case.line.today
    months = [first_of_month(today, back - MONTHS) for back in range(MONTHS)]
    ended = first_of_month(case.line.period_until)
    rows = []
    for unit in (case.unit, case.child):
        assert unit is not None  # noqa: S101  # the story needs one
        vouchers = _books(case, unit, months)
        before = [month for month in months if month < ended]
        after = [month for month in months if month >= ended]
        if unit is case.child:
            after.remove(months[-3])
        for number, part, received in ((1, before, case.line.period_until), (2, after, today - timedelta(days=6))):
            name = f"{unit.name}-序时账-{part[0]:%Y%m}-{part[-1]:%Y%m}.csv"
            torn = months[4] if unit is case.unit else None
            content = _csv([row for month in part for row in _numbered(vouchers, month, month == torn)])
            rows.append(
                Ledger(
                    code=f"{unit.code}-L{number}", unit=unit.code, name=name, received_on=received, content=content
                )
            )  # fmt: skip
    return rows


def _books(case: Case, unit: Unit, months: Sequence[date]) -> list[Voucher]:
    rng = stream(case.seed, "ledger", unit.code)
    rows = [voucher for month in months for voucher in _month(rng, case, unit, month)]
    if unit is case.child:
        rows += _shifted(case, months)
    return sorted(rows, key=lambda row: row.on)


def _month(rng: Random, case: Case, unit: Unit, month: date) -> Iterator[Voucher]:
    yield Voucher(workday(month.replace(day=10)), f"发放{month.month}月份工资", WAGES, _staff_pay(unit), "")
    for account, words, least, most, payee in rng.sample(USUAL, rng.randint(4, 6)):
        fen = rng.randint(least, most) * 100 + rng.choice((0, 0, 30, 50, 80))
        yield Voucher(workday(month.replace(day=rng.randint(3, 24))), words, account, fen, payee)
    if unit is case.unit and rng.random() < 0.5:
        fen = rng.randint(320, 980) * 100
        yield Voucher(
            workday(month.replace(day=rng.randint(5, 24))), "公务接待费（附公函）", RECEPTION, fen, "霜溪迎宾餐厅"
        )
    if unit is case.child and month == months_before(case, 2):
        yield Voucher(workday(month.replace(day=18)), "购渠道警示牌", MATERIALS, 320_000, "霜溪广告社", -18_000)


def months_before(case: Case, months: int) -> date:
    """A month before the one in which the period ended."""
    return first_of_month(case.line.period_until, -months)


def _shifted(case: Case, months: Sequence[date]) -> Iterator[Voucher]:
    """Before the inspection four times; then once more, when everything was said to be cured."""
    inspected = first_of_month(case.line.site_from)
    earlier = [month for month in months if month < inspected][-len(SHIFTED_BEFORE_FEN) :]
    for month, fen in zip(earlier, SHIFTED_BEFORE_FEN, strict=False):
        yield Voucher(workday(month.replace(day=20)), f"付{NOT_BOOKED}的接待、车辆维修费", LABOUR, fen, "齐继川")
    summary = f"付{NOT_BOOKED}的开支"
    yield Voucher(shifted_again_on(case), summary, LABOUR, stories.WATER_REPEAT_FEN, "齐继川")


def _numbered(vouchers: Sequence[Voucher], month: date, torn: bool) -> Iterator[list[object]]:
    """The lines of a month's vouchers; `torn`: the fourth is no longer there."""
    mine = [row for row in vouchers if first_of_month(row.on) == month]
    for number, row in enumerate(mine, start=1):
        shown = number + (torn and number > 3)
        head = [row.on.isoformat(), f"记-{shown:04d}", row.summary]
        tail = [row.payee, 1 + len(row.summary) % 3, "田月禾", "江守约"]
        yield [*head, *row.account, _yuan(row.fen), "", *tail]
        yield [*head, *BANK, "", _yuan(row.fen + row.mistyped_fen), *tail]


def _staff_pay(unit: Unit) -> int:
    return max(6, unit.staff) * 612_000


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows(rows)
    return text.getvalue()
