"""Reading papers, findings, leads, reports and decisions."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from xuncha.domain.findings import DutyHolderKind, FindingState
from xuncha.domain.ledgers import RuleFamily
from xuncha.domain.papers import PaperState
from xuncha.domain.reports import ReportState, ready_for_feedback
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.accounts.reach import within
from xuncha.records.findings import facts
from xuncha.records.findings.models import (
    Decision,
    DutyHolder,
    Finding,
    InspectionReport,
    Lead,
    PaperHandler,
    Pattern,
    ReportedFinding,
    ReportKind,
    WorkingPaper,
)
from xuncha.records.people.models import Person, Unit
from xuncha.records.policy.models import TaxonomyEdition, TaxonomyNode
from xuncha.records.rounds.models import Inspection, Round, RoundMode
from xuncha.records.teams import reach


def papers(user: User, permission: str = "paper.view") -> QuerySet[WorkingPaper]:
    """The working papers this person may read, with their handlers."""
    named = Prefetch("handlers", PaperHandler.objects.select_related("member__inspector__person").order_by("pk"))
    found = WorkingPaper.objects.select_related(
        "leaf", "inspection__unit", "inspection__round__jurisdiction",
        "checked_by__inspector__person", "signed_by__inspector__person",
    )  # fmt: skip
    return reach.content(user, permission, found.prefetch_related(named))


def findings(user: User, permission: str = "finding.view") -> QuerySet[Finding]:
    """The findings this person may read.

    A finding that is not yet in a report is seen only by those who may read the papers it comes from.
    """
    found = Finding.objects.select_related("leaf", "paper", "inspection__unit", "inspection__round")
    inside = reach.inspections(user, "paper.view").order_by().values("pk")
    seen = Q(state=FindingState.REPORTED) | Q(inspection__in=inside)
    return reach.content(user, permission, found).filter(seen)


def duty_holders(finding: Finding) -> QuerySet[DutyHolder]:
    """Whose duty a finding comes down to."""
    return DutyHolder.objects.filter(finding=finding).select_related("unit", "person").order_by("pk")


def without_duty() -> Exists:
    """A condition on findings: nobody's duty is named."""
    return ~Exists(DutyHolder.objects.filter(finding=OuterRef("pk")).exclude(name=""))  # type: ignore[return-value]


def earlier(inspection: Inspection) -> QuerySet[Finding]:
    """What earlier inspections of the same unit reported: what a finding may repeat."""
    found = Finding.objects.filter(inspection__unit_id=inspection.unit_id, state=FindingState.REPORTED)
    before = found.exclude(inspection=inspection).filter(inspection__round__site_from__lte=inspection.round.site_from)
    return before.select_related("inspection__round").order_by("-found_on", "-pk")


def signed_papers(inspection: Inspection) -> QuerySet[WorkingPaper]:
    """The papers that can support a finding."""
    return WorkingPaper.objects.filter(inspection=inspection, state=PaperState.SIGNED).order_by("number")


def leads(user: User, permission: str = "lead.view") -> QuerySet[Lead]:
    """The leads this person may know of; the receiving body knows those that were handed over, no others."""
    found = Lead.objects.select_related("inspection__unit", "inspection__round", "about")
    own = reach.inspections(user, "lead.write") | reach.inspections(user, "lead.hand_over")
    seen = Q(handed_on__isnull=False) | Q(inspection__in=own.order_by().values("pk"))
    return reach.content(user, permission, found).filter(seen)


def reports(user: User, permission: str = "report.view") -> QuerySet[InspectionReport]:
    """The reports this person may read, with how many findings each holds. A draft stays with the team."""
    found = InspectionReport.objects.select_related("inspection__unit", "inspection__round")
    counted = found.annotate(finding_count=Count("entries"))
    writers = reach.inspections(user, "report.write").order_by().values("pk")
    seen = ~Q(state=ReportState.DRAFT) | Q(inspection__in=writers)
    return reach.content(user, permission, counted).filter(seen)


def reported(report: InspectionReport) -> QuerySet[ReportedFinding]:
    """The findings in a report, by branch of the taxonomy."""
    found = ReportedFinding.objects.filter(report=report).select_related(
        "finding__leaf", "finding__inspection__unit", "finding__paper"
    )
    return found.prefetch_related("finding__duty_holders").order_by("finding__leaf__code", "finding__number")


