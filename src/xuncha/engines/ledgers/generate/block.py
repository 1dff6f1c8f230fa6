"""The books of a block of units: everything that its units bring, as one source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xuncha.domain.ledgers import Book
from xuncha.engines.ledgers import accounts
from xuncha.engines.ledgers.generate import contracts as contracted
from xuncha.engines.ledgers.generate import fleet, papers, staffing, vouchers
from xuncha.engines.ledgers.generate.columns import Columns, Origin, days, fen, listed, texts, whole
from xuncha.engines.ledgers.generate.county import MONTHS, Bools, County, Ints
from xuncha.engines.ledgers.generate.kinds import ACCOUNT, CODES, DEBITS, IN_BUDGET, KINDS, SHARE
from xuncha.engines.ledgers.generate.vouchers import Events
from xuncha.engines.ledgers.generate.wording import summarised

BOOKS = (Book.FINANCIAL.value, Book.BUDGET.value)


@dataclass(frozen=True, slots=True)
class Books:
    """What planted vouchers must fit: the last number of each book, what a unit spent and how often it booked an expense."""

    last: Ints  # unit, month, book
    spent: Ints  # unit, month: fen
    booked: Ints  # unit, month: vouchers


@dataclass(frozen=True, slots=True)
class Expanded:
    """Voucher lines: which event each belongs to, and its place."""

    event: Ints
    place: Ints  # from 0; the last is the credit
    book: Ints
    credit: Bools


def write_block(
    world: County, number: int, block: range, counts: Ints, silent: vouchers.Silent, origin: Origin
) -> Books:
    """Write the books of a block; the same block of the same county always has the same rows."""
    rng = np.random.default_rng([world.seed, 1, number])
    contracts = contracted.draw(rng, world, block, counts * 4)
    pay = staffing.payroll(rng, world, block)
    events = vouchers.draw(rng, world, block, counts, silent, contracts, pay.by_month())
    numbers, last = _numbered(world, block, events)
    lines = _expanded(events)
    invoice, place = _invoices(world, number, events, rng)
    bureau = (world.level[events.unit] == 1).astype(np.int64)
    account = ACCOUNT[events.kind[lines.event], bureau[lines.event], lines.book, lines.place]
    amount = _amounts(events, lines)
    columns = _line_columns(world, block, events, lines, numbers, rng) | {
        "account_code": texts(CODES, account),
        "account_name": texts([accounts.name(code) for code in CODES], account),
        "debit_fen": fen(np.where(lines.credit, 0, amount)),
        "credit_fen": fen(np.where(lines.credit, amount, 0)),
        "invoice_no": listed(invoice, np.where(lines.credit, -1, place[lines.event])),
    }
    origin.write("voucher_lines", columns)
    origin.write("invoices", papers.invoices(world, events.take(events.invoiced), invoice))
    origin.write("payments", papers.payments(world, number, events, invoice, place))
    origin.write("purchases", papers.purchases(world, number, contracts))
    origin.write("bids", papers.bids(rng, world, number, contracts))
    origin.write("vehicle_events", fleet.events(rng, world, block))
    origin.write("payroll", pay.columns())
    origin.write("balances", _balances(world, block, events, lines, account, amount))
    expense = np.array([kind.debits[0] in accounts.CLASS_NAMES for kind in KINDS])[events.kind]
    month = _month(world, block, events)[expense]
    of = (len(block), MONTHS)
    spent = np.bincount(month, events.amount[expense], len(block) * MONTHS).astype(np.int64)
    return Books(last, spent.reshape(of), np.bincount(month, minlength=len(block) * MONTHS).reshape(of))


def _month(world: County, block: range, events: Events) -> Ints:
    """By event: the unit of the block and the month, as one number."""
    return (events.unit - block.start) * MONTHS + world.calendar.month[events.day]


def _numbered(world: County, block: range, events: Events) -> tuple[Ints, Ints]:
    """By event, its numbers in the two books; and the last of each unit, month and book."""
    month = _month(world, block, events)
    first = np.searchsorted(month, month)
    budgeted = np.concatenate([[0], np.cumsum(IN_BUDGET[events.kind])])
    numbers = np.stack([np.arange(len(month)) - first + 1, budgeted[1:] - budgeted[first]], axis=1)
    last = np.stack(
        [
            np.bincount(month, minlength=len(block) * MONTHS),
            np.bincount(month, IN_BUDGET[events.kind], len(block) * MONTHS),
        ],
        axis=1,
    )
    return numbers, last.astype(np.int64).reshape(len(block), MONTHS, 2)


def _expanded(events: Events) -> Expanded:
    a_book = DEBITS[events.kind] + 1
    many = a_book * (1 + IN_BUDGET[events.kind])
    event = np.repeat(np.arange(len(many)), many)
    place = np.arange(len(event)) - np.repeat(np.cumsum(many) - many, many)
    a_book = a_book[event]
    book = (place >= a_book).astype(np.int64)
    place -= book * a_book
    return Expanded(event, place, book, place == a_book - 1)


def _line_columns(
    world: County, block: range, events: Events, lines: Expanded, numbers: Ints, rng: np.random.Generator
) -> Columns:
    event, unit = lines.event, events.unit[lines.event]
    last = int(numbers.max(initial=0))
    summary, place = summarised(rng, world, block, events)
    late = np.where(rng.random(len(events.day)) < 0.7, 0, rng.integers(1, 5, len(events.day)))
    supplier, person = events.supplier[event], events.person[event]
    spelling = np.where(rng.random(len(events.day)) < 0.02, len(world.supplier_names), 0)[event]
    clerk = world.staff[unit] - world.staff[block.start]
    first, end = int(world.staff[block.start]), int(world.staff[block.stop])
    names = np.concatenate([world.person_names, world.outsider_names])
    period = world.calendar.period[world.calendar.month[events.day]]
    return {
        "voucher_id": texts([f"记-{n:04}" for n in range(last + 1)], numbers[event, lines.book]),
        "line_no": whole(lines.place + 1),
        "unit": texts(world.units, unit),
        **days("date", events.day[event]),
        "period": whole(period[event]),
        **days("entered_on", (events.day + late)[event]),
        "summary": texts(summary, place[event]),
        "counterparty": texts(
            np.concatenate([world.supplier_names, world.supplier_other]),
            np.where(supplier < 0, -1, supplier + spelling),
        ),
        "supplier_code": texts(world.supplier_codes, supplier),
        "payee_id": texts(np.concatenate([world.person_ids, world.outsider_ids]), person),
        "payee_name": texts(names, person),
        "attachments": whole(rng.integers(1, 7, len(events.day))[event]),
        "prepared_by": texts(world.person_names[first:end], clerk),
        "reviewed_by": texts(world.person_names[first:end], clerk + 1),
        "posted_by": texts(world.person_names[first:end], clerk + 2),
        "book": texts(BOOKS, lines.book),
    }


def _amounts(events: Events, lines: Expanded) -> Ints:
    """A debit line takes the voucher's amount between its share and the share before it; the credit takes all."""
    total, kind = events.amount[lines.event], events.kind[lines.event]
    before = (total * SHARE[kind, lines.place]).astype(np.int64)
    after = np.minimum(lines.place + 1, DEBITS[kind])
    upto = np.where(after == DEBITS[kind], total, (total * SHARE[kind, after]).astype(np.int64))
    return np.where(lines.credit, total, upto - before)


