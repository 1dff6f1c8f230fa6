"""Every error a caller may catch: classes with data, under one root, each saying itself in Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.domain.words import N_, Labelled, Sentence, say


class XunchaError(Exception):
    """The root: carries a sentence that can be shown to the person who asked."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the sentence."""
        super().__init__(str(sentence))
        self.sentence = sentence


class NotAllowed(XunchaError):
    """The person may not do this."""

    def __init__(self, permission: str, what: str = "") -> None:
        """Name the permission missing and, in Chinese, what was tried."""
        self.permission = permission
        self.what = what or permission
        super().__init__(say(N_("您没有“%(what)s”的权限"), what=say(self.what)))


class WrongState(XunchaError):
    """The thing is not in a state in which this can be done to it."""

    def __init__(self, have: str, verb: str) -> None:
        """Name the present state and the verb tried, both as words of the trade, which are told in the reader's language."""
        self.have = have
        self.verb = verb
        super().__init__(say(N_("当前为“%(have)s”，不能执行“%(verb)s”"), have=_word(have), verb=_word(verb)))


class ChangedMeanwhile(XunchaError):
    """Somebody else wrote the thing between the moment it was read and the moment it was to be written."""

    def __init__(self, what: str, changes: Iterable[str | Sentence] = ()) -> None:
        """Name the thing and, where known, what was changed of it."""
        self.what = what
        self.changes = tuple(changes)
        template = N_("“%(what)s”在您查看之后已被他人更改，这次没有保存。请核对最新内容后再办理")
        if self.changes:
            template = N_("“%(what)s”在您查看之后已被他人更改（%(changes)s），这次没有保存。请核对最新内容后再办理")
        super().__init__(say(template, what=what, changes=self.changes))


class MissingDuty(XunchaError):
    """A finding names nobody whose duty it was, so it cannot enter a report."""

    def __init__(self, finding: str) -> None:
        """Name the finding by its number or title."""
        self.finding = finding
        super().__init__(
            say(N_("问题“%(finding)s”没有写明责任主体（领导班子、本级或个人），不能写入巡察报告"), finding=finding)
        )


class InvalidField(XunchaError):
    """One field was filled in wrongly."""

    def __init__(self, field: str, reason: Sentence) -> None:
        """Name the field and why its value cannot stand."""
        self.field = field
        self.reason = reason
        super().__init__(say(N_("%(field)s：%(reason)s"), field=_word(field), reason=reason))


class InvalidFile(XunchaError):
    """An input file cannot be used; says where."""

    def __init__(self, file: str, reason: Sentence, line: int | None = None, column: str | int | None = None) -> None:
        """Name the file, and line and column (or key) where known."""
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
        where = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(say(N_("%(where)s：%(reason)s"), where=where, reason=reason))


class InvalidFiles(InvalidFile):
    """Several things are wrong with the input; stands where the first of them is, and says as many as can be read."""

    SHOWN = 20

    def __init__(self, flaws: Iterable[InvalidFile]) -> None:
        """Keep the flaws in order; there is at least one."""
        self.flaws = tuple(flaws)
        first = self.flaws[0]
        super().__init__(first.file, first.reason, first.line, first.column)
        lines = [flaw.sentence for flaw in self.flaws[: self.SHOWN]]
        if len(self.flaws) > self.SHOWN:
            lines.append(say(N_("……另有%(more)s处"), more=len(self.flaws) - self.SHOWN))
        self.sentence = Sentence(
            "\n".join(f"%(l{i})s" for i in range(len(lines))), {f"l{i}": line for i, line in enumerate(lines)}
        )
        self.args = (str(self.sentence),)


class NotFound(XunchaError):
    """There is no such thing, or it is not this person's to know of."""

    def __init__(self, what: str | Sentence, key: object) -> None:
        """Name the kind of thing and the key asked for."""
        self.what = what
        self.key = key
        super().__init__(
            say(N_("没有找到%(what)s：%(key)s"), what=what if isinstance(what, Sentence) else say(what), key=key)
        )


class Refused(XunchaError):
    """A rule of the trade stands against it; gives every reason at once."""

    def __init__(self, reasons: Iterable[Sentence]) -> None:
        """Keep the reasons in order."""
        self.reasons = tuple(reasons)
        super().__init__(
            Sentence(
                "；".join(f"%(r{i})s" for i in range(len(self.reasons))),
                {f"r{i}": reason for i, reason in enumerate(self.reasons)},
            )
        )


def _word(text: str) -> object:
    """A word of the trade inside a sentence, told in the reader's language like the sentence; a field's name of the API stays."""
    return text if isinstance(text, Labelled) or text.isascii() else say(text)
