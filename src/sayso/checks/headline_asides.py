"""What a headline adds to its claim in a few words: a reaction before it ("Fury as ..."), a setting after it ("... amid bullying row").

Decides which words are such an aside, and whether anything in the body bears on it. An aside is short, so that it is only held against the
headline where the body has no word for it at all, of whatever kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.checks.headline_body import Body
from sayso.checks.headline_claims import Claim
from sayso.checks.headline_words import lexicon, stop_stems, synonyms
from sayso.reading import Span

_REACTIONS: Final = ("anger", "alarm", "joy", "grief")
_AFTER_REACTION: Final = frozenset("as at over after in among from when".split())
_OPENERS: Final = frozenset("amid amidst following despite after over as and".split())
_ABSTRACT: Final = frozenset("amid amidst".split())  # what follows them is a setting, which the body tells of wherever it can
_MOST: Final = 6  # words of an aside
_FEWEST: Final = 2  # telling words of one, unless its opener is among the abstract
_FEWEST_BEFORE: Final = 2  # telling words of the claim before an aside


def find_bare_aside(claim: Claim, body: Body) -> Span | None:
    """The words of the first aside of a claim that nothing in the body bears on; None where each has something."""
    reaction = _reaction(claim)
    if reaction is not None and not any(True for sentence in body.sentences for _ in lexicon(reaction).find(sentence.words)):
        return claim.words[0].span
    for place in _settings(claim):
        telling = [claim.words[n].stem for n in place if claim.words[n].stem not in stop_stems()]
        opener = claim.words[place.start].lower
        if len(telling) < _FEWEST and not (opener in _ABSTRACT and telling and telling[0] in synonyms()):
            continue
        if not any(body.alike(stem) for stem in telling) and not _is_felt(claim, place, body):
            return Span(claim.words[place.start].span.start, claim.words[place.stop - 1].span.end)
    return None


def _reaction(claim: Claim) -> str | None:
    """The list of words for the reaction that a claim opens with ("Fury over", "Joy as"); None where it opens with none."""
    if len(claim.words) < 4 or claim.words[1].lower not in _AFTER_REACTION:
        return None
    return next((name for name in _REACTIONS if claim.words[0] in lexicon(name)), None)


def _is_felt(claim: Claim, place: range, body: Body) -> bool:
    """Whether an aside tells of a reaction ("amid fury") for which the body has other words."""
    words = claim.words[place.start : place.stop]
    lists = [name for name in _REACTIONS if any(True for _ in lexicon(name).find(words))]
    return any(True for name in lists for sentence in body.sentences for _ in lexicon(name).find(sentence.words))


def _settings(claim: Claim) -> Iterator[range]:
    """The words from "amid", "after" and the like to the end of a claim, where enough of a claim is left before them."""
    for n, word in enumerate(claim.words):
        if word.lower not in _OPENERS or word.capital or len(claim.words) - n - 1 > _MOST or n + 1 >= len(claim.words):
            continue
        before = [one for one in claim.words[:n] if one.stem not in stop_stems()]
        if len(before) >= _FEWEST_BEFORE:
            yield range(n, len(claim.words))
            return
