"""Every row points at rows that exist, in words and codes the records know, on days that have come."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

from xuncha.demo import City
from xuncha.domain.checklists import UnitTrait
from xuncha.domain.findings import DutyHolderKind, FindingState, Severity
from xuncha.domain.kinship import Relation
from xuncha.domain.modes import Mode
from xuncha.domain.organisations import Hearing, Level, ReviewBody, UnitKind
from xuncha.domain.papers import PaperSource, PaperState
from xuncha.domain.people import Employment, HomeKind, Skill
from xuncha.domain.rectification import Grade, PlanState, ReopenGround, TaskState
from xuncha.domain.reports import ReportState
from xuncha.domain.roles import Role, TeamRole
from xuncha.domain.steps import Step
from xuncha.domain.taxonomy import default_taxonomy

# rows.field -> the rows it names; a trailing "?" allows the empty code
POINTS = """
units.jurisdiction jurisdictions
units.parent? units
persons.native_place jurisdictions
posts.person persons
posts.unit units
schoolings.person persons
kinships.person persons
kinships.relative persons
homes.person persons
homes.jurisdiction jurisdictions
inspectors.person persons
inspectors.jurisdiction jurisdictions
ties.inspector inspectors
ties.person? persons
ties.unit? units
accounts.person? persons
accounts.unit? units
accounts.inspector? inspectors
accounts.jurisdiction jurisdictions
annual_plans.term terms
plan_lines.annual_plan annual_plans
plan_lines.unit? units
plan_lines.jurisdiction jurisdictions
plan_lines.source? jurisdictions
plan_lines.round? rounds
rounds.term terms
mode_terms.round rounds
teams.round rounds
inspections.round rounds
inspections.team? teams
inspections.unit units
inspections.source? jurisdictions
members.team teams
members.inspector inspectors
declarations.member members
objections.inspection inspections
objections.member members
waivers.inspector inspectors
waivers.inspection inspections
referrals.inspection inspections
step_dates.inspection inspections
interviews.inspection inspections
interviews.person? persons
interviews.interviewers members
visits.inspection inspections
visits.visitors members
document_requests.inspection inspections
document_requests.asked_by members
working_papers.inspection inspections
working_papers.handlers members
working_papers.checked_by? members
working_papers.signed_by? members
findings.inspection inspections
findings.paper working_papers
findings.repeats? findings
duty_holders.finding findings
duty_holders.unit units
duty_holders.person? persons
leads.inspection inspections
leads.about? persons
reports.inspection inspections
reports.findings findings
decisions.round rounds
feedbacks.inspection inspections
rectification_plans.inspection inspections
tasks.plan rectification_plans
tasks.finding findings
tasks.duty_leader persons
tasks.duty_person persons
measures.task tasks
measures.accountable persons
progress.task tasks
progress.by persons
evidence.task tasks
evidence.measure measures
evidence.by persons
extensions.task tasks
reviews.plan? rectification_plans
reviews.task? tasks
reopenings.task tasks
scores.inspection inspections
look_backs.inspection inspections
look_backs.round rounds
look_backs.team inspectors
look_backs.tasks_checked tasks
look_backs.tasks_reopened tasks
patterns.finding findings
watches.task tasks
ledgers.unit units
"""
CODES = {
    "jurisdictions.level": Level, "units.kind": UnitKind, "kinships.relation": Relation, "homes.kind": HomeKind, "units.facts": UnitTrait,
    "inspectors.employment": Employment, "inspectors.roles": TeamRole, "inspectors.skills": Skill, "accounts.roles": Role,
    "plan_lines.mode": Mode, "mode_terms.mode": Mode, "inspections.mode": Mode, "inspections.step": Step,
    "members.role": TeamRole, "step_dates.step": Step, "referrals.body": ReviewBody, "working_papers.source": PaperSource,
    "working_papers.state": PaperState, "findings.state": FindingState, "findings.severity": Severity,
    "duty_holders.kind": DutyHolderKind, "leads.source": PaperSource, "reports.state": ReportState,
    "decisions.body": Hearing, "rectification_plans.state": PlanState, "tasks.state": TaskState,
    "tasks.duty_kind": DutyHolderKind, "reviews.body": ReviewBody, "reopenings.ground": ReopenGround, "scores.grade": Grade,
}  # fmt: skip


def values(made: City, place: str) -> list[str]:
    rows, name = place.split(".")
    found: list[str] = []
    for row in getattr(made, rows):
        value = getattr(row, name)
        found.extend(value if isinstance(value, tuple) else [value])
    return found


def codes(made: City, rows: str) -> set[str]:
    return {row.code for row in getattr(made, rows)}


def test_codes_are_unique(either: City) -> None:
    for field in fields(either):
        rows = getattr(either, field.name)
        if isinstance(rows, tuple) and rows and hasattr(rows[0], "code"):
            assert len({row.code for row in rows}) == len(rows), field.name


def test_every_row_points_at_rows_that_exist(either: City) -> None:
    for line in POINTS.split("\n")[1:-1]:
        place, rows = line.split()
        known = codes(either, rows) | ({""} if place.endswith("?") else set())
        assert set(values(either, place.rstrip("?"))) <= known, line


def test_every_code_is_one_the_trade_knows(either: City) -> None:
    for place, known in CODES.items():
        assert set(values(either, place)) <= {member.value for member in known}, place


def test_leaves_and_tags_are_of_the_taxonomy(either: City) -> None:
    taxonomy = default_taxonomy()
    leaves = {row.leaf for row in either.findings} | {row.leaf for row in either.working_papers}
    assert leaves <= set(taxonomy.branches)
    assert set(values(either, "findings.tags")) <= set(taxonomy.tags)
    assert set(values(either, "interviews.leaves")) <= set(taxonomy.branches)


def test_no_text_has_an_unfilled_slot(either: City) -> None:
    assert not re.findall(r"\{[a-z_0-9]+\}", repr(either))


def test_what_has_happened_did_not_happen_tomorrow(either: City) -> None:
    past = {
        "step_dates": ("done_on",), "working_papers": ("drafted_on", "handled_on", "checked_on", "signed_on"),
        "findings": ("found_on",), "interviews": ("held_on",), "visits": ("visited_on",), "leads": ("found_on", "handed_on"),
        "document_requests": ("asked_on", "lent_on", "returned_on"), "reports": ("submitted_on", "decided_on"),
        "decisions": ("held_on",), "feedbacks": ("given_on",), "rectification_plans": ("submitted_on", "decided_on"),
        "tasks": ("submitted_on", "closed_on"), "measures": ("done_on",), "progress": ("on",), "reviews": ("reviewed_on",),
        "evidence": ("made_on", "uploaded_on"), "extensions": ("asked_on", "decided_on"), "scores": ("scored_on",),
        "reopenings": ("reopened_on",), "look_backs": ("ends_on",), "ties": ("declared_on",),
        "members": ("left_on",), "watches": ("since",), "ledgers": ("received_on",),
    }  # fmt: skip
    for rows, names in past.items():
        for row in getattr(either, rows):
            for name in names:
                day: date | None = getattr(row, name)
                assert day is None or day <= either.today, (rows, row.code, name, day)


def test_days_follow_one_another(either: City) -> None:
    for post in either.posts:
        assert post.until is None or post.since <= post.until
    for paper in either.working_papers:
        days = [paper.drafted_on, paper.handled_on, paper.checked_on, paper.signed_on]
        known = [day for day in days if day is not None]
        assert known == sorted(known), paper.code
        assert bool(paper.signed_by) == bool(paper.number) == (paper.state == "signed")
    for row in either.evidence:
        assert row.made_on <= row.uploaded_on, row.code
    for task in either.tasks:
        assert (task.state == "closed") == (task.closed_on is not None)
        if task.closed_on and task.submitted_on:
            assert task.submitted_on < task.closed_on, task.code


def test_paper_numbers_are_issued_once(either: City) -> None:
    numbers = [row.number for row in either.working_papers if row.number]
    assert len(numbers) == len(set(numbers))


def test_homes_say_why_they_are_held_and_until_when(either: City) -> None:
    assert all(home.held_because and home.hold_until > either.today for home in either.homes)
