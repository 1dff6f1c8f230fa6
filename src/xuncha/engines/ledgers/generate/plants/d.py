"""Purchases split, paid before or beyond their contract, or from a firm of one's own; bids that were arranged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from xuncha.domain.ledgers import PurchaseKind
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.plants.planter import Party, Planter, Ref

YEARS = (2023, 2024, 2025)


def plant(planter: Planter) -> None:
    """All cases of family D."""
    for n in range(planter.plan.cases):
        _split(planter, n)
        _below_the_line(planter, n)
        _paid_first(planter, n)
        _without_contract(planter, n)
        _beyond_contract(planter, n)
        _alone(planter, n)
        _arranged(planter, n)
        _lowest_rejected(planter, n)
        _own_firm(planter, n)
    for n, unit in enumerate(planter.plan.hosts["D14"]):
        _spree(planter, n, unit)


def _contract(planter: Planter, unit: int, day: date, seller: Party, fen: int, **values: Any) -> tuple[str, Ref]:
    number = planter.contract_no()
    told: dict[str, Any] = {
        "awarded_on": day - timedelta(days=6), "kind": PurchaseKind.GOODS.value, "item": "办公设备", "added_fen": 0, "method": "自行采购",
    }  # fmt: skip
    return number, planter.row(
        "purchases", contract_no=number, unit=planter.world.units[unit], date=day, supplier_code=seller.supplier,
        supplier_name=seller.name, amount_fen=fen, **{**told, **values},
    )  # fmt: skip


def _split(planter: Planter, n: int) -> None:
    """Three purchases of 12 to 18 wan in three weeks."""
    unit, start, seller = planter.below(n, 3), planter.some_day(), planter.supplier("办公设备")
    rows: list[Ref] = []
    total = 0
    for step in (0, 8, 17):
        fen = planter.fen(120_000, 180_000)
        _, row = _contract(planter, unit, start + timedelta(days=step), seller, fen)
        rows, total = [*rows, row], total + fen
    planter.case("D1", unit, rows, total, "三周内向同一供应商采购三次，每次低于限额，合计超过限额")


def _below_the_line(planter: Planter, n: int) -> None:
    """Seven purchases in two years, each of another supplier, at 28 to 29.9 wan."""
    unit = planter.below(n, 2)
    rows: list[Ref] = []
    total = 0
    for step in range(7):
        day = planter.workday(2024 + step // 4, 1 + 3 * (step % 4), 10)
        fen = planter.fen(280_000, 299_000)
        _, row = _contract(planter, unit, day, planter.supplier("商贸"), fen, item="业务用品")
        rows, total = [*rows, row], total + fen
    planter.case("D2", unit, rows, total, "多笔采购金额都卡在三十万元限额以下")


def _paid_first(planter: Planter, n: int) -> None:
    unit, day, seller = planter.below(n), planter.some_day(), planter.supplier("信息技术")
    fen = planter.fen(90_000, 150_000)
    number, row = _contract(planter, unit, day, seller, fen, kind=PurchaseKind.SERVICES.value, item="系统运维")
    early = planter.payment(
        unit,
        day - timedelta(days=35 + n),
        fen // 2,
        seller,
        contract_no=number,
        purpose="预付款",
        item_code=a.ENTRUSTED,
    )
    planter.case("D3", unit, [early, row], fen // 2, "先付款，一个多月后才成交、签约")


def _without_contract(planter: Planter, n: int) -> None:
    unit, year, seller = planter.below(n, 1), YEARS[n % 3], planter.supplier("广告")
    _contract(planter, unit, planter.workday(year, 2, 6), planter.supplier("办公家具"), planter.fen(60_000, 80_000))
    fen = planter.fen(70_000, 140_000)
    row = planter.payment(unit, planter.workday(year, 9, 3), fen, seller, purpose="宣传服务费", item_code=a.ENTRUSTED)
    planter.case("D4", unit, [row], fen, "大额付款在合同台账中没有合同")


def _beyond_contract(planter: Planter, n: int) -> None:
    unit, day, seller = planter.below(n, 2), planter.some_day(), planter.supplier("市政工程")
    fen = planter.fen(150_000, 240_000)
    number, row = _contract(planter, unit, day, seller, fen, kind=PurchaseKind.WORKS.value, item="维修工程")
    rows = [row]
    for step, percent in ((20, 60), (80, 40), (140, 25)):
        paid = fen * percent // 100
        rows.append(planter.payment(
            unit, day + timedelta(days=step), paid, seller, contract_no=number, purpose="工程款", item_code=a.MAJOR_REPAIR
        ))  # fmt: skip
    planter.case("D5", unit, rows, fen * 25 // 100, "累计付款达合同金额的125%")


def _bids(planter: Planter, unit: int, offers: list[tuple[int, bool, bool]]) -> list[Ref]:
    day, project = planter.some_day(), f"CGB-{planter.contract_no()[4:]}"
    rows = []
    for fen, valid, won in offers:
        bidder = planter.supplier("建设工程")
        rows.append(planter.row(
            "bids", project_no=project, unit=planter.world.units[unit], date=day, supplier_code=bidder.supplier,
            supplier_name=bidder.name, amount_fen=fen, valid=valid, won=won,
        ))  # fmt: skip
    return rows


def _alone(planter: Planter, n: int) -> None:
    unit, fen = planter.below(n, 3), planter.fen(400_000, 700_000)
    planter.case("D6", unit, _bids(planter, unit, [(fen, True, True)]), fen, "竞争性采购只有一家投标并中标")


def _arranged(planter: Planter, n: int) -> None:
    """Bids in even steps, or two of them equal to the fen."""
    unit, fen = planter.below(n), planter.fen(400_000, 700_000)
    step = 13_700_00 if n % 2 else 0
    offers = [(fen, True, True), (fen + 8_100_00 + step, True, False), (fen + 8_100_00 + step, True, False)]
    if n % 2:
        offers = [(fen + step * place, True, not place) for place in range(4)]
    rows = _bids(planter, unit, offers)
    rows = rows if n % 2 else rows[1:]
    planter.case(
        "D7", unit, rows, max(offer[0] for offer in offers), "投标报价等差" if n % 2 else "两家投标报价完全相同"
    )


def _lowest_rejected(planter: Planter, n: int) -> None:
    unit, fen = planter.below(n, 1), planter.fen(400_000, 700_000)
    offers = [
        (fen, True, True),
        (fen * 93 // 100, False, False),
        (fen * 104 // 100, True, False),
        (fen * 109 // 100, True, False),
    ]
    planter.case("D9", unit, _bids(planter, unit, offers), fen, "最低报价被判无效，较高报价中标")


def _own_firm(planter: Planter, n: int) -> None:
    """The firm belongs to somebody in post, or to a relative whom that person declared."""
    unit, world = planter.below(n, 2), planter.world
    owner = planter.staff(unit, 1)
    holder = (str(owner.payee_id), str(owner.payee_name))
    if n % 2:
        holder = (f"{0xD11000 + n:032x}", "苏婉")
        planter.row("relatives", person_id=owner.payee_id, relative_id=holder[0], relation="配偶")
    firm = planter.supplier("咨询服务", holder=holder)
    fen, day = planter.fen(20_000, 40_000), planter.some_day()
    rows = planter.voucher(unit, day, "支付咨询服务费", [(a.CONSULTING, fen)], party=firm)
    whose = "亲属" if n % 2 else "职工"
    planter.case("D11", unit, rows, fen, f"{world.unit_names[unit]}向{whose}持有的企业付款")


def _spree(planter: Planter, n: int, unit: int) -> None:
    """In one December as much again as most of the year."""
    year = YEARS[n % 3]
    months = (year - 2022) * 12
    wanted = max(120_000_00, int(planter.spent[unit, months : months + 12].sum()))
    rows: list[Ref] = []
    total = 0
    while total < wanted:
        fen, seller = planter.fen(20_000, 45_000), planter.supplier("综合服务")
        day = planter.workday(year, 12, 5 + len(rows) % 20)
        number, _ = planter.invoice(unit, day, seller, fen, "*现代服务*服务费")
        rows += planter.voucher(unit, day, "支付年终综合服务费", [(a.OTHER_GOODS, fen)], party=seller, invoice=number)
        total += fen
    planter.case("D14", unit, rows, total, f"{year}年十二月一个月花掉全年大半", ["E1"])
