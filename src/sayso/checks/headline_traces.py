"""Where in the body each word of a claim has left a trace: in the sentence that has most of the claim, or anywhere.

Decides how near the nearest word is, by stems, by classes of news words, by senses and by directions. What a lost word means for the
verdict is for headline_revise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.checks.headline_body import Body
from sayso.checks.headline_claims import Claim
from sayso.checks.headline_senses import Vocabulary
from sayso.checks.headline_words import Word, stop_stems

_CLASS: Final = 0.8  # how alike two stems are from which they count as words for one thing
_OF_CLASS: Final = 0.9
_AROUND: Final = 0.8  # what a word counts that is of whom the sentence speaks, though not in it
_BEFORE: Final = 0.75  # what a word counts that stands in the sentence before
_LEAD: Final = 0.05  # what the first two sentences gain, which a headline mostly tells
_LOST: Final = 0.5  # the nearness below which a word has left no trace
_FLOOR, _RANGE = 0.3, 0.5  # nearness below the floor is noise, and all that is above floor and range together is as good as the word


class Traces:
    """The words of a body, in the order of its sentences, with the nearness of words of claims to them."""

    def __init__(self, body: Body) -> None:
        self.body = body
        columns: dict[tuple[str, str], int] = {}
        self.sentences: list[list[int]] = []
        self._places: list[list[int]] = []
        words: list[Word] = []
        for sentence in body.sentences:
            here: list[int] = []
            places: list[int] = []
            for place, word in enumerate(sentence.words):
                if word.stem in stop_stems():
                    continue
                key = (word.stem, word.lower)
                if key not in columns:
                    columns[key] = len(words)
                    words.append(word)
                here.append(columns[key])
                places.append(place)
            self.sentences.append(here)
            self._places.append(places)
        self._by_stem: dict[str, list[int]] = {}
        for n, word in enumerate(words):
            self._by_stem.setdefault(word.stem, []).append(n)
        self._found: dict[Word, npt.NDArray[np.float64]] = {}
        self._vocabulary = Vocabulary([word.lower for word in words])
        flat = [n for here in self.sentences for n in here]
        self._flat = np.array(flat, dtype=np.int64)
        filled = [number for number, here in enumerate(self.sentences) if here]
        self._filled = np.array(filled, dtype=np.int64)
        lengths = [len(self.sentences[number]) for number in filled]
        self._starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if lengths else np.zeros(0, dtype=np.int64)

    def best(self, word: Word) -> npt.NDArray[np.float64]:
        """How near the nearest word of each sentence is to a word, 0..1: (n_sentences,)."""
        near = self._near(word)
        found = np.zeros(len(self.sentences))
        if len(self._starts):
            found[self._filled] = np.maximum.reduceat(near[self._flat], self._starts)
        return found

    def place(self, word: Word, number: int) -> int | None:
        """The index of the word of a sentence that is nearest to a word; None where the sentence has no telling word."""
        here = self.sentences[number]
        return self._places[number][int(np.argmax(self._near(word)[here]))] if here else None

    def _near(self, word: Word) -> npt.NDArray[np.float64]:
        """How near each word of the body is to a word, 0..1."""
        known = self._found.get(word)
        if known is not None:
            return known
        near = self._vocabulary.near(word.lower)
        for stem, value in self.body.alike(word.stem).items():
            if value >= _CLASS:
                for n in self._by_stem.get(stem, ()):
                    near[n] = max(near[n], 1.0 if value == 1.0 else _OF_CLASS)
        self._found[word] = near
        return near

    def around(self, word: Word) -> npt.NDArray[np.float64]:
        """What a word counts in each sentence for standing around it: (n_sentences,)."""
        alike = {stem for stem, value in self.body.alike(word.stem).items() if value >= _CLASS}
        return np.array([_AROUND if not alike.isdisjoint(sentence.around) else 0.0 for sentence in self.body.sentences])


@dataclass(frozen=True, slots=True)
class Trace:
    """What of a claim the body has, each from 0 (no trace) to 1 (the word itself); 1 as well where the claim has no such word.

    `here` is the sentence that has most of it, with what it goes on from, and `verb_place` the index of its
    word that is nearest to the verb; `anywhere` all of the body; `object_here` is the
    word after the verb with the least, `objects_here` their mean. `lost` is the share of the claim, by
    how much its words tell, that has no trace at all.
    """

    sentence: int
    predicate: int | None
    verb_place: int | None
    verb_here: float
    verb_anywhere: float
    subject: int | None
    subject_here: float
    subject_anywhere: float
    telling: int
    objects: int
    object_here: float
    objects_here: float
    lost: float


def trace(claim: Claim, traces: Traces) -> Trace | None:
    """The traces of a claim; None where it has no telling words, or the body no sentences."""
    body = traces.body
    telling = body.telling(claim)
    if not telling or not body.sentences:
        return None
    best = np.stack([traces.best(claim.words[n]) for n in telling])  # (n_words, n_sentences)
    before = np.concatenate([np.zeros((len(telling), 1)), best[:, :-1]], axis=1) * _BEFORE
    window = np.maximum(np.maximum(best, before), np.stack([traces.around(claim.words[n]) for n in telling]))
    weights = np.array([body.rarity(claim.words[n].stem) for n in telling])
    weights = weights / max(float(weights.sum()), 1e-9)
    score = weights @ _told(window) + 0.5 * (weights @ _told(best))
    score[:2] += _LEAD
    number = int(score.argmax())
    place = {n: k for k, n in enumerate(telling)}
    predicate = claim.predicate
    subjects = [n for n in telling if predicate is not None and n < predicate]
    objects = [n for n in telling if predicate is None or n > predicate]
    anywhere = best.max(axis=1)

    def here(*words: int) -> float:
        return min((float(window[place[n], number]) for n in words if n in place), default=1.0)

    def in_body(*words: int) -> float:
        return min((float(anywhere[place[n]]) for n in words if n in place), default=1.0)

    verbs = () if predicate is None else (predicate,)
    return Trace(
        sentence=number,
        predicate=predicate,
        verb_place=None if predicate is None else traces.place(claim.words[predicate], number),
        verb_here=here(*verbs),
        verb_anywhere=in_body(*verbs),
        subject=subjects[-1] if subjects else None,
        subject_here=here(*subjects[-1:]),
        subject_anywhere=in_body(*subjects[-1:]),
        telling=len(telling),
        objects=len(objects),
        object_here=here(*objects),
        objects_here=float(np.mean([window[place[n], number] for n in objects])) if objects else 1.0,
        lost=float(weights[anywhere < _LOST].sum()),
    )


def _told(nearness: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    told: npt.NDArray[np.float64] = np.clip((nearness - _FLOOR) / _RANGE, 0.0, 1.0)
    return told
