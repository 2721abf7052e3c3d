"""The body of a page as the claims of a headline are laid on it: how close each statement is, and which word stands for which.

Decides how much of a claim a statement has: its words, by how rare they are on the page; words for the same thing; acts of one family; and
amounts that agree. What the two say of these words is for headline_compare.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.checks.headline_acts import Act, Relation, find_acts, relate
from sayso.checks.headline_amounts import Amount, Kind, agree, comparable, find_amounts
from sayso.checks.headline_claims import Claim, is_noun, looks_like_verb
from sayso.checks.headline_parties import Names
from sayso.checks.headline_statements import Sentence, Statement
from sayso.checks.headline_words import AKIN_LETTERS, Word, lexicon, likeness, stems_of, stop_stems, synonyms, words_of
from sayso.reading import Attribution, Reading, Voice

_END: Final = 3  # last letters that two stems share of which one is the other with something before it; the shortest has as many
_AROUND: Final = 0.5  # what a word counts that stands not in the statement itself but around it
_OF_SOURCE: Final = 0.8  # the same of the words for who speaks
_RELATED: Final = 0.7  # what an act counts whose place another of its family has taken
_OF_AMOUNT: Final = 1.5  # what an amount counts that both have, where a rare word counts about 3
_TOGETHER: Final = 3  # sentences in which the words of a claim may be spread
_NEAR_AMOUNT: Final = 0.25  # how close a sentence has to be for its amounts to be those that a claim speaks of
_PRONOUNS: Final = frozenset({"he", "she"})
_NOUN: Final = 3  # the rank of an act that is named by a noun
_NOUN_REACH: Final = 3  # words after a preposition in which an act is taken for a noun: "after five straight defeats"
_PREPOSITIONS: Final = frozenset("after amid over following despite of for at against from with by before during".split())
_DETERMINERS: Final = frozenset("a an the his her its their this that no".split())
_KNOWN: Final = 0.85  # how alike a word of the body has to be for an act to be named there


class Body:
    """The body of a page as claims are held against it: its sentences, names, amounts, and how rare its words are."""

    def __init__(self, reading: Reading, sentences: Sequence[Sentence], names: Names) -> None:
        self.reading = reading
        self.sentences = sentences
        self.names = names
        self.voices = {voice.id: voice for voice in reading.voices}
        self.pronouns = {
            span.start: voice for voice in reading.voices for span in voice.mentions if reading.page[span].lower() in _PRONOUNS
        }
        """The voice that each "he" and "she" of the page is known to stand for, by where it begins."""
        self._stems = [frozenset(word.stem for word in sentence.words) for sentence in sentences]
        self._alike: dict[str, dict[str, float]] = {}
        self._counts: dict[str, int] = {}
        for sentence in sentences:
            for stem in sorted({word.stem for word in sentence.words}):
                self._counts[stem] = self._counts.get(stem, 0) + 1
        self._of_voices: dict[str, set[str]] = {voice.id: _stems_of(voice) for voice in reading.voices}
        self._vocabulary = sorted(self._counts.keys() | set().union(*self._of_voices.values()))
        self._akin: dict[str, list[str]] = {}
        self._by_class: dict[int, list[str]] = {}
        self._by_end: dict[str, list[str]] = {}
        for stem in self._vocabulary:
            self._akin.setdefault(stem[:AKIN_LETTERS], []).append(stem)
            self._by_end.setdefault(stem[-_END:], []).append(stem)
            for number in synonyms().get(stem, ()):
                self._by_class.setdefault(number, []).append(stem)
        self._acts: dict[int, tuple[Sequence[Word], tuple[Act, ...]]] = {}
        self._amounts: dict[int, tuple[Sequence[Word], tuple[Amount, ...]]] = {}
        self._telling: dict[int, tuple[Claim, list[int]]] = {}
        self._source_stems: dict[str, frozenset[str]] = {}

    def acts_of(self, words: Sequence[Word]) -> tuple[Act, ...]:
        """The acts named among words of the body, found once for each run of words."""
        known = self._acts.get(id(words))  # kept with the words, so that their id stays theirs
        if known is None:
            known = self._acts[id(words)] = (words, find_acts(words))
        return known[1]

    def amounts_of(self, words: Sequence[Word]) -> tuple[Amount, ...]:
        """The amounts among words of the body, found once for each run of words."""
        known = self._amounts.get(id(words))
        if known is None:
            known = self._amounts[id(words)] = (words, find_amounts(words))
        return known[1]

    def has_amount(self, claim: Claim) -> bool:
        """Whether the body has an amount of a claim that is more than a day or a year."""
        claimed = [amount for amount in claim.amounts if amount.kind not in (Kind.DAY, Kind.YEAR)]
        given = (amount for sentence in self.sentences for amount in self.amounts_of(sentence.words)) if claimed else ()
        return any(comparable(one, other) and agree(one, other) for other in given for one in claimed)

    def telling(self, claim: Claim) -> list[int]:
        """`telling_words` of a claim, found once."""
        known = self._telling.get(id(claim))
        if known is None:
            known = self._telling[id(claim)] = (claim, telling_words(claim))
        return known[1]

    def source_stems(self, attribution: Attribution) -> frozenset[str]:
        """The stems of the words that name who speaks in an attribution: its source, and the names and roles of its voice."""
        known = self._source_stems.get(attribution.id)
        if known is None:
            text = self.reading.page.text
            stems = {word.stem for span in attribution.source for word in words_of(text, *span)}
            voice = self.voices.get(attribution.voice) if attribution.voice else None
            known = self._source_stems[attribution.id] = frozenset(stems | (self._of_voices[voice.id] if voice else set())) - stop_stems()
        return known

    def alike(self, stem: str) -> dict[str, float]:
        """The stems of the page that are like this one, and how much."""
        found = self._alike.get(stem)
        if found is None:
            near = set(self._akin.get(stem[:AKIN_LETTERS], ()))
            near.update(other for number in synonyms().get(stem, ()) for other in self._by_class.get(number, ()))
            near.update(other for other in self._by_end.get(stem[-_END:], ()) if other.endswith(stem) or stem.endswith(other))
            values = {other: likeness(stem, other) for other in sorted(near)}
            found = self._alike[stem] = {other: value for other, value in values.items() if value}
        return found

    def cover(self, claim: Claim) -> float:
        """How much of a claim stands in some three sentences running (0..1), whoever says them."""
        words = [claim.words[n].stem for n in self.telling(claim)]
        total = sum(self.rarity(stem) for stem in words)
        gained = [0.0] * len(self.sentences)
        for stem in words:
            alike = self.alike(stem)
            best = [max((alike[other] for other in alike.keys() & stems), default=0.0) for stems in self._stems]
            for n in range(len(best)):
                gained[n] += self.rarity(stem) * max(best[n : n + _TOGETHER])
        return max(gained, default=0.0) / total if total else 0.0

    def find_near(self, claim: Claim) -> frozenset[int]:
        """The numbers of the sentences that have a word like one of a claim's; no other can bear on it."""
        like = {other for n in self.telling(claim) for other in self.alike(claim.words[n].stem)}
        return frozenset(sentence.number for sentence, stems in zip(self.sentences, self._stems, strict=True) if not like.isdisjoint(stems))

    def closeness(self, claim: Claim, sentence: Sentence) -> float:
        """How much of a claim stands in a sentence, whoever says it."""
        return align(claim, sentence.words, {}, self.acts_of(sentence.words), self)[0]

    def tells(self, act: Act, claim: Claim) -> bool:
        """Whether any sentence near the claim names its act, by the same word or another for it."""
        stems = [claim.words[n].stem for n in act.place if claim.words[n].stem not in stop_stems()]
        for sentence in self.sentences:
            if self.closeness(claim, sentence) < _NEAR_AMOUNT:
                continue
            if any(relate(act, given) is Relation.SAME for given in self.acts_of(sentence.words)):
                return True
            spoken = {word.stem for word in sentence.words}
            if stems and all(any(self.alike(stem).get(other, 0.0) >= _KNOWN for other in spoken) for stem in stems):
                return True
        return False

    def rarity(self, stem: str) -> float:
        """How much a word tells: more the fewer sentences have it; a word that none has counts as one that stands in one."""
        return math.log((len(self.sentences) + 2) / (self._counts.get(stem, 1) + 0.5))


