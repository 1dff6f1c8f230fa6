"""Kinds of honest voucher: which accounts, how often, how much, with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.engines.ledgers import accounts as a

WIDEST = 5
"""Most debit lines of one voucher."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of voucher; `debits` and `budget` name economic classes (five digits) or accounts of the balance sheet."""

    name: str
    weight: float = 0.0  # share of the everyday vouchers; 0: not drawn, made by the calendar or by another voucher
    debits: tuple[str, ...] = ()
    credit: str = a.BANK
    budget: tuple[str, ...] | None = None  # None: as the debits; (): no entry in the budget book
    shares: tuple[float, ...] = (1.0,)
    yuan: float = 0.0  # median
    sigma: float = 1.0
    most: float = 80_000.0
    party: str = ""  # a trade of suppliers, "staff", "outsider", or nobody
    invoiced: float = 0.0
    management: bool = False  # an institution books it under 单位管理费用
    objects: str = ""

    @property
    def budget_debits(self) -> tuple[str, ...]:
        """What the budget book debits; empty where it says nothing."""
        return self.debits if self.budget is None else self.budget


KINDS: tuple[Kind, ...] = (
    Kind("office", 18, (a.OFFICE,), yuan=900, sigma=1.1, most=20_000, party="office", invoiced=0.95, management=True),
    Kind("printing", 6, (a.PRINTING,), yuan=1_500, party="print", most=20_000, invoiced=0.97),
    Kind("travel", 13, (a.TRAVEL,), yuan=1_300, sigma=0.8, most=8_000, party="staff"),
    Kind("journey", 4, (a.TRAVEL, a.TRANSPORT), shares=(0.8, 1.0), yuan=1_800, sigma=0.7, most=8_000, party="staff"),
    Kind("repair", 7, (a.REPAIR,), yuan=2_200, sigma=1.1, most=30_000, party="repair", invoiced=0.96),
    Kind("training", 4, (a.TRAINING,), yuan=2_600, most=25_000, party="training", invoiced=0.98),
    Kind("meeting", 3, (a.MEETING,), yuan=3_000, sigma=0.9, most=25_000, party="hotel", invoiced=0.98),
    Kind("reception", 5, (a.RECEPTION,), yuan=520, sigma=0.35, most=900, party="catering", invoiced=0.98),
    Kind("labour", 6, (a.LABOUR,), yuan=1_200, sigma=0.8, most=4_500, party="outsider"),
    Kind("entrusted", 4, (a.ENTRUSTED,), yuan=7_000, most=45_000, party="consult", invoiced=0.98),
    Kind("consulting", 1, (a.CONSULTING,), yuan=5_000, most=40_000, party="consult", invoiced=0.98),
    Kind("vehicle", 9, (a.VEHICLE,), yuan=600, sigma=0.7, most=6_000, party="garage", invoiced=0.95, management=True),
    Kind("fuel", 3, (a.VEHICLE,), yuan=1_200, sigma=0.4, most=4_000, party="fuel", invoiced=0.9, management=True),
    Kind("transport", 6, (a.TRANSPORT,), yuan=180, sigma=0.7, most=850, credit=a.CASH, party="staff"),
    Kind("post", 3, (a.POST,), yuan=300, sigma=0.9, most=5_000, party="telecom", invoiced=0.9),
    Kind("other", 5, (a.OTHER_GOODS,), yuan=800, sigma=1.1, most=20_000, party="general", invoiced=0.95),
    Kind("mixed", 3, (a.OFFICE, a.OTHER_GOODS), shares=(0.7, 1.0), yuan=1_600, most=20_000, party="office", invoiced=1.0,
         objects="office"),
    Kind("union", 1, (a.UNION,), yuan=3_000, sigma=0.5, most=9_000),
    Kind("equipment", 2, (a.EQUIPMENT,), yuan=6_000, sigma=0.8, most=45_000, party="equipment", invoiced=1.0),
    Kind("advance", 2, (a.OTHER_RECEIVABLE,), budget=(), yuan=2_000, sigma=0.6, most=8_000, party="staff"),
    Kind("deposit", 1, (a.BANK,), a.OTHER_PAYABLE, (), yuan=8_000, sigma=0.8, most=45_000, party="repair"),
    Kind("payable", 3, (a.REPAIR,), a.PAYABLE, (), yuan=4_000, sigma=0.9, most=40_000, party="repair", invoiced=0.98),
    Kind("advance_back", 0, (a.BANK,), a.OTHER_RECEIVABLE, (), party="staff", objects="advance"),
    Kind("deposit_back", 0, (a.OTHER_PAYABLE,), budget=(), party="repair", objects="deposit"),
    Kind("payable_paid", 0, (a.PAYABLE,), budget=(a.REPAIR,), party="repair", objects="payable"),
    Kind("payroll", 0, (a.BASE_PAY, a.ALLOWANCE, a.PERFORMANCE, a.PENSION, a.HOUSING_FUND),
         shares=(0.36, 0.62, 0.80, 0.92, 1.0)),
    Kind("bonus", 0, (a.BONUS,)),
    Kind("rent", 0, (a.RENT,), yuan=6_000, sigma=0.5, most=20_000, party="landlord"),
    Kind("property", 0, (a.PROPERTY,), yuan=4_000, sigma=0.5, most=15_000, party="property", management=True),
    Kind("water", 0, (a.WATER,), yuan=500, sigma=0.5, most=5_000, party="water", management=True),
    Kind("power", 0, (a.POWER,), yuan=3_000, sigma=0.5, most=20_000, party="power", management=True),
    Kind("revenue", 0, (a.BANK,), "4001", ("8001",)),
    Kind("goods", 0, (a.EQUIPMENT,), party="equipment", invoiced=1.0, objects="contract"),
    Kind("services", 0, (a.ENTRUSTED,), party="consult", invoiced=1.0, objects="contract"),
    Kind("works", 0, (a.MAJOR_REPAIR,), party="builder", invoiced=1.0, objects="contract"),
)  # fmt: skip
INDEX = {kind.name: n for n, kind in enumerate(KINDS)}
BACK = {"advance": ("advance_back", 5, 55), "deposit": ("deposit_back", 60, 300), "payable": ("payable_paid", 10, 80)}
"""What settles a voucher, and within how many days."""

