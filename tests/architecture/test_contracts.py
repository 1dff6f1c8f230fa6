"""The directions of imports, and what import-linter cannot see of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "xuncha"
PURE = ("domain", "engines", "connectors", "demo")
IMPORT_ALL = """
import importlib, pkgutil, sys
import xuncha
for band in sys.argv[1:]:
    top = importlib.import_module(f"xuncha.{band}")
    for module in pkgutil.walk_packages(top.__path__, f"xuncha.{band}."):
        importlib.import_module(module.name)
print(" ".join(sorted(name for name in sys.modules if name.split(".")[0] == "django")))
"""


def test_imports_keep_the_contracts() -> None:
    answer = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout


def test_nothing_below_the_records_loads_django() -> None:
    bands = [band for band in PURE if (PACKAGE / band / "__init__.py").exists()]
    answer = subprocess.run([sys.executable, "-c", IMPORT_ALL, *bands], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def record_models() -> list[type]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("xuncha.")]


def test_keys_point_down_the_order_of_the_apps() -> None:
    order = [app.rsplit(".", 1)[1] for app in settings.RECORD_APPS]
    for model in record_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is not None and target._meta.app_label in order:
                above, below = model._meta.app_label, target._meta.app_label
                assert order.index(above) >= order.index(below), f"{model.__name__}.{field.name} points up to {below}"


def test_the_settings_list_every_record_app() -> None:
    folders = {f"xuncha.records.{path.parent.name}" for path in (PACKAGE / "records").glob("*/__init__.py")}
    assert set(settings.RECORD_APPS) == folders


# A table Django made for a many-to-many field says it on its owner.
@pytest.mark.parametrize(
    "model", [model for model in record_models() if not model._meta.auto_created], ids=lambda model: model._meta.label
)
def test_every_model_says_which_personal_data_it_holds(model: type) -> None:
    assert getattr(model, "PRIVACY", "").strip()
