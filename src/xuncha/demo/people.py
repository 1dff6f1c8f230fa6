"""The leading bodies: who they are, where they served and studied."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from xuncha.demo import parts
from xuncha.demo.chance import stream
from xuncha.demo.names import person_name
from xuncha.demo.rows import Jurisdiction, Person, Post, Schooling, Unit
from xuncha.demo.schools import schooling


@dataclass
class People:
    """Rows gathered while generating; ``leaders`` and ``by_unit`` find them again."""

    persons: list[Person] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    schoolings: list[Schooling] = field(default_factory=list)
    by_unit: dict[str, list[Person]] = field(default_factory=dict)  # leading body, head first
    served: dict[str, list[Post]] = field(default_factory=dict)  # by person
    names: dict[str, str] = field(default_factory=dict)  # by person, and by inspector once drawn

    former_heads: dict[str, Person] = field(default_factory=dict)  # by unit, where a story needs one

    def add(self, person: Person, posts: list[Post], schools: list[Schooling]) -> None:
        """Take one person with career and schooling."""
        self.persons.append(person)
        self.posts.extend(posts)
        self.schoolings.extend(schools)
        self.served[person.code] = posts
        self.names[person.code] = person.name

    def head(self, unit: str) -> Person:
        """The head now in office."""
        return self.by_unit[unit][0]

    def own_level(self, unit: str, index: int) -> Person:
        """Some leading-body member; small bodies wrap around."""
        members = self.by_unit[unit]
        return members[index % len(members)]


@dataclass(frozen=True)
class Setting:
    """What every career is drawn from."""

    seed: int
    today: date
    places: Mapping[str, Jurisdiction]
    units: Mapping[str, Unit]
    former: Mapping[str, tuple[Unit, ...]]  # by jurisdiction: bodies in which one may have served
    named: Mapping[str, tuple[str, str]]  # person code -> (name, sex), for the fixed cast


def setting(
    seed: int,
    today: date,
    places: tuple[Jurisdiction, ...],
    units: tuple[Unit, ...],
    named: Mapping[str, tuple[str, str]],
) -> Setting:
    """Index places and units once for all the people."""
    former: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.kind in ("bureau", "town", "institution"):
            former.setdefault(unit.jurisdiction, []).append(unit)
    return Setting(
        seed=seed,
        today=today,
        places={place.code: place for place in places},
        units={unit.code: unit for unit in units},
        former={code: tuple(rows) for code, rows in former.items()},
        named=named,
    )


def leading_bodies(made: Setting) -> People:
    """Everyone in the leading body of every unit."""
    people = People()
    for unit in made.units.values():
        rng = stream(made.seed, "leaders", unit.code)
        count = len(unit.leading_posts)
        if unit.kind not in ("village",):
            count = max(3, count - (1 if rng.random() < 0.3 else 0))
        members = [_leader(people, made, rng, unit, number) for number in range(min(count, len(unit.leading_posts)))]
        people.by_unit[unit.code] = members
    return people


def _leader(people: People, made: Setting, rng: Random, unit: Unit, number: int) -> Person:
    village = unit.kind == "village"
    person = new_person(rng, made, f"{unit.code}-P{number + 1}", unit.jurisdiction, at_home=village)
    since = _since(rng, made.today, 200, 2400)
    posts = [
        Post(
            code=f"{person.code}-1", person=person.code, unit=unit.code,
            title=unit.leading_posts[number], head=number == 0, leading=True, since=since, until=None,
        )
    ]  # fmt: skip
    if not village:
        posts += earlier_posts(rng, made, person, unit, since)
    home = made.places[person.native_place]
    schools = schooling(rng, person, home.name, university=not village or rng.random() < 0.2)
    people.add(person, posts, schools)
    return person


def hold_until(today: date) -> date:
    """What is held about people is let go a year after the present term of the inspection work."""
    return date(today.year + 2, 12, 31)


def new_person(
    rng: Random, made: Setting, code: str, jurisdiction: str, *, at_home: bool, youngest: int = 33
) -> Person:
    """A person of working age; most grew up in the county they serve, some elsewhere in the city."""
    sex = "f" if rng.random() < 0.3 else "m"
    drawn = person_name(rng, sex)
    name, sex = made.named.get(code, (drawn, sex))
    city = jurisdiction[:4]
    here = made.places[jurisdiction]
    native = jurisdiction
    if here.level == "city" or (not at_home and rng.random() < 0.35):
        native = f"{city}{rng.randint(1, 12):02d}"
    if code in made.named and here.level == "city":
        native = f"{city}06"  # the cast must be free to inspect the counties of the stories
    born = made.today - timedelta(days=rng.randint(youngest * 365, 57 * 365))
    return Person(
        code=code, name=name, sex=sex, born_on=born, native_place=native,
        party_member=True,
        hold_until=hold_until(made.today),
    )  # fmt: skip


def earlier_posts(rng: Random, made: Setting, person: Person, unit: Unit, until: date) -> list[Post]:
    """One to three earlier posts, mostly in the same jurisdiction, ending where the present begins."""
    rows = []
    options = made.former.get(unit.jurisdiction, ())
    for number in range(rng.randint(1, 3)):
        began = until - timedelta(days=rng.randint(500, 2600))
        if began.year < person.born_on.year + 20 or not options:
            break
        where = rng.choice(options)
        leading = rng.random() < 0.35
        title = rng.choice(where.leading_posts[1:]) if leading else rng.choice(_STAFF_TITLES)
        rows.append(
            Post(
                code=f"{person.code}-{number + 2}", person=person.code, unit=where.code, title=title,
                head=False, leading=leading, since=began, until=until - timedelta(days=1),
            )
        )  # fmt: skip
        until = began
    return rows


def _since(rng: Random, today: date, least: int, most: int) -> date:
    return today - timedelta(days=rng.randint(least, most))


def change_water_head(made: Setting, people: People) -> None:
    """The water-works bureau's head of the story has gone; the present one came after him."""
    unit = made.units[parts.WATER_UNIT]
    now = people.by_unit[unit.code][0]
    came = made.today - timedelta(days=72)
    for number, post in enumerate(people.posts):
        if post.person == now.code and post.until is None:
            people.posts[number] = replace(post, since=came)
    former = Person(
        code=f"{unit.code}-P0", name="齐继川", sex="m", born_on=date(made.today.year - 54, 3, 9),
        native_place=unit.jurisdiction, party_member=True,
        hold_until=hold_until(made.today),
    )  # fmt: skip
    post = Post(
        code=f"{former.code}-1", person=former.code, unit=unit.code, title=unit.leading_posts[0], head=True,
        leading=True, since=made.today - timedelta(days=2050), until=came - timedelta(days=1),
    )  # fmt: skip
    people.add(former, [post], [])
    people.former_heads[unit.code] = former


_STAFF_TITLES = (
    "办公室主任", "财务科科长", "科员", "一级科员", "项目科科长", "综合科副科长", "人事科科长", "四级主任科员", "监督检查室主任",
)  # fmt: skip
