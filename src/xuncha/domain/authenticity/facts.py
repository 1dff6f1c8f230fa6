"""What the rules read of one task, and of one plan as a whole: values, already looked up, each with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuncha.domain.authenticity.registers import RegisterNumber
from xuncha.domain.authenticity.words import CallAnswer, ConsequenceKind, RefundAccount, RefundWay
from xuncha.domain.findings import Cure, DutyHolderKind, Severity
from xuncha.domain.organisations import UnitKind
from xuncha.domain.rectification import EvidenceKind, PlanState, ReopenGround, TaskState


@dataclass(frozen=True)
class Copy:
    """Another place in which the same file or nearly the same text stands."""

    task: str
    unit: str
    year: int
    percent: int = 100
    same_plan: bool = False


@dataclass(frozen=True)
class EvidenceFacts:
    """One file of evidence. `picture`: scanned or photographed, so that its inner date is the scanner's."""

    name: str
    kind: EvidenceKind
    made_on: date | None = None
    uploaded_on: date | None = None
    created_on: date | None = None
    printed_on: date | None = None
    picture: bool = False
    registers: tuple[RegisterNumber, ...] = ()
    same_file: tuple[Copy, ...] = ()
    alike: tuple[Copy, ...] = ()


@dataclass(frozen=True)
class MeasureLine:
    """One measure: what is to be done, by whom, until when, and when it was."""

    text: str
    accountable: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class ProgressLine:
    """One entry of what was done."""

    on: date
    text: str


@dataclass(frozen=True)
class ConsequenceFacts:
    """Somebody who bore a consequence, and at which level they stand."""

    name: str
    level: DutyHolderKind
    kind: ConsequenceKind


@dataclass(frozen=True)
class RefundFacts:
    """Money of one person: what is said to have moved, what came in, into which account."""

    name: str
    way: RefundWay
    claimed_fen: int
    received_fen: int
    account: RefundAccount
    passed_on: bool = False
    waived_because: str = ""
    answer: CallAnswer | None = None


@dataclass(frozen=True)
class SpendingFacts:
    """Rows of a ledger that look like the finding, where nobody has said that they are something else."""

    unit: str
    below: bool
    on: date
    amount_fen: int


@dataclass(frozen=True)
class Mention:
    """The same leaf found in the same unit by another round."""

    round: str
    title: str
    on: date


@dataclass(frozen=True)
class ReopeningFacts:
    """Opened again, on what ground."""

    on: date
    ground: ReopenGround


@dataclass(frozen=True, kw_only=True)
class TaskDossier:
    """Everything the rules read of one task, as of one day."""

    on: date
    title: str
    unit: str
    unit_kind: UnitKind
    state: TaskState
    due_on: date
    fed_back_on: date
    period_until: date
    stay_from: date | None = None
    accepted_on: date | None = None
    submitted_on: date | None = None
    closed_on: date | None = None
    cure: Cure = Cure.CONCENTRATED
    severity: Severity = Severity.ORDINARY
    blamed: frozenset[DutyHolderKind] = frozenset()
    """Whose duty the finding came down to."""
    duty: DutyHolderKind = DutyHolderKind.LEADING_BODY
    duty_leader: str = ""
    head: str = ""
    result: str = ""
    claimed_fen: int | None = None
    received_fen: int | None = None
    dealt_with: int = 0
    own_level_dealt_with: int = 0
    measures: tuple[MeasureLine, ...] = ()
    progress: tuple[ProgressLine, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()
    account_alike: tuple[Copy, ...] = ()
    """Where the unit's own account of the task (result and progress) stands nearly word for word."""
    consequences: tuple[ConsequenceFacts, ...] = ()
    refunds: tuple[RefundFacts, ...] = ()
    extended_until: date | None = None
    reopenings: tuple[ReopeningFacts, ...] = ()
    similar: tuple[SpendingFacts, ...] = ()
    earlier: tuple[Mention, ...] = ()
    later: tuple[Mention, ...] = ()
    minutes_in_plan: bool = False
    """Whether any task of the plan has minutes among its evidence."""
    plan_registers: tuple[tuple[RegisterNumber, date], ...] = ()
    """Numbered documents of the whole plan, with the day each is said to be from."""
    agreed_by: int = 0
    watched_until: date | None = None

    @property
    def said_done(self) -> bool:
        """Whether the unit, or more, says that it is cured."""
        return self.state in (TaskState.SUBMITTED, TaskState.PASSED, TaskState.CLOSED)

    @property
    def activity(self) -> tuple[date, ...]:
        """The days on which something was done, in order."""
        days = [entry.on for entry in self.progress]
        days += [measure.done_on for measure in self.measures if measure.done_on]
        days += [file.uploaded_on for file in self.evidence if file.uploaded_on]
        days += [self.submitted_on] if self.submitted_on else []
        return tuple(sorted(days))


@dataclass(frozen=True)
class TaskLine:
    """One task as a line of its plan."""

    state: TaskState
    cure: Cure
    due_on: date
    submitted_on: date | None = None
    reopened: bool = False


@dataclass(frozen=True)
class SurveyFacts:
    """What people asked said of the unit's rectification."""

    on: date
    answered: int
    satisfied: int


@dataclass(frozen=True, kw_only=True)
class PlanDossier:
    """Everything the rules read of a plan as a whole, as of one day."""

    on: date
    unit: str
    state: PlanState
    due_on: date
    period_until: date
    version: int = 0
    tasks: tuple[TaskLine, ...] = ()
    surveys: tuple[SurveyFacts, ...] = ()
    called: int = 0
    denied: int = 0
    recurred: int = 0
    """Watch alerts of this plan's tasks that nobody has put aside."""
