"""Terms, annual plans, rounds, inspections with their steps, and what happens to the teams."""

from collections.abc import Sequence
from datetime import date, timedelta

from xuncha.demo import places
from xuncha.demo.cases import Case, numeral, round_code
from xuncha.demo.rows import (
    AnnualPlan,
    Inspection,
    Jurisdiction,
    ModeTerms,
    PlanLine,
    Referral,
    Round,
    StepDate,
    Term,
)
from xuncha.demo.targets import CURRENT, JOINT, MOBILE, PLANNED
from xuncha.demo.timelines import ROUNDS, at
from xuncha.domain.deadlines import DayUnit, add_months
from xuncha.domain.modes import DEFAULT_TERMS, Mode, Seat
from xuncha.domain.steps import STEP_TERMS, Step

_TERM = "TERM"


def terms(office: Jurisdiction, today: date) -> list[Term]:
    """The office's term, and the province's for its plan over fourteen cities."""
    start = at(today, ROUNDS[0].site_from).year
    rows = []
    for code, name in ((office.code, office.name), (places.PROVINCE, places.PROVINCE_NAME)):
        rows.append(
            Term(
                code=f"{_TERM}-{code}", name=f"{name}委巡察工作五年规划（{start}—{start + 4}年）", jurisdiction=code,
                starts_on=date(start, 1, 1), ends_on=date(start + 4, 12, 31),
            )
        )  # fmt: skip
    return rows


def annual_plans(office: Jurisdiction, today: date) -> list[AnnualPlan]:
    """Four years of the office, and one of the province."""
    start = at(today, ROUNDS[0].site_from).year
    rows = [_plan(office.code, office.name, start + offset, today) for offset in range(4)]
    rows.append(_plan(places.PROVINCE, places.PROVINCE_NAME, today.year, today))
    return rows


def _plan(code: str, name: str, year: int, today: date) -> AnnualPlan:
    approved = date(year, 2, 18)
    title = f"{name}委{year}年度巡察工作计划"
    if code == places.PROVINCE:
        title = f"{name}{year}年度市县巡察提级、交叉工作安排"
    return AnnualPlan(
        code=f"PLAN-{code}-{year}", term=f"{_TERM}-{code}", jurisdiction=code, year=year, title=title,
        state="approved" if approved <= today else "draft",
        approved_on=approved if approved <= today else None,
    )  # fmt: skip


def rounds(office: Jurisdiction, today: date) -> list[Round]:
    """Seven rounds: three past, a mobile and a joint one being heard, the current, the planned."""
    rows = []
    for days in ROUNDS:
        start, end = at(today, days.site_from), at(today, days.site_until)
        rows.append(
            Round(
                code=round_code(days.number), term=f"{_TERM}-{office.code}", jurisdiction=office.code,
                number=days.number, name=_name(office, days.number, start), year=start.year,
                state=_STATES[days.number],
                approved_on=(start - timedelta(days=45)) if start - timedelta(days=45) <= today else None,
                site_from=start, site_until=end, rectification_months=days.months,
                phone=f"8{days.number}60{days.number}12", phone_hours="8:00-18:00",
                postal_box=f"{office.name}{100 + days.number}号邮政专用信箱", notes=_NOTES[days.number],
            )
        )  # fmt: skip
    return rows


_STATES = {
    1: "finished", 2: "rectifying", 3: "rectifying", MOBILE: "reporting", JOINT: "reporting",
    CURRENT: "on_site", PLANNED: "planned",
}  # fmt: skip
_NOTES = {
    1: "巡察组只受理反映被巡察党组织领导班子及其成员的来信来电来访，不受理涉法涉诉和个人求决类事项。",
    2: "本轮首次将村（社区）党组织纳入提级巡察，重点村由市级直接派组。",
    3: "本轮交叉巡察采取链式派组，原则上不重复、不互派。村（社区）反馈分两批进行。",
    MOBILE: "机动巡察：小切口、短平快，聚焦粮食购销领域。",
    JOINT: "与上级联动开展医保基金管理专项巡察。",
    CURRENT: "统筹提级、交叉、混编三种方式，不打招呼走访比例不低于百分之三十。",
    PLANNED: "对象已定，待组建巡察组。",
}


def _name(office: Jurisdiction, number: int, start: date) -> str:
    stem = f"{office.name[:-1]}{office.name[-1]}委"
    if number == MOBILE:
        return f"{stem}{start.year}年机动巡察"
    if number == JOINT:
        return f"{stem}{start.year}年联动巡察"
    order = [entry for entry in range(1, PLANNED + 1) if entry not in (MOBILE, JOINT)].index(number) + 1
    return f"{stem}第{numeral(order)}轮巡察"


