"""A few rules as people write them in pandas and in Polars, over the same Parquet files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl

from xuncha.engines.ledgers.tables import Tables

Flags = list[list[int]]


def _files(tables: Tables, table: str) -> list[str]:
    source = tables[table]
    assert isinstance(source, tuple)  # noqa: S101 - a store's tables are files
    return [str(each) for each in source]


def _expenses(tables: Tables, columns: list[str]) -> pl.LazyFrame:
    lines = pl.scan_parquet(_files(tables, "voucher_lines"))
    spent = (pl.col("book") == "financial") & (pl.col("account_code") >= "5") & (pl.col("account_code") < "6")
    return lines.filter(spent).select(columns)


def _pd_expenses(tables: Tables, columns: list[str]) -> pd.DataFrame:
    spent = [("book", "==", "financial"), ("account_code", ">=", "5"), ("account_code", "<", "6")]
    return pd.read_parquet(_files(tables, "voucher_lines"), columns=columns, filters=spent)


def polars_b1(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """One invoice on two vouchers."""
    columns = ["row_id", "unit", "period", "voucher_id", "invoice_no", "debit_fen"]
    spent = _expenses(tables, columns).filter(pl.col("invoice_no").is_not_null() & (pl.col("debit_fen") > 0))
    again = (
        spent.group_by("invoice_no")
        .agg(pl.struct("unit", "period", "voucher_id").n_unique().alias("bookings"))
        .filter(pl.col("bookings") > 1)
    )
    found = (
        spent.join(again, on="invoice_no", how="semi").group_by("invoice_no").agg("row_id").collect(engine="streaming")
    )
    return [sorted(each) for each in found["row_id"].to_list()]


def pandas_b1(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """One invoice on two vouchers."""
    spent = _pd_expenses(tables, ["row_id", "unit", "period", "voucher_id", "invoice_no", "debit_fen"])
    spent = spent[spent["invoice_no"].notna() & (spent["debit_fen"] > 0)]
    vouchers = spent.drop_duplicates(["invoice_no", "unit", "period", "voucher_id"])
    counts = vouchers["invoice_no"].value_counts()
    again = spent[spent["invoice_no"].isin(counts[counts > 1].index)]
    return [sorted(rows) for _, rows in again.groupby("invoice_no")["row_id"]]


def polars_e5(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """Vouchers whose sides differ."""
    lines = pl.scan_parquet(_files(tables, "voucher_lines")).filter(pl.col("book") == "financial")
    key = ["unit", "period", "voucher_id"]
    uneven = (
        lines.group_by(key)
        .agg((pl.col("debit_fen") - pl.col("credit_fen")).sum().alias("off"))
        .filter(pl.col("off") != 0)
    )
    found = lines.join(uneven, on=key, how="semi").group_by(key).agg("row_id").collect(engine="streaming")
    return [sorted(each) for each in found["row_id"].to_list()]


def pandas_e5(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """Vouchers whose sides differ."""
    columns = ["row_id", "unit", "period", "voucher_id", "debit_fen", "credit_fen"]
    lines = pd.read_parquet(_files(tables, "voucher_lines"), columns=columns, filters=[("book", "==", "financial")])
    key = ["unit", "period", "voucher_id"]
    lines["off"] = lines["debit_fen"] - lines["credit_fen"]
    uneven = lines.groupby(key)["off"].sum()
    found = lines.merge(uneven[uneven != 0].reset_index()[key], on=key)
    return [sorted(rows) for _, rows in found.groupby(key)["row_id"]]


def polars_c3(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """One car filled twice a day with hardly a kilometre between."""
    fills = pl.scan_parquet(_files(tables, "vehicle_events")).filter(pl.col("kind") == "fuel")
    driven = (pl.col("km").max() - pl.col("km").min()).fill_null(0)
    twice = fills.group_by("unit", "plate", "day_no").agg("row_id", driven.alias("driven"))
    found = twice.filter((pl.col("row_id").list.len() >= 2) & (pl.col("driven") < values["km"])).collect(
        engine="streaming"
    )
    return [sorted(each) for each in found["row_id"].to_list()]


def pandas_c3(tables: Tables, values: Mapping[str, Any]) -> Flags:
    """One car filled twice a day with hardly a kilometre between."""
    columns = ["row_id", "unit", "plate", "day_no", "km"]
    fills = pd.read_parquet(_files(tables, "vehicle_events"), columns=columns, filters=[("kind", "==", "fuel")])
    days = fills.groupby(["unit", "plate", "day_no"])
    size, span = days["row_id"].transform("size"), days["km"].transform("max") - days["km"].transform("min")
    found = fills[(size >= 2) & (span.fillna(0) < values["km"])]
    return [sorted(rows) for _, rows in found.groupby(["unit", "plate", "day_no"])["row_id"]]


WAYS: dict[tuple[str, str], Callable[[Tables, Mapping[str, Any]], Flags]] = {
    ("polars", "B1"): polars_b1, ("pandas", "B1"): pandas_b1,
    ("polars", "E5"): polars_e5, ("pandas", "E5"): pandas_e5,
    ("polars", "C3"): polars_c3, ("pandas", "C3"): pandas_c3,
}  # fmt: skip
