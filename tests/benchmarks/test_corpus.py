"""The benchmark of the corpus on a small scale: its rows, its made words, and what it says where the articles are absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import corpus as benchmark
from benchmarks import corpus_articles
from sayso.cli.inputs import Input, find_inputs
from sayso.corpus import Corpus
from sayso.reading import Manner, Page

TEXT = "Ada Quill said “the granite pier is safe” on Monday. Nobody asked her."
ROW = {
    "id": "bell-1",
    "publisher": "The Bell",
    "date": "2021-03-01",
    "author": "B. Vell",
    "title": "Pier",
    "text": TEXT,
    "attributions": {"one": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 41]]}]},
}


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ROW) + "\n")
    empty = tmp_path / "none.jsonl"
    empty.write_text("")
    monkeypatch.setattr(corpus_articles, "TRAIN", empty)
    monkeypatch.setattr(corpus_articles, "DEV", path)
    return path


def test_articles_become_rows_that_the_command_takes(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    assert corpus_articles.write_rows(out) == 1
    (row,) = find_inputs([str(out)])
    assert isinstance(row, Input)
    assert isinstance(row.item, Page)
    assert (row.item.text, row.item.outlet, row.item.published, row.item.byline) == (TEXT, "The Bell", "2021-03-01", "B. Vell")


def test_what_people_marked_becomes_a_reading() -> None:
    reading = corpus_articles.polnear_reading(ROW)
    (attribution,) = reading.attributions
    assert attribution.manner is Manner.DIRECT
    assert [voice.name for voice in reading.voices] == ["B. Vell", "Ada Quill"]


@pytest.mark.parametrize("part", ["polnear", "articles"])
def test_absent_articles_are_said_to_be_absent(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus_articles, "TRAIN", tmp_path / "train.jsonl")
    monkeypatch.setattr(corpus_articles, "DEV", tmp_path / "dev.jsonl")
    benchmark.main([part])
    assert "The articles of PolNeAR are not beside the project (train.jsonl, dev.jsonl" in capsys.readouterr().out


def test_made_corpus_answers_every_question(tmp_path: Path) -> None:
    with Corpus(tmp_path / "made.sayso", limit_s=None) as corpus:
        list(corpus.add_many(benchmark.make_readings(1500)))
        figures = benchmark.ask_large(corpus, n=4)
    assert {"search_ms", "who_ms", "contacts_name_ms", "outlets_ms", "sayings_ms", "trace_ms"} <= set(figures)


def test_percentile_is_a_value_that_the_share_does_not_exceed() -> None:
    assert benchmark.percentile([3, 1, 2, 4], 0.5) == 3
    assert benchmark.percentile([1], 0.95) == 1


def test_pairs_in_one_group_are_counted() -> None:
    assert benchmark.score_groups([1, 1, 2], [1, 1, 1]) == {"pair_precision": 1.0, "pair_recall": 1 / 3}
