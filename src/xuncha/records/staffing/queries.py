"""Reading what a round needs and its plans, as far as the person reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.accounts import reach
from xuncha.records.accounts.models import User
from xuncha.records.audit.actions import allow
from xuncha.records.people.models import Inspector
from xuncha.records.rounds.models import Inspection, Round, RoundRules
from xuncha.records.rounds.waiting import Waiting
from xuncha.records.staffing.models import Attempt, Wish, WishKind
from xuncha.records.teams.acquaintance import known_in
from xuncha.records.teams.models import Guest
from xuncha.records.teams.queries import rounds as all_rounds
from xuncha.records.teams.round_pool import pool_of
from xuncha.records.teams.screening import check_recusal
from xuncha.records.teams.ties import strictest

VIEW, EDIT = "staffing.view", "staffing.edit"
LONG_COLUMNS = ("plan", "history", "wishes", "explanation")
LONG_WITH_BASIS = (*LONG_COLUMNS, *(f"basis__{name}" for name in LONG_COLUMNS))


def rounds(user: User, permission: str = VIEW) -> QuerySet[Round]:
    """The rounds this person staffs, or looks at being staffed."""
    return all_rounds(user).filter(reach.within(user, permission, "jurisdiction__path"))


def attempts(user: User, permission: str = VIEW) -> QuerySet[Attempt]:
    """The attempts at plans of those rounds."""
    found = Attempt.objects.filter(reach.within(user, permission, "round__jurisdiction__path"))
    return found.select_related("round__jurisdiction", "by", "basis")


def attempts_of(user: User, round_: Round) -> QuerySet[Attempt]:
    """The attempts of one round, the latest first, without their long columns."""
    return attempts(user).filter(round=round_).defer(*LONG_WITH_BASIS)


def approved(round_: Round) -> Attempt | None:
    """The plan of a round that was approved: there is at most one."""
    return Attempt.objects.filter(round=round_, approved_on__isnull=False).defer(*LONG_COLUMNS).first()


def guests(user: User) -> QuerySet[Guest]:
    """Those lent to the rounds this person staffs."""
    found = Guest.objects.filter(reach.within(user, VIEW, "round__jurisdiction__path"))
    return found.select_related("inspector__person", "inspector__jurisdiction", "round__jurisdiction")


def wishes(user: User) -> QuerySet[Wish]:
    """The wishes about those rounds."""
    found = Wish.objects.filter(reach.within(user, VIEW, "round__jurisdiction__path"))
    found = found.select_related(
        "inspector__person", "inspector__jurisdiction", "inspection__unit", "round__jurisdiction"
    )
    return found.order_by("kind", "inspection__unit__code", "pk")


def authority(round_: Round) -> str:
    """Who authorises this round's teams, by what is said of its modes; empty where they differ."""
    named = set(round_.modes.filter(mode__in=round_.inspections.values("mode")).values_list("authorises", flat=True))
    return named.pop() if len(named) == 1 else ""


def rules_reason(round_: Round) -> str:
    """Why this round has numbers of its own; empty where it has none."""
    return RoundRules.objects.filter(round=round_).values_list("reason", flat=True).first() or ""


def inspections(user: User, round_: Round) -> QuerySet[Inspection]:
    """The inspections of a round this person staffs."""
    found = Inspection.objects.filter(round=round_, round__in=rounds(user).order_by().values("pk"))
    return found.select_related("unit__jurisdiction")


def inspectors(user: User, round_: Round) -> QuerySet[Inspector]:
    """Everybody a wish of this round may be about."""
    reach.require(user, VIEW)
    return pool_of(round_).order_by("person__code")


def lendable(
    user: User, round_: Round, *, role: TeamRole | None = None, skill: Skill | None = None, words: str = ""
) -> QuerySet[Inspector]:
    """People of other pools within this person's reach who could be lent to the round."""
    found = Inspector.objects.filter(reach.within(user, "inspector.view", "jurisdiction__path"), left_on__isnull=True)
    found = found.exclude(jurisdiction__path__startswith=round_.jurisdiction.path)
    found = found.exclude(pk__in=Guest.objects.filter(round=round_).values("inspector"))
    if role is not None:
        found = found.filter(roles__icontains=f'"{role}"')
    if skill is not None:
        found = found.filter(skills__icontains=f'"{skill}"')
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(person__name__icontains=word) | Q(person__code__icontains=word))
    return found.select_related("person", "jurisdiction").order_by("jurisdiction__path", "person__code")


def reasons(user: User, inspector: Inspector, inspections: Collection[Inspection], round_: Round) -> list[Sentence]:
    """What is known between somebody and some inspections: recusal in full, exposure by kind with its points."""
    allow(user, "tie.view", round_.jurisdiction.path)
    conflicts = check_recusal([(inspector, strictest(inspector))], list(inspections), round_)
    found = [each.sentence for some in conflicts.values() for each in some]
    return [*found, *(words for each in known_in(round_, inspections)(inspector) for words in each.kinds)]


def people(keys: Iterable[str]) -> dict[int, Inspector]:
    """The people behind a problem's ids, for a page that has already looked at who may see it."""
    return Inspector.objects.select_related("person", "jurisdiction").in_bulk([int(key) for key in keys])


def waiting(user: User) -> list[Waiting]:
    """Plans laid before this person for approval."""
    if not reach.may_at_all(user, "staffing.approve"):
        return []
    found = attempts(user, "staffing.approve").filter(proposed_on__isnull=False, approved_on__isnull=True)
    return [
        Waiting(say(N_("%(round)s：编组方案待批准"), round=each.round.name), "staffing_attempt", each.pk)
        for each in found.defer(*LONG_WITH_BASIS)
    ]


def kind_of(code: str) -> WishKind:
    """The kind of wish a form's code means."""
    return WishKind(code)
