"""The numbers of the talent pool's rules, as the page of local rules shows them and the form asks for them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NUMBERS: dict[str, tuple[Any, Any]] = {
    "training_required": (_("培训失效的不得参加"), _("不勾选时只提醒")),
    "training_months": (_("培训有效月数"), _("证书没有写明有效期的，按此计算；0为长期有效")),
    "absent_days_most": (_("进驻期内最多缺几天"), _("超过的不能参加")),
    "one_round_at_a_time": (_("同期只参加一个轮次"), _("不勾选时只提醒")),
    "unfit_months": (_("考核不称职的几个月内不再抽调"), _("0为不再抽调")),
    "proof_required": (_("专长须有证明才算数"), _("不勾选时，本人填报的专长也算")),
    "bodies_a_team": (_("每组巡察几个单位"), _("尚未建组时估算用")),
    "members_a_team": (_("每组组员几人"), _("组长、副组长、联络员各一人以外，含信访专员")),
    "clerks_a_team": (_("每组信访专员几人"), ""),
    "finance_a_team": (_("每组财务专长几人"), ""),
    "discipline_a_team": (_("每组纪检监察专长几人"), ""),
    "organisation_a_team": (_("每组组织人事专长几人"), ""),
}
