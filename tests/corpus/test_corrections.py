"""Corrections: what each makes of a reading, and that a reading is never written over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.corpus.corrections import Correction, CorrectionKind, apply_corrections, find_words, guess_manner
from sayso.errors import ReadingError
from sayso.reading import Held, Manner, Reading, Reported, Span, VoiceKind, validate
from tests.helpers import reading_of


def of(reading: Reading, identifier: str):  # type: ignore[no-untyped-def]
    return next(one for one in reading.attributions if one.id == identifier)


def test_no_correction_changes_nothing(nested_reading: Reading) -> None:
    assert apply_corrections(nested_reading, []) == nested_reading
    accepted = Correction(CorrectionKind.ACCEPT, "a1")
    assert apply_corrections(nested_reading, [accepted]) == nested_reading


def test_another_speaker_ends_the_chain_too(nested_reading: Reading) -> None:
    new = Correction(CorrectionKind.SPEAKER, "a2", number=7, name="Ida Roe", voice_kind=VoiceKind.PERSON)
    corrected = validate(apply_corrections(nested_reading, [new]))
    assert of(corrected, "a2").voice == "u7"
    assert [link.voice for link in of(corrected, "a2").chain] == ["v0", "v1", "u7"]
    assert of(nested_reading, "a2").voice == "v2"
    known = Correction(CorrectionKind.SPEAKER, "a2", voice="v3")
    assert of(apply_corrections(nested_reading, [known]), "a2").voice == "v3"
    nobody = Correction(CorrectionKind.SPEAKER, "a2", voice="")
    assert of(apply_corrections(nested_reading, [nobody]), "a2").voice is None


def test_a_name_that_the_reading_has_is_its_voice(nested_reading: Reading) -> None:
    corrected = apply_corrections(nested_reading, [Correction(CorrectionKind.SPEAKER, "a2", name="Ayo Oduya")])
    assert of(corrected, "a2").voice == "v3"
    assert corrected.voices == nested_reading.voices


def test_what_is_rejected_leaves_its_inside_to_what_is_around(nested_reading: Reading) -> None:
    corrected = validate(apply_corrections(nested_reading, [Correction(CorrectionKind.REJECT, "a2")]))
    assert [one.id for one in corrected.attributions] == ["a1", "a3"]
    assert of(corrected, "a3").parent == "a1"


def test_commitment_and_range_are_changed(nested_reading: Reading) -> None:
    content = (Span(5, 11),)
    corrected = validate(
        apply_corrections(
            nested_reading,
            [
                Correction(CorrectionKind.COMMITMENT, "a3", held=Held.HEDGED),
                Correction(CorrectionKind.RANGE, "a3", content=content, cue=(), manner=Manner.DIRECT),
            ],
        )
    )
    changed = of(corrected, "a3")
    assert (changed.held, changed.reported) == (Held.HEDGED, Reported.DISTANCING)
    assert (changed.content, changed.cue, changed.manner) == (content, (), Manner.DIRECT)
    assert changed.source == of(nested_reading, "a3").source
    assert [one.id for one in corrected.attributions] == ["a3", "a1", "a2"]  # in the order of their first content


def test_an_added_statement_stands_within_the_one_around_it(nested_reading: Reading) -> None:
    start = nested_reading.page.text.index("no such money")
    added = Correction(CorrectionKind.ADD, "u9", content=(Span(start, start + 13),), voice="v1")
    corrected = validate(apply_corrections(nested_reading, [added]))
    assert of(corrected, "u9").parent == "a2"
    assert of(corrected, "u9").chain[-1].voice == "v1"
    assert apply_corrections(corrected, [added]) == corrected


def test_corrections_of_what_is_gone_are_passed_over(nested_reading: Reading) -> None:
    for kind in CorrectionKind:
        if kind is not CorrectionKind.ADD:
            assert apply_corrections(nested_reading, [Correction(kind, "zz", content=(Span(0, 1),))]) == nested_reading


def test_words_are_found_nearest_to_where_they_are_looked_for() -> None:
    text = "no, he said.\nno, she  said. no"
    assert find_words(text, "no", 0) == (Span(0, 2),)
    assert find_words(text, "no", 14) == (Span(13, 15),)
    assert find_words(text, "she said") == (Span(17, 26),)
    assert find_words(text, "no\nsaid", 13) == (Span(13, 15), Span(22, 26))
    assert find_words(text, "no … said", 13) == (Span(13, 15), Span(22, 26))
    assert find_words(text, "  \n ") == ()
    with pytest.raises(ReadingError, match="do not stand in the text"):
        find_words(text, "yes")


@given(st.text(st.sampled_from("ab \n😀é"), max_size=40), st.data())
def test_words_that_stand_in_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    if not text.split():
        return
    words = data.draw(st.sampled_from(text.split()))
    (span,) = find_words(text, words, data.draw(st.integers(0, len(text))))
    assert text[span.start : span.end] == words


def test_manner_is_guessed_by_quotation_marks() -> None:
    page = reading_of("“No,” she said, “never”. He did “not” go.").page
    assert guess_manner(page, (Span(0, 5), Span(16, 23))) is Manner.DIRECT
    assert guess_manner(page, (Span(25, 40),)) is Manner.MIXED
    assert guess_manner(page, (Span(25, 31),)) is Manner.INDIRECT
    assert replace(page).text == page.text
