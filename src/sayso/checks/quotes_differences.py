"""What the differences between a quotation and a record mean: none, cleaned, left out, put in, changed, moved; and the verdict they make.

Decides, by the words and never by a measure of likeness, what an editor may take out without a change of sense: words that fill a pause,
false starts, repetitions, contractions. A negation or a number that is lost or gained is never among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sayso.checks.data import load_lines
from sayso.checks.quotes_words import take_apart
from sayso.checks.records_transcripts import find_notes

NEGATIONS: Final = frozenset(load_lines("negations.txt"))

_LETTER: Final = re.compile(r"[^\W\d_]")
_SETS_OFF: Final = re.compile(r"[,.;:?!…—–-]|\.\.\.")
_CUT_OFF: Final = re.compile(r"[,…—–-]|\.\.\.")


def _load_phrases(name: str) -> dict[tuple[str, ...], str]:
    """The phrases of a list, with contractions taken apart, and the words after the tab."""
    phrases = {}
    for line in load_lines(name):
        words, _, where = line.partition("\t")
        phrases[tuple(part for word in words.split() for part in (take_apart(word) or (word,)))] = where.strip()
    return phrases


_PAUSES: Final = _load_phrases("pause_words.txt")
_CORRECTIONS: Final = tuple(_load_phrases("corrections.txt"))
_LONGEST_PHRASE: Final = max(map(len, _PAUSES))
_LONGEST_REPEAT: Final = 8  # words that are said again; a guess
_LONGEST_START: Final = 4  # words of a false start that is not said again in full


class Context:
    """Words of a record (or a quotation) in order, with the text between them: what the rules below look at."""

    def __init__(self, text: str, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
        self.text = text
        self.keys = keys
        self.starts = starts
        self.ends = ends

    def between(self, number: int) -> str:
        """What stands between the word before `number` and that word."""
        low = self.ends[number - 1] if number > 0 else max(0, self.starts[0] - 3) if self.starts else 0
        high = self.starts[number] if number < len(self.starts) else min(len(self.text), low + 3)
        return self.text[low:high]

    def is_set_off(self, first: int, following: int, where: str) -> bool:
        """Whether words stand apart from the sentence as pause words do (see data/pause_words.txt)."""
        before, after = self.between(first), self.between(following)
        starts = first == 0 or (before.strip() != "" and any(mark in before for mark in ".?!:…—\n"))
        left, right = starts or bool(_SETS_OFF.search(before)), bool(_SETS_OFF.search(after))
        if where == "both":
            return left and right
        if where == "start":
            return starts or (left and right)
        return left or right


def is_cleanable(context: Context, first: int, following: int, kept_after: Sequence[str], kept_before: Sequence[str]) -> bool:
    """Whether the words from `first` up to `following` may go without a change of sense: pauses, repetitions, false starts.

    `kept_after` and `kept_before` are the words that the quotation has on either side of them.
    """
    place = first
    while place < following:
        step = (
            _pause(context, place, following)
            or _repetition(context, place, following, kept_after)
            or _echo(context, place, following, kept_before)
            or _false_start(context, place, following, kept_after)
            or _correction(context, place, following)
        )
        if not step:
            return False
        place += step
    return True


def is_restart(context: Context, following: int) -> bool:
    """Whether all words before `following` are a start that is made again from there on, and not only a pause."""
    after = context.keys[following:]
    place = 0
    while place < following and (step := _pause(context, place, following)):
        place += step
    return place < following and is_cleanable(context, place, following, after, ())


def _pause(context: Context, place: int, following: int) -> int:
    for length in range(min(_LONGEST_PHRASE, following - place), 0, -1):
        where = _PAUSES.get(tuple(context.keys[place : place + length]))
        if where is not None and context.is_set_off(place, place + length, where):
            return length
    return 0


def _repetition(context: Context, place: int, following: int, kept_after: Sequence[str]) -> int:
    """How many words are said again at once after them."""
    rest = [*context.keys[place:following], *kept_after[: 2 * _LONGEST_REPEAT]]
    for length in range(min(_LONGEST_REPEAT, following - place), 0, -1):
        again = rest[length : 2 * length]
        if rest[:length] == again:
            return length
        if (
            length <= len(again)
            and rest[: length - 1] == again[:-1]
            and _is_broken_off(context, place + length, rest[length - 1], again[-1])
        ):
            return length
    return 0


def _is_broken_off(context: Context, following: int, word: str, whole: str) -> bool:
    """Whether a word is the beginning of the one that is said next: "the gov-- the government"."""
    return len(word) < len(whole) and whole.startswith(word) and bool(_CUT_OFF.search(context.between(following)))


def _echo(context: Context, place: int, following: int, kept_before: Sequence[str]) -> int:
    """How many words say again what the quotation has just before them."""
    for length in range(min(_LONGEST_REPEAT, following - place, len(kept_before)), 0, -1):
        if list(context.keys[place : place + length]) == list(kept_before[-length:]):
            return length
    return 0


def _false_start(context: Context, place: int, following: int, kept_after: Sequence[str]) -> int:
    """How many words begin a sentence that is begun anew, with the same first word, after them: "I was, I am glad"."""
    for length in range(min(_LONGEST_START, following - place), 0, -1):
        rest = [*context.keys[place + length : following], *kept_after]
        start = context.keys[place : place + length]
        if not rest or rest[0] != start[0] or not _CUT_OFF.search(context.between(place + length)):
            continue
        if not any(is_weighty(word) and word not in rest[:length] for word in start):
            return length
    return 0


def _correction(context: Context, place: int, following: int) -> int:
    """How many words are taken back, with the words that take them back: "parents, I mean,"."""
    for length in range(1, min(_LONGEST_START + 1, following - place)):
        for phrase in _CORRECTIONS:
            end = place + length + len(phrase)
            if (
                end <= following
                and tuple(context.keys[place + length : end]) == phrase
                and _SETS_OFF.search(context.between(place + length))
            ):
                weighty = any(word in NEGATIONS for word in context.keys[place : place + length])
                return 0 if weighty else length + len(phrase)
    return 0


def is_weighty(word: str) -> bool:
    """Whether a word must never go unseen: a negation or a number."""
    return word in NEGATIONS or word.startswith("#")


def is_same(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two runs of words are the same words written otherwise: "follow-ups" and "followups", "goin'", "a" and "an"."""
    if "".join(mine) == "".join(theirs) or {tuple(mine), tuple(theirs)} == {("its",), ("it", "is")}:  # a slip of whoever wrote it down
        return True
    return len(mine) == len(theirs) and all(_is_spelt_otherwise(one, other) for one, other in zip(mine, theirs, strict=True))


