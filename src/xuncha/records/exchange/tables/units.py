"""Bodies that can be inspected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xuncha.domain.organisations import UnitKind
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.between import out_of_reach
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules
from xuncha.records.exchange.tables.lookup import PLACE, UNIT
from xuncha.records.exchange.tables.parsers import code, identifier, reference, text, whole, yes_no
from xuncha.records.people import actions
from xuncha.records.people.models import Attention
from xuncha.records.people.rows import Counts, UnitRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

COLUMNS = (
    Column(
        "code", N_("单位代码"), identifier, required=True,
        help=N_("统一社会信用代码或本单位编的代码；再次导入时凭它认出同一单位"),
        also=("代码", "单位编号", "编号", "统一社会信用代码", "机构代码", "unit code", "id"),
    ),
    Column(
        "name", N_("单位名称"), text(128), required=True, help=N_("全称"),
        also=("名称", "单位", "单位全称", "机构名称", "unit name", "unit", "name"),
    ),
    Column(
        "kind", N_("单位类型"), code(UnitKind), required=True, choices=UnitKind, help=N_("从下拉表中选"),
        also=("类型", "单位类别", "类别", "单位性质", "unit kind", "kind", "type"),
    ),
    Column(
        "jurisdiction", N_("所在地区"), reference(PLACE), required=True, help=N_("地区代码，或没有重名的地区名称"),
        also=("地区", "区县", "县区", "市县", "所属地区", "行政区", "行政区划", "place", "area", "county", "region"),
    ),
    Column(
        "parent", N_("主管（上级）单位"), reference(UNIT), help=N_("单位代码，或没有重名的单位名称；可以是本表中的单位"),
        also=("主管单位", "上级单位", "主管部门", "上级", "superior unit", "superior", "parent unit"),
    ),
    Column("line", N_("系统（条线）"), text(32), help=N_("如：水利、教育"), also=("系统", "条线", "行业", "sector")),
    Column(
        "attention", N_("关注程度"), code(Attention), choices=Attention, help=N_("不填为“一般”"),
        also=("关注", "重点程度", "priority"),
    ),
    Column(
        "staff_quota", N_("编制数"), whole(0, 1_000_000), form=Form.NUMBER,
        also=("编制", "核定编制", "establishment", "posts", "quota"),
    ),
    Column(
        "staff", N_("在编人数"), whole(0, 1_000_000), form=Form.NUMBER,
        also=("在编", "实有人数", "人数", "在职人数", "headcount"),
    ),
    Column("active", N_("在册"), yes_no, help=N_("是或否；撤销的单位填“否”"), also=("是否在册", "有效", "in use")),
)  # fmt: skip


def prepare(named: Sequence[tuple[str | None, str | None]], lookup: Lookup) -> None:
    """Let a row name a body of another row as its superior."""
    lookup.read_units()
    for unit, name in named:
        if unit:
            lookup.add(UNIT, unit, name)


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """Places within reach, no body above itself."""
    problems: list[Problem] = []
    for row in rows:
        places = {row.values["jurisdiction"], lookup.unit_places.get(row.values["code"])} - {None}
        problems += out_of_reach(row, places, "unit.edit", COLUMNS[3].name, lookup)
    return problems + _circles(rows, lookup)


def _circles(rows: Rows, lookup: Lookup) -> list[Problem]:
    above = dict(lookup.parents)
    above.update({row.values["code"]: row.values["parent"] for row in rows if row.values["parent"]})
    safe: set[str] = set()
    problems = []
    for row in rows:
        path: list[str] = []
        at: str | None = row.values["code"]
        while at is not None and at not in safe and at not in path:
            path.append(at)
            at = above.get(at)
        if at in path and at == row.values["code"]:
            names = [lookup.name(UNIT, each) for each in [*path, at]]
            reason = say(N_("上级关系绕成了圈：%(path)s"), path=" → ".join(names[:8]))
            problems.append(Problem(row.line, COLUMNS[4].name, reason, lookup.name(UNIT, row.values["parent"] or "")))
        elif at not in path:
            safe.update(path)
    return problems


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_units([UnitRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules("unit.edit", COLUMNS, ("code",), check, write, prepare)
