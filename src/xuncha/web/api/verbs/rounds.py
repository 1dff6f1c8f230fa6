"""What can be done about terms, plans, rounds and inspections."""

from typing import Any

from xuncha.domain.organisations import ReviewBody
from xuncha.domain.steps import Step
from xuncha.records.people import queries as people
from xuncha.records.rounds import actions as rounds
from xuncha.records.rounds import queries
from xuncha.records.rounds.choices import LineChoice
from xuncha.records.teams import actions as teams
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import rounds as i
from xuncha.web.api.inputs.base import part_of
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, build, code, fill, owner, several


def _term(user: Any, body: Any) -> Any:
    return rounds.save_term(build("rounds.term", user, **body.dict()), by=user)


def _change_term(user: Any, term: Any, said: Any) -> object:
    return rounds.save_term(fill(user, term, said), by=user)


def _plan(user: Any, body: Any) -> Any:
    plan = queries.new_plan(owner(user, "rounds.term", body.term_id))
    return rounds.save_plan(fill(user, plan, body.dict(exclude={"term_id"})), by=user)


def _change_plan(user: Any, plan: Any, said: Any) -> object:
    return rounds.save_plan(fill(user, plan, said), by=user)


def _places(user: Any, plan: Any, body: Any) -> object:
    return rounds.set_lines(plan, _choices(body), by=user)


def _round_places(user: Any, round_: Any, body: Any) -> object:
    return rounds.change_places(round_, _choices(body), by=user)


def _choices(body: Any) -> list[LineChoice]:
    return [
        LineChoice(_place(line.jurisdiction_id), line.mode, _source(line.source_id), line.reason)
        for line in body.places
    ]


def _plan_units(user: Any, plan: Any, body: Any) -> object:
    found = queries.units_to_inspect(user, plan.jurisdiction)
    units = several(found, body.unit_ids, "unit_ids")
    return rounds.add_unit_lines(plan, units, body.mode, by=user, source=_source(body.source_id))


def _round(user: Any, body: Any) -> Any:
    round_ = queries.new_round(owner(user, "rounds.term", body.term_id))
    fill(user, round_, body.dict(exclude={"term_id", "modes"}))
    return rounds.add_round(round_, body.modes, by=user)


def _change_round(user: Any, round_: Any, said: Any) -> object:
    return rounds.change_round(fill(user, round_, said), by=user)


def _modes(user: Any, round_: Any, body: Any) -> object:
    return rounds.change_modes(round_, [rounds.ModeWords(**each.dict()) for each in body.modes], by=user)


def _round_units(user: Any, round_: Any, body: Any) -> object:
    found = queries.units_to_inspect(user, round_.jurisdiction)
    units = several(found, body.unit_ids, "unit_ids")
    return rounds.add_inspections(round_, units, body.mode, by=user, source=_source(body.source_id))


def _from_plan(user: Any, round_: Any, body: Any) -> object:
    lines = several(queries.open_lines(user, round_.jurisdiction), body.line_ids, "line_ids")
    return rounds.add_from_plan(round_, lines, by=user)


def _change_inspection(user: Any, inspection: Any, said: Any) -> object:
    return rounds.change_inspection(fill(user, inspection, said), by=user)


def _refer(user: Any, inspection: Any, body: Any) -> object:
    return teams.send_to_reviewers(inspection, code(ReviewBody, body.body), by=user, line=body.line, due_on=body.due_on)


def _complete(user: Any, inspection: Any, body: Any) -> object:
    return teams.complete_step(inspection, code(Step, body.step), body.on, by=user, note=body.note)


def _place(key: int) -> Any:
    return several(people.jurisdictions(), [key], "jurisdiction_id")[0]


def _source(key: int | None) -> Any:
    return several(people.jurisdictions(), [key], "source_id")[0] if key else None


MAKINGS: tuple[Making, ...] = (
    Making("terms", "term.edit", i.TermIn, _term),
    Making("plans", "plan.edit", i.PlanIn, _plan),
    Making("rounds", "round.edit", i.RoundIn, _round),
)
CHANGES: tuple[Changing, ...] = (
    Changing("terms", "term.edit", part_of(i.TermIn), _change_term),
    Changing("plans", "plan.edit", part_of(i.PlanIn), _change_plan),
    Changing("rounds", "round.edit", part_of(i.RoundIn, "modes"), _change_round),
    Changing("inspections", "inspection.edit", part_of(i.InspectionIn), _change_inspection),
)
REMOVALS: tuple[Removing, ...] = (
    Removing("plan-lines", "plan.edit", lambda u, r: rounds.remove_line(r, by=u)),
    Removing("inspections", "inspection.edit", lambda u, r: rounds.remove_inspection(r, by=u)),
)
VERBS: tuple[Verb, ...] = (
    Verb("plans", "places", "plan.edit", i.PlacesIn, _places),
    Verb("plans", "units", "plan.edit", i.UnitsIn, _plan_units),
    Verb("plans", "approve", "plan.approve", base.OnIn, lambda u, r, b: rounds.approve_plan(r, b.on, by=u)),
    Verb("rounds", "modes", "round.edit", i.ModesIn, _modes),
    Verb("rounds", "places", "inspection.edit", i.PlacesIn, _round_places),
    Verb("rounds", "units", "inspection.edit", i.UnitsIn, _round_units),
    Verb("rounds", "from-plan", "inspection.edit", i.LinesIn, _from_plan),
    Verb("rounds", "approve", "round.approve", base.OnIn, lambda u, r, b: rounds.approve_round(r, b.on, by=u)),
    Verb("inspections", "announce", "inspection.edit", base.OnIn, lambda u, r, b: rounds.announce(r, b.on, by=u)),
    Verb("inspections", "refer", "inspection.edit", i.ReferIn, _refer),
    Verb("inspections", "complete", "step.complete", i.StepIn, _complete),
)  # fmt: skip
