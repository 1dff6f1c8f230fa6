"""What a measure or a result says: an act, a figure, or only a resolve. Word lists, so that everybody can see why."""

from __future__ import annotations

import re

ACTS = re.compile(
    "退回|退还|退赔|追缴|追回|追溯|收回|收缴|上缴|补缴|缴入|补交|清退|清收|拆除|印发|制定|制订|修订|废止|召开|公示|公开|公布|约谈|通报|"
    "处分|问责|诫勉|移交|核查|核实|核对|核销|核减|盘点|登记|签订|解除|终止|招标|补办|归还|腾退|培训|检查|抽查|自查|走访|回访|调整|撤销|"
    "注销|报废|划转|发放|兑付|安装|修复|复绿|整修|审计|对账|入账|建账|张贴|轮岗|补选|换届|谈话|学习[^习]{0,6}次|报送|审核|填平|验收|测量|清理|"
    "统计|建立[^，。；]{0,12}(?:台账|清单|制度|机制|档案|名册|办法)|设立|配备|聘请|委托|安排[^，。；]{0,8}人|明确[^，。；]{0,12}(?:分工|职责|专人)"
)
"""Acts somebody can go and look at."""
FIGURES = re.compile(
    r"[0-9０-９]|《[^》]+》|[一二三四五六七八九十百千万两]+(?:人|名|次|项|户|份|处|个|起|件|万元|元|亩|期|场|辆|本|条|天|日|月|周|季度)"
)
"""A number, a day, an amount, a named document."""
RESULTS = re.compile(
    "(?:已|均已|全部|基本)[^，。；]{0,6}(?:到位|解决|杜绝|规范|改善|提升|加强|增强|落实|整改)|取得[^，。；]{0,8}(?:成效|效果|进展)|"
    "(?:明显|显著|有效|进一步|大幅)[^，。；]{0,6}(?:改善|提升|好转|增强|提高|规范|遏制|解决|加强)|得到[^，。；]{0,8}(?:解决|改善|加强|落实|遏制)"
)
"""A result said to have come about, where what was done should stand."""
BODIES = re.compile(
    "^(?:各|全体|全局|全镇|相关|有关|班子|局?领导班子|党委|党组|党支部|办公室|科室|各?部门|单位|本单位|.{0,8}[科室股部组办])$"
)
"""An owner who is nobody in particular."""
PROMISES = re.compile("承诺书|保证书|欠条|还款计划|还款协议|还款承诺|分期还款")
"""A promise to pay, which is not a payment."""
MEETINGS = re.compile(
    "(?:党组|党委|党工委|党总支|支部|局长办公|班子|常委|民主生活)[^，。；]{0,4}会|党[组委][^，。；]{0,4}专题研究"
)
"""A meeting said to have been held."""


def concrete(text: str) -> bool:
    """Whether a text names an act or a figure."""
    return bool(ACTS.search(text) or FIGURES.search(text))


def only_a_result(text: str) -> bool:
    """Whether a measure is written as a result, with no act and no figure behind it.

    What was done wrong may itself be an act ("违规发放补贴问题已解决"): within a clause that tells a result, none counts.
    """
    clauses = re.split("[，。；：,;:]", text)
    acts = any(ACTS.search(clause) and not RESULTS.search(clause) for clause in clauses)
    return bool(RESULTS.search(text)) and not acts and not FIGURES.search(text)


def nobody(owner: str) -> bool:
    """Whether the accountable "person" is a body, or nobody."""
    return not owner.strip() or bool(BODIES.match(owner.strip()))
