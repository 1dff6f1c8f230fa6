"""The certificate that lies beside a plan, written, read, and verified claim by claim; see `docs/reference/team-certificate.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuncha.domain.errors import InvalidFile
from xuncha.domain.words import N_, Sentence, say
from xuncha.engines.teams.bound import UnsoundProof, cost_at_most, proven_bound
from xuncha.engines.teams.check import Checked
from xuncha.engines.teams.outcome import Explanation, Outcome, Proof, Split, Status, proven_gap
from xuncha.engines.teams.plan import Wishes
from xuncha.engines.teams.policy_file import FORMAT
from xuncha.engines.teams.problem import Problem
from xuncha.engines.teams.tables import unreadable

LARGEST = 10**15
"""No honest number of a certificate is larger."""

ROUNDING = 1e-6
"""A gap is a rounded number; everything else is whole and must agree exactly."""


@dataclass(frozen=True)
class Certificate:
    """What is claimed about a plan. `settings` (stop, seed, solver, seconds) say how it was found and claim nothing."""

    status: Status
    objective: int | None
    bound: int
    gap: float | None
    problem_sha256: str
    proof: Proof
    checked: Mapping[str, int]
    settings: Mapping[str, object]


@dataclass(frozen=True)
class Claim:
    """One thing a certificate says, and whether it holds."""

    holds: bool
    sentence: Sentence


def certify(outcome: Outcome, problem_sha256: str, checked: Checked | None, solver: str) -> Certificate:
    """Say of an outcome what is to be kept with it."""
    return Certificate(
        status=outcome.status,
        objective=outcome.objective,
        bound=outcome.bound,
        gap=outcome.gap,
        problem_sha256=problem_sha256,
        proof=outcome.proof,
        checked=checked.counted if checked else {},
        settings={
            "seconds": round(outcome.seconds, 3),
            "seed": outcome.seed,
            "stop": {"gap": outcome.stop.gap, "seconds": outcome.stop.seconds},
            "solver": solver,
        },
    )


def certificate_file(certificate: Certificate) -> bytes:
    """`certificate.json`."""
    return _json(
        {
            "format": FORMAT,
            "status": certificate.status,
            "objective": certificate.objective,
            "bound": certificate.bound,
            "gap": certificate.gap,
            **certificate.settings,
            "problem_sha256": certificate.problem_sha256,
            "checked": dict(certificate.checked),
            "proof": _nodes(certificate.proof),
        }
    )


def explanation_file(explanation: Explanation) -> bytes:
    """`explanation.json`: codes for programs, sentences for planners."""
    clash = [
        {"rule": each.rule, "inspections": each.inspections, "people": each.people, "sentence": str(each.sentence)}
        for each in explanation.clash
    ]
    ways_out = [
        {"code": each.code, "values": dict(each.values), "sentence": str(each.sentence)}
        for each in explanation.ways_out
    ]
    return _json({"format": FORMAT, "clash": clash, "minimal": explanation.minimal, "ways_out": ways_out})


def read_certificate(path: Path) -> Certificate:
    """Read `certificate.json`; raise `InvalidFile` with the line where it is not one."""
    if flaw := unreadable(path):
        raise flaw
    text = path.read_text(encoding="utf-8-sig")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: bad JSON, and numbers of thousands of digits
        where = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (None, None)
        raise InvalidFile(path.name, say(N_("不是有效的 JSON：%(error)s"), error=str(error)), *where) from error
    if not isinstance(said, dict):
        raise InvalidFile(path.name, say(N_("应为一个 JSON 对象")), 1)
    for key, fits in _SHAPE.items():
        if key not in said or not fits(said[key]):
            at = re.search(rf'"{key}"\s*:', text)
            line = text.count("\n", 0, at.start()) + 1 if at else None
            raise InvalidFile(path.name, say(N_("缺失或不合规定")), line, key)
    return Certificate(
        Status(said["status"]),
        said["objective"],
        said["bound"],
        said["gap"],
        said["problem_sha256"],
        _proof(said["proof"]),
        said["checked"],
        {key: said.get(key) for key in ("seconds", "seed", "stop", "solver")},
    )


def verify_plan(
    certificate: Certificate, problem: Problem, problem_sha256: str, checked: Checked, wishes: Wishes
) -> Iterator[Claim]:
    """Go through what a certificate claims of a plan, and count each thing anew."""
    yield _same_problem(certificate, problem_sha256)
    objective, bound = certificate.objective, certificate.bound
    says = {"said": "—" if objective is None else objective, "found": checked.objective}
    yield Claim(objective == checked.objective, say(N_("目标值：证书为%(said)s，重算为%(found)s"), **says))
    proven = _proven(certificate, problem, wishes)
    if isinstance(proven, Claim):
        yield proven
    else:
        yield Claim(bound <= proven, say(N_("下界：证书为%(said)s，由乘数重算为%(found)s"), said=bound, found=proven))
    gap, right = certificate.gap, proven_gap(objective, bound)
    agree = gap is not None and right is not None and abs(gap - right) <= ROUNDING
    yield Claim(agree, say(N_("差距：证书为%(said)s，重算为%(found)s"), said=_percent(gap), found=_percent(right)))
    if certificate.status is Status.OPTIMAL:
        yield Claim(objective == bound, say(N_("证书称方案已证明最优")))
    yield Claim(
        certificate.status in (Status.OPTIMAL, Status.FEASIBLE),
        say(N_("证书所述结果：%(status)s"), status=certificate.status),
    )


def verify_impossible(
    certificate: Certificate, problem: Problem, problem_sha256: str, wishes: Wishes
) -> Iterator[Claim]:
    """Go through what a certificate claims where there is no plan: no plan could cost as much as it proves."""
    yield _same_problem(certificate, problem_sha256)
    yield Claim(
        certificate.status is Status.INFEASIBLE and certificate.objective is None,
        say(N_("证书所述结果：%(status)s"), status=certificate.status),
    )
    proven = _proven(certificate, problem, wishes)
    if isinstance(proven, Claim):
        yield proven
    else:
        most = cost_at_most(problem)
        yield Claim(
            proven > most, say(N_("下界由乘数重算为%(found)s；任何方案至多为%(most)s"), found=proven, most=most)
        )


def _same_problem(certificate: Certificate, problem_sha256: str) -> Claim:
    same = certificate.problem_sha256 == problem_sha256
    return Claim(same, say(N_("证书属于这个问题")) if same else say(N_("证书属于另一个问题，或问题文件已改动")))


def _proven(certificate: Certificate, problem: Problem, wishes: Wishes) -> int | Claim:
    try:
        return proven_bound(problem, certificate.proof, wishes)
    except UnsoundProof as error:
        return Claim(False, error.sentence)


def _percent(gap: float | None) -> str:
    return "—" if gap is None else f"{gap:.3%}"


def _is_whole(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST


def _are_whole(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_whole, value.values()))


def _is_proof(nodes: object) -> bool:
    """A list of nodes that name later ones as their halves, each one once, so that nothing goes round in circles."""
    if not (isinstance(nodes, list) and nodes and all(isinstance(node, dict) for node in nodes)):
        return False
    named: set[int] = set()
    for number, node in enumerate(nodes):
        halves = [node[word] for word in ("zero", "one") if word in node]
        split = "split" in node and isinstance(node["split"], str)
        if not (_are_whole(node.get("multipliers")) and len(halves) == (2 if split else 0)):
            return False
        if not all(_is_whole(half) and number < half < len(nodes) and half not in named for half in halves):
            return False
        named.update(halves)
    return len(named) == len(nodes) - 1


def _nodes(proof: Proof) -> list[dict[str, object]]:
    """A proof as a list, the whole first; halves are named by their places in it and tell only what differs from above."""
    found: list[tuple[Proof, Mapping[str, int]]] = [(proof, {})]
    written: list[dict[str, object]] = []
    for node, above in found:
        gone = {key: 0 for key in above.keys() - node.multipliers.keys()}
        changed = {key: weight for key, weight in node.multipliers.items() if above.get(key) != weight}
        row: dict[str, object] = {"multipliers": changed | gone}
        if node.split is not None:
            row |= {"split": node.split.column, "zero": len(found), "one": len(found) + 1}
            found += [(half, node.multipliers) for half in (node.split.zero, node.split.one)]
        written.append(row)
    return written


def _proof(nodes: list[dict[str, Any]]) -> Proof:
    whole = [nodes[0]["multipliers"], *({} for _ in nodes[1:])]
    for number, node in enumerate(nodes):
        for half in (node[word] for word in ("zero", "one") if word in node):
            whole[half] = {**whole[number], **nodes[half]["multipliers"]}
    made: dict[int, Proof] = {}
    for number in reversed(range(len(nodes))):
        node = nodes[number]
        split = Split(node["split"], made[node["zero"]], made[node["one"]]) if "split" in node else None
        made[number] = Proof({key: weight for key, weight in whole[number].items() if weight}, split)
    return made[0]


_SHAPE = {
    "format": lambda value: value == FORMAT,
    "status": lambda value: isinstance(value, str) and value in set(Status),
    "objective": lambda value: value is None or _is_whole(value),
    "bound": _is_whole,
    "gap": lambda value: value is None or (isinstance(value, int | float) and 0 <= value <= 1),
    "problem_sha256": lambda value: isinstance(value, str),
    "checked": _are_whole,
    "proof": _is_proof,
}


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
