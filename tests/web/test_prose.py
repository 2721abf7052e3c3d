"""Text on a page is the text of the reading: nothing lost, nothing moved, nothing run."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sayso.exports.statements import outline
from sayso.reading import Attribution, Block, BlockKind, Manner, Page, Reading, Span, Voice, VoiceKind
from sayso.web.prose import Look, Note, dom_id, find_wholes, link_notes, notes_of, render_passage, show
from tests.helpers import attribution_of, marked, reading_of
from tests.strategies import readings
from tests.web.pages import rich_reading


def render(reading: Reading, notes: list[Note] | None = None, **look: Any) -> list[Markup]:
    """The passages of a reading as the page has them."""
    view = outline(reading)
    ids = {one.attribution.id: one for one in view.statements}
    shown = Look(
        off=look.get("off", frozenset()),
        picked=look.get("picked"),
        urls=dict.fromkeys(ids, "/r/x"),
        speakers=dict.fromkeys(ids, "v1"),
        labels=dict.fromkeys(ids, "a label"),
    )
    noted = notes_of(notes or [], view.passages)
    return [render_passage(view, passage, shown, here) for passage, here in zip(view.passages, noted, strict=True)]


def parse(html: str) -> Any:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def words(tree: Any) -> str:
    return "".join(tree.itertext())


def stored(text: str) -> str:
    """What HTML can hold of a text: no NUL, no half surrogate pair."""
    return text.replace("\0", "\ufffd")


emoji_text = st.text(st.sampled_from("ab “”😀👩\u200d🔧e\u0301ñ\u202e🇫🇷\U00010000.,\n"), min_size=1, max_size=80)


@given(emoji_text, st.data())
def test_highlighted_text_is_the_stored_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    attribution = Attribution("a1", (Span(start, end),), (), (), Manner.DIRECT, 0.9)
    reading = Reading(
        Page(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)), (Voice("v0", VoiceKind.DOCUMENT, "the page"),), (attribution,)
    )
    (html,) = render(reading)
    marks = [words(mark) for mark in parse(html).iter("mark")]
    assert marks == [text[start:end]]


@given(readings())
def test_words_of_each_passage_are_those_of_the_text(reading: Reading) -> None:
    view = outline(reading)
    for passage, html in zip(view.passages, render(reading, list(link_notes(reading.page))), strict=True):
        # a parser of HTML makes U+FFFD of some controls, and says so; what we draw of them is checked below
        got = words(parse(f"<pre>\n{html}</pre>").find("pre"))
        assert _printable(got) == _printable(stored(reading.page[passage.span]))


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


@given(readings())
def test_every_piece_of_every_statement_is_marked_where_it_stands(reading: Reading) -> None:
    view = outline(reading)
    trees = [parse(html) for html in render(reading)]
    for statement in view.statements:
        name = dom_id(statement)
        marks = [mark for tree in trees for mark in tree.iter("mark") if mark.get("data-s") == name]
        inside = [
            reading.page.text[max(span.start, passage.span.start) : min(span.end, passage.span.end)]
            for passage in view.passages
            for span in statement.attribution.content
        ]
        assert _printable("".join(words(mark) for mark in marks)) == _printable(stored("".join(inside)))


def test_statements_are_nested_and_numbered_where_they_begin() -> None:
    mark = marked("[a1.source: The Bell] [a1.cue: says] [a1.content: that [a2.source: Ann] [a2.cue: said] [a2.content: “no”]].")
    reading = reading_of(mark.text)
    attributions = (attribution_of(mark, "a1.", id="a1"), attribution_of(mark, "a2.", id="a2", parent="a1", manner=Manner.DIRECT))
    reading = Reading(reading.page, reading.voices, attributions)
    (html,) = render(reading)
    tree = parse(html)
    outer, inner = tree.iter("mark")
    assert (words(outer), words(inner)) == ("that Ann said “no”", "“no”")
    assert inner in list(outer.iter("mark"))
    assert [number.get("data-n") for number in tree.iter("a")] == ["1", "2"]
    assert "l0" in outer.get("class")
    assert "l1" in inner.get("class")


def test_a_statement_that_holds_a_whole_quotation_is_a_line_at_its_side() -> None:
    view = outline(rich_reading())
    wholes = [[one.attribution.id for one in find_wholes(passage)] for passage in view.passages]
    assert wholes == [[], [], [], ["a1"], ["a1"], [], []]


def test_notes_cut_where_they_begin_and_end_and_links_stay_innermost() -> None:
    reading = reading_of("[source: Ann] [cue: said] [content: it is so].")
    notes = [Note(Span(9, 14), "hit"), Note(Span(12, 20), "out", url="https://example.org/?a=1&b=2")]
    (html,) = render(reading, notes)
    tree = parse(html)
    assert [words(hit) for hit in tree.iter("span") if "hit" in hit.get("class", "")] == ["it ", "is"]
    links = [link for link in tree.iter("a") if link.get("class") == "out"]
    assert {link.get("href") for link in links} == {"https://example.org/?a=1&b=2"}
    assert "".join(words(link) for link in links) == "is so."[: 20 - 12]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "//evil.example", "https://x y", "vbscript:x"]
)
def test_links_that_are_none_of_the_web_are_words(url: str) -> None:
    from sayso.reading import Hyperlink

    page = Page("a link", (Block(BlockKind.PARAGRAPH, Span(0, 6), (Hyperlink(Span(0, 6), url),)),))
    assert list(link_notes(page)) == []


@given(st.text())
def test_controls_are_drawn_and_kept_out_of_sight(text: str) -> None:
    html = str(show(text))
    assert "<script" not in html
    for char in text:
        if ord(char) < 0x20 and char not in "\t\n\r\x0b\x0c":
            assert "data-c=" in html


def test_a_control_of_direction_is_drawn_as_a_mark() -> None:
    assert show("a\u202eb") == Markup('a<i class="c" data-c="RLO"><span hidden>\u202e</span></i>b')
