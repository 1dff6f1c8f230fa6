"""What a member of a team promises for one round; an office may print its own wording beside it."""

from __future__ import annotations

from xuncha.domain.words import N_

PROMISE: tuple[str, ...] = (
    N_("不泄露、不扩散、不打听尚未公布的巡察工作情况"),
    N_("不私自留存巡察工作资料；本轮结束时全部移交，个人设备上的一并清除"),
    N_("不向被反映人和无关人员透露反映人及其反映内容"),
    N_("遇有打招呼、说情或打探消息的，如实登记并报告组长"),
)
"""Leaking, spreading and spying out, and keeping material for oneself, are what 处分条例 (2023) art. 144 punishes."""
