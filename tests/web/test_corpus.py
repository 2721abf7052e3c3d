"""The corpus behind the service: the same for every route, and asked within a time."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import APIRouter, Request
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.exports.json import dumps
from sayso.web.app import Service, Settings, create_app, service_of
from sayso.web.limits import Limits
from tests.corpus.making import Said, make_reading
from tests.corpus.test_layout import make_workspace
from tests.web.conftest import perform

router = APIRouter()


@router.get("/api/v1/endless")
def endless(request: Request) -> None:
    """A question that has no end."""
    service_of(request).corpus._store.ask("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")


@pytest.fixture
def hurried() -> Iterator[TestClient]:
    """A service that gives its corpus a hundredth of a second for a question."""
    app = create_app(Settings(performer=perform, warm=False, limits=Limits(question_s=0.01)))
    app.include_router(router)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_routes_reach_the_corpus(corpus: Corpus) -> None:
    corpus.add(make_reading(Said("The pier is safe")))
    assert [one.voice for one in corpus.search("pier")] == ["Ada Quill"]


def test_a_date_that_is_none_is_told_how_to_be_written(shared: TestClient) -> None:
    answer = shared.get("/api/v1/search?since=monday")
    assert answer.status_code == 422
    assert "since cannot be 'monday'" in answer.json()["detail"]
    assert "2021-03" in answer.json()["detail"]


def test_question_that_takes_too_long_is_given_up_as_busy(hurried: TestClient) -> None:
    answer = hurried.get("/api/v1/endless")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "was given up" in answer.json()["detail"]


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[TestClient]:
    """A service whose workspace is a file that others have too; it waits a hundredth of a second for them."""
    settings = Settings(workspace=tmp_path / "news.sayso", performer=perform, warm=False, limits=Limits(wait_s=0.01))
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def test_pages_that_were_added_to_the_file_are_in_the_reader(shared: TestClient, tmp_path: Path) -> None:
    with Corpus(tmp_path / "news.sayso") as corpus:
        added = corpus.add(make_reading(Said("The pier is safe"), headline="Pier opens"))
    assert "Pier opens" in shared.get("/readings?q=quill").text
    assert "The pier is safe" in shared.get(f"/r/{added.permalink}").text
    assert shared.get(f"/api/v1/readings/{added.key}").json()["id"] == added.permalink


def test_pages_that_were_read_in_the_reader_are_in_the_corpus(shared: TestClient, tmp_path: Path) -> None:
    body = {"text": "Ada Quill said the pier is safe."}
    identifier = shared.post("/api/v1/read", json=body).json()["id"]
    with Corpus(tmp_path / "news.sayso", create=False) as corpus:
        (statement,) = corpus.search("pier")
        assert corpus.permalink(statement.page) == identifier
        assert shared.delete(f"/api/v1/readings/{identifier}").status_code == 204
        assert corpus.search("pier") == []


def test_what_another_process_deleted_is_gone_from_the_reader_too(shared: TestClient, tmp_path: Path) -> None:
    identifier = shared.post("/api/v1/read", json={"text": "Ada Quill said the pier is safe."}).json()["id"]
    assert shared.get(f"/r/{identifier}").status_code == 200
    with Corpus(tmp_path / "news.sayso") as corpus:
        corpus.delete(identifier)
    assert shared.get(f"/r/{identifier}").status_code == 404


def test_key_of_a_page_leads_to_its_current_reading(shared: TestClient) -> None:
    added = service(shared).corpus.add(make_reading(Said("The pier is safe")))
    answer = shared.get(f"/r/{added.key}/statement/a0?lights=off", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/r/{added.permalink}/statement/a0?lights=off")


def test_writer_that_holds_the_file_is_named_and_readings_are_still_shown(shared: TestClient, tmp_path: Path) -> None:
    identifier = shared.post("/api/v1/read", json={"text": "Ada Quill said the pier is safe."}).json()["id"]
    with closing(sqlite3.connect(tmp_path / "news.sayso", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        answer = shared.post("/api/v1/read", json={"text": "Boris Vell said fares will rise."})
        assert answer.status_code == 503
        assert "news.sayso is being written to by" in answer.json()["detail"]
        assert answer.headers["retry-after"] == "5"
        assert shared.get(f"/r/{identifier}").status_code == 200
        page = shared.post("/read", data={"text": "Boris Vell said fares will rise."}, headers={"accept": "text/html"})
        assert page.status_code == 503
        assert "is being written to" in page.text


def test_file_that_is_damaged_is_no_fault_of_the_request(shared: TestClient, tmp_path: Path) -> None:
    with Corpus(tmp_path / "news.sayso") as corpus:
        added = corpus.add(make_reading(Said("The pier is safe")))
    with closing(sqlite3.connect(tmp_path / "news.sayso")) as connection:
        connection.execute("DROP VIEW said")
        connection.execute("DROP VIEW versions")
        connection.execute("ALTER TABLE readings RENAME TO lost")
    answer = shared.get(f"/api/v1/readings/{added.key}")
    assert answer.status_code == 503
    assert "news.sayso cannot be read" in answer.json()["detail"]


def test_pages_are_shown_while_a_writer_waits_for_another_process(tmp_path: Path) -> None:
    settings = Settings(workspace=tmp_path / "news.sayso", performer=perform, warm=False, limits=Limits(threads=1, wait_s=60))
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        identifier = client.post("/api/v1/read", json={"text": "Ada Quill said the pier is safe."}).json()["id"]
        with closing(sqlite3.connect(tmp_path / "news.sayso", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            answers: list[int] = []
            body = {"text": "Boris Vell said fares will rise."}
            writer = threading.Thread(target=lambda: answers.append(client.post("/api/v1/read", json=body).status_code))
            writer.start()
            while client.app.state.service._writing.borrowed_tokens == 0:  # type: ignore[attr-defined]  # as in `service`
                time.sleep(0.01)
            assert client.get(f"/r/{identifier}").status_code == 200
            assert answers == []
        writer.join()
        assert answers == [200]


def test_workspace_of_an_earlier_sayso_is_served_under_its_addresses(tmp_path: Path) -> None:
    make_workspace(tmp_path / "workspace.sqlite", {"0123456789abcdef": dumps(make_reading(Said("The pier is safe")))})
    settings = Settings(workspace=tmp_path / "workspace.sqlite", performer=perform, warm=False)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert "The pier is safe" in client.get("/r/0123456789abcdef").text
        assert "1 statement" in client.get("/readings").text


def service(client: TestClient) -> Service:
    """What the requests of a client share."""
    found: Service = client.app.state.service  # type: ignore[attr-defined]  # the client knows its application as any ASGI one
    return found
