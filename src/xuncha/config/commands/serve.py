"""`xuncha serve`: bring the database up to date, then run the web server and the background worker."""

from __future__ import annotations

import os
import socket
from argparse import ArgumentParser, Namespace
from functools import partial

from xuncha.config import environment
from xuncha.config.supervisor import Supervisor
from xuncha.config.terminal import _, step
from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say

SUMMARY = N_("启动服务：网页与后台任务")
DEFAULT_PORT = 8000
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("--host", default="127.0.0.1", help=_("监听地址，默认只在本机"))
    parser.add_argument("--port", type=int, default=environment.port(DEFAULT_PORT), help=_("端口"))


def run(options: Namespace) -> int:
    """Prepare, then serve until told to stop."""
    need_free(options.host, options.port)
    environment.use_settings("xuncha.config.settings.office")
    import django

    django.setup()
    prepare()
    if options.host not in LOOPBACK and not environment.read().https:
        step(_("注意：未使用加密连接。请在前面设置 HTTPS 代理，并设置 XUNCHA_HTTPS=1"))
    return serve(options.host, options.port)


def need_free(host: str, port: int) -> None:
    """Refuse at once where another program listens already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InvalidField(
                "--port", say(N_("%(port)s 端口无法使用：%(reason)s"), port=port, reason=error)
            ) from error


def prepare() -> None:
    """Bring the database and the collected browser assets up to date."""
    from xuncha.config import upkeep

    # Whatever is written from here on, by children too, is for the service's own account alone.
    os.umask(0o077)
    if upkeep.migrate():
        step(_("数据库结构已更新"))
    upkeep.tidy()
    if upkeep.collect_assets():
        step(_("网页资源已就绪"))


def serve(host: str, port: int, *, welcome: str = "") -> int:
    """Run web server and worker as children; end when told to, or when the web server cannot go on."""
    from django.db import connections
    from django.urls import get_resolver

    # What is loaded and compiled here is there in every child; what is open here must not be.
    get_resolver().url_patterns  # noqa: B018 - reading compiles
    connections.close_all()
    supervisor = Supervisor()
    supervisor.start(partial(_answer, f"[{host}]:{port}" if ":" in host else f"{host}:{port}"), essential=True)
    supervisor.start(_work_off, essential=False)
    if supervisor.wait_for(host, port):
        step(_("服务已启动：%(address)s（按 Ctrl+C 停止）") % {"address": f"http://{host}:{port}/"})
        if welcome:
            print(welcome, flush=True)
    return supervisor.watch()


def _answer(address: str) -> None:
    from xuncha.config.web_server import WebServer

    WebServer(address).run()


def _work_off() -> None:
    from django.core.management import call_command

    call_command("db_worker", startup_delay=False, interval=2, verbosity=0)
