"""Sentences of English news.

Decides where a sentence ends: by the stop, the word before it, the word after it, and the quotation marks around it. A stop at the end of a
quotation ends no sentence that goes on after the mark (“Is it safe?” she asked.); stops inside a quotation of several sentences do. A
paragraph's end always ends a sentence. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sayso.reading import Span, Spans
from sayso.text.data import load_words
from sayso.text.paragraphs import mend_paragraphs
from sayso.text.quotations import Quotation, quotations

_ABBREVIATIONS: Final = {word: kind for kind, word in (line.split() for line in load_words("abbreviations.txt"))}
_STARTS: Final = frozenset(load_words("sentence_starts.txt"))
_SPEECH_VERBS: Final = "|".join(load_words("speech_verbs.txt"))

# A run of stops, what closes after it (marks, brackets, the number of a note), and, captured, what is looked at on the other side.
_STOP: Final = re.compile(r"[.!?…]+(?P<closers>(?:[\"“”’'‘»›)\]}*]|\[\d{1,3}\])*)")
_NEXT_WORD: Final = re.compile(r"(?P<space>\s*)(?P<openers>[\"“”„‘’'‚`«‹»›(\[{*_¿¡—–-]*\s?)(?P<word>\w[\w’'-]{0,30})?")
_LAST_WORD: Final = re.compile(r"[^\s\"“”„‘«‹(\[{—–/-]{1,20}\Z")
_LONGEST_WORD: Final = 24  # characters before a stop that are looked at
_LETTERS: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D\Z")
_ITEM: Final = re.compile(r"\s*[\"“‘'(\[]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_QUOTE_MARKS: Final = frozenset("\"“”’'‘»›")
_CALENDAR: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z]{1,2}[DS]?T\Z|GMT|UTC"
    r"|(?:Eastern|Central|Mountain|Pacific)\b"
)
# “Is it safe?” Mira Okafor asked. At most five words of a name before the verb, and no object after it.
_NAME_SPEAKS: Final = re.compile(
    rf"\s*(?:[A-Z][\w.’'-]*\s+|of\s+|the\s+|de\s+|van\s+|al-){{1,5}}(?:{_SPEECH_VERBS})(?=\s*[.,:;—]|\s+(?:to|on|in|at|as|with|when|after|during)\s)"
)
_LOOK_AHEAD: Final = 120  # characters after a quotation in which its speaker is looked for

# A guess: longer quotations than this are split inside even where they stand within a sentence, so that a mark paired wrongly does no harm.
_LONGEST_EMBEDDED: Final = 300


def split_sentences(text: str, paragraphs: Spans | None = None) -> Spans:
    """The sentences of a text, without the white space between them; `paragraphs` are found where none are given.

    >>> text = "“Is it safe?” she asked. “No!” said Bob. He left at 5 p.m. on Mr. Lund's bus."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['“Is it safe?” she asked.', '“No!” said Bob.', "He left at 5 p.m. on Mr. Lund's bus."]
    """
    return _split(text, mend_paragraphs(text, paragraphs))


@lru_cache(maxsize=8)  # the steps of a reading ask for the sentences of one text one after the other
def _split(text: str, paragraphs: Spans) -> Spans:
    embedded = _find_embedded(text, quotations(text, paragraphs))
    sentences: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for match in _STOP.finditer(text, paragraph.start, paragraph.end):
            place = match.end()
            while embedded and embedded[-1].end <= place:
                embedded.pop()
            if embedded and embedded[-1].start < place:
                continue
            if place < paragraph.end and _ends_sentence(text, start, match, paragraph.end):
                _add_sentence(text, sentences, start, place)
                start = place
        _add_sentence(text, sentences, start, paragraph.end)
    return tuple(sentences)


def _add_sentence(text: str, sentences: list[Span], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start, end))


def _find_embedded(text: str, found: Iterable[Quotation]) -> list[Span]:
    """The outermost quotations that stand in mid-sentence on both sides (he wrote “Who? Me?” on it), the last first."""
    embedded: list[Span] = []
    for quotation in found:
        start, end = quotation.start, quotation.end
        if not quotation.closed or end - start > _LONGEST_EMBEDDED or len(quotation.parts) > 1:
            continue
        before = text[max(0, start - 2) : start].rstrip()
        after = text[end : end + 2].lstrip()
        if before and (before[-1].isalnum() or before[-1] in "’'") and after and after[0].islower():
            embedded.append(Span(start, end))
    embedded.reverse()
    return embedded


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Whether the sentence from `start` ends with this run of stops; there is more of the paragraph after it."""
    following = _NEXT_WORD.match(text, match.end(), limit)
    assert following is not None  # every part of the pattern may be empty
    closers = match["closers"]
    after_quotation = any(mark in _QUOTE_MARKS for mark in closers)
    word = following["word"] or ""
    if not following["space"] and not (after_quotation and word[:1].isupper()):
        return False
    if not word:
        return following.end() >= limit or text[following.end()] not in ".,;:!?…"
    if word[0].islower():
        return False
    stops = text[match.start() : match.start("closers")]
    if "!" in stops or "?" in stops:
        return not (after_quotation and _NAME_SPEAKS.match(text, match.end(), min(limit, match.end() + _LOOK_AHEAD)))
    if "…" in stops or len(stops) > 1 or text[max(start, match.start() - 2) : match.start()] == ". ":
        return word.split("’")[0].split("'")[0] != "I"
    return after_quotation or ")" in closers or _full_stop_ends(text, start, match.start(), word, following["openers"])


def _full_stop_ends(text: str, start: int, place: int, word: str, openers: str) -> bool:
    """Whether one full stop at `place` ends the sentence from `start` before a word that is not in lower case."""
    if _ITEM.match(text, start, place):
        return False
    before = _LAST_WORD.search(text, max(start, place - _LONGEST_WORD), place)
    if before is None:
        return True
    last = before.group()
    is_initial = len(last) == 1 and last.isupper()  # of "Oscar P. Lund"; "p. 5" is not
    kind = None if is_initial else _ABBREVIATIONS.get(last.lower())
    starts = re.split("[’'-]", word, maxsplit=1)[0] in _STARTS or any(mark in _QUOTE_MARKS for mark in openers.strip())
    if kind == "name":
        return False
    if kind == "number":
        return not word[0].isdigit()
    if kind == "time":
        return not (word[0].isdigit() or _CALENDAR.match(word))
    if kind == "any" or (is_initial and word[0].isupper()) or _LETTERS.fullmatch(last):
        return starts
    return True
