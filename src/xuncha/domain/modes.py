"""Modes of inspection, and who authorises, hears and receives leads in each by default."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.domain.words import N_, Labelled


class Family(Labelled):
    """Which team rules a mode follows: the four words of the team problem's files."""

    ROUTINE = "routine", N_("常规")
    ELEVATED = "elevated", N_("提级")
    CROSS = "cross", N_("交叉")
    MIXED = "mixed", N_("混编")


class Mode(Labelled):
    """How a round is carried out."""

    ROUTINE = "routine", N_("常规巡察")
    ELEVATED = "elevated", N_("提级巡察")
    CROSS_TEAM = "cross_team", N_("交叉巡察（成建制）")
    CROSS_HALF = "cross_half", N_("交叉巡察（半建制）")
    CROSS_EXCHANGE = "cross_exchange", N_("交叉巡察（互派）")
    CROSS_RING = "cross_ring", N_("交叉巡察（环形）")
    CROSS_CHAIN = "cross_chain", N_("交叉巡察（链式）")
    ELEVATED_CROSS = "elevated_cross", N_("提级交叉巡察")
    MIXED = "mixed", N_("统筹混编巡察")
    JOINT = "joint", N_("上下联动巡察")
    MOBILE = "mobile", N_("机动巡察")
    VILLAGE_DIRECT = "village_direct", N_("村（社区）直接巡察")
    VILLAGE_WITH_TOWN = "village_with_town", N_("巡镇带村")
    VILLAGE_ELEVATED = "village_elevated", N_("村（社区）提级巡察")

    @property
    def family(self) -> Family:
        """The team rules this mode follows."""
        return FAMILIES.get(self, Family.ROUTINE)

    @property
    def crosses(self) -> bool:
        """Whether people of one place inspect another, so that line and place recusal apply."""
        return self.family is Family.CROSS or self in (Mode.ELEVATED_CROSS, Mode.MIXED)

    @property
    def of_villages(self) -> bool:
        """Whether one team takes many villages."""
        return self in (Mode.VILLAGE_DIRECT, Mode.VILLAGE_WITH_TOWN, Mode.VILLAGE_ELEVATED)


FAMILIES = {
    Mode.ELEVATED: Family.ELEVATED,
    Mode.ELEVATED_CROSS: Family.ELEVATED,
    Mode.VILLAGE_ELEVATED: Family.ELEVATED,
    Mode.CROSS_TEAM: Family.CROSS,
    Mode.CROSS_HALF: Family.CROSS,
    Mode.CROSS_EXCHANGE: Family.CROSS,
    Mode.CROSS_RING: Family.CROSS,
    Mode.CROSS_CHAIN: Family.CROSS,
    Mode.MIXED: Family.MIXED,
}


class Seat(Labelled):
    """Whose Party committee (with its leading group and discipline commission) is meant."""

    OWN = "own", N_("本级")
    HIGHER = "higher", N_("上一级")
    INSPECTED = "inspected", N_("被巡察地")
    SENDING = "sending", N_("派出地")
    EACH = "each", N_("各级分别")


@dataclass(frozen=True)
class ModeTerms:
    """Who authorises the teams, who hears their results, who receives the leads; editable per round."""

    authorises: Seat
    hears: Seat
    receives_leads: Seat
    source: str
    confirmed: bool


_CUSTOM = N_("一般做法，使用前请向业务部门核实")
_OWN = ModeTerms(
    Seat.OWN, Seat.OWN, Seat.OWN, N_("《中国共产党巡视工作条例》：派出巡察组的党组织听取汇报、作出决定"), True
)
_LIFTED = ModeTerms(Seat.HIGHER, Seat.HIGHER, Seat.HIGHER, N_("提级巡察由上级党委派出"), True)
_CITY_ORGANISED = ModeTerms(Seat.HIGHER, Seat.HIGHER, Seat.INSPECTED, _CUSTOM, False)

DEFAULT_TERMS: dict[Mode, ModeTerms] = {
    Mode.ROUTINE: _OWN,
    Mode.ELEVATED: _LIFTED,
    Mode.CROSS_TEAM: _CITY_ORGANISED,
    Mode.CROSS_HALF: _CITY_ORGANISED,
    Mode.CROSS_EXCHANGE: ModeTerms(
        Seat.INSPECTED, Seat.INSPECTED, Seat.INSPECTED, N_("互派：由被巡察地党委授权（曲靖 2018 年做法）"), True
    ),
    Mode.CROSS_RING: ModeTerms(
        Seat.HIGHER, Seat.HIGHER, Seat.INSPECTED, N_("环形：市委巡察办统一组织（漳州做法）"), False
    ),
    Mode.CROSS_CHAIN: _CITY_ORGANISED,
    Mode.ELEVATED_CROSS: _LIFTED,
    Mode.MIXED: ModeTerms(
        Seat.HIGHER, Seat.HIGHER, Seat.HIGHER, N_("市级统筹混编：统一任务、流程和考核（山西做法）"), False
    ),
    Mode.JOINT: ModeTerms(Seat.EACH, Seat.EACH, Seat.EACH, _CUSTOM, False),
    Mode.MOBILE: _OWN,
    Mode.VILLAGE_DIRECT: _OWN,
    Mode.VILLAGE_WITH_TOWN: _OWN,
    Mode.VILLAGE_ELEVATED: _LIFTED,
}


def default_terms(mode: Mode) -> ModeTerms:
    """Give the terms a new round of this mode starts from."""
    return DEFAULT_TERMS[mode]


def terms_in_words(mode: Mode, organiser: str) -> tuple[str, str, str]:
    """Name who authorises, hears and receives leads by default, for a round the place of this name organises.

    A starting point to be edited: it becomes data of the round, and is therefore not translated.
    """
    terms = default_terms(mode)
    named = {
        Seat.OWN: organiser,
        Seat.HIGHER: organiser,
        Seat.INSPECTED: "被巡察地",
        Seat.SENDING: "派出地",
        Seat.EACH: "各级",
    }
    committee = {seat: f"{word}委" if word == organiser else f"{word}党委" for seat, word in named.items()}
    return (
        committee[terms.authorises],
        f"{committee[terms.hears]}书记专题会",
        f"{named[terms.receives_leads]}纪委监委",
    )
