"""Who is who: names in ledgers that carry no identity, set beside the people and suppliers that are known.

Nothing here decides. A likeness is a suggestion with its reason; a person says whether it is the same, and only then do rows
count as theirs (`same_as`). Two people of one name are two suggestions, never one answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

from xuncha.domain.ledgers import EntityKind
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.ledgers.running.engine import Engine

LEGAL_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|有限合伙|普通合伙|合伙企业|个体工商户|公司|经营部|商行|门市部)"
)
NOISE = re.compile(r"[\s\-—·•,，.。、'\"“”()（）\[\]【】]+")
ALIKE_LEAST = 88
"""Names less alike than this (rapidfuzz ratio of their cores, in hundredths) are not suggested: ours."""
SUGGESTED = 3
"""So many known suppliers are suggested for one name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the ledgers without an identity: in which unit (persons), how many lines, how much (fen)."""

    kind: EntityKind
    unit: str
    name: str
    lines: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Known:
    """A person of a roster, or a supplier of the register; `unit` of a person."""

    code: str
    name: str
    unit: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One name and one who may be meant, how alike (hundredths) and why."""

    mention: Mention
    known: Known
    alike: int
    reason: Sentence


def core(name: str) -> str:
    """A supplier's name without width, punctuation, brackets and legal form: what two spellings of it share."""
    plain = NOISE.sub("", unicodedata.normalize("NFKC", name))
    return LEGAL_FORMS.sub("", plain).casefold() or plain.casefold()


def likenesses(engine: Engine) -> list[Likeness]:
    """Every suggestion, those with the most money first.

    :raises RuleFailed: where the engine gives up.
    """
    found = [*_persons(engine), *_suppliers(engine)]
    return sorted(found, key=lambda each: (-each.mention.amount_fen, each.mention.name, -each.alike, each.known.code))


def _persons(engine: Engine) -> Iterator[Likeness]:
    """Payees without identity whose very name is on a roster: of the unit, of units above it, else anywhere."""
    mentions = _mentions(engine, EntityKind.PERSON, PERSONS)
    people: dict[str, list[Known]] = {}
    for row in engine.select(ROSTER).to_pylist():
        people.setdefault(row["name"], []).append(Known(row["person_id"], row["name"], row["unit"], row["post"] or ""))
    above = _above(engine)
    for mention in mentions:
        same = people.get(mention.name, [])
        near = {mention.unit, *above.get(mention.unit, ())}
        for known in [each for each in same if each.unit in near] or same:
            yield Likeness(mention, known, 100, _why_person(mention, known, same))


def _why_person(mention: Mention, known: Known, same: Sequence[Known]) -> Sentence:
    where = N_("本单位") if known.unit == mention.unit else known.unit
    many = len({each.code for each in same})
    if many > 1:
        return say(
            N_("与%(where)s名册中的%(name)s同名；名册中这个名字共有%(many)s人，须由人确认是哪一位"),
            where=say(where),
            name=known.name,
            many=many,
        )
    return say(N_("与%(where)s名册中的%(name)s同名，名册中只此一人"), where=say(where), name=known.name)


def _suppliers(engine: Engine) -> Iterator[Likeness]:
    """Payees that are no persons and carry no code, beside suppliers of the register whose names are alike."""
    register = [Known(row["supplier_code"], row["name"]) for row in engine.select(REGISTER).to_pylist()]
    cores = [core(each.name) for each in register]
    for mention in _mentions(engine, EntityKind.SUPPLIER, UNCODED):
        wanted = core(mention.name)
        close = process.extract(wanted, cores, scorer=fuzz.ratio, score_cutoff=ALIKE_LEAST, limit=SUGGESTED)
        for _name, score, place in close:
            yield Likeness(mention, register[place], round(score), _why_supplier(wanted, register[place], round(score)))


def _why_supplier(wanted: str, known: Known, alike: int) -> Sentence:
    if wanted == core(known.name):
        return say(N_("与登记的%(name)s只差标点、括号或公司形式"), name=known.name)
    return say(N_("与登记的%(name)s名称相近（%(alike)s%%）"), name=known.name, alike=alike)


def _mentions(engine: Engine, kind: EntityKind, sql: str) -> list[Mention]:
    return [
        Mention(kind, row["unit"] or "", row["name"], row["lines"], row["amount_fen"])
        for row in engine.select(sql).to_pylist()
    ]


def _above(engine: Engine) -> Mapping[str, tuple[str, ...]]:
    rows = engine.select("SELECT unit, ancestor FROM unit_closure WHERE depth > 0 ORDER BY unit, depth").to_pylist()
    return {unit: tuple(row["ancestor"] for row in group) for unit, group in groupby(rows, key=lambda row: row["unit"])}


PERSONS = """
SELECT unit, payee_name AS name, count(*) AS lines, CAST(sum(debit_fen) AS BIGINT) AS amount_fen
FROM voucher_lines
WHERE book = 'financial' AND payee_id IS NULL AND payee_name IS NOT NULL AND supplier_code IS NULL AND debit_fen > 0
GROUP BY unit, payee_name
"""

UNCODED = """
SELECT '' AS unit, coalesce(counterparty, payee_name) AS name, count(*) AS lines, CAST(sum(debit_fen) AS BIGINT) AS amount_fen
FROM voucher_lines
WHERE book = 'financial' AND supplier_code IS NULL AND payee_id IS NULL AND debit_fen > 0
  AND length(coalesce(counterparty, payee_name)) > 4
GROUP BY coalesce(counterparty, payee_name)
"""

ROSTER = "SELECT person_id, name, unit, max(post) AS post FROM roster GROUP BY person_id, name, unit ORDER BY person_id, unit"

REGISTER = "SELECT supplier_code, max(name) AS name FROM suppliers GROUP BY supplier_code ORDER BY supplier_code"
