"""Word tokens, and the way between ranges of characters and ranges of tokens.

Decides what a word is for rules and comparisons. The sub-tokens of a model are its own affair.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from sayso.reading import Span, Spans

_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")


def tokenize(text: str) -> Spans:
    """The words of a text: letters, digits and underscores, with the apostrophes and hyphens inside them.

    >>> [text[start:end] for text in ["Bob’s well-known 'no'."] for start, end in tokenize(text)]
    ['Bob’s', 'well-known', 'no']
    """
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def align_spans(spans: Spans, tokens: Spans) -> tuple[range, ...]:
    """For each span the indexes of the tokens that it overlaps, however little; an empty range where there is none."""
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    return tuple(range(bisect_right(ends, start), max(bisect_right(ends, start), bisect_left(starts, end))) for start, end in spans)


def cover_tokens(indexes: range, tokens: Spans) -> Span | None:
    """The span from the first to the last of the tokens with these indexes; None where there are none."""
    return Span(tokens[indexes[0]].start, tokens[indexes[-1]].end) if indexes else None


def trim_span(text: str, span: Span) -> Span:
    """The span without the white space at its ends; empty, and at its start, where there is nothing else."""
    words = text[span.start : span.end]
    kept = words.strip()
    if not kept:
        return Span(span.start, span.start)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(kept))
