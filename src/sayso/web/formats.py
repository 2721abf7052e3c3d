"""The formats that a stored reading can be had in over the web: those of `sayso.exports`, each with its media type and file name.

Decides nothing about a format; a new one is a new line of the registry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sayso.exports.html import to_html
from sayso.exports.json import dumps
from sayso.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in addresses, what it is in words, and how a reading becomes it."""

    name: str
    words: str
    media_type: str
    suffix: str
    write: Callable[[Reading], str | bytes]


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("json", "JSON, by our schema", "application/json", "json", lambda reading: dumps(reading, indent=1) + "\n"),
        Format("html", "one HTML file that needs nothing else", "text/html; charset=utf-8", "html", to_html),
    )
}
"""The formats, by name."""
