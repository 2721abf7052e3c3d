"""What goes wrong, as an answer: problem details (RFC 9457) for programs, a page that says the same for people.

Decides which status each exception becomes, and that an answer never repeats what was sent, nor tells of the inside of the program.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from sayso.errors import CorpusBusy, CorpusFault, FetchError, MissingExtra, ModelError, PageError, ReadingError, SaysoError, SlowQuestion

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"

_TITLES: Final = {
    400: "The request is not understood",
    403: "The request is refused",
    404: "There is no such thing here",
    405: "That is not done here",
    406: "Not in that form",
    409: "It cannot be done as things stand",
    411: "How long is it?",
    413: "Too much at once",
    415: "Not in that form",
    422: "It cannot be read",
    429: "Too many at once",
    500: "A fault in sayso",
    503: "Busy",
}


class Problem(Exception):
    """What is wrong, in a sentence that says what helps; `retry_after_s` where waiting does."""

    def __init__(self, status: int, detail: str, retry_after_s: int | None = None, title: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.title = title

    def headers(self) -> dict[str, str]:
        """What an answer with this problem says besides."""
        return {"Retry-After": str(self.retry_after_s)} if self.retry_after_s is not None else {}


def to_problem(error: Exception) -> Problem:
    """The problem that an exception is to whoever asked."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return Problem(422, describe_validation(list(error.errors())))
    if isinstance(error, HTTPException):
        return Problem(error.status_code, _SENTENCES.get(error.status_code, str(error.detail)))
    if isinstance(error, PageError | FetchError | ReadingError):
        return Problem(422, str(error))
    if isinstance(error, MissingExtra | ModelError):
        return Problem(503, str(error))
    if isinstance(error, CorpusBusy):
        return Problem(503, str(error), 5)
    if isinstance(error, CorpusFault):
        logger.error("%s", error)
        return Problem(503, str(error), title="The readings cannot be had")
    if isinstance(error, SlowQuestion):
        return Problem(503, str(error), title="Too long a question")
    if isinstance(error, SaysoError):
        return Problem(422, str(error))
    logger.error("A fault in sayso: %r", error, exc_info=error)
    return Problem(500, f"A fault in sayso ({type(error).__name__}); the server's log has it in full.")


_SENTENCES: Final = {
    404: "There is nothing at this address; it may have been deleted, or the link is cut short.",
    405: "This address does not take that method; the Allow header names those that it takes.",
}


def describe_validation(errors: list[Any]) -> str:
    """The first fault of a request in a sentence: where, and what is wanted. What was sent is not repeated."""
    if not errors:
        return "The request does not have the form that is wanted."
    first = errors[0]
    if first.get("type") == "json_invalid":
        return "The body is not JSON."
    where = ".".join(str(part) for part in first.get("loc", ()) if isinstance(part, int) or str(part).isidentifier())
    return f"{where[:120] or 'The request'}: {str(first.get('msg', 'is not as it should be'))[:200]}."


def answer_problem(request: Request, problem: Problem) -> Response:
    """The problem as JSON by RFC 9457."""
    body = {
        "type": "about:blank",
        "title": problem.title or _TITLES.get(problem.status) or HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail.encode("utf-8", "replace").decode(),
        "instance": request.url.path.encode("utf-8", "replace").decode(),
    }
    return JSONResponse(body, status_code=problem.status, headers=problem.headers(), media_type=MEDIA_TYPE)


def title_of(problem: Problem) -> str:
    """The heading of a page that shows the problem."""
    return problem.title or _TITLES.get(problem.status) or HTTPStatus(problem.status).phrase
