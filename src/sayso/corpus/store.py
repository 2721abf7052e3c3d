"""The file of a corpus: opened, locked for writing, asked within a time, and whatever goes wrong said in a sentence.

Decides how SQLite is used (write-ahead log, so that many read while one writes; every commit on disk before it is acknowledged; freed pages
overwritten, so that what is deleted is gone), how long a writer waits for another, and when a question is given up. Without a file all is
in memory, in one connection that the threads of the process take turns with. What is in the tables is not its business.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from sayso.corpus.layout import APPLICATION_ID, VERSION, complete_tables, is_workspace, lay_out_tables
from sayso.errors import CorpusBusy, CorpusError, CorpusFault, SlowQuestion
from sayso.reading import Reading

LIMIT_S: Final = 1.0
"""Seconds after which a question is given up (THREATS 19), unless the caller says otherwise."""

WAIT_S: Final = 10.0
"""Seconds that a writer waits for another. A batch of pages takes well under a second to write, a deletion in a large file a few."""

_OPS_BETWEEN_LOOKS: Final = 20_000  # virtual machine instructions, about a millisecond
_CACHE_KIB: Final = 8 * 1024  # a connection; the system keeps the rest of the file at hand

Row = tuple[Any, ...]  # the columns of a row are of whatever type the query gives
Record = TypeVar("Record")


def fill(kind: Callable[..., Record], *columns: Any) -> Record:  # as above
    """A record of the columns of a row, in the order of its fields."""
    return kind(*columns)


class Store:
    """One corpus file (None: in memory): as many connections as threads ask at a time, and one for writing. Safe to use from several
    threads."""

    def __init__(
        self,
        path: Path | None,
        *,
        create: bool,
        wait_s: float,
        limit_s: float | None,
        earlier: Callable[[str], Reading] | None = None,
    ) -> None:
        self.path = path
        self.limit_s = limit_s
        self._wait_s = wait_s
        self._local = threading.local()
        self._lock = threading.RLock()  # of whoever writes, also while that waits for another process
        self._idle_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []  # that read, and that no thread has at the moment
        self._writer: sqlite3.Connection | None = None
        self._closed = False
        if path is None:
            self._lay_out(self._open_writer())
            return
        if not path.is_file():
            self._create(path, create)
        self._check(earlier)

    # ------------------------------------------------------------ asking

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that answer a query.

        Raises:
            SlowQuestion: it took longer than the limit.
            CorpusError: the file is damaged or cannot be read.
        """
        with self.lending() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def lending(self) -> Iterator[sqlite3.Connection]:
        """A connection to read by within the block, for as long as a question may take; errors are those of `ask`."""
        with self._borrow() as connection:
            limit_s = getattr(self._local, "limit_s", self.limit_s)
            if limit_s is not None:
                until = getattr(self._local, "until", None) or time.monotonic() + limit_s
                connection.set_progress_handler(lambda: time.monotonic() > until, _OPS_BETWEEN_LOOKS)
            try:
                yield connection
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                    raise SlowQuestion(
                        f"The question took longer than {limit_s:g} s and was given up; ask for something narrower, or allow more time."
                    ) from None
                raise self._explain(error, "read") from error
            finally:
                connection.set_progress_handler(None, 0)

    def ask_one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row that answers a query, or None."""
        rows = self.ask(sql, values)
        return rows[0] if rows else None

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """Within the block every query of this thread sees the file in one state, and all of them together have the time of one
        question."""
        with self._borrow() as connection:
            if connection.in_transaction:
                yield
                return
            limit_s = getattr(self._local, "limit_s", self.limit_s)
            self._local.until = time.monotonic() + limit_s if limit_s is not None else None
            connection.execute("BEGIN")
            try:
                yield
            finally:
                self._local.until = None
                connection.rollback()

    @contextmanager
    def limit(self, limit_s: float | None) -> Iterator[None]:
        """Within the block this thread's questions have another limit; None for none."""
        before = getattr(self._local, "limit_s", self.limit_s)
        self._local.limit_s = limit_s
        try:
            yield
        finally:
            self._local.limit_s = before

    # ------------------------------------------------------------ writing

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is committed, and on disk, when the block ends, and undone when it raises.

        Raises:
            CorpusBusy: another process writes, for longer than is waited.
            CorpusError: the disk is full, the file damaged or read-only.
        """
        with self._lock:
            connection = self._open_writer()
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise self._explain(error, "written to") from error

    def flush(self) -> None:
        """Brings the log into the file and empties it, as far as nobody is reading."""
        with self._lock:
            try:
                self._open_writer().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.Error as error:
                raise self._explain(error, "written to") from error

    def close(self) -> None:
        """Closes every connection; asking afterwards is an error."""
        with self._lock, self._idle_lock:
            self._closed = True
            for connection in [*self._idle, *([self._writer] if self._writer else [])]:
                connection.close()
            self._idle, self._writer = [], None

    # ------------------------------------------------------------ connections

    @contextmanager
    def _borrow(self) -> Iterator[sqlite3.Connection]:
        """A connection that is this thread's within the block, and within every block inside it.

        It goes back afterwards: a service's threads come and go, and a connection that each left behind would never be closed.
        """
        if self.path is None:  # one connection for everything, and so one thread at a time
            with self._lock:
                yield self._open_writer()
            return
        connection: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if connection is not None and not self._closed:
            yield connection
            return
        connection = self._take_reader()
        self._local.reader = connection
        try:
            yield connection
        finally:
            self._local.reader = None
            with self._idle_lock:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    def _take_reader(self) -> sqlite3.Connection:
        with self._idle_lock:
            self._refuse_if_closed()
            if self._idle:
                return self._idle.pop()
        return self._connect("ro")

    def _open_writer(self) -> sqlite3.Connection:
        self._refuse_if_closed()
        if self._writer is None:
            self._writer = self._connect("rw")
        return self._writer

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise CorpusError(f"The corpus {self.path or 'in memory'} is closed.")

    def _connect(self, mode: str) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}" if self.path else ":memory:",
                uri=self.path is not None,
                timeout=self._wait_s,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA temp_store = MEMORY")
            if mode != "ro":
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON").fetchall()
                connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error as error:
            raise self._explain(error, "opened") from error
        return connection

    def _create(self, path: Path, create: bool) -> None:
        if path.exists():
            raise CorpusError(f"{path} is a folder or a device; a corpus is one file.")
        if not create:
            raise CorpusError(f"There is no corpus {path}; `sayso add PAGES --corpus {path}` makes one.")
        if not path.absolute().parent.is_dir():
            raise CorpusError(f"There is no folder {path.absolute().parent} to put the corpus in; make it first.")
        with closing(self._connect("rwc")) as connection:
            self._lay_out(connection)

    def _lay_out(self, connection: sqlite3.Connection) -> None:
        """Makes the tables in an empty file; nothing where another process was quicker."""
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                lay_out_tables(connection)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._explain(error, "made") from error

    def _check(self, earlier: Callable[[str], Reading] | None) -> None:
        """That the file is a corpus of a version that is known here, or becomes one."""
        try:
            with self._borrow() as connection:
                application = connection.execute("PRAGMA application_id").fetchone()[0]
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
                workspace = is_workspace(connection)
        except sqlite3.Error as error:
            raise self._explain(error, "opened") from error
        if application != APPLICATION_ID:
            if empty:  # a process that died while it made the file, or an empty file made by hand
                with closing(self._connect("rw")) as connection:
                    self._lay_out(connection)
                return
            if workspace:
                self._turn(earlier)
                return
            raise CorpusError(f"{self.path} is an SQLite file, but no corpus; give another name to make one.")
        if version > VERSION:
            raise CorpusError(f"{self.path} was made by a later sayso (schema {version}, here {VERSION}); install that one to open it.")
        if version < VERSION:
            with self.writing() as connection:
                complete_tables(connection)

    def _turn(self, earlier: Callable[[str], Reading] | None) -> None:
        """Makes a corpus of a workspace that an earlier sayso kept."""
        from sayso.corpus.earlier import turn_workspace

        if earlier is None:
            raise CorpusError(
                f"{self.path} is a workspace of an earlier sayso; `sayso serve --workspace {self.path}` makes a corpus of it."
            )
        with self.writing() as connection:
            turn_workspace(connection, earlier)
        self.flush()

    # ------------------------------------------------------------ errors

    def _explain(self, error: sqlite3.Error, doing: str) -> CorpusError:
        """What went wrong, as a sentence with what helps."""
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if code is not None else None
        if self.path is None:
            return CorpusFault(f"The corpus in memory cannot be {doing}: {error}.")
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return CorpusBusy(
                f"{self.path} is being written to by {find_holder(self.path)}, for longer than {self._wait_s:g} s; try again."
            )
        if primary == sqlite3.SQLITE_FULL or code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE):
            return CorpusFault(
                f"There is no space left to write {self.path}; free some and run the same command again: what was acknowledged is"
                " kept, and it goes on from there."
            )
        if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return CorpusFault(f"{self.path} is no corpus, or damaged ({error}); take another file, or a copy of this one.")
        if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
            return CorpusFault(f"{self.path} cannot be {doing}: {error}; check its permissions and those of its folder.")
        return CorpusFault(f"{self.path} cannot be {doing}: {error}.")


def find_holder(path: Path) -> str:
    """Who holds the write lock of a file, in words: process and command where the system tells them (Linux), else "another process".

    SQLite locks byte 120 of the -shm file for a writer (https://sqlite.org/walformat.html, section 2.3.2). The list of the system's locks
    is read rather than the file asked: opening and closing it here would drop this process's own locks on it.
    """
    try:
        stat = path.with_name(path.name + "-shm").stat()
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return "another process"
    file = f"{os.major(stat.st_dev):02x}:{os.minor(stat.st_dev):02x}:{stat.st_ino}"
    for line in lines:
        fields = line.split()
        if "WRITE" in fields and file in fields and "->" not in fields:
            pid, start, end = fields[-4], fields[-2], fields[-1]
            if int(start) <= 120 <= (int(end) if end.isdigit() else 1 << 62):
                return f"process {pid}{_name_command(pid)}"
    return "another process"


def _name_command(pid: str) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return f" ({' '.join(command.split())[:80]})" if command else ""
