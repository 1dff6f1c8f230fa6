"""What bodies of requests are made of. Text holds no NUL and no half characters: PostgreSQL could not keep them."""

from copy import copy
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict, create_model
from pydantic_core import PydanticUndefined

LARGEST_KEY = 2**63 - 1
LONGEST = 20_000


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("NUL")
    text.encode()
    return text


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_storable)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
Short = Annotated[str, Field(max_length=32), AfterValidator(_storable)]
Label = Annotated[str, Field(max_length=128), AfterValidator(_storable)]
Words = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Name = Annotated[str, Field(max_length=64), AfterValidator(_storable)]
Reason = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_storable)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
Fen = Annotated[int, Field(ge=0, le=LARGEST_KEY)]
Count = Annotated[int, Field(ge=0, le=32_767)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Body(Schema):
    """A body of a request; a word it does not know is refused rather than lost."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """A verb that needs no words."""


class NoteIn(Body):
    """A few words that go with a verb."""

    note: Words


class OnIn(Body):
    """The day something was done."""

    on: date


class OfInspectionIn(Body):
    """What belongs to one inspection."""

    inspection_id: Key


FIXED = frozenset({"inspection_id", "plan_id", "task_id", "person_id", "round_id", "term_id"})
"""What a thing belongs to; it is said once, when the thing is made."""


def part_of(body: type[Body], *fixed: str) -> type[Body]:
    """The same body for a change: only what is to change is sent, and what the thing belongs to never is."""
    fields: dict[str, Any] = {}
    for name, field in body.model_fields.items():
        if name not in FIXED.union(fixed):
            optional = copy(field)
            optional.default, optional.default_factory = PydanticUndefined, _not_sent
            fields[name] = (field.annotation, optional)
    made = create_model(body.__name__.removesuffix("In") + "Change", __base__=Body, **fields)
    made.__doc__ = f"What is to change; what is left out stays. {body.__doc__}"
    return made


def _not_sent() -> None:
    """Stand for what was left out; it is never read, since only what was sent is."""
