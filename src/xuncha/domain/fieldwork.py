"""Fieldwork on site: talks held by two, the public without names, documents lent and given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.domain.organisations import Key
from xuncha.domain.words import N_, Labelled, Sentence, say


class InterviewKind(Labelled):
    """Who is spoken with."""

    HEAD = "head", N_("主要负责人")
    LEADING_BODY = "leading_body", N_("班子成员")
    STAFF = "staff", N_("干部职工")
    PUBLIC = "public", N_("群众（不具名）")
    INSIDER = "insider", N_("知情人（不具名）")

    @property
    def nameless(self) -> bool:
        """Whether no name may be written down: who speaks to the team must not be found in its files."""
        return self in (InterviewKind.PUBLIC, InterviewKind.INSIDER)


class VisitKind(Labelled):
    """Where the team goes."""

    HOUSEHOLD = "household", N_("入户走访")
    WINDOW = "window", N_("服务窗口")
    SITE = "site", N_("项目现场")
    VILLAGE = "village", N_("村（社区）")


TOGETHER = 2
LOAN_DAYS = 14
"""After how many days papers lent by a unit are asked after; custom, no rule names a figure."""


@dataclass(frozen=True)
class OutingFacts:
    """A talk or a visit: who of the team went, and when."""

    went: tuple[Key, ...]
    team: frozenset[Key]
    on: date
    entered: date | None


def outing_gaps(outing: OutingFacts, today: date) -> tuple[Sentence, ...]:
    """Say why a talk or visit cannot be put on record: two of the team, on a day that has come."""
    found = []
    if len(set(outing.went)) < TOGETHER:
        found.append(say(N_("谈话、走访须由至少两名组员进行")))
    if not set(outing.went) <= outing.team:
        found.append(say(N_("谈话人、走访人须为本巡察组在组人员")))
    if outing.on > today:
        found.append(say(N_("日期不能晚于今天")))
    if outing.entered is not None and outing.on < outing.entered:
        found.append(say(N_("日期不能早于进驻动员之日（%(day)s）"), day=outing.entered))
    return tuple(found)


def loan_gaps(asked_on: date, lent_on: date | None, returned_on: date | None, today: date) -> tuple[Sentence, ...]:
    """Say why the dates of a document request cannot stand: asked, then lent, then given back, none to come."""
    found = []
    if any(day is not None and day > today for day in (asked_on, lent_on, returned_on)):
        found.append(say(N_("日期不能晚于今天")))
    if lent_on is not None and lent_on < asked_on:
        found.append(say(N_("借出日期不能早于调阅日期")))
    if returned_on is not None and lent_on is None:
        found.append(say(N_("资料尚未借出，不能归还")))
    if returned_on is not None and lent_on is not None and returned_on < lent_on:
        found.append(say(N_("归还日期不能早于借出日期")))
    return tuple(found)


def back_by(lent_on: date, site_until: date) -> date:
    """When papers lent should be back: after the usual time, and before the team leaves."""
    return max(lent_on, min(lent_on + timedelta(days=LOAN_DAYS), site_until))
