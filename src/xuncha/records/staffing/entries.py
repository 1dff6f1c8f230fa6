"""The teams a round still needs: which inspections each takes, and whom it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from xuncha.domain.modes import Mode
from xuncha.domain.organisations import UnitKind
from xuncha.domain.people import Skill
from xuncha.domain.roles import TeamRole
from xuncha.domain.teams.needs import SLOT_ROLES, Needs, usual_needs
from xuncha.domain.words import N_, Sentence, say
from xuncha.records.people.models import Jurisdiction
from xuncha.records.rounds.models import Inspection, Round
from xuncha.records.staffing.mapping import SENT
from xuncha.records.staffing.models import Need
from xuncha.records.teams.models import Member, Team


@dataclass(frozen=True)
class Entry:
    """One team to be formed. Inspections already given to one empty team stay together (一拖多)."""

    inspections: tuple[Inspection, ...]
    needs: Needs
    usual: bool
    """Whether nobody has said whom it needs."""
    team: Team | None = None

    @property
    def lead(self) -> Inspection:
        """The inspection its needs are kept with."""
        return self.inspections[0]

    @property
    def key(self) -> str:
        """Its id in the problem."""
        return str(self.lead.pk)

    @property
    def mode(self) -> Mode:
        """By which mode."""
        return Mode(self.lead.mode)

    @property
    def place(self) -> Jurisdiction:
        """Where."""
        return self.lead.unit.jurisdiction

    @property
    def names(self) -> str:
        """Its units."""
        return "、".join(each.unit.name for each in self.inspections)


def entries(round_: Round) -> list[Entry]:
    """Give the teams still to be formed: inspections whose team has members, or is authorised, are settled."""
    seated = Member.objects.filter(team__targets__inspection=OuterRef("pk"), left_on__isnull=True)
    found = (
        Inspection.objects.filter(~Exists(seated), round=round_, target__team__authorised_on__isnull=True)
        .select_related("unit__jurisdiction", "source", "target__team", "need", "round")
        .order_by("unit__jurisdiction__path", "unit__code")
    )
    together: dict[tuple[str, int], list[Inspection]] = {}
    for inspection in found:
        team = team_of(inspection)
        together.setdefault(("team", team.pk) if team else ("own", inspection.pk), []).append(inspection)
    return [_entry(tuple(some)) for some in together.values()]


def team_of(inspection: Inspection) -> Team | None:
    """The empty team it was given to, if any."""
    target = getattr(inspection, "target", None)
    return target.team if target else None


def as_needs(slots: Mapping[str, int], skills: Mapping[str, int]) -> Needs:
    """Give needs as the records keep them."""
    return Needs(
        {role: int(slots.get(role, 0)) for role in SLOT_ROLES},
        {Skill(skill): int(count) for skill, count in skills.items() if int(count)},
    )


def _entry(inspections: tuple[Inspection, ...]) -> Entry:
    lead = inspections[0]
    team, kept = team_of(lead), next((need for each in inspections if (need := _need(each))), None)
    if kept is not None:
        return Entry(inspections, as_needs(kept.slots, kept.skills), False, team)
    if team is not None and team.slots:
        return Entry(inspections, as_needs(team.slots, team.skills), False, team)
    return Entry(inspections, usual_needs(UnitKind(lead.unit.kind), Mode(lead.mode)), True, team)


def _need(inspection: Inspection) -> Need | None:
    return getattr(inspection, "need", None)


def flaws(found: list[Entry]) -> Iterator[Sentence]:
    """Say what must be settled before a problem can be made of the entries."""
    for entry in found:
        if any((each.mode, each.unit.jurisdiction_id) != (entry.mode, entry.place.pk) for each in entry.inspections):
            yield say(N_("%(units)s：同一个组的对象须在同一地区、采用同一方式"), units=entry.names)
        if entry.mode in SENT and entry.lead.source_id is None:
            yield say(N_("%(units)s：%(mode)s须先指定派出地区"), units=entry.names, mode=entry.mode)
        if not entry.needs.slots[TeamRole.LEADER]:
            yield say(N_("%(units)s：须有一名组长"), units=entry.names)
