"""What an office holds about people, as columns of numbers: from this it follows who knows whom.

Days are numbers as `ties.day` writes them; what is asked with yes or no is 1 or 0; a school, class, team, place or line
is whatever number the caller gives it, the same one for the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.exposure.ties import Bodies, Columns, Declared

Numbers = NDArray[np.int32]
NONE = -1
"""No class known; no line; no place."""


@dataclass(frozen=True)
class Posts(Columns):
    """Lines of careers."""

    person: Numbers
    unit: Numbers
    since: Numbers
    until: Numbers
    leading: Numbers


@dataclass(frozen=True)
class Studies(Columns):
    """Courses of study, by years."""

    person: Numbers
    school: Numbers
    group: Numbers
    begins: Numbers
    ends: Numbers
    teacher: Numbers


@dataclass(frozen=True)
class Kin(Columns):
    """Two relatives; `near` where recusal keeps such kin away."""

    person: Numbers
    relative: Numbers
    near: Numbers


@dataclass(frozen=True)
class Seats(Columns):
    """Who served on which team of an earlier round."""

    person: Numbers
    team: Numbers
    since: Numbers
    until: Numbers


@dataclass(frozen=True)
class Stays(Columns):
    """Which team inspected which unit."""

    team: Numbers
    unit: Numbers


@dataclass(frozen=True)
class Homes(Columns):
    """Where a person grew up (`grew_up` 1) or lives."""

    person: Numbers
    place: Numbers
    grew_up: Numbers
    until: Numbers


@dataclass(frozen=True)
class Lines(Columns):
    """In which line of business a person works."""

    person: Numbers
    line: Numbers


@dataclass(frozen=True)
class Targets(Columns):
    """The unit of each inspection, its place and its line, in the order of their numbers."""

    unit: Numbers
    place: Numbers
    line: Numbers


@dataclass(frozen=True)
class Related(Columns):
    """The unit above, and those below, the unit of an inspection."""

    target: Numbers
    unit: Numbers


@dataclass(frozen=True)
class Facts:
    """Everything held, for one pool and one round. `persons` is one more than the largest number of a person."""

    persons: int
    inspectors: Numbers
    targets: Targets
    related: Related
    bodies: Bodies
    declared: Declared
    posts: Posts
    studies: Studies
    kin: Kin
    seats: Seats
    stays: Stays
    homes: Homes
    lines: Lines
