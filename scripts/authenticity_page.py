"""Renews the rules in docs/reference/authenticity-rules.md from the code: `.venv/bin/python scripts/authenticity_page.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib

from xuncha.domain.authenticity import Limit, Rule, catalogue, subject_of
from xuncha.domain.authenticity.examples import EXAMPLES
from xuncha.domain.authenticity.rule import check

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "authenticity-rules.md"
CATALOGUE = ROOT / "src" / "xuncha" / "locale" / "en" / "LC_MESSAGES" / "django.po"
START, END = "<!-- rules -->\n", "<!-- end of rules -->\n"


def english() -> Callable[[str], str]:
    """The English catalogue, as a function."""
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE)) if not entry.msgctxt}
    return lambda text: known.get(text) or text


def renewed(page: str) -> str:
    """The page with its rules as the code has them."""
    told = english()
    text = "\n".join(_rule(rule, told) for rule in catalogue())
    return re.sub(f"(?<={re.escape(START)}).*(?={re.escape(END)})", lambda _: f"\n{text}\n", page, flags=re.DOTALL)


def _rule(rule: Rule[Any], told: Callable[[str], str]) -> str:
    raised = check(rule, EXAMPLES[rule.code].caught)
    assert raised is not None  # noqa: S101 - the specification holds every example
    lines = [
        f"## {rule.code} v{rule.version} {rule.label} · {told(rule.label)}",
        "",
        f"{rule.meaning}。{told(rule.meaning)}.",
        "",
        f"- looks at: {subject_of(rule).value}; severity: `{rule.severity.value}`",
        f"- source (`{rule.basis.value}`): {rule.source} · {rule.source.translated(told)}",
        *(_limit(limit, told) for limit in rule.limits),
        f"- example: {raised.reasons[0]} · {raised.reasons[0].translated(told)}",
        f"- an honest explanation: {rule.honest} · {told(rule.honest)}",
    ]
    return "\n".join(lines) + "\n"


def _limit(limit: Limit, told: Callable[[str], str]) -> str:
    taught = ", taught by false alarms" if limit.learns else ""
    return f"- threshold `{limit.name}` {limit.value} ({limit.least} to {limit.most}; {limit.basis.value}{taught}): {limit.meaning} · {told(limit.meaning)}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
