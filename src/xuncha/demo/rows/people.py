"""Places, bodies, people, the talent pool and the cast."""

from datetime import date

from xuncha.demo.rows.row import row


@row
class Jurisdiction:
    """A province, city or county; ``parent`` is empty at the root."""

    code: str
    name: str
    level: str  # province | city | county
    parent: str
    x_km: float
    y_km: float


@row
class Unit:
    """A body which can be inspected. ``parent`` is the body it is subordinate to."""

    code: str
    name: str
    kind: str  # town | bureau | company | school | hospital | village | institution | other
    jurisdiction: str
    parent: str
    line: str  # 条线, for example 水利; the line department is the city's bureau of that line
    attention: str  # key | watch | normal (villages sorted 重点/关注/一般; "normal" elsewhere)
    staff_quota: int
    staff: int
    leading_posts: tuple[str, ...]  # titles of the leading body, head first
    facts: tuple[str, ...]  # the unit's own facts which tailor a checklist, e.g. "has_subordinate"


@row
class Person:
    """Head, leading-body member or inspector. ``native_place`` is where the person grew up (成长地)."""

    code: str
    name: str
    sex: str  # f | m
    born_on: date
    native_place: str  # jurisdiction code
    party_member: bool
    hold_until: date


@row
class Post:
    """One line of a career; ``until`` is None for a post held now."""

    code: str
    person: str
    unit: str
    title: str
    head: bool
    leading: bool
    since: date
    until: date | None


@row
class Schooling:
    """One school attended; equal school, class name and years make classmates."""

    code: str
    person: str
    school: str
    class_name: str
    supervisor: str  # name of the supervisor or class teacher, "" when not known
    begins: int
    ends: int


@row
class Kinship:
    """``relative`` is the ``relation`` of ``person`` (codes of domain.kinship.Relation)."""

    code: str
    person: str
    relative: str
    relation: str
    words: str  # as people say it: 妻弟, 堂兄 ...
    hold_until: date


@row
class Home:
    """Where a person lives or owns a home; kept for the recusal check alone, and let go in time."""

    code: str
    person: str
    jurisdiction: str
    kind: str  # grew_up | lives
    village: str  # unit code of the village where known, else ""
    held_because: str
    hold_until: date


@row
class Inspector:
    """A person of the talent pool; ``jurisdiction`` is the pool, which is also the home of TEAMS.md."""

    code: str
    person: str
    jurisdiction: str
    roles: tuple[str, ...]  # leader | deputy | liaison | member | clerk
    skills: tuple[str, ...]
    practice_before: int  # rounds served before the system
    capacity: int  # inspections at most in one round
    employment: str  # full | part | seconded
    joined_on: date
    office_post: str = ""  # team_leader | team_deputy | officer | staff, for full-time service
    left_on: date | None = None
    left_because: str = ""


@row
class Tie:
    """A tie an inspector declared, to a unit or to a person (one of the two is "")."""

    code: str
    inspector: str
    unit: str
    person: str
    kind: str  # kin | classmate | teacher | colleague | superior | worked_there | studied_there | friend | other
    recusal: bool
    exposure: int
    declared_on: date
    verified_on: date | None
    words: str


@row
class Account:
    """One of the fixed cast: whom to become in the demo, and why."""

    username: str
    name: str
    roles: tuple[str, ...]
    jurisdiction: str
    unit: str
    person: str
    inspector: str
    review_body: str  # office | discipline | organisation | line | ""
    line: str  # the line of a line reviewer
    part: str  # key of the part played: planner, leader, ... (see cast.PARTS)
    story: str  # one sentence for the banner
