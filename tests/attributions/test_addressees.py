"""To whom something is said."""

from __future__ import annotations

import pytest

from sayso.attributions.addressees import find_addressee, is_hearer, without_addressee
from tests.helpers import marked


@pytest.mark.parametrize(
    "text",
    [
        "[source: She] [cue: told] [to: the Bell] [content: that it was over].",
        "[content: “No,”] [source: she] [cue: told] [to: Fen Radio’s “Early Tide” host Ann Bell]. [content: “Never.”]",
        "[source: She] [cue: told] [to: reporters] on Monday [content: that it was over].",
        "[source: She] [cue: told] [to: me] [content: she was ill].",
        "[source: The clerk] [cue: asked] [to: the mayor] [content: whether it was over].",
        "[source: The clerk] [cue: said] to [to: the mayor] [content: that it was over].",
        "[to: drivers] [cue: have been told] [content: to expect cows].",
        "[source: The clerk] [cue: urged] [content: people to stay].",
        "[source: The clerk] [cue: said] [content: it was over].",
        "[source: The clerk] [cue: told], they say, [content: a long tale].",
        "[content: It is over], [source: the clerk] [cue: said] on Monday.",
    ],
)
def test_the_addressee_is_the_noun_phrase_after_telling(text: str) -> None:
    mark = marked(text)
    assert find_addressee(mark.text, mark.of("cue"), mark.of("source"), mark.of("content")) == mark.of("to")


def test_the_next_line_is_nobody_who_is_told() -> None:
    mark = marked("[content: Roof too dear], [source: surveyor] [cue: warns]\n\nBy Ilse Marrow")
    assert find_addressee(mark.text, mark.of("cue"), mark.of("source"), mark.of("content")) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She [cue: told] [content: the Fen Bell that it was over].", ["that it was over"]),
        ("She [cue: told] [content: the Bell] on Monday [content: it was over].", ["it was over"]),
        ("She [cue: told] [content: that she knew that it was over].", ["that she knew that it was over"]),
        ("She [cue: said] [content: the Bell that hangs there is old].", ["the Bell that hangs there is old"]),
        ("She [cue: told] [content: the story].", ["the story"]),
    ],
)
def test_the_one_who_is_told_is_no_content(text: str, wanted: list[str]) -> None:
    mark = marked(text)
    assert [mark.text[s:e] for s, e in without_addressee(mark.text, mark.of("cue"), mark.of("content"))] == wanted


@pytest.mark.parametrize(
    ("text", "hears"),
    [
        ("[content: Baker burned down shop], [source: court] [cue: told]", True),
        ("[content: The man ran], [source: a court] [cue: has heard].", True),
        ("[source: The inquest] [cue: heard] [content: that he ran].", True),
        ("[source: A jury] [cue: was told] [content: that he ran].", True),
        ("[source: The court] [cue: told] him [content: to go].", False),
        ("[source: Ada Quill] [cue: heard] [content: that he ran].", False),
        ("[source: The court] [cue: said] [content: that he ran].", False),
    ],
)
def test_a_court_that_is_told_says_nothing(text: str, hears: bool) -> None:
    mark = marked(text)
    assert is_hearer(mark.text, mark.of("cue"), mark.of("source"), mark.of("content")) is hears
