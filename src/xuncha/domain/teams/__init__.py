"""Teams: what a team is, and which rules a composition made by hand breaks, said at once."""

from xuncha.domain.teams.check import check_team
from xuncha.domain.teams.composition import (
    LOCAL_ROLES,
    Barrier,
    IssueSeverity,
    Place,
    Seat,
    TeamIssue,
    TeamPerson,
    TeamPlan,
    TeamRule,
)
from xuncha.domain.teams.exchange import Arc, PastArc, arcs_of, check_exchange, rings
from xuncha.domain.teams.policy import TeamPolicy

__all__ = [
    "LOCAL_ROLES",
    "Arc",
    "Barrier",
    "PastArc",
    "Place",
    "Seat",
    "IssueSeverity",
    "TeamIssue",
    "TeamPerson",
    "TeamPlan",
    "TeamPolicy",
    "TeamRule",
    "arcs_of",
    "check_exchange",
    "check_team",
    "rings",
]
