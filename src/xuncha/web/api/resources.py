"""The table of what the API offers to read: address, schema, what can be searched and filtered."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ninja import Schema

from xuncha.records.policy import queries as policy
from xuncha.web.api import schemas as s
from xuncha.web.api.inputs import Key, Name
from xuncha.web.components.reads import BY_NAME, Read

STATE: dict[str, tuple[Any, str]] = {"state": (Name, "state")}
INSPECTION: dict[str, tuple[Any, str]] = {"inspection": (Key, "inspection"), "unit": (Key, "inspection__unit")}
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

    @property
    def line(self) -> type[Schema]:
        """The schema of a list's items."""
        return self.listed or self.out


TAXONOMY = Read("taxonomy", "policy.taxonomynode", lambda user: policy.nodes_in_force())
RESOURCES: tuple[Resource, ...] = (
    Resource(
        "jurisdictions", BY_NAME["jurisdiction"], s.JurisdictionOut, ("name", "code"), {"parent": (Key, "parent")}
    ),
    Resource(
        "units", BY_NAME["unit"], s.UnitOut, ("name", "code"),
        {"kind": (Name, "kind"), "jurisdiction": (Key, "jurisdiction"), "parent": (Key, "parent")},
    ),
    Resource("persons", BY_NAME["person"], s.PersonOut, ("name", "code")),
    Resource(
        "inspectors", BY_NAME["inspector"], s.InspectorOut, ("person__name", "person__code"),
        {"jurisdiction": (Key, "jurisdiction"), "available": (bool, "available")},
    ),
    Resource(
        "ties", BY_NAME["tie"], s.TieOut, ("words",),
        {"inspector": (Key, "inspector"), "unit": (Key, "unit"), "kind": (Name, "kind")},
    ),
    Resource("plans", BY_NAME["plan"], s.PlanOut, ("title",), {**STATE, "jurisdiction": (Key, "jurisdiction")}),
    Resource("rounds", BY_NAME["round"], s.RoundOut, ("name",), {**STATE, "jurisdiction": (Key, "jurisdiction")}),
    Resource(
        "inspections", BY_NAME["inspection"], s.InspectionOut, ("unit__name", "round__name"),
        {"round": (Key, "round"), "unit": (Key, "unit"), "step": (Name, "step"), "mode": (Name, "mode")},
    ),
    Resource("teams", BY_NAME["team"], s.TeamOut, ("name",), {"round": (Key, "round")}),
    Resource(
        "interviews", BY_NAME["interview"], s.InterviewOut, ("subject", "summary"),
        {**INSPECTION, "kind": (Name, "kind"), **days("held_on")},
    ),
    Resource(
        "visits", BY_NAME["visit"], s.VisitOut, ("place", "summary"),
        {**INSPECTION, "kind": (Name, "kind"), **days("visited_on")},
    ),
    Resource(
        "document-requests", BY_NAME["document_request"], s.DocumentRequestOut, ("title",),
        {**INSPECTION, **days("asked_on")},
    ),
    Resource(
        "papers", BY_NAME["paper"], s.PaperOut, ("title", "number", "summary"),
        {**INSPECTION, **STATE, "leaf": (Name, "leaf__code"), **days("drafted_on")},
    ),
    Resource(
        "findings", BY_NAME["finding"], s.FindingOut, ("title", "symptom"),
        {
            **INSPECTION, **STATE, "leaf": (Name, "leaf__code__startswith"), "severity": (Name, "severity"),
            **days("found_on"),
        },
    ),
    Resource(
        "leads", BY_NAME["lead"], s.LeadOut, ("number",), {**INSPECTION, "outcome": (Name, "outcome")}, s.LeadLine
    ),
    Resource("reports", BY_NAME["report"], s.ReportOut, ("title",), {**INSPECTION, **STATE}),
    Resource("decisions", BY_NAME["decision"], s.DecisionOut, ("number",), {"round": (Key, "round")}),
    Resource("feedback", BY_NAME["feedback"], s.FeedbackOut, ("text",), INSPECTION),
    Resource("rect-plans", BY_NAME["rect_plan"], s.RectPlanOut, ("text",), {**INSPECTION, **STATE}),
    Resource(
        "tasks", BY_NAME["task"], s.TaskOut, ("title",),
        {**STATE, "plan": (Key, "plan"), "finding": (Key, "finding"), "inspection": (Key, "plan__inspection"), **days("due_on")},
    ),
    Resource("evidence", BY_NAME["evidence"], s.EvidenceOut, ("name",), {**OF_TASK, "kind": (Name, "kind")}),
    Resource("extensions", BY_NAME["extension"], s.ExtensionOut, ("reason",), {**OF_TASK, **STATE}),
    Resource("scores", BY_NAME["score"], s.ScoreOut, ("note",), INSPECTION),
    Resource("lookbacks", BY_NAME["lookback"], s.LookBackOut, ("conclusion",), INSPECTION),
    Resource("taxonomy", TAXONOMY, s.TaxonomyOut, ("label", "code"), {"retired": (bool, "retired")}),
    Resource(
        "trail", BY_NAME["trail"], s.EventOut, ("actor_name",),
        {"verb": (Name, "verb"), "actor": (Key, "actor"), **days("at__date")},
    ),
)  # fmt: skip
BY_PATH: dict[str, Resource] = {resource.path: resource for resource in RESOURCES}
