"""Copies of one story are one origin, and so is what many pages have from one outlet."""

from __future__ import annotations

import random

from sayso.corpus import Corpus
from tests.corpus.making import Happened, Said, make_reading

WORDS = (
    "granite pier harbour master ferry plank regatta widow buoy admiral storm tide rope anchor gull tern lamp keeper wharf crane".split()
)


def story(seed: int, n: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=n))


def n_origins(corpus: Corpus) -> int:
    return corpus.contacts()[0].n_origins


def test_wire_copies_are_one_origin(empty_corpus: Corpus) -> None:
    text = story(1)
    for number in range(6):
        empty_corpus.add(
            make_reading(
                Happened(), outlet=f"Paper {number}", filler=f"{story(50 + number, 5)}. {text}", wire="Coast Wire" if number == 4 else None
            )
        )
    assert len({row.family for row in empty_corpus.pages()}) == 1
    assert {row.origin for row in empty_corpus.pages()} == {"Coast Wire"}
    (edge,) = empty_corpus.contacts()
    assert (edge.n_pages, edge.n_origins) == (6, 1)


def test_copies_without_a_credit_go_by_the_first_outlet(empty_corpus: Corpus) -> None:
    for outlet, published in (("The Gull", "2021-03-02"), ("The Bell", "2021-03-01"), ("The Tern", "2021-03-03")):
        empty_corpus.add(make_reading(Happened(), outlet=outlet, published=published, filler=story(1)))
    assert {row.origin for row in empty_corpus.pages()} == {"The Bell"}
    assert n_origins(empty_corpus) == 1


def test_story_cut_by_a_third_is_a_copy(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Happened(), outlet="The Bell", filler=story(1, 150)))
    empty_corpus.add(make_reading(Happened(), outlet="The Gull", filler=story(1, 150)[:600]))
    assert len({row.family for row in empty_corpus.pages()}) == 1


def test_own_stories_of_two_outlets_are_two_origins(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Happened(), outlet="The Bell", filler=story(1)))
    empty_corpus.add(make_reading(Happened(), outlet="The Gull", filler=story(2)))
    assert n_origins(empty_corpus) == 2


def test_two_stories_of_one_outlet_are_one_origin(empty_corpus: Corpus) -> None:
    for seed in (1, 2):
        empty_corpus.add(make_reading(Happened(), outlet="The Bell", filler=story(seed)))
    assert n_origins(empty_corpus) == 1


def test_what_comes_through_an_outlet_originates_there(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Happened(), outlet="The Bell", filler=story(1)))
    empty_corpus.add(make_reading(Happened(via="The Bell"), outlet="The Gull", filler=story(2)))
    assert n_origins(empty_corpus) == 1


def test_family_outlives_its_first_page(empty_corpus: Corpus) -> None:
    first = empty_corpus.add(make_reading(Happened(), outlet="The Bell", filler=story(1)))
    for outlet in ("The Gull", "The Tern"):
        empty_corpus.add(make_reading(Happened(), outlet=outlet, filler=story(1)))
    empty_corpus.delete(first.key)
    assert len({row.family for row in empty_corpus.pages()}) == 1
    assert {row.origin for row in empty_corpus.pages()} == {"The Gull"}


def test_short_pages_are_no_copies(empty_corpus: Corpus) -> None:
    for outlet in ("The Bell", "The Gull"):
        empty_corpus.add(make_reading(Said("No comment"), outlet=outlet))
    assert len({row.family for row in empty_corpus.pages()}) == 2
