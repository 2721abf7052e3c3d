"""Facets count what a search finds; a voice's sayings tell where each came first; languages and the order of adding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.corpus import Corpus, facets
from sayso.corpus.search import Filters
from sayso.errors import CorpusError
from sayso.reading import Held, Manner, Reading
from tests.corpus.making import QUILL, VELL, Said, make_reading


def in_language(reading: Reading, language: str | None) -> Reading:
    return replace(reading, page=replace(reading.page, language=language))


@pytest.fixture
def harbour(empty_corpus: Corpus) -> Corpus:
    """Three pages of two outlets, added against the order of their dates."""
    safe = "The granite pier is as safe as any house in this town"
    for reading, language in (
        (make_reading(Said(safe), Said("it may sink", VELL, Manner.INDIRECT, Held.HEDGED), published="2021-06-01"), "en"),
        (make_reading(Said(safe + ", she knew", via="The Bell"), outlet="The Gull", published="2020-01-15"), "en-GB"),
        (make_reading(Said("No word of that is true", ""), outlet=None, published=None), None),
    ):
        empty_corpus.add(in_language(reading, language))
    return empty_corpus


def told(found: tuple[facets.Facet, ...]) -> dict[str, int]:
    return {one.name: one.n for one in found}


def test_statements_are_counted_by_everything_that_a_filter_takes(harbour: Corpus) -> None:
    found = harbour.facets()
    assert (found.n, found.is_cut) == (4, False)
    assert told(found.voices) == {QUILL: 2, VELL: 1}
    assert told(found.kinds) == {"person": 3, "none": 1}
    assert told(found.outlets) == {"The Bell": 2, "The Gull": 1}
    assert told(found.manners) == {"direct": 3, "indirect": 1}
    assert told(found.held) == {"asserted": 3, "hedged": 1}
    assert told(found.languages) == {"en": 3, "": 1}
    assert [(one.value, one.n) for one in found.dates] == [("2020", 1), ("2021", 2), ("", 1)]


@pytest.mark.parametrize(("since", "until", "dates"), [("2021", None, ["2021-06-01"]), ("2019", "2020", ["2020-01-15"])])
def test_time_is_told_as_finely_as_it_is_asked_for(harbour: Corpus, since: str, until: str | None, dates: list[str]) -> None:
    assert [one.value for one in harbour.facets("", Filters(since=since, until=until)).dates] == dates


def test_each_count_is_what_its_filter_finds(harbour: Corpus) -> None:
    found = harbour.facets("")
    for one in found.voices:
        assert len(harbour.search(voice_id=int(one.value))) == one.n
    for one in found.languages:
        assert len(harbour.search(language=one.value)) == one.n
    for one in found.outlets:
        assert len(harbour.search(outlet=one.name)) == one.n


def test_of_very_many_the_newest_are_counted_and_that_is_said(harbour: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST_COUNTED", 2)
    found = harbour.facets()
    assert (found.n, found.is_cut) == (2, True)


def test_a_language_is_found_with_and_without_words(harbour: Corpus) -> None:
    assert len(harbour.search("pier", language="EN")) == 2
    assert [one.words for one in harbour.search(language="")] == ["“No word of that is true”"]
    for wrong in ("e%", "english language", "_n"):
        with pytest.raises(CorpusError, match="no language"):
            harbour.search(language=wrong)


def test_the_page_added_last_comes_first_whatever_its_date(harbour: Corpus) -> None:
    assert [one.outlet for one in harbour.search(order="added")] == [None, "The Gull", "The Bell", "The Bell"]
    assert [one.outlet for one in harbour.search("pier", order="added")] == ["The Gull", "The Bell"]
    assert [one.outlet for one in harbour.search("pier", order="added", after=1)] == ["The Bell"]


def test_a_voices_sayings_tell_their_wordings_and_where_each_came_first(harbour: Corpus) -> None:
    (voice,) = harbour.who(QUILL)
    (saying,) = harbour.voice_sayings(voice.voice_id)
    assert (saying.n_pages, saying.n_variants, saying.first, saying.first_outlet) == (2, 2, "2020-01-15", "The Gull")
    assert saying.words.endswith("she knew”")
    assert [one.n for one in saying.variants] == [1]
    assert harbour.voice(voice.voice_id) == voice
    assert harbour.voice(999_999) is None


def test_voices_are_listed_in_parts_or_by_a_name_without_going_through_what_they_say(harbour: Corpus) -> None:
    (first, second) = harbour.voice_entries()
    assert [first.name, second.name] == [QUILL, VELL]
    assert (first.n_statements, first.n_pages) == (2, 2)
    assert harbour.voice_entries(after=(first.n_statements, first.voice_id)) == [second]
    assert harbour.voice_entries("vell") == [second]


def test_a_number_that_a_saying_had_still_finds_it(harbour: Corpus) -> None:
    (saying,) = harbour.trace("The granite pier is as safe as any house")
    later = saying.saying + 1  # the quotation of the other page, which belongs to it
    found = harbour.saying(later)
    assert found is not None
    assert found.saying == saying.saying


def test_when_a_page_was_added_is_told(harbour: Corpus) -> None:
    pages = [one.page for one in harbour.pages()]
    assert set(harbour.added(pages)) == set(pages)
    assert harbour.added(["nothing", "\0"]) == {}


def test_questions_of_one_view_have_the_time_of_one(harbour: Corpus) -> None:
    with harbour.one_view():
        assert harbour.facets().n == len(harbour.search())
