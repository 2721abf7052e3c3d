"""Whose a block quotation is: introduction, signature, or the sentence after it."""

from __future__ import annotations

import pytest

from sayso.attributions.passages import find_passages
from sayso.pages import parse_html, parse_text
from sayso.reading import Page

QUOTED = "<blockquote><p>The well in Lower Fen is dry, and nobody was told for a year.</p><p>The parish hopes for rain.</p></blockquote>"
AFTER = "<p>So much for the parish, which has had a good year of meetings about water and of little else.</p>"


def page_with(before: str, quotation: str = QUOTED, after: str = AFTER) -> Page:
    opening = "<p>There has been much talk in the fens about wells this month, most of it at the bus stop.</p>"
    return parse_html(f"<html><body><article><h1>Dry well</h1>{opening}{before}{quotation}{after}</article></body></html>")


@pytest.mark.parametrize(
    ("before", "cue", "source"),
    [
        ("<p>Via <a href='https://bell.example'>The Fen Bell</a>:</p>", "Via", "The Fen Bell"),
        ("<p>Somebody looked at last. From the Fen Bell (h/t <a href='#'>Ada</a>):</p>", "From", "the Fen Bell"),
        ("<p>The Fen Bell reports:</p>", "reports", "The Fen Bell"),
        ("<p>It is bad. Ada Quill wrote on Thursday:</p>", "wrote", "Ada Quill"),
        ("<p>Last week The Fen Bell reported:</p>", "reported", "The Fen Bell"),
        ("<p>On Monday, The Fen Bell wrote:</p>", "wrote", "The Fen Bell"),
        ("<p>Via The Fen Bell.</p>", "Via", "The Fen Bell"),
        ("<p>Here’s The Fen Bell on the vote:</p>", "Here’s", "The Fen Bell"),
        ("<p>This is from The Fen Bell:</p>", "This is from", "The Fen Bell"),
        ("<p>As The Fen Bell puts it:</p>", "puts it", "The Fen Bell"),
        ("<p>The Fen Bell has the story:</p>", "has", "The Fen Bell"),
        ("<p>The Fen Bell, on the vote:</p>", "", "The Fen Bell"),
        ("<p>Over at The Fen Bell, Ada Quill has this to say:</p>", "has this to say", "Ada Quill"),
        ("<p>Writing in The Fen Bell, Ada Quill says:</p>", "says", "Ada Quill"),
    ],
)
def test_an_introduction_owns_the_quotation_after_it(before: str, cue: str, source: str) -> None:
    page = page_with(before)
    (passage,) = find_passages(page)
    assert page.words(passage.cue) == cue
    assert page.words(passage.source) == source
    assert len(passage.content) == 2


def test_a_signature_owns_the_quotation_above_it_and_is_no_part_of_it() -> None:
    page = page_with(
        "<p>Here is the news from the pump:</p>", QUOTED.replace("</blockquote>", "<p>&mdash; The Fen Bell, July 8</p></blockquote>")
    )
    (passage,) = find_passages(page)
    assert page.words(passage.source) == "The Fen Bell"
    assert passage.cue == ()
    assert "Fen Bell" not in page.words(passage.content)


def test_a_sentence_right_after_it_may_own_a_quotation() -> None:
    page = page_with("<p>Read this twice.</p>", after="<p>That’s from The Fen Bell, which counts wells. I have two.</p>" + AFTER)
    (passage,) = find_passages(page)
    assert page.words(passage.cue) == "That’s from"
    assert page.words(passage.source) == "The Fen Bell, which counts wells"


@pytest.mark.parametrize("after", ["— The Fen Bell", "(The Fen Bell)", "Source: The Fen Bell"])
def test_a_name_alone_right_after_it_owns_a_quotation(after: str) -> None:
    page = page_with("<p>Read this twice.</p>", after=f"<p>{after}</p>" + AFTER)
    (passage,) = find_passages(page)
    assert page.words(passage.source) == "The Fen Bell"
    assert passage.signed


@pytest.mark.parametrize("before", ["Here is the news from the pump:", "It goes on:", "The Latest:", "And now this:", "In short:"])
def test_words_that_name_nobody_introduce_nobody(before: str) -> None:
    (passage,) = find_passages(page_with(f"<p>{before}</p>"))
    assert passage.source == ()


def test_a_quotation_that_nobody_owns_has_no_source() -> None:
    (passage,) = find_passages(page_with("<p>Read this twice.</p>"))
    assert passage.source == ()
    assert passage.cue == ()


def test_via_in_plain_text_reaches_to_where_the_page_says_i() -> None:
    text = "Dry well\n\nVia The Fen Bell:\n\nThe well is dry.\n\nThe parish “hopes I will rain”, said one.\n\nI have my doubts about that."
    page = parse_text(text)
    (passage,) = find_passages(page)
    assert [page[span] for span in passage.content] == ["The well is dry.", "The parish “hopes I will rain”, said one."]


def test_a_page_without_quotations_has_no_passages() -> None:
    assert find_passages(parse_text("Dry well\n\nThe well is dry. Ada Quill said so.")) == ()


def test_a_quotation_with_its_signature_is_a_passage() -> None:
    page = parse_text(
        "What readers say about the well\n\n“No well, no vote.” — Ada Quill\n\n“It rains enough.”― "
        "Bo Lund, 34\n\n“Yes” — and so on it went."
    )
    found = find_passages(page)
    assert [(page.words(p.content), page.words(p.source)) for p in found] == [
        ("“No well, no vote.”", "Ada Quill"),
        ("“It rains enough.”", "Bo Lund, 34"),
    ]


LETTER = "Dry wells\n\nBy Bo Lund\n\nThe post was full of wells this week, and most of it can be printed here.\n\n"


def test_a_letter_in_quotation_marks_is_its_signers() -> None:
    page = parse_text(
        LETTER + "“The well is dry. It was dry in May.\n\n“Nobody was told.”\nAda Quill, Lower Fen\n\nThe parish hopes for rain."
    )
    (passage,) = find_passages(page)
    assert [page[span] for span in passage.content] == ["“The well is dry. It was dry in May.", "“Nobody was told.”"]
    assert [page[span] for span in passage.source] == ["Ada Quill, Lower Fen"]


@pytest.mark.parametrize("line", ["Lower Fen", "The Parish Hall", "The parish hopes for rain.", "And so on"])
def test_no_letter_without_a_writer(line: str) -> None:
    page = parse_text(LETTER + f"“The well is dry,” she said, and left.\n\n{line}\n\nThe parish hopes for rain.")
    assert find_passages(page) == ()


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_subhead_below_an_interrupted_quotation_signs_nothing(marks: str) -> None:
    opens, closes = marks
    said = f"{opens}We dug for a year,{closes} Ada Quill said. {opens}There was no water.{closes}"
    assert find_passages(parse_text(f"Well dry\n\nThe well is dry.\n\n{said}\n\nHarder Ground, Deeper Wells.\n\nIt may rain.")) == ()
