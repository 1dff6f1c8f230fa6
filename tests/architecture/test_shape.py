"""What a reader of the tree relies on: short pages, a map that is true, numbered decisions."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "xuncha"
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# path, or path::function -> why it may be longer
EXCEPTIONS: dict[str, str] = {}


def sources() -> list[Path]:
    found = [path for folder in ("src", "scripts", "tests") for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def test_files_are_short() -> None:
    long = {}
    for path in sources():
        name = str(path.relative_to(ROOT))
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE and name not in EXCEPTIONS:
            long[name] = lines
    assert long == {}


def test_functions_are_short() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path.relative_to(ROOT)}::{node.name}"
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION and name not in EXCEPTIONS:
                    long[name] = lines
    assert long == {}


def test_exceptions_are_still_needed() -> None:
    assert [name for name in EXCEPTIONS if not (ROOT / name.split("::")[0]).exists()] == []


def test_no_folder_or_module_is_named_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "misc", "common", "stuff", "signals", "manager", "managers"}
    assert [str(path) for path in sources() if empty & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_no_signal_receivers() -> None:
    telling = re.compile(r"^\s*@receiver\(|^from django\.(db\.models|core|dispatch)[\w.]*signals? import", re.M)
    files = [path for path in sources() if PACKAGE in path.parents]
    assert [str(path) for path in files if telling.search(path.read_text(encoding="utf-8"))] == []


def test_the_map_equals_the_tree() -> None:
    written = set(re.findall(r"`src/xuncha/([a-z_/]+?)/?`", (ROOT / "docs" / "architecture.md").read_text("utf-8")))
    packages = {path.parent.relative_to(PACKAGE) for path in PACKAGE.rglob("__init__.py")}
    there = {str(path) for path in packages if path.parts and len(path.parts) <= 2}
    assert written - there == set(), "the map names what is not there"
    assert there - written == set(), "the map leaves something out"


def test_decisions_are_numbered_once() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name.split("-")[0] for page in pages]
    assert all(re.fullmatch(r"\d{4}", number) for number in numbers), numbers
    assert len(set(numbers)) == len(numbers), numbers
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {page.name[:4]} "), f"{page.name} has another number in its title"
