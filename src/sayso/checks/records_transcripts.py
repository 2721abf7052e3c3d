"""Transcripts: which paragraphs begin with the name of who speaks, and which words are the transcriber's own.

Decides what a speaker's label is: words before a colon at the start of a line, in capitals ("MIRA OKAFOR:", "Q:") anywhere, or written as
names are ("Mira Okafor:") where it comes again or the text has many. A line without a label goes on with the turn before it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from sayso.checks.data import load_lines
from sayso.checks.records import Turn
from sayso.reading import Span, Spans

_LABEL: Final = re.compile(
    r"^[ \t]*(?:>>+[ \t]*|[-–—][ \t]+)?(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\)?\]?[ \t]*[-–]?[ \t]*)?"
    r"(?P<name>[^\W\d_][^:\n\t]{0,80}?)[ \t]*:(?=[ \t\n]|$)",
    re.MULTILINE,
)
_CHANGE: Final = re.compile(r"^[ \t]*>>+[ \t]*(?=\S)", re.MULTILINE)
_PARENTHESES: Final = re.compile(r"[ \t]*[(\[][^()\[\]]*[)\]]")
_SMALL: Final = frozenset("of the for and de da di van von der den del la le al el bin ibn at on in to as &".split())
_NO_NAMES: Final = frozenset(
    "note notes update source sources date time place location subject re topic agenda item transcript recorded duration venue event title"
    " warning editor's correction disclaimer read more see also related watch listen url http https".split()
)
_CONTRACTED: Final = re.compile(r"[a-z]['’](?:s|m|re|ve|ll|d|t)\b|\bI['’]")
_NOTE: Final = re.compile(r"\[[^\[\]\n]{1,120}\]|\([^()\n]{1,120}\)|♪[^♪\n]{0,200}♪?|<[^<>\n]{1,80}>")
_STAGE: Final = re.compile(r"\b(?:" + "|".join(map(re.escape, load_lines("stage_notes.txt"))) + r")\b", re.IGNORECASE)
_MOST_NAMES: Final = 6  # words of a label; "PROF. MARIA DE LA CRUZ OKAFOR" has six


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; one without a speaker where no label stands before the words."""
    labels = [match for match in _LABEL.finditer(text) if _is_name(match["name"])]
    spoken = Counter(_clean(match["name"]) for match in labels)
    n_lines = text.count("\n") + 1
    opening = len(text) - len(text.lstrip())
    # One "America: land of the brave" in a speech is a sentence with a colon; a name in small letters has to come again, or open the text.
    often = len(labels) > 2 and 4 * len(labels) >= n_lines
    labels = [
        match for match in labels if _is_shouted(match["name"]) or often or spoken[_clean(match["name"])] > 1 or match.start() <= opening
    ]
    turns: list[Turn] = []
    starts = sorted([(match.start(), match.end(), _clean(match["name"])) for match in labels] + _changes(text, labels))
    first = starts[0][0] if starts else len(text)
    _add_turn(turns, text, None, 0, first)
    for number, (_, start, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        _add_turn(turns, text, name, start, end)
    return tuple(turns)


def find_notes(text: str) -> Spans:
    """The ranges of a record that are the transcriber's own: ``[applause]``, ``(LAUGHTER)``, music."""
    return tuple(Span(*match.span()) for match in _NOTE.finditer(text) if _is_note(match[0]))


def _changes(text: str, labels: list[re.Match[str]]) -> list[tuple[int, int, str | None]]:
    """Changes of the speaker that captions mark with ``>>`` and without a name."""
    named = {match.start() for match in labels}
    return [(match.start(), match.end(), None) for match in _CHANGE.finditer(text) if match.start() not in named]


def _add_turn(turns: list[Turn], text: str, speaker: str | None, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        turns.append(Turn(speaker, Span(start, end)))


def _clean(name: str) -> str:
    return _PARENTHESES.sub("", name).strip(" \t,;.-–—*_#") or name.strip()


def _is_name(words: str) -> bool:
    """Whether the words before a colon may be a speaker's name."""
    parts = _PARENTHESES.sub("", words).replace(",", " ").strip(" *_#").split()
    if not 0 < len(parts) <= _MOST_NAMES + 2 or parts[0].lower().rstrip(".") in _NO_NAMES:
        return False
    if any(mark in words for mark in ';!?"“”') or _CONTRACTED.search(words):
        return False
    if _is_shouted(words):
        return True
    return len(parts) <= _MOST_NAMES and parts[0][:1].isupper() and all(part[:1].isupper() or part.lower() in _SMALL for part in parts)


def _is_shouted(words: str) -> bool:
    """Whether the words are in capitals; the "Mc" and "O'" of a name may be small."""
    letters = [char for char in _PARENTHESES.sub("", words) if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.75 * len(letters)


def _is_note(words: str) -> bool:
    if words[0] in "♪<[":
        return words[0] != "[" or words.count(" ") < 8
    inner = words[1:-1]
    return inner.isupper() or (inner.count(" ") < 6 and _STAGE.search(inner) is not None)
