"""Benefits and pay that went to those who may not have them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from xuncha.engines.ledgers.generate.plants.planter import Planter, Ref

LOW_INCOME, OLD_AGE = "最低生活保障金", "高龄津贴"
QUARTERS = tuple(date(2024 + n // 4, 3 + 3 * (n % 4), 18) for n in range(8))


def plant(planter: Planter) -> None:
    """All cases of family F."""
    for n in range(planter.plan.cases):
        _after_death(planter, n)
        _on_the_payroll(planter, n)
        _with_a_firm(planter, n)
        _ghost(planter, n)
        _one_card(planter, n)


def _paid(planter: Planter, unit: int, day: date, programme: str, fen: int, **who: Any) -> Ref:
    return planter.row(
        "benefits",
        unit=planter.world.units[unit],
        date=day,
        programme=programme,
        village="鹭洲村",
        amount_fen=fen,
        **who,
    )


def _villager(kind: int, n: int, place: int = 0) -> dict[str, Any]:
    """Somebody whom no honest list knows."""
    person = f"{kind:04x}{n:012x}{place:016x}"
    household = f"HB{kind:02}{n:03}{place:02}"
    return {
        "person_id": person,
        "name": f"{'陶乔褚'[place % 3]}{'庆春明'[n % 3]}",
        "household": household,
        "card_no": f"c{person[1:]}",
    }


def _after_death(planter: Planter, n: int) -> None:
    unit, who, died = planter.group(n), _villager(1, n), date(2024, 4, 5 + n % 20)
    planter.row("deaths", person_id=who["person_id"], died_on=died)
    _paid(planter, unit, QUARTERS[0], OLD_AGE, 300_00, **who)
    rows = [_paid(planter, unit, day, OLD_AGE, 300_00, **who) for day in QUARTERS[2:5]]
    planter.case("F1", unit, rows, 900_00, "死亡数月后仍按季领取高龄津贴")


def _on_the_payroll(planter: Planter, n: int) -> None:
    """Somebody in post, or the mother of a village cadre, lives on public assistance."""
    unit, home = planter.group(n), planter.below(n)
    who = _villager(2, n)
    if n % 2:
        cadre = f"f2{n:030x}"
        planter.row(
            "roster", person_id=cadre, name="乔立夏", unit=planter.world.units[home], post="村委会主任", village_cadre=True,
            valid_from=date(2021, 3, 1),
        )  # fmt: skip
        planter.row("relatives", person_id=cadre, relative_id=who["person_id"], relation="母亲")
    else:
        staff = planter.staff(home, 5)
        who |= {"person_id": staff.payee_id, "name": staff.payee_name}
    rows = [_paid(planter, unit, day, LOW_INCOME, 1_380_00, **who) for day in QUARTERS[:6]]
    planter.case("F2", unit, rows, 6 * 1_380_00, "村干部的母亲享受低保" if n % 2 else "财政供养人员享受低保")


def _with_a_firm(planter: Planter, n: int) -> None:
    unit, who = planter.group(n), _villager(3, n)
    planter.supplier("运输", holder=(who["person_id"], who["name"]))
    rows = [_paid(planter, unit, day, LOW_INCOME, 1_380_00, **who) for day in QUARTERS[:6]]
    planter.case("F3", unit, rows, 6 * 1_380_00, "享受低保期间是企业法定代表人")


def _ghost(planter: Planter, n: int) -> None:
    """Paid for half a year after having left."""
    unit, world = planter.below(n, 1), planter.world
    person, left = f"f4{n:030x}", date(2024, 3 + n % 6, 15)
    name = "邵明远"
    planter.row("roster", person_id=person, name=name, unit=world.units[unit], post="科员", village_cadre=False,
                valid_from=date(2016, 5, 1), valid_to=left)  # fmt: skip
    rows = []
    for step in range(2, 8):
        day = left + timedelta(days=30 * step)
        day = planter.workday(day.year, day.month, 15)
        rows.append(planter.row(
            "payroll", unit=world.units[unit], date=day, person_id=person, name=name, item="基本工资", amount_fen=3_150_00
        ))  # fmt: skip
    planter.case("F4", unit, rows, 6 * 3_150_00, "离职后半年仍发基本工资")


def _one_card(planter: Planter, n: int) -> None:
    unit, card = planter.group(n), f"ca4d{n:028x}"
    rows = [
        _paid(planter, unit, day, OLD_AGE, 300_00, **(_villager(5, n, place) | {"card_no": card}))
        for place in range(5)
        for day in QUARTERS[:2]
    ]
    planter.case("F5", unit, rows, 10 * 300_00, "五户人员的补贴进了同一张卡")
