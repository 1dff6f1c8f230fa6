"""The supervision content findings, checklists, statistics and documents share: versioned data, read from TOML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from xuncha.domain.organisations import UnitKind


@dataclass(frozen=True)
class Leaf:
    """What a finding is filed under. `seen` says it was read in published feedback."""

    code: str
    label: str
    seen: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aspect:
    """A part of a focus."""

    code: str
    label: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Focus:
    """One of the four focuses, with its wording for villages."""

    code: str
    label: str
    village_label: str
    aspects: tuple[Aspect, ...]

    def wording(self, kind: UnitKind) -> str:
        """The focus in the words used for this kind of unit."""
        return self.village_label if kind is UnitKind.VILLAGE else self.label


@dataclass(frozen=True)
class Tag:
    """A cross tag: a finding may carry many."""

    code: str
    label: str


@dataclass(frozen=True)
class TagGroup:
    """Tags that answer one question."""

    code: str
    label: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class Topic:
    """What is looked at in one kind of unit, and the leaves it leads to."""

    kind: UnitKind
    label: str
    leaves: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A leaf with its way to the root, for sums by branch."""

    focus: Focus
    aspect: Aspect
    leaf: Leaf


@dataclass(frozen=True)
class Taxonomy:
    """One edition. A finding keeps the edition it was filed under."""

    edition: str
    year: int
    label: str
    source: str
    focuses: tuple[Focus, ...]
    tag_groups: tuple[TagGroup, ...]
    topics: tuple[Topic, ...]

    @cached_property
    def branches(self) -> Mapping[str, Branch]:
        """Every leaf by its code, in order."""
        return {
            leaf.code: Branch(focus, aspect, leaf)
            for focus in self.focuses
            for aspect in focus.aspects
            for leaf in aspect.leaves
        }

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf in order."""
        return tuple(branch.leaf for branch in self.branches.values())

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Every tag by its code."""
        return {tag.code: tag for group in self.tag_groups for tag in group.tags}

    def leaf(self, code: str) -> Leaf:
        """Give a leaf by its code; `KeyError` where this edition has none such."""
        return self.branches[code].leaf

    def path(self, code: str, kind: UnitKind = UnitKind.OTHER) -> tuple[str, str, str]:
        """Labels from the focus down to the leaf."""
        branch = self.branches[code]
        return branch.focus.wording(kind), branch.aspect.label, branch.leaf.label

    def topics_for(self, kind: UnitKind) -> tuple[Topic, ...]:
        """What is looked at in this kind of unit."""
        return tuple(topic for topic in self.topics if topic.kind is kind)

    def sums(self, codes: Collection[str]) -> Mapping[str, int]:
        """Count leaf codes up their branches: one figure for every focus, aspect and leaf, zeros included."""
        counted: dict[str, int] = {}
        for focus in self.focuses:
            counted[focus.code] = 0
            for aspect in focus.aspects:
                counted[aspect.code] = 0
                counted.update(dict.fromkeys((leaf.code for leaf in aspect.leaves), 0))
        for code in codes:
            branch = self.branches[code]
            for part in (branch.focus.code, branch.aspect.code, code):
                counted[part] += 1
        return counted
