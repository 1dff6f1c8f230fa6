"""`xuncha setup`: an office of one's own, empty but for its place and its three administrators."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from xuncha.config import environment
from xuncha.config.commands import serve
from xuncha.config.terminal import _
from xuncha.domain.organisations import Level
from xuncha.domain.words import N_

SUMMARY = N_("设置本单位的巡察办：所在地区和三员账号")


def add_arguments(parser: ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("--code", required=True, help=_("地区代码，例如行政区划代码"))
    parser.add_argument("--name", required=True, help=_("地区名称"))
    parser.add_argument("--level", required=True, choices=[level.value for level in Level], help=_("层级"))


def run(options: Namespace) -> int:
    """Write the office into an empty database and show the administrators' temporary passwords, once."""
    environment.use_settings("xuncha.config.settings.office")
    import django

    django.setup()
    serve.prepare()
    from xuncha.records.policy import actions

    passwords = actions.open_office(options.code, options.name, Level(options.level))
    print(_("已设置“%(name)s”巡察办。三员账号和临时密码如下，只显示这一次，首次登录须修改：") % {"name": options.name})
    for username, password in passwords.items():
        print(f"  {username}  {password}")
    print(_("下一步：xuncha serve 启动服务；系统管理员开通账号，安全管理员授予角色。"))
    return 0
