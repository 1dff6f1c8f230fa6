"""A small explicit state table: which verb leads from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from xuncha.domain.errors import WrongState
from xuncha.domain.words import Labelled

State = TypeVar("State", bound=Labelled)


@dataclass(frozen=True)
class Flow(Generic[State]):
    """The state a thing starts in, and every move open to it."""

    start: State
    moves: Mapping[tuple[State, Labelled], State]

    def verbs(self, state: State) -> tuple[Labelled, ...]:
        """The verbs open in a state, in the order of the table."""
        return tuple(verb for have, verb in self.moves if have == state)

    def can(self, state: State, verb: str) -> bool:
        """Whether the verb is open in the state."""
        return any(open_verb == verb for open_verb in self.verbs(state))

    def advance(self, state: State, verb: str) -> State:
        """Give the state after `verb`, or raise `WrongState`."""
        for (have, known), after in self.moves.items():
            if have == state and known == verb:
                return after
        named = next((known for _, known in self.moves if known == verb), verb)
        raise WrongState(state, named)
