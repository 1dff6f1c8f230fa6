"""The seed's stories, told in data: where they happen and what is particular about them."""

from xuncha.demo.cases import Case
from xuncha.demo.prose import Matter, story_matters

# The papers of the cast's own team now: enough for each of them to have something to do.
ON_SITE_PAPERS = (
    "checked", "handled", "signed", "draft", "checked", "handled", "signed", "signed", "checked", "handled",
    "returned", "signed", "draft", "signed",
)  # fmt: skip

WATER_REPEAT_FEN = 1_900_000  # 1.9万元, charged again in the very month the period ended


def matters_for(case: Case) -> list[Matter]:
    """Matters that must be found here."""
    return [row for story, row in story_matters() if story == case.target.story]


# The cast unit's first tasks: (state, due so many days from today).
CAST_TASKS = (
    ("open", 3), ("open", 5), ("open", -6), ("returned", 6), ("submitted", 1), ("submitted", 4), ("open", -13),
    ("passed", -2), ("submitted", -1), ("open", 1),
)  # fmt: skip
CAST_EXTENSION = 7  # this task asks for more time