CODES: tuple[str, ...] = tuple(sorted(
    {code for code in a.LEDGER_NAMES if code not in {a.OPERATIONS, a.MANAGEMENT, a.ADMINISTRATION_BUDGET, a.INSTITUTION_BUDGET}}
    | {ledger + detail for ledger in (a.OPERATIONS, a.MANAGEMENT, a.ADMINISTRATION_BUDGET, a.INSTITUTION_BUDGET)
       for detail in a.CLASS_NAMES}
))  # fmt: skip
"""Every account a generated ledger uses; columns hold places in this list."""

CODE_INDEX = {code: n for n, code in enumerate(CODES)}


def _code(detail: str, ledger: str) -> int:
    return CODE_INDEX[ledger + detail if len(detail) == 5 else detail]


def _accounts(kind: Kind, bureau: bool, book: int) -> list[int]:
    """Accounts of the debit lines and, last, of the credit line."""
    if book:
        ledger = a.ADMINISTRATION_BUDGET if bureau else a.INSTITUTION_BUDGET
        credit = "6001" if kind.name == "revenue" else a.FUNDS_BUDGET
        codes = [_code(detail, ledger) for detail in kind.budget_debits] + [CODE_INDEX[credit]]
    else:
        ledger = a.MANAGEMENT if kind.management and not bureau else a.OPERATIONS
        codes = [_code(detail, ledger) for detail in kind.debits] + [CODE_INDEX[kind.credit]]
    return codes + [0] * (WIDEST + 1 - len(codes))


DEBITS = np.array([len(kind.debits) for kind in KINDS])
IN_BUDGET = np.array([bool(kind.budget_debits) for kind in KINDS])
ACCOUNT = np.array([[[_accounts(kind, bureau, book) for book in (0, 1)] for bureau in (False, True)] for kind in KINDS])
"""By kind, whether the unit is an administration, book, and place of the line."""

SHARE = np.array([[0.0, *kind.shares, *([1.0] * (WIDEST - len(kind.shares)))] for kind in KINDS])
"""Cumulative share of the amount before each debit line."""

BY_LEVEL = {
    1: frozenset(kind.name for kind in KINDS),
    2: frozenset(kind.name for kind in KINDS) - {"union"},
    3: frozenset(kind.name for kind in KINDS) - {"union", "reception", "meeting", "vehicle", "fuel", "consulting"},
    0: frozenset({"office", "printing", "other", "post"}),
}
"""What a unit of each level books: a station has no car and receives no guest, an affiliated body (0) buys small things."""


def weights(level: int, silent: frozenset[str] = frozenset()) -> list[float]:
    """How often a unit books each kind."""
    return [kind.weight * (kind.name in BY_LEVEL[level] and kind.name not in silent) for kind in KINDS]


INVOICED = np.array([kind.invoiced for kind in KINDS])
