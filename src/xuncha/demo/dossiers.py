"""The talent pool beside its people: posts, training, proofs, absences, promises, appraisals; who has left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from xuncha.demo import parts
from xuncha.demo.cases import Case
from xuncha.demo.chance import stream, weighted, workday
from xuncha.demo.rows import (
    Absence,
    Appraisal,
    Establishment,
    Inspector,
    Jurisdiction,
    Member,
    Promise,
    Size,
    SkillProof,
    Training,
)
from xuncha.demo.targets import CURRENT
from xuncha.demo.timelines import ROUNDS, at

# By level: leaders, deputies, officers, staff of the office.
_QUOTAS: dict[str, dict[str, int]] = {
    "city": {"team_leader": 6, "team_deputy": 6, "officer": 12, "staff": 5},
    "county": {"team_leader": 2, "team_deputy": 2, "officer": 4, "staff": 2},
}
_PROOFS: dict[str, tuple[str, ...]] = {
    "discipline": ("纪检监察业务岗位{years}年", "市纪委业务骨干证书"),
    "organisation": ("组织人事岗位{years}年",),
    "audit": ("审计师（中级）资格证书", "经济责任审计主审{years}年"),
    "finance": ("会计专业技术中级资格证书", "注册会计师证书", "高级会计师证书"),
    "law": ("国家统一法律职业资格证书", "公职律师证"),
    "petition": ("信访接待岗位{years}年",),
    "engineering": ("一级造价工程师证书", "工程系列中级职称证书"),
    "it": ("信息系统项目管理师证书", "数据分析岗位{years}年"),
}  # fmt: skip
_TOPICS = ("巡察财务审计实务班", "底稿与报告写作班", "谈话技巧与证据规范班", "村（社区）巡察实务班")
_REASONS = (
    ("duties", 35), ("health", 15), ("study", 15), ("secondment", 15), ("family", 12), ("moving", 8),
)  # fmt: skip
_LEAVING = ("岗位变动，组织部门另有任用", "到龄退休", "本人申请，经领导小组同意", "原单位调整分工，不再抽调")
_COMMENTS: dict[str, tuple[str, ...]] = {
    "excellent": ("发现问题能力强，主笔的底稿一次通过。", "善于从账面反常处追到责任人，带教新人用心。"),
    "competent": ("按时完成分工，底稿规范。", "谈话和走访扎实，协作好。", "资料核对仔细，遵守纪律。"),
    "basic": ("底稿两次退回，取证不够细，需再参加业务培训。", "到岗时间偏少，任务完成一般。"),
    "unfit": ("多次不按要求登记谈话，不适合继续参加巡察。",),
}


@dataclass(frozen=True)
class Dossiers:
    """Everything beside the people of the pool."""

    inspectors: tuple[Inspector, ...]
    establishments: tuple[Establishment, ...]
    trainings: tuple[Training, ...]
    proofs: tuple[SkillProof, ...]
    absences: tuple[Absence, ...]
    promises: tuple[Promise, ...]
    appraisals: tuple[Appraisal, ...]


@dataclass(frozen=True)
class _Service:
    """Where an inspector served: the number of the round, and the seat."""

    number: int
    member: Member
    leader: str


def dossiers(
    size: Size, seed: int, today: date, places: Mapping[str, Jurisdiction], rows: Sequence[Inspector],
    cases: Sequence[Case], members: Sequence[Member],
) -> Dossiers:  # fmt: skip
    """The pool's people with posts and departures, and all that is kept beside them."""
    served = _served(cases, members)
    cast = {parts.pool_inspector(size, entry[0]) for entry in parts.POOL}
    placed, posts = _establishment(places, rows)
    people: list[Inspector] = []
    trainings: list[Training] = []
    proofs: list[SkillProof] = []
    absences: list[Absence] = []
    for one in placed:
        rng = stream(seed, "dossier", one.code)
        last = max((each.number for each in served.get(one.code, ())), default=0)
        free = one.code not in cast and last < CURRENT
        away = _absence(rng, one, today) if free and rng.random() < 0.09 else None
        gone = free and away is None and last <= 3 and rng.random() < 0.02
        people.append(_leaving(rng, one, today) if gone else one)
        absences += [away] if away else []
        trainings += _trainings(rng, one, today, served.get(one.code, ()), certain=one.code in cast)
        proofs += _proofs(rng, one, today)
    appraisals = [row for rows_ in served.values() for row in _appraisals(seed, today, rows_)]
    return Dossiers(
        tuple(people), tuple(posts), tuple(trainings), tuple(proofs), tuple(absences), tuple(_promises(members)),
        tuple(appraisals),
    )  # fmt: skip


def _served(cases: Sequence[Case], members: Sequence[Member]) -> dict[str, list[_Service]]:
    numbers = {case.team.code: case.target.round for case in cases}
    names = {code: name for case in cases for code, name in case.names.items()}
    leaders = {row.team: names.get(row.code, "") for row in members if row.role == "leader"}
    found: dict[str, list[_Service]] = {}
    for row in members:
        if row.left_on is None:
            found.setdefault(row.inspector, []).append(_Service(numbers[row.team], row, leaders[row.team]))
    return found


