"""Laws that hold for every page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso.pages
from sayso.errors import SaysoError
from sayso.pages import parse_html, parse_text
from sayso.pages.decoding import clean_characters, decode
from sayso.pages.names import clean_byline
from sayso.reading import Page, Reading, validate

TAGS = "p div span a b i blockquote q ul li h1 h2 article section table tr td figure figcaption aside pre br hr time script".split()
words = st.lists(
    st.sampled_from("the mayor said “no” on Tuesday – ‘never’ again . , by Ada 3 May 2021 &amp; &#0; <".split()), max_size=12
).map(" ".join)
attributes = st.sampled_from(
    ["", " class='ad'", " class='byline'", " href='/x'", " style='display:none'", " cite='http://x.example/'", " id=comments"]
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Something like HTML: tags opened and closed at random, words and any characters between."""
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(st.sampled_from(TAGS))
        pieces.append(draw(st.one_of(words, st.text(max_size=8), st.just(f"<{tag}{draw(attributes)}>"), st.just(f"</{tag}>"))))
    return "".join(pieces)


def check(page: Page) -> None:
    """What holds for the blocks of every page."""
    validate(Reading(page))
    end = 0
    for block in page.blocks:
        assert end <= block.span.start < block.span.end <= len(page.text)
        assert page[block.span] == page[block.span].strip()
        assert (block.group == 0) == (block.depth == 0)
        for link in block.links:
            assert block.span.start <= link.span.start < link.span.end <= block.span.end
            assert link.url.startswith(("http://", "https://"))
        end = block.span.end
    page.text.encode()


@given(st.text())
def test_text_is_taken_as_it_stands(text: str) -> None:
    page = parse_text(text)
    assert page.text == text.replace("\x00", "")
    check(page)


@given(st.lists(st.sampled_from(["A line", "by Ada Bell", "3 May 2021", "", "> no", "- a", "She said no.", " ", "x" * 70]), max_size=20))
def test_lines_of_any_kind_make_blocks_in_order(lines: list[str]) -> None:
    check(parse_text("\n".join(lines)))


@given(st.text(st.characters(exclude_categories=[])))
def test_characters_that_are_no_text_are_cleaned(text: str) -> None:
    clean_characters(text).encode()
    check(parse_text(text))


@settings(deadline=None, max_examples=150)
@given(markup())
def test_html_gives_a_page_or_says_why_not(source: str) -> None:
    try:
        page = parse_html(source)
    except SaysoError:
        return
    assert "\n\n".join(page[block.span] for block in page.blocks) == page.text
    check(page)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "iso-2022-jp", "cp1252", "nonsense"]))
def test_bytes_are_always_decoded(source: bytes, charset: str | None) -> None:
    clean_characters(decode(source, charset).text).encode()


@given(st.text(max_size=120))
def test_byline_is_on_one_line_or_none(text: str) -> None:
    name = clean_byline(text)
    assert name is None or (name == name.strip() and "\n" not in name and not any(char.isdigit() for char in name))


def test_public_names_are_those_listed() -> None:
    assert sayso.pages.__all__ == ["open_page", "parse_html", "parse_text"]
    assert all(hasattr(sayso.pages, name) for name in sayso.pages.__all__)


@pytest.mark.parametrize(
    "name", ["wordpress_blog", "newspaper", "amp", "live_blog", "xhtml", "wrong_metadata", "tables_1997", "breaks_only", "interview"]
)
def test_fixture_pages_keep_the_laws(fixture_page, name: str) -> None:
    check(fixture_page(name))
