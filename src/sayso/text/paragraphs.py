"""Paragraphs of a plain text that comes without blocks.

Decides where a line end also ends a paragraph. A page read from HTML knows its blocks; give those to the functions of this folder
instead (they all take `paragraphs`).
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import Span, Spans

_LINE: Final = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_ONE_LINE_END: Final = frozenset(("\n", "\r\n", "\r", "\v", "\x85", "\u2028"))  # U+2029 and the form feed end a paragraph by themselves
_SENTENCE_ENDS: Final = frozenset(".?!…:;\"”’'»)]*")

# All three are guesses, made on a handful of mails and Gutenberg texts: wrapped mail has 65 to 80 columns, while a site that puts each
# paragraph on a line of its own has lines of some 200 characters, and a menu has lines of 10.
_WIDEST_WRAPPED_LINE: Final = 100
_NARROWEST_WRAPPED_MEAN: Final = 40
_FEWEST_WRAPPED_LINES: Final = 2


def split_paragraphs(text: str) -> Spans:
    """The paragraphs of a text, without the white space around them.

    A blank line ends a paragraph. A single line end does so too, unless the sentence goes on in lower case after it, or the text is
    hard-wrapped: no line is wider than 100 characters, and most of the lines that are followed by another one are long and stop in
    mid-sentence.
    """
    lines = _nonblank_lines(text)
    if not lines:
        return ()
    wrapped = _is_hard_wrapped(text, lines)
    paragraphs: list[Span] = []
    for span, joined in lines:
        if joined and (wrapped or _goes_on(text, paragraphs[-1], span)):
            paragraphs[-1] = Span(paragraphs[-1].start, span.end)
        else:
            paragraphs.append(span)
    return tuple(paragraphs)


def mend_paragraphs(text: str, paragraphs: Spans | None) -> Spans:
    """The given paragraphs in order, cut to the text and to each other; those of `split_paragraphs` where None are given."""
    if paragraphs is None:
        return split_paragraphs(text)
    mended: list[Span] = []
    reached = 0
    for start, end in sorted(paragraphs):
        start, end = max(start, reached), min(end, len(text))
        if start < end:
            mended.append(Span(start, end))
            reached = end
    return tuple(mended)


def _nonblank_lines(text: str) -> list[tuple[Span, bool]]:
    """Each line that has words, without its outer white space, and whether a single line end parts it from the line before."""
    lines: list[tuple[Span, bool]] = []
    last_end = -1  # where the last line with words ended, white space included; -1 once a blank line has come
    for match in _LINE.finditer(text):
        line = match.group()
        words = line.strip()
        if not words:
            last_end = -1
            continue
        start = match.start() + len(line) - len(line.lstrip())
        joined = last_end >= 0 and text[last_end : match.start()] in _ONE_LINE_END
        lines.append((Span(start, start + len(words)), joined))
        last_end = match.end()
    return lines


def _goes_on(text: str, before: Span, span: Span) -> bool:
    return text[span.start].islower() and text[before.end - 1] not in _SENTENCE_ENDS


def _is_hard_wrapped(text: str, lines: list[tuple[Span, bool]]) -> bool:
    followed = [lines[number - 1][0] for number in range(1, len(lines)) if lines[number][1]]
    if len(followed) < _FEWEST_WRAPPED_LINES:
        return False
    if any(span.end - span.start > _WIDEST_WRAPPED_LINE for span, _ in lines):
        return False
    if sum(span.end - span.start for span in followed) < _NARROWEST_WRAPPED_MEAN * len(followed):
        return False
    in_mid_sentence = sum(text[span.end - 1] not in _SENTENCE_ENDS for span in followed)
    return 2 * in_mid_sentence > len(followed)
