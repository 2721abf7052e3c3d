"""`Corpus`: thousands of readings in one file, and the questions that can be asked of them.

Decides what the public methods are and what each promises; how they do it is in the module of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from sayso.corpus.records import (
    Account,
    Comparison,
    Contradiction,
    Edge,
    Entry,
    Facets,
    Failed,
    Merge,
    OutletRow,
    PageRow,
    Party,
    Saying,
    SayingRow,
    Statement,
    VoiceEntry,
    VoiceRow,
    VoiceSaying,
)
from sayso.corpus.search import NO_FILTERS, Filters, search_statements
from sayso.corpus.storable import clean
from sayso.corpus.store import LIMIT_S, WAIT_S, Store
from sayso.errors import BadQuestion
from sayso.reading import Reading, Span

if TYPE_CHECKING:
    from sayso.corpus.contacts import Network
    from sayso.corpus.corrections import Correction
    from sayso.corpus.writing import Added

BATCH: Final = 64
"""Readings that are written at a time: enough that waiting for the disk does not count, few enough that little is done again after a
stop."""


class Corpus:
    """A corpus: one SQLite file, made where there is none; None keeps it in memory. Safe to use from several threads, and a file from
    several processes at a time.

    Many may ask while one writes; a second writer waits up to `wait_s` seconds for its turn. A question that takes longer than `limit_s`
    seconds is given up (None for no limit). Of more than `most_pages` pages those whose readings were added last are kept (None for all).
    `earlier` reads the form in which the reader kept readings before (`exports.json.loads`); such a file becomes a corpus.

    Where a method takes the key of a page, it takes the permalink of one of its readings too; a key means the current reading.

    Raises:
        CorpusError: the file cannot be made or opened, or is no corpus.
    """

    def __init__(
        self,
        path: str | Path | None,
        *,
        create: bool = True,
        wait_s: float = WAIT_S,
        limit_s: float | None = LIMIT_S,
        most_pages: int | None = None,
        earlier: Callable[[str], Reading] | None = None,
    ) -> None:
        self._most_pages = most_pages
        self._store = Store(None if path is None else Path(path), create=create, wait_s=wait_s, limit_s=limit_s, earlier=earlier)

    @property
    def path(self) -> Path | None:
        """The file, or None for a corpus in memory."""
        return self._store.path

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """How many pages there are."""
        row = self._store.ask_one("SELECT count(*) FROM pages")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Closes the file."""
        self._store.close()

    @contextmanager
    def limit(self, limit_s: float | None) -> Iterator[None]:
        """Within the block questions of this thread may take `limit_s` seconds; None for any time."""
        with self._store.limit(limit_s):
            yield

    # ------------------------------------------------------------ pages

    def add(self, reading: Reading) -> Added:
        """What became of a reading; when this returns it is on disk. Adding the same again changes nothing.

        A page that is there already, with another reading, gets that reading as its current one; the earlier one is kept.

        Raises:
            CorpusBusy: another process writes, for longer than is waited.
            CorpusError: there is no space, or the file cannot be written.
        """
        return self.add_batch([reading])[0]

    def add_batch(self, readings: Sequence[Reading], *, sources: Sequence[tuple[str, str]] = ()) -> list[Added]:
        """What became of several readings, written all or none; see `add`.

        `sources` are the digest and the name of the input of each reading, by which `knows` answers later; their failures are forgotten.
        """
        from sayso.corpus.removing import remove_oldest
        from sayso.corpus.writing import write_readings

        with self._store.writing() as connection:
            added = write_readings(connection, readings)
            for (key, source), one in zip(sources, added, strict=False):
                connection.execute(
                    "INSERT OR REPLACE INTO inputs (key, source, page) SELECT ?, ?, id FROM pages WHERE key = ?", (key, source, one.key)
                )
                connection.execute("DELETE FROM failures WHERE source = ?", (source,))
            if self._most_pages is not None:
                remove_oldest(connection, self._most_pages)
        return added

    def add_many(self, readings: Iterable[Reading], *, batch: int = BATCH) -> Iterator[Added]:
        """What became of each of many readings, batch by batch, each when it is on disk."""
        remaining = iter(readings)
        while some := list(islice(remaining, batch)):
            yield from self.add_batch(some)

    def get(self, page: str) -> Reading | None:
        """The current reading of the page of that key (or the reading of that permalink), or None."""
        from sayso.corpus.beside import load_reading

        return load_reading(self._store, page)

    def permalink(self, page: str) -> str | None:
        """The permalink of the current reading of the page of that key (or that one itself), or None: the reader shows it at /r/..."""
        from sayso.corpus.beside import find_permalink

        return find_permalink(self._store, page)

    def entries(self, words: str = "", *, before: int | None = None, limit: int = 50) -> list[Entry]:
        """Pages with their current readings that hold all of some words, or the beginnings of words, in text, names or origin; the reading
        added last first, from below the number `before`."""
        from sayso.corpus.entries import list_entries

        with self._store.one_view():
            return list_entries(self._store, words, before=before, limit=limit)

    def entry(self, page: str) -> Entry | None:
        """The reading of that permalink, or the current one of the page of that key, as a list shows it; or None."""
        from sayso.corpus.entries import find_entry

        return find_entry(self._store, page)

    def pages(
        self, words: str = "", *, after: int | None = None, limit: int = 50, url: str | None = None, outlet: str | None = None
    ) -> list[PageRow]:
        """Pages that hold all of some words, the last added first, from below the number `after`."""
        from sayso.corpus.pages import list_pages

        return list_pages(self._store, words, after=after, limit=limit, url=url, outlet=outlet)

    def versions(self, url: str) -> list[PageRow]:
        """The versions of the page at an address, the oldest first."""
        from sayso.corpus.pages import list_versions

        return list_versions(self._store, url)

    def delete(self, *pages: str) -> int:
        """How many of the pages of these keys there were; they are gone, and nothing of them is left in the file."""
        from sayso.corpus.beside import find_place
        from sayso.corpus.removing import purge, remove_page

        n_deleted = 0
        with self._store.writing() as connection:
            for page in dict.fromkeys(pages):
                place = find_place(connection, page)
                if place is not None:
                    remove_page(connection, place.page)
                    n_deleted += 1
            if n_deleted:
                purge(connection)
        if n_deleted:
            self._store.flush()
        return n_deleted

    # ------------------------------------------------------------ inputs

    def knows(self, keys: Iterable[str]) -> set[str]:
        """Those of some inputs, by their digests, that were added before."""
        return {key for key in keys if self._store.ask_one("SELECT 1 FROM inputs WHERE key = ?", (key,))}

    def note_failures(self, failures: Iterable[tuple[str, str]]) -> None:
        """Keeps inputs that could not be taken in, with the reason, so that they can be tried again."""
        from sayso.corpus.dates import now_utc

        with self._store.writing() as connection:
            connection.executemany(
                "INSERT INTO failures (source, reason, n_tries, last_try) VALUES (?, ?, 1, ?) ON CONFLICT (source)"
                " DO UPDATE SET reason = excluded.reason, n_tries = n_tries + 1, last_try = excluded.last_try",
                [(clean(source), clean(reason), now_utc()) for source, reason in failures],
            )

    def failures(self) -> list[Failed]:
        """The inputs that could not be taken in, and were not since."""
        return [Failed(*row) for row in self._store.ask("SELECT source, reason, n_tries, last_try FROM failures ORDER BY source")]

    # ------------------------------------------------------------ questions

    def search(
        self,
        words: str = "",
        *,
        voice: str | None = None,
        voice_id: int | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        manner: str | None = None,
        held: str | None = None,
        reported: str | None = None,
        hands: str | int | None = None,
        kind: str | None = None,
        language: str | None = None,
        order: str = "newest",
        after: int | None = None,
        limit: int = 50,
    ) -> list[Statement]:
        """Statements that hold all of some words and fit the filters (see `Filters`), `limit` at a time.

        A phrase stands in quotation marks, and a star ends the beginning of a word. `after` is the id of the last statement of the part
        before (by relevance or added: how many came before; the newest 20,000 matches are ranked).
        """
        filters = Filters(voice, voice_id, outlet, since, until, manner, held, reported, hands, kind, language)
        with self._store.one_view():
            return search_statements(self._store, words, filters, order=order, after=after, limit=limit)

    def facets(self, words: str = "", filters: Filters = NO_FILTERS) -> Facets:
        """How many of the statements that `search` finds there are by speaker, outlet, manner, commitment, language and date: of all, or
        of the newest ten thousand."""
        from sayso.corpus.facets import count_facets

        with self._store.one_view():
            return count_facets(self._store, words, filters)

    def added(self, pages: Sequence[str]) -> dict[str, str]:
        """When the current reading of each of some pages was added, UTC, by the keys of the pages."""
        from sayso.corpus.pages import find_added

        return find_added(self._store, pages)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """Within the block this thread's questions see the file in one state, and all of them together have the time of one."""
        with self._store.one_view():
            yield

    def who(self, name: str, *, limit: int = 20) -> list[VoiceRow]:
        """The voices that a name may mean, those with most statements first, and how each is quoted."""
        from sayso.corpus.who import who

        with self._store.one_view():
            return who(self._store, name, limit=limit)

    def voice(self, voice_id: int) -> VoiceRow | None:
        """The voice of that number, or what it was merged into, and how it is quoted; None where there is none."""
        from sayso.corpus.who import find_root, load_voice

        with self._store.one_view():
            return load_voice(self._store, find_root(self._store, voice_id))

    def voice_entries(self, name: str = "", *, after: tuple[int, int] | None = None, limit: int = 50) -> list[VoiceEntry]:
        """The voices with most statements, from below `after` as in `voices`, or those that a name may mean: a long list, quickly."""
        from sayso.corpus.who import list_entries

        with self._store.one_view():
            return list_entries(self._store, name, after=after, limit=limit)

    def voice_sayings(self, voice_id: int, *, limit: int = 50) -> list[VoiceSaying]:
        """What a voice is made to say in quotation marks, of its newest two thousand statements: the sayings on most pages first."""
        from sayso.corpus.who import list_voice_sayings

        with self._store.one_view():
            return list_voice_sayings(self._store, voice_id, limit=limit)

    def voices(self, *, after: tuple[int, int] | None = None, limit: int = 50) -> list[VoiceRow]:
        """The voices with most statements, from below `after` (the number of statements and the id of the last one before) on."""
        from sayso.corpus.who import list_voices

        with self._store.one_view():
            return list_voices(self._store, after=after, limit=limit)

    def trace(self, quotation: str, *, limit: int = 20) -> list[Saying]:
        """The sayings that some words are a wording or a part of: every place, every wording, the first, and the likely line of descent."""
        from sayso.corpus.trace import trace

        with self._store.one_view():
            return trace(self._store, quotation, limit=limit)

    def saying(self, saying: int) -> Saying | None:
        """The saying of that number, or the one that its quotation belongs to by now; None where there is none."""
        from sayso.corpus.trace import load_saying

        with self._store.one_view():
            return load_saying(self._store, saying)

    def sayings(self, *, min_pages: int = 2, after: tuple[int, int] | None = None, limit: int = 50) -> list[SayingRow]:
        """The sayings on most pages, from below `after` (the number of pages and of the saying of the last one before) on."""
        from sayso.corpus.trace import list_sayings

        with self._store.one_view():
            return list_sayings(self._store, min_pages=min_pages, after=after, limit=limit)

    def contacts(
        self,
        name: str | None = None,
        *,
        types: Sequence[str] = ("CONSULT",),
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        min_origins: int = 1,
        limit: int = 100,
        skip: int = 0,
        most_evidence: int | None = None,
        voice_id: int | None = None,
        other_id: int | None = None,
        holder: str | None = None,
    ) -> list[Edge]:
        """Who met whom (or did another of PLOVER's types to whom), those of most independent origins first, with every place that says so.

        `name` asks for the contacts of one party, `voice_id` too by its number, `other_id` for those with that party, `holder` for what
        rests on the word of the one of that very name. Dates are those of the events; an event without one is left out where a date is
        asked for. Every place is listed, up to 500 an edge; where that would be more than four hundred in all, each edge lists its
        earliest, unless `most_evidence` says how many. The counts are always of all.
        """
        from sayso.corpus.contacts import find_contacts

        with self._store.one_view():
            return find_contacts(
                self._store,
                name,
                types=types,
                since=since,
                until=until,
                status=status,
                min_origins=min_origins,
                limit=limit,
                skip=skip,
                most_evidence=most_evidence,
                voice_id=voice_id,
                other_id=other_id,
                holder=holder,
            )

    def parties(self, name: str | None = None, *, limit: int = 50) -> list[Party]:
        """The voices that have contacts, those with most of them first; with a name, those that it or its beginning may mean."""
        from sayso.corpus.parties import find_parties

        with self._store.one_view():
            return find_parties(self._store, name, limit=limit)

    def party(self, voice_id: int) -> Party | None:
        """The voice of that number, or what it was merged into, with how many contacts it has; None where there is none."""
        from sayso.corpus.parties import load_party

        with self._store.one_view():
            return load_party(self._store, voice_id)

    def accounts(
        self,
        voice_id: int,
        *,
        types: Sequence[str] = ("CONSULT",),
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        holder: str | None = None,
        other_id: int | None = None,
    ) -> list[Account]:
        """On whose word, and through which origins, the contacts of a voice rest; the filters are those of `contacts`."""
        from sayso.corpus.parties import find_accounts

        with self._store.one_view():
            return find_accounts(
                self._store, voice_id, types=types, since=since, until=until, status=status, holder=holder, other_id=other_id
            )

    def event_numbers(self, places: Sequence[tuple[str, Span]]) -> list[int | None]:
        """For the key of a page and an anchor each, the place of that event in the page's reading, from 0; None where there is none."""
        from sayso.corpus.parties import find_event_numbers

        with self._store.one_view():
            return find_event_numbers(self._store, places)

    def network(self, edges: Sequence[Edge]) -> Network:
        """Some contacts as a network: the parties as nodes, the contacts as edges; `exports.graphs` writes it."""
        from sayso.corpus.contacts import Network, list_nodes

        with self._store.one_view():
            return Network(list_nodes(self._store, edges), tuple(edges))

    def contradictions(self, name: str | None = None, *, types: Sequence[str] = ("CONSULT",), limit: int = 100) -> list[Contradiction]:
        """Places that have an event happen beside places that deny it."""
        from sayso.corpus.contacts import find_contradictions

        with self._store.one_view():
            return find_contradictions(self._store, name, types=types, limit=limit)

    def outlets(self, name: str | None = None, *, limit: int = 100) -> list[OutletRow]:
        """Whom each outlet quotes, how directly, through how many hands, and how much of it without a name."""
        from sayso.corpus.outlets import list_outlets

        with self._store.one_view():
            return list_outlets(self._store, name, limit=limit)

    def compare(self, one: str, other: str, *, limit: int = 200) -> list[Comparison]:
        """Two outlets, or two pages (keys, or addresses with "@1" for their first version), side by side.

        Raises:
            CorpusError: there is no such outlet or page, or one is an outlet and the other a page.
        """
        from sayso.corpus.compare import compare

        with self._store.one_view():
            return compare(self._store, one, other, limit=limit)

    # ------------------------------------------------------------ what people decide

    def merges(self, name: str | None = None, *, status: str | None = None, limit: int = 200) -> list[Merge]:
        """Voices that were taken for one, or may be, each with its evidence."""
        from sayso.corpus.review import list_merges

        with self._store.one_view():
            return list_merges(self._store, name, status=status, limit=limit)

    def merge_voices(self, voice_id: int, into: int, evidence: str = "") -> str:
        """The id of a merge of two voices that a person makes, with the reason; what the first is made to say is the second one's now."""
        from sayso.corpus.counts import renew_edges
        from sayso.corpus.review import merge_voices

        with self._store.writing() as connection:
            merge = merge_voices(connection, voice_id, into, evidence)
            renew_edges(connection)
        return merge

    def decide_merge(self, merge: str, decision: str) -> None:
        """Accepts, refuses or undoes the merge of that id; `decision` is "accept", "refuse" or "undo"."""
        from sayso.corpus import review
        from sayso.corpus.counts import renew_edges

        deciders = {"accept": review.accept_merge, "refuse": review.refuse_merge, "undo": review.undo_merge}
        if decision not in deciders:
            raise BadQuestion(f"There is no decision {decision!r}; there are {', '.join(deciders)}.")
        with self._store.writing() as connection:
            deciders[decision](connection, merge)
            renew_edges(connection)

    def correct(self, page: str, correction: Correction) -> Correction:
        """The correction as it was kept beside a page's reading: with its number and time."""
        from sayso.corpus.beside import add_correction

        with self._store.writing() as connection:
            return add_correction(connection, page, correction)

    def corrections(self, page: str) -> list[Correction]:
        """The corrections of a page's reading, in the order of making; `apply_corrections` makes them."""
        from sayso.corpus.beside import list_corrections

        return list_corrections(self._store, page)

    def undo_correction(self, page: str, number: int) -> bool:
        """Whether there was a correction of that number; it is gone now."""
        from sayso.corpus.beside import undo_correction

        with self._store.writing() as connection:
            return undo_correction(connection, page, number)

    def add_record(self, page: str, name: str, text: str) -> str:
        """The key under which a transcript or other record is kept beside a page."""
        from sayso.corpus.beside import add_record

        with self._store.writing() as connection:
            return add_record(connection, page, name, text)

    def records(self, page: str) -> list[tuple[str, str]]:
        """Key and name of each record beside a page, the latest first."""
        from sayso.corpus.beside import list_records

        return list_records(self._store, page)

    def record(self, page: str, key: str) -> str | None:
        """The text of a record beside a page, or None."""
        from sayso.corpus.beside import get_record

        return get_record(self._store, page, key)
