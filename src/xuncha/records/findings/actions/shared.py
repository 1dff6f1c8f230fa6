"""What writes here begin with: a number nobody else takes, a seat, a leaf, words."""

from __future__ import annotations

from django.utils import timezone

from xuncha.domain.errors import Refused
from xuncha.domain.organisations import Level
from xuncha.domain.papers import team_numeral
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts.models import User
from xuncha.records.findings import queries
from xuncha.records.policy.models import TaxonomyNode
from xuncha.records.rounds.models import Inspection
from xuncha.records.teams import reach
from xuncha.records.teams.models import Member, Team


def hold_series(inspection: Inspection) -> tuple[int, Level, str]:
    """Keep others from issuing a number of the same series; gives year, level and team.

    All teams of the same number share a series (底稿〔2026〕县巡一), whatever their round, so all of them are held.
    """
    team = Team.objects.filter(targets__inspection=inspection).first()
    number = team.number if team else 0
    list(Team.objects.select_for_update().filter(number=number).order_by("pk").values_list("pk"))
    return timezone.localdate().year, Level(inspection.round.jurisdiction.level), team_numeral(number)


def seat(by: User, inspection: Inspection) -> Member:
    """The person's own seat in the team: a signature is given from a seat."""
    member = reach.member_of(by, inspection)
    if member is None:
        raise Refused([say(N_("您不在这次巡察的巡察组内"))])
    return member


def require_leaf(node: TaxonomyNode) -> None:
    """Raise `Refused` unless the node is a leaf of the taxonomy in force."""
    if not queries.leaves().filter(pk=node.pk).exists():
        raise Refused([say(N_("监督内容须选到现行版本的末级条目：%(leaf)s"), leaf=str(node))])


def require_words(words: str, what: str) -> str:
    """Give the words without spaces around them, or raise `Refused` where there are none."""
    if not words.strip():
        raise Refused([say(N_("请填写%(what)s"), what=say(what))])
    return words.strip()


def refuse(reasons: tuple[Sentence, ...]) -> None:
    """Raise `Refused` where there are reasons."""
    if reasons:
        raise Refused(reasons)
