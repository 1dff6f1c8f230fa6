"""The page on rules of authenticity says what the code says."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import authenticity_page  # noqa: E402 - a developer script, not part of the package


def test_the_page_has_every_rule_as_the_code_has_it() -> None:
    page = authenticity_page.PAGE.read_text(encoding="utf-8")
    assert page == authenticity_page.renewed(page), "renew it with scripts/authenticity_page.py"
