"""Keeping the taxonomy of supervision content: one for the installation, in editions."""

from __future__ import annotations

import re
from datetime import date

from xuncha.domain import access
from xuncha.domain.errors import InvalidField, NotAllowed, Refused
from xuncha.domain.taxonomy import Taxonomy
from xuncha.domain.words import N_, say
from xuncha.records.audit.actions import Actor, Change, act
from xuncha.records.policy import queries
from xuncha.records.policy.models import TaxonomyEdition, TaxonomyNode

EDIT = "taxonomy.edit"
CODES = {0: r"[A-Z]", 1: r"%s[1-9][0-9]?", 2: r"%s\.[1-9][0-9]?"}
"""What a code looks like at each depth, given the code above."""


def install_edition(change: Change, taxonomy: Taxonomy, issued_on: date) -> TaxonomyEdition:
    """Write an edition of the domain down as the first one here."""
    edition = TaxonomyEdition(number=1, name=taxonomy.label, source=taxonomy.source, issued_on=issued_on)
    change.create(edition)
    kinds: dict[str, list[str]] = {}
    for topic in taxonomy.topics:
        for leaf in topic.leaves:
            kinds.setdefault(leaf, []).append(topic.kind.value)
    focuses = change.create_many(TaxonomyNode(edition=edition, code=f.code, label=f.label) for f in taxonomy.focuses)
    aspects = change.create_many(
        TaxonomyNode(edition=edition, code=aspect.code, label=aspect.label, parent=node)
        for node, focus in zip(focuses, taxonomy.focuses, strict=True)
        for aspect in focus.aspects
    )
    by_code = {node.code: node for node in aspects}
    change.create_many(
        TaxonomyNode(
            edition=edition, code=leaf.code, label=leaf.label, parent=by_code[branch.aspect.code], seen=leaf.seen,
            kinds=sorted(set(kinds.get(leaf.code, ()))),
        )
        for leaf, branch in ((branch.leaf, branch) for branch in taxonomy.branches.values())
    )  # fmt: skip
    return edition


def save_node(node: TaxonomyNode, *, by: Actor) -> TaxonomyNode:
    """Keep a changed label, points to look at, or kinds of units; the code never changes."""
    _allow(by)
    kept = TaxonomyNode.objects.select_related("edition").get(pk=node.pk)
    _refuse_old(kept.edition)
    if (kept.code, kept.parent_id, kept.edition_id) != (node.code, node.parent_id, node.edition_id):
        raise Refused([say(N_("编码和上下级关系不能更改；请停用后另行新增"))])
    with act(EDIT, by=by, on=node) as change:
        change.save(node)
    return node


def add_node(node: TaxonomyNode, *, by: Actor) -> TaxonomyNode:
    """Add an aspect below a focus, or a leaf below an aspect, to the edition in force."""
    _allow(by)
    above = node.parent
    if above is None:
        raise Refused([say(N_("聚焦方面随版次确定，不能单独新增"))])
    _refuse_old(above.edition)
    depth = queries.depth(above.code) + 1
    if depth not in CODES or not re.fullmatch(CODES[depth] % re.escape(above.code), node.code):
        example = f"{above.code}1" if depth == 1 else f"{above.code}.1"
        raise InvalidField(N_("编码"), say(N_("应在上一级编码后加序号，例如%(example)s"), example=example))
    if TaxonomyNode.objects.filter(edition=above.edition, code=node.code).exists():
        raise InvalidField(N_("编码"), say(N_("编码“%(code)s”已在使用"), code=node.code))
    node.edition = above.edition
    with act(EDIT, by=by) as change:
        change.create(node)
    return node


def retire_node(node: TaxonomyNode, *, by: Actor) -> TaxonomyNode:
    """Take a node out of use: findings keep it, nothing new is filed under it."""
    return _turn(node, True, by)


def restore_node(node: TaxonomyNode, *, by: Actor) -> TaxonomyNode:
    """Put a node back into use."""
    return _turn(node, False, by)


def issue_edition(name: str, source: str, issued_on: date, *, by: Actor) -> TaxonomyEdition:
    """Issue a new edition that starts from what is in use in the latest one; findings keep the edition they have."""
    _allow(by)
    latest = TaxonomyEdition.objects.order_by("-number").first()
    if latest is None:
        raise Refused([say(N_("还没有可以沿用的版次"))])
    if latest.issued_on is not None and issued_on <= latest.issued_on:
        raise InvalidField(N_("启用日期"), say(N_("应晚于现行版次的启用日期%(day)s"), day=latest.issued_on))
    with act(EDIT, by=by) as change:
        edition = TaxonomyEdition(number=latest.number + 1, name=name, source=source, issued_on=issued_on)
        change.create(edition)
        made: dict[int, TaxonomyNode] = {}
        nodes = list(TaxonomyNode.objects.filter(edition=latest, retired=False))
        for depth in range(3):
            level = [node for node in nodes if queries.depth(node.code) == depth]
            copies = [_copy(node, edition, made) for node in level if node.parent_id is None or node.parent_id in made]
            kept = [node for node in level if node.parent_id is None or node.parent_id in made]
            made |= {old.pk: new for old, new in zip(kept, change.create_many(copies), strict=True)}
    return edition


def _copy(node: TaxonomyNode, edition: TaxonomyEdition, made: dict[int, TaxonomyNode]) -> TaxonomyNode:
    return TaxonomyNode(
        edition=edition, code=node.code, label=node.label, points=node.points, kinds=node.kinds, seen=node.seen,
        parent=made[node.parent_id] if node.parent_id is not None else None,
    )  # fmt: skip


def _turn(node: TaxonomyNode, retired: bool, by: Actor) -> TaxonomyNode:
    _allow(by)
    _refuse_old(node.edition)
    if retired and node.children.filter(retired=False).exists():
        raise Refused([say(N_("“%(node)s”下还有在用的条目，请先停用下级"), node=str(node))])
    if not retired and node.parent is not None and node.parent.retired:
        raise Refused([say(N_("上一级“%(node)s”已停用，请先恢复上级"), node=str(node.parent))])
    node.retired = retired
    with act(EDIT, by=by, on=node) as change:
        change.save(node)
    return node


def _refuse_old(edition: TaxonomyEdition) -> None:
    if TaxonomyEdition.objects.filter(number__gt=edition.number).exists():
        raise Refused([say(N_("“%(edition)s”已有新版，不再修改"), edition=edition.name)])


def _allow(by: Actor) -> None:
    """One taxonomy serves the installation, so that the offices at its top keep it."""
    if not any(by.reaches(EDIT, path) for path in queries.top_places()):
        raise NotAllowed(EDIT, access.label(EDIT))
