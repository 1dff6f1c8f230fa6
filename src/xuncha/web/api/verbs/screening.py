"""What can be done about screened ledgers: runs, flags, alerts, names, rules."""

from typing import Any

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say
from xuncha.records.findings import actions as findings
from xuncha.records.findings import queries as found
from xuncha.records.policy import actions as policy
from xuncha.records.screening import actions as screening
from xuncha.records.screening import queries
from xuncha.web.api.inputs import base
from xuncha.web.api.inputs import screening as i
from xuncha.web.api.verbs.base import Changing, Making, Removing, Verb, leaf, owner, several


def _into(user: Any, flag: Any, body: Any) -> object:
    if body.into_id is not None:
        finding = several(queries.findings_for(user, flag), [body.into_id], "into_id")[0]
        return screening.attach(flag, finding, by=user)
    if body.begin_id is None:
        raise InvalidField("into_id", say(N_("请写明并入的问题，或新建问题的巡察")))
    inspection = several(queries.inspections_for(user, flag), [body.begin_id], "begin_id")[0]
    return screening.begin_finding(flag, inspection, leaf(body.leaf), by=user)


def _pattern(user: Any, finding: Any, body: Any) -> object:
    pattern = found.pattern_of(finding) or found.new_pattern(finding)
    pattern.family = body.family
    pattern.words, pattern.accounts, pattern.suppliers = body.words, body.accounts, body.suppliers
    return findings.settle_pattern(pattern, by=user)


def _identity(user: Any, body: Any) -> Any:
    return screening.confirm(body.kind, body.unit, body.name, body.code, same=body.same, by=user)


def _set(user: Any, body: Any) -> Any:
    place = owner(user, "people.jurisdiction", body.jurisdiction_id)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in body.values.items()}
    return screening.set_rule(place, body.rule, values, body.source, used=body.used, by=user)


def _write(user: Any, body: Any) -> Any:
    return screening.write_rule(owner(user, "people.jurisdiction", body.jurisdiction_id), body.text, by=user)


MAKINGS: tuple[Making, ...] = (
    Making("screenings", "screening.run", i.ScreeningIn, lambda u, b: screening.ask(by=u, since=b.since)),
    Making("identities", "identity.confirm", i.IdentityIn, _identity),
    Making("rule-settings", "ledger_rule.set", i.RuleSettingIn, _set),
    Making("own-rules", "ledger_rule.write", i.OwnRuleIn, _write),
)
CHANGES: tuple[Changing, ...] = ()
REMOVALS: tuple[Removing, ...] = ()
VERBS: tuple[Verb, ...] = (
    Verb("screenings", "cancel", "screening.run", base.Nothing, lambda u, r, b: screening.cancel(r, by=u)),
    Verb("flags", "check", "flag.settle", i.CheckIn, lambda u, r, b: screening.to_check(r, b.words, by=u)),
    Verb("flags", "explain", "flag.settle", i.WordsIn, lambda u, r, b: screening.explain(r, b.words, by=u)),
    Verb("flags", "finding", "flag.settle", i.IntoIn, _into),
    Verb("alerts", "decide", "alert.decide", i.DecideIn, lambda u, r, b: screening.decide(r, b.state, b.words, by=u)),
    Verb("findings", "pattern", "finding.write", i.PatternIn, _pattern),
    Verb("jurisdictions", "watch", "policy.edit", i.MonthsIn, lambda u, r, b: policy.settle_watch(r, b.months, by=u)),
    Verb("own-rules", "review", "ledger_rule.review", base.Nothing, lambda u, r, b: screening.review_rule(r, by=u)),
    Verb("own-rules", "retire", "ledger_rule.review", base.Nothing, lambda u, r, b: screening.retire_rule(r, by=u)),
)
