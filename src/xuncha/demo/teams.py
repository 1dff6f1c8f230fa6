"""Forming the demo's teams: simple greedy choices under the rules of TEAMS, checked by the tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from xuncha.demo import parts
from xuncha.demo.acquaintance import Acquaintance
from xuncha.demo.chance import stream
from xuncha.demo.people import Setting
from xuncha.demo.rows import Inspector, Size
from xuncha.demo.targets import CURRENT, Target, outsider_unit
from xuncha.demo.timelines import ROUNDS, at
from xuncha.domain.modes import Family

SEATS: tuple[tuple[str, str], ...] = (
    ("leader", "主持全组工作，签批底稿"),
    ("deputy", "审核底稿，分管问题核查小组"),
    ("liaison", "联络协调，综合文字和资料管理"),
    ("member", "党建综合小组"),
    ("member", "财务审计小组"),
    ("member", "问题核查小组"),
    ("clerk", "信访接待和登记"),
)
SAME_HOME_MOST, NEWCOMERS_MOST = 2, 2


@dataclass(frozen=True, slots=True)
class Seat:
    """One person on one team of a round."""

    inspector: Inspector
    role: str
    duties: str


@dataclass
class Pool:
    """The inspectors, what they may not inspect, and how often they have served."""

    inspectors: Sequence[Inspector]
    ties: Acquaintance
    served: dict[str, list[int]] = field(default_factory=dict)  # rounds by inspector
    trained: set[str] = field(default_factory=set)  # those who learned to read accounts for it
    learned: dict[str, set[str]] = field(default_factory=dict)  # roles taken on beyond the drawn ones


class NoTeam(RuntimeError):
    """The greedy choice found nobody for a seat: the tables or the pool need a change."""


def form_teams(size: Size, made: Setting, people_pool: Pool, targets: Sequence[Target]) -> dict[str, tuple[Seat, ...]]:
    """A team for each group of the targets given, which are of one round."""
    groups: dict[str, list[Target]] = {}
    for target in targets:
        groups.setdefault(target.group, []).append(target)
    used: set[str] = set()
    reserved = _reserved(size, targets)
    teams = {}
    largest_first = sorted(groups.items(), key=lambda entry: -len(entry[1]))
    for group, members in largest_first:
        rng = stream(made.seed, "team", group)
        pins = _pins(size, members)
        teams[group] = _team(made, people_pool, rng, members, pins, used | (reserved - set(pins.values())))
        for seat in teams[group]:
            used.add(seat.inspector.code)
            people_pool.served.setdefault(seat.inspector.code, []).append(members[0].round)
    return teams


def _reserved(size: Size, targets: Sequence[Target]) -> set[str]:
    """The cast is kept for its own teams: nobody of it serves elsewhere in the current round."""
    if targets[0].round != CURRENT:
        return set()
    return {parts.pool_inspector(size, entry[0]) for entry in parts.POOL}


def _pins(size: Size, members: Sequence[Target]) -> dict[str, str]:
    """Seats which the cast must hold: seat label -> inspector."""
    target = members[0]
    if target.round == CURRENT and target.unit == parts.ON_SITE_UNIT:
        labels = ("leader", "deputy", "liaison", "member0", "member1", "clerk")
        return {label: parts.pool_inspector(size, part) for label, part in zip(labels, parts.NEEDED, strict=True)}
    if target.round == CURRENT and target.unit == outsider_unit(size):
        return {"leader": parts.pool_inspector(size, "outsider")}
    if target.unit == parts.CAST_UNIT:
        return {"leader": parts.pool_inspector(size, "leader")}
    return {}


def _team(
    made: Setting, pool_: Pool, rng: Random, members: Sequence[Target], pins: Mapping[str, str],
    used: set[str],
) -> tuple[Seat, ...]:  # fmt: skip
    by_code = {inspector.code: inspector for inspector in pool_.inspectors}
    order = [inspector for inspector in pool_.inspectors if inspector.code not in used]
    rng.shuffle(order)
    order = [one for one in order if one.code not in pins.values()]
    seats: list[Seat] = []
    member_number = 0
    for number, (role, duties) in enumerate(SEATS):
        label = f"member{member_number}" if role == "member" else role
        member_number += role == "member"
        if label in pins:
            seats.append(Seat(by_code[pins[label]], role, duties))
            continue
        seats.append(Seat(_choose(made, pool_, order, role, number, members, seats), role, duties))
    return tuple(seats)


def _choose(
    made: Setting, pool_: Pool, order: Sequence[Inspector], role: str, number: int,
    members: Sequence[Target], seats: Sequence[Seat],
) -> Inspector:  # fmt: skip
    """The first who fits; in a small pool, one with enough practice who learns the role."""
    for learning in (False, True):
        for one in order:
            if _fits(made, pool_, one, role, number, members, seats, learning=learning):
                if learning:
                    pool_.learned.setdefault(one.code, set()).add(role)
                    if _reads_books(number, members):
                        pool_.trained.add(one.code)
                return one
    raise NoTeam(f"{members[0].unit}: {role}")


def _fits(
    made: Setting, pool_: Pool, one: Inspector, role: str, number: int, members: Sequence[Target],
    seats: Sequence[Seat], *, learning: bool,
) -> bool:  # fmt: skip
    leads = role in ("leader", "deputy")
    may = one.practice_before >= 3 or not leads
    if not (role in one.roles or (learning and may)) or one.capacity < len(members):
        return False
    if any(one.code == seat.inspector.code for seat in seats):
        return False
    if one.practice_before == 0 and sum(seat.inspector.practice_before == 0 for seat in seats) >= NEWCOMERS_MOST:
        return False
    if _reads_books(number, members) and not learning and "finance" not in one.skills:
        return False
    if not _home_fits(made, one, number, members[0], seats):
        return False
    on = at(made.today, ROUNDS[members[0].round - 1].site_from)
    return not any(pool_.ties.barred(one, role, target.unit, target.mode, on) for target in members)


def _reads_books(number: int, members: Sequence[Target]) -> bool:
    """Whether this seat is of the finance and audit group: the fifth, and in villages the sixth."""
    return number == 4 or (number == 5 and members[0].mode.of_villages)


def _home_fits(made: Setting, one: Inspector, number: int, target: Target, seats: Sequence[Seat]) -> bool:
    """Where people of this seat may come from, by the family of the mode."""
    place = made.units[target.unit].jurisdiction
    is_city = made.places[one.jurisdiction].level == "city"
    same_home = sum(seat.inspector.jurisdiction == one.jurisdiction for seat in seats)
    family = target.mode.family
    if family is Family.ROUTINE:
        return one.jurisdiction == place
    if one.jurisdiction == place:
        return False
    if family is Family.CROSS:
        outside = number in (1, 2) and target.mode.value != "cross_team"
        return is_city if outside else one.jurisdiction == target.source
    if number <= 2 or (family is Family.ELEVATED and number == 4):
        return is_city
    return is_city or same_home < SAME_HOME_MOST
