"""Voucher lines and payments as rules see them: where a person confirmed who a name stands for, the row carries that identity."""

from __future__ import annotations

from xuncha.engines.ledgers.tables import TABLES, Tables

NAMED = {"voucher_lines": "coalesce(v.counterparty, v.payee_name)", "payments": "v.payee_name"}
"""Tables with names that may lack an identity, and the name of a supplier in each."""
RAW = "raw_"


def identified(table: str) -> str:
    """One SELECT, the same on every engine, over the table as imported (`raw_…`) and what was confirmed (`same_as`)."""
    filled = {"payee_id": "coalesce(v.payee_id, p.code)", "supplier_code": "coalesce(v.supplier_code, s.code)"}
    columns = ", ".join(f"{filled.get(name, f'v.{name}')} AS {name}" for name in TABLES[table].schema.names)
    return (
        f"SELECT {columns} FROM {RAW}{table} AS v "  # noqa: S608
        "LEFT JOIN same_as AS p ON p.kind = 'person' AND v.payee_id IS NULL AND p.unit = v.unit AND p.name = v.payee_name "
        f"LEFT JOIN same_as AS s ON s.kind = 'supplier' AND v.supplier_code IS NULL AND s.name = {NAMED[table]}"
    )


def applies(table: str, tables: Tables) -> bool:
    """Whether anything was confirmed that could touch this table: without it, rules read the files as they are."""
    return table in NAMED and bool(tables.get("same_as"))
