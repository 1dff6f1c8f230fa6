"""Typefaces: the office's own first (its folder, then the system's), else the one that travels with Xuncha."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

CARRIED = Path(__file__).parents[2] / "web" / "static" / "dist" / "fonts"
FALLBACK = "Noto Sans SC"

WANTED: dict[str, tuple[str, ...]] = {
    "fang": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang"),
    "song": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "STZhongsong"),
    "hei": ("SimHei", "黑体", "STHeiti", "FandolHei"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FandolKai"),
}
"""Names under which the four typefaces of GB/T 9704 are found, the best first."""


@dataclass(frozen=True)
class Typefaces:
    """What a document is set in: for each of the four faces the families to try, in order."""

    fonts: typst.Fonts
    families: dict[str, tuple[str, ...]]

    @property
    def replaced(self) -> tuple[str, ...]:
        """The faces that are not there and stand replaced by the fallback."""
        return tuple(face for face, families in self.families.items() if families[0] == FALLBACK)

    def missing(self, characters: Iterable[str]) -> tuple[str, ...]:
        """The characters no family of the text face can draw."""
        drawn: set[int] = set()
        for font in self.fonts.fonts():
            if font.family in self.families["fang"] and font.path:
                drawn |= _drawn(Path(font.path), font.index)
        return tuple(sorted(each for each in characters if ord(each) not in drawn))


def find_typefaces(*folders: Path) -> Typefaces:
    """Look in these folders, then in the system, then beside the browser assets."""
    there = tuple(folder for folder in (*folders, CARRIED) if folder.is_dir())
    return _found(there, tuple(path.stat().st_mtime_ns for path in there))


@lru_cache(maxsize=4)
def _found(folders: tuple[Path, ...], changed: tuple[int, ...]) -> Typefaces:
    fonts = typst.Fonts(font_paths=list(folders), include_embedded_fonts=False)
    there = set(fonts.families())
    families = {
        face: (*(name for name in names if name in there), *((FALLBACK,) if FALLBACK in there else ()))
        for face, names in WANTED.items()
    }
    return Typefaces(fonts, families)


@lru_cache(maxsize=16)
def _drawn(path: Path, index: int) -> frozenset[int]:
    """Code points a font file has a glyph for, read from its character map (formats 4 and 12)."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    tables = (struct.unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(count))
    cmap = next((offset for tag, _, offset, _ in tables if tag == b"cmap"), None)
    if cmap is None:
        return frozenset()
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        form = struct.unpack_from(">H", data, table)[0]
        if form == 4:
            found |= _segments(data, table)
        elif form == 12:
            found |= _groups(data, table)
    return frozenset(found)


def _segments(data: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    return {
        code for first, last in zip(starts, ends, strict=True) if first != 0xFFFF for code in range(first, last + 1)
    }


def _groups(data: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">I", data, table + 12)[0]
    groups = (struct.unpack_from(">III", data, table + 16 + 12 * number) for number in range(count))
    return {code for first, last, _ in groups for code in range(first, last + 1)}
