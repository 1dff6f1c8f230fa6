"""Renews the tables of docs/reference/ledger-rules.md from the rule files: `.venv/bin/python scripts/rules_page.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from xuncha.domain.ledgers import RuleFamily
from xuncha.engines.ledgers.rules import Parameter, Rule, catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "ledger-rules.md"
HEAD = "| rule | 名称 | name | severity | source | reads | thresholds |\n|---|---|---|---|---|---|---|\n"
START, END = "<!-- rules -->\n", "<!-- end of rules -->\n"
LISTED = 3


def tables(rules: Iterable[Rule]) -> str:
    """One table a family, one row a rule and version."""
    families: dict[RuleFamily, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    return "\n".join(
        f"## {family.value} {family.label}\n\n{HEAD}{''.join(map(_row, of_family))}"
        for family, of_family in families.items()
    )


def renewed(page: str) -> str:
    """The page with its tables as the rule files have them."""
    return re.sub(
        f"(?<={re.escape(START)}).*(?={re.escape(END)})", lambda _: f"\n{tables(catalogue())}\n", page, flags=re.DOTALL
    )


def _row(rule: Rule) -> str:
    cells = (
        f"{rule.id} v{rule.version}",
        rule.name.zh,
        rule.name.en,
        rule.severity.value,
        rule.source.mark.value,
        ", ".join(f"`{table}`" for table in rule.reads),
        "; ".join(_threshold(each) for each in rule.parameters.values()) or "none",
    )
    return f"| {' | '.join(cells)} |\n"


def _threshold(parameter: Parameter) -> str:
    value = parameter.value
    many = value if isinstance(value, tuple) else str(value).split("|")
    text = ", ".join(map(str, many[:LISTED])) + (f" … ({len(many)})" if len(many) > LISTED else "")
    return f"`{parameter.name}` {text} ({parameter.source.mark.value})"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
