"""The claims of a headline: its parts that say something, and how each of them says it.

Decides where a headline falls into claims, whether one gives its words to somebody ("X says", "X: ...", quotation marks), and whether it
hedges, denies, or speaks of what is to come; and when a headline claims nothing (a question, an instruction, a label).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.checks.headline_acts import Act, find_acts
from sayso.checks.headline_amounts import Amount, find_amounts
from sayso.checks.headline_words import Word, irregular_forms, lexicon, stop_stems, words_of
from sayso.reading import Attribution, BlockKind, Reading, Span

_BREAK: Final = re.compile(
    r"\s*;\s+|(?<=[a-z0-9’'”\"])[.!]\s+(?=[A-Z“‘\"'])|\s+[–—|-]\s+|—|,?\s+(?:but|while|whereas)\s+|,\s+and\s+|\s+as\s+(?!a\b|an\b|well\b|part\b|one\b|if\b|though\b|much\b|many\b|of\b)"
)
_COLON: Final = re.compile(r"(?<=[^\W\d])[’'”\"]?:\s+")
_QUOTED: Final = re.compile(r"[“\"][^”\"]{2,300}[”\"]|(?<!\w)[‘'][^‘]{2,300}?[’'](?!\w)")
_LONGEST_SPEAKER: Final = 6  # words before a colon that can name who speaks
_LONG: Final = 6  # words of a headline from which a form in "-ing" may be its verb: "Party scrambling for votes in three states"
_MOST_WORDS: Final = 80  # of a headline; the longest of PolNeAR, with the line below it, has 60
_FEWEST: Final = 2  # words that tell something, for a part of a headline to be a claim of its own


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of a headline: the range it covers, its words, and how it is put.

    `speaker` are the words that name whose words the claim gives; `attributed` is set as well where quotation marks do so.
    """

    span: Span
    words: tuple[Word, ...]
    speaker: tuple[Word, ...]
    attributed: bool
    hedged: bool
    negated: bool
    future: bool
    staged: bool
    acts: tuple[Act, ...]
    amounts: tuple[Amount, ...]
    holder: tuple[Word, ...] = ()
    """The words that name who wants, backs or fears what the claim tells, where that is part of the claim."""


def find_headline(reading: Reading) -> Span | None:
    """The range of the headline in the page's text; None where the page has none."""
    for block in reading.page.blocks:
        if block.kind is BlockKind.HEADLINE and reading.page[block.span].strip():
            return block.span
    return None


def claims_nothing(text: str, headline: Span) -> str | None:
    """Why a headline makes no claim that a body could bear out, as a sentence; None where it makes one."""
    words = words_of(text, *headline)
    written = text[headline.start : headline.end].strip()
    if len(words) > _MOST_WORDS:
        return f"The headline has {len(words)} words; that is no headline."
    if not [word for word in words if word.stem not in stop_stems()]:
        return "The headline makes no claim: it has no words that tell anything."
    if written.endswith("?") and not re.search(r"[;.!:]\s", written):
        return "The headline makes no claim: it asks a question."
    if _announces_explanation(words):
        return "The headline makes no claim: it announces an explanation."
    dated = 1 if words[0].lower in _DAYS else 0
    if len(words) > dated and lexicon("labels").match(words, dated) == len(words) - dated:
        return "The headline makes no claim: it is a label."
    if not _has_predicate(words) and not find_amounts(words):
        return "The headline makes no claim: it is a title, without a verb."
    return None


def _announces_explanation(words: Sequence[Word]) -> bool:
    """Whether a headline begins as "How to ...", "Why ..." and "What you ..." do."""
    if len(words) < 2:
        return False
    first, second = words[0].lower, words[1].lower
    asks = first in ("what", "where", "when", "who", "which") and second in ("to", "we", "you", "is", "are", "if", "the", "it")
    return first in ("how", "why") or asks


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday morning evening weekend today's this".split())


