"""Two outlets, or two versions of a page, side by side."""

from __future__ import annotations

import pytest

from sayso.corpus import Corpus
from sayso.corpus.differences import find_differences
from sayso.errors import CorpusError
from sayso.reading import Held, Manner
from tests.corpus.making import QUILL, VELL, Said, make_reading

FERRY = "the old ferry sank at Port Mallory on Monday night because nobody had caulked the rotten planks"
PIER = "granite piers are heavier than anything that the admiral ever lifted"
URL = "https://bell.example/pier"


@pytest.fixture
def two_versions(empty_corpus: Corpus) -> Corpus:
    empty_corpus.add(make_reading(Said(FERRY), Said(PIER), Said("No comment", by=VELL), url=URL))
    empty_corpus.add(make_reading(Said(FERRY), Said(PIER.replace("heavier", "lighter")), Said("The regatta is off", by=VELL), url=URL))
    return empty_corpus


def test_versions_tell_what_was_kept_changed_dropped_and_added(two_versions: Corpus) -> None:
    rows = two_versions.compare(f"{URL}@1", f"{URL}@2")
    assert [(row.fate, row.voice) for row in rows] == [
        ("same", "Ada Quill"),
        ("changed", "Ada Quill"),
        ("only in A", VELL),
        ("only in B", VELL),
    ]
    assert [(one.kind, one.first, one.variant) for one in rows[1].differences] == [("changed", "heavier", "lighter")]
    assert two_versions.compare(f"{URL}@1", URL) == rows


@pytest.mark.parametrize(
    ("then", "changed"),
    [
        (Said(FERRY, QUILL, Manner.INDIRECT, Held.HEDGED), ()),
        (Said(FERRY, VELL, Manner.INDIRECT, Held.HEDGED), ("voice",)),
        (Said(FERRY, "", Manner.INDIRECT, Held.HEDGED), ("voice",)),
        (Said(FERRY, QUILL, Manner.MIXED, Held.HEDGED), ("manner",)),
        (Said(FERRY, QUILL, Manner.INDIRECT, Held.ASSERTED), ("held",)),
        (Said(FERRY.replace("rotten", "leaking"), QUILL, Manner.INDIRECT, Held.HEDGED), ("words",)),
        (Said(FERRY.replace("rotten", "leaking"), VELL, Manner.DIRECT, Held.DENIED), ("voice", "manner", "held", "words")),
    ],
)
def test_what_is_changed_is_named_and_stands_for_both_sides(empty_corpus: Corpus, then: Said, changed: tuple[str, ...]) -> None:
    empty_corpus.add(make_reading(Said(FERRY, QUILL, Manner.INDIRECT, Held.HEDGED), url=URL))
    empty_corpus.add(make_reading(then, url=URL, filler="Corrected."))
    (row,) = empty_corpus.compare(f"{URL}@1", f"{URL}@2")
    assert (row.fate, row.changed) == ("changed" if changed else "same", changed)
    assert (row.voice_a, row.manner_a, row.held_a) == (QUILL, "indirect", "hedged")
    assert (row.voice_b, row.manner_b, row.held_b) == (then.by or None, then.manner.value, then.held.value)
    assert [one.variant for one in row.differences] == (["leaking"] if "words" in changed else [])


def test_a_side_that_lacks_a_statement_has_nothing_of_it(two_versions: Corpus) -> None:
    *_, dropped, added = two_versions.compare(f"{URL}@1", f"{URL}@2")
    assert dropped.changed == added.changed == ()
    assert (dropped.page_a is None, dropped.voice_a, dropped.manner_a, dropped.held_a) == (False, VELL, "direct", "asserted")
    assert dropped.page_b is dropped.voice_b is dropped.manner_b is dropped.held_b is None
    assert added.page_a is added.voice_a is added.manner_a is added.held_a is None
    assert (added.page_b is None, added.voice_b, added.manner_b, added.held_b) == (False, VELL, "direct", "asserted")


def test_outlets_tell_who_else_says_it_and_how_firmly(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said(FERRY), url=URL))
    empty_corpus.add(make_reading(Said(FERRY, VELL, held=Held.QUESTIONED), outlet="The Gull", url="https://gull.example/1"))
    (row,) = empty_corpus.compare("The Bell", "The Gull")
    assert row.changed == ("voice", "held")
    assert (row.voice_a, row.voice_b, row.held_a, row.held_b) == (QUILL, VELL, "asserted", "questioned")


def test_outlets_are_compared_by_their_sayings(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said(FERRY), Said(PIER), url=URL))
    empty_corpus.add(make_reading(Said(FERRY.replace("rotten", "leaking")), outlet="The Gull", url="https://gull.example/1"))
    rows = empty_corpus.compare("The Bell", "The Gull")
    assert [row.fate for row in rows] == ["changed", "only in A"]
    assert rows[1].words_a == f"“{PIER}”"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (URL, "The Bell", "cannot be compared with an outlet"),
        (URL, "nowhere", "no outlet, page or address 'nowhere'"),
        (f"{URL}@3", URL, "has 2 versions in the corpus, and no number 3"),
    ],
)
def test_what_cannot_be_compared_is_said(two_versions: Corpus, one: str, other: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        two_versions.compare(one, other)


def test_differences_are_in_the_terms_of_the_quote_check() -> None:
    found = find_differences("We shall not leave the ferry", "we shall leave the old boat")
    assert [(one.kind, one.first, one.variant) for one in found] == [("left out", "not", ""), ("changed", "ferry", "old boat")]
    assert find_differences("“The ferry,”", "the ferry") == ()
