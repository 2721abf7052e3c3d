"""Invented sentences of news with the event that each tells of: every turn of direction, none of them turned round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.reading import Reading
from tests.events.conftest import Told, read_events

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _names(cell: str) -> list[str]:
    return [name.casefold() for name in cell.split(",") if name]


@pytest.mark.parametrize(("sentence", "kind", "actors", "recipients", "status"), ROWS)
def test_sentence_tells_of_its_event(
    sentence: str, kind: str, actors: str, recipients: str, status: str, tell: Callable[[Reading], list[Told]]
) -> None:
    found = [(k, [a.casefold() for a in by], [r.casefold() for r in to], s) for k, by, to, s in tell(read_events(sentence))]

    assert found == ([(kind, _names(actors), _names(recipients), status)] if kind else [])


def test_table_is_as_large_as_it_is_said_to_be() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS) > 120
