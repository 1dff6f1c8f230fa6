"""What can be done about files of ledgers: match columns, have them checked, let them count, put them aside."""

from typing import Any

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say
from xuncha.records.ledgers import actions
from xuncha.records.screening import receiving
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import ledgers as i
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb

IMPORT = "ledger.import"


def _columns(user: Any, job: Any, body: Any) -> object:
    said = {each.sheet: each.dict() for each in body.sheets}
    if unknown := set(said) - {sheet["sheet"] for sheet in job.sheets}:
        raise InvalidField("sheet", say(N_("没有这个代码：%(code)s"), code=min(unknown)))
    sheets = [{**sheet, **said.get(sheet["sheet"], {})} for sheet in job.sheets]
    return actions.map_columns(job, sheets, by=user, replacing=body.replacing)


MAKINGS: tuple[Making, ...] = ()
CHANGES: tuple[Changing, ...] = ()
REMOVALS: tuple[Removing, ...] = (Removing("ledgers", IMPORT, lambda u, r: actions.discard(r, by=u)),)
VERBS: tuple[Verb, ...] = (
    Verb("ledgers", "columns", IMPORT, i.ColumnsIn, _columns),
    Verb("ledgers", "correct", IMPORT, base.Nothing, lambda u, r, b: actions.correct(r, by=u)),
    Verb("ledgers", "start", IMPORT, base.Nothing, lambda u, r, b: receiving.start_import(r, by=u)),
)
