"""One file, many readers, one writer at a time; and what is said when something is wrong with the file."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from sayso.corpus import Corpus
from sayso.corpus.store import APPLICATION_ID, Store, find_holder
from sayso.errors import CorpusBusy, CorpusError, SlowQuestion
from tests.corpus.making import Said, make_reading

ROOT = Path(__file__).parents[2]

HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

ADD = """
import sys
from sayso.corpus import Corpus
from tests.corpus.making import Said, make_reading
name = sys.argv[2]
with Corpus(sys.argv[1]) as corpus:
    for number in range(int(sys.argv[3])):
        added = corpus.add(make_reading(Said(f"Word {number} of {name} about the granite pier at Mallory"), url=f"https://{name}.example/{number}"))
        print(added.key, flush=True)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    search = os.pathsep.join([str(ROOT), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": search},
    )


def test_corpus_is_one_file_that_sqlite_opens(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("The pier is safe")))
    empty_corpus.close()
    with closing(sqlite3.connect(empty_corpus.path)) as connection:
        assert connection.execute("SELECT words, voice FROM said").fetchall() == [("“The pier is safe”", "Ada Quill")]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(path.name for path in empty_corpus.path.parent.iterdir()) == ["news.sayso"]


def test_every_view_can_be_read(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("The pier is safe")))
    with closing(sqlite3.connect(empty_corpus.path)) as connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        assert {"said", "sayings", "contacts", "happenings", "quoted_by_outlet", "versions"} <= set(views)
        for view in views:
            connection.execute(f"SELECT * FROM {view}").fetchall()


def test_missing_corpus_is_not_made_by_a_question(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"There is no corpus .*none\.sayso; `sayso add"):
        Corpus(tmp_path / "none.sayso", create=False)
    assert not (tmp_path / "none.sayso").exists()


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no folder"):
        Corpus(tmp_path / "nowhere" / "news.sayso")


def test_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is a folder"):
        Corpus(tmp_path)


def test_text_file_is_no_corpus(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("The pier is safe. " * 200)
    with pytest.raises(CorpusError, match="is no corpus, or damaged"):
        Corpus(path)
    assert path.read_text().startswith("The pier")


def test_other_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(CorpusError, match="an SQLite file, but no corpus"):
        Corpus(path)


def test_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.sayso"
    Corpus(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CorpusError, match="made by a later sayso"):
        Corpus(path)


def test_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "empty.sayso").touch()
    with Corpus(tmp_path / "empty.sayso") as corpus:
        assert len(corpus) == 0


def test_closed_corpus_says_so(empty_corpus: Corpus) -> None:
    empty_corpus.close()
    with pytest.raises(CorpusError, match="is closed"):
        empty_corpus.search("pier")


