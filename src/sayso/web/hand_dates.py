"""When each hand of a chain said its part, where the page tells it.

Decides what counts as telling: words for a time that stand right after whoever says it or the word for saying it ("said on Tuesday", "told
The Bell in an interview on Tuesday"), right before that at the beginning of the sentence ("On Tuesday, Quill said"), or as "Tuesday's".
A time within the words that are said is when something else happened; a time further off may be. Where two are told, neither is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from sayso.events.dates import find_times, resolve_date
from sayso.exports.statements import format_date
from sayso.reading import Attribution, Link, Page, Span

_REACH: Final = 120
"""Characters from the words of a hand to those for a time; a guess: "in an emailed statement to the news agency late on"."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_WORD: Final = re.compile(r"[\w-]+")
_BETWEEN: Final = re.compile(r"[\w\s,-]*\Z")
_BEGINNING: Final = re.compile(r"(?:\A|\n|[.!?]|[.!?,]?[”\"’'])\s*\Z")


class HandDates:
    """The dates of the hands of every chain of a page; its words for times are looked for once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._times = _find_all_times(page.text)
        self._starts = [time.start for time in self._times]

    def tell(self, attribution: Attribution, around: tuple[Attribution, ...] = ()) -> tuple[str, ...]:
        """The date of each link of a chain, as people write it, or the page's words for it where the day is not known; empty where the page
        does not tell.

        `around` are the attributions in whose contents this one stands. The date of the page itself is that of its publication.
        """
        levels = (*around, attribution)
        published = self._page.published
        return (
            format_date(published) if published else "",
            *(self._tell(link, [one for one in levels if one.voice == link.voice], attribution) for link in attribution.chain[1:]),
        )

    def _tell(self, link: Link, said: list[Attribution], attribution: Attribution) -> str:
        """When one hand said its part; `said` are the attributions that are its own."""
        page = self._page
        anchors = [*([link.evidence] if link.evidence else []), *(span for one in said for span in (*one.source, *one.cue, *one.addressee))]
        within = [time for one in said for cue in one.cue for time in self._times_in(cue)]  # "reported last week" is a cue
        contents = [span for one in (said or [attribution]) for span in one.content]
        times = {
            time
            for anchor in anchors
            for time in (*self._find(anchor), *within)
            if not any(content.start < time.end and time.start < content.end for content in contents)
        }
        dates = {resolve_date(page[time], page.published) or page[time] for time in times}
        if len(dates) != 1:
            return ""
        date = dates.pop()
        return format_date(date) if _DAY.match(date) else f"“{page[min(times)]}”"

    def _times_in(self, span: Span) -> Iterator[Span]:
        """The times whose words stand within a range."""
        for time in self._times[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]:
            if time.end <= span.end:
                yield time

    def _find(self, anchor: Span) -> Iterator[Span]:
        """The times that are told of some words: the next one after them and the last one before them, where only words of occasions are
        between."""
        text = self._page.text
        place = bisect_left(self._starts, anchor.end)
        if place < len(self._times):
            after = self._times[place]
            if after.start - anchor.end <= _REACH and _is_occasion(text[anchor.end : after.start]):
                yield after
        place = bisect_left(self._starts, anchor.start) - 1
        if place >= 0:
            before = self._times[place]
            if 0 <= anchor.start - before.end <= _REACH and _is_occasion(text[before.end : anchor.start]):
                begins = _BEGINNING.search(text[max(0, before.start - 4) : before.start])
                if begins or text[before.start : before.end].endswith(("’s", "'s")):
                    yield before


@lru_cache(maxsize=8)
def _find_all_times(text: str) -> tuple[Span, ...]:
    """The words for times in a text; kept for the pages that are looked at, since it takes a millisecond a kilobyte."""
    return tuple(find_times(text, Span(0, len(text))))


def _is_occasion(between: str) -> bool:
    return _BETWEEN.match(between) is not None and all(word in _load_occasions() for word in _WORD.findall(between.casefold()))


@cache
def _load_occasions() -> frozenset[str]:
    lines = Path(__file__).with_name("occasions.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
