from __future__ import annotations

import random
import time

import pytest

from sayso.checks.quotes_index import Block, RecordIndex
from sayso.checks.records import parse_record

ONE = "ADA QUILL: We gave them the key in March and they lost it."
OTHER = "BEN LOWE: They lost it again, and we gave them the key in June."


def test_runs_of_three_shared_words_are_found_in_every_record() -> None:
    index = RecordIndex([parse_record(ONE, "one"), parse_record(OTHER, "other")])
    ids = index.vocabulary.split("we gave them the key in March").ids
    assert index.find_blocks(ids) == [Block(0, 0, 7), Block(0, 16, 6)]
    assert [index.record_at(block.record) for block in index.find_blocks(ids)] == [0, 1]


def test_no_run_goes_on_in_the_next_record() -> None:
    index = RecordIndex([parse_record("We gave them", "one"), parse_record("the key", "other")])
    ids = index.vocabulary.split("gave them the key").ids
    assert index.find_blocks(ids) == []


def test_words_that_stand_together_are_found_without_runs() -> None:
    filler = " ".join(f"word{n % 50} other{n % 30}" for n in range(4000))
    index = RecordIndex([parse_record(f"{filler} lantern of gravel and thimble {filler}", "one")])
    first, following = index.find_windows(index.vocabulary.split("thimble gravel lantern").ids)[0]
    assert first <= 8000 < following <= first + 40


def test_names_and_notes_are_no_words_of_the_speaker() -> None:
    index = RecordIndex([parse_record("ADA QUILL: We [applause] gave (LAUGHTER) them (the clerks) the key.", "one")])
    assert [index.vocabulary.keys[word] for word in index.ids] == ["we", "gave", "them", "the", "clerks", "the", "key"]


def test_an_index_without_words_answers_nothing() -> None:
    for records in ([], [parse_record("", "empty")]):
        index = RecordIndex(records)
        assert index.find_blocks([0, 1, 2]) == []
        assert index.find_windows([0, 1, 2]) == []
        assert index.find_pairs(0, 1) == []


def test_words_that_are_everywhere_cost_a_bounded_time() -> None:
    chance = random.Random(1)
    text = " ".join(chance.choice(("it", "is", "what", "it", "is")) for _ in range(200_000))
    index = RecordIndex([parse_record(text, "one")])
    start = time.process_time()
    blocks = index.find_blocks(index.vocabulary.split("it is what it is what it is not").ids)
    assert time.process_time() - start < 2
    assert blocks[0].length >= 3


@pytest.mark.parametrize("words", ["key in", "March and"])
def test_pairs_are_found_where_they_stand(words: str) -> None:
    index = RecordIndex([parse_record(ONE, "one")])
    (place,) = index.find_pairs(*index.vocabulary.split(words).ids)
    assert index.records[0][index.span(place, place + 1)] == words
