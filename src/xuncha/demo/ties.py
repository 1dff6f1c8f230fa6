"""Kin and declared ties between inspectors and those they may have to inspect."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from xuncha.demo import parts
from xuncha.demo.chance import stream, weighted
from xuncha.demo.people import People, Setting, hold_until
from xuncha.demo.rows import Inspector, Kinship, Person, Size, Tie

# (relation of domain.kinship, words, recusal, weight)
_KIN: tuple[tuple[tuple[str, str], int], ...] = (
    (("spouse", "配偶"), 5), (("sibling", "兄弟姐妹"), 6), (("cousin", "堂表兄弟姐妹"), 9),
    (("spouse_sibling", "配偶的兄弟姐妹"), 7), (("uncle_aunt", "伯叔姑舅"), 5),
    (("sibling_spouse", "兄弟姐妹的配偶"), 4), (("child_spouse_parent", "亲家"), 3),
)  # fmt: skip
_DECLARED: tuple[tuple[tuple[str, bool, int, str], int], ...] = (
    (("classmate", True, 30, "高中同班同学，至今往来"), 5), (("colleague", False, 20, "曾在同一单位共事"), 7),
    (("superior", True, 40, "曾为直接上下级"), 3), (("friend", False, 25, "相识多年，逢年过节走动"), 5),
    (("teacher", True, 30, "曾为师生"), 1), (("other", False, 10, "同住一个小区，平时有来往"), 3),
)  # fmt: skip


def kin_and_ties(
    size: Size, made: Setting, people: People, inspectors: list[Inspector]
) -> tuple[list[Kinship], list[Tie]]:
    """Kinships of about a quarter of the inspectors, ties declared by about half."""
    kin: list[Kinship] = []
    ties: list[Tie] = []
    by_place = _leaders_by_place(made, people)
    places = tuple(by_place)
    for inspector in inspectors:
        rng = stream(made.seed, "ties", inspector.code)
        where = inspector.jurisdiction if rng.random() < 0.75 else rng.choice(places)
        others = by_place.get(where) or by_place[places[0]]
        if inspector.person not in made.named and rng.random() < 0.25:
            row = _kin(made, rng, inspector, rng.choice(others))
            kin.append(row)
            if rng.random() < 0.8:
                ties.append(_declared_kin(made, rng, inspector, row))
        for number in range(weighted(rng, ((0, 5), (1, 4), (2, 2)))):
            if inspector.person not in made.named:
                ties.append(_declared(made, rng, inspector, rng.choice(others), number + 1))
    recused_kin, recused_tie = _recused(size, made, people)
    return [*kin, recused_kin], [*ties, recused_tie]


def _leaders_by_place(made: Setting, people: People) -> Mapping[str, list[Person]]:
    rows: dict[str, list[Person]] = {}
    for code, members in people.by_unit.items():
        rows.setdefault(made.units[code].jurisdiction, []).extend(members)
    return rows


def _kin(made: Setting, rng: Random, inspector: Inspector, relative: Person) -> Kinship:
    relation, words = weighted(rng, _KIN)
    return Kinship(
        code=f"{inspector.code}-K1", person=inspector.person, relative=relative.code,
        relation=relation, words=words, hold_until=hold_until(made.today),
    )  # fmt: skip


def _declared_kin(made: Setting, rng: Random, inspector: Inspector, row: Kinship) -> Tie:
    declared = made.today - timedelta(days=rng.randint(40, 600))
    return Tie(
        code=f"{inspector.code}-T0", inspector=inspector.code, unit="", person=row.relative, kind="kin",
        recusal=True, exposure=100, words=f"{row.words}（本人申报）",
        declared_on=declared, verified_on=declared + timedelta(days=6) if rng.random() < 0.8 else None,
    )  # fmt: skip


def _declared(made: Setting, rng: Random, inspector: Inspector, other: Person, number: int) -> Tie:
    kind, recusal, exposure, words = weighted(rng, _DECLARED)
    declared = made.today - timedelta(days=rng.randint(40, 600))
    return Tie(
        code=f"{inspector.code}-T{number}", inspector=inspector.code, unit="", person=other.code,
        kind=kind, recusal=recusal, exposure=exposure, words=words,
        declared_on=declared, verified_on=declared + timedelta(days=6) if rng.random() < 0.8 else None,
    )  # fmt: skip


def _recused(size: Size, made: Setting, people: People) -> tuple[Kinship, Tie]:
    """The recused inspector of the cast: his wife's brother sits in the body inspected now."""
    inspector = parts.pool_inspector(size, "recused")
    relative = people.own_level(parts.ON_SITE_UNIT, 1).code
    kin = Kinship(
        code=f"{inspector}-K1", person=parts.part_person(size, "recused"), relative=relative,
        relation="spouse_sibling", words="妻弟", hold_until=hold_until(made.today),
    )  # fmt: skip
    tie = Tie(
        code=f"{inspector}-T0", inspector=inspector, unit="", person=relative, kind="kin", recusal=True,
        exposure=100, words="妻弟任该单位班子成员（本人申报）", declared_on=made.today - timedelta(days=34),
        verified_on=made.today - timedelta(days=33),
    )  # fmt: skip
    return kin, tie