def _stems_of(voice: Voice) -> set[str]:
    return {stem for name in (voice.name, *voice.aliases, *voice.roles) for stem in stems_of(name)}


def telling_words(claim: Claim) -> list[int]:
    """The indexes of a claim's words that have to be found in the body: no amounts, hedges, negations or words of report."""
    amounts = {n for amount in claim.amounts if amount.kind is not Kind.FACTOR for n in range(amount.start, amount.end)}
    passed = {
        n
        for name in ("hedges", "headline_hedges", "reports")
        for place in lexicon(name).find(claim.words)
        for n in place
        if not is_noun(claim.words[n])
    }
    acts = {n for act in claim.acts for n in act.place}
    telling = [n for n, word in enumerate(claim.words) if word.stem not in stop_stems() and n not in amounts]
    return [n for n in telling if n in acts or n not in passed] or telling


def main_acts(claim: Claim) -> list[Act]:
    """The acts of a claim, those first whose words may be its verb: "fire" may be a noun, and is one after "over" or "amid"."""
    return sorted(claim.acts, key=lambda act: (_rank(claim, act), act.place.start))


def is_aside(claim: Claim, act: Act) -> bool:
    """Whether an act is named by a noun beside what the claim tells: "before blast"."""
    return _rank(claim, act) == _NOUN


