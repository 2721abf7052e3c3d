"""A quotation is followed through pages: first appearance, variants, spread, and where each page has it from."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus import Corpus
from sayso.corpus.prints import group_sayings
from tests.corpus.making import QUILL, VELL, Said, make_reading
from tests.corpus.test_origins import story

FERRY = "the old ferry sank at Port Mallory on Monday night because nobody had caulked the rotten planks"


def add(corpus: Corpus, words: str, outlet: str, day: int | None, **options: object) -> str:
    published = f"2021-03-{day:02}" if day else None
    url = f"https://{outlet.lower()}.example/{day}"
    return corpus.add(make_reading(Said(words), outlet=outlet, published=published, url=url, **options)).key  # type: ignore[arg-type]  # as given


def test_first_appearance_is_the_earliest_whatever_was_added_first(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Gull", 3)
    add(empty_corpus, FERRY, "Bell", 1)
    add(empty_corpus, FERRY, "Tern", None)
    (saying,) = empty_corpus.trace(FERRY)
    assert [one.outlet for one in saying.appearances] == ["Bell", "Gull", "Tern"]
    assert (saying.first, saying.last, saying.n_pages, saying.n_outlets, saying.n_origins) == ("2021-03-01", "2021-03-03", 3, 3, 3)
    assert [(one.outlet, one.n_pages, one.first) for one in saying.spread] == [
        ("Bell", 1, "2021-03-01"),
        ("Gull", 1, "2021-03-03"),
        ("Tern", 1, None),
    ]


def test_variants_tell_how_they_differ_from_the_first(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Bell", 1)
    add(empty_corpus, FERRY.replace("rotten", "leaking"), "Gull", 2)
    add(empty_corpus, FERRY.partition(" because")[0], "Tern", 3)
    (saying,) = empty_corpus.trace("old ferry sank")
    assert [variant.n_appearances for variant in saying.variants] == [1, 1, 1]
    assert [[(d.kind, d.first, d.variant) for d in variant.differences] for variant in saying.variants] == [
        [],
        [("changed", "rotten", "leaking")],
        [("left out", "because nobody had caulked the rotten planks", "")],
    ]


def because(corpus: Corpus) -> list[tuple[int | None, str]]:
    (saying,) = corpus.trace(FERRY)
    return [(one.follows, one.because) for one in saying.appearances]


def test_line_of_descent_goes_by_copy_link_credit_and_wording(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Bell", 1, filler=story(1))
    add(empty_corpus, FERRY, "Gull", 2, filler=story(1))
    add(empty_corpus, FERRY, "Tern", 3, links=["https://www.gull.example/2#top"])
    add(empty_corpus, FERRY, "Skua", 4, credited=["The Tern"])
    add(empty_corpus, FERRY.replace("rotten", "leaking"), "Auk", 5)
    add(empty_corpus, FERRY.replace("rotten", "leaking"), "Crow", 6)
    add(empty_corpus, FERRY, "Rook", None)
    assert because(empty_corpus) == [
        (None, "first"),
        (0, "copy"),
        (1, "link"),
        (2, "credit"),
        (0, "wording"),
        (4, "wording"),
        (None, "unknown, because the page has no date, and neither links to nor credits another"),
    ]


def test_chain_that_names_the_outlet_is_a_credit(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Bell", 1)
    empty_corpus.add(make_reading(Said(FERRY, via="The Bell"), outlet="Gull", published="2021-03-02"))
    assert because(empty_corpus) == [(None, "first"), (0, "credit")]


def test_without_any_date_no_first_is_claimed(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Bell", None)
    assert because(empty_corpus) == [(None, "unknown, because no page with these words has a date")]


def test_piece_of_three_words_finds_its_saying(empty_corpus: Corpus) -> None:
    add(empty_corpus, FERRY, "Bell", 1)
    assert [saying.n_pages for saying in empty_corpus.trace("caulked the rotten")] == [1]
    assert empty_corpus.trace("caulked the solid") == []


def test_stock_phrase_is_one_saying_a_speaker(empty_corpus: Corpus) -> None:
    for number, speaker in enumerate((QUILL, VELL, QUILL)):
        empty_corpus.add(make_reading(Said("No comment", by=speaker), url=f"https://a.example/{number}"))
    assert sorted((saying.voices, saying.n_pages) for saying in empty_corpus.trace("no comment")) == [((QUILL,), 2), ((VELL,), 1)]


def test_sayings_are_listed_part_by_part(empty_corpus: Corpus) -> None:
    for n, words in enumerate((FERRY, "granite piers are heavier than anything that the admiral ever lifted")):
        for number in range(2 + n):
            add(empty_corpus, words, f"Paper{number}", n + 1)
    first = empty_corpus.sayings(limit=1)
    rest = empty_corpus.sayings(after=(first[0].n_pages, first[0].saying))
    assert [row.n_pages for row in first + rest] == [3, 2]
    assert empty_corpus.saying(first[0].saying) is not None
    assert empty_corpus.saying(999) is None


SOME = st.lists(st.sampled_from("ferry granite harbour pier mallory caulked plank regatta the of we".split()), min_size=1, max_size=12).map(
    " ".join
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(SOME, min_size=2, max_size=8), st.integers(1, 3))
def test_sayings_found_one_by_one_are_those_found_at_once(template: Path, quotations: list[str], batch: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Corpus(shutil.copy(template, folder), limit_s=None) as corpus:
        readings = [make_reading(Said(words), url=f"https://a.example/{number}") for number, words in enumerate(quotations)]
        list(corpus.add_many(readings, batch=batch))
        at_once = group_sayings(quotations, ["quill"] * len(quotations))
        rows = corpus.search("", order="oldest")
        assert [row.words.strip("“”") for row in rows] == quotations
        one_by_one = [row.sayings[0] - 1 for row in rows]
        assert one_by_one == at_once
