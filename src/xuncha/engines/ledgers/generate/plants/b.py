"""Invoices booked twice, in pieces, void, or made out to somebody else."""

from __future__ import annotations

from datetime import timedelta

from xuncha.domain.ledgers import InvoiceStatus
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.plants.planter import Planter, Ref


def plant(planter: Planter) -> None:
    """All cases of family B."""
    for n in range(planter.plan.cases):
        _twice(planter, n)
        _paid_again(planter, n)
        _in_a_row(planter, n)
        _void(planter, n)
        _of_another(planter, n)
        _in_pieces(planter, n)


def _twice(planter: Planter, n: int) -> None:
    """In two units of a group, or twice in one; an invoice is made out once, to the first of them."""
    first = planter.below(n)
    second = first if n % 3 == 2 else planter.group(n) + 5 + n % 3
    fen, day, seller = planter.fen(2_000, 9_000), planter.some_day(2023, 2024), planter.supplier("办公用品")
    number, _ = planter.invoice(first, day, seller, fen, "*纸制品*办公用品")
    again = day + timedelta(days=40 + n)
    rows = planter.voucher(first, day, "购办公用品", [(a.OFFICE, fen)], party=seller, invoice=number)
    rows += planter.voucher(
        second, planter.workday(again.year, again.month, again.day), "支付办公用品费", [(a.OFFICE, fen)], party=seller,
        invoice=number,
    )  # fmt: skip
    planter.case("B1", second, rows, fen, "同一张发票先后入账两次", [] if second == first else ["A3", "B5"])


def _paid_again(planter: Planter, n: int) -> None:
    """No invoice number: the same supplier and amount once more within six weeks, and never otherwise."""
    unit, fen, day = planter.below(n, 1), planter.fen(6_000, 28_000), planter.some_day()
    seller = planter.supplier("维修")
    again = day + timedelta(days=12 + n)
    rows = planter.voucher(unit, day, "支付设备维修费", [(a.REPAIR, fen)], party=seller)
    rows += planter.voucher(
        unit, planter.workday(again.year, again.month, again.day), "付设备维修款", [(a.REPAIR, fen)], party=seller
    )
    planter.case("B2", unit, rows, fen, "同一供应商同一金额在数周内支付两次，没有发票号码")


def _in_a_row(planter: Planter, n: int) -> None:
    """Five invoices with consecutive numbers over four weeks: a seller who has no other customer."""
    unit, start, seller = planter.below(n, 2), planter.some_day(), planter.supplier("餐饮")
    rows: list[Ref] = []
    total = 0
    planter.invoice_no(start)
    for step in range(5):
        day = start + timedelta(days=6 * step)
        day = planter.workday(day.year, day.month, day.day)
        fen = planter.fen(600, 950)
        number, invoice = planter.invoice(
            unit, day, seller, fen, "*餐饮服务*餐费", number=planter.invoice_no(start, step + 1)
        )
        planter.voucher(unit, day, "支付工作餐费", [(a.TRAINING, fen)], party=seller, invoice=number)
        rows, total = [*rows, invoice], total + fen
    planter.case("B3", unit, rows, total, "同一销售方号码相连的五张发票分属不同日期")


def _void(planter: Planter, n: int) -> None:
    unit, fen, day, seller = (
        planter.below(n, 3),
        planter.fen(1_500, 8_000),
        planter.some_day(),
        planter.supplier("图文"),
    )
    status = (InvoiceStatus.VOID, InvoiceStatus.RED)[n % 2]
    number, _ = planter.invoice(unit, day, seller, fen, "*印刷品*印刷费", status)
    rows = planter.voucher(unit, day, "支付资料印刷费", [(a.PRINTING, fen)], party=seller, invoice=number)
    planter.case("B4", unit, rows, fen, f"{status.label}的发票仍然入账")


def _of_another(planter: Planter, n: int) -> None:
    """Made out to a firm, or to a unit of another bureau."""
    unit, fen, day, seller = planter.below(n), planter.fen(1_500, 8_000), planter.some_day(), planter.supplier("电子")
    if n % 2:
        number, _ = planter.invoice(planter.group(n + 1) + 2, day, seller, fen, "*电子产品*打印机")
    else:
        number, _ = planter.invoice(None, day, seller, fen, "*电子产品*打印机", buyer="鹭洲恒远贸易有限公司")
    rows = planter.voucher(unit, day, "购打印机", [(a.OFFICE, fen)], party=seller, invoice=number)
    planter.case("B5", unit, rows, fen, "发票的购买方不是本单位")


def _in_pieces(planter: Planter, n: int) -> None:
    """One dinner in two or three invoices of one day."""
    unit, day, inn = planter.below(n, 1), planter.some_day(), planter.supplier("饭庄")
    rows: list[Ref] = []
    total = 0
    for _ in range(2 + n % 2):
        fen = planter.fen(1_350, 1_480)
        number, _ = planter.invoice(unit, day, inn, fen, "*餐饮服务*餐费")
        rows += planter.voucher(unit, day, "公务接待用餐", [(a.RECEPTION, fen)], party=inn, invoice=number)
        total += fen
    planter.case("B6", unit, rows, total, "一次用餐拆成同日多张发票报销", ["B2"])
