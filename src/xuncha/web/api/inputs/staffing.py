"""Staffing a whole round: what is said of its needs, its numbers, people lent, wishes, attempts, changes by hand."""

from dataclasses import fields
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import create_model

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams import TeamPolicy
from xuncha.web.api.inputs.base import Body, Key, Line, Reason, Short, part_of

Slot = Literal[TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER]
Seats = Annotated[int, Field(ge=0, le=30)]


class NeedsIn(Body):
    """Whom the teams of these inspections need, all alike: how many in each role, at least how many with each skill."""

    inspection_ids: list[Key]
    slots: dict[Slot, Seats]
    skills: dict[Skill, Seats] = {}


class NumbersIn(Body):
    """The numbers of the team rules for one round alone, and why they differ from the office's."""

    reason: Line = ""


NUMBERS: Any = {each.name: (type(each.default), each.default) for each in fields(TeamPolicy)}
RoundRulesIn = part_of(create_model("RoundRulesIn", __base__=NumbersIn, __doc__=NumbersIn.__doc__, **NUMBERS))


class GuestIn(Body):
    """Somebody of another pool who is lent to a round."""

    round_id: Key
    inspector_id: Key
    reason: Reason


class WishIn(Body):
    """Somebody who is to serve on an inspection, or not on it; without one, not in the round at all."""

    round_id: Key
    kind: Literal["pin", "forbid"]
    inspector_id: Key
    inspection_id: Key | None = None
    role: Slot | None = None
    reason: Line = ""


class AttemptIn(Body):
    """How good a plan is to be, how long it may take, and which earlier plan to change as little as can be."""

    round_id: Key
    gap: Annotated[float, Field(ge=0, lt=1)] = 0.01
    seconds: Annotated[int, Field(ge=1, le=600)] = 120
    seed: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    basis_id: Key | None = None


class ChangeIn(Body):
    """Who takes the seat of somebody on a row of the plan; the two change seats where the other's own row is named."""

    row: Short
    inspector_id: Key
    other_id: Key
    other_row: Short = ""


class SeatQuery(Schema):
    """A seat of the plan; and, to hear what it would mean, who else might take it, or change seats with it."""

    row: Short
    inspector_id: Key
    other_id: Key | None = None
    other_row: Short = ""


class ComparedQuery(Schema):
    """The other plan of the round to hold this one against."""

    with_id: Key
