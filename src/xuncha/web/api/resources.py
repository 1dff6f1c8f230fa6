"""The table of what the API offers to read: address, schema, what can be searched and filtered."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ninja import Schema

from xuncha.records.staffing.queries import LONG_WITH_BASIS
from xuncha.web.api import reads
from xuncha.web.api.inputs.base import Key, Name
from xuncha.web.api.schemas import inspecting, ledgers, office, people, pool, rectification, rounds, screening, staffing
from xuncha.web.components.reads import BY_NAME, Read

STATE: dict[str, tuple[Any, str]] = {"state": (Name, "state")}
INSPECTION: dict[str, tuple[Any, str]] = {"inspection": (Key, "inspection"), "unit": (Key, "inspection__unit")}
OF_PERSON: dict[str, tuple[Any, str]] = {"person": (Key, "person")}
OF_INSPECTOR: dict[str, tuple[Any, str]] = {"inspector": (Key, "inspector")}
OF_TASK: dict[str, tuple[Any, str]] = {"task": (Key, "task"), "inspection": (Key, "task__plan__inspection")}


def days(column: str) -> dict[str, tuple[Any, str]]:
    """Filter by the first and last day."""
    return {"since": (date, f"{column}__gte"), "until": (date, f"{column}__lte")}


@dataclass(frozen=True)
class Resource:
    """One kind of record: `filters` maps a parameter to its type and the lookup it stands for."""

    path: str
    read: Read
    out: type[Schema]
    searched: tuple[str, ...] = ()
    filters: dict[str, tuple[Any, str]] = field(default_factory=dict)
    listed: type[Schema] | None = None
    """What a list shows of each, where that is less than the record itself."""
    long: tuple[str, ...] = ()
    """Columns too long to be read for a list that does not show them."""

    @property
    def line(self) -> type[Schema]:
        """The schema of a list's items."""
        return self.listed or self.out