def _rank(claim: Claim, act: Act) -> int:
    """How little the words of an act look like the verb of a claim: 0 for a verb by its form, more for the first word, most for a noun."""
    start = act.place.start
    before = [word.lower for word in claim.words[max(0, start - _NOUN_REACH) : start]]
    if (before and before[-1] in _DETERMINERS) or any(word in _PREPOSITIONS for word in before):
        return _NOUN
    if not start:
        return 2
    return 0 if looks_like_verb(claim.words, start) else 1


def align(
    claim: Claim, words: Sequence[Word], around: Mapping[str, float], acts: Sequence[Act], body: Body
) -> tuple[float, dict[int, int]]:
    """How much of a claim stands in some words (0..1), and for each word of the claim that does, the index of the word it stands as."""
    total = gained = 0.0
    places: dict[int, int] = {}
    by_stem: dict[str, int] = {}
    for n, word in enumerate(words):
        by_stem.setdefault(word.stem, n)
    for n in body.telling(claim):
        weight = body.rarity(claim.words[n].stem)
        total += weight
        alike = body.alike(claim.words[n].stem)
        best, place = max(((alike[stem], -by_stem[stem]) for stem in alike.keys() & by_stem.keys()), default=(0.0, 0))
        place = -place
        act = next((act for act in claim.acts if n in act.place), None)
        if best < _RELATED and act is not None:
            given = next((other for other in acts if relate(act, other) is not Relation.UNRELATED), None)
            if given is not None:
                best, place = (1.0 if relate(act, given) is Relation.SAME else _RELATED), given.place.start
        if best:
            places[n] = place
        nearby = max((around[stem] * alike[stem] for stem in alike.keys() & around.keys()), default=0.0)
        gained += weight * max(best, nearby)
    given_amounts = body.amounts_of(words) if claim.amounts else ()
    for amount in claim.amounts:  # an amount that is told counts for a statement; one that is not may have been changed
        if any(comparable(amount, given) and agree(amount, given) for given in given_amounts):
            total += _OF_AMOUNT
            gained += _OF_AMOUNT
    return (gained / total if total else 0.0), places


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim laid on a statement: how closely they agree (0..1), and for each word of the claim found in it the index of its word."""

    claim: Claim
    statement: Statement
    acts: tuple[Act, ...]
    closeness: float
    places: dict[int, int]


def lay(claim: Claim, statement: Statement, body: Body) -> Alignment:
    """The claim laid on a statement."""
    acts = body.acts_of(statement.words)
    inside = {word.stem for word in statement.words}
    around = dict.fromkeys(sorted(statement.sentence.around), _AROUND)
    around |= {word.stem: _AROUND for word in statement.sentence.words if word.stem not in inside}
    if statement.attribution is not None:  # who speaks is often who the claim is about
        around |= dict.fromkeys(sorted(body.source_stems(statement.attribution)), _OF_SOURCE)
    closeness, places = align(claim, statement.words, around, acts, body)
    return Alignment(claim, statement, acts, closeness, places)
