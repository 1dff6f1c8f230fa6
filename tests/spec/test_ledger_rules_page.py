"""The pages on ledger rules say what the rule files say, and what works."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import rules_page  # noqa: E402 - a developer script, not part of the package
from xuncha.engines.ledgers.rules import catalogue, read_rule  # noqa: E402
from xuncha.engines.ledgers.running.examples import failures  # noqa: E402


def test_the_page_has_every_rule_as_its_file_has_it() -> None:
    page = rules_page.PAGE.read_text(encoding="utf-8")
    assert page == rules_page.renewed(page), "renew it with scripts/rules_page.py"
    assert all(f"| {rule.id} v{rule.version} |" in page for rule in catalogue())


def test_the_rule_written_in_the_guide_holds_on_its_own_examples() -> None:
    guide = (ROOT / "docs" / "how-to" / "write-a-rule.zh-CN.md").read_text(encoding="utf-8")
    rule = read_rule(guide.partition("```toml\n")[2].partition("```")[0], "x1.toml")
    assert [str(each) for each in failures(rule)] == []