def plan_lines(cases: Sequence[Case], plans: Sequence[AnnualPlan]) -> list[PlanLine]:
    """A line for each inspection, in the plan of its year; and the province's fourteen cities."""
    by_year = {plan.year: plan.code for plan in plans if plan.jurisdiction != places.PROVINCE}
    rows = [
        PlanLine(
            code=f"LINE-{case.code}", annual_plan=by_year[case.line.site_from.year], unit=case.unit.code,
            jurisdiction=case.place.code, source=case.target.source, mode=case.target.mode,
            round=round_code(case.target.round), reason=_reason(case),
        )
        for case in cases
    ]  # fmt: skip
    province = next(plan for plan in plans if plan.jurisdiction == places.PROVINCE)
    return rows + _cities(province)


def _reason(case: Case) -> str:
    if case.unit.attention == "key":
        return "重点村：信访集中、“三资”量大"
    if case.unit.facts:
        return "权力集中、资金密集，一届任期内应巡必巡"
    return "一届任期内全覆盖"


def _cities(province: AnnualPlan) -> list[PlanLine]:
    """Nine cities by elevation, five in a ring: the whole province in one plan."""
    rows = []
    ring = [places.city_code(index) for index in range(9, 14)]
    for index in range(len(places.CITIES)):
        code = places.city_code(index)
        source = ring[(ring.index(code) + 1) % len(ring)] if code in ring else ""
        mode = Mode.CROSS_RING if source else Mode.ELEVATED
        rows.append(
            PlanLine(
                code=f"LINE-{code}", annual_plan=province.code, unit="", jurisdiction=code, source=source,
                mode=mode, round="", reason="省级统筹：九市提级、五市环形交叉",
            )
        )  # fmt: skip
    return rows


def mode_terms(cases: Sequence[Case]) -> list[ModeTerms]:
    """Who authorises, hears and receives leads, in words, for each mode used in a round."""
    rows: dict[tuple[int, Mode], ModeTerms] = {}
    for case in cases:
        terms_ = DEFAULT_TERMS[case.target.mode]
        office = case.office.name
        seats = {
            Seat.OWN: f"{office}委", Seat.HIGHER: f"{office}委", Seat.INSPECTED: "被巡察地党委",
            Seat.SENDING: "派出地党委", Seat.EACH: "上下级党委分别",
        }  # fmt: skip
        rows.setdefault(
            (case.target.round, case.target.mode),
            ModeTerms(
                round=round_code(case.target.round), mode=case.target.mode,
                authorises=seats[terms_.authorises],
                hears=f"{seats[terms_.hears]}巡察工作领导小组",
                receives_leads=seats[terms_.receives_leads].replace("党委", "").removesuffix("委") + "纪委监委",
            ),
        )  # fmt: skip
    return list(rows.values())


def inspections(cases: Sequence[Case]) -> list[Inspection]:
    """One row a case, at its current step."""
    rows = []
    for case in cases:
        line = case.line
        entered = line.site_from <= line.today
        rows.append(
            Inspection(
                code=case.code, round=round_code(case.target.round), team=case.team.code,
                unit=case.unit.code, mode=case.target.mode, source=case.target.source, step=line.current(),
                announced_on=line.site_from if entered else None,
                fed_back_on=line.feedback if line.is_done(Step.FEEDBACK) else None, story=case.target.story,
            )
        )  # fmt: skip
    return rows


def step_dates(cases: Sequence[Case]) -> list[StepDate]:
    """Due and done days of every step."""
    rows = []
    for case in cases:
        for step in Step:
            done = case.line.when(step)
            rows.append(
                StepDate(
                    code=f"{case.code}-{step}", inspection=case.code, step=step, due_on=_due(case, step),
                    done_on=done if case.line.is_done(step) else None, note="",
                )
            )  # fmt: skip
    return rows


def _due(case: Case, step: Step) -> date | None:
    line, terms_ = case.line, STEP_TERMS[step]
    if step is Step.CONCENTRATED:
        return line.period_until
    if terms_.deadline is None or terms_.counted_from is None:
        return line.when(step) if step.place <= Step.SECRETARY_MEETING.place else None
    start = line.when(terms_.counted_from)
    if terms_.deadline.unit is DayUnit.MONTHS:
        return add_months(start, terms_.deadline.amount)
    return start + timedelta(days=terms_.deadline.amount)


def referrals(cases: Sequence[Case]) -> list[Referral]:
    """After feedback the rectification goes to the three reviewing bodies, with the line's name."""
    rows = []
    for case in cases:
        if not case.line.is_done(Step.FEEDBACK):
            continue
        for body in ("discipline", "organisation", "line"):
            rows.append(
                Referral(
                    code=f"{case.code}-REF-{body}", inspection=case.code, kind="rectification", body=body,
                    line=case.unit.line if body == "line" else "",
                    sent_on=case.line.feedback + timedelta(days=2), due_on=None,
                )
            )  # fmt: skip
    return rows
