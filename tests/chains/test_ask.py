"""On whose say-so a stretch of a page stands."""

from __future__ import annotations

from sayso.chains import ChainFinder, chain_at, say_so
from sayso.pages import parse_text
from sayso.reading import PAGE_VOICE_ID, Link, Reading, Span
from tests.chains.tracing import Row, find, names, trace_page

TEXT = (
    "Well found dry, clerk says\n\nBo Moss says that Ada Quill told Channel Nine it was dry as a bone. The pump is old.\n\n"
    "You would think that it leaks, Ada Quill said."
)
ROWS: list[Row] = [
    ("h1", "Well found dry", "says", "clerk", None),
    ("a1", "that Ada Quill told Channel Nine it was dry as a bone", "says", "Bo Moss", None),
    ("a2", "it was dry as a bone", "told", "Ada Quill", "a1"),
    ("b1", "You would think that it leaks", "said", "Ada Quill", None),
    ("b2", "that it leaks", "would think", "You", "b1"),
]


def asked(reading: Reading, words: str) -> str:
    return names(reading, say_so(reading, find(reading.page, words)))


def test_the_innermost_statement_around_the_words_answers() -> None:
    reading = trace_page(parse_text(TEXT), ROWS)
    assert asked(reading, "dry as a bone") == "Bo Moss > Channel Nine > Ada Quill"
    assert asked(reading, "Ada Quill told") == "Bo Moss"
    assert asked(reading, "Well found dry") == "clerk"


def test_where_nobody_else_speaks_the_page_does() -> None:
    reading = trace_page(parse_text(TEXT), ROWS)
    assert say_so(reading, find(reading.page, "The pump is old.")) == (Link(PAGE_VOICE_ID, None),)
    assert say_so(reading, find(reading.page, "Bo Moss says")) == (Link(PAGE_VOICE_ID, None),)


def test_more_than_half_of_the_words_have_to_be_within() -> None:
    reading = trace_page(parse_text(TEXT), ROWS)
    assert asked(reading, "it was dry as a bone. The") == "Bo Moss > Channel Nine > Ada Quill"
    assert asked(reading, "bone. The pump is old") == ""


def test_what_anybody_would_see_is_on_the_say_so_of_the_one_who_says_it() -> None:
    reading = trace_page(parse_text(TEXT), ROWS)
    assert asked(reading, "it leaks") == "Ada Quill"


def test_the_page_s_own_words_have_those_whom_it_credits_for_them() -> None:
    page = parse_text("Well found dry\n\nThe well of Lower Fen has been dry since May (h/t Bo Moss).\n\nRain is hoped for.")
    reading = trace_page(page, [("a1", "Rain", "is hoped for", "", None)])
    assert asked(reading, "dry since May") == "Bo Moss"
    assert asked(reading, "Rain") == ""


def test_several_credits_for_the_same_words_all_stand_in_the_chain() -> None:
    page = parse_text("Well found dry\n\nThe well has been dry since May (h/t Bo Moss and Cy Reed).\n\nRain is hoped for.")
    reading = trace_page(page, [("a1", "Rain", "is hoped for", "", None)])
    assert asked(reading, "dry since May") == "Bo Moss > Cy Reed"


def test_many_places_of_one_reading_are_found_by_one_finder() -> None:
    reading = trace_page(parse_text(TEXT), ROWS)
    finder = ChainFinder(reading)
    for start in range(0, len(reading.page.text) - 5, 5):
        assert finder.at(Span(start, start + 5)) == chain_at(reading, Span(start, start + 5))
    inner = finder.attribution_at(find(reading.page, "dry as a bone"))
    assert inner is not None
    assert inner.id == "a2"
    assert finder.attribution_at(find(reading.page, "The pump")) is None


def test_an_untraced_reading_answers_with_the_page_voice() -> None:
    page = parse_text(TEXT)
    assert say_so(Reading(page), Span(0, 5)) == (Link(PAGE_VOICE_ID, None),)
