"""The glossary holds every enumeration of the domain, with all its codes and labels, and nothing that is gone."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import xuncha.domain
from xuncha.domain.words import Labelled

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def enumerations() -> dict[str, type[Labelled]]:
    found: dict[str, type[Labelled]] = {}
    for module in pkgutil.walk_packages(xuncha.domain.__path__, "xuncha.domain."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and issubclass(value, Labelled) and value.__module__ == module.name:
                assert found.setdefault(name, value) is value, f"two enumerations are called {name}"
    del found["Labelled"]
    return found


def test_every_enumeration_stands_in_the_glossary_with_its_codes_and_labels() -> None:
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", GLOSSARY, re.MULTILINE | re.DOTALL))
    assert sorted(sections) == sorted(enumerations())
    for name, enumeration in enumerations().items():
        rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", sections[name], re.MULTILINE)
        assert rows == enumeration.choices(), name


def test_every_term_has_a_code_word_and_a_meaning() -> None:
    terms = GLOSSARY.partition("## Terms")[2].partition("## Codes")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", terms, re.MULTILINE)[2:]
    assert len(rows) > 50
    assert len({term for term, _, _ in rows}) == len(rows)
