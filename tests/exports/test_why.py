from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from sayso.exports.characters import CONTROL
from sayso.exports.why import answer, find_places, tell
from sayso.reading import Doubt, Held, Page, Reading, Span
from tests.helpers import reading_of
from tests.strategies import readings


def answer_to(reading: Reading, words: str, width: int = 200) -> str:
    return tell(reading, answer(reading, find_places(reading.page, words)[0]), width=width)


def test_the_chain_stands_in_a_line_and_each_link_has_its_evidence(nested_reading: Reading) -> None:
    lines = answer_to(nested_reading, "no such money").splitlines()
    assert lines[0] == "“no such money”"
    assert lines[1] == "  page > The Bell > a clerk · mixed · asserted · neutral · 0.80"
    assert lines[3].split(maxsplit=1) == ["page", "R. Lund (its byline)"]
    assert "[The Bell] reports that a clerk told the council … (outlet)" in lines[4]
    assert "The Bell reports that [a clerk] told the council" in lines[5]


def test_words_that_decide_are_quoted_in_their_place() -> None:
    reading = reading_of("[source: Ada Quill] [cue: admitted] [content: that the well may run dry].", held=Held.HEDGED)
    text = answer_to(reading, "run dry")
    assert "hedged: reserve in the content, in: Ada Quill admitted that the well [may] run dry." in text
    assert "neutral: set by whoever corrected this reading" in text


def test_what_is_unknown_is_told_with_its_reason(nested_reading: Reading) -> None:
    reading = replace(nested_reading, doubts=(Doubt("a1.voice", "Two papers have that name."), Doubt("a9.voice", "Not this one.")))
    text = answer_to(reading, "no such money")
    assert "unknown    Two papers have that name." in text
    assert "Not this one" not in text


def test_a_source_that_is_not_named_is_unknown(sourceless_reading: Reading) -> None:
    text = answer_to(sourceless_reading, "well was dry")
    assert "> no source named · indirect" in text
    assert "who the source is: the page does not name it." in text


def test_what_the_page_says_itself_is_said_so(nested_reading: Reading) -> None:
    text = answer_to(nested_reading, "Mayor denies")
    assert "  page\n" in text
    assert "none: the page says it in its own voice" in text


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said “It’s  so”.", "it's so", ["It’s  so"]),
        ("a b\nc", "A B C", ["a b\nc"]),
        ("no – no", "no - no", ["no – no"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("aaaa", "b", []),
        ("aaaa", "  ", []),
    ],
)
def test_words_are_found_whatever_their_marks_and_case(text: str, words: str, found: list[str]) -> None:
    assert [Page(text)[place] for place in find_places(Page(text), words)] == found


def test_lines_keep_to_the_width(nested_reading: Reading) -> None:
    assert max(map(len, answer_to(nested_reading, "no such money", width=50).splitlines())) <= 50


@settings(max_examples=20)
@given(readings())
def test_any_place_of_any_reading_has_an_answer(reading: Reading) -> None:
    length = len(reading.page.text)
    for start in range(0, length, max(1, length // 4)):
        span = Span(start, min(length, start + 5))
        text = tell(reading, answer(reading, span), width=60)
        assert "unknown" in text
        assert CONTROL.search(text) is None
