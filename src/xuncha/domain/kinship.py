"""Which relative counts as which degree of kin under 公务员回避规定 (2020), article on kin relations."""

from __future__ import annotations

from xuncha.domain.words import N_, Labelled


class KinDegree(Labelled):
    """The four categories of kin the civil-service recusal provisions name."""

    SPOUSE = "spouse", N_("夫妻")
    LINEAL = "lineal", N_("直系血亲")
    COLLATERAL = "collateral", N_("三代以内旁系血亲")
    IN_LAW = "in_law", N_("近姻亲")


class Relation(Labelled):
    """What a relative is to the person; adopted and step kin count as kin by blood."""

    SPOUSE = "spouse", N_("配偶")
    PARENT = "parent", N_("父母")
    CHILD = "child", N_("子女")
    GRANDPARENT = "grandparent", N_("祖父母、外祖父母")
    GRANDCHILD = "grandchild", N_("孙子女、外孙子女")
    SIBLING = "sibling", N_("兄弟姐妹")
    UNCLE_AUNT = "uncle_aunt", N_("伯叔姑舅姨")
    NEPHEW_NIECE = "nephew_niece", N_("侄子女、甥子女")
    COUSIN = "cousin", N_("堂兄弟姐妹、表兄弟姐妹")
    SPOUSE_PARENT = "spouse_parent", N_("配偶的父母")
    SPOUSE_SIBLING = "spouse_sibling", N_("配偶的兄弟姐妹")
    SPOUSE_SIBLING_SPOUSE = "spouse_sibling_spouse", N_("配偶兄弟姐妹的配偶")
    CHILD_SPOUSE = "child_spouse", N_("子女的配偶")
    CHILD_SPOUSE_PARENT = "child_spouse_parent", N_("子女配偶的父母")
    SIBLING_SPOUSE = "sibling_spouse", N_("兄弟姐妹的配偶")
    COLLATERAL_SPOUSE = "collateral_spouse", N_("其他三代以内旁系血亲的配偶")
    SPOUSE_COLLATERAL = "spouse_collateral", N_("配偶的其他三代以内旁系血亲")


DEGREES: dict[Relation, KinDegree] = {
    Relation.SPOUSE: KinDegree.SPOUSE,
    Relation.PARENT: KinDegree.LINEAL,
    Relation.CHILD: KinDegree.LINEAL,
    Relation.GRANDPARENT: KinDegree.LINEAL,
    Relation.GRANDCHILD: KinDegree.LINEAL,
    Relation.SIBLING: KinDegree.COLLATERAL,
    Relation.UNCLE_AUNT: KinDegree.COLLATERAL,
    Relation.NEPHEW_NIECE: KinDegree.COLLATERAL,
    Relation.COUSIN: KinDegree.COLLATERAL,
    Relation.SPOUSE_PARENT: KinDegree.IN_LAW,
    Relation.SPOUSE_SIBLING: KinDegree.IN_LAW,
    Relation.SPOUSE_SIBLING_SPOUSE: KinDegree.IN_LAW,
    Relation.CHILD_SPOUSE: KinDegree.IN_LAW,
    Relation.CHILD_SPOUSE_PARENT: KinDegree.IN_LAW,
    Relation.SIBLING_SPOUSE: KinDegree.IN_LAW,
    Relation.COLLATERAL_SPOUSE: KinDegree.IN_LAW,
    Relation.SPOUSE_COLLATERAL: KinDegree.IN_LAW,
}

# A tie is often held on one side only; the check must see it from the other side too.
INVERSE: dict[Relation, Relation] = {
    Relation.PARENT: Relation.CHILD,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.UNCLE_AUNT: Relation.NEPHEW_NIECE,
    Relation.SPOUSE_PARENT: Relation.CHILD_SPOUSE,
    Relation.SPOUSE_SIBLING: Relation.SIBLING_SPOUSE,
    Relation.COLLATERAL_SPOUSE: Relation.SPOUSE_COLLATERAL,
}
INVERSE |= {after: before for before, after in INVERSE.items()}

NEAREST = frozenset({KinDegree.SPOUSE, KinDegree.LINEAL})
"""Spouse and lineal kin: what a university's published rule asks of every member."""
CIVIL_SERVICE = frozenset(KinDegree)
"""The whole list of 公务员回避规定."""


def degree(relation: Relation) -> KinDegree:
    """Give the category a relative falls into."""
    return DEGREES[relation]


def inverse(relation: Relation) -> Relation:
    """Give what this person is to the relative; siblings, cousins and spouses are their own inverse."""
    return INVERSE.get(relation, relation)
