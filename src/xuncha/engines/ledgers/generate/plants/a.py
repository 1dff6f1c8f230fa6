"""Spending shifted down the tree, and what came back after it was put right."""

from __future__ import annotations

from datetime import timedelta

from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.plan import CLOSED, WAYS_BACK, WORDS
from xuncha.engines.ledgers.generate.plants.planter import Party, Planter, Ref

SEED_FEN = 19_000_00


def plant(planter: Planter) -> None:
    """All cases of family A."""
    for n in range(planter.plan.recurrences):
        _recurred(planter, n)
    for n in range(planter.plan.cases):
        _superior_paid(planter, n)
        _superior_invoice(planter, n)
        _renamed(planter, n)
        _flowed_back(planter, n)
        _levied(planter, n)
        _channelled(planter, n)
    for n, bureau in enumerate(planter.plan.hosts["A4"]):
        _displaced(planter, n, bureau)


def _recurred(planter: Planter, n: int) -> None:
    """The seed's case in the month the period ended, then the same in other clothes."""
    bureau, closed = planter.group(n), CLOSED[n % len(CLOSED)]
    below, station = planter.below(n), bureau + 5 + n % 3
    firm, name = planter.supplier("商务服务", n), planter.world.unit_names[bureau]
    head = planter.person(int(planter.world.staff[bureau]))
    words, fen = f"支付{name}{WORDS}的开支", planter.fen(5_000, 15_000)
    unit, summary, code, amount, party, what, also = (
        (below, words, a.OTHER_GOODS, SEED_FEN, planter.staff(below, 4),
         f"整改期满当月，下属单位为{name}支付{WORDS}的开支1.9万元，收款人换成了本单位职工", ["E7"]),
        (below, "报销资料购置费", a.OFFICE, fen, head, "换了单位和科目：原涉及人员改在下属单位办公费列支", ["A2", "A5"]),
        (bureau, "支付服务费", a.OTHER_GOODS, fen, firm, "本单位又在原科目向原供应商付款，摘要已改", []),
        (station, "支付综合服务费", a.OTHER_GOODS, fen, firm, "换了单位：原供应商改由基层站所付款", []),
        (station, words, a.LABOUR, fen, planter.outsider(n), "单位、科目、收款人都换了，只有摘要用语未变", []),
    )[n % WAYS_BACK]  # fmt: skip
    planter.voucher(below, closed - timedelta(days=90), words, [(a.OTHER_GOODS, 12_600_00)], party=firm)
    soon = planter.workday(closed.year, closed.month, closed.day + 2)
    rows = planter.voucher(unit, soon, summary, [(code, amount)], party=party)
    planter.case("A1", unit, rows, amount, f"销号后{what}" if n % WAYS_BACK else what, also)


def _superior_paid(planter: Planter, n: int) -> None:
    bureau, below = planter.group(n), planter.below(n, 1)
    fen, day = planter.fen(1_500, 6_000), planter.some_day()
    rows = planter.voucher(below, day, "报销外出考察差旅费", [(a.TRAVEL, fen)], party=planter.staff(bureau, 5 + n % 3))
    planter.case("A2", below, rows, fen, f"{planter.world.unit_names[bureau]}工作人员的差旅费在下属单位报销")


def _superior_invoice(planter: Planter, n: int) -> None:
    bureau, below = planter.group(n), planter.below(n, 2)
    fen, day, seller = planter.fen(4_000, 18_000), planter.some_day(), planter.supplier("家具")
    number, _ = planter.invoice(bureau, day, seller, fen, "*家具*办公家具")
    rows = planter.voucher(below, day, "购办公家具", [(a.OFFICE, fen)], party=seller, invoice=number)
    planter.case("A3", below, rows, fen, "下属单位支付了购买方为上级单位的发票", ["B5"])


