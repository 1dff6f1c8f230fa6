"""Screened ledgers: what is said of them."""

from datetime import date

from xuncha.domain.ledgers import AlertState, EntityKind, RuleFamily
from xuncha.web.api.inputs.base import Body, Count, Key, Label, Line, Name, Short, Text


class ScreeningIn(Body):
    """A run over all ledgers; flags from `since` on, of all days where it is left out."""

    since: date | None = None


class CheckIn(Body):
    """How a flag is to be checked on site."""

    words: Text = ""


class WordsIn(Body):
    """What was found, and on what basis."""

    words: Text


class IntoIn(Body):
    """The finding a flag becomes part of; or the inspection and taxonomy leaf of a new one."""

    into_id: Key | None = None
    begin_id: Key | None = None
    leaf: Name = ""


class DecideIn(Body):
    """Whether a closed finding has come back, and why."""

    state: AlertState
    words: Text


class IdentityIn(Body):
    """Who a name in the ledgers is, as it was suggested."""

    kind: EntityKind
    unit: Short = ""
    name: Label
    code: Name
    same: bool


class PatternIn(Body):
    """By what a finding about money would be known again."""

    family: RuleFamily
    words: list[Line] = []
    accounts: list[Short] = []
    suppliers: list[Short] = []


class MonthsIn(Body):
    """For how many months ledgers are watched after close-out."""

    months: Count


class RuleSettingIn(Body):
    """Thresholds of a rule in a place, with where they come from."""

    jurisdiction_id: Key
    rule: Short
    values: dict[Name, int | Line | list[int] | list[Line]] = {}
    used: bool = True
    source: Line


class OwnRuleIn(Body):
    """A rule file, to be reviewed by somebody else."""

    jurisdiction_id: Key
    text: Text
