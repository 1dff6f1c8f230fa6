"""One sound round of nine inspections in every mode, with a reserve from each place to break it with.

East, West, South and North are counties of one city; Far is a county of the next. People are called after where they are:
`RT-1` is the first on the team of inspection `RT`, `E-1` the first of the reserve from East.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from xuncha.domain.modes import Family
from xuncha.domain.organisations import Level
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.plan import Assignment, Plan
from xuncha.engines.teams.problem import Apart, Inspection, Inspector, Jurisdiction, Past, Problem, Tie

PLACES = (
    Jurisdiction("P", "示例省", Level.PROVINCE, None, 0, 0),
    Jurisdiction("C", "示例市", Level.CITY, "P", 0, 0),
    Jurisdiction("E", "东县", Level.COUNTY, "C", 30, 0),
    Jurisdiction("W", "西县", Level.COUNTY, "C", -30, 0),
    Jurisdiction("S", "南县", Level.COUNTY, "C", 0, -40),
    Jurisdiction("N", "北县", Level.COUNTY, "C", 0, 40),
    Jurisdiction("D", "邻市", Level.CITY, "P", 500, 0),
    Jurisdiction("F", "远县", Level.COUNTY, "D", 530, 40),
)
TEAMS = {
    "RT": (Family.ROUTINE, "W", "WWWWWW"),
    "EL": (Family.ELEVATED, "W", "CCCSSE"),
    "CR1": (Family.CROSS, "W", "EEEECC"),
    "CR2": (Family.CROSS, "W", "SSSSCC"),
    "CR3": (Family.CROSS, "W", "EEEECC"),
    "CR4": (Family.CROSS, "N", "SSSSCC"),
    "CT": (Family.CROSS, "C", "SSSSDD"),
    "MX1": (Family.MIXED, "S", "CCWEFF"),
    "MX2": (Family.MIXED, "E", "CCWWSF"),
}
"""Mode, place inspected and homes of the team, leader first."""

ORDER = (TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.LIAISON, TeamRole.MEMBER, TeamRole.MEMBER, TeamRole.MEMBER)
ALL_ROLES = frozenset(ORDER)
FINANCE, LAWYER = frozenset({"finance"}), frozenset({"finance", "law"})


def person(key: str, home: str) -> Inspector:
    """Practised, able to do anything, but law."""
    return Inspector(key, f"{home}地{key}", home, ALL_ROLES, FINANCE, 1, 3)


def serving() -> list[Inspector]:
    """Everybody of the sound plan; the last of the routine team is its only lawyer, the first may serve twice."""
    people = [person(f"{key}-{n}", home) for key, (_, _, homes) in TEAMS.items() for n, home in enumerate(homes, 1)]
    special = {"RT-6": {"skills": LAWYER}, "RT-1": {"capacity": 2}}
    return [replace(each, **special.get(each.id, {})) for each in people]  # type: ignore[arg-type]


def reserve() -> list[Inspector]:
    """Six ordinary people from each place, and from West some who lack something."""
    plain = [person(f"{place.id}-{n}", place.id) for place in PLACES for n in range(1, 7)]
    west = person("W", "W")
    return [
        *plain,
        replace(west, id="W-member", roles=frozenset({TeamRole.MEMBER})),
        replace(west, id="W-idle", capacity=0),
        replace(west, id="W-unskilled", skills=frozenset()),
        replace(west, id="W-recused"),
        replace(west, id="W-kin"),
        *(replace(west, id=f"W-new{n}", practice=0) for n in range(1, 4)),
        *(replace(west, id=f"W-second{n}", practice=1) for n in range(1, 6)),
    ]


def inspection(key: str) -> Inspection:
    """Six people on each; the routine one wants finance and a lawyer."""
    mode, place, _homes = TEAMS[key]
    skills = {"finance": 5, "law": 1} if key == "RT" else {}
    return Inspection(key, f"{key}水务局", place, mode, 1, 1, 1, 3, skills)


def sound_problem() -> Problem:
    """The round."""
    return Problem(
        jurisdictions=PLACES,
        inspectors=(*serving(), *reserve()),
        inspections=tuple(map(inspection, TEAMS)),
        ties=(
            Tie("RT-1", "RT", 30, reason="同学"),
            Tie("EL-1", "EL", 7),
            Tie("E-1", "EL", 500),
            Tie("W-recused", "RT", 0, recusal=True, reason="配偶在该单位任职"),
        ),
        apart=(Apart("RT-2", "W-kin", "夫妻"), Apart("W-kin", "RT-3", "夫妻")),
        history=(Past("E", "N", 2), Past("S", "N", 3), Past("N", "S", 1)),
    )


def sound_plan() -> Plan:
    """Everybody where they are called after."""
    seats = ([Assignment(key, role, f"{key}-{n}") for n, role in enumerate(ORDER, 1)] for key in TEAMS)
    return Plan(tuple(chain.from_iterable(seats)))


@dataclass
class Draft:
    """A plan to be spoiled."""

    rows: list[Assignment]

    @classmethod
    def sound(cls) -> Draft:
        """Begin with the sound plan."""
        return cls(list(sound_plan()))

    def _at(self, seat: str) -> int:
        key, number = seat.split("-")
        return list(TEAMS).index(key) * len(ORDER) + int(number) - 1

    def seat(self, **people: str) -> Draft:
        """Put others in: `RT_1="W-1"`."""
        for seat, who in people.items():
            at = self._at(seat.replace("_", "-"))
            self.rows[at] = self.rows[at]._replace(inspector=who)
        return self

    def team(self, key: str, home: str, count: int) -> Draft:
        """Put the reserve of one place into the first seats of a team."""
        return self.seat(**{f"{key}_{n}": f"{home}-{n}" for n in range(1, count + 1)})

    def empty(self, *seats: str) -> Draft:
        """Leave seats empty."""
        gone = {self._at(seat) for seat in seats}
        self.rows = [row for at, row in enumerate(self.rows) if at not in gone]
        return self

    def add(self, inspection: str, role: TeamRole, who: str) -> Draft:
        """Write one more row."""
        self.rows.append(Assignment(inspection, role, who))
        return self

    def role(self, seat: str, role: TeamRole) -> Draft:
        """Have somebody serve as something else."""
        at = self._at(seat)
        self.rows[at] = self.rows[at]._replace(role=role)
        return self

    @property
    def plan(self) -> Plan:
        """The spoiled plan."""
        return Plan(tuple(self.rows))
