"""The rules: data in files, one file a rule and version. `docs/how-to/write-a-rule.zh-CN.md` tells how to write one."""

from xuncha.engines.ledgers.rules.reading import catalogue, newest
from xuncha.engines.ledgers.rules.rule import (
    Anchor,
    Delta,
    Example,
    ExampleFlag,
    Mark,
    Parameter,
    Rule,
    Text,
    Value,
    read_rule,
)

__all__ = [
    "Anchor",
    "Delta",
    "Example",
    "ExampleFlag",
    "Mark",
    "Parameter",
    "Rule",
    "Text",
    "Value",
    "catalogue",
    "newest",
    "read_rule",
]
