"""Ties inspectors declared, to a body or to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules
from xuncha.records.exchange.tables.lookup import PERSON, UNIT
from xuncha.records.exchange.tables.parsers import code, day, reference, text, whole, yes_no
from xuncha.records.people import actions
from xuncha.records.people.models import Inspector, TieKind
from xuncha.records.people.rows import Counts, TieRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

COLUMNS = (
    Column(
        "inspector", N_("巡察干部"), reference(PERSON), required=True, help=N_("人员编号，或没有重名的姓名"),
        also=("巡察干部编号", "人员编号", "姓名", "申报人", "干部", "inspector", "declared by"),
    ),
    Column(
        "kind", N_("关系"), code(TieKind), required=True, choices=TieKind, help=N_("从下拉表中选"),
        also=("关系类型", "关系类别", "tie", "relation", "relationship"),
    ),
    Column(
        "unit", N_("单位"), reference(UNIT), help=N_("单位代码，或没有重名的单位名称；单位和相关人员只填一项"),
        also=("相关单位", "涉及单位", "单位名称", "unit"),
    ),
    Column(
        "person", N_("相关人员"), reference(PERSON), help=N_("人员编号，或没有重名的姓名"),
        also=("关系人", "对方", "相关人", "person", "other person"),
    ),
    Column("recusal", N_("须回避"), yes_no, help=N_("是或否；不填为“否”"), also=("是否回避", "回避", "recusal")),
    Column(
        "exposure", N_("熟人暴露度"), whole(0, 1000), form=Form.NUMBER, help=N_("熟悉程度的分值；不填为0"),
        also=("暴露度", "熟悉程度", "exposure"),
    ),
    Column(
        "declared_on", N_("申报日期"), day, form=Form.DATE, help=N_("不填为导入当天"),
        also=("申报时间", "declared on", "date"),
    ),
    Column("words", N_("情况说明"), text(200), also=("说明", "备注", "notes", "remarks")),
)  # fmt: skip
HEADS = {column.key: column.name for column in COLUMNS}


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """One other side each, inspectors known and within reach."""
    problems: list[Problem] = []
    pools = dict(Inspector.objects.order_by().values_list("person__code", "jurisdiction__code"))
    for row in rows:
        inspector, unit, person = (row.values.get(key) for key in ("inspector", "unit", "person"))
        name = lookup.name(PERSON, inspector or "")
        pool = pools.get(inspector or "")
        if pool is None:
            problems.append(Problem(row.line, HEADS["inspector"], say(N_("不在人才库中")), name))
        elif not lookup.reaches("tie.edit", pool):
            problems.append(Problem(row.line, HEADS["inspector"], say(N_("不在您管理的地区之内")), name))
        if (unit is None) == (person is None):
            reason = say(N_("单位和相关人员须填写一项，且只能填写一项"))
            problems.append(Problem(row.line, HEADS["unit"], reason))
        if person is not None and person == inspector:
            problems.append(Problem(row.line, HEADS["person"], say(N_("不能是本人")), name))
    return problems


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_ties([TieRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules("tie.edit", COLUMNS, ("inspector", "kind", "unit", "person"), check, write)
