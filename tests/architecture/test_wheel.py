"""An installed Xuncha carries all it needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CARRIED = (
    "xuncha/web/static/dist/xuncha.css",
    "xuncha/web/static/dist/office.js",
    "xuncha/web/static/dist/icons.svg",
    "xuncha/web/static/dist/fonts/NotoSansSC-Regular.ttf",
    "xuncha/web/static/dist/fonts/NotoSansSC-Bold.ttf",
    "xuncha/web/static/dist/fonts/OFL.txt",
    "xuncha/locale/en/LC_MESSAGES/django.mo",
    "xuncha/domain/access.csv",
    "xuncha/py.typed",
)


@pytest.mark.slow
def test_the_wheel_carries_assets_translations_and_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    answer = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert [name for name in CARRIED if name not in names] == []
    templates = [path for path in (ROOT / "src").rglob("templates/**/*") if path.is_file()]
    assert [path for path in templates if str(path.relative_to(ROOT / "src")) not in names] == []
