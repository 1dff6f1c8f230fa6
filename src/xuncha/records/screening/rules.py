"""Which rules an office uses: the catalogue and its own reviewed ones, each with what the office has set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xuncha.domain.ledgers import OwnRuleState
from xuncha.engines.ledgers.rules import Rule, catalogue, newest, read_rule
from xuncha.records.screening.models import OwnRule, RuleSetting


def own() -> tuple[Rule, ...]:
    """Rules the office wrote and another person reviewed."""
    kept = OwnRule.objects.filter(state=OwnRuleState.IN_FORCE)
    return tuple(read_rule(each.text, str(each)) for each in kept)


def known() -> tuple[Rule, ...]:
    """The newest version of every rule."""
    return newest((*catalogue(), *own()))


def used(day: date) -> tuple[Rule, ...]:
    """The rules a screening runs: those in force that day and not put aside, with the thresholds the office has set."""
    settings = {each.rule: each for each in RuleSetting.objects.order_by("-jurisdiction__path")}
    return tuple(
        _set(rule, settings.get(rule.id))
        for rule in known()
        if rule.in_force(day) and (rule.id not in settings or settings[rule.id].used)
    )


def version(code: str, number: int) -> Rule | None:
    """The very version that raised a flag, also when a newer one is in use."""
    every = (*catalogue(), *(read_rule(each.text, str(each)) for each in OwnRule.objects.filter(rule=code)))
    return next((rule for rule in every if (rule.id, rule.version) == (code, number)), None)


def _set(rule: Rule, setting: RuleSetting | None) -> Rule:
    if setting is None:
        return rule
    # JSON knows no tuples.
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in setting.values.items()
        if name in rule.parameters
    }
    changed = {name: replace(rule.parameters[name], value=value) for name, value in values.items()}
    return replace(rule, parameters={**rule.parameters, **changed})