def may_be_contracted(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two words are those that one contraction may stand for: "'s" for "is" and "has", "'d" for "would" and "had"."""
    return len(mine) == len(theirs) == 1 and frozenset((mine[0], theirs[0])) in _SHARED


_SHARED: Final = frozenset((frozenset(("is", "has")), frozenset(("would", "had"))))


def _is_spelt_otherwise(one: str, other: str) -> bool:
    return one == other or {one, other} == {"a", "an"} or _drops_g(one, other) or _is_same_day(one, other)


def _is_same_day(one: str, other: str) -> bool:
    """Whether two numbers are one but for the ending: "June 16" and "June 16th"; "one" and "first" are below what figures are used for."""
    return one[:1] == "#" == other[:1] and one.removesuffix("th") == other.removesuffix("th") and len(one.removesuffix("th")) > 2


def _drops_g(one: str, other: str) -> bool:
    return (one + "g" == other and other.endswith("ing")) or (other + "g" == one and one.endswith("ing"))


def has_hesitation(text: str, low: int, high: int) -> bool:
    """Whether a sound of hesitation, and not only a transcriber's note, stands between two words that are compared as neighbours."""
    if high - low <= 2:
        return False
    between = text[low:high]
    if not _LETTER.search(between):
        return False
    for note in reversed(find_notes(between)):
        between = between[: note.start] + between[note.end :]
    between = re.sub(r"^[^\n]*:", "", between.rpartition("\n")[2]) if "\n" in between else between
    return _LETTER.search(between) is not None
