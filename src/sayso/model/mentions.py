"""Mentions from the network's answers: names, head nouns and pronouns that may speak of somebody, each with its likeliest antecedent.

The labels are 1/2 B/I of a person's name, 3/4 of an organization's, 5/6 of a place's, 7/8 of another name, 9 the head noun of a person,
10 of several people, 11 of an organization, 12 a pronoun, 0 none (training/data.py makes them).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.model.decoding import FloatArray, IntArray
from sayso.reading import Mention, MentionKind, Span

if TYPE_CHECKING:
    from sayso.model.tagger import Tagged

N_MENTIONS: Final = 13
CONTINUATION: Final = 5
"""The letter case of a sub-token that goes on a word (see `encoding.letter_case`)."""
KINDS: Final = {
    1: MentionKind.PERSON_NAME,
    3: MentionKind.ORGANIZATION_NAME,
    5: MentionKind.PLACE_NAME,
    7: MentionKind.OTHER_NAME,
    9: MentionKind.PERSON_NOUN,
    10: MentionKind.GROUP_NOUN,
    11: MentionKind.ORGANIZATION_NOUN,
    12: MentionKind.PRONOUN,
}
LEAST_LINK: Final = 0.2
"""The probability below which an antecedent is not named; whoever reads it can ask for more. A guess."""


def mention_labels(mentions: FloatArray, case: IntArray) -> IntArray:
    """The label of each sub-token, that of the word's first one all through a word; shape (n_tokens,)."""
    labels: IntArray = mentions.argmax(axis=1)
    for i in np.flatnonzero(case == CONTINUATION).tolist():
        if i:
            before = int(labels[i - 1])
            labels[i] = before + 1 if before in (1, 3, 5, 7) else before
    return labels


def mention_starts(mentions: FloatArray, case: IntArray) -> IntArray:
    """The sub-tokens at which a mention begins, in text order."""
    labels = mention_labels(mentions, case)
    before = np.concatenate([[0], labels[:-1]])
    inside_name = (labels % 2 == 0) & (labels > 0) & (labels <= 8) & ((before == labels) | (before == labels - 1))
    noun = labels >= 9
    return np.flatnonzero((labels > 0) & ~inside_name & ~(noun & (case == CONTINUATION)))


def find_tagged_mentions(tagged: Tagged) -> list[Mention]:
    """The mentions of a tagged text in text order, in positions of that text; antecedents are numbers of this list."""
    if tagged.mentions is None:
        return []
    encoded = tagged.encoded
    labels = mention_labels(tagged.mentions, encoded.case)
    starts = mention_starts(tagged.mentions, encoded.case).tolist()
    links = _links(tagged, {start: number for number, start in enumerate(starts)})
    found = []
    for number, (start, following) in enumerate(pairwise([*starts, len(encoded)])):
        label = int(labels[start])
        base = label if label >= 9 or label % 2 else label - 1
        end = start + 1
        while end < following and (labels[end] == base + 1 if base < 9 else encoded.case[end] == CONTINUATION):
            end += 1
        antecedent, score = links.get(number, (None, 0.0))
        span = Span(int(encoded.starts[start]), int(encoded.ends[end - 1]))
        found.append(Mention(span, KINDS[base], antecedent, score))
    return found


def _links(tagged: Tagged, numbers: dict[int, int]) -> dict[int, tuple[int, float]]:
    """For mentions with one, the number of the likeliest antecedent and its probability."""
    out: dict[int, tuple[int, float]] = {}
    for window in tagged.windows:
        links = window.antecedents
        if links is None or len(links.columns) == 0:
            continue
        best = links.scores[:, :-1].argmax(axis=1)
        for row, (token, column) in enumerate(zip(links.rows.tolist(), best.tolist(), strict=True)):
            score = float(np.exp(links.scores[row, column]))
            # windows overlap: what begins a mention in one may not in the other
            number, target = numbers.get(token), numbers.get(int(links.columns[column]))
            if number is not None and target is not None and target < number and score >= LEAST_LINK:
                out[number] = (target, round(min(1.0, score), 4))
    return out
