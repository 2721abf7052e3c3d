"""Records of what was said: transcripts, captions, pages, speeches, each as one text with its turns.

A record is the text that ranges point into, the turns in it (who speaks, and the range of the words without the speaker's name), the time
codes where there are any, and the date where one is known. `parse_record` tells the forms apart; the forms themselves are read by
`records_transcripts` and `records_captions`, files and folders are opened by `records_files`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sayso.reading import Span

_DATE: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker, without the name that stands before them; `speaker` is that name as the record has it, None without one."""

    speaker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """What was said, as somebody wrote it down. `times` are places of the text and the seconds at which the words there were said;
    `date` is the ISO day of the event where the record tells it; `notes` say in words what was mended on the way in."""

    name: str
    text: str
    turns: tuple[Turn, ...]
    date: str | None = None
    times: tuple[tuple[int, float], ...] = ()
    notes: tuple[str, ...] = ()

    def __getitem__(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def turn_at(self, place: int) -> Turn | None:
        """The turn that a place of the text is in or comes after; None before the first."""
        number = bisect_right(self.turns, place, key=_start_of) - 1
        return self.turns[number] if number >= 0 else None

    def time_at(self, place: int) -> float | None:
        """The seconds at which the words at a place of the text were said; None where the record has no time codes."""
        number = bisect_right(self.times, place, key=_place_of) - 1
        return self.times[number][1] if number >= 0 else None


def parse_record(text: str, name: str = "record", *, date: str | None = None) -> Record:
    """The record in a text: WebVTT, SRT, ``SPEAKER: words`` a paragraph, or words alone; an empty text is a record without turns.

    `date` is the ISO day of the event; without one it is looked for in the name and the first lines. Positions of a transcript are those of
    `text`; captions become a text of their own, a line a caption, as the time codes are kept apart.

    >>> [turn.speaker for turn in parse_record("ADA QUILL: The well is dry.\\n\\nCHAIR: Thank you.").turns]
    ['ADA QUILL', 'CHAIR']
    """
    from sayso.checks.records_captions import is_captions, read_captions
    from sayso.checks.records_transcripts import find_turns

    text = text.removeprefix("\ufeff")
    date = date or find_date(PurePath(name).name) or find_date(text[:400])
    if is_captions(text):
        return read_captions(text, name, date=date)
    return Record(name, text, find_turns(text), date)


def find_date(words: str) -> str | None:
    """The first ISO day in some words, None where there is none."""
    for year, month, day in _DATE.findall(words):
        if 1000 <= int(year) <= 2999 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{year}-{month}-{day}"
    return None


def _start_of(turn: Turn) -> int:
    return turn.span.start


def _place_of(time: tuple[int, float]) -> int:
    return time[0]
