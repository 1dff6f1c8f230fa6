"""What the machine tells us: the only module that reads environment variables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from xuncha.domain.errors import XunchaError
from xuncha.domain.words import N_, say

HOME_VARIABLE = "XUNCHA_HOME"
SETTINGS_VARIABLE = "DJANGO_SETTINGS_MODULE"
_DEMO_MARK = "this-is-a-demo"
_CHECKOUT = Path(__file__).resolve().parents[3]


class UnusableEnvironment(XunchaError):
    """A variable of the environment says something that cannot be used."""

    def __init__(self, variable: str, value: str) -> None:
        """Name the variable and its value."""
        self.variable = variable
        super().__init__(say(N_("环境变量 %(variable)s 的值无法使用：%(value)s"), variable=variable, value=value))


@dataclass(frozen=True)
class Environment:
    """Everything Xuncha asks of its surroundings, already checked."""

    home: Path
    database: dict[str, Any]
    tips_database: dict[str, Any]
    hosts: tuple[str, ...]
    https: bool
    session_minutes: int
    demo: bool


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read the process's environment, or the mapping given."""
    variables = os.environ if variables is None else variables
    home = _home(variables)
    database = _database("DATABASE_URL", variables, home / "xuncha.sqlite3")
    return Environment(
        home=home,
        database=database,
        tips_database=_tips_database(variables, home, database),
        hosts=_words(variables.get("XUNCHA_HOSTS", "")) or ("localhost", "127.0.0.1", "[::1]"),
        https=variables.get("XUNCHA_HTTPS", "") not in ("", "0"),
        session_minutes=_number(variables, "XUNCHA_SESSION_MINUTES", 30),
        # A mark inside the data folder, not a variable: no setting can open a real office's data to demo sign-ins.
        demo=(home / _DEMO_MARK).exists(),
    )


def port(default: int) -> int:
    """Return the port the surroundings ask for."""
    return _number(os.environ, "PORT", default)


def home() -> Path:
    """Return the folder that holds database, files, key and logs."""
    return _home(os.environ)


def for_child(**changes: str) -> dict[str, str]:
    """Return the environment a child process is started with."""
    return {**os.environ, **changes}


def use_demo_home(folder: Path) -> None:
    """Make this process, and those it starts, keep fictional data in `folder` and nowhere else."""
    os.environ[HOME_VARIABLE] = str(folder)
    for variable in ("DATABASE_URL", "TIPS_DATABASE_URL"):  # a database named outside may be a real office's
        os.environ.pop(variable, None)


def language() -> str:
    """Return the language a person at this terminal reads: Chinese where the system says so, else English."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh-hans" if said.lower().startswith("zh") else "en"


def use_settings(module: str) -> None:
    """Choose Django's settings unless somebody chose them already."""
    os.environ.setdefault(SETTINGS_VARIABLE, module)


def mark_as_demo(folder: Path) -> None:
    """Say for good that what lies in `folder` is fictional."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _DEMO_MARK).touch()


def is_demo(folder: Path) -> bool:
    """Tell whether the folder was made by the demo."""
    return (folder / _DEMO_MARK).exists()


def secret_key(folder: Path) -> str:
    """Return the installation's own key; made once, readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret-key-{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # A link, because it fails where another process was quicker: its key then holds for both.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def _home(variables: Mapping[str, str]) -> Path:
    if named := variables.get(HOME_VARIABLE):
        return Path(named).expanduser().resolve()
    if (_CHECKOUT / "manage.py").exists() and (_CHECKOUT / "pyproject.toml").exists():
        return _CHECKOUT / "var"
    return Path.home() / ".local" / "share" / "xuncha"


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _number(variables: Mapping[str, str], name: str, default: int) -> int:
    value = variables.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or int(value) == 0:
        raise UnusableEnvironment(name, value)
    return int(value)


def _tips_database(variables: Mapping[str, str], home: Path, office: dict[str, Any]) -> dict[str, Any]:
    """Where sealed tips lie: a file, or a database, of their own beside the office's."""
    beside = home / "tips.sqlite3"
    if variables.get("TIPS_DATABASE_URL") or office["ENGINE"].endswith("sqlite3"):
        return _database("TIPS_DATABASE_URL", variables, beside)
    return {**office, "NAME": f"{office['NAME']}_tips", "OPTIONS": dict(office["OPTIONS"])}


def _database(variable: str, variables: Mapping[str, str], usual: Path) -> dict[str, Any]:
    url = variables.get(variable, "")
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(usual)}
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path.removeprefix("/"))}
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        # The value may hold a password: name the scheme alone.
        raise UnusableEnvironment(variable, f"{parts.scheme}://…")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }
