"""Where people kept already grew up or live, with the years: recusal by place rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.people import HomeKind
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules
from xuncha.records.exchange.tables.facts import beyond_reach
from xuncha.records.exchange.tables.lookup import PERSON, PLACE, UNIT
from xuncha.records.exchange.tables.parsers import code, day, reference
from xuncha.records.people import actions
from xuncha.records.people.rows import Counts, HomeRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

COLUMNS = (
    Column(
        "person", N_("人员"), reference(PERSON), required=True, help=N_("人员编号，或没有重名的姓名"),
        also=("人员编号", "姓名", "本人", "干部", "person"),
    ),
    Column(
        "place", N_("地区"), reference(PLACE), required=True, help=N_("地区代码，或没有重名的地区名称，不要写门牌"),
        also=("所在地区", "成长地", "居住地", "place"),
    ),
    Column(
        "kind", N_("类别"), code(HomeKind), required=True, choices=HomeKind, help=N_("从下拉表中选"),
        also=("成长或居住", "kind"),
    ),
    Column(
        "village", N_("村（社区）"), reference(UNIT), help=N_("单位代码，或没有重名的单位名称"),
        also=("村", "社区", "village"),
    ),
    Column("since", N_("起"), day, form=Form.DATE, also=("起始时间", "从何时", "since", "from")),
    Column("until", N_("止"), day, form=Form.DATE, help=N_("仍在那里居住的不填"), also=("结束时间", "until", "to")),
    Column(
        "hold_until", N_("保存至"), day, form=Form.DATE, help=N_("到期删除；按本单位规定填写"),
        also=("保存期限", "保管期限", "keep until"),
    ),
)  # fmt: skip
HEADS = {column.key: column.name for column in COLUMNS}


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """People within reach, and no home left before it was moved into."""
    problems = beyond_reach(rows, HEADS["person"], lookup)
    for row in rows:
        since, until = row.values.get("since"), row.values.get("until")
        if since and until and until < since:
            problems.append(Problem(row.line, HEADS["until"], say(N_("不能早于开始日期")), str(until)))
    return problems


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_homes([HomeRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules("person.edit", COLUMNS, ("person", "place", "kind"), check, write)