def _invoices(world: County, number: int, events: Events, rng: np.random.Generator) -> tuple[list[str], Ints]:
    """Numbers of the invoices, and by event the place of its own, -1 for none."""
    place = np.where(events.invoiced, np.cumsum(events.invoiced) - 1, -1)
    year = world.calendar.period[world.calendar.month[events.day[events.invoiced]]] // 100
    return papers.invoice_numbers(number, year, rng), place


BALANCED = (accounts.CASH, accounts.BANK, accounts.OTHER_RECEIVABLE, accounts.PAYABLE, accounts.OTHER_PAYABLE)
"""Accounts whose balances are carried forward; expense and revenue are not."""


def _balances(world: County, block: range, events: Events, lines: Expanded, account: Ints, amount: Ints) -> Columns:
    """Month by month, rolled forward; what is opened with is just enough that no account changes sides."""
    place = np.full(len(CODES), -1)
    place[[CODES.index(code) for code in BALANCED]] = np.arange(len(BALANCED))
    here = np.flatnonzero((place[account] >= 0) & (lines.book == 0))
    month = _month(world, block, events)[lines.event[here]]
    unit_month = month // MONTHS * len(BALANCED) * MONTHS + month % MONTHS
    where = unit_month + place[account[here]] * MONTHS
    shape = (len(block), len(BALANCED), MONTHS)
    credit = lines.credit[here]
    size = len(block) * len(BALANCED) * MONTHS
    debits, credits = (
        np.bincount(where[side], amount[here[side]], size).astype(np.int64).reshape(shape) for side in (~credit, credit)
    )
    sign = np.array([1, 1, 1, -1, -1])[:, None]
    moved = np.cumsum((debits - credits) * sign, axis=2)
    opened = np.maximum(0, -moved.min(axis=2, keepdims=True)) + 5_000_00
    closing = (opened + moved) * sign
    opening = closing - debits + credits
    unit, code, month = (each.ravel() for each in np.indices(shape))
    return {
        "unit": texts(world.units, unit + block.start),
        "book": texts(BOOKS, np.zeros(size, dtype=np.int64)),
        "period": whole(world.calendar.period[month]),
        "account_code": texts(BALANCED, code),
        "account_name": texts([accounts.name(each) for each in BALANCED], code),
        "opening_fen": fen(opening.ravel()),
        "debit_fen": fen(debits.ravel()),
        "credit_fen": fen(credits.ravel()),
        "closing_fen": fen(closing.ravel()),
    }
