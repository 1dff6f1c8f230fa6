"""The talent pool: inspectors with posts, skills, practice, and homes held for recusal alone."""

from datetime import date, timedelta
from random import Random

from xuncha.demo import parts, places
from xuncha.demo.chance import stream, weighted
from xuncha.demo.people import People, Setting, earlier_posts, new_person
from xuncha.demo.rows import Home, Inspector, Person, Post, Size
from xuncha.demo.schools import schooling

CITY_POOL, COUNTY_POOL = 100, 35
_COUNTY_SIZE_POOLS = {"LY01": 14, places.WATER_COUNTY: 46}

_OFFICES: tuple[tuple[str, int], ...] = (
    ("xb", 26), ("jw", 20), ("zz", 12), ("sj", 12), ("cz", 10), ("sf", 4), ("xf", 5), ("zj", 4),
    ("sl", 4), ("ny", 4), ("jt", 3), ("wj", 3), ("jy", 3), ("rs", 3),
)  # fmt: skip
_SKILL_OF: dict[str, tuple[str, ...]] = {
    "xb": ("discipline", "organisation"), "jw": ("discipline", "law"), "zz": ("organisation",),
    "sj": ("audit", "finance"), "cz": ("finance",), "sf": ("law",), "xf": ("petition",),
    "zj": ("engineering",), "sl": ("engineering",), "ny": ("finance",), "jt": ("engineering",),
    "wj": ("it",), "jy": ("it",), "rs": ("organisation",),
}  # fmt: skip
_TITLES = (
    "科员",
    "一级科员",
    "四级主任科员",
    "二级主任科员",
    "一级主任科员",
    "副科级巡察专员",
    "正科级巡察专员",
    "四级调研员",
)


def pool_sizes(size: Size) -> dict[str, int]:
    """How many inspectors each jurisdiction's pool has."""
    if size is Size.COUNTY:
        return dict(_COUNTY_SIZE_POOLS)
    counts = dict.fromkeys(places.cities_with_bodies(size), CITY_POOL)
    counts.update(dict.fromkeys(places.counties_with_bodies(size), COUNTY_POOL))
    return counts


def talent_pool(size: Size, made: Setting, people: People) -> tuple[list[Inspector], list[Home]]:
    """Every inspector, with the person behind added to ``people``."""
    inspectors: list[Inspector] = []
    homes: list[Home] = []
    for jurisdiction, count in pool_sizes(size).items():
        for number in range(1, count + 1):
            rng = stream(made.seed, "inspector", jurisdiction, number)
            person = _person(made, people, rng, jurisdiction, number)
            row = _inspector(size, made, people, rng, person, jurisdiction, number)
            people.names[row.code] = person.name
            inspectors.append(row)
            homes.extend(_homes(made, rng, person, jurisdiction))
    return inspectors, homes


def _person(made: Setting, people: People, rng: Random, jurisdiction: str, number: int) -> Person:
    code = f"{jurisdiction}-IP{number:03d}"
    person = new_person(rng, made, code, jurisdiction, at_home=False, youngest=27)
    unit = made.units.get(f"{jurisdiction}-{weighted(rng, _OFFICES)}")
    unit = unit or made.units[f"{jurisdiction}-xb"]
    if person.code in made.named:
        unit = made.units[f"{jurisdiction}-xb"]
    since = max(
        made.today - timedelta(days=rng.randint(150, 2500)),
        date(person.born_on.year + 23, 7, 1),
    )
    posts = [
        Post(
            code=f"{code}-1", person=code, unit=unit.code, title=rng.choice(_TITLES), head=False,
            leading=False, since=since, until=None,
        )
    ]  # fmt: skip
    if person.code not in made.named:
        posts += earlier_posts(rng, made, person, unit, since)
    people.add(person, posts, schooling(rng, person, made.places[person.native_place].name, university=True))
    return person


def _inspector(
    size: Size, made: Setting, people: People, rng: Random, person: Person, jurisdiction: str, number: int
) -> Inspector:  # fmt: skip
    key = people.served[person.code][0].unit.rsplit("-", 1)[1]
    practice, roles = _grade(rng, number)
    skills, capacity = _skills(rng, key), weighted(rng, ((1, 1), (2, 2), (3, 10)))
    if jurisdiction == places.office_jurisdiction(size) and number <= len(parts.POOL):
        _, roles, skills, practice, capacity = parts.POOL[number - 1]
    joined = made.today - timedelta(days=150 + practice * 170 + rng.randint(0, 900))
    employment = "full" if key == "xb" else weighted(rng, (("seconded", 6), ("part", 4)))
    return Inspector(
        code=f"{jurisdiction}-I{number:03d}", person=person.code, jurisdiction=jurisdiction, roles=roles,
        skills=skills, practice_before=practice, capacity=capacity, employment=employment, joined_on=joined,
    )  # fmt: skip


def _grade(rng: Random, number: int) -> tuple[int, tuple[str, ...]]:
    """Practice and roles by place in the pool, so that every pool can man its teams."""
    step = number % 10
    if step < 2:
        return rng.choice((4, 5, 6, 9)), ("leader", "deputy") if rng.random() < 0.5 else ("leader",)
    if step < 4:
        return rng.choice((3, 3, 4, 5)), ("deputy", "member") if rng.random() < 0.5 else ("deputy",)
    practice = weighted(rng, ((0, 25), (1, 25), (2, 20), (3, 14), (4, 10), (6, 6)))
    if step in (4, 5):
        return max(practice, 1), ("liaison", "member") if rng.random() < 0.6 else ("liaison", "member", "clerk")
    if step in (6, 7):
        return practice, ("clerk", "member")
    return practice, ("member",)


def _skills(rng: Random, key: str) -> tuple[str, ...]:
    skills = set(_SKILL_OF.get(key, ("organisation",)))
    if rng.random() < 0.45:
        skills.add(rng.choice(("finance", "audit", "law", "petition", "it", "discipline", "audit")))
    return tuple(sorted(skills))


def _homes(made: Setting, rng: Random, person: Person, jurisdiction: str) -> list[Home]:
    """Held for 属地回避 and nothing else; let go when the term of service is over."""
    until = made.today + timedelta(days=rng.choice((180, 365, 365, 540)))
    why = "仅用于属地回避审查，期满删除"
    rows = [
        Home(
            code=f"{person.code}-H1", person=person.code, jurisdiction=jurisdiction, kind="lives",
            village="", held_because=why, hold_until=until,
        )
    ]  # fmt: skip
    if person.native_place != jurisdiction:
        rows.append(
            Home(
                code=f"{person.code}-H2", person=person.code, jurisdiction=person.native_place,
                kind="grew_up", village="", held_because=why, hold_until=until,
            )
        )  # fmt: skip
    return rows
