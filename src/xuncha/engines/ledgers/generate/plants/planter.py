"""Where planted rows are collected: vouchers that balance and carry the next number, rows of the other tables, cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from xuncha.domain.ledgers import Book, InvoiceStatus, VehicleEvent
from xuncha.engines.ledgers import accounts as a
from xuncha.engines.ledgers.generate.columns import Origin, from_rows
from xuncha.engines.ledgers.generate.county import FIRST_DAY, GROUP, County, Ints, iso
from xuncha.engines.ledgers.generate.plan import Plan, reserved
from xuncha.engines.ledgers.tables import EPOCH

Ref = tuple[str, int]
"""A planted row: its table and its place there."""


@dataclass(frozen=True, slots=True)
class Case:
    """One planted case; `also` names rules that may rightly fire on the same rows."""

    rule: str
    unit: int
    rows: tuple[Ref, ...]
    amount_fen: int
    what: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a voucher pays."""

    supplier: str | None = None
    name: str | None = None
    payee_id: str | None = None
    payee_name: str | None = None


NOBODY = Party()


class Planter:
    """Give it cases; `write` makes them rows of one source and labels."""

    def __init__(self, world: County, plan: Plan, last: Ints, spent: Ints, booked: Ints) -> None:
        """Begin after the honest books; these tell their last numbers and how much was booked (see `Books`)."""
        self.world, self.plan, self.last, self.spent, self.booked = world, plan, last.copy(), spent, booked
        self.rng = np.random.default_rng([world.seed, 4])
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.cases: list[Case] = []
        self._reserved = plan.recurrences + plan.cases
        self._invoices = self._cars = self._contracts = self._payments = 0

    def row(self, table: str, **values: Any) -> Ref:
        """Add one row."""
        rows = self.rows.setdefault(table, [])
        rows.append(values)
        return table, len(rows) - 1

    def case(self, rule: str, unit: int, rows: Sequence[Ref], amount: int, what: str, also: Sequence[str] = ()) -> None:
        """Say what was planted."""
        self.cases.append(Case(rule, unit, tuple(rows), amount, what, tuple(also)))

    def voucher(
        self,
        unit: int,
        day: date,
        summary: str,
        debits: Sequence[tuple[str, int]],
        credit: str = a.BANK,
        party: Party = NOBODY,
        *,
        invoice: str | None = None,
        entered: date | None = None,
        skipped: int = 0,
        short: int = 0,
    ) -> list[Ref]:
        """Book one event, in both books where money of the budget moves; gives its debit lines of the financial book.

        `skipped` numbers are left out before it; the credit is `short` of the debits.
        """
        total = sum(fen for _, fen in debits)
        lines = [(self.account(unit, code), fen, 0) for code, fen in debits] + [(credit, 0, total - short)]
        refs = self._book(Book.FINANCIAL, unit, day, skipped, lines, summary, party, invoice, entered)
        classes = [(code, fen) for code, fen in debits if len(code) == 5]
        if classes and credit in {a.BANK, a.CASH}:
            spent = [(self.account(unit, code, Book.BUDGET), fen, 0) for code, fen in classes]
            spent.append((a.FUNDS_BUDGET, 0, sum(fen for _, fen in classes)))
            self._book(Book.BUDGET, unit, day, 0, spent, summary, party, invoice, entered)
        return refs[: len(debits)]

    def account(self, unit: int, code: str, book: Book = Book.FINANCIAL) -> str:
        """The whole code: an economic class stands under the expense account of the unit and book."""
        if len(code) != 5:
            return code
        if book == Book.FINANCIAL:
            return a.OPERATIONS + code
        return (a.ADMINISTRATION_BUDGET if self.world.level[unit] == 1 else a.INSTITUTION_BUDGET) + code

    def _book(
        self,
        book: Book,
        unit: int,
        day: date,
        skipped: int,
        lines: Sequence[tuple[str, int, int]],
        summary: str,
        party: Party,
        invoice: str | None,
        entered: date | None,
    ) -> list[Ref]:
        month = (day.year - iso(FIRST_DAY).year) * 12 + day.month - 1
        sequence = unit, month, int(book == Book.BUDGET)
        number = int(self.last[sequence]) + 1 + skipped
        self.last[sequence] = number
        clerks = [self.world.person_names[self.world.staff[unit] + n] for n in range(3)]
        return [
            self.row(
                "voucher_lines", voucher_id=f"记-{number:04}", line_no=place, unit=self.world.units[unit], date=day,
                period=day.year * 100 + day.month, entered_on=entered or day, account_code=code, account_name=a.name(code),
                summary=summary, debit_fen=debit, credit_fen=credit, counterparty=party.name, supplier_code=party.supplier,
                payee_id=party.payee_id, payee_name=party.payee_name, invoice_no=invoice if debit else None, attachments=2,
                prepared_by=clerks[0], reviewed_by=clerks[1], posted_by=clerks[2], book=book.value,
            )
            for place, (code, debit, credit) in enumerate(lines, 1)
        ]  # fmt: skip

    def invoice(
        self, unit: int | None, day: date, seller: Party, fen: int, item: str, status: InvoiceStatus = InvoiceStatus.VALID,
        number: str = "", buyer: str | None = None,
    ) -> tuple[str, Ref]:  # fmt: skip
        """Make out an invoice; two made out one after the other are far apart in number."""
        number = number or self.invoice_no(day)
        return number, self.row(
            "invoices", invoice_no=number, date=day, seller_code=seller.supplier, seller_name=seller.name,
            buyer_unit=None if unit is None else self.world.units[unit],
            buyer_name=buyer or (None if unit is None else self.world.unit_names[unit]),
            item=item, amount_fen=fen, status=status.value,
        )  # fmt: skip

    def invoice_no(self, day: date, after: int = 0) -> str:
        """A number that no honest invoice has; `after` counts on from the last one."""
        if not after:
            self._invoices += 1
        return f"{day.year % 100}9929990{self._invoices * 7_351 + after:011}"

    def supplier(self, trade: str, number: int | None = None, holder: tuple[str, str] | None = None) -> Party:
        """A supplier of its own: registered like any other, known to no honest voucher."""
        if number is None:
            number, self._reserved = self._reserved, self._reserved + 1
        code, name = reserved(number), f"鹭洲{number:03}号{trade}有限公司"
        who = holder or (f"{number:032x}", "常青山")
        opened = date(2018, 3, 1)
        self.row(
            "suppliers", supplier_code=code, name=name, holder_id=who[0], holder_name=who[1], capacity="法定代表人",
            registered_on=opened, valid_from=opened,
        )  # fmt: skip
        return Party(supplier=code, name=name)

    def staff(self, unit: int, place: int = 3) -> Party:
        """Somebody in post all the time, as a payee."""
        there = [n for n in self.world.people_of(unit) if not self.world.left[n] and self.world.joined[n] < FIRST_DAY]
        return self.person(there[min(place, len(there) - 1)])

    def person(self, number: int) -> Party:
        """One of the county's staff, as a payee."""
        return Party(payee_id=self.world.person_ids[number], payee_name=self.world.person_names[number])

    def outsider(self, number: int) -> Party:
        """Somebody who is not in post anywhere."""
        place = number % len(self.world.outsider_ids)
        return Party(payee_id=self.world.outsider_ids[place], payee_name=self.world.outsider_names[place])

    def car(self) -> tuple[str, str]:
        """Plate and card of a car that no honest event knows."""
        self._cars += 1
        return f"霁B{self._cars:05}", f"2000{self._cars:08}"

    def event(self, unit: int, car: tuple[str, str], kind: VehicleEvent, day: date, minute: int, **values: Any) -> Ref:
        """Something that happened to a car."""
        card = car[1] if kind == VehicleEvent.FUEL else None
        return self.row(
            "vehicle_events", unit=self.world.units[unit], plate=car[0], card_no=card, kind=kind.value, date=day,
            minute=minute, driver=self.staff(unit).payee_name, **values,
        )  # fmt: skip

    def contract_no(self) -> str:
        """The next number of a planted contract."""
        self._contracts += 1
        return f"HTB-{self._contracts:05}"

    def payment(self, unit: int, day: date, fen: int, party: Party, **values: Any) -> Ref:
        """A payment of the treasury."""
        self._payments += 1
        return self.row(
            "payments", payment_no=f"ZB{self._payments:08}", unit=self.world.units[unit], date=day, amount_fen=fen,
            supplier_code=party.supplier, payee_name=party.name or party.payee_name, payee_id=party.payee_id,
            method="直接支付", **values,
        )  # fmt: skip

    def workday(self, year: int, month: int, of_month: int) -> date:
        """That day, or the next that is worked."""
        return iso(FIRST_DAY + self.world.calendar.onward[(date(year, month, of_month) - EPOCH).days - FIRST_DAY])

    def some_day(self, first_year: int = 2023, last_year: int = 2025) -> date:
        """A working day of those years, never in the last week of a month."""
        return self.workday(
            int(self.rng.integers(first_year, last_year + 1)),
            int(self.rng.integers(1, 12)),
            int(self.rng.integers(2, 20)),
        )

    def group(self, case: int) -> int:
        """The number of the bureau whose group hosts a case."""
        return case % self.world.groups * GROUP

    def below(self, case: int, salt: int = 0) -> int:
        """A subordinate unit of that group."""
        return self.group(case) + 1 + (case + salt) % 4

    def fen(self, least: int, most: int) -> int:
        """An amount in fen, of neither round yuan nor round ten fen, between two amounts in yuan."""
        return int(self.rng.integers(least * 10, most * 10)) * 10 + 7

    def write(self, origin: Origin) -> dict[str, list[dict[str, Any]]]:
        """Write every table; gives the labels by rule."""
        ids = {table: origin.write(table, from_rows(table, rows)) for table, rows in sorted(self.rows.items())}
        labels: dict[str, list[dict[str, Any]]] = {}
        for case in sorted(self.cases, key=lambda each: (each.rule[0], int(each.rule[1:]))):
            labels.setdefault(case.rule, []).append({
                "unit": self.world.units[case.unit],
                "row_ids": sorted(int(ids[table][place]) for table, place in case.rows),
                "amount_fen": case.amount_fen,
                "what": case.what,
                "also": list(case.also),
            })  # fmt: skip
        return labels
