"""The two documents of a draw: what is published before, and what is published after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xuncha.domain.errors import InvalidFile, XunchaError
from xuncha.domain.words import N_, say
from xuncha.engines.draws.seeds import read_seed

ALGORITHM = "hmac-sha256-tickets/1"
COMMITMENT_FORMAT = "xuncha-draw-commitment/1"
REVEAL_FORMAT = "xuncha-draw-reveal/1"


@dataclass(frozen=True)
class Share:
    """One stratum: how many candidates it has, how many of them are drawn."""

    name: str
    candidates: int
    take: int


@dataclass(frozen=True)
class Commitment:
    """What is settled before the draw: title, list, strata, numbers, algorithm, the seed by its digest.

    `beacon` says which public value, known to nobody yet, will be mixed in; empty where none is.
    """

    title: str
    candidates_sha256: str
    strata: tuple[Share, ...]
    beacon: str
    seed_sha256: str
    algorithm: str = ALGORITHM

    @property
    def sha256(self) -> str:
        """The one digest that stands for all of it: printed, read out, pinned to a board."""
        return hashlib.sha256(_canonical(self._open()).encode()).hexdigest()

    def _open(self) -> dict[str, Any]:
        return {"format": COMMITMENT_FORMAT, **asdict(self)}


@dataclass(frozen=True)
class Reveal:
    """What came of it: the seed, the public value, every stratum in the order of its tickets."""

    commitment_sha256: str
    seed: str
    beacon_value: str
    order: Mapping[str, tuple[str, ...]]
    """Stratum -> ids. As many as the commitment says are drawn, from the front; the rest stand by in this order."""


def commitment_text(commitment: Commitment) -> str:
    """The commitment as the file published before the draw."""
    return _file({**commitment._open(), "commitment_sha256": commitment.sha256})


def reveal_text(reveal: Reveal) -> str:
    """The reveal as the file published after the draw."""
    strata = [{"name": name, "order": list(ids)} for name, ids in reveal.order.items()]
    return _file(
        {
            "format": REVEAL_FORMAT, "commitment_sha256": reveal.commitment_sha256, "seed": reveal.seed,
            "beacon_value": reveal.beacon_value, "strata": strata,
        }
    )  # fmt: skip


def read_commitment(text: str, file: str) -> tuple[Commitment, str]:
    """The commitment of a file, and the digest the file states, which may be another."""
    names = [field.name for field in fields(Commitment)]
    found = _object(text, file, {name: str for name in names} | {"strata": list, "commitment_sha256": str})
    _is_of(COMMITMENT_FORMAT, found, file)
    strata = tuple(
        Share(**_part(each, {"name": str, "candidates": int, "take": int}, file)) for each in found["strata"]
    )
    stated = found["commitment_sha256"]
    return Commitment(**{name: found[name] for name in names} | {"strata": strata}), stated


def read_reveal(text: str, file: str) -> Reveal:
    """The reveal of a file."""
    kinds = {"commitment_sha256": str, "seed": str, "beacon_value": str, "strata": list}
    found = _object(text, file, kinds)
    _is_of(REVEAL_FORMAT, found, file)
    order = {}
    for each in found["strata"]:
        part = _part(each, {"name": str, "order": list}, file)
        if not all(isinstance(one, str) for one in part["order"]):
            raise InvalidFile(file, say(N_("应为编号的列表")), None, "order")
        order[part["name"]] = tuple(part["order"])
    try:
        seed = read_seed(found["seed"])
    except XunchaError as error:
        raise InvalidFile(file, error.sentence, None, "seed") from error
    return Reveal(found["commitment_sha256"], seed, found["beacon_value"], order)


def _object(text: str, file: str, kinds: Mapping[str, type]) -> dict[str, Any]:
    try:
        found = json.loads(text)
        _canonical(found).encode()  # half a surrogate pair is JSON and yet no text
    except json.JSONDecodeError as error:
        raise InvalidFile(file, say(N_("不是有效的 JSON")), error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise InvalidFile(file, say(N_("不是有效的 JSON"))) from error
    return _part(found, {"format": str, **kinds}, file)


def _part(found: object, kinds: Mapping[str, type], file: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise InvalidFile(file, say(N_("应为字段和值")))
    for name, kind in kinds.items():
        # `type` and not isinstance: to JSON, true is not a number.
        if type(found.get(name)) is not kind:
            raise InvalidFile(file, say(N_("缺少这个字段，或类型不对")), None, name)
    further = next((name for name in found if name not in kinds), None)
    if further is not None:
        raise InvalidFile(file, say(N_("不认识这个字段")), None, str(further))
    return found


def _is_of(form: str, found: Mapping[str, Any], file: str) -> None:
    if found["format"] != form:
        raise InvalidFile(file, say(N_("应为“%(form)s”：%(found)s"), form=form, found=found["format"]), None, "format")


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _file(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
