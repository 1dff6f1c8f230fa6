"""What a row may refer to, by code or by a name only one bears: read once an import, not once a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xuncha.domain.words import N_, say
from xuncha.records.exchange.tables.column import BadCell
from xuncha.records.people.models import Jurisdiction, Person, Unit

if TYPE_CHECKING:
    from xuncha.records.accounts.models import User

PLACE, UNIT, PERSON = "place", "unit", "person"
WHAT = {PLACE: N_("地区"), UNIT: N_("单位"), PERSON: N_("人员")}
SHOWN = 5


class Lookup:
    """Codes and names by kind."""

    def __init__(self, user: User, kinds: Iterable[str] = (PLACE, UNIT, PERSON)) -> None:
        """Read the codes and names of the kinds a table refers to."""
        self.user = user
        self._codes: dict[str, set[str]] = {kind: set() for kind in WHAT}
        self._names: dict[str, dict[str, list[str]]] = {kind: {} for kind in WHAT}
        self._named: dict[str, dict[str, str]] = {kind: {} for kind in WHAT}
        for kind in kinds:
            for code, name in _pairs(kind):
                self.add(kind, code, name)
        self.paths: dict[str, str] = dict(Jurisdiction.objects.order_by().values_list("code", "path"))
        self.unit_places: dict[str, str] = {}
        self.parents: dict[str, str] = {}

    def read_units(self) -> None:
        """Read also where each body lies and below which it stands."""
        columns = Unit.objects.order_by().values_list("code", "jurisdiction__code", "parent__code")
        for code, place, parent in columns.iterator():
            self.unit_places[code] = place
            if parent:
                self.parents[code] = parent

    def add(self, kind: str, code: str, name: str | None) -> None:
        """Make one thing known; a new name for a known code takes the place of the old."""
        before = self._named[kind].get(code)
        if before is not None and name and before != name:
            self._names[kind][before].remove(code)
        self._codes[kind].add(code)
        if name and before != name:
            self._names[kind].setdefault(name, []).append(code)
            self._named[kind][code] = name

    def has(self, kind: str, code: str) -> bool:
        """Whether a code is known."""
        return code in self._codes[kind]

    def name(self, kind: str, code: str) -> str:
        """The name of a code."""
        return self._named[kind].get(code, code)

    def find(self, kind: str, words: str) -> str:
        """The code meant; raise `BadCell` where nothing or more than one thing is meant."""
        if words in self._codes[kind]:
            return words
        meant = self._names[kind].get(words, [])
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise BadCell(N_("没有这个%(what)s：%(words)s"), what=say(WHAT[kind]), words=words)
        raise BadCell(
            N_("有%(count)s个%(what)s叫“%(words)s”，请改填编号：%(codes)s"),
            count=len(meant), what=say(WHAT[kind]), words=words, codes=sorted(meant)[:SHOWN],
        )  # fmt: skip

    def reaches(self, permission: str, place: str) -> bool:
        """Whether the person who imports holds the permission for a place."""
        return self.user.reaches(permission, self.paths.get(place, "\0"))


def _pairs(kind: str) -> Iterable[tuple[str, str]]:
    match kind:
        case "place":
            return Jurisdiction.objects.order_by().values_list("code", "name").iterator()
        case "unit":
            return Unit.objects.order_by().values_list("code", "name").iterator()
        case _:
            return Person.objects.order_by().values_list("code", "name").iterator()
