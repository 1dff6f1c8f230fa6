"""The small office with at least one of everything: what a walk through all pages needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Office
from tests.factories import exchange, findings, ledgers, people, rectification, rounds, staffing
from xuncha.domain.scoring import ADDITIVE_SCHEME
from xuncha.records.accounts import actions as accounts
from xuncha.records.audit.actions import SYSTEM, Change, act
from xuncha.records.audit.models import Event
from xuncha.records.exchange import actions as exchange_actions
from xuncha.records.exchange.models import Table
from xuncha.records.fieldwork.models import DocumentRequest, Interview, Interviewer, Visit, Visitor
from xuncha.records.people.models import Home, Kinship, Schooling
from xuncha.records.policy.models import DeadlineSetting, ScoringScheme
from xuncha.records.policy.schemes import as_body
from xuncha.records.pool.models import Absence, Establishment, SkillProof, Training
from xuncha.records.rectification.models import Extension, LookBack, Score
from xuncha.records.rounds.models import Inspection, PlanLine, Referral, Round
from xuncha.records.teams.models import Appraisal, Conflict, Objection, Promise, Waiver


@dataclass
class Furnished:
    """The office, and one record of each kind by the name of its permission's thing."""

    office: Office
    records: dict[str, Any] = field(default_factory=dict)


def furnish(office: Office) -> Furnished:
    """Take the one inspection all the way to close-out and a look-back, and put one of everything beside it."""
    whole = Furnished(office)
    whole.records |= {
        "jurisdiction": office.county, "unit": office.unit, "round": office.round, "inspection": office.inspection,
        "team": office.team, "member": office.seats["member"], "taxonomy": office.leaf, "edition": office.edition,
        "plan": rounds.a_plan(office.city), "account": office.member, "grant": office.member.grants.get(),
    }  # fmt: skip
    whole.records["paper"] = findings.make_paper(office)
    findings.make_signed_paper(office)
    whole.records["lead"] = findings.make_lead(office, handed_to="市纪委监委", handed_on=timezone.localdate())
    done = rectification.closed(office)
    whole.records |= {
        "task": done, "finding": done.finding, "rect_plan": done.plan, "measure": done.measures.get(), "evidence": done.evidence.get(),
        "review": done.reviews.first(), "feedback": done.plan.inspection.feedbacks.first(),
        "report": office.inspection.reports.get(), "decision": office.round.decisions.first(),
        "token": accounts.create_token(
            office.planner, "汇总", timezone.localdate() + timedelta(days=30), by=office.planner
        )[0],
    }  # fmt: skip
    with act("demo.load", by=SYSTEM) as change:
        whole.records |= _fieldwork(change, office) | _people(change, office) | _aftermath(change, office, done)
        whole.records |= _around(change, office, whole.records["plan"])
        whole.records |= _local(change, office) | _pool(change, office)
        whole.records |= ledgers.flagged(change, office, done)
    whole.records |= staffing.staffed(office) | ledgers.received(office)
    whole.records |= {
        "import": exchange.checked(Table.UNITS, exchange.UNITS, office.planner), "event": Event.objects.get(seq=1),
        "export": exchange_actions.finish_export(
            exchange_actions.begin_export("office:unit_list", "", "单位", by=office.planner), [b"xlsx"], 1
        ),
    }  # fmt: skip
    return whole


def _local(change: Change, office: Office) -> dict[str, Any]:
    setting = DeadlineSetting(
        jurisdiction=office.city, step="report", amount=20, unit="working_days", source="本市规定"
    )
    return {"deadline": change.create(setting), "term": office.round.term}


