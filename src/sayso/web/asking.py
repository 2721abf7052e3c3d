"""What the pages of the corpus have in common: how they ask it, what is said of a wrong question, and how rows leave as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fastapi import Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from sayso.corpus import Corpus
from sayso.errors import CorpusBusy, CorpusError, SlowQuestion
from sayso.web.app import service_of
from sayso.web.problems import Problem
from sayso.web.tables import FILES

Row = TypeVar("Row")
State = TypeVar("State")


def corpus_of(request: Request) -> Corpus:
    """The corpus that the service is asked about."""
    return service_of(request).corpus


def parse_or_tell(parse: Callable[[QueryParams], State], request: Request, usual: State) -> tuple[State, str]:
    """What an address asks for, and what is wrong with it in a sentence."""
    try:
        return parse(request.query_params), ""
    except Problem as problem:
        return usual, problem.detail


def ask_or_tell(question: Callable[[], Sequence[Row]], problem: str = "") -> tuple[Sequence[Row], str]:
    """The rows that answer a question, and what was wrong with it; nothing is asked where a problem is known already.

    Raises:
        SlowQuestion: it takes too long, which is not a wrong question.
        CorpusBusy: another process writes.
    """
    if problem:
        return (), problem
    try:
        return question(), ""
    except (SlowQuestion, CorpusBusy):
        raise
    except CorpusError as error:
        return (), str(error)
    except Problem as error:
        return (), error.detail


def answer_file(rows: Sequence[Any], kind: type, suffix: str, name: str, following: str = "") -> Response:
    """Rows as a file of the form that an address ends in; `following` is where they go on.

    Raises:
        Problem: there is no such form.
        MissingExtra: what it needs is not installed.
    """
    file = FILES.get(suffix)
    if file is None:
        raise Problem(404, f"There is no such form; there are {', '.join(FILES)}.")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    return Response(file.write(rows, kind), media_type=file.media_type, headers=headers)
