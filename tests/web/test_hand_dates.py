"""Dates of hands: told where the page tells them, and nothing where it does not."""

from __future__ import annotations

import pytest

from sayso.reading import PAGE_VOICE_ID, Link, Page
from sayso.web.hand_dates import HandDates
from tests.helpers import attribution_of, marked

PUBLISHED = "2021-03-10"  # a Wednesday


def dates_of(text: str, *, published: str | None = PUBLISHED) -> tuple[str, ...]:
    """The dates of the hands of a1: the page, who is marked as `via`, who is its source."""
    mark = marked(text)
    chain = [Link(PAGE_VOICE_ID, None), *(Link("v1", span) for span in mark.of("via")), Link("v2", mark.of("a1.source")[0])]
    return HandDates(Page(mark.text, published=published)).tell(attribution_of(mark, "a1.", voice="v2", chain=tuple(chain)))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("[a1.source: Ada Quill] [a1.cue: said] on Tuesday that [a1.content: the pier is safe].", "9 March 2021"),
        ("[a1.content: “The pier is safe,”] [a1.cue: said] [a1.source: Ada Quill] on March 2.", "2 March 2021"),
        ("On Monday, [a1.source: Quill] [a1.cue: said] [a1.content: the pier is safe].", "8 March 2021"),
        ("It rained. On Monday [a1.source: Quill] [a1.cue: said] [a1.content: the pier is safe].", "8 March 2021"),
        (
            "[a1.source: Quill] [a1.cue: told] [a1.addressee: reporters] at a press conference late on Monday that [a1.content: it is].",
            "8 March 2021",
        ),
        ("[a1.source: Quill] [a1.cue: said] last month that [a1.content: the pier is safe].", "“last month”"),
        ("[a1.source: The Gull] [a1.cue: reported last week] that [a1.content: the pier is safe].", "“last week”"),
        ("[a1.source: Quill] [a1.cue: said] in February that [a1.content: the pier is safe].", "“in February”"),
    ],
)
def test_date_of_who_says_it_is_told_where_the_page_tells_it(text: str, date: str) -> None:
    assert dates_of(text) == ("10 March 2021", date)


@pytest.mark.parametrize(
    "text",
    [
        "[a1.source: Quill] [a1.cue: said] that [a1.content: the pier opens on Friday].",
        "[a1.source: Quill] [a1.cue: said] [a1.content: on Friday the pier opens].",
        "[a1.source: Quill, who was elected in May 2019,] [a1.cue: said] that [a1.content: the pier is safe].",
        "[a1.source: Quill], elected in May 2019, [a1.cue: said] that [a1.content: the pier is safe].",
        "The pier burned on Monday. [a1.source: Quill] [a1.cue: said] that [a1.content: it is safe].",
        "After the fire on Monday, [a1.source: Quill] [a1.cue: said] that [a1.content: it is safe].",
        "[a1.source: Quill] [a1.cue: said] on Monday, and [a1.cue: said] on Tuesday again, that [a1.content: it is safe].",
        "[a1.source: Quill] [a1.cue: said] that [a1.content: the pier is safe]. On Monday it burned.",
    ],
)
def test_time_of_something_else_is_no_date_of_a_hand(text: str) -> None:
    assert dates_of(text)[-1] == ""


def test_each_hand_has_its_own_date() -> None:
    text = "[a1.source: Quill] [a1.cue: said] that [a1.content: the pier is safe], [via: The Bell] on Monday wrote."
    assert dates_of(text) == ("10 March 2021", "8 March 2021", "")


def test_hand_around_a_statement_has_the_time_of_its_own_words() -> None:
    mark = marked(
        "[a0.source: The Bell] [a0.cue: reported] on Monday that"
        " [a0.content: [a1.source: Quill] [a1.cue: said] [a1.content: the pier is safe]]."
    )
    chain = (Link(PAGE_VOICE_ID, None), Link("v1", mark.of("a0.source")[0]), Link("v2", mark.of("a1.source")[0]))
    outer = attribution_of(mark, "a0.", id="a0", voice="v1")
    inner = attribution_of(mark, "a1.", voice="v2", chain=chain, parent="a0")
    assert HandDates(Page(mark.text, published=PUBLISHED)).tell(inner, (outer,)) == ("10 March 2021", "8 March 2021", "")


def test_without_a_date_of_publication_the_words_of_the_page_are_told() -> None:
    text = "[a1.source: Quill] [a1.cue: said] on Tuesday that [a1.content: the pier is safe]."
    assert dates_of(text, published=None) == ("", "“on Tuesday”")
