"""English is whole: nothing missing, fuzzy or stale, and the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import translations  # noqa: E402 - a developer script, not part of the package


def test_the_catalogue_is_complete() -> None:
    assert translations.problems() == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (polib.POEntry(msgid="巡察", msgstr=""), "missing"),
        (polib.POEntry(msgid="巡察", msgstr="Inspection", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="共%(count)s条", msgstr="%(number)s in all"), "placeholders"),
        (polib.POEntry(msgid="巡察", msgstr="巡察"), "Chinese"),
    ],
)
def test_a_bad_entry_is_named(entry: polib.POEntry, complaint: str) -> None:
    assert any(complaint in line for line in translations.complaints_about(entry))


def test_a_text_asked_for_with_its_plural_needs_one_in_the_catalogue() -> None:
    """Without one gettext does not find it and shows the Chinese."""
    asked = translations.Message("%(n)s 行", plural="%(n)s 行")
    assert not translations.same_forms(polib.POEntry(msgid="%(n)s 行", msgstr="%(n)s rows"), asked)
    assert translations.same_forms(translations.fresh(asked), asked)


def test_messages_are_found_in_python_and_in_templates() -> None:
    python = translations.messages_in_python(
        'from x import N_\nlabel = N_("整改")\nngettext("%(n)s 天", "%(n)s 天", 2)\n'
    )
    template = translations.messages_in_template(
        '{% load i18n %}\n  {% translate "轮次" %}{% blocktranslate %}共 {{ n }} 轮{% endblocktranslate %}{{ _("回避") }}'
    )
    assert [message.msgid for message in python] == ["整改", "%(n)s 天"]
    assert [message.msgid for message in template] == ["轮次", "共 %(n)s 轮", "回避"]


PUNCTUATION = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
TAGS = re.compile(r"{% blocktranslate .*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}", re.S)


def test_no_chinese_punctuation_stands_between_the_tags_of_a_template() -> None:
    """A full-width colon between two translated words would stay in the English page."""
    pages = {path.name: TAGS.sub("", path.read_text("utf-8")) for path in translations.PACKAGE.rglob("*.html")}
    assert {name for name, text in pages.items() if PUNCTUATION.search(text)} == set()


def test_pages_put_no_chinese_punctuation_between_two_values() -> None:
    """Neither in an f-string nor as what joins a list."""
    found = []
    for path in (translations.PACKAGE / "web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                pieces = node.values
            elif isinstance(node, ast.Attribute) and node.attr == "join":
                pieces = [node.value]
            else:
                continue
            texts = [piece.value for piece in pieces if isinstance(piece, ast.Constant)]
            if any(PUNCTUATION.search(str(text)) for text in texts):
                found.append(f"{path.relative_to(translations.PACKAGE)}:{node.lineno}")
    assert found == []
