"""Kinships between people kept already: recusal and exposure rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.domain.kinship import Relation
from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import Column, Form, Problem, Progress, Rows, TableRules
from xuncha.records.exchange.tables.facts import beyond_reach
from xuncha.records.exchange.tables.lookup import PERSON
from xuncha.records.exchange.tables.parsers import code, day, reference, text
from xuncha.records.people import actions
from xuncha.records.people.rows import Counts, KinshipRow

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User
    from xuncha.records.exchange.tables.lookup import Lookup

COLUMNS = (
    Column(
        "person", N_("人员"), reference(PERSON), required=True, help=N_("人员编号，或没有重名的姓名"),
        also=("人员编号", "姓名", "本人", "干部", "申报人", "person"),
    ),
    Column(
        "relative", N_("亲属"), reference(PERSON), required=True,
        help=N_("亲属的人员编号，或没有重名的姓名；尚未登记的，先随“人员”表导入"),
        also=("亲属编号", "亲属姓名", "家庭成员", "relative", "kin"),
    ),
    Column(
        "relation", N_("关系"), code(Relation), required=True, choices=Relation, help=N_("亲属是本人的什么人，从下拉表中选"),
        also=("与本人关系", "亲属关系", "relation", "relationship"),
    ),
    Column("words", N_("称谓"), text(32), help=N_("如“舅舅”“表弟”"), also=("具体称谓", "called", "words")),
    Column(
        "hold_until", N_("保存至"), day, form=Form.DATE, help=N_("到期删除；按本单位规定填写"),
        also=("保存期限", "保管期限", "keep until"),
    ),
)  # fmt: skip
HEADS = {column.key: column.name for column in COLUMNS}


def check(rows: Rows, lookup: Lookup) -> list[Problem]:
    """Two different people, one of them within reach, and the same two only once."""
    problems = beyond_reach(rows, HEADS["person"], lookup)
    lines: dict[frozenset[str], int] = {}
    for row in rows:
        pair = frozenset({row.values["person"], row.values["relative"]})
        if len(pair) == 1:
            problems.append(Problem(row.line, HEADS["relative"], say(N_("不能是本人"))))
        elif (line := lines.setdefault(pair, row.line)) != row.line:
            reason = say(N_("第%(line)s行已写了这两个人的关系"), line=line)
            problems.append(Problem(row.line, HEADS["relative"], reason, lookup.name(PERSON, row.values["relative"])))
    return problems


def write(rows: Rows, by: User, progress: Progress) -> Counts:
    """Create and update."""
    return actions.import_kinships([KinshipRow(**row.values) for row in rows], by=by, progress=progress)


RULES = TableRules(
    "person.edit", COLUMNS, ("person", "relative"), check, write,
    notes=(N_("两个人的关系写一行就够，另一方由系统推出"),),
)  # fmt: skip
