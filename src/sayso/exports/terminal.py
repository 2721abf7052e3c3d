"""What every view in a terminal shares: its widths, and how a renderable becomes text."""

from __future__ import annotations

import io
from typing import Final

from rich.console import Console, RenderableType

DEFAULT_WIDTH: Final = 80
NARROWEST: Final = 24
NARROW: Final = 72
"""Columns below which two sides stand one above the other: two columns of 34 are the least that prose can be read in (a guess)."""


def draw(view: RenderableType, *, width: int, color: bool) -> str:
    """The view as text, wrapped to `width` columns (24 at least); with ANSI colours if `color` is set, without any escape otherwise."""
    console = Console(
        file=io.StringIO(),
        width=max(width, NARROWEST),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},  # what the environment asks for is the caller's to decide
    )
    with console.capture() as capture:
        console.print(view)
    return "\n".join(line.rstrip() for line in capture.get().split("\n")) if not color else capture.get()
