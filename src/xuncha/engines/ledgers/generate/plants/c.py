"""Cars, receptions, allowances, and words that a ledger should not hold."""

from __future__ import annotations

from datetime import date, timedelta

from xuncha.domain.ledgers import VehicleEvent
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.plants.planter import Planter, Ref
from xuncha.engines.ledgers.tables import EPOCH

FORBIDDEN = (
    "购高档白酒及香烟", "购物卡一批", "购土特产礼盒", "支付足浴消费", "KTV包房消费", "购中秋月饼礼盒赠送客人", "购茅台酒两箱",
    "购中华香烟十条",
)  # fmt: skip
HOLIDAYS = (
    date(2023, 10, 2),
    date(2024, 5, 2),
    date(2025, 2, 1),
    date(2025, 10, 3),
    date(2024, 10, 4),
    date(2023, 5, 1),
)
TANK = 55_000
FESTIVALS = (date(2023, 9, 25), date(2024, 9, 12), date(2025, 9, 30), date(2024, 2, 6))


def plant(planter: Planter) -> None:
    """All cases of family C."""
    for n in range(planter.plan.cases):
        _forbidden(planter, n)
        _on_a_holiday(planter, n)
        _twice_a_day(planter, n)
        _overfull(planter, n)
        _undispatched(planter, n)
        _allowance(planter, n)
    for unit in planter.plan.hosts["C13"]:
        _jump(planter, unit)
    for unit in planter.plan.hosts["C14"]:
        _shifted(planter, unit)


def _forbidden(planter: Planter, n: int) -> None:
    unit, fen, day = planter.below(n, 2), planter.fen(2_000, 9_000), planter.some_day()
    text = FORBIDDEN[n % len(FORBIDDEN)]
    rows = planter.voucher(unit, day, text, [(a.OTHER_GOODS, fen)], party=planter.supplier("商贸"))
    planter.case("C1", unit, rows, fen, f"摘要出现敏感用语：{text}")


def _fill(
    planter: Planter, unit: int, car: tuple[str, str], day: date, minute: int, litres: int, km: int
) -> tuple[str, int]:
    return planter.event(
        unit, car, VehicleEvent.FUEL, day, minute, millilitres=litres * 1_000, tank_millilitres=TANK, km=km,
        amount_fen=litres * 780,
    )  # fmt: skip


def _on_a_holiday(planter: Planter, n: int) -> None:
    unit, car, day = planter.below(n, 3), planter.car(), HOLIDAYS[n % len(HOLIDAYS)]
    row = _fill(planter, unit, car, day, 600 + n, 41, 30_000)
    planter.case("C2", unit, [row], 41 * 780, "法定节假日加油，没有派车记录", ["C5"])


def _twice_a_day(planter: Planter, n: int) -> None:
    """The published case: 58 and 39 litres within two hours."""
    unit, car, day = planter.below(n), planter.car(), planter.some_day()
    planter.event(unit, car, VehicleEvent.DISPATCH, day, 500)
    rows = [_fill(planter, unit, car, day, 560, 52, 31_000), _fill(planter, unit, car, day, 660, 39, 31_060)]
    planter.case("C3", unit, rows, 91 * 780, "同一油卡两小时内加油两次，共91升", ["C4"])


def _overfull(planter: Planter, n: int) -> None:
    unit, car, day = planter.below(n, 1), planter.car(), planter.some_day()
    planter.event(unit, car, VehicleEvent.DISPATCH, day, 500)
    row = _fill(planter, unit, car, day, 570, 68 + n % 5, 32_000)
    planter.case("C4", unit, [row], (68 + n % 5) * 780, "加油量超过油箱容量")


def _undispatched(planter: Planter, n: int) -> None:
    unit, car, day = planter.below(n, 2), planter.car(), planter.some_day()
    planter.event(unit, car, VehicleEvent.DISPATCH, day - timedelta(days=9), 500)
    if n % 2:
        row, fen = planter.event(unit, car, VehicleEvent.TOLL, day, 700, amount_fen=95_00), 95_00
    else:
        row, fen = _fill(planter, unit, car, day, 580, 38, 33_000), 38 * 780
    planter.case("C5", unit, [row], fen, "有加油或过路费，前后一日没有派车")


def _allowance(planter: Planter, n: int) -> None:
    """Everybody in the unit the same sum before a festival, under a name no rule knows."""
    unit, day = planter.below(n, 3), FESTIVALS[n % len(FESTIVALS)]
    number = (day - EPOCH).days
    world = planter.world
    rows = [
        planter.row(
            "payroll", unit=world.units[unit], date=day, person_id=world.person_ids[who], name=world.person_names[who],
            item="节日慰问费", amount_fen=1_000_00,
        )
        for who in world.people_of(unit)
        if world.joined[who] < number and not 0 < world.left[who] < number + 31
    ]  # fmt: skip
    total = len(rows) * 1_000_00
    planter.voucher(unit, day, "发放节日慰问费", [(a.ALLOWANCE, total)])
    planter.case("C10", unit, rows, total, "节前向全体职工发放等额慰问费", ["C1"])


def _jump(planter: Planter, unit: int) -> None:
    """Receptions of about 3,000 a month for years, then three months of five times as much."""
    inns = [planter.supplier("餐饮服务") for _ in range(6)]
    rows: list[Ref] = []
    total = 0
    for month in range(48):
        year, of_year = 2022 + month // 12, month % 12 + 1
        high = month in (42, 43, 44)
        for place in range(18 if high else 4):
            fen = planter.fen(820, 930) if high else planter.fen(700, 800)
            day, inn = planter.workday(year, of_year, 2 + place), inns[place % 6]
            number, _ = planter.invoice(unit, day, inn, fen, "*餐饮服务*餐费")
            booked = planter.voucher(unit, day, "公务接待用餐", [(a.RECEPTION, fen)], party=inn, invoice=number)
            if high:
                rows, total = rows + booked, total + fen
    planter.case("C13", unit, rows, total, "2025年三季度公务接待费突增到平时的五倍")


def _shifted(planter: Planter, unit: int) -> None:
    """Receptions stop with the year 2024, and office, labour and other costs rise by more than as much."""
    inns, shop = [planter.supplier("餐饮服务") for _ in range(4)], planter.supplier("综合服务")
    halves: tuple[list[Ref], list[Ref]] = [], []
    total = [0, 0]
    for month in range(48):
        year, of_year = 2022 + month // 12, month % 12 + 1
        for place in range(4 if year < 2025 else 0):
            day, fen, inn = planter.workday(year, of_year, 3 + 4 * place), planter.fen(900, 1_100), inns[place]
            number, _ = planter.invoice(unit, day, inn, fen, "*餐饮服务*餐费")
            planter.voucher(unit, day, "公务接待用餐", [(a.RECEPTION, fen)], party=inn, invoice=number)
        for place, code in enumerate((a.OFFICE, a.LABOUR, a.OTHER_GOODS)):
            day = planter.workday(year, of_year, 4 + 5 * place)
            fen = planter.fen(1_000, 1_200) if year < 2025 else planter.fen(3_600, 4_000)
            number, _ = planter.invoice(unit, day, shop, fen, "*现代服务*服务费")
            booked = planter.voucher(unit, day, "支付日常费用", [(code, fen)], party=shop, invoice=number)
            if year == 2025:
                halves[of_year > 6].extend(booked)
                total[of_year > 6] += fen
    for half, rows in enumerate(halves):
        what = f"2025年{'上下'[half]}半年公务接待费归零，办公费、劳务费、其他支出同时大增"
        planter.case("C14", unit, rows, total[half], what, ["E1"])