def _displaced(planter: Planter, n: int, bureau: int) -> None:
    """Meetings: 9,000 a month in the bureau until the finding is closed, then as much in a subordinate unit."""
    closed, below = CLOSED[0], bureau + 1 + n % 4
    hotel = planter.supplier("会议服务")
    rows: list[Ref] = []
    moved = 0
    for step in range(-12, 8):
        year, month = divmod(closed.year * 12 + closed.month - 1 + step, 12)
        after = step >= 1
        unit, fen = (below if after else bureau), planter.fen(8_500, 9_500)
        day = planter.workday(year, month + 1, 8 + n % 5)
        number, _ = planter.invoice(unit, day, hotel, fen, "*会展服务*会议费")
        booked = planter.voucher(unit, day, "支付专题会议费", [(a.MEETING, fen)], party=hotel, invoice=number)
        if after and step <= 5:
            rows, moved = rows + booked, moved + fen
    planter.case("A4", below, rows, moved, "销号后本单位会议费归零，同样的会议费改在下属单位列支", ["A1", "C13"])


def _renamed(planter: Planter, n: int) -> None:
    bureau, closed = planter.group(n), CLOSED[(n + 1) % 4]
    inn = planter.supplier("餐饮服务", planter.plan.recurrences + n)
    for step in (150, 100, 50):
        day = closed - timedelta(days=step)
        fen = planter.fen(900, 1_500)
        planter.voucher(
            bureau, planter.workday(day.year, day.month, day.day), "公务接待餐费", [(a.RECEPTION, fen)], party=inn
        )
    rows: list[Ref] = []
    total = 0
    for step in (20, 55, 90):
        day, fen = closed + timedelta(days=step), planter.fen(1_200, 2_600)
        day = planter.workday(day.year, day.month, day.day)
        rows += planter.voucher(bureau, day, "购办公用品", [(a.OFFICE, fen)], party=inn)
        total += fen
    planter.case("A5", bureau, rows, total, "销号后同一餐饮商户改按办公费列支")


def _flowed_back(planter: Planter, n: int) -> None:
    """The bureau lends to its subordinate, and clears the loan against expense of its own."""
    bureau, below = planter.group(n), planter.below(n, 3)
    fen, day = planter.fen(20_000, 45_000), planter.workday(2024, 2 + n % 6, 6)
    child = Party(name=planter.world.unit_names[below])
    planter.voucher(bureau, day, "拨付下属单位周转金", [(a.OTHER_RECEIVABLE, fen)], party=child)
    later = day + timedelta(days=75)
    cleared = planter.voucher(
        bureau, planter.workday(later.year, later.month, later.day), "冲销往来款转列费用", [(a.OTHER_GOODS, fen)],
        a.OTHER_RECEIVABLE, child,
    )  # fmt: skip
    credit = (cleared[0][0], cleared[0][1] + 1)
    planter.case("A6", bureau, [*cleared, credit], fen, "与下属单位的往来款未收回，直接冲转费用")


def _levied(planter: Planter, n: int) -> None:
    """Four siblings pay nearly the same to one party within a week."""
    bureau, fen = planter.group(n), 100_00 * int(planter.rng.integers(50, 90))
    host = planter.supplier("文化传播")
    start = planter.workday(2023 + n % 3, 3 + n % 8, 9)
    rows: list[Ref] = []
    total = 0
    for place in range(4):
        share = fen + 100_00 * (place % 2)
        rows += planter.voucher(
            bureau + 1 + place, planter.workday(start.year, start.month, start.day + place % 3), "分担活动经费",
            [(a.OTHER_GOODS, share)], party=host,
        )  # fmt: skip
        total += share
    planter.case("A7", bureau, rows, total, "上级组织活动，四个下属单位同周向同一单位付了几乎相同的款项")


def _channelled(planter: Planter, n: int) -> None:
    """Money to the canteen or union, which then pays for banquets."""
    bureau = planter.group(n)
    body, fen = bureau + 8 + n % 2, planter.fen(16_000, 30_000)
    inn = planter.supplier("酒店")
    day = planter.some_day()
    away = Party(name=planter.world.unit_names[body])
    sent = planter.voucher(bureau, day, "拨付活动经费", [(a.OTHER_GOODS, fen)], party=away)
    later = day + timedelta(days=9)
    later = planter.workday(later.year, later.month, later.day)
    planter.voucher(body, day, f"收到{planter.world.unit_names[bureau]}拨款", [(a.BANK, fen)], a.OTHER_PAYABLE)
    spent = planter.voucher(body, later, "支付招待用餐及酒水费", [(a.OTHER_GOODS, fen - 800_00)], party=inn)
    planter.case(
        "A8", bureau, [*sent, *spent], fen - 800_00, "单位经费转到挂靠的工会、食堂、学会，随即用于招待用餐", ["C1"]
    )
