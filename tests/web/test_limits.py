"""What a request may take, who may ask, and what happens when there is too much of it (THREATS, rows 1, 12 to 14, 34)."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.errors import FetchError
from sayso.pages.fetch import Fetched
from sayso.reading import Reading
from sayso.web.app import Settings, create_app
from sayso.web.desk import Desk
from sayso.web.limits import Limits
from sayso.web.problems import Problem
from sayso.web.tasks import Task, What
from sayso.workers import Lost
from tests.web.conftest import perform
from tests.web.pages import rich_reading

SMALL = Limits(body_bytes=20_000, text_bytes=5_000, waiting=3, waiting_each=2, read_s=5)


@pytest.fixture
def small() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(performer=perform, warm=False, limits=SMALL)), raise_server_exceptions=False) as client:
        yield client


def test_a_body_that_says_that_it_is_too_large_is_refused_unread(small: TestClient) -> None:
    answer = small.post("/api/v1/read", content=b"x" * 20_001, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert "20,000 bytes" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/readings", "/read", "/api/v1/check/quotes"])
def test_a_body_that_does_not_say_how_large_it_is_is_counted_as_it_comes(small: TestClient, path: str) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1000

    for kind in ("application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        answer = small.post(path, content=chunks(), headers={"content-type": kind})
        assert answer.status_code in (413, 415, 400), (path, kind)
        assert answer.status_code != 400 or "multipart" in kind


def test_a_text_that_is_too_long_is_refused_with_its_length(small: TestClient) -> None:
    answer = small.post("/api/v1/read", json={"text": "é" * 2501})
    assert answer.status_code == 413
    assert "5,002 bytes" in answer.json()["detail"]
    assert small.post("/read", data={"text": "é" * 2501}, headers={"accept": "text/html"}).status_code == 413
    record = {"text": "Quill said so. Nobody was surprised.", "record": "a" * 5001}
    assert small.post("/api/v1/check/quotes", json=record).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "[::1", ""])
def test_another_name_for_this_computer_is_refused(client: TestClient, host: str) -> None:
    """DNS rebinding: a page elsewhere asks this server under a name of its own."""
    answer = client.get("/api/v1/readings", headers={"host": host})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:1234", "[::1]:80", "LOCALHOST"])
def test_names_of_this_computer_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://["},
    ],
)
def test_forms_of_other_sites_are_refused(client: TestClient, rich: str, headers: dict[str, str]) -> None:
    assert client.post(f"/r/{rich}/delete", headers=headers).status_code == 403
    assert client.delete(f"/api/v1/readings/{rich}", headers=headers).status_code == 403
    assert client.get(f"/r/{rich}").status_code == 200


def test_own_forms_are_taken(client: TestClient, rich: str) -> None:
    answer = client.post(f"/r/{rich}/delete", headers={"origin": "http://testserver", "host": "testserver"}, follow_redirects=False)
    assert answer.status_code == 303


# ---------------------------------------------------------------- the queue


def slow_performer(started: threading.Event, free: threading.Event) -> Any:
    def perform(task: Task) -> Reading:
        started.set()
        free.wait(10)
        return rich_reading()

    return perform


def test_a_client_that_asks_too_much_waits_and_a_full_queue_is_said_to_be_full() -> None:
    started, free = threading.Event(), threading.Event()
    desk = Desk(SMALL, performer=slow_performer(started, free), warm=False)

    async def run() -> list[int]:
        mine = [asyncio.create_task(desk.do(Task(What.READ), "me")) for _ in range(3)]
        yours = [asyncio.create_task(desk.do(Task(What.READ), client)) for client in ("you", "her")]
        await asyncio.sleep(0.1)
        free.set()
        results = await asyncio.gather(*mine, *yours, return_exceptions=True)
        await asyncio.sleep(0.05)
        return [result.status if isinstance(result, Problem) else 200 for result in results]

    try:
        assert asyncio.run(run()) == [200, 200, 429, 200, 503]
        assert desk.n_waiting == 0
    finally:
        desk.close()


def test_a_full_queue_answers_with_when_to_come_back() -> None:
    started, free = threading.Event(), threading.Event()
    app = create_app(Settings(performer=slow_performer(started, free), warm=False, limits=SMALL))
    with TestClient(app, raise_server_exceptions=False) as client, ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(client.post, "/api/v1/read", json={"text": "a text"}) for _ in range(2)]
        started.wait(5)
        deadline = time.monotonic() + 5
        while client.get("/health").json()["waiting"] < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        answer = client.post("/api/v1/read", json={"text": "a text"})
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1
        page = client.post("/read", data={"text": "a text to keep"}, headers={"accept": "text/html"})
        assert page.status_code == 429
        assert "a text to keep" in page.text
        assert client.get("/health").json() == {"status": "ok", "version": app.version, "waiting": 2}
        free.set()
        assert [one.result().status_code for one in waiting] == [200, 200]
        deadline = time.monotonic() + 5
        while client.get("/health").json()["waiting"] and time.monotonic() < deadline:
            time.sleep(0.01)
        assert client.get("/health").json()["waiting"] == 0


def test_a_page_that_is_given_up_is_a_503_with_the_reason() -> None:
    app = create_app(Settings(performer=lambda task: Lost("it took longer than 5 seconds and was given up"), warm=False))
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.post("/api/v1/read", json={"text": "a text"})
        assert answer.status_code == 503
        assert "took longer than 5 seconds" in answer.json()["detail"]


def test_a_fault_of_ours_is_a_500_that_tells_nothing_of_the_inside() -> None:
    def fail(task: Task) -> Reading:
        raise ZeroDivisionError("secret of the inside")

    with TestClient(create_app(Settings(performer=fail, warm=False)), raise_server_exceptions=False) as client:
        answer = client.post("/api/v1/read", json={"text": "a text"})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"]


def test_an_address_is_fetched_by_the_fetcher_and_its_page_read() -> None:
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        if "gone" in url:
            raise FetchError(f"{url} answered 404 Not Found; there is no page to read at that address.")
        return Fetched(b"Quill said the well was dry. Nobody was surprised at all.", url, "text/plain", "utf-8")

    with TestClient(create_app(Settings(performer=perform, fetcher=fetch, warm=False)), raise_server_exceptions=False) as client:
        assert client.post("/api/v1/read", json={"url": "https://news.example/a"}).json()["page"]["url"] == "https://news.example/a"
        assert "404" in client.post("/api/v1/read", json={"url": "https://news.example/gone"}).json()["detail"]
    assert asked == ["https://news.example/a", "https://news.example/gone"]


@pytest.mark.slow
def test_a_page_that_hangs_is_killed_and_the_next_one_is_read() -> None:
    """With the real processes: a reading that never ends costs itself only."""
    from sayso.workers import Pool
    from tests.web.hanging import hang_or_read

    pool: Pool[Task, Reading] = Pool(hang_or_read, 1.0)
    app = create_app(Settings(performer=pool.run, warm=False))
    try:
        with TestClient(app, raise_server_exceptions=False) as client:
            text = "Quill said the well was dry. Nobody was surprised at all."
            assert client.post("/api/v1/read", json={"text": text}).status_code == 200
            began = time.monotonic()
            assert client.post("/api/v1/read", json={"text": "PLEASE HANG now, as this page is asked to do."}).status_code == 503
            assert time.monotonic() - began < 10
            assert client.post("/api/v1/read", json={"text": text}).status_code == 200
    finally:
        pool.close()
