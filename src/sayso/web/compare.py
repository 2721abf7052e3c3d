"""Quotations beside a record: what each is made of, stretch by stretch, and what class of difference each difference is.

Decides the words for verdicts and differences; the verdict itself is the quote check's. Wording is fail-closed: what was not found is said
to be not found in this record, never to be false.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from sayso.checks import Record
from sayso.exports.statements import Outline, Statement, shorten
from sayso.reading import Difference, DifferenceKind, Finding, Span, Spans
from sayso.web.prose import show
from sayso.web.views import Chip, QuoteView, Step

VERDICTS: Final[dict[str, str]] = {
    "verbatim": "The same words in the same order.",
    "cleaned": "Only fillers, false starts, repeated words or contractions differ.",
    "clipped": "Words within are left out.",
    "cut short": "It starts or stops inside a sentence, and what is left out bears on it.",
    "altered": "Words are changed or added.",
    "spliced": "Pieces from separate places are run together as one.",
    "misattributed": "The words are in this record, said by somebody else.",
    "not found": "These words were not found in this record. That does not say that they were never spoken.",
}

_SAME_CONTEXT: Final = 60  # words of a stretch that is alike on both sides that are shown; the middle of a longer one is left out
_NEGATIONS: Final = frozenset("no not never none nobody nothing neither nor cannot without hardly scarcely barely n't".split())
_FILLERS: Final = frozenset(
    "uh um er ah eh well like so basically actually literally okay ok right yeah you know i mean kind sort of".split()
)
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_DIGIT: Final = re.compile(r"\d")
_LONGEST_GAP: Final = 400  # characters of what was left out that are shown before the rest is told as a number of words


def describe_quotes(
    view: Outline, findings: Sequence[Finding], record: Record, chips: dict[str, Chip]
) -> tuple[tuple[QuoteView, ...], tuple[tuple[str, str, int], ...]]:
    """The quotations in text order, and how many there are of each verdict."""
    ordered = sorted((finding for finding in findings if finding.claim), key=lambda finding: finding.claim[0])
    quotes = tuple(_describe_quote(view, number, finding, record, chips) for number, finding in enumerate(ordered, 1))
    counts = Counter(quote.verdict for quote in quotes)
    order = [*VERDICTS, *sorted(counts.keys() - VERDICTS.keys())]
    return quotes, tuple((verdict, slug_of(verdict), counts[verdict]) for verdict in order if verdict in counts)


def slug_of(verdict: str) -> str:
    """A verdict as a class of the style sheet; an unknown one is "other"."""
    return verdict.replace(" ", "-") if verdict in VERDICTS else "other"


def _describe_quote(view: Outline, number: int, finding: Finding, source: Record, chips: dict[str, Chip]) -> QuoteView:
    page, record = view.reading.page, source.text
    statement = _find_statement(view, finding.claim)
    pieces = _inside(finding.evidence, len(record))
    return QuoteView(
        number=number,
        verdict=finding.verdict,
        slug=slug_of(finding.verdict),
        meaning=VERDICTS.get(finding.verdict, ""),
        reason=finding.reason,
        speaker=_name_turn(source, pieces),
        chip=chips[statement.attribution.id] if statement else None,
        words=page.words(finding.claim),
        steps=tuple(_find_steps(page.text, record, finding)) if pieces else (),
        pieces=len(pieces),
        time=_tell_time(source.time_at(pieces[0].start)) if pieces else "",
        gaps=tuple(
            _count_words(record[one.end : other.start]) if one.end <= other.start else 0 for one, other in itertools.pairwise(pieces)
        ),
        marked={True: "marked", False: "not marked", None: ""}[finding.marked],
    )


def _name_turn(record: Record, pieces: Sequence[Span]) -> str:
    """Who speaks these words in the record; empty where it names nobody."""
    turn = record.turn_at(pieces[0].start) if pieces else None
    return (turn.speaker or "") if turn else ""


def _tell_time(seconds: float | None) -> str:
    """A time code as players show it; empty for none."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _inside(spans: Spans, length: int) -> list[Span]:
    return [span for span in spans if 0 <= span.start < span.end <= length]


def _find_statement(view: Outline, claim: Spans) -> Statement | None:
    """The statement that has most of a quotation for its content; of several, the innermost."""

    def shared(statement: Statement) -> int:
        return sum(max(min(a.end, b.end) - max(a.start, b.start), 0) for a in statement.attribution.content for b in claim)

    best = max(view.statements, key=lambda statement: (shared(statement), statement.depth), default=None)
    return best if best is not None and shared(best) else None


