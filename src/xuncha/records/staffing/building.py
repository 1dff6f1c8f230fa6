"""The problem of a round, built from the records: the same values as the public files state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from xuncha.domain.errors import Refused
from xuncha.domain.organisations import Level
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams import problem as public
from xuncha.engines.teams.problem import Problem, Tie
from xuncha.records.accounts.models import User
from xuncha.records.people.models import Inspector, Jurisdiction
from xuncha.records.rounds.models import Round
from xuncha.records.rounds.settings import round_policy
from xuncha.records.staffing import pool
from xuncha.records.staffing.entries import Entry, entries, flaws
from xuncha.records.staffing.gaps import Gap, gaps
from xuncha.records.staffing.mapping import LOCAL, Part, kept_out, parts
from xuncha.records.teams.screening import past_arcs
from xuncha.records.teams.serving import Serving
from xuncha.records.teams.ties import RoundTie, ties_of_round


class Building:
    """A round on its way to becoming a problem; its parts are read once and as they are asked for."""

    def __init__(self, round_: Round, user: User) -> None:
        """Look at a round for somebody who may see its ties."""
        self.round, self.user = round_, user

    @cached_property
    def entries(self) -> list[Entry]:
        """The teams still to be formed."""
        return entries(self.round)

    @cached_property
    def asked(self) -> list[Serving]:
        """Everybody of the round's pool, with what stands against their service."""
        return pool.serving(self.round)

    @cached_property
    def able(self) -> list[Serving]:
        """Those who may serve."""
        return [one for one in self.asked if one.may_serve and one.roles]

    @property
    def pool(self) -> list[Inspector]:
        """Those who may serve, as inspectors."""
        return [one.inspector for one in self.able]

    @cached_property
    def places(self) -> dict[str, public.Jurisdiction]:
        """The organiser's place with all above and below it, and the homes of guests."""
        wanted = {key for path in self._paths for key in path.split("/") if key}
        found = Jurisdiction.objects.filter(pk__in=wanted) | Jurisdiction.objects.filter(
            path__startswith=self.round.jurisdiction.path
        )
        return {str(place.pk): _place(place) for place in found.order_by("path")}

    @property
    def _paths(self) -> set[str]:
        homes = {each.jurisdiction.path for each in self.pool}
        sources = {entry.lead.source.path for entry in self.entries if entry.lead.source}
        return {self.round.jurisdiction.path, *homes, *sources, *(entry.place.path for entry in self.entries)}

    @cached_property
    def rows(self) -> list[tuple[Entry, Part]]:
        """Each row of `inspections.csv` with the team it comes from."""
        return [(entry, part) for entry in self.entries for part in parts(entry.key, entry.mode, entry.needs)]

    @cached_property
    def without_ties(self) -> Problem:
        """Places, people and needs: enough to count by, and quick."""
        return Problem(
            jurisdictions=tuple(self.places.values()),
            inspectors=pool.as_people(self.able, self.round),
            inspections=tuple(_inspection(entry, part) for entry, part in self.rows),
            apart=pool.kin(self.pool),
            history=tuple(self._history()),
            policy=round_policy(self.round),
        )

    def check(self) -> None:
        """Raise `Refused` where something must be settled before a problem can be stated."""
        wrong = list(flaws(self.entries))
        if not self.entries:
            wrong.append(say(N_("本轮次没有需要编组的对象")))
        if wrong:
            raise Refused(wrong)

    def problem(self) -> Problem:
        """The whole problem."""
        self.check()
        return replace(self.without_ties, ties=tuple(self._ties()))

    def gaps(self) -> list[Gap]:
        """What is seen to be missing before any search."""
        return gaps(self.without_ties, self.closed())

    def closed(self) -> dict[str, dict[str, Sentence]]:
        """For each row, the places whose people its mode keeps out, and why."""
        homes = {str(each.jurisdiction_id) for each in self.pool}
        closed: dict[str, dict[str, Sentence]] = {}
        for entry, part in self.rows:
            said = {home: self._kept_out(home, entry, part) for home in homes}
            closed[part.id] = {home: words for home, words in said.items() if words is not None}
        return closed

    def _kept_out(self, home: str, entry: Entry, part: Part) -> Sentence | None:
        place, source = self.places[str(entry.place.pk)], self.places.get(str(entry.lead.source_id))
        organiser, above = str(self.round.jurisdiction_id), self.without_ties.above
        return kept_out(self.places[home], entry.mode, place, source, organiser, above, local=part.local)

    def _history(self) -> Iterator[public.Past]:
        for arc in sorted(past_arcs(self.round), key=lambda arc: (arc.rounds_ago, str(arc.source), str(arc.target))):
            if {str(arc.source), str(arc.target)} <= self.places.keys():
                yield public.Past(str(arc.source), str(arc.target), arc.rounds_ago)

    def _ties(self) -> Iterator[Tie]:
        """Exposure and recusal from the records, then whom the mode keeps out; kin stay out of the other half too."""
        entry_of = {each.pk: entry.key for entry in self.entries for each in entry.inspections}
        found: defaultdict[tuple[str, int], list[RoundTie]] = defaultdict(list)
        for each in ties_of_round(self.user, self.round):
            if each.inspection in entry_of:
                found[entry_of[each.inspection], each.inspector].append(each)
        closed, halved = self.closed(), self._kin_in_the_other_half()
        for entry, part in self.rows:
            for inspector in self.pool:
                out = closed[part.id].get(str(inspector.jurisdiction_id)) or halved.get((part.id, inspector.pk))
                some = found.get((entry.key, inspector.pk), ())
                if some or out:
                    yield _tie(part, inspector, some, out)

    def _kin_in_the_other_half(self) -> dict[tuple[str, int], Sentence]:
        """A relative in the half that was sent: the local one stays out, since no rule looks across two rows."""
        by_key = {str(each.pk): each for each in self.pool}
        closed, kept = self.closed(), {}
        for entry, part in self.rows:
            if not part.local:
                continue
            for pair in self.without_ties.apart:
                for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
                    here, there = by_key[one], by_key[other]
                    sent = str(there.jurisdiction_id) not in closed[entry.key]
                    if here.jurisdiction_id == entry.place.pk and sent and there.jurisdiction_id != entry.place.pk:
                        kept[part.id, here.pk] = say(N_("有亲属可能由派出县派来同一个组"))
        return kept