def test_second_writer_learns_at_once_who_holds_the_file(empty_corpus: Corpus) -> None:
    holder = start(HOLD, empty_corpus.path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        with Corpus(empty_corpus.path, wait_s=0.1) as second:
            began = time.monotonic()
            with pytest.raises(CorpusBusy) as caught:
                second.add(make_reading(Said("The pier is safe")))
            assert time.monotonic() - began < 10  # a busy machine; the wait itself is a tenth of a second
            assert second.search("pier") == []  # readers go on
        if Path("/proc/locks").exists():
            assert f"process {holder.pid} (" in str(caught.value)
        else:
            assert "another process" in str(caught.value)
    finally:
        holder.communicate("")


def test_nobody_holds_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert find_holder(tmp_path / "none.sayso") == "another process"


def test_writer_waits_for_another_and_goes_on(empty_corpus: Corpus) -> None:
    holder = start(HOLD, empty_corpus.path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    release = threading.Timer(0.3, holder.communicate, [""])
    release.start()
    with Corpus(empty_corpus.path, wait_s=60) as second:
        assert second.add(make_reading(Said("The pier is safe"))).new_page
    release.join()


def test_two_writers_at_once_both_succeed(empty_corpus: Corpus) -> None:
    writers = [start(ADD, empty_corpus.path, name, 5) for name in ("bell", "gull")]
    keys = {line.strip() for writer in writers for line in writer.communicate()[0].splitlines()}
    assert [writer.returncode for writer in writers] == [0, 0]
    assert {row.page for row in empty_corpus.pages()} == keys
    assert len(keys) == 10


def test_readers_in_threads_see_whole_batches(empty_corpus: Corpus) -> None:
    batch = [make_reading(Said(f"Word {number} about the pier"), url=f"https://a.example/{number}") for number in range(8)]
    seen: set[int] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(len(empty_corpus.search("pier")))

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    empty_corpus.add_batch(batch)
    stop.set()
    for thread in threads:
        thread.join()
    assert seen <= {0, 8}


def ask_again_and_again(store: Store) -> None:
    """Many quick questions that are one slow one."""
    with store.one_view():
        for _ in range(1_000_000):
            store.ask("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT count(*) FROM n")


def test_slow_question_is_given_up(empty_corpus: Corpus) -> None:
    store = empty_corpus._store
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    began = time.monotonic()
    with store.limit(0.2), pytest.raises(SlowQuestion, match=r"took longer than 0\.2 s"):
        store.ask(endless)
    assert time.monotonic() - began < 10  # a busy machine
    with store.limit(0.2), pytest.raises(SlowQuestion):
        ask_again_and_again(store)
    assert store.ask("SELECT 1") == [(1,)]


def test_questions_cannot_write(empty_corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="readonly"):
        empty_corpus._store.ask("DELETE FROM pages")


def test_full_disk_is_said_and_adding_goes_on_when_there_is_space(empty_corpus: Corpus) -> None:
    first = empty_corpus.add(make_reading(Said("The pier is safe")))
    connection = empty_corpus._store._open_writer()
    n_pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {n_pages}").fetchall()  # SQLite's own way to have no space
    large = make_reading(*[Said(f"Word {number} about granite and the pier") for number in range(300)], url="https://a.example/large")
    with pytest.raises(CorpusError, match=r"no space left to write .*; free some and run the same command again"):
        empty_corpus.add(large)
    assert [row.page for row in empty_corpus.pages()] == [first.key]
    assert len(empty_corpus.search("pier")) == 1
    connection.execute("PRAGMA max_page_count = 1073741823").fetchall()
    assert empty_corpus.add(large).new_page
    assert len(empty_corpus) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits on the size of files are those of Unix")
def test_limit_of_the_system_on_the_file_is_said_too(empty_corpus: Corpus) -> None:
    script = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
from sayso.corpus import Corpus
from sayso.errors import CorpusError
from tests.corpus.making import Said, make_reading
with Corpus(sys.argv[1]) as corpus:
    try:
        for number in range(200):
            corpus.add(make_reading(*[Said(f"Word {number} {n} about granite and the pier") for n in range(20)], url=f"https://a.example/{number}"))
            print(number, flush=True)
    except CorpusError as error:
        print(error)
"""
    child = start(script, empty_corpus.path)
    *acknowledged, reason = child.communicate()[0].splitlines()
    assert "no space left to write" in reason
    assert len(empty_corpus) == len(acknowledged)
    assert empty_corpus.add(make_reading(Said("The pier is safe"))).new_page


def kill_while_adding(path: Path, rounds: int) -> None:
    """Kills a process in the middle of adding, again and again; whatever it acknowledged is there each time, once."""
    acknowledged: set[str] = set()
    for number in range(rounds):
        child = start(ADD, path, f"round{number}", 400)
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(1 + number % 5)]
        time.sleep((number * 37 % 100) / 2000)  # anywhere in the next commits
        child.send_signal(signal.SIGKILL)
        lines += child.communicate()[0].splitlines(keepends=True)
        acknowledged |= {line.strip() for line in lines if re.fullmatch(r"[0-9a-f]{32}\n", line)}
        with Corpus(path) as corpus:
            stored = [row.page for row in corpus.pages(limit=1000)]
            assert len(stored) == len(set(stored)) == len(corpus)
            assert acknowledged <= set(stored) or len(stored) == 1000
            assert all(corpus.get(page) is not None for page in stored[:5])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored_keys = {key for (key,) in connection.execute("SELECT key FROM pages")}
        assert acknowledged <= stored_keys
        (n_statements,) = connection.execute("SELECT count(*) FROM statements").fetchone()
        assert n_statements == len(stored_keys)  # one a page: no half page, nothing twice
        for index in ("statements_fts", "pages_fts", "voices_fts"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(empty_corpus: Corpus) -> None:
    """20 rounds; the 200 of a release by SAYSO_KILL_ROUNDS=200."""
    kill_while_adding(empty_corpus.path, int(os.environ.get("SAYSO_KILL_ROUNDS", "20")))


def test_one_round_of_killing(empty_corpus: Corpus) -> None:
    kill_while_adding(empty_corpus.path, 1)


@pytest.mark.slow
def test_memory_stays_flat_over_many_pages(tmp_path: Path) -> None:
    script = """
import json, resource, sys
import psutil
from sayso.corpus import Corpus
from tests.corpus.making import Said, make_reading
process, seen = psutil.Process(), []
with Corpus(sys.argv[1]) as corpus:
    for start in range(0, 10_000, 250):
        corpus.add_batch([
            make_reading(Said(f"Word {n % 997} about granite {n % 89} and pier {n % 83}", by=f"Ada{n % 900} Quill{n % 400}"), url=f"https://a.example/{n}")
            for n in range(start, start + 250)
        ])
        seen.append(process.memory_info().rss)
print(json.dumps(seen))
"""
    seen = json.loads(start(script, tmp_path / "news.sayso").communicate()[0])
    half = seen[len(seen) // 2 :]
    assert (half[-1] - half[0]) / (250 * len(half)) < 1024  # bytes a page


def test_corpus_without_a_file_is_in_memory_and_asked_from_several_threads() -> None:
    with Corpus(None, limit_s=None) as corpus:
        assert corpus.path is None
        added = corpus.add(make_reading(Said("The pier is safe")))
        found: list[int] = []
        threads = [threading.Thread(target=lambda: found.append(len(corpus.search("pier")))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [1, 1, 1, 1]
        assert corpus.delete(added.key) == 1
        assert len(corpus) == 0


def test_threads_that_ended_leave_no_connection_behind(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.sayso", create=True, wait_s=1, limit_s=None)
    for _ in range(5):
        thread = threading.Thread(target=store.ask, args=("SELECT 1",))
        thread.start()
        thread.join()
    assert len(store._idle) == 1
    store.close()
