"""`xuncha demo`: a fictional city, served on this machine."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from xuncha.config import environment
from xuncha.config.commands import serve
from xuncha.config.terminal import _, step
from xuncha.domain.errors import Refused
from xuncha.domain.words import N_, say

SUMMARY = N_("演示：生成一座虚构的城市并启动服务")
SIZES = ("county", "city", "province")
SEED = 20261123


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("--port", type=int, default=environment.port(serve.DEFAULT_PORT), help=_("端口"))
    parser.add_argument("--size", choices=SIZES, default=SIZES[1], help=_("虚构数据的规模"))
    parser.add_argument("--seed", type=int, default=SEED, help=_("随机种子：相同的种子生成相同的城市"))
    parser.add_argument("--reset", action="store_true", help=_("清空演示数据，重新生成"))
    parser.add_argument("--no-serve", action="store_true", help=_("只生成数据，不启动服务"))


def run(options: Namespace) -> int:
    """Make the city unless it is there, then serve it."""
    if not options.no_serve:
        serve.need_free("127.0.0.1", options.port)
    folder = environment.home() / "demo"
    environment.use_demo_home(folder)
    wanted = f"{options.size} {options.seed}"
    ready = folder / "ready"
    if options.reset or not ready.exists():
        _clear(folder)
    environment.mark_as_demo(folder)
    environment.use_settings("xuncha.config.settings.office")
    step(_("正在准备演示环境"))
    import django

    django.setup()
    from django.db import connections

    for connection in connections.all():
        with connection.cursor() as cursor:
            # While it is made, the demo may be lost in a power cut: it can be made again, and is made twice as fast.
            cursor.execute("PRAGMA synchronous=OFF")
    serve.prepare()
    if not ready.exists():
        _load(options.size, options.seed)
        ready.write_text(wanted)
    elif ready.read_text() != wanted:
        step(_("已有一座虚构城市（%(what)s）；加 --reset 可重新生成") % {"what": ready.read_text()})
    if options.no_serve:
        return 0
    welcome = _("用浏览器打开上面的地址。页面顶部列出固定人物，点选即可切换身份。所有单位和人员均为虚构。")
    return serve.serve("127.0.0.1", options.port, welcome=welcome)


def _load(size: str, seed: int) -> None:
    # Imported here: it loads every record app, which must wait for django.setup().
    from xuncha.config import demonstration

    step(_("正在生成虚构城市：%(size)s") % {"size": size})
    demonstration.load(size=size, seed=seed)
    step(_("虚构城市已生成"))


def _clear(folder: Path) -> None:
    if not folder.exists():
        return
    if any(folder.iterdir()) and not environment.is_demo(folder):
        reason = say(N_("文件夹 %(folder)s 不是演示数据，不能清空"), folder=str(folder))
        raise Refused([reason])
    shutil.rmtree(folder)
