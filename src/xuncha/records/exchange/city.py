"""A generated city written into the records, table by table, each table one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime, time
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from xuncha.demo.rows import City
from xuncha.domain.roles import Role
from xuncha.records.accounts.models import Grant, User
from xuncha.records.audit.actions import SYSTEM, act
from xuncha.records.audit.models import Record
from xuncha.records.exchange import city_ledgers
from xuncha.records.fieldwork.models import DocumentRequest, Interview, Interviewer, Visit, Visitor
from xuncha.records.findings.models import (
    Decision,
    DutyHolder,
    Finding,
    InspectionReport,
    Lead,
    PaperHandler,
    Pattern,
    ReportedFinding,
    WorkingPaper,
)
from xuncha.records.people.models import (
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
from xuncha.records.policy import actions as policy
from xuncha.records.policy import schemes
from xuncha.records.policy.models import ScoringScheme, TaxonomyNode
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training
from xuncha.records.rectification.models import (
    Evidence,
    Extension,
    Feedback,
    LookBack,
    Measure,
    Progress,
    RectificationPlan,
    Reopening,
    Review,
    Score,
    Task,
    Watch,
)
from xuncha.records.rounds.models import (
    AnnualPlan,
    Inspection,
    PlanLine,
    Referral,
    Round,
    RoundMode,
    StepDate,
    Term,
)
from xuncha.records.teams.models import Appraisal, Declaration, Member, Objection, Promise, Target, Team, Waiver

R = TypeVar("R", bound=Record)
PERSON_IN_WORDS = {("measure", "accountable"), ("task", "duty_leader"), ("task", "duty_person")} | {
    ("progress", "by"),
    ("evidence", "uploaded_by"),
}
"""Columns that hold a name in words where the rows hold a person's code."""
StoreFile = Callable[[bytes], str]


