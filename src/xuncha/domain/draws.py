"""Draws (抽取): how many of each stratum."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.domain.errors import InvalidField
from xuncha.domain.words import N_, say


def allocate(sizes: Mapping[str, int], total: int, least: int = 0) -> dict[str, int]:
    """How many to draw of each stratum: in proportion to its size, at least `least` (or all it has), `total` in all.

    Of all ways within these bounds the one nearest to exact proportion (least squares): one at a time goes to the
    stratum furthest below its share, equal ones in the order of their names.

    :raises InvalidField: where the bounds leave no way.
    """
    everything = sum(sizes.values())
    if not 0 < total <= everything:
        raise InvalidField(N_("抽取数量"), say(N_("应在1和%(most)s之间：%(total)s"), most=everything, total=total))
    found = {name: min(least, size) for name, size in sizes.items()}
    if sum(found.values()) > total:
        reason = N_("每层至少%(least)s个，共需%(need)s个，多于抽取数量%(total)s")
        raise InvalidField(N_("每层至少"), say(reason, least=least, need=sum(found.values()), total=total))
    for _ in range(total - sum(found.values())):
        behind = {name: total * size - found[name] * everything for name, size in sizes.items() if found[name] < size}
        found[min(behind, key=lambda name: (-behind[name], name))] += 1
    return found
