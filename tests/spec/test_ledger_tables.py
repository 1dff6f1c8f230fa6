"""docs/reference/ledger-tables.md holds every canonical table and every part a mapping may name, as the code has them.

Run this file as a program to renew those sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from xuncha.engines.ledgers.importing import built_in, find
from xuncha.engines.ledgers.importing.fields import PARTS, fields, synonyms
from xuncha.engines.ledgers.tables import IMPORTED, PROVENANCE, TABLES, Column

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "ledger-tables.md"


def lines_of(columns: tuple[Column, ...], key: tuple[str, ...]) -> Iterator[str]:
    yield "| column | type | name | |"
    yield "|---|---|---|---|"
    for each in columns:
        marks = ["key"] * (each.name in key) + ["required"] * each.required
        yield f"| `{each.name}` | {each.type} | {each.label} | {', '.join(marks)} |"


def tables() -> str:
    parts = []
    for table in TABLES.values():
        parts.append(f"### `{table.name}` {table.label}\n\n" + "\n".join(lines_of(table.columns, table.key)))
    parts.append("### Every table\n\n" + "\n".join(lines_of(PROVENANCE, ())))
    return "\n\n".join(parts)


def parts() -> str:
    return "\n".join(
        ["| part | name |", "|---|---|", *(f"| `{name}` | {label} |" for name, (label, _) in PARTS.items())]
    )


SECTIONS = {"tables": tables, "parts": parts}


def renewed(page: str) -> str:
    for name, made in SECTIONS.items():
        page = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->",
            f"<!-- {name} -->\n{made()}\n<!-- /{name} -->".replace("\\", "\\\\"),
            page,
            flags=re.DOTALL,
        )
    return page


def test_the_page_says_what_the_code_has() -> None:
    page = PAGE.read_text("utf-8")
    assert renewed(page) == page


def test_every_mapping_that_comes_with_the_engine_is_named_and_reads() -> None:
    page = PAGE.read_text("utf-8")
    for name in built_in():
        assert f"`{name}`" in page
        assert find(name).rules


def test_the_dictionary_knows_every_table_that_is_imported_and_only_fields_there_are() -> None:
    assert {each.name for each in IMPORTED} <= set(synonyms())
    for table, told in synonyms().items():
        assert {name for group in told.needs for name in group} <= set(fields(table)), table
        assert set(told.heads) == set(fields(table)), table


def test_no_name_of_the_dictionary_means_two_columns_of_money() -> None:
    """One head under two fields is allowed (a time says day and minute), but an amount is one thing."""
    for table, told in synonyms().items():
        money = [name for name in told.heads if name.endswith("_fen")]
        heads = [head for name in money for head in told.heads[name]]
        assert len(heads) == len(set(heads)), table


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
