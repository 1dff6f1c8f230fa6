"""People with their posts, studies and homes: the same person may have several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.words import N_, Labelled, say
from xuncha.records.exchange.tables.between import contradicting, out_of_reach, together
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules, Understood
from xuncha.records.exchange.tables.lookup import PLACE, UNIT
from xuncha.records.exchange.tables.parsers import code, day, identifier, reference, text, whole, yes_no
from xuncha.records.people import actions
from xuncha.records.people.rows import Counts, PersonRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup


class Sex(Labelled):
    """As personnel files write it."""

    F = "f", N_("女")
    M = "m", N_("男")


CODE = Column(
    "code", N_("人员编号"), identifier, required=True,
    help=N_("本单位编的编号，不要用身份证号；再次导入时凭它认出同一人"),
    also=("编号", "工号", "干部编号", "人员代码", "序列号", "person code", "person id", "staff number", "id"),
)  # fmt: skip
PERSON = (
    CODE,
    Column("name", N_("姓名"), text(64), required=True, also=("人员姓名", "名字", "name", "full name")),
    Column("sex", N_("性别"), code(Sex), choices=Sex, also=("sex", "gender")),
    Column(
        "born_on", N_("出生日期"), day, form=Form.DATE, help=N_("如 1980-05-12；只知道年月就写 1980-05"),
        also=("出生年月", "生日", "出生", "date of birth", "born", "birthday"),
    ),
    Column(
        "native_place", N_("成长地"), reference(PLACE), help=N_("地区代码，或没有重名的地区名称"),
        also=("籍贯", "出生地", "成长地区", "grew up in", "native place", "home town"),
    ),
    Column(
        "party_member", N_("中共党员"), yes_no, help=N_("是或否；不填为“是”"),
        also=("党员", "是否党员", "party member"),
    ),
    Column(
        "hold_until", N_("保存至"), day, form=Form.DATE, help=N_("到期删除；按本单位规定填写"),
        also=("保存期限", "保管期限", "keep until"),
    ),
)  # fmt: skip
POST = (
    Column(
        "unit", N_("任职单位"), reference(UNIT), help=N_("单位代码，或没有重名的单位名称；多段任职写成多行"),
        also=("单位", "工作单位", "现任单位", "所在单位", "部门", "unit", "employer", "works at"),
    ),
    Column("title", N_("职务"), text(64), also=("岗位", "现任职务", "职位", "title", "post", "position")),
    Column("head", N_("主要负责人"), yes_no, help=N_("是或否"), also=("一把手", "是否主要负责人", "head")),
    Column(
        "leading", N_("领导班子成员"), yes_no, help=N_("是或否"),
        also=("班子成员", "是否班子成员", "leading body member"),
    ),
    Column(
        "since", N_("任职时间"), day, form=Form.DATE, help=N_("这一职务从何时起"),
        also=("任职日期", "任现职时间", "起始时间", "开始时间", "since", "from", "start date"),
    ),
    Column(
        "until", N_("免职时间"), day, form=Form.DATE, help=N_("现任的不填"),
        also=("免职日期", "结束时间", "离任时间", "until", "to", "end date"),
    ),
)  # fmt: skip
STUDY = (
    Column("school", N_("学校"), text(128), also=("毕业院校", "院校", "毕业学校", "school", "university")),
    Column("class_name", N_("班级或专业"), text(64), also=("专业", "班级", "class", "major")),
    Column("supervisor", N_("导师"), text(64), also=("指导教师", "supervisor", "tutor")),
    Column(
        "begins", N_("入学年份"), whole(1930, 2100), form=Form.NUMBER,
        also=("入学年", "入学", "year entered", "entered"),
    ),
    Column(
        "ends", N_("毕业年份"), whole(1930, 2100), form=Form.NUMBER,
        also=("毕业年", "毕业", "year left", "graduated"),
    ),
    Column("teacher", N_("任教"), yes_no, help=N_("在该校当教师的填“是”"), also=("教师", "teacher", "taught there")),
    Column(
        "school_unit", N_("学校（在册单位）"), reference(UNIT), help=N_("学校本身是巡察对象时，填它的单位代码"),
        also=("学校单位代码", "school unit"),
    ),
    Column(
        "lives_in", N_("居住地"), reference(PLACE), help=N_("地区代码，或没有重名的地区名称，不要写门牌"),
        also=("现居住地", "住址", "lives in", "residence"),
    ),
)  # fmt: skip
COLUMNS = (*PERSON, *POST, *STUDY)
HEADS = {column.key: column.name for column in COLUMNS}


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """The same of a person on every line, posts and studies whole."""
    problems = contradicting(rows, "code", [(column.key, column.name) for column in PERSON[1:]])
    lookup.read_units()
    for row in rows:
        problems += facts_whole(row) + place_known(row, "person.edit", lookup)
    return problems


def facts_whole(row: Understood) -> list[Problem]:
    """A post has body, title and first day; a study has school and years; neither ends before it begins."""
    said = row.values
    problems = []
    if any(said.get(key) is not None for key in ("unit", "title", "since", "until", "head", "leading")):
        problems += together(row, [(key, HEADS[key]) for key in ("unit", "title", "since")], N_("任职经历"))
    if any(
        said.get(key) is not None
        for key in ("school", "class_name", "supervisor", "begins", "ends", "teacher", "school_unit")
    ):
        problems += together(row, [(key, HEADS[key]) for key in ("school", "begins", "ends")], N_("学习经历"))
    if said.get("since") and said.get("until") and said["until"] < said["since"]:
        problems.append(Problem(row.line, HEADS["until"], say(N_("不能早于任职时间")), str(said["until"])))
    if said.get("begins") and said.get("ends") and said["ends"] < said["begins"]:
        problems.append(Problem(row.line, HEADS["ends"], say(N_("不能早于入学年份")), str(said["ends"])))
    return problems


def place_known(row: Understood, permission: str, lookup: Lookup) -> list[Problem]:
    """Where a line says places, one of them must be the importer's own."""
    unit = row.values.get("unit")
    named = (lookup.unit_places.get(unit) if unit else None, row.values.get("native_place"), row.values.get("lives_in"))
    places = {place for place in named if place}
    if any(lookup.reaches(permission, place) for place in places):
        return []
    if places:
        return out_of_reach(row, places, permission, HEADS["unit"], lookup)
    if not lookup.has("person", row.values["code"]):
        return [Problem(row.line, HEADS["unit"], say(N_("新增人员须写明任职单位、成长地或居住地，才能确定由谁管理")))]
    return []


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_people([PersonRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules(
    "person.edit",
    COLUMNS,
    tuple(HEADS),
    check,
    write,
    notes=(N_("一个人有几段任职或学习经历，就写几行，每行填同一个人员编号"),),
)
