"""The bodies of the city: bureaus, institutions, companies, schools, hospitals, towns, villages."""

from random import Random

from xuncha.demo import places
from xuncha.demo.catalogue import BODIES, BUREAUS, CITY_CORE, LEADING_POSTS, leading_posts
from xuncha.demo.chance import stream, weighted
from xuncha.demo.rows import Jurisdiction, Size, Unit

SAND_TOWN, SAND_VILLAGE = "漾口镇", "漾埠村"
HONEST_TOWN, HONEST_VILLAGE = "荻桥镇", "茶源村"


def generate_units(size: Size, seed: int, jurisdictions: tuple[Jurisdiction, ...]) -> tuple[Unit, ...]:
    """All bodies: those of each city first, then county by county."""
    rows: list[Unit] = []
    populated = set(places.counties_with_bodies(size))
    cities = places.cities_with_bodies(size)
    for place in jurisdictions:
        if place.code in cities:
            rows.extend(_bodies(size, seed, place))
        elif place.code in populated:
            rows.extend(_bodies(size, seed, place))
            rows.extend(_towns(size, seed, place))
    return tuple(rows)


def _bodies(size: Size, seed: int, place: Jurisdiction) -> list[Unit]:
    rng = stream(seed, "units", place.code)
    core_only = size is Size.COUNTY and place.level == "city"
    rows = []
    for key, name, line, facts in BUREAUS:
        if core_only and key not in CITY_CORE:
            continue
        title = place.name + name.removeprefix("党")  # 霜溪县 + 委组织部
        rows.append(_unit(rng, place, key, title, "bureau", "", line, facts))
    if not core_only:
        for key, name, kind, parent, line, facts in BODIES:
            above = f"{place.code}-{parent}" if parent else ""
            rows.append(_unit(rng, place, key, place.name + name, kind, above, line, facts))
    return rows


def _unit(
    rng: Random, place: Jurisdiction, key: str, name: str, kind: str, parent: str, line: str,
    facts: tuple[str, ...],
) -> Unit:  # fmt: skip
    quota = {"bureau": 34, "institution": 22, "company": 60, "school": 120, "hospital": 260}.get(
        kind, 18
    ) + rng.randint(-6, 18)
    return Unit(
        code=f"{place.code}-{key}", name=name, kind=kind, jurisdiction=place.code, parent=parent,
        line=line, attention="normal", staff_quota=quota, staff=quota + rng.randint(-5, 4),
        leading_posts=leading_posts(kind, key, name), facts=facts,
    )  # fmt: skip


def _towns(size: Size, seed: int, place: Jurisdiction) -> list[Unit]:
    rng = stream(seed, "towns", place.code)
    taken = {SAND_TOWN[:-1], HONEST_TOWN[:-1]}
    count = rng.randint(12, 16)
    names = [
        name + ("街道" if number < 2 else weighted(rng, (("镇", 7), ("乡", 3))))
        for number, name in enumerate(places.town_names(rng, count, taken))
    ]
    if place.code == places.sand_county(size):
        names[4] = SAND_TOWN
    if place.code == places.office_jurisdiction(size) or place.code == places.WATER_COUNTY:
        names[5] = HONEST_TOWN
    shares = _village_counts(rng, count, 144 + rng.randint(0, 12))
    rows: list[Unit] = []
    villages_taken = {SAND_VILLAGE[:-1], HONEST_VILLAGE[:-1]}
    for number, (name, villages) in enumerate(zip(names, shares, strict=True), start=1):
        town = _town(rng, place, number, name)
        rows.append(town)
        rows.extend(_villages(rng, place, town, villages, villages_taken))
    return rows


def _village_counts(rng: Random, towns: int, total: int) -> list[int]:
    counts = [total // towns] * towns
    for _ in range(total - sum(counts)):
        counts[rng.randrange(towns)] += 1
    return counts


def _town(rng: Random, place: Jurisdiction, number: int, name: str) -> Unit:
    titles = LEADING_POSTS["town"]
    if name.endswith("街道"):
        titles = tuple(
            title.replace("党委", "党工委").replace("镇长", "办事处主任").replace("副办事处主任", "办事处副主任")
            for title in titles
        )
    elif name.endswith("乡"):
        titles = tuple(title.replace("镇长", "乡长") for title in titles)
    quota = rng.randint(52, 96)
    facts = ["village_accounts", "welfare_funds", "canteen"]
    facts += [fact for fact in ("demolition", "projects", "law_enforcement") if rng.random() < 0.5]
    return Unit(
        code=f"{place.code}-T{number:02d}", name=f"{place.name}{name}", kind="town",
        jurisdiction=place.code, parent="", line="乡镇", attention="normal", staff_quota=quota,
        staff=quota + rng.randint(-6, 3), leading_posts=titles, facts=tuple(facts),
    )  # fmt: skip


def _villages(rng: Random, place: Jurisdiction, town: Unit, count: int, taken: set[str]) -> list[Unit]:
    rows = []
    names = [
        name + ("社区" if town.name.endswith("街道") and rng.random() < 0.6 else "村")
        for name in places.village_names(rng, count, taken)
    ]
    if town.name.endswith(SAND_TOWN):
        names[0] = SAND_VILLAGE
    if town.name.endswith(HONEST_TOWN):
        names[0] = HONEST_VILLAGE
    short = town.name.removeprefix(place.name)
    for number, name in enumerate(names, start=1):
        facts = [fact for fact in ("collective_rent", "projects", "clan", "relocation") if rng.random() < 0.4]
        facts += [fact for fact in ("petitions", "weak_branch") if rng.random() < 0.12]
        key = name == SAND_VILLAGE
        if key:
            facts = ["collective_rent", "clan", "petitions", "weak_branch"]
        rows.append(
            Unit(
                code=f"{town.code}-V{number:02d}", name=f"{short}{name}", kind="village",
                jurisdiction=place.code, parent=town.code, line="村（社区）",
                attention="key" if key else weighted(rng, (("key", 27), ("watch", 47), ("normal", 26))),
                staff_quota=5, staff=rng.randint(4, 6),
                leading_posts=LEADING_POSTS["village"][: 1 if rng.random() < 0.15 else 2],
                facts=tuple(facts),
            )
        )  # fmt: skip
    return rows
