"""Verbs of the trail that are not permissions of the access table."""

from __future__ import annotations

from xuncha.domain.words import N_

OTHER_VERBS: dict[str, str] = {
    "demo.load": N_("生成演示数据"),
    "recusal.check": N_("重新进行回避审查"),
    "account.sign_in": N_("登录"),
    "account.locked": N_("登录失败过多，锁定账号"),
    "export.download": N_("下载导出文件"),
}