def find_claims(reading: Reading, headline: Span) -> tuple[Claim, ...]:
    """The claims of a headline, in order; a part too short to be one of its own goes with the part before it."""
    text = reading.page.text
    own = [
        attribution
        for attribution in reading.attributions
        if attribution.content and headline.start <= attribution.content[0].start < headline.end
    ]
    parts = list(_split(text, _without_label(text, headline)))
    return tuple(claim for part in parts if (claim := _read_claim(text, part, own)) is not None)


# ---------------------------------------------------------------- parts


def _without_label(text: str, headline: Span) -> Span:
    """The headline without "Live:", "Fact check:" and the like before it."""
    colon = _COLON.search(text, *headline)
    if colon and lexicon("labels").match(words := words_of(text, headline.start, colon.start() + 1), 0) == len(words):
        return Span(colon.end(), headline.end)
    return headline


def _split(text: str, headline: Span) -> Iterator[Span]:
    places = [headline.start]
    ends = []
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, *headline)]
    for match in _BREAK.finditer(text, *headline):
        if any(span.start < match.start() < span.end for span in quoted):
            continue
        strong = any(mark in match.group() for mark in ";.!–—|")
        if all(_stands_alone(text, span, strong=strong) for span in (Span(places[-1], match.start()), Span(match.end(), headline.end))):
            ends.append(match.start())
            places.append(match.end())
    yield from (Span(start, end) for start, end in zip(places, [*ends, headline.end], strict=True))


def _stands_alone(text: str, span: Span, *, strong: bool) -> bool:
    """Whether a part of a headline can be a claim: it has something to say, and does more than name who says the rest.

    After a strong stop its verb need not be known as one.
    """
    words = words_of(text, *span)
    telling = [word for word in words if word.stem not in stop_stems()]
    reports = sum(len(place) for place in lexicon("reports").find(words))
    counted = sum(amount.end - amount.start for amount in find_amounts(words))
    return len(telling) - reports - counted >= _FEWEST and (strong or _has_predicate(words))


_BEFORE_NOUNS: Final = frozenset("a an the of in on at for with from by its his her their our this that these those no some all".split())
_ENDINGS: Final = re.compile(r"(?:ed|es|s)\Z")
_NOUNS: Final = re.compile(r"(?:ss|us|is|'s|ness|ings)\Z")


def _has_predicate(words: Sequence[Word]) -> bool:
    """Whether there may be a verb: an act, an auxiliary, or a word that is inflected as one, and not the first."""
    if find_acts(words):
        return True
    auxiliaries = {
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "to",
        "not",
        "n't",
    }
    if any(word.lower in auxiliaries for word in words[1:]):
        return True
    if any(not is_noun(words[place.start]) for place in lexicon("speech").find(words, 1)):
        return True
    return any(looks_like_verb(words, n) or _follows_plural(words, n) for n in range(1, len(words)))


def _follows_plural(words: Sequence[Word], place: int) -> bool:
    """Whether a word may be the verb of the plural before it: "Students sleep in library"."""
    before = words[place - 1].lower
    return before.endswith("s") and not before.endswith(("ss", "'s", "us")) and words[place].lower in _bases()


@cache
def _bases() -> frozenset[str]:
    return frozenset(irregular_forms().values())


def looks_like_verb(words: Sequence[Word], place: int) -> bool:
    """Whether a word may be a finite verb, by its form or by the word before it; plural nouns pass as well."""
    lower = words[place].lower
    if place and words[place - 1].lower in ("will", "to", "would", "could", "may", "might", "can", "must"):
        return True
    if place and words[place - 1].lower in _BEFORE_NOUNS:
        return False
    if lower.endswith("ing"):
        return place >= 2 and len(words) >= _LONG
    if lower in irregular_forms():
        return True
    return bool(_ENDINGS.search(lower)) and not _NOUNS.search(lower) and len(lower) > 3


# ---------------------------------------------------------------- one claim


