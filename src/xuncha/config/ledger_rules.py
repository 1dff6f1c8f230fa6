"""`xuncha ledgers rules`: the catalogue on the screen, and every rule tried on its own examples."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xuncha.config import environment
from xuncha.config.command import Exit
from xuncha.config.terminal import _
from xuncha.engines.ledgers.rules import Rule, Text, catalogue, newest, read_rule
from xuncha.engines.ledgers.rules.portable import text_for
from xuncha.engines.ledgers.running.examples import failures


def run(options: Namespace) -> int:
    """List, show or test."""
    return {"list": _list, "show": _show, "test": _test}[options.doing](options)


def _list(_options: Namespace) -> int:
    for rule in catalogue():
        print(f"{rule.id:<4} v{rule.version}  {_(rule.severity.label):<8}  {spoken(rule.name)}")
    return Exit.DONE


def _show(options: Namespace) -> int:
    rule = newest(catalogue(), [options.rule])[0]
    print(f"{rule.id} v{rule.version}  {spoken(rule.name)}\n\n{spoken(rule.meaning)}\n")
    print(f"{_('依据')}: {spoken(rule.source.text)}（{_(rule.source.mark.label)}）")
    print(f"{_('正常情形')}: {spoken(rule.honest)}")
    for each in rule.parameters.values():
        print(
            f"${each.name} = {each.value}  {spoken(each.meaning)}；{spoken(each.source.text)}（{_(each.source.mark.label)}）"
        )
    print(f"\n{text_for(rule, options.dialect)}")
    return Exit.DONE


def _test(options: Namespace) -> int:
    """A rule that cannot be read, or whose SQL says what it may not, is bad input; a wrong example is a failed check."""
    rules = newest(catalogue()) if not options.rules else tuple(_named(each) for each in options.rules)
    sound = True
    for rule in rules:
        wrong = list(failures(rule))
        print(f"{'✗' if wrong else '✓'} {rule.id} v{rule.version}  {spoken(rule.name)}")
        for each in wrong:
            print(f"    {each.translated(_)}")
        sound = sound and not wrong
    return Exit.DONE if sound else Exit.CHECK_FAILED


def _named(name: str) -> Rule:
    path = Path(name)
    return (
        read_rule(path.read_text(encoding="utf-8"), path.name)
        if path.suffix == ".toml"
        else newest(catalogue(), [name])[0]
    )


def spoken(text: Text) -> str:
    """A rule's words in the language of the terminal."""
    return text.en if environment.language() == "en" else text.zh
