from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_words import Vocabulary
from sayso.checks.records import Record, Turn
from sayso.reading import Span

WORDS = st.sampled_from(
    "the and a one two twenty forty-one hundred thousand million 5 $5 1,500 33, 000 16th second per% 50% didn't we'll um ER boat's U.S. US"
    " organised colour — … [note] (x) gov-- naïve İ ﬁ".split()
)


def keys_of(text: str) -> list[str]:
    vocabulary = Vocabulary()
    return [vocabulary.keys[word] for word in vocabulary.split(text).ids]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forty-one boats", "41 boats"),
        ("two hundred and fifty thousand dollars", "$250,000"),
        ("five million dollars", "$5m"),
        ("nineteen eighty-seven", "1987"),
        ("twenty-first", "21st"),
        ("a hundred", "100"),
        ("50 per cent", "50%"),
        ("33, 000 people", "33,000 people"),
        ("I’d, um, say", "I would say"),
        ("the U.S. fleet", "the US fleet"),
        ("organised labour", "organized labor"),
        ("5 p.m.", "five pm"),
    ],
)
def test_words_written_otherwise_are_one(one: str, other: str) -> None:
    assert keys_of(one) == keys_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("forty-one", "forty-two"), ("one hundred", "one thousand"), ("first", "one"), ("us", "US"), ("filed", "filled"), ("four", "for")],
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert keys_of(one) != keys_of(other)


def test_numbers_side_by_side_stay_apart() -> None:
    assert keys_of("In 2015 two branches, one, one car") == ["in", "#2015", "#2", "branches", "#1", "#1", "car"]


def test_a_decimal_beside_a_number_is_a_number_of_its_own() -> None:
    assert keys_of("between 5 0.5 and 7, 0.1") == ["between", "#5", "#0.5", "and", "#7", "#0.1"]


def test_blanks_of_any_kind_part_words() -> None:
    words = Vocabulary().split("One\tboat\u00a0and\n\nforty-\rone  boats")
    assert list(zip(words.starts, words.ends, strict=True)) == [(0, 3), (4, 8), (9, 12), (14, 19), (21, 24), (26, 31)]


def test_an_emergency_room_is_no_hesitation() -> None:
    assert keys_of("the ER, er, room") == ["the", "er", "room"]


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_an_index_has_the_words_of_its_records(text: str) -> None:
    """The index splits by arrays, a quotation by words; both have to find the same ones at the same places."""
    index = RecordIndex([Record("r", text, (Turn(None, Span(0, len(text))),))])
    expected = index.vocabulary.split(text)
    notes = [n for n, place in enumerate(expected.starts) if text[place:].startswith(("note]", "x)"))]
    got = index.words(0, len(index))
    if not notes:
        assert got == expected


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    words = Vocabulary().split(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert len(RecordIndex([Record("r", text, (Turn(None, Span(0, len(text))),) if text else ())]).ids) <= len(words.ids) + 1
