from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.pipeline import read
from sayso.reading import Reading
from sayso.web.app import Settings, create_app
from sayso.web.tasks import Task, What
from sayso.web.tasks import perform as perform_here
from tests.steps import find_said
from tests.web.pages import rich_reading

Store = Callable[[Reading], str]


def perform(task: Task) -> Reading:
    """A task with the step that finds "Name said something" in place of the model, in this process."""
    from sayso.pages import parse_html, parse_text
    from sayso.pages.opening import read_source

    if task.what is not What.READ:
        return perform_here(task)
    if isinstance(task.source, bytes):
        page = read_source(task.source, task.name, url=task.url, charset=task.charset, media_type=task.media_type)
    else:
        page = parse_html(task.source, task.url) if task.media_type == "text/html" else parse_text(task.source, task.url)
    return read(page, steps=(find_said,))


@pytest.fixture
def settings() -> Settings:
    return Settings(performer=perform, warm=False)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def corpus(client: TestClient) -> Corpus:
    """The corpus of the service under test."""
    corpus: Corpus = client.app.state.service.corpus  # type: ignore[attr-defined]  # the client knows its application as any ASGI one
    return corpus


@pytest.fixture
def store(client: TestClient) -> Store:
    """Keeps a reading in the service under test and gives its id."""
    service = client.app.state.service  # type: ignore[attr-defined]  # the client knows its application as any ASGI one
    return lambda reading: service.library.add(reading)


@pytest.fixture
def rich(store: Store) -> str:
    """The id of the reading that has everything."""
    return store(rich_reading())