def _read_claim(text: str, part: Span, own: Sequence[Attribution]) -> Claim | None:
    attributions = [attribution for attribution in own if part.start <= attribution.content[0].start < part.end]
    words = words_of(text, *part)
    if not words:
        return None
    body, speaker = _by_attributions(text, words, attributions) or _by_words(text, part, words)
    kept = tuple(body)
    quoted = any(len(words_of(text, *match.span())) > 1 or match.end() - match.start() > 4 for match in _QUOTED.finditer(text, *part))
    hearsay = any(not is_noun(words[place.start]) for place in lexicon("hearsay").find(words))
    told = [attribution for attribution in attributions if _is_told(text, attribution)]
    holder = [word for word in words if told and not speaker and any(_within(word, span) for span in told[0].source)]
    voiced = bool(told) or bool(speaker) or quoted or hearsay or _speaks(words)
    hedge = any(not is_noun(words[place.start]) for name in ("headline_hedges", "hedges") for place in lexicon(name).find(words))
    return Claim(
        span=Span(words[0].span.start, words[-1].span.end),
        words=kept,
        speaker=tuple(speaker),
        attributed=voiced,
        hedged=hedge or text[part.start : part.end].rstrip().endswith("?"),
        negated=is_negated(kept),
        future=_is_future(kept, find_acts(kept)),
        staged=any(True for _ in lexicon("stages").find(kept)),
        acts=find_acts(kept),
        amounts=find_amounts(kept),
        holder=tuple(holder),
    )


_VIEWS: Final = ("speech", "hearsay", "hedging_cues", "stages", "asking", "negatives")


def _is_told(text: str, attribution: Attribution) -> bool:
    """Whether an attribution of the headline gives words or views: "lied about the cost" tells what somebody did."""
    cue = [word for span in attribution.cue for word in words_of(text, *span)]
    if any(True for _ in lexicon("lying").find(cue)):
        return False
    return not find_acts(cue) or any(True for name in _VIEWS for _ in lexicon(name).find(cue))


def _by_attributions(text: str, words: Sequence[Word], attributions: Sequence[Attribution]) -> tuple[list[Word], list[Word]] | None:
    """What is claimed and who says it, where the headline's own attribution is plain: told by a word that does no more than report."""
    for attribution in attributions:
        cue = [word for word in words if any(_within(word, span) for span in attribution.cue)]
        if cue and not any(True for _ in lexicon("reports").find(cue)):
            continue  # "accuses", "backs": what the speaker does belongs to the claim
        content = [word for word in words if any(_within(word, span) for span in attribution.content)]
        source = [word for word in words if any(_within(word, span) for span in attribution.source)]
        if len([word for word in content if word.stem not in stop_stems()]) >= _FEWEST:
            return (cue if _turns_round(cue) else []) + content, source
    return None


