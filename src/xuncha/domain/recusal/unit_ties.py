"""Ties between an inspector and the unit itself: studied there, worked there."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.domain.recusal.rules import YEARS, Case, Match, career_key, school_key
from xuncha.domain.words import N_, say

LONG_DAYS = 365 * YEARS


def studied_there(case: Case) -> Iterator[Match]:
    """The unit is where the inspector studied."""
    for study in case.inspector.schools:
        same = (
            study.school_unit == case.target.id if study.school_unit is not None else study.school == case.target.name
        )
        if same and not study.teacher:
            words: dict[str, object] = {"since": study.year_from, "until": study.year_to}
            yield Match(words, (school_key(study),))


def worked_there_recently(case: Case) -> Iterator[Match]:
    """The inspector works in the unit or left it within the last three years."""
    for post in case.inspector.careers:
        if post.unit == case.target.id and case.recent(post.until) and post.since <= case.on:
            ended = post.until or say(N_("今"))
            yield Match({"post": post.post, "since": post.since, "until": ended}, (career_key(post),))


def worked_there_long(case: Case) -> Iterator[Match]:
    """The inspector served three years or more in the unit, at any time and in all posts together."""
    posts = [post for post in case.inspector.careers if post.unit == case.target.id]
    days = sum(post.days(case.on) for post in posts)
    if days >= LONG_DAYS:
        years = f"{days / 365.25:.1f}".removesuffix(".0")
        yield Match({"years": years}, tuple(career_key(post) for post in posts))


def worked_next_to_it(case: Case) -> Iterator[Match]:
    """The inspector works, or worked within three years, in the unit above or in one below."""
    for post in case.inspector.careers:
        if post.unit in case.target.related and case.recent(post.until) and post.since <= case.on:
            yield Match({"other": post.unit_name, "post": post.post}, (career_key(post),))


def belongs_to_it(case: Case) -> Iterator[Match]:
    """The inspector is one of the unit's own people on the day."""
    own = case.inspector
    posts = [post for post in own.careers if post.unit == case.target.id]
    now = [post for post in posts if post.since <= case.on and (post.until is None or post.until >= case.on)]
    if own.unit == case.target.id or own.id in case.target.people or now:
        yield Match({}, tuple(career_key(post) for post in now) or (f"person:{own.id}",), own.id)


def declared(case: Case) -> Iterator[Match]:
    """A tie somebody declared, the open clause of the rule; unverified until the office has looked."""
    for tie in case.declared:
        if tie.recusal and tie.touches(case.target):
            yield Match({"words": tie.words}, (f"tie:{tie.key}",), tie.person, not tie.verified)
