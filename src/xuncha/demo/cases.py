"""One inspection with all that later generators need to know about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.demo import parts
from xuncha.demo.chance import day_between, stream, workday
from xuncha.demo.people import People, Setting
from xuncha.demo.rows import Jurisdiction, Member, Person, Size, Team, Unit
from xuncha.demo.targets import PLANNED, Target, targets
from xuncha.demo.teams import Pool, Seat, form_teams
from xuncha.demo.timelines import LATE_FEEDBACK, ROUNDS, Timeline, at, timeline
from xuncha.domain.modes import Mode

NUMERALS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """一 to 九十九, as teams and rounds are counted."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else NUMERALS[tens] + "十")
    return head + (NUMERALS[ones] if ones else "") or NUMERALS[0]


@dataclass(frozen=True, slots=True)
class Case:
    """One inspection: its target, unit, days, team and leading body."""

    code: str
    size: Size
    seed: int
    number: int  # of the inspection within its round
    target: Target
    unit: Unit
    place: Jurisdiction
    office: Jurisdiction
    line: Timeline
    team: Team
    members: tuple[Member, ...]
    names: dict[str, str]  # member code -> name
    body: tuple[Person, ...]  # leading body of the unit, head first
    child: Unit | None  # a subordinate body, for costs shifted downwards

    def member(self, role: str, index: int = 0) -> Member:
        """A serving member by role."""
        rows = [row for row in self.members if row.role == role and row.left_on is None]
        return rows[index % len(rows)]

    @property
    def handlers(self) -> list[Member]:
        """Those who interview, visit and draft."""
        wanted = ("member", "clerk", "liaison")
        return [row for row in self.members if row.role in wanted and row.left_on is None]

    @property
    def head(self) -> Person:
        """The head of the inspected unit."""
        return self.body[0]

    @property
    def short(self) -> str:
        """The unit's name as used in running text."""
        return self.unit.name.removeprefix(self.place.name)


def round_code(number: int) -> str:
    """Stable code of a round."""
    return f"R{number}"


def make_cases(size: Size, made: Setting, people: People, pool: Pool, office: Jurisdiction) -> list[Case]:
    """All inspections of all rounds; the planned round's teams have needs, but nobody on them yet."""
    cases: list[Case] = []
    every = targets(size)
    children = _children(made)
    for days in ROUNDS:
        mine = [target for target in every if target.round == days.number]
        seats = {} if days.number == PLANNED else form_teams(size, made, pool, mine)
        teams = {
            group: _team(made, office, days.number, number, group, mine)
            for number, group in enumerate(dict.fromkeys(target.group for target in mine), start=1)
        }
        for number, target in enumerate(mine, start=1):
            unit = made.units[target.unit]
            team = teams[target.group]
            line = _line(made, target, number)
            rows = _members(made, team, seats.get(target.group, ()), line)
            cases.append(
                Case(
                    code=f"{round_code(days.number)}-{number:02d}", size=size, seed=made.seed,
                    number=number, target=target, unit=unit, place=made.places[unit.jurisdiction],
                    office=office, line=line, team=team, members=rows, names=_names(people, rows),
                    body=_body(people, target), child=children.get(unit.code),
                )
            )  # fmt: skip
    return cases


def _body(people: People, target: Target) -> tuple[Person, ...]:
    """The leading body at the time: the water-works bureau had another head then."""
    head, *others = people.by_unit[target.unit]
    return (people.former_heads.get(target.unit, head), *others)


def _children(made: Setting) -> dict[str, Unit]:
    rows: dict[str, Unit] = {}
    for unit in made.units.values():
        if unit.parent and unit.kind == "institution":
            rows.setdefault(unit.parent, unit)
    return rows


def _names(people: People, members: Sequence[Member]) -> dict[str, str]:
    by_code = people.names
    return {row.code: by_code[row.inspector] for row in members}


def _line(made: Setting, target: Target, number: int) -> Timeline:
    rng = stream(made.seed, "timeline", target.round, target.unit)
    days = ROUNDS[target.round - 1]
    low, high = days.feedback
    if target.round == 3 and target.mode.of_villages and target.unit.endswith(("V02", "V03")):
        low, high = LATE_FEEDBACK  # feedback first to the towns, then to each village
    feedback = day_between(rng, at(made.today, low), at(made.today, high))
    if target.story == "cast":
        feedback = at(made.today, -110)
    if target.story == "water":
        feedback = _early_in_month(feedback)
    if target.round == 3 and number % 5 == 0 and not target.mode.of_villages:
        feedback = at(made.today, -119)
    return timeline(rng, made.today, days, feedback, days.months)


def _early_in_month(day: date) -> date:
    """So that the month in which the period ends has days left in which to repeat the wrong."""
    while not 6 <= day.day <= 14 or day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def _team(
    made: Setting, office: Jurisdiction, round_number: int, number: int, group: str, mine: Sequence[Target]
) -> Team:
    days = ROUNDS[round_number - 1]
    start = at(made.today, days.site_from)
    authorised = workday(start - timedelta(days=12))
    mode = next(target.mode for target in mine if target.group == group)
    done = authorised <= made.today
    where = f"{office.name}委"
    return Team(
        code=f"{round_code(round_number)}-G{number:02d}", round=round_code(round_number), number=number,
        name=f"第{numeral(number)}巡察组" if len(mine) > 1 else f"{mode.label[:2]}巡察组",
        authorised_on=authorised if done else None,
        authorised_until=at(made.today, days.feedback[1]) + timedelta(days=10) if done else None,
        authorised_by=where if done else "",
        authorisation_number=f"{office.name[:-1]}委巡〔{authorised.year}〕{round_number * 3 + number}号" if done else "",
        slots={"leader": 1, "deputy": 1, "liaison": 1, "member": 4}, skills=_skills(mode),
    )  # fmt: skip


def _skills(mode: Mode) -> dict[str, int]:
    """Somebody who can read accounts on every team; two where the books of several villages are read."""
    return {"finance": 2 if mode.of_villages else 1}


def _members(made: Setting, team: Team, seats: Sequence[Seat], line: Timeline) -> tuple[Member, ...]:
    joined = line.site_from - timedelta(days=10)
    return tuple(
        Member(
            code=f"{team.code}-M{number}", team=team.code, inspector=seat.inspector.code, role=seat.role,
            duties=seat.duties, joined_on=joined,
            left_on=None, left_because="",
        )
        for number, seat in enumerate(seats, start=1)
    )  # fmt: skip


def cast_case(cases: Sequence[Case]) -> Case:
    """The inspection on site now, of the cast's team."""
    return next(case for case in cases if case.unit.code == parts.ON_SITE_UNIT and case.target.round == 6)
