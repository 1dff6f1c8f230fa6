"""Verbs of the trail that are not permissions of the access table."""

from __future__ import annotations

from xuncha.domain.words import N_

OTHER_VERBS: dict[str, str] = {
    "policy.install": N_("装入通行规定"),
    "demo.load": N_("生成演示数据"),
    "person.let_go": N_("删除到期的个人情况"),
    "absence.forget": N_("删除满一年的不能参加时段"),
    "referral.send": N_("送交审核部门"),
    "recusal.check": N_("重新进行回避审查"),
    "account.sign_in": N_("登录"),
    "account.sign_out": N_("退出登录"),
    "account.enable": N_("重新启用账号"),
    "account.revoke": N_("收回角色"),
    "account.password": N_("修改密码"),
    "account.factor": N_("修改双因素认证"),
    "account.become": N_("演示：切换人物"),
    "token.create": N_("生成接口令牌"),
    "token.revoke": N_("撤销接口令牌"),
    "account.locked": N_("登录失败过多，锁定账号"),
    "finding.amend": N_("退回修改问题"),
    "report.enter": N_("将问题写入报告"),
    "report.withdraw": N_("将问题移出报告"),
    "evidence.withdraw": N_("撤回佐证材料"),
    "finding.pattern": N_("写明账目特征"),
    "flag.finding": N_("疑点形成问题"),
    "ledger.rejected": N_("下载未导入的行"),
    "export.download": N_("下载导出文件"),
}
