"""`check_quotes`: every quotation of a page against the records, as findings of the reading.

Decides which words of a page are quotations (all between quotation marks, and what is held directly in a block without marks; each stretch
that the page prints in one piece is one quotation), and how a finding says what was found: in one plain sentence, and never more than was
seen. "Not found" is said of the records that were given, and of nothing else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sayso.checks.quotes_check import Checked, QuoteChecker
from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_reasons import explain
from sayso.checks.quotes_sentences import find_sentence
from sayso.checks.quotes_speakers import Speakers
from sayso.checks.quotes_verdicts import QuoteVerdict
from sayso.checks.records import Record
from sayso.checks.records_files import load_records
from sayso.errors import RecordError
from sayso.reading import Check, Difference, DifferenceKind, Finding, Manner, Page, Reading, Span, Spans
from sayso.text import quotations

_EDGES: Final = " \t\n\r\"“”„‟‘’‚‛'«»‹›`"
_SAME_PAGE: Final = 0.9
"""The share of a page's words that makes a record the page itself; a transcript that a page quotes whole has the page's own words not."""


def check_quotes(reading: Reading, records: RecordIndex | Record | str | Path | Iterable[Record | str | Path]) -> Reading:
    """The reading, with one finding for each quotation of its page (`Check.QUOTE`), in text order; earlier ones are replaced.

    `records` are records, files and folders of them (see `load_records`), or an index of them that was built before. The best of several
    records is taken, and where another disagrees the reason says so. A quotation of one word is too short to tell.

    Raises:
        RecordError: a record that cannot be read, or no record but the page itself.
    """
    index = records if isinstance(records, RecordIndex) else index_records(records)
    index = _without_page(reading.page, index)
    checker = QuoteChecker(index)
    stretches = find_quotations(reading)
    speakers = Speakers(reading)
    around = _own_words(reading.page, stretches)
    checks = [
        checker.check(reading.page.text, spans, speakers.find(spans), around=own) for spans, own in zip(stretches, around, strict=True)
    ]
    checks = [checker.look_again(check, _quoted_too(check, checks), around=own) for check, own in zip(checks, around, strict=True)]
    findings = tuple(_as_finding(check, reading.page, index) for check in checks)
    return replace(reading, findings=tuple(one for one in reading.findings if one.check is not Check.QUOTE) + findings)


def index_records(records: Record | str | Path | Iterable[Record | str | Path]) -> RecordIndex:
    """An index of records, files and folders, for `check_quotes` to be called with many times.

    Raises:
        RecordError: a record that cannot be read.
    """
    given = (records,) if isinstance(records, Record | str | Path) else tuple(records)
    loaded: list[Record] = []
    for one in given:
        loaded += [one] if isinstance(one, Record) else load_records(one)
    return RecordIndex(loaded)


def find_quotations(reading: Reading) -> tuple[Spans, ...]:
    """The stretches of the page that are quoted, in text order, with their quotation marks.

    A quotation that runs over paragraphs, or is interrupted by its cue, is a stretch for each piece: every piece has its own verdict.
    """
    page = reading.page
    paragraphs = tuple(block.span for block in page.blocks) or None
    stretches = [part for quotation in quotations(page.text, paragraphs) for part in quotation.parts if page[part].strip(_EDGES)]
    stretches.sort()
    marked = list(stretches)
    for attribution in reading.attributions:
        if attribution.manner is Manner.DIRECT:
            stretches += [span for span in attribution.content if not _meets(span, marked)]
    return tuple((span,) for span in sorted(set(stretches)))


# ---------------------------------------------------------------- around a quotation


def _meets(span: Span, others: Sequence[Span]) -> bool:
    """Whether a range overlaps one of others that are in order and apart."""
    place = bisect_left(others, span)
    return any(span.start < other.end and other.start < span.end for other in others[max(0, place - 1) : place + 1])


def _own_words(page: Page, stretches: Sequence[Spans]) -> list[str]:
    """What the page says in its own words in the sentences that each of its quotations stands in."""
    blocks = [block.span for block in page.blocks]
    starts = [start for ((start, _),) in stretches]
    found = []
    for ((low, high),) in stretches:
        number = bisect_right(blocks, (low, len(page.text))) - 1
        block = blocks[number] if number >= 0 and low < blocks[number].end else Span(0, len(page.text))
        sentence = find_sentence(page.text, low, high, Span(block.start, max(block.end, high)))
        pieces: list[str] = []
        place = sentence.start
        for ((start, end),) in stretches[max(0, bisect_left(starts, sentence.start) - 1) : bisect_left(starts, sentence.end)]:
            pieces.append(page.text[place : max(place, start)])
            place = max(place, end)
        pieces.append(page.text[place : max(place, sentence.end)])
        found.append(" … ".join(pieces))
    return found


def _quoted_too(check: Checked, checks: Sequence[Checked]) -> list[Span]:
    """The ranges of a check's record that other quotations of the page were found in."""
    if check.comparison is None or check.verdict is not QuoteVerdict.CUT_SHORT:
        return []
    found = (other.comparison for other in checks if other is not check and other.comparison is not None)
    return [span for comparison in found if comparison.record == check.comparison.record for span in comparison.evidence]


def _without_page(page: Page, index: RecordIndex) -> RecordIndex:
    """The index without records that are the page itself: a page is no record of what was said."""
    kept = tuple(record for record in index.records if not _is_page(record, page))
    if len(kept) == len(index.records):
        return index
    if not kept:
        raise RecordError(
            f"{index.records[0].name} is the page itself, which is no record of what was said; give a transcript, or captions of the talk."
        )
    return RecordIndex(kept)


def _is_page(record: Record, page: Page) -> bool:
    """Whether a record has the text of the page, or nearly: as long, and the same lines."""
    if record.text.strip() == page.text.strip():
        return bool(page.text.strip())
    if not 0.5 < (len(record.text) + 1) / (len(page.text) + 1) < 3:
        return False
    lines = [line for line in (" ".join(line.split()) for line in page.text.split("\n")) if len(line) > 30]
    record_text = " ".join(record.text.split())
    shared = sum(len(line) for line in lines if line in record_text)
    return bool(lines) and shared >= _SAME_PAGE * sum(map(len, lines))


# ---------------------------------------------------------------- findings


def _as_finding(check: Checked, page: Page, index: RecordIndex) -> Finding:
    comparison = check.comparison
    return Finding(
        Check.QUOTE,
        check.verdict.value,
        check.spans,
        evidence=comparison.evidence if comparison else (),
        record=index.records[comparison.record].name if comparison else None,
        reason=explain(check, page, index),
        speaker=check.speaker.name if check.speaker else None,
        marked=comparison.marked if comparison and check.verdict in (QuoteVerdict.CLIPPED, QuoteVerdict.ALTERED) else None,
        differences=_differences(check),
    )


def _differences(check: Checked) -> tuple[Difference, ...]:
    """The differences of a check; what a quotation that is cut short leaves out of its sentence is one of them, in full."""
    if check.comparison is None:
        return ()
    found = [change.as_difference() for change in check.comparison.changes]
    if check.left_out is not None:
        after = check.left_out.start >= check.comparison.evidence[-1].end
        place = check.spans[-1].end if after else check.spans[0].start
        found.insert(len(found) if after else 0, Difference(DifferenceKind.LEFT_OUT, Span(place, place), check.left_out))
    return tuple(found)