def _by_words(text: str, part: Span, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """What is claimed and who says it, by a colon or a word of report: "X: C", "X says C", "C, X says", "C, says X"."""
    colon = _COLON.search(text, *part)
    if colon:
        before = [word for word in words if word.span.end <= colon.start() + 1]
        after = [word for word in words if word.span.start >= colon.end()]
        if _names_speaker(before) and len(after) >= _FEWEST:
            return after, before
        if _names_speaker(after) and len(before) > len(after) and _is_speaker(after):
            return before, after
    for place in lexicon("reports").find(words):
        if _turns_round(words[max(0, place.start - 2) : place.start]):
            continue
        before, after = list(words[: place.start]), list(words[place.stop :])
        comma = before and "," in text[before[-1].span.end : words[place.start].span.start]
        if _is_report(words, place) and comma and len(after) <= _LONGEST_SPEAKER and len(_telling(before)) >= _FEWEST:
            return before, after
        last_comma = max((n for n in range(1, len(before)) if "," in text[before[n - 1].span.end : before[n].span.start]), default=0)
        if last_comma and len(after) <= 1 and len(_telling(before[:last_comma])) >= _FEWEST:
            return before[:last_comma], before[last_comma:]
        if (
            before
            and len(before) <= _LONGEST_SPEAKER
            and _is_report(words, place)
            and len(_telling(after)) >= _FEWEST
            and not find_acts(before)
        ):
            cue = words[place.start : place.stop]
            return [*(cue if _turns_round(cue) else ()), *after], before
    return words, ()


def _is_report(words: Sequence[Word], place: range) -> bool:
    """Whether a word of report is one here: a verb ("says", "said"), not a noun with a determiner or a verb of finding things."""
    first = words[place.start]
    before = words[place.start - 1].lower if place.start else ""
    return (
        not is_noun(first)
        and before not in ("the", "a", "of", "in", "his", "her", "their", "'s")
        and first.lower not in ("find", "found", "report", "show", "claim")
    )


def is_noun(word: Word) -> bool:
    """Whether a word for speech or doubt is the noun made of it: "warnings", "hearing"."""
    return word.lower.endswith(("ing", "ings"))


def _turns_round(cue: Sequence[Word]) -> bool:
    """Whether words of report deny what follows them: "denies", "did not say"."""
    return any(word.stem == "deni" for word in cue) or any(True for _ in lexicon("negators").find(cue))


def _names_speaker(words: Sequence[Word]) -> bool:
    return 0 < len(words) <= _LONGEST_SPEAKER and not find_amounts(words) and lexicon("labels").match(words, 0) != len(words)


def _is_speaker(words: Sequence[Word]) -> bool:
    """Whether words after a colon can be no statement of their own: they hold no act and no verb."""
    return not find_acts(words) and not any(looks_like_verb(words, n) for n in range(1, len(words)))


def _telling(words: Iterable[Word]) -> list[Word]:
    return [word for word in words if word.stem not in stop_stems()]


def _speaks(words: Sequence[Word]) -> bool:
    """Whether somebody in the headline is made to say, want or hold something: a verb of speech that has a subject."""
    for place in lexicon("speech").find(words, 1):
        word = words[place.start]
        if is_noun(word):
            continue
        if word.lower.endswith(("s", "ed")) or word.lower in ("say", "said", "told", "to", "according", "tell", "warn"):
            return True
    return False


def _is_future(words: Sequence[Word], acts: Sequence[Act]) -> bool:
    """Whether the claim is of what is to come: "will", or a headline's "to" before its first act ("signs deal to buy" is done)."""
    for n, word in enumerate(words[:-1]):
        if word.lower in ("will", "shall", "'ll"):
            return True
        done = any(0 < act.place.start < n - 1 and act.place.stop <= n and looks_like_verb(words, act.place.start) for act in acts)
        if (
            word.lower == "to"
            and not done
            and not words[n + 1].capital
            and words[n + 1].lower not in ("the", "a", "an", "its", "his", "her", "their")
        ):
            return True
    return False


def is_negated(words: Sequence[Word]) -> bool:
    """Whether the words deny: an odd number of words that turn a clause round."""
    covered = {n for place in lexicon("not_negations").find(words) for n in place}
    turns = {place.start for place in lexicon("negators").find(words)} | {place.start for place in lexicon("negatives").find(words)}
    turns |= {n for n, word in enumerate(words) if word.stem == "deni"}
    # "not guilty" is an act of its own, and so is "no deal"
    acts = {
        n for act in find_acts(words) for n in act.place if len(act.place) > 1 and any(words[m] in lexicon("negators") for m in act.place)
    }
    acts |= {n for act in find_acts(words) for n in act.place if len(act.place) > lexicon("negatives").match(words, act.place.start) > 0}
    turns -= covered | acts
    # "is not true, and never was" says one thing: negators that stand close together count once
    ordered = sorted(turns)
    return sum(1 for n, place in enumerate(ordered) if not n or place - ordered[n - 1] > 3) % 2 == 1


def _within(word: Word, span: Span) -> bool:
    return span.start <= word.span.start and word.span.end <= span.end
