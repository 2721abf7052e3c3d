"""Readings into the tables of a corpus, batch by batch within the transaction that the caller holds.

Decides what a page and a reading are known by (digests, so that adding again changes nothing), which rows each becomes, and where a
statement or an event originates. Which voices are one over pages is decided in `voices`, which quotations are one saying in `sayings`,
which pages are copies in `origins`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.corpus.counts import renew_edges, renew_sayings
from sayso.corpus.dates import now_utc, read_date
from sayso.corpus.names import fold, make_key
from sayso.corpus.origins import Origins
from sayso.corpus.packing import pack, pack_list, pack_spans
from sayso.corpus.pairs import add_pairs
from sayso.corpus.removing import remove_reading
from sayso.corpus.sayings import NewQuote, add_quotes
from sayso.corpus.storable import clean
from sayso.corpus.voices import VoiceIndex
from sayso.reading import Attribution, Chain, Event, Manner, Page, Reading, Span, Spans, VoiceKind
from sayso.text import quotations

DAY_SHIFT: Final = 31
"""Bits of a statement's id below its day: two thousand million statements a day, and still whole numbers for JavaScript."""

_NEAR: Final = 24  # characters between two quoted pieces of one quotation: three or four words (a guess)
_N_LINKS: Final = 500  # addresses and credits a page that are kept for lines of descent


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading that was added: the key of its page, whether page and reading were new, and where the reader shows it."""

    key: str
    new_page: bool
    new_reading: bool
    permalink: str = ""


def clean_reading(reading: Reading) -> Reading:
    """The reading with a text that can be stored; nearly always the one that was given."""
    page = reading.page
    text = clean(page.text)
    if text == page.text:
        return reading
    return replace(reading, page=replace(page, text=text, sha256=hashlib.sha256(text.encode()).hexdigest() if page.sha256 else ""))


def page_key(page: Page) -> str:
    """The digest by which a page is known: its text, where it stood, and who published it when."""
    parts = [page.text, page.url, page.headline, page.byline, page.outlet, page.published, page.language]
    return _digest(json.dumps(parts))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(slots=True)
class _Batch:
    """What one transaction needs besides its rows."""

    connection: sqlite3.Connection
    voices: VoiceIndex
    origins: Origins
    next_ids: dict[int, int] = field(default_factory=dict)
    quotes: list[NewQuote] = field(default_factory=list)


def write_readings(connection: sqlite3.Connection, readings: Sequence[Reading]) -> list[Added]:
    """What became of each reading; the rows are in the transaction that the connection is in."""
    batch = _Batch(connection, VoiceIndex(connection), Origins(connection))
    added = [_write(batch, clean_reading(reading)) for reading in readings]
    batch.origins.fold()
    batch.voices.finish()
    add_quotes(connection, batch.quotes)
    renew_sayings(connection)
    renew_edges(connection)
    return added


def _write(batch: _Batch, reading: Reading) -> Added:
    key, body = page_key(reading.page), pack(reading)
    digest = _digest(body)
    found = batch.connection.execute("SELECT id, day FROM pages WHERE key = ?", (key,)).fetchone()
    if found is None:
        page_id, day = _write_page(batch, reading.page, key)
    else:
        page_id, day = found
        current = batch.connection.execute("SELECT key, permalink FROM readings WHERE page = ? AND current", (page_id,)).fetchone()
        if current is not None and current[0] == digest:
            return Added(key, new_page=False, new_reading=False, permalink=current[1])
        batch.quotes = [quote for quote in batch.quotes if quote.page != page_id]
        batch.voices.finish()
        remove_reading(batch.connection, page_id)
        batch.voices.forget()
    permalink = batch.connection.execute(
        "INSERT INTO readings (page, key, current, model, body, added, permalink) VALUES (?, ?, 1, ?, ?, ?, ?)"
        " ON CONFLICT (page, key) DO UPDATE SET current = 1 RETURNING permalink",
        (page_id, digest, _text(reading.model), body, now_utc(), make_permalink(batch.connection, key, digest)),
    ).fetchall()[0][0]
    _write_contents(batch, reading, page_id, day, key)
    return Added(key, new_page=found is None, new_reading=True, permalink=permalink)


def make_permalink(connection: sqlite3.Connection, page: str, reading: str) -> str:
    """The address of a reading, made of the digests of its page and of what it says; longer where a short one is taken."""
    short = page[:8] + reading[:8]
    taken = connection.execute("SELECT 1 FROM readings WHERE permalink = ?", (short,)).fetchone()
    return page + reading if taken else short


def _text(value: str | None) -> str | None:
    return None if value is None else clean(value)


# ---------------------------------------------------------------- pages


def _write_page(batch: _Batch, page: Page, key: str) -> tuple[int, int]:
    published = read_date(page.published)
    wire = page.provenance.wire.name if page.provenance.wire else None
    outlet = _find_outlet(batch.connection, page.outlet)
    links = dict.fromkeys(
        clean(url) for block in page.blocks for url in (*(link.url for link in block.links), *([block.cite] if block.cite else []))
    )
    origin = batch.origins.of_page(page.outlet, wire, key)
    names = dict.fromkeys(clean(credit.name) for credit in page.provenance.credits)
    values = {
        "key": key,
        "url": _text(page.url),
        "headline": _text(page.headline),
        "byline": _text(page.byline),
        "outlet": outlet,
        "published": _text(page.published),
        "published_utc": published.utc,
        "day": published.day,
        "language": _text(page.language),
        "text": page.text,
        "sha256": hashlib.sha256(page.text.encode()).hexdigest(),
        "n_words": len(page.text.split()),
        "truncated": int(page.truncated),
        "wire": _text(wire),
        "own_origin": origin,
        "origin": origin,
        "family": 0,
        "links": pack_list(list(links)[:_N_LINKS]),
        "credits": pack_list(list(names)[:_N_LINKS]),
        "added": now_utc(),
    }
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    page_id = batch.connection.execute(f"INSERT INTO pages ({columns}) VALUES ({marks})", tuple(values.values())).lastrowid
    assert page_id is not None
    batch.connection.execute("UPDATE pages SET family = id WHERE id = ?", (page_id,))
    batch.connection.execute("INSERT INTO pages_fts (rowid, headline, text) VALUES (?, ?, ?)", (page_id, values["headline"], page.text))
    batch.origins.note(page_id, page.text)
    return page_id, published.day


def _find_outlet(connection: sqlite3.Connection, name: str | None) -> int | None:
    """The id of the outlet of that name, which is there afterwards."""
    if name is None or not (folded := fold(clean(name))):
        return None
    key = make_key(VoiceKind.OUTLET, clean(name)) or f"o {folded}"
    row = connection.execute("SELECT id FROM outlets WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    return connection.execute("INSERT INTO outlets (key, name) VALUES (?, ?)", (key, clean(name))).lastrowid


# ---------------------------------------------------------------- what a reading says


def _write_contents(batch: _Batch, reading: Reading, page_id: int, day: int, key: str) -> None:
    """Voices, statements, events and findings of a reading."""
    outlet = batch.connection.execute("SELECT outlet FROM pages WHERE id = ?", (page_id,)).fetchone()[0]
    voices = batch.voices.add(page_id, outlet, reading.voices)
    quoted = _find_quoted(reading)
    for attribution in reading.attributions:
        _write_statement(batch, reading, attribution, page_id, day, outlet, voices, quoted, key)
    for number, event in enumerate(reading.events):
        _write_event(batch, reading, event, number, page_id, voices)
    batch.connection.executemany(
        "INSERT INTO findings (page, check_name, verdict, claim, evidence, record, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                page_id,
                finding.check.value,
                clean(finding.verdict),
                pack_spans(finding.claim),
                pack_spans(finding.evidence),
                _text(finding.record),
                clean(finding.reason),
            )
            for finding in reading.findings
        ],
    )


def _write_statement(
    batch: _Batch,
    reading: Reading,
    attribution: Attribution,
    page_id: int,
    day: int,
    outlet: int | None,
    voices: dict[str, tuple[int, int]],
    quoted: Spans,
    key: str,
) -> None:
    page_voice, voice = voices[attribution.voice] if attribution.voice is not None else (None, None)
    kinds = {voice.id: voice for voice in reading.voices}
    holder = kinds[attribution.voice] if attribution.voice is not None else None
    kind = holder.kind.value if holder else "none"
    identifier = _next_id(batch, day)
    hands = len(attribution.chain) - 1 if attribution.chain else None
    words = reading.page.words(attribution.content)
    batch.connection.execute(
        "INSERT INTO statements (id, page, local, content, cue, source, manner, held, reported, hands, chain, score, page_voice, voice,"
        " voice_kind, outlet, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identifier,
            page_id,
            clean(attribution.id),
            pack_spans(attribution.content),
            pack_spans(attribution.cue),
            pack_spans(attribution.source),
            attribution.manner.value,
            attribution.held.value,
            attribution.reported.value,
            hands,
            _name_chain(reading, attribution.chain),
            float(attribution.score),
            page_voice,
            voice,
            kind,
            outlet,
            batch.origins.of_chain(page_id, [kinds[link.voice] for link in attribution.chain[1:]]),
        ),
    )
    if voice is not None:
        batch.voices.load(voice).n_statements += 1
    marks = (
        f"voice{voice or 0} outlet{outlet or 0} manner{attribution.manner.value} held{attribution.held.value}"
        f" reported{attribution.reported.value} kind{kind} hands{min(hands, 9) if hands is not None else 'unknown'}"
    )
    batch.connection.execute("INSERT INTO statements_fts (rowid, words, marks) VALUES (?, ?, ?)", (identifier, words, marks))
    speaker = (holder.name if holder else "") or reading.page.words(attribution.source)
    for number, spans in enumerate(_quotes_of(attribution, quoted)):
        apart = f"{key} {attribution.id} {number}"
        batch.quotes.append(NewQuote(page_id, identifier, spans, reading.page.words(spans), clean(speaker), apart))


def _next_id(batch: _Batch, day: int) -> int:
    """A new id on that day; ids grow with the day, and within it with the order of adding."""
    if day not in batch.next_ids:
        row = batch.connection.execute("SELECT max(id) FROM statements WHERE id < ?", ((day + 1) << DAY_SHIFT,)).fetchone()
        batch.next_ids[day] = max(row[0] or 0, day << DAY_SHIFT) + 1
    identifier = batch.next_ids[day]
    batch.next_ids[day] += 1
    return identifier


def _name_chain(reading: Reading, chain: Chain) -> str:
    names = {voice.id: clean(voice.name) for voice in reading.voices}
    return pack_list(names[link.voice] for link in chain)


def _find_quoted(reading: Reading) -> Spans:
    """What stands in quotation marks on the page, as outermost ranges; looked for only where a mixed statement asks."""
    if not any(attribution.manner is Manner.MIXED for attribution in reading.attributions):
        return ()
    return tuple(part for quotation in quotations(reading.page.text) for part in quotation.parts)


def _quotes_of(attribution: Attribution, quoted: Spans) -> Sequence[Spans]:
    """The ranges of each quotation in a statement: a direct one is one, a mixed one has its quoted pieces.

    Pieces a word or two apart are one quotation: “rabbit patches” or “goat farms”.
    """
    if attribution.manner is Manner.DIRECT:
        return (attribution.content,)
    if attribution.manner is Manner.INDIRECT:
        return ()
    joined: list[list[Span]] = []
    for span in attribution.content:
        for part in quoted:
            if part.start < span.end and span.start < part.end:
                piece = Span(max(part.start, span.start), min(part.end, span.end))
                if joined and span.start <= joined[-1][-1].start and piece.start - joined[-1][-1].end <= _NEAR:
                    joined[-1] = [Span(joined[-1][0].start, piece.end)]
                else:
                    joined.append([piece])
    return [tuple(pieces) for pieces in joined]


# ---------------------------------------------------------------- events


def _write_event(batch: _Batch, reading: Reading, event: Event, number: int, page_id: int, voices: dict[str, tuple[int, int]]) -> None:
    by_id = {voice.id: voice for voice in reading.voices}
    when = event.when.span if event.when else None
    event_id = batch.connection.execute(
        "INSERT INTO events (page, number, type, status, anchor_start, anchor_end, date, when_start, when_end, where_start, where_end,"
        " hands, chain, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page_id,
            number,
            event.type.value,
            event.status.value,
            event.anchor.start,
            event.anchor.end,
            _text(event.when.date) if event.when else None,
            *(when or (None, None)),
            *(event.where or (None, None)),
            len(event.chain) - 1 if event.chain else None,
            _name_chain(reading, event.chain),
            batch.origins.of_chain(page_id, [by_id[link.voice] for link in event.chain[1:]]),
        ),
    ).lastrowid
    assert event_id is not None
    for part, parties in (("actor", event.actors), ("recipient", event.recipients)):
        batch.connection.executemany(
            "INSERT INTO event_parties (event, part, place, page_voice, voice) VALUES (?, ?, ?, ?, ?)",
            [(event_id, part, place, *voices[party]) for place, party in enumerate(parties)],
        )
    add_pairs(batch.connection, [event_id])
