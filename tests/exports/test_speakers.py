from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from sayso.exports.speakers import measure_speakers
from sayso.exports.statements import outline
from sayso.reading import Manner, Reading
from tests.helpers import reading_of
from tests.strategies import readings


def test_words_count_for_the_innermost_holder(nested_reading: Reading) -> None:
    assert [figures.n_words for figures in measure_speakers(outline(nested_reading))] == [6, 9, 1]


def test_quoted_words_are_those_between_marks_where_only_some_are() -> None:
    reading = reading_of("[source: Ada Quill] [cue: said] [content: the well was “dry as a bone”].", manner=Manner.MIXED)
    (figures,) = measure_speakers(outline(reading))
    assert (figures.n_words, figures.share_direct) == (7, 4 / 7)


def test_all_words_of_a_direct_statement_are_quoted_whatever_marks_there_are() -> None:
    reading = reading_of("[content: The well is dry.] [source: Ada Quill]", manner=Manner.DIRECT)
    assert measure_speakers(outline(reading))[0].share_direct == 1.0


def test_hands_are_told_as_a_figure_or_a_range(nested_reading: Reading) -> None:
    one_voice = tuple(replace(attribution, voice="v3") for attribution in nested_reading.attributions)
    (figures,) = measure_speakers(outline(replace(nested_reading, attributions=one_voice)))
    assert (figures.hands, figures.tell_hands(), figures.first) == ((1, 3), "1–3", 1)


def test_without_chains_no_hands_are_told(plain_reading: Reading) -> None:
    assert measure_speakers(outline(plain_reading))[0].tell_hands() == ""


def test_addressees_are_named_once() -> None:
    reading = reading_of("[source: She] [cue: told] [addressee: the council] [content: no].")
    assert measure_speakers(outline(reading))[0].said_to == ("the council",)


@settings(max_examples=20)
@given(readings())
def test_no_word_is_counted_twice(reading: Reading) -> None:
    view = outline(reading)
    figures = measure_speakers(view)
    assert [one.speaker for one in figures] == list(view.speakers)
    assert all(0.0 <= one.share_direct <= 1.0 for one in figures)
    assert sum(one.n_words for one in figures) <= len(reading.page.text)
