"""The corpus behind the service: the same for every route, and asked within a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, Request
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.web.app import Settings, create_app, service_of
from sayso.web.limits import Limits
from tests.corpus.making import Said, make_reading
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


def test_question_that_takes_too_long_is_given_up_as_busy(hurried: TestClient) -> None:
    answer = hurried.get("/api/v1/endless")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "was given up" in answer.json()["detail"]
