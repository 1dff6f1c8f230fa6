"""Papers behind the vouchers of a block: invoices, payments of the treasury, contracts, bids."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from xuncha.domain.ledgers import InvoiceStatus
from xuncha.engines.ledgers import accounts
from xuncha.engines.ledgers.generate import contracts as contracted
from xuncha.engines.ledgers.generate.columns import Columns, days, fen, listed, texts
from xuncha.engines.ledgers.generate.contracts import Contracts
from xuncha.engines.ledgers.generate.county import County, Ints
from xuncha.engines.ledgers.generate.kinds import INDEX, KINDS
from xuncha.engines.ledgers.generate.vouchers import Events

LARGE_FEN = 500_000
"""The treasury pays this and more itself; the payment list holds nothing smaller."""
DIRECT_FEN = 5_000_000


PRIME, STEP = 99_999_999_977, 61_803_398_875
"""Steps of this length round a prime circle meet no number twice before they have met all."""


def invoice_numbers(block: int, year: Ints, rng: np.random.Generator) -> list[str]:
    """Numbers of twenty digits for invoices of these years: never twice the same, never two in a row."""
    tail = (np.arange(len(year)) * STEP + block * 12_345_701) % PRIME
    head = (year % 100) * 10**17 + 99 * 10**15 + 2 * 10**14 + block * 10**11 + tail
    last = rng.integers(0, 10, len(year))
    return [f"{each}{digit}" for each, digit in zip(head.tolist(), last.tolist(), strict=True)]


def invoices(world: County, events: Events, numbers: list[str]) -> Columns:
    """Made out to the unit itself, on the day or, but for meals, up to eight days before."""
    days_before = np.where(events.kind == INDEX["reception"], 0, (np.arange(len(events.day)) * 7) % 9)
    return {
        "invoice_no": pa.array(numbers, pa.string()),
        **days("date", events.day - days_before),
        "seller_code": texts(world.supplier_codes, events.supplier),
        "seller_name": texts(world.supplier_names, events.supplier),
        "buyer_unit": texts(world.units, events.unit),
        "buyer_name": texts(world.unit_names, events.unit),
        "item": texts([ITEM.get(kind.name, "*现代服务*服务费") for kind in KINDS], events.kind),
        "amount_fen": fen(events.amount),
        "status": texts([InvoiceStatus.VALID.value], np.zeros(len(events.day), dtype=np.int64)),
    }


ITEM = {
    "office": "*纸制品*办公用品", "mixed": "*纸制品*办公用品", "printing": "*印刷品*印刷费", "repair": "*建筑服务*维修费",
    "payable": "*建筑服务*维修费", "training": "*非学历教育服务*培训费", "meeting": "*会展服务*会议费",
    "reception": "*餐饮服务*餐费", "vehicle": "*劳务*车辆维修费", "fuel": "*汽油*车用汽油", "post": "*电信服务*通信费",
    "equipment": "*计算机外部设备*办公设备", "goods": "*电子计算机*设备", "works": "*建筑服务*工程款",
}  # fmt: skip
"""What an invoice names: the tax class between stars, then the thing."""


def payments(world: County, number: int, events: Events, invoice: list[str], place: Ints) -> Columns:
    """What the treasury paid to suppliers for the larger vouchers; a payment of a contract names it."""
    by_bank = np.array([kind.credit == accounts.BANK and kind.party not in {"", "staff", "outsider"} for kind in KINDS])
    large = by_bank[events.kind] & (events.amount >= LARGE_FEN)
    paid, at = events.take(large), place[large]
    return {
        "payment_no": pa.array([f"Z{number:04}{n:08}" for n in range(len(paid.day))], pa.string()),
        "unit": texts(world.units, paid.unit),
        **days("date", paid.day),
        "amount_fen": fen(paid.amount),
        "payee_name": texts(world.supplier_names, paid.supplier),
        "payee_account": texts(world.supplier_accounts, paid.supplier),
        "supplier_code": texts(world.supplier_codes, paid.supplier),
        "contract_no": texts(_numbers(number, int(paid.contract.max(initial=-1)) + 1), paid.contract),
        "invoice_no": listed(invoice, at),
        "purpose": texts(PURPOSE, paid.kind),
        "item_code": texts([kind.budget_debits[0] if kind.budget_debits else "" for kind in KINDS], paid.kind),
        "method": texts(("授权支付", "直接支付"), (paid.amount >= DIRECT_FEN).astype(np.int64)),
    }


PURPOSE = [accounts.CLASS_NAMES.get(kind.debits[0], "往来款") for kind in KINDS]


def _numbers(block: int, count: int) -> list[str]:
    return [f"HT{block:04}-{n:05}" for n in range(count)]


def purchases(world: County, number: int, made: Contracts) -> Columns:
    """The contracts."""
    open_tender = made.amount >= contracted.OPEN_YUAN * 100
    return {
        "contract_no": pa.array(_numbers(number, len(made.unit)), pa.string()),
        "unit": texts(world.units, made.unit),
        **days("date", made.signed),
        **days("awarded_on", made.awarded),
        "supplier_code": texts(world.supplier_codes, made.supplier),
        "supplier_name": texts(world.supplier_names, made.supplier),
        "kind": texts([kind.value for kind in contracted.KINDS], made.kind),
        "item": texts([item for kind in contracted.ITEMS for item in kind], made.kind * 5 + made.item),
        "amount_fen": fen(made.amount),
        "added_fen": fen(made.added),
        "method": texts(METHODS, np.where(made.bidders == 0, 0, np.where(open_tender, 2, 1))),
    }


METHODS = ("自行采购", "竞争性磋商", "公开招标")


def bids(rng: np.random.Generator, world: County, number: int, made: Contracts) -> Columns:
    """Three to five bidders for each tender; the winner asked least."""
    contract = np.repeat(np.arange(len(made.unit)), made.bidders)
    nth = np.arange(len(contract)) - np.searchsorted(contract, contract)
    bidder = made.supplier[contract]
    for kind, trade in enumerate(contracted.TRADES):
        dealt = world.trades[trade]
        here = made.kind[contract] == kind
        # The winner's neighbours in the trade, so that nobody bids twice.
        place = np.searchsorted(dealt, bidder[here])
        bidder[here] = dealt[(place + 3 * nth[here]) % len(dealt)]
    dear = np.where(nth == 0, 1.0, 1.003 + rng.gamma(2.0, 0.02, len(contract)))
    names = _numbers(number, len(made.unit))
    return {
        "project_no": texts([f"CG{name[2:]}" for name in names], contract),
        "unit": texts(world.units, made.unit[contract]),
        **days("date", made.awarded[contract] - 3),
        "supplier_code": texts(world.supplier_codes, bidder),
        "supplier_name": texts(world.supplier_names, bidder),
        "amount_fen": fen(np.rint(made.amount[contract] * dear / 100).astype(np.int64) * 100),
        "valid": pa.array(np.ones(len(contract), dtype=bool)),
        "won": pa.array(nth == 0),
        "contract_no": texts(names, contract),
    }
