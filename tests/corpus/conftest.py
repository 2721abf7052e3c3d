from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.corpus import Corpus


@pytest.fixture
def empty_corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus(tmp_path / "news.sayso", limit_s=None) as corpus:  # a busy machine is no slow question
        yield corpus


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty corpus file; hypothesis copies it, since making one waits for the disk."""
    path = tmp_path_factory.mktemp("template") / "empty.sayso"
    Corpus(path).close()
    return path
