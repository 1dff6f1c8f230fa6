"""Findings counted by branch of the taxonomy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from xuncha.domain.findings import FindingState, Severity
from xuncha.records.findings.models import Finding
from xuncha.records.policy.models import TaxonomyNode


@dataclass
class BranchSum:
    """One focus, aspect or leaf with everything filed at it or below it."""

    code: str
    label: str
    depth: int
    edition: str
    findings: int = 0
    serious: int = 0
    repeated: int = 0
    persons: int = 0
    amount_fen: int = 0
    children: list[BranchSum] = field(default_factory=list)

    def add(self, counts: dict[str, int]) -> None:
        """Count something filed at or below."""
        self.findings += counts["findings"]
        self.serious += counts["serious"]
        self.repeated += counts["repeated"]
        self.persons += counts["people"]
        self.amount_fen += counts["amount"]


def by_branch(found: QuerySet[Finding]) -> tuple[BranchSum, ...]:
    """Sum findings up their branches, in two queries; every sum is that of its children.

    Drafts do not count. Each edition of the taxonomy keeps its own branches: codes change their meaning.
    """
    counted = {row["leaf"]: row for row in _counts(found)}
    editions = TaxonomyNode.objects.filter(pk__in=counted).values("edition")
    nodes = TaxonomyNode.objects.filter(edition__in=editions).select_related("edition")
    return _sums(nodes.order_by("-edition__number", "code"), counted)


def _counts(found: QuerySet[Finding]) -> Iterable[dict[str, int]]:
    settled = found.exclude(state=FindingState.DRAFT).order_by().select_related(None)
    return settled.values("leaf").annotate(
        findings=Count("pk"),
        serious=Count("pk", filter=Q(severity=Severity.SERIOUS)),
        repeated=Count("pk", filter=Q(repeats__isnull=False)),
        people=Coalesce(Sum("persons"), 0),
        amount=Coalesce(Sum("amount_fen"), 0),
    )


def _sums(nodes: Iterable[TaxonomyNode], counted: dict[int, dict[str, int]]) -> tuple[BranchSum, ...]:
    known = {node.pk: node for node in nodes}
    sums = {pk: BranchSum(node.code, node.label, _depth(node, known), node.edition.name) for pk, node in known.items()}
    for pk, node in known.items():
        if node.parent_id in sums:
            sums[node.parent_id].children.append(sums[pk])
    for leaf, counts in counted.items():
        at: int | None = leaf
        while at is not None:
            sums[at].add(counts)
            at = known[at].parent_id
    return tuple(sums.values())


def _depth(node: TaxonomyNode, known: dict[int, TaxonomyNode]) -> int:
    depth, above = 0, node.parent_id
    while above is not None:
        depth, above = depth + 1, known[above].parent_id
    return depth
