"""How the one who reports a content stands to it: taken back later, held at arm's length, taken as true, or none of these.

The order is: a correction, the cue's own words (READING.md, ruling 17), scare quotes. What is withheld or denied is reported neutrally
unless an adverb says otherwise ("falsely denied").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sayso.commitment.context import Context
from sayso.commitment.cues import CueReading
from sayso.commitment.data import load_phrases, load_words
from sayso.commitment.words import QUOTE_MARKS, Phrases, Word
from sayso.reading import Attribution, Held, Reported, Span

_VERDICTS: Final = Phrases(load_phrases("correction_verdicts"))
_STARTS: Final = Phrases(load_phrases("correction_starts"))
_TURNS: Final = Phrases(load_phrases("correction_turns"))
_NEGATIONS: Final = load_words("negations") | {"only", "nothing", "fewer", "less", "opposite"}
_SUBJECTS: Final = load_words("correction_subjects")
_EARLIER: Final = Phrases(load_phrases("earlier_versions"))
_OWN_TEXTS: Final = load_words("own_texts")
_TITLES: Final = tuple(" ".join(phrase) for phrase in load_phrases("correction_titles"))
_SCARE_WORDS: Final = load_words("scare_words")
_GIFTS: Final = load_words("gifts")
_BE: Final = frozenset(("is", "was", "are", "were", "'s", "be", "been"))
_AUXILIARIES: Final = frozenset("did does do is are was were has have had will would can could".split())
_DEGREES: Final = frozenset(
    "simply just plainly flatly quite entirely completely also all clearly not never wholly demonstrably both patently".split()
)
_JUDGEMENTS: Final = {
    **dict.fromkeys(("right", "correct"), Reported.ENDORSING),
    **dict.fromkeys(("wrong", "mistaken", "incorrect"), Reported.DISTANCING),
}
_LONGEST_SOURCE: Final = 12
_CLAIM_NOUNS: Final = frozenset(
    "claim claims statement figure number story report article post quotation quote allegation assertion rumour rumor".split()
)


class ReportedGround(NamedTuple):
    """A value of `reported`, the name of the rule that gave it, and the words that decided; None where their absence did."""

    value: Reported
    rule: str
    evidence: Span | None


def decide_reported(context: Context, attribution: Attribution, cue: CueReading, held: Held) -> ReportedGround:
    """How the one who reports it stands to the content, and why."""
    return (
        _is_corrected(context, attribution, held)
        or _by_cue(context, attribution, cue, held)
        or _is_scare_quoted(context, attribution)
        or ReportedGround(Reported.NEUTRAL, "no word takes a side", None)
    )


def _by_cue(context: Context, attribution: Attribution, cue: CueReading, held: Held) -> ReportedGround | None:
    first = cue.indexes[0] if cue.indexes else 0
    if first and context.words[first - 1].form in _SCARE_WORDS:
        word = context.words[first - 1]
        return ReportedGround(Reported.DISTANCING, "scare word", Span(word.start, word.end))
    for match in cue.matches:
        if match.cue.reported is Reported.NEUTRAL:
            continue
        words = context.words[match.start : match.start + match.length]
        is_adverb = words[0].form.endswith("ly")
        if held in (Held.WITHHELD, Held.DENIED) and not is_adverb:
            continue
        if match.cue.base == "accept" and _accepts_gift(context, attribution):
            continue
        return ReportedGround(match.cue.reported, "adverb" if is_adverb else "cue", Span(words[0].start, words[-1].end))
    if judged := _judged_before(context, attribution):
        return judged
    return None


def _judged_before(context: Context, attribution: Attribution) -> ReportedGround | None:
    """The judgement set before a source: "is right when she says", "was wrong when he wrote"."""
    indexes = context.indexes(attribution.source)
    first = indexes[0] if indexes else 0
    if first < 3 or context.words[first - 1].form not in ("when", "that", "if") or context.words[first - 2].form not in _JUDGEMENTS:
        return None
    word = context.words[first - 2]
    return ReportedGround(_JUDGEMENTS[word.form], "judgement", Span(word.start, word.end))


def _accepts_gift(context: Context, attribution: Attribution) -> bool:
    words = context.first_words(attribution)[:6]
    return bool(words) and words[0].form != "that" and any(word.form in _GIFTS for word in words)


def _is_scare_quoted(context: Context, attribution: Attribution) -> ReportedGround | None:
    """Quotation marks around a cue and nothing else: the minister’s “explanation”."""
    if not attribution.cue:
        return None
    text, span = context.page.text, attribution.cue[0]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before and after and before in QUOTE_MARKS and after in QUOTE_MARKS and text[span.start - 2 : span.start - 1].strip() == "":
        return ReportedGround(Reported.DISTANCING, "scare quotes", Span(span.start - 1, span.end + 1))
    return None


def _is_corrected(context: Context, attribution: Attribution, held: Held) -> ReportedGround | None:
    if held in (Held.WITHHELD, Held.DENIED, Held.QUESTIONED, Held.WANTED):
        return None
    if earlier := _is_earlier_text(context, attribution):
        return ReportedGround(Reported.DISTANCING, "a correction of an earlier text", earlier)
    number = context.sentence_at(max(attribution.content[-1].end, *(span.end for span in attribution.cue), 1) - 1)
    following = number + 1
    if following >= len(context.sentences) or not _speaks_again(context, attribution, following):
        return None
    sentence = context.sentences[following]
    words = [context.words[index] for index in context.indexes((sentence,))[:40]]
    return ReportedGround(Reported.DISTANCING, "later correction", sentence) if is_correction(words) else None


def _speaks_again(context: Context, attribution: Attribution, number: int) -> bool:
    """Whether a sentence is said by the one who reports the attribution: the page, or the holder just around it, and nobody further in."""
    return frozenset(context.holders.get(number, ())) == context.ancestors(attribution) - {attribution.id}


def is_correction(words: Sequence[Word]) -> bool:
    """Whether a sentence takes back what stood before it: "That was wrong.", "She did not.", "In fact, it floods.", "Not so."."""
    if len(words) < 1 or words[0].form in QUOTE_MARKS:
        return False
    if length := _STARTS.at(words, 0):
        return length > 2 or len(words) <= length or words[length].form in ".,:!;"
    if _TURNS.at(words, 0):
        return any(word.form in _NEGATIONS for word in words)
    if words[0].form not in _SUBJECTS:
        return False
    place = 1
    while place < min(len(words), 4) and words[place].form not in _AUXILIARIES:
        place += 1
    if place >= len(words) or words[place].form not in _AUXILIARIES:
        return False
    if words[place].form in _BE and _has_verdict(words, place + 1):
        return place == 1 or words[place - 1].form in _CLAIM_NOUNS
    return place == 1 and _stops_short(words, place + 1)


def _has_verdict(words: Sequence[Word], place: int) -> bool:
    while place < len(words) and words[place].form in _DEGREES and not _VERDICTS.at(words, place):
        place += 1
    return place < len(words) and _VERDICTS.at(words, place) > 0


def _stops_short(words: Sequence[Word], place: int) -> bool:
    """Whether an auxiliary is negated and nothing follows: "She did not.", "It has not; it floods."."""
    if place >= len(words) or words[place].form not in ("not", "n't", "never"):
        return False
    return place + 1 >= len(words) or words[place + 1].form in ".;—–!,:"


def _is_earlier_text(context: Context, attribution: Attribution) -> Span | None:
    """The source that is an earlier text of the page's own which is being put right; None where it is none."""
    words = [context.words[index] for index in context.indexes(attribution.source)[:_LONGEST_SOURCE]]
    for place in range(len(words)):
        if length := _EARLIER.at(words, place):
            return Span(words[place].start, words[place + length - 1].end)
    if not words or not _is_correction_page(context):
        return None
    own = next((word for word in words[:4] if word.form in _OWN_TEXTS), None)
    return Span(own.start, own.end) if own is not None else None


def _is_correction_page(context: Context) -> bool:
    """Whether the page puts an earlier one right: its headline or its first words say so."""
    opening = (context.page.headline or context.page.text[:60]).lstrip().lower()
    return opening.startswith(_TITLES) or context.page.text[:60].lstrip().lower().startswith(_TITLES)
