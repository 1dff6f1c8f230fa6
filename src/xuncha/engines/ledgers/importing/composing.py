"""What a row does not say itself: a voucher's number from its parts, debit and credit from a direction, a period from a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from xuncha.domain.ledgers import Book, InvoiceStatus
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.importing.fields import CREDIT, EVEN

if TYPE_CHECKING:
    from xuncha.engines.ledgers.importing.rows import Surroundings

Values = dict[str, list[Any]]
Wrong = tuple[int, str, Sentence]
Compose = Callable[[Values, Sequence[int]], Iterator[Wrong]]

BUDGET_ACCOUNTS = ("6", "7", "8")
"""Classes of accounts of budget accounting (政府会计制度): income, spending, what is left."""
OF_THE_VOUCHER = (
    "unit", "date", "period", "year", "month", "voucher_type", "voucher_number", "voucher_id", "prepared_by", "reviewed_by", "posted_by",
)  # fmt: skip
NO_AMOUNT = say(N_("没有金额"))
NO_DIRECTION = say(N_("没有借贷方向"))


def fill_down(table: str, texts: dict[str, Any], above: dict[str, Any]) -> None:
    """Give every line of a voucher what merged cells say on its first line alone.

    A line is one of the voucher above where neither day nor number stands in it; a line that lacks only one of them is wrong.
    """
    if table != "voucher_lines":
        return
    named = [name for name in ("date", "period", "voucher_number", "voucher_id") if name in texts]
    if not named or all(all(texts[name]) for name in named):
        _remember(texts, above)
        return
    filled = [name for name in OF_THE_VOUCHER if name in texts]
    for index in range(len(texts[named[0]])):
        if not any(texts[name][index] for name in named) and texts["account_code"][index]:
            for name in filled:
                texts[name][index] = texts[name][index] or above.get(name)
        else:
            above.update({name: texts[name][index] for name in filled})


def _remember(texts: dict[str, Any], above: dict[str, Any]) -> None:
    above.update({name: texts[name][-1] for name in OF_THE_VOUCHER if name in texts and texts[name]})


def composer(table: str, columns: Container[str], around: Surroundings) -> Compose:
    """How the rows of a table are completed."""
    special: dict[str, Callable[[Surroundings], Compose]] = {
        "voucher_lines": VoucherLines,
        "balances": Balances,
        "invoices": Invoices,
        "payments": Payments,
    }
    return special.get(table, Plain)(around)


class Plain:
    """Any table: units by their names, suppliers by theirs where they have no code."""

    def __init__(self, around: Surroundings) -> None:
        """Keep what is around."""
        self.around = around

    def __call__(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """Complete the columns; give the rows that cannot be."""
        for name in ("unit", "parent"):
            if name in values:
                if self.around.only:
                    yield from self._strangers(name, values[name])
                values[name] = [self.around.units.get(each, each) for each in values[name]]
        if "supplier_code" not in values and "supplier_name" in values:
            values["supplier_code"] = values["supplier_name"]
        yield from self.complete(values, rows)

    def _strangers(self, name: str, units: Sequence[Any]) -> Iterator[Wrong]:
        """Rows of units that are not among those known."""
        for index, unit in enumerate(units):
            if unit is not None and unit not in self.around.units:
                yield index, name, say(N_("没有代码或名称为“%(unit)s”的单位，或不在您的工作范围内"), unit=unit)

    def complete(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """What this table needs beyond that."""
        if "won" in values and "valid" not in values:
            values["valid"] = [True] * len(rows)
        return iter(())


class Invoices(Plain):
    """Numbers of paper invoices have a code before them; an invoice is valid unless the list says otherwise."""

    def complete(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """Number, state, buyer."""
        if "invoice_code" in values:
            pairs = zip(values["invoice_code"], values["invoice_no"], strict=True)
            values["invoice_no"] = [f"{code}{number}" if code and number else number for code, number in pairs]
        states = values.get("status", [None] * len(rows))
        values["status"] = [each or InvoiceStatus.VALID.value for each in states]
        if "buyer_unit" not in values and "buyer_name" in values:
            values["buyer_unit"] = [self.around.units.get(each) for each in values["buyer_name"]]
        return iter(())


class Payments(Plain):
    """Lists without numbers of payments get them from file and row."""

    def complete(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """Number."""
        if "payment_no" not in values:
            values["payment_no"] = [f"{self.around.source[:8]}-{row}" for row in rows]
        return iter(())


class VoucherLines(Plain):
    """Lines of vouchers."""

    def __init__(self, around: Surroundings) -> None:
        """Begin counting lines."""
        super().__init__(around)
        self._voucher: tuple[Any, ...] = ()
        self._line = 0

    def complete(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """Number, period, day, sides, book, line."""
        count = len(rows)
        if "voucher_id" not in values:
            kinds = values.get("voucher_type", [None] * count)
            pairs = zip(kinds, values["voucher_number"], strict=True)
            values["voucher_id"] = [f"{kind}-{number}" if kind and number else number for kind, number in pairs]
        periods(values, count)
        yield from _sides(values, count)
        _books(values, count)
        if "account_name" not in values and self.around.accounts:
            values["account_name"] = [self.around.accounts.get(each) for each in values["account_code"]]
        if "line_no" not in values:
            values["line_no"] = self._counted(values, count)

    def _counted(self, values: Values, count: int) -> list[int]:
        lines = []
        names = [values[name] for name in ("unit", "book", "period", "voucher_id") if name in values]
        for voucher in zip(*names, strict=True):
            self._line = self._line + 1 if voucher == self._voucher else 1
            self._voucher = voucher
            lines.append(self._line)
        return lines


class Balances(Plain):
    """Balances of accounts over a period."""

    def complete(self, values: Values, rows: Sequence[int]) -> Iterator[Wrong]:
        """Period, openings and closings with debit positive, book."""
        count = len(rows)
        periods(values, count)
        for name in ("opening", "closing"):
            if f"{name}_fen" not in values:
                values[f"{name}_fen"] = _balance(values, name, count)
        for name in ("debit_fen", "credit_fen"):
            values[name] = [each or 0 for each in values[name]]
        _books(values, count)
        return iter(())


def _balance(values: Values, name: str, count: int) -> list[int]:
    none: list[Any] = [None] * count
    if f"{name}_debit" in values or f"{name}_credit" in values:
        pairs = zip(values.get(f"{name}_debit", none), values.get(f"{name}_credit", none), strict=True)
        return [(debit or 0) - (credit or 0) for debit, credit in pairs]
    sides = values.get(f"{name}_direction", values.get("direction", none))
    amounts = zip(values.get(name, none), sides, strict=True)
    return [0 if side == EVEN else (amount or 0) * (-1 if side == CREDIT else 1) for amount, side in amounts]


def periods(values: Values, count: int) -> None:
    """Make period and day say the same, each from the other where it is not there."""
    none: list[Any] = [None] * count
    years, days = values.get("year", none), values.get("date", none)
    said = values.get("period", values.get("month", none))
    dated = "date" in values
    found: list[int | None] = []
    for period, year, day in zip(said, years, days, strict=True):
        if period is None and day:
            period = day.month
        if period is not None and period < 100:
            year = year or (day.year if day else None)
            period = year * 100 + period if year and 1 <= period <= 16 else None
        found.append(period)
    values["period"] = found
    if not dated:
        values["date"] = [last_day(period) if period else None for period in found]


def last_day(period: int) -> date:
    """The last day of a period; those behind December end with the year."""
    year, month = divmod(period, 100)
    month = min(month, 12)
    return date(year, month, monthrange(year, month)[1])


def _sides(values: Values, count: int) -> Iterator[Wrong]:
    if "debit_fen" in values or "credit_fen" in values:
        none: list[Any] = [None] * count
        debits, credits_ = values.get("debit_fen", none), values.get("credit_fen", none)
        for index, pair in enumerate(zip(debits, credits_, strict=True)):
            if pair == (None, None):
                yield index, "debit_fen", NO_AMOUNT
        values["debit_fen"] = [each or 0 for each in debits]
        values["credit_fen"] = [each or 0 for each in credits_]
        return
    amounts = values["amount"]
    sides = values.get("direction")
    for index, amount in enumerate(amounts):
        if amount is None:
            yield index, "amount", NO_AMOUNT
        elif sides and sides[index] in (None, EVEN):
            yield index, "direction", NO_DIRECTION
    credited = [side == CREDIT for side in sides] if sides else [(each or 0) < 0 for each in amounts]
    signed = amounts if sides else [abs(each or 0) for each in amounts]
    values["debit_fen"] = [0 if credit else each or 0 for each, credit in zip(signed, credited, strict=True)]
    values["credit_fen"] = [each or 0 if credit else 0 for each, credit in zip(signed, credited, strict=True)]


def _books(values: Values, count: int) -> None:
    """Tell the books apart by account where the file does not: 政府会计制度 has budget accounts of their own classes."""
    told = values.get("book", [None] * count)
    pairs = zip(told, values["account_code"], strict=True)
    values["book"] = [
        book or (Book.BUDGET if account and account.startswith(BUDGET_ACCOUNTS) else Book.FINANCIAL).value
        for book, account in pairs
    ]