def _find_steps(text: str, record: str, finding: Finding) -> Iterator[Step]:
    """Alike, different, alike: the words of the quotation in order, with what the record has in their place."""
    differences = sorted(_usable(finding.differences, text, record), key=lambda one: (one.quote, one.record))
    for claim in finding.claim:
        at = claim.start
        for difference in differences:
            if not claim.start <= difference.quote.start <= claim.end or difference.quote.start < at:
                continue
            if difference.quote.start > at:
                yield Step("same", "", _abridge(text[at : difference.quote.start]), "")
            yield _describe_difference(text, record, difference)
            at = min(max(difference.quote.end, at), claim.end)
        if at < claim.end:
            yield Step("same", "", _abridge(text[at : claim.end]), "")
        differences = [one for one in differences if one.quote.start > claim.end]


def _usable(differences: Sequence[Difference], text: str, record: str) -> list[Difference]:
    return [
        one
        for one in differences
        if 0 <= one.quote.start <= one.quote.end <= len(text) and 0 <= one.record.start <= one.record.end <= len(record)
    ]


def _describe_difference(text: str, record: str, difference: Difference) -> Step:
    quote, words = text[difference.quote.start : difference.quote.end], record[difference.record.start : difference.record.end]
    around = text[max(difference.quote.start - 4, 0) : difference.quote.end + 4]
    return Step(difference.kind.value, classify(difference.kind, quote, words, around), quote, _shorten_gap(words))


def classify(kind: DifferenceKind, quote: str, record: str, around: str = "") -> str:
    """The class of a difference, most telling first; empty where there is nothing to add to its kind.

    >>> classify(DifferenceKind.CHANGED, "forty", "fourteen"), classify(DifferenceKind.CHANGED, "40", "14")
    ('', 'number changed')
    >>> classify(DifferenceKind.LEFT_OUT, "", "not really")
    'negation lost'
    """
    had, has = _words(record), _words(quote)
    if kind is DifferenceKind.MOVED:
        return "reordered"
    if _negates(had) and not _negates(has):
        return "negation lost"
    if _negates(has) and not _negates(had):
        return "negation put in"
    if _DIGIT.search(quote + record) and _numbers(quote) != _numbers(record):
        return (
            "number changed" if kind is DifferenceKind.CHANGED else "number dropped" if kind is DifferenceKind.LEFT_OUT else "number added"
        )
    if had == has:
        return "typographic"
    if kind is DifferenceKind.LEFT_OUT and set(had) <= _FILLERS:
        return "filler"
    if "…" in around or "..." in around:
        return "ellipsis"
    if "[" in around:
        return "in brackets"
    return "trimmed" if kind is DifferenceKind.LEFT_OUT else ""


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _negates(words: Sequence[str]) -> bool:
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _count_words(text: str) -> int:
    return len(text.split())


def _abridge(words: str) -> str:
    parts = words.split(" ")
    if len(parts) <= _SAME_CONTEXT:
        return words
    half = _SAME_CONTEXT // 2
    return f"{' '.join(parts[:half])} [… {len(parts) - 2 * half} words alike …] {' '.join(parts[-half:])}"


def _shorten_gap(words: str) -> str:
    if len(words) <= _LONGEST_GAP:
        return words
    kept = shorten(words, _LONGEST_GAP)
    return f"{kept} [{_count_words(words) - _count_words(kept)} more words]"


def render_record(record: str, findings: Sequence[Finding]) -> Markup:
    """A record with what quotations are made of lit, each piece with an id ("q1-0") and the way back to its quotation."""
    ordered = sorted((finding for finding in findings if finding.claim), key=lambda finding: finding.claim[0])
    pieces = [
        (span, number, piece, slug_of(finding.verdict))
        for number, finding in enumerate(ordered, 1)
        for piece, span in enumerate(_inside(finding.evidence, len(record)))
    ]
    parts: list[Markup] = []
    at = 0
    for span, number, piece, slug in sorted(pieces):
        if span.start < at:  # inside a piece that is lit already: it gets its anchor alone
            parts.append(
                Markup('<a class="rn" id="q{}-{}" href="#q{}" data-n="{}" aria-label="Quotation {}"></a>').format(
                    number, piece, number, number, number
                )
            )
            continue
        parts.append(show(record[at : span.start]))
        parts.append(
            Markup(
                '<a class="rn" href="#q{}" data-n="{}" aria-label="Quotation {}"></a><mark class="rec {}" id="q{}-{}" data-q="{}">{}</mark>'
            ).format(number, number, number, slug, number, piece, number, show(record[span.start : span.end]))
        )
        at = span.end
    parts.append(show(record[at:]))
    return Markup("").join(parts)
