"""What each round inspects, in which mode, by which group of units one team takes together."""

from dataclasses import dataclass

from xuncha.demo import parts, places
from xuncha.demo.rows import Size
from xuncha.domain.modes import Mode

MOBILE, JOINT, CURRENT, PLANNED = 4, 5, 6, 7
PAST = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Target:
    """One unit of one round."""

    round: int
    unit: str
    mode: Mode
    group: str  # targets of one group share a team
    source: str  # sending county of a cross inspection
    story: str


# Each line: mode, units of one team, and for cross modes "< sending county".
# "-mz" is a bureau of the city, "06-cg" one of its sixth county. A ring never runs both ways,
# and no sending county meets the same county again within the rounds shown.
_CITY: dict[int, str] = {
    1: """
        routine -mz -rs
        routine -sl
        routine -ct
        elevated 01-ny
        elevated 06-cg 06-wl
        cross_ring 02-jy < 03
        cross_ring 05-jy < 02
        cross_ring 03-jy < 05
        mixed 10-T02
        mixed 07-yz 07-sx
        elevated 11-rh
        village_elevated 12-T03-V01 12-T03-V02 12-T03-V03
        village_elevated 05-T04-V01 05-T04-V02 05-T04-V03
    """,
    2: """
        elevated 04-sn
        village_elevated 08-T05-V01 08-T05-V02 08-T05-V03
        mixed 04-T06
        village_elevated 04-T06-V01 04-T06-V02
        routine -zj -cg
        routine -wj
        routine -jk
        cross_team 01-mz < 06
        cross_team 09-mz < 01
        cross_half 12-cz < 07
        elevated 03-ct
        mixed 02-T03
        elevated 10-zh 10-yz
        village_elevated 11-T02-V01 11-T02-V02 11-T02-V03
    """,
    3: """
        elevated 04-gl
        routine -jt
        routine -ny -sw
        routine -rh
        cross_chain 08-zr < 11
        cross_chain 06-zr < 08
        cross_chain 02-zr < 06
        mixed 09-T01
        mixed 12-T05
        elevated 05-sz 05-ex
        elevated 07-sq
        elevated 01-jt
        village_elevated 10-T06-V01 10-T06-V02 10-T06-V03
        village_elevated 03-T02-V01 03-T02-V02 03-T02-V03
    """,
    MOBILE: "mobile -ls",
    JOINT: "joint -yb",
    CURRENT: """
        elevated 04-zj
        elevated 08-gx2
        routine -fg -gx
        routine -yj
        cross_ring 10-wj < 12
        cross_ring 11-wj < 10
        cross_ring 12-wj < 11
        mixed 11-T04
        mixed 01-T05
        village_elevated 09-T03-V01 09-T03-V02 09-T03-V03
        elevated 11-rh
        elevated 06-jk
    """,
    PLANNED: """
        routine -jy
        routine -ga
        routine -zr
        routine -hj
        routine -kj
        routine -sf
        routine -cz
        routine -tj
        elevated 02-sl
        elevated 05-zj
        elevated 09-ny
        elevated 12-rh
        elevated 01-cz
        elevated 03-zr
        elevated 04-jt
        elevated 06-sl
        elevated 07-rs
        elevated 08-hj
        elevated 10-jt
        elevated 11-zj
        elevated 01-sj
        elevated 02-ga
        elevated 03-cg
        elevated 05-wl
        elevated 06-zh
        elevated 07-sf
        elevated 08-cz
        elevated 09-zj
        elevated 11-tj
        elevated 12-sl
        cross_ring 01-yb < 10
        cross_ring 04-yb < 01
        cross_ring 10-yb < 04
        cross_ring 01-fg < 10
        cross_ring 04-fg < 01
        cross_ring 10-fg < 04
        cross_ring 02-yb < 05
        cross_ring 07-yb < 02
        cross_ring 05-yb < 07
        cross_ring 02-fg < 05
        cross_ring 07-fg < 02
        cross_ring 05-fg < 07
        cross_chain 03-jt < 08
        cross_chain 08-jt < 12
        cross_chain 12-jt < 06
        cross_team 06-jy < 09
        cross_team 11-jy < 03
        cross_half 09-jy < 11
        mixed 06-T02
        mixed 08-T03
        mixed 01-T03
        mixed 02-T06
        mixed 03-T05
        mixed 05-T02
        mixed 07-T06
        mixed 09-T04
        mixed 10-T04
        mixed 12-T02
        village_elevated 07-T04-V01
        village_elevated 07-T04-V02
        village_elevated 02-T05-V01
        village_elevated 02-T05-V02
        village_elevated 04-T08-V01
        village_elevated 11-T05-V01
        village_elevated 12-T06-V01
    """,
}
_COUNTY: dict[int, str] = {
    1: """
        routine 04-mz 04-jy
        routine 04-cg 04-ct
        routine 04-yz
        village_with_town 04-T01 04-T01-V01 04-T01-V02
    """,
    2: """
        routine 04-sn 04-ny
        routine 04-rh
        village_with_town 04-T06 04-T06-V01 04-T06-V02
        village_elevated 04-T05-V01 04-T05-V02
    """,
    3: """
        routine 04-gl
        routine 04-sz 04-sq
        village_with_town 04-T03 04-T03-V01 04-T03-V02
        routine 04-wl 04-rs
    """,
    MOBILE: "mobile 04-ls",
    JOINT: "joint 04-yb",
    CURRENT: """
        routine 04-zj
        routine 04-gx2 04-sp
        village_with_town 04-T02 04-T02-V01 04-T02-V02
        routine 04-yz
    """,
    PLANNED: """
        routine 04-zr
        routine 04-yj
        routine 04-zh
        village_with_town 04-T04
        village_with_town 04-T04-V01
    """,
}
_STORIES = {
    parts.CAST_UNIT: "cast",
    parts.WATER_UNIT: "water",
    parts.ON_SITE_UNIT: "on_site",
    f"{places.WATER_COUNTY}-T06-V01": "honest",
    f"{places.MAIN_CITY}-ls": "mobile",
    f"{places.MAIN_CITY}-yb": "joint",
    f"{places.WATER_COUNTY}-ls": "mobile",
}


def sand_village(size: Size) -> str:
    """Unit code of the sand-mining village."""
    return f"{places.sand_county(size)}-T05-V01"


def outsider_unit(size: Size) -> str:
    """The unit which the outsider's team inspects now."""
    return f"{places.WATER_COUNTY if size is Size.COUNTY else places.SAND_COUNTY}-gx2"


def targets(size: Size) -> tuple[Target, ...]:
    """All targets, round by round, in the order of the tables above."""
    table = _COUNTY if size is Size.COUNTY else _CITY
    return tuple(target for number, text in table.items() for target in _read(size, number, text))


def _read(size: Size, number: int, text: str) -> list[Target]:
    rows = []
    for line in text.strip().splitlines():
        words, _, source = line.partition("<")
        mode, *units = words.split()
        for unit in units:
            code = _unit_code(unit)
            story = "sand" if code == sand_village(size) else _STORIES.get(code, "")
            if size is Size.COUNTY and number == JOINT:
                story = "joint"
            rows.append(
                Target(
                    round=number, unit=code, mode=Mode(mode), group=f"{number}:{_unit_code(units[0])}",
                    source=f"{places.MAIN_CITY}{source.strip()}" if source else "", story=story,
                )
            )  # fmt: skip
    return rows


def _unit_code(word: str) -> str:
    return f"{places.MAIN_CITY}{word}"
