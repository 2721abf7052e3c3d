"""Whole pages through the shipped model: what belongs together, what stands within what, and laws that hold for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attributions import extract_attributions
from sayso.pages import open_page, parse_html, parse_text
from sayso.reading import Attribution, Manner, Page, Reading, validate

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"


def attributions_of(page: Page) -> tuple[Attribution, ...]:
    return validate(extract_attributions(Reading(page))).attributions


def rows(page: Page) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, as words."""
    return [(page.words(a.source), page.words(a.cue), page.words(a.content)) for a in attributions_of(page)]


def test_who_said_what() -> None:
    page = parse_text("Ferry late again\n\nAda Quill, the harbour master, said on Monday that the ferry had been late for nine days.")
    assert ("Ada Quill, the harbour master,", "said", "that the ferry had been late for nine days") in rows(page)


def test_quotation_interrupted_by_its_cue_is_one_attribution() -> None:
    page = parse_text("Ferry late again\n\n“The ferry was late on Monday,” Ada Quill said. “It was late on Tuesday too.”")
    (one,) = [a for a in attributions_of(page) if a.manner is Manner.DIRECT]
    assert [page[span] for span in one.content] == ["“The ferry was late on Monday,”", "“It was late on Tuesday too.”"]


def test_the_one_who_is_told_is_the_addressee() -> None:
    page = parse_text("Ferry late again\n\nAda Quill told the Fen Bell that the ferry had been late for nine days.")
    (one,) = [a for a in attributions_of(page) if page.words(a.cue) == "told"]
    assert page.words(one.addressee) == "the Fen Bell"


def test_what_is_said_within_a_quotation_stands_within_it() -> None:
    page = parse_text(
        "Ferry late again\n\n“Last week the clerk told me that the ferry would sail on Monday,” Ada Quill said on Tuesday evening."
    )
    found = attributions_of(page)
    outer = next(a for a in found if page.words(a.source) == "Ada Quill")
    inner = next(a for a in found if page.words(a.source) == "the clerk")
    assert inner.parent == outer.id
    assert outer.parent is None
    assert inner.manner is Manner.INDIRECT


def test_an_article_alone_is_no_source() -> None:
    page = open_page(EXAMPLES / "market.txt")  # "said the fish stalls “can stay”": the stalls say nothing
    assert [row for row in rows(page) if row[0].casefold() in ("the", "a", "its")] == []


def test_a_block_quotation_is_an_attribution_and_what_it_says_stands_within_it() -> None:
    page = parse_html(
        "<article><h1>Ferry late again</h1><p>There is news of the ferry at last, and it is no good news for those who wait.</p>"
        "<p>Via <a href='https://bell.example/1'>The Fen Bell</a>:</p>"
        "<blockquote><p>The ferry will not sail before June, the harbour master said on Monday.</p>"
        "<p>“We have no engine,” Ada Quill told the council.</p></blockquote>"
        "<p>So we shall go on foot, as we did last year.</p></article>"
    )
    found = attributions_of(page)
    bell = next(a for a in found if page.words(a.source) == "The Fen Bell")
    assert page.words(bell.cue) == "Via"
    assert len(bell.content) == 2
    assert bell.manner is Manner.DIRECT
    assert {page.words(a.source) for a in found if a.parent == bell.id} >= {"the harbour master", "Ada Quill"}


def test_what_the_author_of_a_signed_page_thinks_is_no_attribution() -> None:
    text = "Ferry late again\n\nI think that the ferry will never sail again. The mayor thinks that it will sail on Monday."
    signed = parse_html(
        f"<head><meta name='author' content='Ilse Marrow'></head><article><h1>{text.replace(chr(10) * 2, '</h1><p>')}</p></article>"
    )
    sources = {page_source for page_source, _, _ in rows(signed)}
    assert "The mayor" in sources
    assert "I" not in sources


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_gives_a_valid_reading_and_the_same_again(text: str) -> None:
    page = parse_text(text)
    assert attributions_of(page) == attributions_of(page)


WORDS = [
    "said",
    "“",
    "”",
    '"',
    "'",
    "the mayor",
    "told",
    "that",
    ".",
    "\n\n",
    "\n",
    "\u202e",
    "e\u0301",
    "\U0001f600",
    "\u200b",
    "Via X:",
    "— Jo",
    "according to",
    "denied",
    "1,000",
    ",",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
def test_any_words_of_the_trade_give_a_valid_reading(text: str) -> None:
    attributions_of(parse_text(text))


def test_nesting_ends() -> None:
    attributions_of(parse_text("He said she said he said " * 80))


@pytest.mark.slow
def test_time_grows_linearly() -> None:
    paragraph = "“The ferry was late,” Ada Quill said, and the clerk told her that the mayor had denied it.\n\n"

    def seconds(n: int) -> float:
        page = parse_text(paragraph * n)
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            extract_attributions(Reading(page))
            best = min(best, time.process_time() - started)
        return best

    seconds(20)
    assert seconds(400) < 3 * seconds(200)