def _establishment(
    places: Mapping[str, Jurisdiction], rows: Sequence[Inspector]
) -> tuple[list[Inspector], list[Establishment]]:
    """Posts of each office, filled from those who serve full time, the most practised first."""
    pools: dict[str, list[Inspector]] = {}
    for row in rows:
        pools.setdefault(row.jurisdiction, []).append(row)
    posts = {}
    establishments = []
    for place, people in pools.items():
        quotas = _QUOTAS[places[place].level]
        left = dict(quotas)
        for one in sorted(people, key=lambda row: -row.practice_before):
            if one.employment == "full":
                posts[one.code] = _post(one, left)
        staff = sum(posts.get(one.code) == "staff" for one in people)
        # An office that grew is given posts for it in time: one is over, at most.
        for post, quota in (quotas | {"staff": max(quotas["staff"], staff - 1)}).items():
            source = f"{places[place].name}委编委核定"
            establishments.append(
                Establishment(code=f"{place}-EST-{post}", jurisdiction=place, post=post, quota=quota, source=source)
            )
    return [replace(row, office_post=posts.get(row.code, "")) for row in rows], establishments


def _post(one: Inspector, left: dict[str, int]) -> str:
    """The highest post open to them; staff of the office where all are filled, beyond the quota if need be."""
    wanted = [post for role, post in (("leader", "team_leader"), ("deputy", "team_deputy")) if role in one.roles]
    for post in (*wanted, "officer"):
        if left[post]:
            left[post] -= 1
            return post
    return "staff"


def _absence(rng: Random, one: Inspector, today: date) -> Absence:
    """Away now or in the next round, for a while or till further notice."""
    reason = weighted(rng, _REASONS)
    since = workday(today + timedelta(days=rng.randint(-60, 70)))
    until = (
        None if reason in ("moving", "duties") and rng.random() < 0.4 else since + timedelta(days=rng.randint(20, 180))
    )
    return Absence(code=f"{one.code}-AB", inspector=one.code, reason=reason, since=since, until=until, words="")


def _leaving(rng: Random, one: Inspector, today: date) -> Inspector:
    on = max(one.joined_on, today - timedelta(days=rng.randint(5, 150)))
    return replace(one, left_on=on, left_because=rng.choice(_LEAVING), office_post="")


def _trainings(
    rng: Random, one: Inspector, today: date, served: Sequence[_Service], *, certain: bool
) -> Iterator[Training]:  # fmt: skip
    """A course on joining, a few since, and one before each round served."""
    place = one.jurisdiction
    entry = workday(one.joined_on + timedelta(days=rng.randint(10, 60)))
    if entry <= today and (certain or rng.random() < 0.93):
        yield _training(
            one, 0, "entry", "巡察干部入库培训班", entry, 3, f"{place}-PX{entry.year}{rng.randint(1, 999):03d}"
        )
    for number, days in enumerate((-820, -560, -330, -120), start=1):
        on = at(today, days)
        if on > one.joined_on and rng.random() < 0.6:
            kind = "higher" if rng.random() < 0.12 else "topic"
            yield _training(one, number, kind, rng.choice(_TOPICS), on, rng.randint(1, 3), "")
    for each in served:
        on = workday(at(today, ROUNDS[each.number - 1].site_from) - timedelta(days=6))
        yield _training(one, 10 + each.number, "before_round", "巡前集中培训", on, 2, "")


def _training(
    one: Inspector, number: int, kind: str, course: str, on: date, days: int, certificate: str
) -> Training:  # fmt: skip
    organiser = "省委巡视办" if kind == "higher" else "市委巡察办"
    return Training(
        code=f"{one.code}-T{number}", inspector=one.code, kind=kind, course=course, organiser=organiser, ended_on=on,
        days=days, certificate=certificate, valid_until=None,
    )  # fmt: skip


def _proofs(rng: Random, one: Inspector, today: date) -> Iterator[SkillProof]:
    for skill in one.skills:
        if rng.random() < 0.78:
            issued = workday(today - timedelta(days=rng.randint(700, 5000)))
            proof = rng.choice(_PROOFS[skill]).format(years=rng.randint(3, 16))
            seen = one.joined_on if rng.random() < 0.85 and one.joined_on >= issued else None
            yield SkillProof(
                code=f"{one.code}-S-{skill}", inspector=one.code, skill=skill, proof=proof, issued_on=issued,
                verified_on=seen,
            )  # fmt: skip


def _promises(members: Sequence[Member]) -> Iterator[Promise]:
    for row in members:
        if row.left_on is None:
            paper = int(row.code[-1]) % 3 == 0
            yield Promise(code=f"{row.code}-PR", member=row.code, made_on=row.joined_on, on_paper=paper)


def _appraisals(seed: int, today: date, served: Sequence[_Service]) -> Iterator[Appraisal]:
    """One for each round that is over; nobody found unfit was called again."""
    last = max(each.number for each in served)
    for each in served:
        ended = at(today, ROUNDS[each.number - 1].site_until)
        rng = stream(seed, "appraisal", each.member.code)
        given = workday(ended + timedelta(days=rng.randint(5, 25)))
        if given >= today:
            continue
        table = (("excellent", 18), ("competent", 75), ("basic", 5), ("unfit", 2 if each.number == last else 0))
        grade = weighted(rng, table)
        by = "巡察办" if each.member.role == "leader" else each.leader
        comment = rng.choice(_COMMENTS[grade])
        yield Appraisal(
            code=f"{each.member.code}-AP", member=each.member.code, grade=grade, comment=comment, given_by=by,
            given_on=given,
        )  # fmt: skip
