"""The first claim of a content: its first main clause, what introduces it, and the conditions set on it.

Of several claims in a content the first main clause decides (READING.md, ruling 16). Clauses are told apart by their words alone: what
opens one, what joins two, where a finite verb has been. What a nested attribution holds is its holder's, and left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.commitment.data import load_phrases, load_words
from sayso.commitment.words import QUOTE_MARKS, Phrases, Word

_FINITE: Final = load_words("finite")
_PRONOUNS: Final = load_words("pronouns")
_SUBORDINATORS: Final = Phrases(load_phrases("subordinators"))
_CONDITIONS: Final = Phrases(load_phrases("conditions"))
_NO_CONDITIONS: Final = Phrases(load_phrases("no_conditions"))
_OPENERS: Final = Phrases(load_phrases("openers"))
_CLAUSE_ENDS: Final = load_words("clause_ends")
_COORDINATORS: Final = load_words("coordinators")
_INVERSIONS: Final = load_words("inversions")
_RELATIVES: Final = frozenset(("who", "which", "that", "whose", "whom", "where"))
_STOPS: Final = frozenset("!?;:—–…")
_SHORT: Final = 3
"""Letters of the longest word whose full stop may be an abbreviation's: "U.S.", "Mr.", "Gov."."""
_WOULD: Final = frozenset(("would", "could", "might", "will", "'d", "'ll", "wo"))
_BRACKETS: Final = {"(": 1, "[": 0, ")": -1, "]": 0}
_LONGEST_SENTENCE: Final = 400
"""Words of a sentence that are looked at; the longest sentences of PolNeAR have under 150."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A first claim: its words, those of its main clause, the word that sets a condition on it, and whether it asks."""

    words: tuple[Word, ...]
    main: tuple[Word, ...]
    condition: tuple[Word, ...] = ()
    asks: Word | None = None


def find_claim(words: Sequence[Word]) -> Claim:
    """The first claim among the words of a content's first sentence, nested contents left out."""
    sentence = tuple(words[:_LONGEST_SENTENCE])
    body = skip_openers([word for word in sentence if word.form not in QUOTE_MARKS])
    asks = next((word for word in reversed(sentence) if word.form not in QUOTE_MARKS and word.form != ")"), None)
    asks = asks if asks is not None and asks.form == "?" else None
    condition = _leading_condition(body)
    start = _find_main(body)
    end = _find_end(body, start)
    return Claim(sentence, tuple(body[start:end]), condition or _later_condition(body, start), asks)


def skip_openers(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words after "that", "Look,", "Of course," and the like; all of them where nothing else would be left."""
    place = 0
    while place < len(words):
        length = _OPENERS.at(words, place)
        after = place + length
        if not length or (
            words[place].form not in ("that", "so", "and", "but") and (after >= len(words) or words[after].form not in ",.!")
        ):
            break
        while after < len(words) and words[after].form in ",.!":
            after += 1
        place = after
    return tuple(words[place:]) or tuple(words)


def _leading_condition(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that set a condition at the head: "If", "Unless", or the verb of "Had they known, they would ..."."""
    if not words:
        return ()
    if words[0].form in _INVERSIONS and len(words) > 2 and words[-1].form != "?":
        return tuple(words[:1]) if any(word.form in _WOULD for word in words[2:]) else ()
    return _condition_at(words, 0)


def _condition_at(words: Sequence[Word], place: int) -> tuple[Word, ...]:
    """The words that set a condition at a place, () where those there do not."""
    length = _CONDITIONS.at(words, place)
    if not length or _NO_CONDITIONS.at(words, place) or (place and _NO_CONDITIONS.at(words, place - 1)):
        return ()
    if place > 1 and _NO_CONDITIONS.at(words, place - 2) > 2:
        return ()
    return tuple(words[place : place + length])


def _later_condition(words: Sequence[Word], start: int) -> tuple[Word, ...]:
    """The words that set a condition after the main clause, before another claim begins."""
    seen = False
    for place in range(start + 1, len(words)):
        form = words[place].form
        if (
            _stops(words, place)
            or (seen and _joins_clause(words, place))
            or (seen and form in ("because", "but", "although", "though", "while"))
        ):
            return ()
        if seen and form in ("that", "whether") and _embeds(words, place):
            return ()
        if condition := _condition_at(words, place):
            return condition
        seen = seen or is_finite(words, place)
    return ()


def _embeds(words: Sequence[Word], place: int) -> bool:
    """Whether "that" or "whether" opens a clause of what is known or said, not one that tells which one is meant."""
    return words[place].form == "whether" or (place + 1 < len(words) and words[place + 1].form in _PRONOUNS | {"the", "a", "an", "if"})


def _find_main(words: Sequence[Word]) -> int:
    """The index where the main clause begins: after a clause or phrase at the head that a comma closes."""
    if not words:
        return 0
    inverted = words[0].form in _INVERSIONS and bool(_leading_condition(words))
    if not (_SUBORDINATORS.at(words, 0) or _CONDITIONS.at(words, 0) or inverted):
        return 0
    depth = 0
    for place in range(1, len(words) - 1):
        depth += _BRACKETS.get(words[place].form, 0)
        if words[place].form in ",—" and depth <= 0 and place > 1 and words[place + 1].form not in ("and", "or", "who", "which"):
            return place + 1
    return 0


def _find_end(words: Sequence[Word], start: int) -> int:
    """The index where the main clause ends: at a stop, a joined clause, or a clause that hangs on it once its verb has been."""
    seen = False
    for place in range(start, len(words)):
        form = words[place].form
        if place > start and _stops(words, place):
            return place
        if seen and (form in _CLAUSE_ENDS or _CONDITIONS.at(words, place) or _joins_clause(words, place)):
            return place
        seen = seen or is_finite(words, place)
    return len(words)


def _stops(words: Sequence[Word], place: int) -> bool:
    """Whether a mark here ends a clause; the full stop of an abbreviation does not, nor the last of all, after which nothing comes."""
    form = words[place].form
    return form in _STOPS or (form == "." and len(words[place - 1].form) > _SHORT and place + 1 < len(words))


def _joins_clause(words: Sequence[Word], place: int) -> bool:
    """Whether a coordinator here joins a second claim: after a comma, or before a subject of its own or a second verb."""
    if words[place].form not in _COORDINATORS or place + 1 >= len(words):
        return False
    following = words[place + 1].form
    return (
        words[place - 1].form == "," or following in _PRONOUNS or following in _FINITE or following in ("the", "his", "her", "their", "our")
    )


def is_finite(words: Sequence[Word], place: int) -> bool:
    """Whether the word is, by its form, a finite verb; one within a relative clause that leans on the subject is not counted."""
    form = words[place].form
    before = words[place - 1].form if place else ""
    if form == "'s":
        return before in _PRONOUNS
    if before in _RELATIVES and place > 1:
        return False
    return form in _FINITE or (len(form) > 4 and form.endswith("ed") and before not in ("the", "a", "an", "of", "by", "with"))