RESOURCES: tuple[Resource, ...] = (
    Resource(
        "jurisdictions", BY_NAME["jurisdiction"], people.JurisdictionOut, ("name", "code"), {"parent": (Key, "parent")}
    ),
    Resource(
        "units", BY_NAME["unit"], people.UnitOut, ("name", "code"),
        {"kind": (Name, "kind"), "jurisdiction": (Key, "jurisdiction"), "parent": (Key, "parent")},
    ),
    Resource("persons", BY_NAME["person"], people.PersonOut, ("name", "code")),
    Resource("posts", reads.POST, people.PostOut, ("title",), {**OF_PERSON, "unit": (Key, "unit")}),
    Resource("schoolings", reads.SCHOOLING, people.SchoolingOut, ("school",), OF_PERSON),
    Resource("kinships", reads.KINSHIP, people.KinshipOut, ("words",), {**OF_PERSON, "relative": (Key, "relative")}),
    Resource("homes", reads.HOME, people.HomeOut, ("jurisdiction__name",), OF_PERSON),
    Resource(
        "inspectors", BY_NAME["inspector"], people.InspectorOut, ("person__name", "person__code"),
        {"jurisdiction": (Key, "jurisdiction"), "available": (bool, "available")},
    ),
    Resource(
        "ties", BY_NAME["tie"], people.TieOut, ("words",),
        {"inspector": (Key, "inspector"), "unit": (Key, "unit"), "kind": (Name, "kind")},
    ),
    Resource("trainings", reads.TRAINING, pool.TrainingOut, ("course", "certificate"), OF_INSPECTOR),
    Resource("proofs", reads.PROOF, pool.ProofOut, ("proof",), {**OF_INSPECTOR, "skill": (Name, "skill")}),
    Resource("absences", reads.ABSENCE, pool.AbsenceOut, ("words",), {**OF_INSPECTOR, **days("since")}),
    Resource(
        "appraisals", reads.APPRAISAL, pool.AppraisalOut, ("comment",),
        {"member": (Key, "member"), "inspector": (Key, "member__inspector"), "round": (Key, "member__team__round")},
    ),
    Resource("terms", reads.TERM, rounds.TermOut, ("name",), {"jurisdiction": (Key, "jurisdiction")}),
    Resource("plans", BY_NAME["plan"], rounds.PlanOut, ("title",), {**STATE, "jurisdiction": (Key, "jurisdiction")}),
    Resource(
        "plan-lines", reads.PLAN_LINE, rounds.PlanLineOut, ("reason",),
        {"plan": (Key, "annual_plan"), "unit": (Key, "unit"), "jurisdiction": (Key, "jurisdiction")},
    ),
    Resource("rounds", BY_NAME["round"], rounds.RoundOut, ("name",), {**STATE, "jurisdiction": (Key, "jurisdiction")}),
    Resource(
        "inspections", BY_NAME["inspection"], rounds.InspectionOut, ("unit__name", "round__name"),
        {"round": (Key, "round"), "unit": (Key, "unit"), "step": (Name, "step"), "mode": (Name, "mode")},
    ),
    Resource("teams", BY_NAME["team"], rounds.TeamOut, ("name",), {"round": (Key, "round")}),
    Resource(
        "members", reads.MEMBER, rounds.MemberOut, ("inspector__person__name",),
        {"team": (Key, "team"), "inspector": (Key, "inspector")},
    ),
    Resource("conflicts", reads.CONFLICT, rounds.ConflictOut, ("reason",), {"inspection": (Key, "inspection")}),
    Resource("waivers", reads.WAIVER, rounds.WaiverOut, ("reason",), {**INSPECTION, **STATE}),
    Resource("objections", reads.OBJECTION, rounds.ObjectionOut, ("reason",), {**INSPECTION, **STATE}),
    Resource(
        "staffing-attempts", reads.STAFFING_ATTEMPT, staffing.AttemptOut, ("authority",), {**STATE, "round": (Key, "round")},
        long=LONG_WITH_BASIS,
    ),
    Resource(
        "staffing-wishes", reads.STAFFING_WISH, staffing.WishOut, ("inspector__person__name",),
        {"round": (Key, "round"), "inspector": (Key, "inspector"), "inspection": (Key, "inspection")},
    ),
    Resource(
        "staffing-guests", reads.STAFFING_GUEST, staffing.GuestOut, ("inspector__person__name",),
        {"round": (Key, "round"), "inspector": (Key, "inspector")},
    ),
    Resource(
        "interviews", BY_NAME["interview"], inspecting.InterviewOut, ("subject", "summary"),
        {**INSPECTION, "kind": (Name, "kind"), **days("held_on")},
    ),
    Resource(
        "visits", BY_NAME["visit"], inspecting.VisitOut, ("place", "summary"),
        {**INSPECTION, "kind": (Name, "kind"), **days("visited_on")},
    ),
    Resource(
        "document-requests", BY_NAME["document_request"], inspecting.DocumentRequestOut, ("title",),
        {**INSPECTION, **days("asked_on")},
    ),
    Resource(
        "papers", BY_NAME["paper"], inspecting.PaperOut, ("title", "number", "summary"),
        {**INSPECTION, **STATE, "leaf": (Name, "leaf__code"), **days("drafted_on")},
    ),
    Resource(
        "findings", BY_NAME["finding"], inspecting.FindingOut, ("title", "symptom"),
        {
            **INSPECTION, **STATE, "leaf": (Name, "leaf__code__startswith"), "severity": (Name, "severity"),
            **days("found_on"),
        },
    ),
    Resource(
        "leads", BY_NAME["lead"], inspecting.LeadOut, ("number",), {**INSPECTION, "outcome": (Name, "outcome")}, inspecting.LeadLine
    ),
    Resource("reports", BY_NAME["report"], inspecting.ReportOut, ("title",), {**INSPECTION, **STATE}),
    Resource("decisions", BY_NAME["decision"], inspecting.DecisionOut, ("number",), {"round": (Key, "round")}),
    Resource("feedback", BY_NAME["feedback"], rectification.FeedbackOut, ("text",), INSPECTION),
    Resource("rect-plans", BY_NAME["rect_plan"], rectification.RectPlanOut, ("text",), {**INSPECTION, **STATE}),
    Resource(
        "tasks", BY_NAME["task"], rectification.TaskOut, ("title",),
        {**STATE, "plan": (Key, "plan"), "finding": (Key, "finding"), "inspection": (Key, "plan__inspection"), **days("due_on")},
    ),
    Resource("measures", reads.MEASURE, rectification.MeasureOut, ("text",), {"task": (Key, "task")}),
    Resource("evidence", BY_NAME["evidence"], rectification.EvidenceOut, ("name",), {**OF_TASK, "kind": (Name, "kind")}),
    Resource("extensions", BY_NAME["extension"], rectification.ExtensionOut, ("reason",), {**OF_TASK, **STATE}),
    Resource("scores", BY_NAME["score"], rectification.ScoreOut, ("note",), INSPECTION),
    Resource("lookbacks", BY_NAME["lookback"], rectification.LookBackOut, ("conclusion",), INSPECTION),
    Resource(
        "ledgers", BY_NAME["ledger"], ledgers.LedgerOut, ("name",),
        {**STATE, "unit": (Key, "units__unit"), **days("received_at__date")}, ledgers.LedgerLine,
        long=("sheets", "report", "errors"),
    ),
    Resource(
        "ledger-months", reads.LEDGER_MONTH, ledgers.MonthOut, ("unit__name",),
        {"unit": (Key, "unit"), "since": (int, "period__gte"), "until": (int, "period__lte")},
    ),
    Resource(
        "flags", reads.FLAG, screening.FlagOut, ("reason_zh", "rule"),
        {**STATE, "rule": (Name, "rule"), "severity": (Name, "severity"), "unit": (Key, "unit"), "screening": (Key, "screening"), **days("day")},
    ),
    Resource("screenings", reads.SCREENING, screening.ScreeningOut, ("by__username",), STATE),
    Resource("alerts", reads.ALERT, screening.AlertOut, ("words",), {**STATE, "watch": (Key, "watch")}),
    Resource("watches", reads.WATCH, screening.WatchOut, ("task__title",), {"task": (Key, "task")}),
    Resource("identities", reads.IDENTITY, screening.IdentityOut, ("name",), {"same": (bool, "same")}),
    Resource("rule-settings", reads.RULE_SETTING, screening.RuleSettingOut, ("rule",)),
    Resource("own-rules", reads.OWN_RULE, screening.OwnRuleOut, ("rule",), STATE),
    Resource("taxonomy", reads.TAXONOMY, office.TaxonomyOut, ("label", "code"), {"retired": (bool, "retired")}),
    Resource("editions", reads.EDITION, office.EditionOut, ("name",)),
    Resource(
        "schemes", reads.SCHEME, office.SchemeOut, ("name",),
        {"jurisdiction": (Key, "jurisdiction"), "active": (bool, "active")},
    ),
    Resource("deadlines", reads.DEADLINE, office.DeadlineOut, ("source",), {"jurisdiction": (Key, "jurisdiction")}),
    Resource("accounts", reads.ACCOUNT, office.AccountOut, ("username", "name")),
    Resource(
        "trail", BY_NAME["trail"], office.EventOut, ("actor_name",),
        {"verb": (Name, "verb"), "actor": (Key, "actor"), **days("at__date")},
    ),
)  # fmt: skip
BY_PATH: dict[str, Resource] = {resource.path: resource for resource in RESOURCES}
BY_KIND: dict[str, Read] = {resource.read.kind: resource.read for resource in RESOURCES}
