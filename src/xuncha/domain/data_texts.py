"""Every Chinese text kept in data files, so that the message catalogue can hold them beside those in code."""

from __future__ import annotations

from xuncha.domain.access import table
from xuncha.domain.taxonomy import default_taxonomy


def data_texts() -> tuple[str, ...]:
    """Give each text once, in the order of the files."""
    texts = [row.label for row in table()]
    taxonomy = default_taxonomy()
    texts += [taxonomy.label, taxonomy.source]
    for focus in taxonomy.focuses:
        texts += [focus.label, focus.village_label]
        for aspect in focus.aspects:
            texts += [aspect.label, *(leaf.label for leaf in aspect.leaves)]
    for group in taxonomy.tag_groups:
        texts += [group.label, *(tag.label for tag in group.tags)]
    texts += [topic.label for topic in taxonomy.topics]
    return tuple(dict.fromkeys(texts))
