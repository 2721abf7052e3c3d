"""Files that an earlier version made: each becomes one of this version when it is opened, with everything that was in it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.corpus import Corpus, layout
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.layout import VERSION
from sayso.corpus.workspace import Record, Workspace, correction_to_json
from sayso.errors import CorpusError, ReadingError
from sayso.exports.json import dumps, loads
from sayso.reading import Held, Reading, Span
from tests.corpus.making import Said, make_reading

WORKSPACE = """
CREATE TABLE reading (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, wire TEXT NOT NULL, headline TEXT NOT NULL, origin TEXT NOT NULL,
    published TEXT, n_statements INTEGER NOT NULL, n_voices INTEGER NOT NULL, added TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE TABLE correction (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reading TEXT NOT NULL REFERENCES reading (id) ON DELETE CASCADE, fields TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE INDEX correction_reading ON correction (reading, number);
CREATE TABLE record (
    id TEXT NOT NULL, reading TEXT NOT NULL REFERENCES reading (id) ON DELETE CASCADE, name TEXT NOT NULL, text TEXT NOT NULL,
    added TEXT NOT NULL, PRIMARY KEY (reading, id)
);
"""
"""The tables of a workspace before it was a corpus."""

THEN = "2020-05-06T07:08:09+00:00"


def make_workspace(path: Path, wires: dict[str, str], corrections: tuple[Correction, ...] = (), record: str = "") -> None:
    """A workspace as an earlier sayso kept it; corrections and record stand beside the first reading."""
    first = next(iter(wires))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(WORKSPACE)
        for identifier, wire in wires.items():
            connection.execute("INSERT INTO reading VALUES (NULL, ?, ?, 'A headline', '', NULL, 0, 0, ?, '')", (identifier, wire, THEN))
        for one in corrections:
            connection.execute(
                "INSERT INTO correction VALUES (?, ?, ?, ?)", (one.number, first, json.dumps(correction_to_json(one)), one.made)
            )
        if record:
            connection.execute("INSERT INTO record VALUES ('k1', ?, 'minutes', ?, ?)", (first, record, THEN))


def test_workspace_of_an_earlier_sayso_becomes_a_corpus_with_every_address(tmp_path: Path, nested_reading: Reading) -> None:
    path = tmp_path / "workspace.sqlite"
    corrections = (
        Correction(CorrectionKind.SPEAKER, "a2", 4, voice="", note="nobody", made=THEN),
        Correction(CorrectionKind.ADD, "u7", 7, content=(Span(0, 5), Span(6, 9)), cue=(), held=Held.DENIED, made=THEN),
    )
    other = make_reading(Said("The pier is safe"))
    make_workspace(path, {"aaaa": dumps(nested_reading), "bbbb": dumps(other)}, corrections, "The mayor spoke.")
    workspace = Workspace(path, limit_s=None, parse=loads)
    assert (workspace.get("aaaa"), workspace.get("bbbb")) == (nested_reading, other)
    assert [(one.id, one.added) for one in workspace.entries()] == [("bbbb", THEN), ("aaaa", THEN)]
    assert workspace.corrections("aaaa") == corrections
    assert workspace.record("aaaa", "k1") == Record("k1", "minutes", "The mayor spoke.")
    assert [one.voice for one in workspace.corpus.search("pier")] == ["Ada Quill"]
    assert workspace.add(other) == "bbbb"
    assert workspace.correct("bbbb", Correction(CorrectionKind.ACCEPT, "a0")).number == 8
    workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert not tables & {"reading", "correction", "record"}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_many_readings_are_carried_over_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.corpus.earlier._AT_A_TIME", 2)
    path = tmp_path / "workspace.sqlite"
    same = make_reading(Said("The pier is safe"), url="https://a.example/0")
    readings = {f"k{n}": make_reading(Said(f"Pier {n} is safe"), url=f"https://a.example/{n}") for n in range(5)}
    make_workspace(path, {identifier: dumps(one) for identifier, one in readings.items()} | {"again": dumps(same)})
    workspace = Workspace(path, limit_s=None, parse=loads)
    assert {identifier: workspace.get(identifier) for identifier in readings} == readings
    assert [one.id for one in workspace.entries()] == ["again", "k4", "k3", "k2", "k1", "k0"]
    workspace.close()


def test_reading_that_could_not_be_shown_is_named_among_the_failures(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    make_workspace(path, {"bad": '{"page": {}}', "good": dumps(make_reading(Said("The pier is safe")))})
    workspace = Workspace(path, limit_s=None, parse=loads)
    assert [one.id for one in workspace.entries()] == ["good"]
    (failed,) = workspace.corpus.failures()
    assert failed.source == "A headline (bad)"
    with pytest.raises(ReadingError, match=re.escape(failed.reason)):
        loads('{"page": {}}')
    workspace.close()


def test_workspace_stays_as_it_is_where_it_cannot_be_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    make_workspace(path, {"k": dumps(make_reading(Said("The pier is safe")))})

    def fail(wire: str) -> Reading:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Workspace(path, parse=fail)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM reading").fetchall() == [("k",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)


def test_question_to_a_workspace_of_an_earlier_sayso_says_what_helps(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    make_workspace(path, {"k": dumps(make_reading(Said("The pier is safe")))})
    with pytest.raises(CorpusError, match=r"`sayso serve --workspace .*` makes a corpus of it"):
        Corpus(path)


def test_file_of_the_version_without_permalinks_gets_them(tmp_path: Path, empty_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = layout._SCHEMA.read_text()
    for part in (
        r"    permalink TEXT NOT NULL UNIQUE,.*\n",
        r",\n    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE -- .*",
        r"CREATE INDEX corrections_reading .*\n",
    ):
        schema, n_found = re.subn(part, "", schema)
        assert n_found == 1
    earlier = tmp_path / "schema.sql"
    earlier.write_text(schema)
    nothing = tmp_path / "edges.sql"
    nothing.write_text("")
    reading = make_reading(Said("The pier is safe"))
    added = empty_corpus.add(reading)
    path = tmp_path / "version2.sayso"
    with monkeypatch.context() as patch, closing(sqlite3.connect(path)) as connection:
        patch.setattr(layout, "_SCHEMA", earlier)
        patch.setattr(layout, "_EDGES", nothing)  # the counts of contacts came later
        patch.setattr(layout, "VERSION", 2)
        layout.lay_out_tables(connection)
        with closing(sqlite3.connect(empty_corpus.path or "")) as source:
            for table, columns in (
                ("outlets", "*"),
                ("origins", "*"),
                ("pages", "*"),
                ("readings", "id, page, key, current, model, body, added"),
            ):
                for row in source.execute(f"SELECT {columns} FROM {table}").fetchall():
                    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        connection.execute('INSERT INTO corrections VALUES (1, 1, \'{"kind":"accept","attribution":"a0","number":1}\', ?)', (THEN,))
        connection.commit()
    with Corpus(path, limit_s=None) as corpus:
        assert corpus.permalink(added.key) == added.permalink
        assert corpus.get(added.permalink) == reading
        assert corpus.corrections(added.permalink) == [Correction(CorrectionKind.ACCEPT, "a0", 1)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    Corpus(path).close()
