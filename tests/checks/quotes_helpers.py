"""What the tests of the quotation check share: pages of one quotation, and transcripts, in a line each."""

from __future__ import annotations

from dataclasses import replace

from sayso.checks import check_quotes, parse_record
from sayso.checks.records import Record
from sayso.reading import Block, BlockKind, Finding, Page, Reading, Span, Voice, VoiceKind
from tests.helpers import reading_of


def said_by(source: str, words: str, *, after: str = ".") -> Reading:
    """A page on which `source` says `words` (with their quotation marks or brackets, as they are to stand)."""
    hidden = words.translate({ord("["): "⟦", ord("]"): "⟧"})  # the marks of `reading_of` are brackets too
    reading = reading_of(f"[content: {hidden}] [source: {source}] [cue: said]{after}")
    return replace(reading, page=replace(reading.page, text=reading.page.text.translate({ord("⟦"): "[", ord("⟧"): "]"})))


def check(words: str, record: str | Record, *, source: str = "Ada Quill", after: str = ".") -> Finding:
    """The finding on the one quotation of a page."""
    against = parse_record(record, "hearing.txt") if isinstance(record, str) else record
    (finding,) = check_quotes(said_by(source, f"“{words}”", after=after), against).findings
    return finding


def verdict(words: str, record: str, *, source: str = "Ada Quill", after: str = ".") -> str:
    """The verdict on a quotation against what ADA QUILL said in a transcript of one turn, or against a whole transcript."""
    return check(words, record if ":" in record[:30] else f"ADA QUILL: {record}", source=source, after=after).verdict


def page_of(text: str, **fields: str | None) -> Reading:
    """A reading of one paragraph, in which nobody is made to say anything."""
    page = Page(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),) if text else ())
    return Reading(replace(page, **fields), voices=(Voice("v0", VoiceKind.DOCUMENT, "the page"),))
