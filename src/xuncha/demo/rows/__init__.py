"""The rows of the demo city: plain frozen dataclasses, named as the records name their fields.

Ids are stable string codes; a field named after another row holds that row's code ("" = none).
Codes of levels, kinds, modes, states and the like are those of ``xuncha.domain``.
Money is in fen, dates are dates, and every many-to-many is a tuple of codes.
"""

from xuncha.demo.rows.city import City, Size
from xuncha.demo.rows.fieldwork import (
    DocumentRequest,
    Interview,
    Visit,
)
from xuncha.demo.rows.findings import (
    Decision,
    Feedback,
    Finding,
    Lead,
    Report,
    WorkingPaper,
)
from xuncha.demo.rows.people import (
    Account,
    Home,
    Inspector,
    Jurisdiction,
    Kinship,
    Person,
    Post,
    Schooling,
    Tie,
    Unit,
)
from xuncha.demo.rows.rectification import (
    CloseOut,
    Evidence,
    Extension,
    InstitutionRule,
    LookBack,
    Measure,
    Progress,
    RectificationPlan,
    Reopening,
    Review,
    Score,
    Task,
)
from xuncha.demo.rows.rounds import (
    AnnualPlan,
    Approach,
    Inspection,
    ModeTerms,
    PlanLine,
    RecusalDecision,
    Round,
    StepDate,
    TeamSeat,
    Term,
)

__all__ = [
    "Account",
    "AnnualPlan",
    "Approach",
    "City",
    "CloseOut",
    "Decision",
    "DocumentRequest",
    "Evidence",
    "Extension",
    "Feedback",
    "Finding",
    "Home",
    "Inspection",
    "Inspector",
    "InstitutionRule",
    "Interview",
    "Jurisdiction",
    "Kinship",
    "Lead",
    "LookBack",
    "Measure",
    "ModeTerms",
    "Person",
    "PlanLine",
    "Post",
    "Progress",
    "RectificationPlan",
    "RecusalDecision",
    "Reopening",
    "Report",
    "Review",
    "Round",
    "Schooling",
    "Score",
    "Size",
    "StepDate",
    "Task",
    "TeamSeat",
    "Term",
    "Tie",
    "Unit",
    "Visit",
    "WorkingPaper",
]
