"""What is done for the service in a process of its own, so that a hostile page costs that process and no other request.

Decides how a page, a headline check and a quote check are asked for. Imports nothing of the web: each worker process loads this module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sayso.checks import QuoteVerdict, Record, check_quotes
from sayso.reading import Check, Finding, Reading


class What(StrEnum):
    """What a task asks for."""

    READ = "read"
    QUOTES = "quotes"
    WARM = "warm"


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work, in values that go into another process."""

    what: What
    source: bytes | str = b""
    name: str = "the page"
    url: str | None = None
    charset: str | None = None
    media_type: str = ""
    headline: str | None = None
    reading: Reading | None = None
    records: tuple[Record, ...] = ()  # the first is the one that is shown; others are looked into for what it does not have


def perform(task: Task) -> Reading:
    """The reading that comes of a task.

    Raises:
        SaysoError: whatever is wrong with the page, the record, or this installation.
    """
    return _PERFORMERS[task.what](task)


def _read(task: Task) -> Reading:
    from sayso import pipeline
    from sayso.pages import parse_html, parse_text
    from sayso.pages.opening import read_source

    if isinstance(task.source, bytes):
        page = read_source(task.source, task.name, url=task.url, charset=task.charset, media_type=task.media_type)
    elif task.media_type == "text/html":
        page = parse_html(task.source, task.url)
    else:
        page = parse_text(task.source, task.url)
    return pipeline.read(page)


def _check_quotes(task: Task) -> Reading:
    """The reading with the findings of its quotations against a record; that is handed over as a record, never as a path."""
    assert task.reading is not None
    checked = check_quotes(task.reading, task.records[:1])
    if len(task.records) == 1 or all(one.verdict != QuoteVerdict.NOT_FOUND for one in checked.findings):
        return checked
    elsewhere = {one.claim: one for one in check_quotes(task.reading, task.records[1:]).findings if one.check is Check.QUOTE}
    return replace(checked, findings=tuple(_look_elsewhere(one, elsewhere.get(one.claim)) for one in checked.findings))


def _look_elsewhere(finding: Finding, other: Finding | None) -> Finding:
    """The finding; where the words were not found, and another record has them, it says so."""
    if finding.verdict != QuoteVerdict.NOT_FOUND or other is None or other.verdict == QuoteVerdict.NOT_FOUND:
        return finding
    return replace(finding, reason=f"{finding.reason} They are in {other.record}: {other.verdict}.".strip())


def _warm(task: Task) -> Reading:
    return _read(
        replace(task, source="The river rose on Monday. “It will fall again,” Quill said to the council of the town.", name="warm-up")
    )


_PERFORMERS: Final[dict[What, Callable[[Task], Reading]]] = {What.READ: _read, What.QUOTES: _check_quotes, What.WARM: _warm}
