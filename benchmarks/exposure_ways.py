"""The two alternatives `benchmarks/exposure.py` sets beside the engine: the same sums by sparse matrices, and in SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from scipy import sparse

from xuncha.domain.exposure import ExposurePolicy
from xuncha.engines.exposure import NEAR_KIN, Rows, World
from xuncha.engines.exposure.ties import scale


def by_scipy(world: World, policy: ExposurePolicy, on: date) -> Rows:
    """Multiply sparse matrices. The weaker of two sides is no product, so each level of points is one of its own."""
    by, people, bodies = scale(policy, on), world.persons, len(world.bodies)
    left = by.left(world.ties.kind, world.ties.ended)
    inspectors = np.full(people, -1, np.int32)
    inspectors[world.inspectors] = np.arange(len(world.inspectors))
    seats = sparse.csr_matrix((np.ones(bodies, np.int32), (world.bodies.person, np.arange(bodies))), (people, bodies))
    of_target = sparse.csr_matrix(
        (np.ones(bodies, np.int32), (np.arange(bodies), world.bodies.target)), (bodies, world.targets)
    )
    shape = (len(world.inspectors), people)
    by_kind = [_known(world, inspectors, left, world.ties.kind == kind, shape) for kind in np.unique(world.ties.kind)]
    direct = sum((m @ seats for k, m in zip(np.unique(world.ties.kind), by_kind, strict=True) if k != NEAR_KIN),
                 sparse.csr_matrix((shape[0], bodies), dtype=np.int32))  # fmt: skip
    known = sum((m @ seats for m in by_kind), sparse.csr_matrix((shape[0], bodies), dtype=np.int32)) > 0
    sides = _best(by_kind)
    toward = _toward(world, left, seats)
    levels = np.unique(np.concatenate([sides.data, toward.data]))
    through = sparse.csr_matrix((shape[0], bodies), dtype=np.int32)
    for level in levels[levels >= policy.through_least]:
        met = (sides >= level).astype(np.int32) @ (toward >= level).astype(np.int32)
        met.data[:] = level
        through = through.maximum(met)
    own = sparse.csr_matrix(seats[world.inspectors] > 0)
    through = through - through.multiply(known) - through.multiply(own)
    through.data = through.data * policy.through_share // 100
    own_unit = by.left(world.unit_ties.kind, world.unit_ties.ended)
    whole = sparse.csr_matrix((direct + through) @ of_target)
    for kind in np.unique(world.unit_ties.kind):
        some = world.unit_ties.kind == kind
        whole = whole + _largest(
            inspectors[world.unit_ties.person[some]], world.unit_ties.target[some], own_unit[some], whole.shape
        )
    whole = sparse.csr_matrix(whole)
    whole.eliminate_zeros()
    whole.sort_indices()
    rows = whole.tocoo()
    return Rows(world.inspectors[rows.row], rows.col.astype(np.int32), np.minimum(rows.data, policy.most))


def _largest(row: Any, column: Any, points: Any, shape: tuple[int, int]) -> Any:
    """A matrix of the largest points of each place, where adding up would be the usual thing."""
    order = np.lexsort((-points, column, row))
    row, column, points = row[order], column[order], points[order]
    first = np.concatenate(([True], (row[1:] != row[:-1]) | (column[1:] != column[:-1])))
    some = first & (points > 0)
    return sparse.csr_matrix((points[some].astype(np.int32), (row[some], column[some])), shape)


def _known(world: World, inspectors: Any, left: Any, some: Any, shape: tuple[int, int]) -> Any:
    parts = []
    for near, far in ((world.ties.one, world.ties.other), (world.ties.other, world.ties.one)):
        rows = np.flatnonzero(some & (left > 0) & (inspectors[near] >= 0))
        parts.append((inspectors[near[rows]], far[rows], left[rows]))
    return _largest(*(np.concatenate(column) for column in zip(*parts, strict=True)), shape)


def _best(matrices: list[Any]) -> Any:
    best = matrices[0]
    for each in matrices[1:]:
        best = best.maximum(each)
    return sparse.csr_matrix(best)


def _toward(world: World, left: Any, seats: Any) -> Any:
    """Who knows whom of the leading bodies, without those who sit beside them."""
    leading = np.zeros(world.persons, np.bool_)
    leading[world.bodies.person] = True
    parts = []
    for near, far in ((world.ties.one, world.ties.other), (world.ties.other, world.ties.one)):
        rows = np.flatnonzero((left > 0) & leading[near])
        parts.append((far[rows], near[rows], left[rows]))
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    known = _largest(*columns, (world.persons, world.persons)) @ seats
    beside = seats @ sparse.csr_matrix((
        np.ones(len(world.bodies), np.int32), (np.arange(len(world.bodies)), world.bodies.target)
    ), (len(world.bodies), world.targets))  # fmt: skip
    known = known.tocoo()
    inside = np.asarray(beside[known.row, world.bodies.target[known.col]]).ravel() > 0
    kept = ~inside
    return sparse.csr_matrix((known.data[kept], (known.row[kept], known.col[kept])), known.shape)


SQL = """
CREATE TEMP TABLE legs AS
SELECT one AS near, other AS far, kind, points FROM (
    SELECT t.one, t.other, t.kind, l.points FROM ties t
    JOIN levels l ON l.kind = t.kind AND l.since = greatest(0, least(99, ($day - t.ended) // 10000)) WHERE l.points > 0
) WHERE one IN (FROM inspectors) OR other IN (FROM inspectors) OR one IN (SELECT person FROM bodies)
    OR other IN (SELECT person FROM bodies);
CREATE TEMP TABLE sides AS SELECT * FROM legs UNION ALL SELECT far, near, kind, points FROM legs;
CREATE TEMP TABLE direct AS
SELECT s.near AS who, b.seat, b.target, s.kind, max(s.points) AS points
FROM sides s JOIN bodies b ON b.person = s.far WHERE s.near IN (FROM inspectors) GROUP BY ALL;
CREATE TEMP TABLE ours AS
SELECT near AS who, far AS via, max(points) AS points FROM sides
WHERE near IN (FROM inspectors) AND points >= $least GROUP BY ALL;
CREATE TEMP TABLE theirs AS
SELECT b.seat, b.target, b.person, s.far AS via, max(s.points) AS points
FROM sides s JOIN bodies b ON b.person = s.near
WHERE s.points >= $least AND NOT EXISTS (FROM bodies x WHERE x.target = b.target AND x.person = s.far) GROUP BY ALL;
CREATE TEMP TABLE chains AS
SELECT o.who, t.seat, t.target, max(least(o.points, t.points)) * $share // 100 AS points
FROM ours o JOIN theirs t USING (via) WHERE o.who <> t.person GROUP BY ALL;
"""
ANSWER = """
SELECT who, target, least($most, sum(points))::INTEGER AS points FROM (
    SELECT who, target, points FROM direct WHERE kind <> $near_kin
    UNION ALL SELECT c.who, c.target, c.points FROM chains c ANTI JOIN direct d ON d.who = c.who AND d.seat = c.seat
    UNION ALL SELECT u.person, u.target, max(l.points) FROM unit_ties u
        JOIN levels l ON l.kind = u.kind AND l.since = greatest(0, least(99, ($day - u.ended) // 10000))
        GROUP BY u.person, u.target, u.kind
) GROUP BY ALL HAVING sum(points) > 0 ORDER BY who, target
"""


def by_duckdb(world: World, policy: ExposurePolicy, on: date) -> Rows:
    """Say it in SQL."""
    import duckdb

    by = scale(policy, on)
    kind, since = np.indices(by.points.shape, dtype=np.int32)
    bodies = {"target": world.bodies.target, "person": world.bodies.person}
    tables: dict[str, dict[str, Any]] = {
        "ties": {name: getattr(world.ties, name) for name in world.ties.names()},
        "unit_ties": {name: getattr(world.unit_ties, name) for name in world.unit_ties.names()},
        "bodies": {"seat": np.arange(len(world.bodies), dtype=np.int32), **bodies},
        "inspectors": {"person": world.inspectors},
        "levels": {"kind": kind.ravel(), "since": since.ravel(), "points": by.points.ravel()},
    }
    values = {
        "day": by.on, "least": policy.through_least, "share": policy.through_share, "most": policy.most,
        "near_kin": NEAR_KIN,
    }  # fmt: skip
    with duckdb.connect() as database:
        for name, columns in tables.items():
            database.register(name, {key: np.asarray(column) for key, column in columns.items()})
        for statement in filter(str.strip, SQL.split(";")):
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            database.execute(statement, used or None)
        answer = database.execute(ANSWER, {name: value for name, value in values.items() if f"${name}" in ANSWER})
        found = answer.fetchnumpy()
    return Rows(*(np.asarray(found[name], np.int32) for name in ("who", "target", "points")))
