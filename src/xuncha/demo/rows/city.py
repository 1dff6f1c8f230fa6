"""The whole city in one value."""

from datetime import date
from enum import StrEnum

from xuncha.demo.rows.fieldwork import (
    DocumentRequest,
    Interview,
    Visit,
)
from xuncha.demo.rows.findings import (
    Decision,
    DutyHolder,
    Feedback,
    Finding,
    Lead,
    Report,
    WorkingPaper,
)
from xuncha.demo.rows.ledgers import Ledger, Pattern, Watch
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
from xuncha.demo.rows.pool import (
    Absence,
    Appraisal,
    Establishment,
    Promise,
    SkillProof,
    Training,
)
from xuncha.demo.rows.rectification import (
    Evidence,
    Extension,
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
    Declaration,
    Inspection,
    Member,
    ModeTerms,
    Objection,
    PlanLine,
    Referral,
    Round,
    StepDate,
    Team,
    Term,
    Waiver,
)
from xuncha.demo.rows.row import row


class Size(StrEnum):
    """How much to generate: one county, one city of twelve counties, or several cities."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


@row
class City:
    """Everything generated, in loading order."""

    size: str
    seed: int
    today: date
    office: str  # jurisdiction whose inspection office runs the rounds
    jurisdictions: tuple[Jurisdiction, ...]
    units: tuple[Unit, ...]
    persons: tuple[Person, ...]
    posts: tuple[Post, ...]
    schoolings: tuple[Schooling, ...]
    kinships: tuple[Kinship, ...]
    homes: tuple[Home, ...]
    inspectors: tuple[Inspector, ...]
    ties: tuple[Tie, ...]
    establishments: tuple[Establishment, ...]
    trainings: tuple[Training, ...]
    proofs: tuple[SkillProof, ...]
    absences: tuple[Absence, ...]
    accounts: tuple[Account, ...]
    terms: tuple[Term, ...]
    annual_plans: tuple[AnnualPlan, ...]
    rounds: tuple[Round, ...]
    plan_lines: tuple[PlanLine, ...]
    mode_terms: tuple[ModeTerms, ...]
    teams: tuple[Team, ...]
    inspections: tuple[Inspection, ...]
    members: tuple[Member, ...]
    declarations: tuple[Declaration, ...]
    promises: tuple[Promise, ...]
    appraisals: tuple[Appraisal, ...]
    objections: tuple[Objection, ...]
    waivers: tuple[Waiver, ...]
    referrals: tuple[Referral, ...]
    step_dates: tuple[StepDate, ...]
    interviews: tuple[Interview, ...]
    visits: tuple[Visit, ...]
    document_requests: tuple[DocumentRequest, ...]
    working_papers: tuple[WorkingPaper, ...]
    findings: tuple[Finding, ...]
    duty_holders: tuple[DutyHolder, ...]
    leads: tuple[Lead, ...]
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...]
    feedbacks: tuple[Feedback, ...]
    rectification_plans: tuple[RectificationPlan, ...]
    tasks: tuple[Task, ...]
    measures: tuple[Measure, ...]
    progress: tuple[Progress, ...]
    evidence: tuple[Evidence, ...]
    extensions: tuple[Extension, ...]
    reviews: tuple[Review, ...]
    reopenings: tuple[Reopening, ...]
    scores: tuple[Score, ...]
    look_backs: tuple[LookBack, ...]
    patterns: tuple[Pattern, ...]
    watches: tuple[Watch, ...]
    ledgers: tuple[Ledger, ...]
