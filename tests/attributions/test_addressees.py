"""To whom something is said."""

from __future__ import annotations

import pytest

from sayso.attributions.addressees import find_addressee
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
