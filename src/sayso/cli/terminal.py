"""What the terminal allows: how wide a text for people may be, and whether it has colours; and the options that say otherwise."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from pathlib import Path

WIDEST: Final = 88  # columns: longer lines of prose are hard to follow, however wide the terminal
NARROWEST: Final = 24

NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colours, even in a terminal.")]


def find_width(out: Path | None) -> int:
    """The columns of a text: those of the terminal within bounds; 80 where it goes into a file or a pipe."""
    if out is not None or not sys.stdout.isatty():
        return 80
    return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


def wants_color(out: Path | None, *, no_color: bool) -> bool:
    """Whether a text has colours, by no-color.org and its sequel: NO_COLOR wins, FORCE_COLOR colours even what goes into a pipe."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
