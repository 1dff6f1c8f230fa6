"""The tables that can be brought in: their names, and what each is for."""

from __future__ import annotations

from xuncha.domain.words import N_
from xuncha.records.exchange import queries

NAMES = queries.tables()
WHAT_FOR: dict[str, str] = {
    "units": N_("可以被巡察的单位及上下级关系；先导入它，别的表会引用单位"),
    "people": N_("领导班子成员和其他人员，连同任职、学习经历"),
    "inspectors": N_("人才库：人员连同可任职务、专长、任职经历"),
    "kinships": N_("人员之间的亲属关系；先导入人员，再导入它"),
    "homes": N_("人员的成长地和居住地，可以写到村；先导入人员，再导入它"),
    "ties": N_("巡察干部申报的与单位或人员的关系"),
    "tasks": N_("反馈问题的整改任务，连同措施、责任人、时限"),
}
