"""Teams, members, waivers, objections: what is said of them."""

from datetime import date

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name, OfInspectionIn, Reason, Short, Text


class TeamIn(Body):
    """A team of a round, what it inspects, how many it needs in each role and skill."""

    round_id: Key
    number: Count
    name: Name
    inspection_ids: list[Key] = []
    slots: dict[TeamRole, Count] = {}
    skills: dict[Skill, Count] = {}


class SeatIn(Body):
    """Somebody of the pool who joins a team."""

    inspector_id: Key
    role: TeamRole
    duties: Label = ""


class LeaveIn(Body):
    """Why a member leaves; before the authorisation no reason is needed."""

    reason: Line = ""


class ReplaceIn(Body):
    """Who comes instead, and why."""

    inspector_id: Key
    reason: Line


class DeclarationIn(Body):
    """A member's own declaration of ties for this round."""

    asks_recusal: bool
    text: Text = ""


class AppraisalIn(Body):
    """How a member served in the round."""

    grade: Short
    comment: Text = ""


class ProposalIn(Body):
    """By whom, under which number and until when a team is to be authorised."""

    authority: Label
    number: Name
    until: date | None = None


class AuthorisationIn(Body):
    """The authorisation as given."""

    authority: Label
    number: Name
    since: date
    until: date | None = None


class WaiverIn(OfInspectionIn):
    """A request that one rule be waived for one inspector."""

    inspector_id: Key
    rule: Short
    reason: Reason


class WaiverDecisionIn(Body):
    """Whether the rule is waived, by whom, and when that was decided."""

    granted: bool
    approved_by: Name
    on: date


class ObjectionIn(OfInspectionIn):
    """A unit's objection to a member of the team that inspects it."""

    member_id: Key
    reason: Text


class ObjectionDecisionIn(Body):
    """Whether the objection is upheld, and what the unit is told."""

    upheld: bool
    decision: Reason