def reportable(report: InspectionReport) -> QuerySet[Finding]:
    """The confirmed findings that are not yet in the report."""
    found = Finding.objects.filter(inspection=report.inspection_id, state=FindingState.CONFIRMED)
    return (
        found.exclude(entries__report=report)
        .select_related("leaf", "paper")
        .prefetch_related("duty_holders")
        .order_by("leaf__code", "number")
    )


def decisions(user: User, permission: str = "decision.view") -> QuerySet[Decision]:
    """The records of hearings this person may read."""
    rounds = reach.inspections(user, permission).order_by().values("round")
    reached = within(user, permission, "round__jurisdiction__path") | Q(round__in=rounds)
    return Decision.objects.filter(reached).select_related("round")


def rounds_to_decide(user: User) -> QuerySet[Round]:
    """The rounds of which this person may record a decision: those with reports to hear first, then the newest."""
    to_hear = InspectionReport.objects.filter(inspection__round=OuterRef("pk"), state=ReportState.SUBMITTED)
    found = Round.objects.filter(within(user, "decision.record", "jurisdiction__path"))
    return found.order_by(Exists(to_hear).desc(), "-site_from", "-pk")


def edition() -> TaxonomyEdition | None:
    """The edition of the taxonomy findings are filed under now."""
    return TaxonomyEdition.objects.filter(issued_on__isnull=False).order_by("-number").first()


def leaves(words: str = "") -> QuerySet[TaxonomyNode]:
    """The leaves of the current edition that hold every one of the words, themselves or in their aspect."""
    found = TaxonomyNode.objects.filter(edition=edition(), retired=False, children__isnull=True, parent__isnull=False)
    for word in words.split()[:8]:
        found = found.filter(
            Q(label__icontains=word) | Q(code__istartswith=word) | Q(parent__label__icontains=word)
            | Q(points__icontains=word)
        )  # fmt: skip
    return found.select_related("parent").order_by("code")


def feedback_gaps(inspection: Inspection) -> tuple[Sentence, ...]:
    """Say why feedback may not be given yet: both hearings on record, and the report decided. Empty when it may."""
    held = Decision.objects.filter(round_id=inspection.round_id).order_by("held_on", "pk")
    gaps = ready_for_feedback(facts.of_decision(decision) for decision in held)
    decided = InspectionReport.objects.filter(
        inspection=inspection, kind=ReportKind.INSPECTION, state=ReportState.DECIDED
    )
    return gaps if gaps or decided.exists() else (say(N_("巡察报告尚未作出决定，不能反馈")),)


def leaf(code: str) -> TaxonomyNode | None:
    """One leaf of the current edition by its code."""
    return leaves().filter(code=code).first()


def hands_leads_to(inspection: Inspection) -> str:
    """The body that receives leads in the mode of this inspection, as the round settled it."""
    terms = RoundMode.objects.filter(round_id=inspection.round_id, mode=inspection.mode).first()
    return terms.receives_leads if terms else ""


def new_paper(inspection: Inspection) -> WorkingPaper:
    """An empty paper, not yet kept."""
    return WorkingPaper(inspection=inspection, drafted_on=timezone.localdate())


def new_finding(inspection: Inspection) -> Finding:
    """An empty finding, not yet kept."""
    return Finding(inspection=inspection, found_on=timezone.localdate())


def new_holder(kind: DutyHolderKind, name: str, duty: str, unit: Unit | None, person: Person | None) -> DutyHolder:
    """A duty-holder, not yet kept."""
    return DutyHolder(kind=kind, name=name, duty=duty, unit=unit, person=person)


def new_lead(inspection: Inspection) -> Lead:
    """An empty lead, not yet kept."""
    return Lead(inspection=inspection, found_on=timezone.localdate())


def new_report(inspection: Inspection) -> InspectionReport:
    """An empty report, not yet kept."""
    return InspectionReport(inspection=inspection, drafted_on=timezone.localdate())


def new_decision(round_: Round) -> Decision:
    """An empty record of a hearing, not yet kept."""
    return Decision(round=round_)


def pattern_of(finding: Finding) -> Pattern | None:
    """By what a finding about money would be known again, where that was said."""
    return Pattern.objects.filter(finding=finding).first()


def new_pattern(finding: Finding) -> Pattern:
    """A pattern to be filled in."""
    return Pattern(finding=finding, family=RuleFamily.DISPLACEMENT)