class Loader:
    """Writes rows as records and remembers which code became which record."""

    def __init__(self, city: City, store: StoreFile) -> None:
        """`store` keeps the content of a file and gives its SHA-256."""
        self.city = city
        self.store = store
        self.known: dict[type[models.Model], dict[str, int]] = {}
        self.person_names = {person.code: person.name for person in city.persons}

    def write(self, model: type[R], rows: Iterable[Any], **fixed: Callable[[Any], Any]) -> list[R]:
        """Insert one table: columns of equal name are taken over, codes become keys.

        `fixed` gives columns the rows name otherwise, each as a function of the row.
        """
        rows = list(rows)
        made = [model(**self._columns(model, row, fixed)) for row in rows]
        self.insert(made)
        if rows and hasattr(rows[0], "code"):
            self.known[model] = {row.code: record.pk for row, record in zip(rows, made, strict=True)}
        return made

    def insert(self, records: list[R]) -> None:
        """Insert the records of one table in one act."""
        if records:
            table = str(records[0]._meta.verbose_name)
            with act("demo.load", by=SYSTEM, table=table, rows=len(records)) as change:
                change.create_many(records)

    def key(self, model: Any, code: str) -> Any:
        """The key of the record a code became; none for no code."""
        return self.known[model][code] if code else None

    def _columns(self, model: type[Record], row: Any, fixed: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
        given = {field.name for field in fields(row)} - set(fixed)
        columns: dict[str, Any] = {name: give(row) for name, give in fixed.items()}
        for field in model._meta.concrete_fields:
            if field.name not in given:
                continue
            value = getattr(row, field.name)
            if isinstance(field, models.ForeignKey):
                if field.related_model in self.known:
                    columns[field.attname] = self.key(field.related_model, value)
            elif (model._meta.model_name, field.name) in PERSON_IN_WORDS:
                columns[field.name] = self.person_names.get(value, value)
            else:
                columns[field.name] = _plain(value, field)
        return columns


def load(city: City, store: StoreFile) -> None:
    """Write a generated city into empty tables; all of it or nothing."""
    with transaction.atomic():
        loader = Loader(city, store)
        for part in (_people, _policy, _rounds, _teams, _fieldwork, _findings, _rectification, _reviews, _ledgers):
            part(loader)


def _people(loader: Loader) -> None:
    city = loader.city
    places = _parents_first(city.jurisdictions)
    made = loader.write(Jurisdiction, places, parent=lambda row: None)
    by_code = {row.code: record for row, record in zip(places, made, strict=True)}
    for row in places:
        place = by_code[row.code]
        above = by_code.get(row.parent)
        place.parent, place.path = above, f"{above.path if above else '/'}{place.pk}/"
    _update(made, ("parent", "path"))
    units = loader.write(Unit, city.units, parent=lambda row: None)
    for row, unit in zip(city.units, units, strict=True):
        unit.parent_id = loader.key(Unit, row.parent)
    _update([unit for unit in units if unit.parent_id], ("parent",))
    loader.write(Person, city.persons)
    for model, rows in ((Post, city.posts), (Schooling, city.schoolings), (Kinship, city.kinships), (Home, city.homes)):
        loader.write(model, rows)
    loader.write(Inspector, city.inspectors)
    loader.write(Tie, city.ties)
    loader.write(Establishment, city.establishments)
    loader.write(Training, city.trainings)
    loader.write(SkillProof, city.proofs)
    loader.write(Absence, city.absences)
    _accounts(loader)


def _accounts(loader: Loader) -> None:
    # One hash for the whole cast: hashing is slow on purpose, and the demo's password is no secret.
    password = make_password("xuncha-demo-2026")
    users = loader.write(User, loader.city.accounts, password=lambda row: password)
    keys = {user.username: user.pk for user in users}
    loader.known[User] = keys
    grants = [
        Grant(
            user_id=keys[account.username], role=role, line=account.line, granted_on=loader.city.today,
            jurisdiction_id=loader.key(Jurisdiction, account.jurisdiction) if _by_place(role) else None,
            unit_id=loader.key(Unit, account.unit) if role in (Role.UNIT_HEAD, Role.UNIT_LIAISON) else None,
        )
        for account in loader.city.accounts
        for role in account.roles
    ]  # fmt: skip
    loader.insert(grants)


def _policy(loader: Loader) -> None:
    office = Jurisdiction.objects.get(pk=loader.key(Jurisdiction, loader.city.office))
    policy.install_defaults(office, by=SYSTEM)
    loader.known[TaxonomyNode] = dict(TaxonomyNode.objects.values_list("code", "pk"))


def _rounds(loader: Loader) -> None:
    city = loader.city
    loader.write(Term, city.terms)
    loader.write(AnnualPlan, city.annual_plans)
    loader.write(Round, city.rounds)
    loader.write(PlanLine, city.plan_lines)
    loader.write(RoundMode, city.mode_terms)
    loader.write(Inspection, city.inspections)
    loader.write(Referral, city.referrals)
    loader.write(StepDate, city.step_dates)


def _teams(loader: Loader) -> None:
    city = loader.city
    loader.write(Team, city.teams)
    targets = [row for row in city.inspections if row.team]
    inspections = loader.known[Inspection]
    loader.write(Target, targets, inspection_id=lambda row: inspections[row.code])
    loader.write(Member, city.members)
    loader.write(Declaration, city.declarations)
    loader.write(Promise, city.promises)
    loader.write(Appraisal, city.appraisals)
    loader.write(Objection, city.objections)
    loader.write(Waiver, city.waivers)


def _fieldwork(loader: Loader) -> None:
    city = loader.city
    loader.write(Interview, city.interviews)
    loader.insert(
        [
            Interviewer(interview_id=loader.key(Interview, row.code), member_id=loader.key(Member, code))
            for row in city.interviews
            for code in row.interviewers
        ]
    )
    loader.write(Visit, city.visits)
    loader.insert(
        [
            Visitor(visit_id=loader.key(Visit, row.code), member_id=loader.key(Member, code))
            for row in city.visits
            for code in row.visitors
        ]
    )
    loader.write(DocumentRequest, city.document_requests)


def _findings(loader: Loader) -> None:
    city = loader.city
    loader.write(WorkingPaper, city.working_papers, number=lambda row: row.number or None)
    loader.insert(
        [
            PaperHandler(
                paper_id=loader.key(WorkingPaper, row.code),
                member_id=loader.key(Member, code),
                signed_on=row.handled_on,
            )
            for row in city.working_papers
            for code in row.handlers
        ]
    )
    loader.known[Finding] = {}
    made = loader.write(Finding, city.findings, repeats=lambda row: None)
    repeated = [(row, record) for row, record in zip(city.findings, made, strict=True) if row.repeats]
    for row, finding in repeated:
        finding.repeats_id = loader.key(Finding, row.repeats)
    _update([record for _, record in repeated], ("repeats",))
    loader.write(DutyHolder, city.duty_holders)
    loader.write(Lead, city.leads)
    loader.write(InspectionReport, city.reports)
    loader.insert(
        [
            ReportedFinding(report_id=loader.key(InspectionReport, row.code), finding_id=loader.key(Finding, code))
            for row in city.reports
            for code in row.findings
        ]
    )
    loader.write(Decision, city.decisions)


def _rectification(loader: Loader) -> None:
    city = loader.city
    loader.write(Feedback, city.feedbacks)
    loader.write(RectificationPlan, city.rectification_plans)
    loader.write(Task, city.tasks)
    loader.write(Measure, city.measures)
    loader.write(Progress, city.progress)
    content = {row.code: row.content.encode() for row in city.evidence}
    loader.write(
        Evidence, city.evidence,
        sha256=lambda row: loader.store(content[row.code]),
        size=lambda row: len(content[row.code]),
        media_type=lambda row: "text/plain",
        uploaded_at=lambda row: timezone.make_aware(datetime.combine(row.uploaded_on, time(10, 30))),
        uploaded_by=lambda row: loader.person_names.get(row.by, row.by),
    )  # fmt: skip
    loader.write(Extension, city.extensions)


def _reviews(loader: Loader) -> None:
    city = loader.city
    record = ScoringScheme.objects.order_by("pk")[0]
    scheme = schemes.of_record(record)
    loader.write(Review, city.reviews)
    loader.write(Reopening, city.reopenings)
    loader.write(
        Score, city.scores,
        scheme_id=lambda row: record.pk,
        grade=lambda row: next(cut.label for cut in scheme.cuts if row.total_tenths >= cut.least * 10),
        parts=lambda row: [_deduction(label, given, most, row.note) for label, given, most in row.parts],
    )  # fmt: skip
    loader.write(LookBack, city.look_backs, checked=lambda row: [_looked_at(loader, row, c) for c in row.tasks_checked])


def _ledgers(loader: Loader) -> None:
    loader.write(Pattern, loader.city.patterns)
    loader.write(Watch, loader.city.watches)
    city_ledgers.load(loader.city.ledgers)


def _deduction(label: str, given: int, most: int, reason: str) -> dict[str, Any]:
    lost = most - given
    marks = [{"tenths": lost, "reason": reason}] if lost else []
    return {"code": label, "label": label, "tenths": lost, "most_tenths": most, "marks": marks}


def _looked_at(loader: Loader, row: Any, code: str) -> dict[str, Any]:
    cured = code not in row.tasks_reopened
    return {"task": loader.key(Task, code), "on": row.ends_on.isoformat(), "cured": cured, "words": row.conclusion}


def _update(records: list[R], names: tuple[str, ...]) -> None:
    with act("demo.load", by=SYSTEM) as change:
        change.save_many(records, names)


def _parents_first(rows: Iterable[Any]) -> list[Any]:
    left, placed, ordered = list(rows), {""}, []
    while left:
        ready = [row for row in left if row.parent in placed]
        ordered += ready
        placed |= {row.code for row in ready}
        left = [row for row in left if row.code not in placed]
    return ordered


def _by_place(role: str) -> bool:
    return role not in (Role.UNIT_HEAD, Role.UNIT_LIAISON, Role.SYSTEM, Role.SECURITY, Role.AUDIT_ADMIN)


def _plain(value: Any, field: models.Field[Any, Any]) -> Any:
    if isinstance(value, tuple):
        return [list(item) if isinstance(item, tuple) else item for item in value]
    if value is not None or field.null:
        return value
    return field.get_default()
