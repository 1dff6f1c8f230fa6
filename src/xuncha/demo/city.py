"""Generating the whole city: the one function outsiders call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xuncha.demo import (
    cast,
    closing,
    dossiers,
    fieldwork,
    inspectors,
    ledgers,
    outcomes,
    parts,
    people,
    places,
    plans,
    rounds,
    tasks,
    team_events,
    teams,
    ties,
    units,
)
from xuncha.demo.acquaintance import Acquaintance
from xuncha.demo.cases import Case, make_cases
from xuncha.demo.findings import Found, Numbers, found
from xuncha.demo.rows import City, Home, Inspector, Jurisdiction, Kinship, Lead, Referral, Size, Tie, Unit
from xuncha.demo.tasks import Rectified


@dataclass(frozen=True)
class _Ground:
    """Places and people, before any round."""

    jurisdictions: tuple[Jurisdiction, ...]
    units: tuple[Unit, ...]
    made: people.Setting
    people: people.People
    inspectors: list[Inspector]
    homes: list[Home]
    kin: list[Kinship]
    ties: list[Tie]
    pool: teams.Pool
    office: Jurisdiction


def generate(size: Size, seed: int, today: date) -> City:
    """The city of this size and seed as it stands on ``today``; the same arguments give the same rows."""
    ground = _ground(size, seed, today)
    cases = make_cases(size, ground.made, ground.people, ground.pool, ground.office)
    rows: list[Found] = []
    numbers = Numbers()
    for case in cases:
        rows += found(case, numbers, [row for row in rows if row.case.unit.code == case.unit.code])
    return _assemble(size, seed, today, ground, cases, rows)


def _ground(size: Size, seed: int, today: date) -> _Ground:
    jurisdictions = places.jurisdictions(size, seed)
    every = units.generate_units(size, seed, jurisdictions)
    made = people.setting(seed, today, jurisdictions, every, parts.named(size))
    folk = people.leading_bodies(made)
    people.change_water_head(made, folk)
    pool_rows, homes = inspectors.talent_pool(size, made, folk)
    kin, declared = ties.kin_and_ties(size, made, folk, pool_rows)
    pool = teams.Pool(pool_rows, Acquaintance(made, folk, kin, declared, homes))
    office = made.places[places.office_jurisdiction(size)]
    return _Ground(jurisdictions, every, made, folk, pool_rows, homes, kin, declared, pool, office)


def _assemble(
    size: Size, seed: int, today: date, ground: _Ground, cases: Sequence[Case], rows: Sequence[Found]
) -> City:  # fmt: skip
    by_case: dict[str, list[Found]] = {case.code: [] for case in cases}
    for row in rows:
        by_case[row.case.code].append(row)
    planned = {case.code: plans.make_plan(case) for case in cases}
    fixed = Rectified()
    for case in cases:
        plan = planned[case.code]
        if plan is not None:
            tasks.make_tasks(case, by_case[case.code], plan, fixed)
    look_backs, reopenings, task_rows = closing.look_backs(cases, fixed.tasks)
    events = team_events.team_events(cases)
    kept = dossiers.dossiers(size, seed, today, ground.made.places, _served(ground, cases), cases, events.members)
    terms, annual = rounds.terms(ground.office, today), rounds.annual_plans(ground.office, today)
    leads = [row for case in cases for row in outcomes.leads(case, by_case[case.code])]
    plan_rows = [plan for plan in planned.values() if plan is not None]
    water = ledgers.watched(cases, task_rows)
    return City(
        size=size, seed=seed, today=today, office=ground.office.code,
        jurisdictions=ground.jurisdictions, units=ground.units, persons=tuple(ground.people.persons),
        posts=tuple(ground.people.posts), schoolings=tuple(ground.people.schoolings), kinships=tuple(ground.kin),
        homes=tuple(ground.homes), inspectors=kept.inspectors, ties=tuple(ground.ties),
        establishments=kept.establishments, trainings=kept.trainings, proofs=kept.proofs, absences=kept.absences,
        accounts=tuple(cast.accounts(size)), terms=tuple(terms), annual_plans=tuple(annual),
        rounds=tuple(rounds.rounds(ground.office, today)), plan_lines=tuple(rounds.plan_lines(cases, annual)),
        mode_terms=tuple(rounds.mode_terms(cases)),
        teams=tuple({case.team.code: case.team for case in cases}.values()),
        inspections=tuple(rounds.inspections(cases)), members=tuple(events.members),
        promises=kept.promises, appraisals=kept.appraisals,
        declarations=tuple(events.declarations), objections=tuple(events.objections), waivers=tuple(events.waivers),
        referrals=(*rounds.referrals(cases), *_lead_referrals(leads)),
        step_dates=tuple(rounds.step_dates(cases)),
        interviews=tuple(row for case in cases for row in fieldwork.interviews(case)),
        visits=tuple(row for case in cases for row in fieldwork.visits(case)),
        document_requests=tuple(row for case in cases for row in fieldwork.document_requests(case)),
        working_papers=tuple(row.paper for row in rows),
        findings=tuple(row.finding for row in rows if row.finding is not None),
        duty_holders=tuple(holder for row in rows for holder in row.holders), leads=tuple(leads),
        reports=tuple(outcomes.reports(cases, rows)), decisions=tuple(outcomes.decisions(cases)),
        feedbacks=tuple(row for case in cases for row in outcomes.feedbacks(case, by_case[case.code])),
        rectification_plans=tuple(row.plan for row in plan_rows), tasks=tuple(task_rows),
        measures=tuple(fixed.measures), progress=tuple(fixed.progress), evidence=tuple(fixed.evidence),
        extensions=tuple(fixed.extensions),
        reviews=(*(review for row in plan_rows for review in row.reviews), *fixed.reviews),
        reopenings=tuple(reopenings), scores=tuple(closing.scores(cases)),
        look_backs=tuple(look_backs), patterns=(water.pattern,), watches=(water.watch,), ledgers=water.ledgers,
    )  # fmt: skip


def _lead_referrals(leads: Sequence[Lead]) -> list[Referral]:
    """A lead handed over is seen by the discipline body."""
    rows: dict[str, Referral] = {}
    for lead in leads:
        if lead.handed_on is not None:
            rows.setdefault(
                lead.inspection,
                Referral(
                    code=f"{lead.inspection}-REF-lead", inspection=lead.inspection, kind="lead", body="discipline",
                    line="", sent_on=lead.handed_on, due_on=lead.due_on,
                ),
            )  # fmt: skip
    return list(rows.values())


def _served(ground: _Ground, cases: Sequence[Case]) -> tuple[Inspector, ...]:
    """The pool, with roles, skills and joining dates in keeping with the rounds people served in."""
    first: dict[str, date] = {}
    for case in cases:
        for member in case.members:
            day = case.line.site_from - timedelta(days=60)
            first[member.inspector] = min(first.get(member.inspector, day), day)
    rows = []
    for one in ground.inspectors:
        joined = min(one.joined_on, first.get(one.code, one.joined_on))
        rows.append(
            replace(
                one, skills=tuple(sorted({*one.skills, "finance"} if one.code in ground.pool.trained else one.skills)),
                joined_on=joined,
                roles=tuple(dict.fromkeys([*one.roles, *sorted(ground.pool.learned.get(one.code, ()))])),
            )
        )  # fmt: skip
    return tuple(rows)
