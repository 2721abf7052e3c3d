"""The questions to a corpus for programs: JSON by the records of the corpus, problem details where something is wrong.

Decides nothing that the pages do not: the same functions ask. What a parameter may hold is in `openapi_corpus`, where it is described.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from sayso.exports.rows import to_plain
from sayso.web.asking import corpus_of
from sayso.web.corpus_state import Listed, parse_search, take_number
from sayso.web.openapi_corpus import QUESTIONS, check_params
from sayso.web.problems import Problem
from sayso.web.routes.api import answer
from sayso.web.routes.corpus import find_merges, find_voice
from sayso.web.routes.sayings import find_saying, find_sayings, follow_sayings

router: Final = APIRouter(include_in_schema=False)


def _params(request: Request, path: str) -> dict[str, str]:
    return check_params(request.query_params, QUESTIONS[path])


def _plain(rows: Sequence[Any]) -> list[Any]:  # records of any kind, as JSON has them
    return [to_plain(row) for row in rows]


def _count(params: dict[str, str], usual: int) -> int:
    return int(params.get("limit", usual))


def _number(number: str) -> int:
    found = take_number({"number": number}, "number")
    if found is None:
        raise Problem(422, "number has to be a whole number.")
    return found


@router.get("/api/v1/search")
def search(request: Request) -> Response:
    """Statements by words and filters, a part at a time; with facets=true what they have in common."""
    corpus = corpus_of(request)
    params = _params(request, "/api/v1/search")
    state = parse_search(QueryParams({name: value for name, value in params.items() if name != "facets"}))
    with corpus.one_view():
        rows = corpus.search(**state.ask(), limit=state.limit)
        counted = {"facets": to_plain(corpus.facets(state.q, state.filters))} if params.get("facets") == "true" else {}
    keyed = state.order in ("newest", "oldest")
    following = (rows[-1].id if keyed else (state.after or 0) + state.limit) if len(rows) == state.limit else None
    return answer({"items": _plain(rows), "next": following} | counted)


@router.get("/api/v1/who")
def who(request: Request) -> Response:
    """The voices that a name may mean."""
    params = _params(request, "/api/v1/who")
    return answer({"items": _plain(corpus_of(request).who(params["name"], limit=_count(params, 20)))})


@router.get("/api/v1/who/{number}")
def voice(request: Request, number: str) -> Response:
    """Everything that a voice is made to say, and the names that were taken for it."""
    corpus = corpus_of(request)
    params = _params(request, "/api/v1/who/{number}")
    limit = _count(params, 50)
    with corpus.one_view():
        row = find_voice(corpus, _number(number))
        sayings = corpus.voice_sayings(row.voice_id, limit=limit)
        merges = find_merges(corpus, row)[:limit]
    return answer({"voice": to_plain(row), "sayings": _plain(sayings), "merges": _plain(merges)})


@router.get("/api/v1/trace")
def trace(request: Request) -> Response:
    """The sayings that a quotation is a wording or a part of."""
    params = _params(request, "/api/v1/trace")
    return answer({"items": _plain(corpus_of(request).trace(params["quotation"]))})


@router.get("/api/v1/sayings")
def sayings(request: Request) -> Response:
    """The sayings on most pages, a part at a time."""
    params = _params(request, "/api/v1/sayings")
    state = Listed(after=params.get("after", ""), limit=_count(params, 50))
    rows = find_sayings(corpus_of(request), state)
    return answer({"items": _plain(rows[: state.limit]), "next": follow_sayings(state, rows) or None})


@router.get("/api/v1/sayings/{number}")
def saying(request: Request, number: str) -> Response:
    """A saying: every place, every wording, the likely descent."""
    _params(request, "/api/v1/sayings/{number}")
    return answer(to_plain(find_saying(corpus_of(request), _number(number))))


@router.get("/api/v1/outlets")
def outlets(request: Request) -> Response:
    """Whom each outlet quotes, and how."""
    params = _params(request, "/api/v1/outlets")
    return answer({"items": _plain(corpus_of(request).outlets(params.get("name"), limit=_count(params, 100)))})


@router.get("/api/v1/compare")
def compare(request: Request) -> Response:
    """Two outlets or two pages side by side."""
    params = _params(request, "/api/v1/compare")
    return answer({"items": _plain(corpus_of(request).compare(params["a"], params["b"], limit=_count(params, 200)))})
