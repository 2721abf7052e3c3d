"""Word tokens, and the way between characters and tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Span
from sayso.text import align_spans, cover_tokens, tokenize, trim_span
from tests.helpers import marked
from tests.strategies import hostile_text
from tests.text.timing import assert_linear


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bob’s 'no' isn't well-known.", ["Bob’s", "no", "isn't", "well-known"]),
        ("the workers’ hall – 5,000 of them", ["the", "workers", "hall", "5", "000", "of", "them"]),
        ("Zoë & Łukasz, 東京!", ["Zoë", "Łukasz", "東京"]),
        ("... ?!", []),
    ],
)
def test_tokens_are_words_with_their_inner_apostrophes_and_hyphens(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in tokenize(text)] == words


def test_spans_are_aligned_with_the_tokens_they_overlap() -> None:
    mark = marked("[source: Ada Quill] [cue: sa]id[content: : ][content: “the well]-head” is dry.")
    indexes = align_spans(mark.of("source") + mark.of("cue") + mark.of("content"), tokenize(mark.text))
    assert [list(one) for one in indexes] == [[0, 1], [2], [], [3, 4]]


def test_tokens_are_covered_by_the_span_of_their_words() -> None:
    text = "Ada Quill said “no”."
    tokens = tokenize(text)
    assert cover_tokens(range(2), tokens) == Span(0, 9)
    assert cover_tokens(range(2, 2), tokens) is None


@pytest.mark.parametrize(("text", "wanted"), [(" a b ", (1, 4)), ("ab", (0, 2)), (" \n ", (0, 0)), ("", (0, 0))])
def test_trimming_leaves_no_white_space_at_the_ends(text: str, wanted: tuple[int, int]) -> None:
    assert trim_span(text, Span(0, len(text))) == wanted


@given(hostile_text | st.text(max_size=40))
def test_tokens_come_back_from_their_own_spans(text: str) -> None:
    tokens = tokenize(text)
    assert align_spans(tokens, tokens) == tuple(range(index, index + 1) for index in range(len(tokens)))
    assert tuple(cover_tokens(one, tokens) for one in align_spans(tokens, tokens)) == tokens


@pytest.mark.parametrize("unit", ["a", "a'", "a-", "'", "a ", "-"])
def test_time_is_linear(unit: str) -> None:
    assert_linear(tokenize, unit)
