"""From the network's answers to mentions: whole words, names in one piece, antecedents that come earlier."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.encoding import Encoded
from sayso.model.mentions import N_MENTIONS, find_tagged_mentions, mention_starts
from sayso.model.tagger import Antecedents, Links, Tagged, TaggedWindow
from sayso.reading import MentionKind, Span


def answers(labels: list[int]) -> npt.NDArray[np.float32]:
    """Log-probabilities that leave no doubt of the labels."""
    out = np.full((len(labels), N_MENTIONS), -9.0, dtype=np.float32)
    out[np.arange(len(labels)), labels] = -0.01
    return out


def tagged_of(labels: list[int], *, case: list[int] | None = None, antecedents: Antecedents | None = None) -> Tagged:
    """A text of words of three letters with these labels, in one window."""
    n = len(labels)
    starts = np.arange(n, dtype=np.int64) * 4
    zeros = np.zeros(n, dtype=np.int64)
    encoded = Encoded(zeros, starts, starts + 3, np.array(case if case else [1] * n, dtype=np.int64), zeros)
    none = Links(zeros[:0], np.zeros((n, 1), dtype=np.float32))
    window = TaggedWindow(0, n, 0, n, none, none, antecedents)
    return Tagged(encoded, np.zeros((n, 7), dtype=np.float32), (window,), answers(labels), np.zeros(n, dtype=np.float32))


def test_a_name_of_several_words_is_one_mention() -> None:
    (one,) = find_tagged_mentions(tagged_of([0, 1, 2, 2, 0]))
    assert (one.span, one.kind) == (Span(4, 15), MentionKind.PERSON_NAME)


def test_two_names_side_by_side_are_two_mentions() -> None:
    assert [m.span for m in find_tagged_mentions(tagged_of([1, 2, 1, 0]))] == [(0, 7), (8, 11)]


def test_a_name_that_goes_on_without_a_beginning_begins_there() -> None:
    (one,) = find_tagged_mentions(tagged_of([0, 4, 4]))
    assert (one.span, one.kind) == (Span(4, 11), MentionKind.ORGANIZATION_NAME)


def test_a_word_of_several_pieces_is_taken_whole() -> None:
    (one,) = find_tagged_mentions(tagged_of([9, 0, 0], case=[1, 5, 1]))
    assert (one.span, one.kind) == (Span(0, 7), MentionKind.PERSON_NOUN)


def test_nouns_side_by_side_are_mentions_of_their_own() -> None:
    assert len(find_tagged_mentions(tagged_of([12, 12]))) == 2


def test_the_likeliest_earlier_mention_is_the_antecedent() -> None:
    scores = np.log(np.array([[0.0001, 0.0001, 0.9998], [0.9, 0.0001, 0.0999]], dtype=np.float32))
    rows = columns = np.array([0, 2], dtype=np.int64)
    name, pronoun = find_tagged_mentions(tagged_of([1, 0, 12], antecedents=Antecedents(rows, columns, scores)))
    assert name.antecedent is None
    assert (pronoun.antecedent, round(pronoun.score, 2)) == (0, 0.9)


@given(st.lists(st.integers(0, N_MENTIONS - 1), max_size=30), st.data())
def test_mentions_are_in_order_and_apart_whatever_the_labels(labels: list[int], data: st.DataObject) -> None:
    case = data.draw(st.lists(st.sampled_from([1, 2, 5]), min_size=len(labels), max_size=len(labels)))
    mentions = find_tagged_mentions(tagged_of(labels, case=case)) if labels else []
    ends = [0, *(m.span.end for m in mentions)]
    assert all(before <= m.span.start < m.span.end for before, m in zip(ends, mentions, strict=False))
    assert len(mentions) == (len(mention_starts(answers(labels), np.array(case))) if labels else 0)
