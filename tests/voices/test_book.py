"""The book of voices knows everybody on the page, and lists each once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading import PAGE_VOICE_ID, Reading, Span, VoiceKind, validate
from sayso.voices import VoiceBook, resolve_voices
from sayso.voices.book import add_mention
from tests.strategies import readings
from tests.voices.helpers import reading_with

TEXT = (
    "[a1.source: Ada Quill, the harbour master,] [a1.cue: told] "
    "[a1.addressee: Radio Lund’s morning programme, Tideline,] [a1.content: no].\n"
    "Quill met Mr Bell. Tom Bell, a farmer, left. The farmer met her."
)


@pytest.fixture
def reading() -> Reading:
    return resolve_voices(reading_with(TEXT, byline="R. Lund"))


def place(reading: Reading, words: str, nth: int = 1) -> Span:
    """The range of the nth place where words stand."""
    start = -1
    for _ in range(nth):
        start = reading.page.text.index(words, start + 1)
    return Span(start, start + len(words))


def test_words_lead_to_the_voice_that_they_speak_of(reading: Reading) -> None:
    book = VoiceBook(reading)
    holder = reading.attributions[0].voice
    her = place(reading, "met her")
    places = [place(reading, words) for words in ("Ada Quill, the harbour master,", "the harbour master", "Ada Quill")]
    assert {book.at(span) for span in (*places, place(reading, "Quill", 2), Span(her.end - 3, her.end))} == {holder}


def test_somebody_who_holds_nothing_is_known_and_not_listed(reading: Reading) -> None:
    book = VoiceBook(reading)
    known = book.look(place(reading, "Tom Bell"))
    assert book.at(place(reading, "Tom Bell")) is None
    assert known is not None
    assert (known.id, known.name, known.kind) == ("", "Tom Bell", VoiceKind.PERSON)


def test_a_party_is_added_under_the_fullest_name_with_all_mentions(reading: Reading) -> None:
    book = VoiceBook(reading)
    identifier = book.add("Mr Bell", VoiceKind.PERSON, place(reading, "Mr Bell"))
    voice = book.voices[-1]
    assert (voice.id, voice.name) == (identifier, "Tom Bell")
    assert voice.aliases == ("Mr Bell", "Bell")
    assert [reading.page[span] for span in voice.mentions] == ["Mr Bell", "Tom Bell", "a farmer", "The farmer"]
    assert book.add("the farmer", VoiceKind.PERSON, place(reading, "The farmer")) == identifier
    assert book.at(place(reading, "Tom Bell")) == identifier
    assert len(book.voices) == len(reading.voices) + 1


def test_a_forum_is_named_by_programme_and_channel(reading: Reading) -> None:
    book = VoiceBook(reading)
    book.add("Tideline", VoiceKind.OUTLET, reading.attributions[0].addressee[0])
    assert book.voices[-1].name == "Tideline (Radio Lund)"
    assert {"Tideline", "Radio Lund"} <= set(book.voices[-1].aliases)


def test_a_name_without_a_mention_is_found_or_new(reading: Reading) -> None:
    book = VoiceBook(reading)
    assert book.add("Ada Quill", VoiceKind.PERSON, None) == reading.attributions[0].voice
    assert book.find("the Gazette") is None
    assert (
        book.add("The Gazette", VoiceKind.OUTLET, None, aliases=("Gazette online",))
        == book.find("the gazette")
        == book.find("Gazette online")
    )
    assert book.find("Gazette online", VoiceKind.PERSON) is None


def test_the_page_voice_is_never_listed_twice(reading: Reading) -> None:
    book = VoiceBook(reading)
    assert book.add("R. Lund", VoiceKind.PERSON, None) == PAGE_VOICE_ID
    assert book.voices[0].name == "R. Lund"


def test_mentions_stay_in_order_and_apart() -> None:
    assert add_mention((Span(5, 8),), Span(1, 3)) == (Span(1, 3), Span(5, 8))
    assert add_mention((Span(5, 8),), Span(7, 9)) == (Span(5, 8),)


@settings(max_examples=25)
@given(readings(), st.data())
def test_ids_and_mentions_stay_valid_whatever_is_added(reading: Reading, data: st.DataObject) -> None:
    reading = resolve_voices(reading)
    book = VoiceBook(reading)
    length = len(reading.page.text)
    for _ in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, max(0, length - 1)))
        span = Span(start, data.draw(st.integers(start + 1, length))) if length else None
        identifier = book.add(data.draw(st.sampled_from(["Ada", "the paper", ""])), data.draw(st.sampled_from(VoiceKind)), span)
        assert identifier in {voice.id for voice in book.voices}
    assert [voice.id for voice in book.voices][: len(reading.voices)] == [voice.id for voice in reading.voices]
    validate(Reading(reading.page, book.voices, reading.attributions))
