"""The seed's stories can be read in the data, and every member of the cast has something to do."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from datetime import date, timedelta

from xuncha.demo import City
from xuncha.demo.parts import CAST_UNIT, PARTS, WATER_CHILD, WATER_UNIT
from xuncha.demo.rows import Inspection, Task


def story(made: City, name: str) -> Inspection:
    return next(row for row in made.inspections if row.story == name)


def tasks_of(made: City, inspection: Inspection) -> list[Task]:
    return [task for task in made.tasks if task.plan == f"{inspection.code}-P"]


def test_villagers_speak_once_they_know_the_team_is_from_outside(either: City) -> None:
    sand = story(either, "sand")
    said = [row.summary for row in either.interviews if row.inspection == sand.code]
    assert any("未应门" in text for text in said)
    assert any("听说你们是外地来的" in text for text in said)
    assert sand.mode == "village_elevated"
    lead = next(row for row in either.leads if row.inspection == sand.code and "保护伞" in row.summary)
    assert lead.outcome == "filed"
    mining = next(row for row in either.findings if row.inspection == sand.code and "采砂" in row.title)
    assert mining.leaf == "B4.1"
    assert next(task for task in either.tasks if task.finding == mining.code).state == "closed"


def test_the_water_works_charge_again_in_the_very_month_the_period_ends(either: City) -> None:
    water = story(either, "water")
    assert water.unit == WATER_UNIT
    (watch,), (pattern,) = either.watches, either.patterns
    task = next(task for task in either.tasks if task.code == watch.task)
    finding = next(row for row in either.findings if row.code == task.finding == pattern.finding)
    assert (task.state, finding.leaf) == ("closed", "B1.6")
    child = next(row for row in either.duty_holders if row.finding == finding.code and row.kind == "subordinate")
    assert child.unit == WATER_CHILD
    plan = next(row for row in either.rectification_plans if row.code == task.plan)
    assert watch.since == task.closed_on == plan.period_until
    assert plan.period_until.day <= 20  # days are left in that month
    assert watch.until > either.today


def test_the_ledger_handed_in_after_the_close_out_shows_it_and_no_earlier_one_does(either: City) -> None:
    (watch,) = either.watches
    lines = {row.code: list(csv.reader(io.StringIO(row.content))) for row in either.ledgers if row.unit == WATER_CHILD}
    before, after = lines[f"{WATER_CHILD}-L1"], lines[f"{WATER_CHILD}-L2"]
    again = [line for line in after if "无法入账" in line[2] and line[5]]
    assert [(line[5], line[0][:7]) for line in again] == [("19000.00", f"{watch.since:%Y-%m}")]
    assert date.fromisoformat(again[0][0]) > watch.since
    assert sum(float(line[5] or 0) for line in before if "无法入账" in line[2]) == 86_000
    assert not [line for line in before[1:] if date.fromisoformat(line[0]) > watch.since]


def test_a_village_has_mended_honestly(either: City) -> None:
    honest = story(either, "honest")
    tasks = tasks_of(either, honest)
    assert tasks
    assert all(task.state == "closed" for task in tasks)
    money = [task for task in tasks if task.amount_claimed_fen]
    assert any(task.amount_claimed_fen == 14_450_000 for task in money)
    assert all(task.amount_claimed_fen == task.amount_received_fen for task in money)
    score = next(row for row in either.scores if row.inspection == honest.code)
    assert score.grade == "good"


def test_some_say_they_have_recovered_what_never_came_in(either: City) -> None:
    assert any(task.amount_claimed_fen and task.amount_received_fen == 0 for task in either.tasks)


def test_the_cast_is_complete(either: City) -> None:
    accounts = {row.part: row for row in either.accounts}
    assert set(accounts) == {part.key for part in PARTS}
    assert len(accounts) == 20
    names = {row.code: row.name for row in either.persons}
    for row in accounts.values():
        assert not row.person or names[row.person] == row.name


def test_the_cast_team_sits_on_site_without_the_recused(either: City) -> None:
    site = story(either, "on_site")
    seats = {row.inspector: row for row in either.members if row.team == site.team}
    accounts = {row.part: row for row in either.accounts}
    for part, role in (("leader", "leader"), ("deputy", "deputy"), ("liaison", "liaison"), ("member", "member"), ("member2", "member"), ("clerk", "clerk")):  # fmt: skip
        assert seats[accounts[part].inspector].role == role
    recused = seats[accounts["recused"].inspector]
    assert recused.left_on is not None
    assert "回避" in recused.left_because
    outside = next(
        row for row in either.members if row.inspector == accounts["outsider"].inspector and row.team.startswith("R6")
    )
    assert outside.team != site.team
    assert outside.role == "leader"


def test_the_unit_head_has_work_due_this_week_and_overdue(either: City) -> None:
    cast = story(either, "cast")
    assert cast.unit == CAST_UNIT
    due = {task.due_on: task.state for task in tasks_of(either, cast) if task.state in ("open", "returned")}
    assert any(either.today <= day <= either.today + timedelta(days=7) for day in due)
    assert any(day < either.today for day in due)
    assert any(row.state == "asked" and row.task.startswith(cast.code) for row in either.extensions)


def test_the_reviewers_have_submitted_tasks_to_judge(either: City) -> None:
    said = defaultdict(set)
    for review in either.reviews:
        said[review.task].add(review.body)
    waiting = [task for task in either.tasks if task.state == "submitted"]
    for body in ("office", "discipline", "organisation"):
        assert any(body not in said[task.code] for task in waiting), body


def test_the_team_has_papers_at_every_stage(either: City) -> None:
    site = story(either, "on_site")
    states = Counter(row.state for row in either.working_papers if row.inspection == site.code)
    assert all(states[state] for state in ("draft", "handled", "checked", "signed")), states


def test_two_hearings_are_waited_for(either: City) -> None:
    mobile, joint = story(either, "mobile"), story(either, "joint")
    assert (mobile.step, joint.step) == ("leading_group", "secretary_meeting")
    submitted = {row.inspection for row in either.reports if row.state == "submitted"}
    assert {mobile.code, joint.code} <= submitted
