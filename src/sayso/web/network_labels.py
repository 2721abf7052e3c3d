"""Words in a picture: how wide they are, estimated on the safe side since only a browser has fonts, and what of them fits into a place."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

_SAFETY: Final = 1.14
"""The widest of the fonts that a browser may take (DejaVu Sans) is wider than the narrowest (Helvetica) by about this much."""


class Label(NamedTuple):
    """Words at a place: `x` is their start, or, of those anchored at the "end", their end; `y` the base line."""

    text: str
    x: float
    y: float
    anchor: str
    size: float
    width: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the words."""
        left = self.x if self.anchor == "start" else self.x - self.width if self.anchor == "end" else self.x - self.width / 2
        return left, self.y - self.size * 0.8, left + self.width, self.y + self.size * 0.25


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """How wide words are, at least as wide as any usual sans-serif draws them."""
    return sum(map(_measure_char, text)) * size * _SAFETY * (1.06 if bold else 1)


def _measure_char(char: str) -> float:
    if char in "iljtfr.,:;'’|!()[]I ·":
        return 0.33
    if char in "mwMW@%—…≠":
        return 0.92
    if char < "\x7f":
        return 0.72 if char.isupper() else 0.57
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.06 if unicodedata.east_asian_width(char) in "WF" else 0.78


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The words, or as many of their characters as there is room for, with an ellipsis."""
    if measure(text, size, bold=bold) <= room:
        return text
    room -= measure("…", size, bold=bold)
    kept = 0
    for char in text:
        room -= measure(char, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip("\u200d ") + "…"


def wrap_name(name: str, size: float, room: float) -> list[str]:
    """A name in one line or two."""
    if measure(name, size, bold=True) <= room:
        return [name]
    words = name.split(" ")
    first = 1
    while first < len(words) - 1 and measure(" ".join(words[: first + 1]), size, bold=True) <= room:
        first += 1
    lines = [" ".join(words[:first]), " ".join(words[first:])]
    return [fit(line, size, room, bold=True) for line in lines if line]


def make_label(text: str, x: float, y: float, anchor: str, size: float, *, bold: bool = False) -> Label:
    """Words at a place, with their width."""
    return Label(text, round(x, 1), round(y, 1), anchor, size, round(measure(text, size, bold=bold), 1))
