from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from sayso.exports.statements import format_date, measure_held, outline, shorten
from sayso.reading import Reading, Span
from tests.helpers import marked, reading_of
from tests.strategies import readings


@settings(max_examples=60)
@given(readings())
def test_every_visible_character_is_in_one_piece_of_one_passage(reading: Reading) -> None:
    pieces = [piece for passage in outline(reading).passages for piece in passage.pieces]
    assert all(one.span.end <= other.span.start for one, other in pairwise(pieces))
    shown = "".join(reading.page[piece.span] for piece in pieces)
    assert "".join(shown.split()) == "".join(reading.page.text.split())


@settings(max_examples=60)
@given(readings())
def test_a_piece_is_held_by_exactly_the_statements_around_it(reading: Reading) -> None:
    for passage in outline(reading).passages:
        for piece in passage.pieces:
            around = {
                attribution.id
                for attribution in reading.attributions
                if any(start <= piece.span.start and piece.span.end <= end for start, end in attribution.content)
            }
            assert {statement.attribution.id for statement in piece.held} == around


def test_a_nested_statement_stands_inside_its_parent(nested_reading: Reading) -> None:
    innermost = max((piece for passage in outline(nested_reading).passages for piece in passage.pieces), key=lambda piece: len(piece.held))
    assert [statement.attribution.id for statement in innermost.held] == ["a1", "a2", "a3"]
    assert [statement.depth for statement in innermost.held] == [0, 1, 2]


def test_a_voice_is_one_speaker_whatever_it_is_called(nested_reading: Reading) -> None:
    one_voice = tuple(replace(attribution, voice="v3") for attribution in nested_reading.attributions)
    (speaker,) = outline(replace(nested_reading, attributions=one_voice)).speakers
    assert (speaker.name, speaker.numbers, speaker.hue) == ("Ayo Oduya", (1, 2, 3), 1)


def test_more_speakers_than_hues_share_the_last_one(nested_reading: Reading) -> None:
    mark = marked(" ".join(f"[source: Person{number}] said [content: so]." for number in range(10)))
    attributions = tuple(
        replace(nested_reading.attributions[0], id=f"a{n}", content=(content,), source=(source,), cue=(), voice=None, chain=())
        for n, (content, source) in enumerate(zip(mark.of("content"), mark.of("source"), strict=True))
    )
    reading = Reading(replace(nested_reading.page, text=mark.text, blocks=()), attributions=attributions)
    assert [speaker.hue for speaker in outline(reading).speakers] == [1, 2, 3, 4, 5, 6, 7, 8, 0, 0]


def test_what_is_held_is_counted_once() -> None:
    reading = reading_of("[content: abcd] efgh")
    assert measure_held(reading) == 0.5
    inner = replace(reading.attributions[0], id="a2", content=(Span(1, 3),), parent="a1")
    assert measure_held(replace(reading, attributions=(*reading.attributions, inner))) == 0.5


@pytest.mark.parametrize(
    ("published", "shown"),
    [("2021-05-03", "3 May 2021"), ("2021-05-03T10:00+02:00", "3 May 2021"), ("2021-05", "2021-05"), ("soon", "soon"), ("", "")],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(published: str, shown: str) -> None:
    assert format_date(published) == shown


def test_words_are_cut_at_a_blank_and_closed_by_an_ellipsis() -> None:
    assert shorten("the old\nharbour wall", 40) == "the old harbour wall"
    assert shorten("the old harbour wall", 12) == "the old…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
