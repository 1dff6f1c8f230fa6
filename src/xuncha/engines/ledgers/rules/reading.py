"""The catalogue: every rule file that comes with the product."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from xuncha.domain.errors import NotFound
from xuncha.domain.words import N_
from xuncha.engines.ledgers.rules.rule import Rule, read_rule


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule and version that comes with the product, by family, number and version.

    :raises InvalidFile: where a file is wrong.
    """
    folder = files("xuncha.engines.ledgers.rules") / "catalogue"
    rules = [
        read_rule(each.read_text(encoding="utf-8"), each.name)
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    ]
    return tuple(sorted(rules, key=lambda rule: (rule.id[0], int(rule.id[1:]), rule.version)))


def newest(rules: Iterable[Rule], ids: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The newest version of each rule, or of those named.

    :raises NotFound: for an id that no rule has.
    """
    latest: dict[str, Rule] = {}
    for rule in rules:
        if rule.id not in latest or latest[rule.id].version < rule.version:
            latest[rule.id] = rule
    wanted = tuple(ids)
    for each in wanted:
        if each not in latest:
            raise NotFound(N_("疑点规则"), each)
    return tuple(latest[each] for each in wanted) if wanted else tuple(latest.values())
