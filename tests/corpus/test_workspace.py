"""The workspace: what is kept, found again, and gone when it is deleted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.corpus import workspace as module
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.workspace import Workspace, find_workspace
from sayso.errors import SaysoError
from sayso.reading import Held, Manner, Reading, Reported, Span, VoiceKind
from tests.helpers import reading_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "workspace.sqlite"


def add(workspace: Workspace, reading: Reading) -> str:
    return workspace.add(reading)


def test_a_reading_is_kept_over_the_end_of_the_program_and_once_only(path: Path, nested_reading: Reading) -> None:
    workspace = Workspace(path)
    first = add(workspace, nested_reading)
    assert add(workspace, nested_reading) == first
    workspace.close()
    again = Workspace(path)
    assert again.get(first) == nested_reading
    (entry,) = again.entries()
    assert (entry.headline, entry.n_statements, entry.n_voices) == ("Mayor denies flood money", 3, 4)
    again.close()


def test_entries_are_searched_by_every_word_and_paged_by_number(nested_reading: Reading) -> None:
    workspace = Workspace()
    keys = [add(workspace, reading_of(f"Page {n}: the mayor said nothing.")) for n in range(5)] + [add(workspace, nested_reading)]
    assert [one.id for one in workspace.entries("ODUYA flood")] == [keys[5]]
    assert workspace.entries("oduya drought") == ()
    newest = workspace.entries(limit=2)
    assert [one.id for one in newest] == [keys[5], keys[4]]
    assert [one.id for one in workspace.entries(limit=2, before=newest[-1].number)] == [keys[3], keys[2]]
    for query in ("'", '"', "%", "_", "a OR b", "\0", "\ud800", "NEAR("):
        workspace.entries(query)


def test_corrections_come_back_as_they_were_made_and_are_undone(nested_reading: Reading) -> None:
    workspace = Workspace()
    key = add(workspace, nested_reading)
    made = [
        Correction(CorrectionKind.ACCEPT, "a1"),
        Correction(CorrectionKind.SPEAKER, "a2", voice="", note="nobody"),
        Correction(CorrectionKind.SPEAKER, "a2", name="Ida Roe", voice_kind=VoiceKind.PERSON),
        Correction(CorrectionKind.RANGE, "a3", content=(Span(1, 2), Span(3, 4)), cue=(), source=(Span(5, 6),), manner=Manner.MIXED),
        Correction(CorrectionKind.COMMITMENT, "a3", held=Held.DENIED, reported=Reported.NEUTRAL),
        Correction(CorrectionKind.ADD, "", content=(Span(0, 5),)),
    ]
    kept = tuple(workspace.correct(key, one) for one in made)
    assert workspace.corrections(key) == kept
    assert kept[-1].attribution == f"u{kept[-1].number}"
    assert workspace.undo(key, kept[1].number)
    assert not workspace.undo(key, kept[1].number)
    assert not workspace.undo("another", kept[0].number)
    assert len(workspace.corrections(key)) == 5


def test_what_is_deleted_takes_its_corrections_and_records_with_it(nested_reading: Reading) -> None:
    workspace = Workspace()
    key = add(workspace, nested_reading)
    workspace.correct(key, Correction(CorrectionKind.ACCEPT, "a1"))
    record = workspace.add_record(key, "minutes", "The mayor spoke.")
    assert workspace.add_record(key, "minutes", "The mayor spoke.") == record
    assert workspace.records(key) == ((record, "minutes"),)
    assert workspace.delete(key)
    assert not workspace.delete(key)
    assert (workspace.corrections(key), workspace.records(key), workspace.record(key, record)) == ((), (), None)


def test_memory_holds_the_latest_readings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_IN_MEMORY", 3)
    workspace = Workspace()
    keys = [add(workspace, reading_of(f"Page {n}: the mayor said nothing.")) for n in range(5)]
    assert [one.id for one in workspace.entries()] == keys[:1:-1]


def test_a_file_that_is_no_workspace_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>" * 1000)
    with pytest.raises(SaysoError, match="cannot be opened"):
        Workspace(path)
    with pytest.raises(SaysoError, match="cannot be opened"):
        Workspace(path / "below a file")


def test_two_programs_write_to_one_file(path: Path, nested_reading: Reading) -> None:
    one, other = Workspace(path), Workspace(path)
    key = add(one, nested_reading)
    other.correct(key, Correction(CorrectionKind.ACCEPT, "a1"))
    assert len(one.corrections(key)) == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    one.close()
    other.close()


def test_the_file_is_in_the_data_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert find_workspace() == tmp_path / "sayso" / "workspace.sqlite"
