"""Gold as readings: the marks of PolNeAR's annotators, and the cases of tests/cases, on the page that a reading was made of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.inputs import Json
from sayso.reading import Attribution, Manner, Page, Reading, Span, Spans


@dataclass(frozen=True)
class GoldCase:
    """The gold of a case on a page, and the words of the gold that the page's text lacks (a fault of extraction)."""

    reading: Reading
    missing: tuple[str, ...]


def article_gold(page: Page, marked: tuple[Json, ...]) -> Reading:
    """What one person marked in an article of PolNeAR. The corpus has no manner, so it says nothing of it (every one is `indirect`)."""
    return Reading(page, attributions=tuple(_from_ranges(number, row) for number, row in enumerate(marked)))


def case_gold(folder: Path, page: Page) -> GoldCase:
    """The attributions of a case's gold.json, found by their words in the text of the page."""
    finder = _Finder(page.text)
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["attributions"]
    return GoldCase(Reading(page, attributions=tuple(_from_words(row, finder) for row in rows)), tuple(finder.missing))


def find_words(text: str, words: str, nth: int = 1) -> Span | None:
    """The range of the nth place where the words stand, whatever blanks lie between them; places may overlap."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    match = pattern.search(text)
    for _ in range(nth - 1):
        if match is None:
            break
        match = pattern.search(text, match.start() + 1)
    return Span(*match.span()) if match else None


class _Finder:
    """Finds the gold's words in one text and keeps those that are not there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: list[str] = []

    def find(self, wanted: Any) -> Spans:  # JSON: the words, or {"text": .., "nth": ..}
        words, nth = (wanted, 1) if isinstance(wanted, str) else (wanted["text"], wanted.get("nth", 1))
        span = find_words(self.text, words, nth)
        if span is None:
            self.missing.append(words)
            return ()
        return (span,)

    def find_all(self, wanted: list[Any]) -> Spans:  # as above
        return tuple(sorted(span for one in wanted for span in self.find(one)))


def _from_ranges(number: int, row: Json) -> Attribution:
    content, cue, source = (tuple(Span(*span) for span in row.get(role, ())) for role in ("content", "cue", "source"))
    return Attribution(f"g{number}", content=content, cue=cue, source=source, manner=Manner.INDIRECT, score=1.0)


def _from_words(row: Json, finder: _Finder) -> Attribution:
    return Attribution(
        row["id"],
        content=finder.find_all(row["content"]),
        cue=finder.find_all(row["cue"]),
        source=finder.find_all(row["source"]),
        manner=Manner(row["manner"]),
        score=1.0,
        addressee=finder.find(row["addressee"]) if row["addressee"] else (),
        parent=row["parent"],
    )