def _fieldwork(change: Change, office: Office) -> dict[str, Any]:
    today, of = timezone.localdate(), {"inspection": office.inspection}
    talk = change.create(
        Interview(kind="leading_body", subject="金守成", held_on=today, place="会议室", summary="谈话要点", **of)
    )
    visit = change.create(Visit(kind="household", place="灌区", visited_on=today, summary="走访要点", **of))
    for name in ("member", "member2"):
        change.create(Interviewer(interview=talk, member=office.seats[name]))
        change.create(Visitor(visit=visit, member=office.seats[name]))
    asked = DocumentRequest(title="记账凭证", asked_by=office.seats["liaison"], asked_on=today, **of)
    return {"interview": talk, "visit": visit, "document_request": change.create(asked)}


def _people(change: Change, office: Office) -> dict[str, Any]:
    person, other = people.person_of(office.member), people.person_of(office.unit_head)
    inspector = person.inspector
    return {
        "person": person, "inspector": inspector, "tie": people.tie(inspector, unit=office.other_unit),
        "post": people.post(person, office.other_unit, timezone.localdate() - timedelta(days=4000)),
        "schooling": change.create(Schooling(person=person, school="云岫大学", begins=2001, ends=2005)),
        "kinship": change.create(Kinship(person=person, relative=other, relation="cousin")),
        "home": change.create(Home(person=person, jurisdiction=office.other_county, kind="lives")),
    }  # fmt: skip


def _pool(change: Change, office: Office) -> dict[str, Any]:
    today, inspector = timezone.localdate(), people.person_of(office.member).inspector
    of, seat = {"inspector": inspector}, office.seats["member"]
    change.create(Establishment(jurisdiction=office.city, post="team_leader", quota=2, source="云委编〔2026〕1号"))
    change.create(Promise(member=seat, made_on=today))
    given = Appraisal(member=seat, grade="competent", comment="按时完成分工", given_by="陆怀川", given_on=today)
    round_ = Round(
        term=office.round.term, jurisdiction=office.city, number=2, name="第九届市委第二轮巡察", year=today.year,
        site_from=today + timedelta(days=60), site_until=today + timedelta(days=100),
    )  # fmt: skip
    change.create(round_)
    change.create(Inspection(round=round_, unit=office.other_unit, mode="routine"))
    return {
        "appraisal": change.create(given),
        "training": change.create(Training(course="入库培训班", ended_on=today, certificate="PX-1", **of)),
        "proof": change.create(SkillProof(skill="audit", proof="审计师证书", **of)),
        "absence": change.create(Absence(reason="study", since=today + timedelta(days=70), **of)),
    }  # fmt: skip


def _aftermath(change: Change, office: Office, task: Any) -> dict[str, Any]:
    today, of = timezone.localdate(), {"inspection": office.inspection}
    scheme = change.create(ScoringScheme(jurisdiction=office.city, name="百分制", body=as_body(ADDITIVE_SCHEME)))
    asked = Extension(task=task, asked_on=today, until=today + timedelta(days=90), reason="等待判决")
    return {
        "extension": change.create(asked), "scheme": scheme,
        "score": change.create(Score(scheme=scheme, scored_on=today, total_tenths=905, grade="好", **of)),
        "lookback": change.create(LookBack(starts_on=today, **of)),
    }  # fmt: skip


def _around(change: Change, office: Office, plan: Any) -> dict[str, Any]:
    today, of = timezone.localdate(), {"inspection": office.inspection}
    inspector = people.person_of(office.recused).inspector
    seat = office.seats["member"]
    change.create(Referral(kind="lead", body="discipline", sent_on=today, **of))
    asked = Waiver(inspector=inspector, rule="worked_there", reason="专业所需", state="asked", asked_on=today, **of)
    conflict = Conflict(member=seat, rule="native_place", reason="在被巡察地区长大", found_on=today, **of)
    return {
        "waiver": change.create(asked), "conflict": change.create(conflict),
        "objection": change.create(Objection(member=seat, raised_on=today, reason="有过节", **of)),
        "plan_line": change.create(PlanLine(annual_plan=plan, unit=office.other_unit, jurisdiction=office.county, mode="routine")),
    }  # fmt: skip
