"""Books that do not look like books: numbers, gaps, late entries, sums that do not balance, old balances, cash."""

from __future__ import annotations

from datetime import timedelta

from xuncha.domain.ledgers import Book
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.plants.planter import Planter, Ref

TOP = 3
"""E1 ranks: it names the three units furthest off in a year."""


def plant(planter: Planter) -> None:
    """All cases of family E."""
    for n in range(planter.plan.cases):
        _gap(planter, n)
        _late(planter, n)
        _uneven(planter, n)
        _unmoved(planter, n)
        _cash(planter, n)
        _private(planter, n)
    for n, unit in enumerate(planter.plan.hosts["E1"][: 4 * TOP]):
        _digits(planter, n, unit)
    for n, unit in enumerate(planter.plan.hosts["E2"]):
        _round(planter, n, unit)


def _many(planter: Planter, unit: int, year: int) -> int:
    """As many vouchers as make nearly half of those of the year."""
    months = (year - 2022) * 12
    return max(260, int(planter.booked[unit, months : months + 12].sum()) * 4 // 5)


def _digits(planter: Planter, n: int, unit: int) -> None:
    """Amounts made up to stay below a thousand: all of them begin with 9."""
    year, shop = 2022 + n % 4, planter.supplier("办公用品")
    rows: list[Ref] = []
    total = 0
    for place in range(_many(planter, unit, year)):
        fen = planter.fen(905, 995)
        day = planter.workday(year, 1 + place % 12, 2 + place // 12 % 24)
        number, _ = planter.invoice(unit, day, shop, fen, "*纸制品*办公用品")
        rows += planter.voucher(unit, day, "购办公用品", [(a.OFFICE, fen)], party=shop, invoice=number)
        total += fen
    planter.case("E1", unit, rows, total, f"{year}年大量金额是九百余元")


def _round(planter: Planter, n: int, unit: int) -> None:
    year, shop = 2022 + n % 4, planter.supplier("综合服务")
    rows: list[Ref] = []
    total = 0
    for place in range(_many(planter, unit, year)):
        fen = 1_000_00 * int(planter.rng.integers(1, 7))
        day = planter.workday(year, 1 + place % 12, 2 + place // 12 % 24)
        number, _ = planter.invoice(unit, day, shop, fen, "*现代服务*服务费")
        rows += planter.voucher(unit, day, "支付服务费", [(a.OTHER_GOODS, fen)], party=shop, invoice=number)
        total += fen
    planter.case("E2", unit, rows, total, f"{year}年大量支出为整千元", ["E1"])


def _gap(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n), planter.fen(500, 900), planter.some_day()
    rows = planter.voucher(unit, day, "支付邮寄费", [(a.POST, fen)], skipped=1 + n % 3)
    planter.case("E3", unit, rows, 0, f"此前缺{1 + n % 3}个凭证号")


def _late(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n, 1), planter.fen(12_000, 30_000), planter.some_day()
    rows = planter.voucher(unit, day, "补记维修费", [(a.REPAIR, fen)], entered=day + timedelta(days=75 + n))
    planter.case("E4", unit, rows, fen, "会计期间结束一个多月后才录入")


def _uneven(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n, 2), planter.fen(1_000, 3_000), planter.some_day()
    rows = planter.voucher(unit, day, "支付邮电费", [(a.POST, fen)], short=100_00 * (1 + n % 5))
    planter.case("E5", unit, rows, 100_00 * (1 + n % 5), "凭证借贷不平")


def _unmoved(planter: Planter, n: int) -> None:
    """A balance brought forward from before the ledger begins, and never touched."""
    unit, fen = planter.below(n, 3), planter.fen(20_000, 90_000)
    ledger = (a.OTHER_RECEIVABLE, a.OTHER_PAYABLE)[n % 2]
    rows = [
        planter.row(
            "balances", unit=planter.world.units[unit], book=Book.FINANCIAL.value, period=year * 100 + month,
            account_code=f"{ledger}{90 + n % 10}", account_name=f"{a.name(ledger)}——历年挂账", opening_fen=fen, debit_fen=0,
            credit_fen=0, closing_fen=fen,
        )
        for year in range(2022, 2026)
        for month in range(1, 13)
    ]  # fmt: skip
    planter.case("E6", unit, rows[-1:], fen, "往来款余额四年没有变动")


def _cash(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n), planter.fen(8_000, 20_000), planter.some_day()
    rows = planter.voucher(unit, day, "现金支付零星工程款", [(a.REPAIR, fen)], a.CASH, planter.staff(unit, 4))
    planter.case("E7", unit, [*rows, (rows[0][0], rows[0][1] + 1)], fen, "大额现金支出")


def _private(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n, 1), planter.fen(60_000, 120_000), planter.some_day()
    rows = planter.voucher(unit, day, "支付维修材料款", [(a.REPAIR, fen)], party=planter.staff(unit, 2))
    planter.case("E7", unit, rows, fen, "大额维修款转入本单位职工个人账户")