def build_problem(round_: Round, user: User) -> Problem:
    """The problem of a round as it stands."""
    return Building(round_, user).problem()


def anonymous(problem: Problem) -> Problem:
    """The same problem for the files that are kept and handed out: numbers for names, and no reasons.

    A plan is solved and checked without them. Which number is tied to which unit or to which other number is still there,
    for the rules cannot be checked without it: the files are for those who may know of ties.
    """
    return replace(
        problem,
        inspectors=tuple(replace(each, name=each.id) for each in problem.inspectors),
        ties=tuple(replace(each, reason="") for each in problem.ties),
        apart=tuple(replace(each, reason="") for each in problem.apart),
    )


def named(problem: Problem) -> Problem:
    """A kept problem with people's names put back, for whoever may see the plan."""
    keys = [int(each.id) for each in problem.inspectors]
    names = dict(Inspector.objects.filter(pk__in=keys).values_list("pk", "person__name"))
    people = tuple(replace(each, name=names.get(int(each.id), each.name)) for each in problem.inspectors)
    return replace(problem, inspectors=people)


def part_of(row: str) -> tuple[int, bool]:
    """The inspection a row's id names, and whether it is the local half."""
    return int(row.removesuffix(LOCAL)), row.endswith(LOCAL)


def _place(place: Jurisdiction) -> public.Jurisdiction:
    parent = str(place.parent_id) if place.parent_id else None
    return public.Jurisdiction(str(place.pk), place.name, Level(place.level), parent, place.x_km, place.y_km)


def _inspection(entry: Entry, part: Part) -> public.Inspection:
    counts: dict[str, int] = {role.value: count for role, count in part.slots.items()}
    skills = {skill.value: count for skill, count in part.skills.items()}
    return public.Inspection(part.id, entry.names, str(entry.place.pk), part.family, **counts, skills=skills)


def _tie(part: Part, inspector: Inspector, found: Iterable[RoundTie], out: Sentence | None) -> Tie:
    some: Collection[RoundTie] = list(found)
    said = [str(words) for each in some for words in each.reasons] + ([str(out)] if out else [])
    return Tie(
        str(inspector.pk), part.id, sum(each.exposure for each in some),
        recusal=out is not None or any(each.recusal for each in some), reason="；".join(said),
    )  # fmt: skip
