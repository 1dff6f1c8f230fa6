"""The talent pool: each line is a person (made known where new) and what the pool says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.people import Employment, Skill
from xuncha.domain.pool import OfficePost
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.between import out_of_reach
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules
from xuncha.records.exchange.tables.lookup import PLACE
from xuncha.records.exchange.tables.parsers import code, day, reference, several, whole
from xuncha.records.exchange.tables.people import PERSON, POST, STUDY, facts_whole
from xuncha.records.people import actions
from xuncha.records.people.rows import Counts, InspectorRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

POOL = (
    Column(
        "jurisdiction", N_("所属人才库"), reference(PLACE), required=True, help=N_("地区代码，或没有重名的地区名称"),
        also=("人才库", "所属地区", "地区", "派出地区", "talent pool", "pool"),
    ),
    Column(
        "roles", N_("可任职务"), several(TeamRole), required=True, help=N_("可填几个，用顿号隔开，如：组长、副组长"),
        also=("拟任职务", "可担任职务", "巡察职务", "team roles", "roles"),
    ),
    Column(
        "skills", N_("专长"), several(Skill), help=N_("可填几个，用顿号隔开，如：财务、审计"),
        also=("业务专长", "专业特长", "特长", "skills"),
    ),
    Column(
        "practice_before", N_("启用系统前参加轮次"), whole(0, 100), form=Form.NUMBER,
        help=N_("启用本系统以前参加过几轮；以后的由系统按编组记录计算"),
        also=("参加轮次", "巡察次数", "参加次数", "rounds served", "experience"),
    ),
    Column(
        "capacity", N_("每轮最多承担"), whole(1, 10), form=Form.NUMBER, help=N_("每轮最多巡察几个单位；不填为1"),
        also=("每轮上限", "most per round", "capacity"),
    ),
    Column(
        "employment", N_("任职方式"), code(Employment), choices=Employment, help=N_("不填为“专职”"),
        also=("用工方式", "专兼职", "employment"),
    ),
    Column("joined_on", N_("入库日期"), day, form=Form.DATE, also=("入库时间", "joined on", "joined")),
    Column(
        "office_post", N_("编制内岗位"), code(OfficePost), choices=OfficePost, help=N_("只有专职人员填写"),
        also=("巡察岗位", "编制岗位", "post in the establishment"),
    ),
)  # fmt: skip
COLUMNS = (*PERSON[:2], *POOL, *PERSON[2:], *POST, *STUDY)


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """A pool within reach, posts and studies whole."""
    problems: list[Problem] = []
    for row in rows:
        problems += facts_whole(row)
        if row.values.get("office_post") and row.values.get("employment") not in (None, Employment.FULL):
            problems.append(Problem(row.line, N_("编制内岗位"), say(N_("只有专职人员占编制内岗位"))))
        problems += out_of_reach(row, {row.values["jurisdiction"]}, "inspector.edit", POOL[0].name, lookup)
    return problems


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_inspectors([InspectorRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules("inspector.edit", COLUMNS, ("code",), check, write)
