"""Where ranges end: marks in, stray commas out."""

from __future__ import annotations

import pytest

from sayso.attributions.edges import Marks, says_nothing, tell_manner, trim_content, trim_cue, trim_source, whole_words
from sayso.reading import Manner, Span
from sayso.text import quotations
from tests.helpers import marked


def trimmed(text: str) -> str | None:
    """What becomes of the range that is marked ``[x: ...]``."""
    mark = marked(text)
    span = trim_content(mark.text, mark.of("x")[0], Marks(quotations(mark.text)))
    return mark.text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said [x: that the well was dry.] She left.", "that the well was dry"),
        ("[x: The well was dry,] he said.", "The well was dry"),
        ("“[x: The well is dry]” he said.", "“The well is dry”"),
        ("“[x: The well is dry],” he said.", "“The well is dry,”"),
        ("[x: “The well is dry,”] he said.", "“The well is dry,”"),
        ("He called [x: it “a dry well]”.", "it “a dry well”"),
        ("He called [x: it “a dry well”.]", "it “a dry well”"),
        ("He called [x: it “a dry well]”, and left.", "it “a dry well”"),
        ("'[x: It's dry],' he said.", "'It's dry,'"),
        ("He asked [x: whether it was dry?] Nobody knew.", "whether it was dry?"),
        ("He said [x: it was in the U.S.] They laughed.", "it was in the U.S."),
        ("He said: [x:  the well was dry ] — and left.", "the well was dry"),
        ("He said [x: ,] and left.", None),
    ],
)
def test_a_content_ends_where_a_human_would_end_it(text: str, wanted: str | None) -> None:
    assert trimmed(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[x: Mira Okafor, the harbour master], said no.", "Mira Okafor, the harbour master,"),
        ("[x: Mira Okafor,] said no.", "Mira Okafor"),
        ("“No,” [x:  she ] said.", "she"),
        ("[x: , she.] said", "she"),
    ],
)
def test_a_source_keeps_the_comma_that_closes_its_apposition(text: str, wanted: str) -> None:
    mark = marked(text)
    span = trim_source(mark.text, mark.of("x")[0])
    assert span is not None
    assert mark.text[span.start : span.end] == wanted


def test_a_colon_alone_is_no_cue() -> None:
    assert trim_cue("Boss: no", Span(4, 5)) is None


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("[content: “We won’t go,”] she said.", Manner.DIRECT),
        ("[content: “We won’t,”] she said, [content: “go.”]", Manner.DIRECT),
        ("She said [content: they would not go].", Manner.INDIRECT),
        ("She said [content: they “would not” go].", Manner.MIXED),
        ("She said [content: they would not “go away”].", Manner.MIXED),
        ("[content: 'We won't go,'] she said.", Manner.DIRECT),
        ("She said [content: the workers' hall wouldn't open].", Manner.INDIRECT),
    ],
)
def test_manner_follows_the_marks(text: str, manner: Manner) -> None:
    mark = marked(text)
    assert tell_manner(mark.text, mark.of("content"), Marks(quotations(mark.text))) is manner


def test_marks_around_the_outer_content_are_not_those_of_the_inner_one() -> None:
    mark = marked("[outer: “He said [inner: he was ill],”] she said.")
    marks = Marks(quotations(mark.text))
    assert tell_manner(mark.text, mark.of("inner"), marks, within=mark.of("outer")) is Manner.INDIRECT


def test_whoever_is_told_is_no_part_of_the_cue() -> None:
    assert trim_cue("she told Fen Radio no", Span(4, 12)) == Span(4, 8)
    assert trim_cue("she told the story of it", Span(4, 21)) == Span(4, 21)


def test_a_range_never_ends_within_a_word() -> None:
    assert whole_words("The Lastova Times", Span(0, 8)) == Span(0, 11)
    assert whole_words("The Lastova Times", Span(6, 17)) == Span(4, 17)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She [x: said at her weekly meeting] that it rained.", "said"),
        ("She [x: has also said in an interview] that it rained.", "has also said"),
        ("She [x: was quoted as saying] that it rained.", "was quoted as saying"),
        ("She [x: would not say] why.", "would not say"),
    ],
)
def test_a_cue_ends_before_the_forum(text: str, wanted: str) -> None:
    mark = marked(text)
    span = trim_cue(mark.text, mark.of("x")[0])
    assert span is not None
    assert mark.text[span.start : span.end] == wanted


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("The chairman [cue: said] [content: grace].", True),
        ("Somebody [cue: adds] [content: a surcharge].", True),
        ("The clerk [cue: read out] [content: a letter from the club].", True),
        ("Nobody [cue: wrote] [content: it] down.", True),
        ("Four of them are [cue: called] [content: Okafor].", True),
        ("He [cue: called] [content: Okafor a thief].", False),
        ("He [cue: said] [content: it], and people heard it.", False),
        ("She [cue: said] [content: the well was dry].", False),
        ("She [cue: adds] [content: the well dried].", False),
        ("She [cue: denied] [content: the charge].", False),
        ("She [cue: added] [content: “a surcharge” to be paid by all who come].", False),
        ("[content: A well], she [cue: said].", False),
    ],
)
def test_deeds_with_words_are_no_sayings(text: str, nothing: bool) -> None:
    mark = marked(text)
    assert says_nothing(mark.text, mark.of("cue"), mark.of("content")) is nothing
