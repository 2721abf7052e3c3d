"""Where sentences end. A case is one string: a bar stands where one sentence ends and the next one starts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Span
from sayso.text import split_paragraphs, split_sentences
from tests.strategies import hostile_text
from tests.text.timing import assert_linear


def split(case: str) -> str:
    text = case.replace(" | ", " ")
    return " | ".join(text[start:end] for start, end in split_sentences(text))


@pytest.mark.parametrize(
    "case",
    [
        "The weir broke. | Nobody was hurt! | Was it old? | It was.",
        "It was built in 1990. | 12 people saw it.",
        "It cost 3.5 million, or $2.75 each. | That is a lot.",
        "See news.example/a.html or mail m.okafor@ledger.example. | Then write.",
        "Wait... | Then he left.",
        "He paused… and went on. | She didn’t.",
        "I was … I mean, I was not there.",
        "Then . . . nothing came.",
        "What?! | No.",
        "(He left.) | She stayed (why?) and read. | [It rained.] | Then it stopped.",
        "It rained.[2] | It stopped.",
        "no capital. no sentence. | But this.",
    ],
)
def test_stops_end_sentences(case: str) -> None:
    assert split(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "Mr. Lund met Gov. Okafor and Sen. Vasko. | Mrs. Lund and Dr. Ann Lee stayed.",
        "Lt. Gov. Tom Aldous and Rep. Vasko came.",
        "It rained on Jan. 5 and Feb. 12. | On Sept. 3 it stopped.",
        "He is from St. Aldhelm. | She is not.",
        "J. K. Lund and Oscar P. Quill wrote it. | They sold it.",
        "He works for Acme Inc. | The firm is old.",
        "Acme Inc. Chairman Tom Aldous resigned.",
        "He lives in the U.S. | He likes it. | The U.S. Senate met.",
        "The U.N. Security Council met in Washington, D.C. | It voted.",
        "At 10 a.m. Monday it began, at 5 p.m. it ended. | Lund left at 6 p.m. | Okafor stayed.",
        "Sen. Vasko (D-Mass.) agreed. | Rep. Quill, R-Ind., did not.",
        "He asked for No. 5 and No. 6. | No. | He did not get them.",
        "See p. 12, vol. 3, fig. 4 and so on, i.e. Lund’s book, e.g. Part One.",
        "1. First the weir.",
        "A. The weir.",
    ],
)
def test_abbreviations_and_initials_end_no_sentence(case: str) -> None:
    assert split(case) == case


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''")])
@pytest.mark.parametrize(
    "case",
    [
        "<Is it safe?> she asked. | <No!> said Bob. | <It is not.>",
        "<That is done.> | He left.",
        "<We went. | We saw,> she said. | <We left.>",
        "<Who did this?> Okafor asked. | <Who?> Tom Aldous of the Ledger asked on Monday.",
        "<Who?> | The plan was dropped. | <Why?> | Okafor said the weir was old.",
        "He said: <It is late.> | <So?> | <So go.>",
        "She wrote <Who? Me?> on the wall. | He laughed.",
        "<I won't. | You can't make me.> | She left.",
        "He called it <a joke.> | (<It's no joke.>) | Nobody laughed.",
    ],
)
def test_sentence_goes_on_after_a_quotation(case: str, opening: str, closing: str) -> None:
    case = case.replace("<", opening).replace(">", closing)
    assert split(case) == case


def test_missing_space_after_a_quotation_ends_the_sentence() -> None:
    text = "“Go!”He ran."
    assert [text[start:end] for start, end in split_sentences(text)] == ["“Go!”", "He ran."]


def test_paragraphs_end_sentences() -> None:
    text = "Weir breaks\n\nIt broke\n\n“Is it\n\nsafe?”"
    assert [text[start:end] for start, end in split_sentences(text)] == ["Weir breaks", "It broke", "“Is it", "safe?”"]


def test_given_paragraphs_end_sentences() -> None:
    text = "Weir breaks It broke."
    assert split_sentences(text, (Span(0, 11), Span(12, 21))) == (Span(0, 11), Span(12, 21))


any_text = (
    st.text(max_size=40)
    | hostile_text
    | st.lists(st.sampled_from(["Mr.", " ", "“", "”", "?", ".", "...", "\n", "\n\n", "He", "said", "U.S.", "5", ")", "'", "\ud800"])).map(
        "".join
    )
)


@given(any_text)
def test_sentences_have_all_the_words_and_no_outer_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@given(any_text)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    for start, end in split_sentences(text):
        assert sum(paragraph.start <= start < end <= paragraph.end for paragraph in paragraphs) == 1


@pytest.mark.parametrize(
    "unit", [".", ". ", "...a", '."', ".” “", "Mr. ", "a. A ", ".(", "“A? b” ", "? Al ", ".[1]", "”? A of ", "“Who?” Al Bo "]
)
def test_time_is_linear(unit: str) -> None:
    assert_linear(split_sentences, unit)
