"""The proven gap over time as an SVG picture: a panel for each problem, a line for each way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log10
from typing import Any
from xml.sax.saxutils import escape

COLOURS = {"ours": "#c8102e", "cp-sat": "#1f6fb2", "highs": "#e08a00"}
WIDTH, HEIGHT, LEFT, TOP = 250, 170, 62, 64
GAP_ACROSS, GAP_DOWN = 30, 58
MOST, LEAST, SOONEST = 1.0, 0.0005, 0.01
GAP_LINES = {1.0: "100 %", 0.1: "10 %", 0.05: "5 %", 0.01: "1 %", 0.001: "0.1 %"}


def draw(rows: Sequence[Mapping[str, Any]]) -> str:
    """Panels by size (down) and seed (across)."""
    sizes, seeds = list(dict.fromkeys(row["size"] for row in rows)), list(dict.fromkeys(row["seed"] for row in rows))
    parts = [*_legend(list(dict.fromkeys(row["way"] for row in rows)))]
    for down, size in enumerate(sizes):
        for across, seed in enumerate(seeds):
            here = [row for row in rows if (row["size"], row["seed"]) == (size, seed)]
            if here:
                x, y = LEFT + across * (WIDTH + GAP_ACROSS), TOP + down * (HEIGHT + GAP_DOWN)
                parts.append(
                    f'<g transform="translate({x} {y})">{"".join(_panel(here, f"{size}, seed {seed}", across == 0))}</g>'
                )
    width, height = LEFT + max(2, len(seeds)) * (WIDTH + GAP_ACROSS), TOP + len(sizes) * (HEIGHT + GAP_DOWN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _legend(ways: Sequence[str]) -> Iterable[str]:
    yield _text(
        LEFT, 18, "Proven gap over seconds, both logarithmic (each way against its own bound)", "start", bold=True
    )
    for at, way in enumerate(ways):
        x = LEFT + at * 90
        yield f'<path d="M{x} 34h22" stroke="{COLOURS[way]}" stroke-width="2.5"/>' + _text(x + 27, 38, way, "start")


def _panel(rows: Sequence[Mapping[str, Any]], title: str, scaled: bool) -> Iterable[str]:
    limit = max(row["seconds"] for row in rows)
    yield _text(0, -7, title, "start", bold=True)
    for gap, label in GAP_LINES.items():
        yield f'<path d="M0 {_down(gap)}H{WIDTH}" stroke="#ddd"/>'
        if scaled:
            yield _text(-6, _down(gap) + 4, label, "end")
    for seconds in (0.1, 1, 10, 100):
        if seconds < limit / 2:  # a nearer one would be written over the limit
            yield f'<path d="M{_across(seconds, limit)} 0V{HEIGHT}" stroke="#eee"/>'
            yield _text(_across(seconds, limit), HEIGHT + 15, f"{seconds:g}", "middle")
    yield _text(WIDTH, HEIGHT + 15, f"{limit:g} s", "end")
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#999"/>'
    silent = 0
    for row in reversed(rows):  # the first way on top
        if row["curve"]:
            yield f'<path d="{_steps(row, limit)}" fill="none" stroke="{COLOURS[row["way"]]}" stroke-width="2"/>'
        else:
            silent += 1
            yield _text(WIDTH - 6, 14 * silent, f"{row['way']}: no plan in time", "end", COLOURS[row["way"]])


def _steps(row: Mapping[str, Any], limit: float) -> str:
    """A stair: a gap holds until the next is proven, the last until the search ended."""
    at, gap = row["curve"][0]
    start = f"M{_across(at, limit)} {_down(gap)}"
    stairs = (f"H{_across(at, limit)}V{_down(gap)}" for at, gap in row["curve"][1:] if at <= limit)
    return start + "".join(stairs) + f"H{_across(row['seconds_taken'], limit)}"


def _across(seconds: float, limit: float) -> float:
    share = log10(min(limit, max(SOONEST, seconds)) / SOONEST) / log10(limit / SOONEST)
    return round(WIDTH * share, 1)


def _down(gap: float) -> float:
    share = log10(MOST / min(MOST, max(LEAST, gap))) / log10(MOST / LEAST)
    return round(HEIGHT * share, 1)


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#333", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'
