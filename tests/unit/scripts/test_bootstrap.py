"""Setting up says what to install when it cannot help itself, and does nothing twice."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

import bootstrap  # noqa: E402 - standard-library scripts beside manage.py
import chromium  # noqa: E402
import frontend  # noqa: E402
from progress import Failed, Progress  # noqa: E402


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv").mkdir()
    return tmp_path / ".venv"


def test_without_pip_and_uv_it_names_the_package_to_install(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "installers", list)
    with pytest.raises(Failed, match="python3-venv"):
        bootstrap.install("runtime", Progress())


def test_one_way_of_installing_that_fails_is_followed_by_the_next(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails, works = [sys.executable, "-c", "raise SystemExit(1)"], [sys.executable, "-c", "pass"]
    monkeypatch.setattr(bootstrap, "installers", lambda: [("one", fails), ("other", works)])
    bootstrap.install("runtime", Progress())
    assert bootstrap.is_stamped("runtime")


def test_the_development_lock_serves_for_running_too(venv: Path) -> None:
    bootstrap.stamp_of("dev").write_text(bootstrap.digest(bootstrap.lock_of("dev")))
    assert bootstrap.is_stamped("runtime")
    assert not bootstrap.is_stamped("node")


def test_a_changed_lock_is_installed_again(venv: Path) -> None:
    bootstrap.stamp_of("runtime").write_text("the digest of an older lock")
    assert not bootstrap.is_stamped("runtime")


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(Failed, match=r"3\.11"):
        bootstrap.newer_python()


def test_without_a_browser_it_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, answer in {"installed": None, "may_apt": False}.items():
        monkeypatch.setattr(chromium, name, lambda answer=answer: answer)
    monkeypatch.setattr(chromium, "playwrights_own", lambda python: None)
    monkeypatch.setattr(Progress, "run", lambda *a, **k: False)
    with pytest.raises(Failed, match="apt-get install chromium"):
        chromium.find_or_fetch(Progress(), Path(sys.executable))


def test_the_assets_are_built_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def never(*args: Any, **kwargs: Any) -> bool:
        raise AssertionError("built again")

    monkeypatch.setattr(frontend, "STAMP", tmp_path / "stamp.txt")
    frontend.STAMP.write_text(frontend.digest())
    monkeypatch.setattr(Progress, "run", never)
    frontend.build(Progress(), Path(sys.executable), install_node=never)


def test_a_program_that_fails_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failed, match="did not work"):
        Progress().run([sys.executable, "-c", "print('the reason'); raise SystemExit(1)"])
    assert "the reason" in capsys.readouterr().out


@pytest.mark.parametrize("lock", ["requirements/runtime.lock", "requirements/dev.lock", "requirements/node.lock"])
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_the_browser_packages_lock_has_no_address() -> None:
    assert "://" not in (ROOT / "frontend" / "package-lock.json").read_text()
