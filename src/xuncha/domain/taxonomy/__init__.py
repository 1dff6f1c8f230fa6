"""Supervision content: a versioned tree of focuses, aspects and leaves, kept as data."""

from xuncha.domain.taxonomy.reading import default_taxonomy, read_taxonomy
from xuncha.domain.taxonomy.tree import Aspect, Branch, Focus, Leaf, Tag, TagGroup, Taxonomy, Topic

__all__ = [
    "Aspect",
    "Branch",
    "Focus",
    "Leaf",
    "Tag",
    "TagGroup",
    "Taxonomy",
    "Topic",
    "default_taxonomy",
    "read_taxonomy",
]
