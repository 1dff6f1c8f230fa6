"""From a sound plan, every way to break each rule: the checker names that rule, and only what else is truly broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.factories.team_round import TEAMS, Draft, sound_plan, sound_problem
from xuncha.domain.roles import TeamRole
from xuncha.engines.teams.check import Checked, check
from xuncha.engines.teams.plan import Forbidden, Pin, Plan, Wishes

LEADER, DEPUTY, MEMBER = TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.MEMBER
PROBLEM = sound_problem()
Spoil = Callable[[Draft], Draft]

SPOILED: dict[str, tuple[str, Spoil]] = {
    "R1 a member is missing": ("R1", lambda d: d.empty("EL-4")),
    "R1 nobody leads": ("R1", lambda d: d.empty("MX1-1")),
    "R1 one member too many": ("R1", lambda d: d.add("RT", MEMBER, "W-1")),
    "R1 the deputy is written down as a member": ("R1", lambda d: d.role("EL-2", MEMBER)),
    "R1 an inspection is forgotten": ("R1 R10 R11", lambda d: d.empty(*(f"RT-{n}" for n in range(1, 7)))),
    "R1 an inspection nobody knows": ("R1", lambda d: d.add("XX", MEMBER, "N-1")),
    "R2 somebody who may only be a member leads": ("R2", lambda d: d.seat(RT_1="W-member")),
    "R2 somebody who may only be a member is liaison": ("R2", lambda d: d.seat(RT_3="W-member")),
    "R2 one person in two roles": ("R2", lambda d: d.seat(RT_5="RT-1")),
    "R2 the same row twice": ("R1 R2", lambda d: d.add("RT", LEADER, "RT-1")),
    "R2 a person nobody knows": ("R1 R2", lambda d: d.seat(RT_5="nobody")),
    "R3 two inspections where one is the most": ("R3", lambda d: d.seat(CR2_5="CR1-5")),
    "R3 three inspections where two are the most": ("R3", lambda d: d.seat(MX1_3="RT-1", MX2_3="RT-1")),
    "R3 somebody with no capacity at all": ("R3", lambda d: d.seat(RT_2="W-idle")),
    "R4 a member who must be recused": ("R4", lambda d: d.seat(RT_5="W-recused")),
    "R4 a leader who must be recused": ("R4", lambda d: d.seat(RT_1="W-recused")),
    "R5 at home in an elevated inspection": ("R5", lambda d: d.seat(EL_4="W-1")),
    "R5 at home in a mixed inspection": ("R5", lambda d: d.seat(MX1_3="S-1")),
    "R5 at home in a cross inspection": ("R5 R7", lambda d: d.seat(CR1_5="W-1")),
    "R5 city people before a unit of their city": ("R5", lambda d: d.seat(CT_5="C-1")),
    "R6 a leader from a county": ("R6", lambda d: d.seat(EL_1="N-1")),
    "R6 a leader from the next city": ("R6", lambda d: d.seat(EL_1="D-1")),
    "R6 the leader and a member change places": ("R6", lambda d: d.seat(EL_1="EL-4", EL_4="EL-1")),
    "R6 two of six from above": ("R6", lambda d: d.seat(EL_2="N-1")),
    "R7 two source counties": ("R7", lambda d: d.seat(CR4_4="W-1")),
    "R7 the source lies in another city": ("R7", lambda d: d.team("CR4", "F", 4)),
    "R7 the source of a city's own unit lies in another city": ("R7", lambda d: d.team("CT", "F", 4)),
    "R7 three of six from the source": ("R7", lambda d: d.seat(CR1_4="C-1")),
    "R7 nobody from any county": ("R7", lambda d: d.team("CR1", "C", 4)),
    "R7 somebody from the province": ("R7", lambda d: d.seat(CR1_5="P-1")),
    "R8 nobody from above": ("R8", lambda d: d.seat(MX1_1="D-1", MX1_2="D-2")),
    "R8 one from a county": ("R8", lambda d: d.seat(MX1_3="C-3", MX1_4="C-4", MX1_5="C-5")),
    "R9 three from one county in an elevated inspection": ("R9", lambda d: d.seat(EL_6="S-1")),
    "R9 three from one county in a mixed inspection": ("R9", lambda d: d.seat(MX1_4="F-1")),
    "R10 no lawyer": ("R10", lambda d: d.seat(RT_6="W-1")),
    "R10 four in finance where five are wanted": ("R10", lambda d: d.seat(RT_2="W-unskilled", RT_3="W-new1", RT_6="W-1")),
    "R11 three newcomers": ("R11", lambda d: d.seat(RT_3="W-new1", RT_4="W-new2", RT_5="W-new3")),
    "R11 one veteran": ("R11", lambda d: d.seat(**{f"RT_{n}": f"W-second{n}" for n in range(1, 6)})),
    "R12 a pair kept apart": ("R12", lambda d: d.seat(RT_4="W-kin", RT_3="W-1")),
    "R12 a pair kept apart, written the other way round": ("R12", lambda d: d.seat(RT_4="W-kin", RT_2="W-1")),
    "R13 two counties cross to one another": ("R13", lambda d: d.team("CR2", "N", 4).team("CR4", "W", 4)),
    "R13 one crosses, the other leads": ("R13", lambda d: d.seat(MX2_1="W-1", MX2_3="C-1")),
    "R13 each leads at the other's": ("R13", lambda d: d.seat(MX1_1="E-1", MX2_1="S-1", MX2_5="C-1")),
    "R13 the same source two rounds later": ("R13", lambda d: d.team("CR4", "E", 4)),
    "R13 the same county leads a round later": ("R13", lambda d: d.seat(MX1_1="N-1")),
    "R13 a third source for one county": ("R13", lambda d: d.team("CR3", "N", 4)),
}  # fmt: skip


def rules(checked: Checked) -> list[str]:
    return sorted({violation.rule.value for violation in checked.violations}, key=lambda rule: int(rule[1:]))


def test_the_sound_plan_breaks_nothing() -> None:
    checked = check(PROBLEM, sound_plan())
    assert checked.violations == ()
    assert checked.counted["R13"] == 6


def test_every_rule_is_broken_in_some_way() -> None:
    assert {name.split()[0] for name in SPOILED} == {f"R{number}" for number in range(1, 14)}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_plan_is_refused_by_the_right_rule(name: str) -> None:
    expected, spoil = SPOILED[name]
    assert " ".join(rules(check(PROBLEM, spoil(Draft.sound()).plan))) == expected


@pytest.mark.parametrize("name", SPOILED)
def test_each_violation_says_where_and_in_words(name: str) -> None:
    for violation in check(PROBLEM, SPOILED[name][1](Draft.sound()).plan).violations:
        assert str(violation.sentence)
        assert violation.inspection in ({None} if violation.rule == "R13" else {*TEAMS, "XX"})


WISHES = {
    "pin": Wishes(pins=(Pin("RT", None, "W-1"),)),
    "pin, in another role": Wishes(pins=(Pin("RT", DEPUTY, "RT-1"),)),
    "forbid": Wishes(forbidden=(Forbidden("RT-1", "RT"),)),
    "forbid, anywhere": Wishes(forbidden=(Forbidden("MX2-6"),)),
}


@pytest.mark.parametrize("name", WISHES)
def test_a_wish_that_was_not_kept_is_named(name: str) -> None:
    (violation,) = check(PROBLEM, sound_plan(), WISHES[name]).violations
    assert violation.rule.value == name.split(",")[0]


def test_wishes_that_were_kept() -> None:
    kept = Wishes(pins=(Pin("RT", None, "RT-2"), Pin("RT", LEADER, "RT-1")), forbidden=(Forbidden("RT-1", "EL"),))
    assert check(PROBLEM, sound_plan(), kept).violations == ()


def test_the_objective_adds_exposure_and_travel() -> None:
    only = Plan(tuple(row for row in sound_plan() if row.inspection in ("RT", "EL")))
    # Routine: all at home, one tie of 30. Elevated, in the west: three from the city (12 each, one tie of 7),
    # two from the south, 50 km away (20 each), one from the east (24).
    assert check(PROBLEM, only).objective == 30 + 3 * 12 + 7 + 2 * 20 + 24
