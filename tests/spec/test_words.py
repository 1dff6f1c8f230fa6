"""Sentences and errors: Chinese by themselves, another language on request, never half of each."""

from __future__ import annotations

from datetime import date

from xuncha.domain.errors import InvalidField, InvalidFile, NotFound, Refused, XunchaError
from xuncha.domain.modes import DEFAULT_TERMS, Family, Mode, Seat, default_terms
from xuncha.domain.organisations import Level
from xuncha.domain.words import say

ENGLISH = {
    "%(who)s于%(day)s到%(level)s": "%(who)s came to the %(level)s on %(day)s",
    "%(year)s年%(month)s%(day)s日": "%(day)s %(month)s %(year)s",
    "11月": "Nov",
    "县级": "county",
    "、": ", ",
}


def english(text: str) -> str:
    return ENGLISH.get(text, text)


def test_labels_dates_and_lists_are_put_into_words() -> None:
    sentence = say("%(who)s于%(day)s到%(level)s", who=("张三", "李四"), day=date(2026, 11, 3), level=Level.COUNTY)
    assert str(sentence) == "张三、李四于2026年11月3日到县级"
    assert sentence.translated(english) == "张三, 李四 came to the county on 3 Nov 2026"


def test_a_sentence_without_places_may_hold_a_per_cent_sign() -> None:
    assert str(say("不低于60%")) == "不低于60%"


def test_a_code_is_its_own_string_and_carries_its_label() -> None:
    assert (Level("city"), Level.CITY == "city", Level.CITY.label) == (Level.CITY, True, "市级")
    assert Level.choices()[2] == ("county", "县级")


def test_errors_say_themselves_with_their_data() -> None:
    assert str(InvalidField("完成时限", say("不能早于今天"))) == "完成时限：不能早于今天"
    assert str(InvalidFile("ties.csv", say("应为整数"), 7, "exposure")) == "ties.csv:7:exposure：应为整数"
    assert str(NotFound("单位", "K03")) == "没有找到单位：K03"
    refused = Refused([say("甲"), say("%(n)s", n="乙")])
    assert (str(refused), len(refused.reasons)) == ("甲；乙", 2)
    assert isinstance(refused, XunchaError)


def test_every_mode_has_terms_and_says_where_they_come_from() -> None:
    assert set(DEFAULT_TERMS) == set(Mode)
    assert all(terms.source for terms in DEFAULT_TERMS.values())


def test_an_exchange_is_authorised_by_the_inspected_county() -> None:
    assert default_terms(Mode.CROSS_EXCHANGE).authorises is Seat.INSPECTED
    assert default_terms(Mode.CROSS_EXCHANGE).confirmed


def test_an_elevated_round_is_sent_heard_and_followed_from_above() -> None:
    terms = default_terms(Mode.ELEVATED)
    assert {terms.authorises, terms.hears, terms.receives_leads} == {Seat.HIGHER}


def test_each_mode_follows_one_family_of_team_rules() -> None:
    assert Mode.CROSS_RING.family is Family.CROSS
    assert Mode.VILLAGE_ELEVATED.family is Family.ELEVATED
    assert Mode.MOBILE.family is Family.ROUTINE
    assert Mode.ELEVATED_CROSS.crosses
    assert not Mode.ROUTINE.crosses
    assert Mode.VILLAGE_WITH_TOWN.of_villages
