"""Screening what came last raises exactly those flags of a full run that have a new row in them, wherever the ledger is cut."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from tests.properties.small_ledgers import Ledger, arrow, ledgers_near
from tests.unit.engines.ledgers.vouchers import CALENDAR
from xuncha.domain.errors import Refused
from xuncha.engines.ledgers.delta import apart, screen_new, touching
from xuncha.engines.ledgers.rules import Rule, catalogue
from xuncha.engines.ledgers.running.duck import Duck
from xuncha.engines.ledgers.running.screening import Setting, screen
from xuncha.engines.ledgers.store import Store
from xuncha.engines.ledgers.tables import DERIVED, Tables

SHARE = 10
"""Every example writes two stores of files: a tenth of the usual number, and none is made smaller."""
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

DAY = date(2026, 1, 31)
MADE = {each.name for each in DERIVED}


@pytest.mark.parametrize("rule", apart(catalogue())[0], ids=lambda rule: f"{rule.id}-v{rule.version}")
@settings(max_examples=settings.get_profile(settings.get_current_profile_name()).max_examples // SHARE, phases=PHASES)
@given(data=st.data())
def test_new_rows_raise_the_flags_of_a_full_run_that_they_are_in(rule: Rule, data: st.DataObject) -> None:
    ledger, example = data.draw(ledgers_near(rule))
    parts = cut(data, ledger)
    setting = Setting({rule.id: example.values}, {})
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "store")
        for part in parts:
            fresh = keep(store, Path(folder), part)
            found = screen_new(store, [rule], setting, DAY, fresh)
            with Duck(store.tables(), threads=1, memory="512MB") as engine:
                whole = screen(engine, [rule], setting, DAY)
            assert told(found) == told(touching(whole, fresh))


def cut(data: st.DataObject, ledger: Ledger) -> list[Tables]:
    """Part the rows among two imports at random; tables that no import brings come with the first."""
    parts: list[Ledger] = [{}, {}]
    for name, rows in ledger.items():
        for row in rows:
            later = name not in MADE and data.draw(st.booleans())
            parts[later].setdefault(name, []).append(row)
    return [arrow(part) for part in parts]


def keep(store: Store, folder: Path, part: Tables) -> frozenset[int]:
    file = folder / "received"
    file.write_text(f"import {len(store.sources())}")
    with store.begin() as batch:
        source = batch.source(file, "test")
        for name, rows in part.items():
            assert isinstance(rows, pa.Table)
            source.write(name, rows.drop_columns(["row_id", "source", "sheet", "source_row"]))
        try:
            return frozenset(each.number for each in batch.commit(CALENDAR))
        except Refused:  # units above one another in a ring: no store takes them
            reject()


def told(flags: pa.Table) -> list[str]:
    return sorted(str(each) for each in flags.to_pylist())
