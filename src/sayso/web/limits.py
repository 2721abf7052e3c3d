"""What one request may take, and what every answer says about safety: two layers around the application.

Decides the largest body, which requests from elsewhere are refused (another site's form, another name for this machine), and the headers
that keep a page's text from ever becoming a script. Plain ASGI, so that a body is counted as it comes and never held.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.problems import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything; the figures are of THREATS' kind: what one person at a desk never reaches."""

    body_bytes: int = 2 * 1024 * 1024
    text_bytes: int = 1_000_000
    waiting: int = 16  # pages that wait to be read or are being read
    waiting_each: int = 8  # of one client
    read_s: float = 60.0
    threads: int = 2  # that render: more would only keep each other, and /health, waiting
    records_bytes: int = 1_000_000
    question_s: float = 1.0  # that a question to the corpus may take
    wait_s: float = 5.0  # that a writer waits for another process


POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Own files only: no script, style, picture or frame from anywhere else, none in the page itself."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser calls the origin of our own forms "null"
    "Cache-Control": "no-cache",  # asked again each time, answered "not modified": a correction shows at once
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})

Answer = Callable[[Request, Exception], Response]


class TooLarge(Problem):
    """A body that is larger than it may be."""


class Guard:
    """The layer around everything: checks who asks, counts the body, adds the headers."""

    def __init__(self, app: ASGIApp, *, limits: Limits, hosts: frozenset[str] | None, answer: Answer) -> None:
        self._app = app
        self._limits = limits
        self._hosts = hosts
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        problem = self._find_fault(scope)
        if problem is not None:
            await self._answer(Request(scope), problem)(scope, receive, send_with_headers)
            return
        counted, started = 0, False

        async def receive_counted() -> Message:
            nonlocal counted
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > self._limits.body_bytes:
                raise self._too_large()
            return message

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = True
            await send_with_headers(message)

        try:
            await self._app(scope, receive_counted, send_noted)
        except Exception as error:
            if started:
                raise
            await self._answer(Request(scope), error)(scope, receive, send_with_headers)

    def _too_large(self) -> TooLarge:
        return TooLarge(413, f"The body is larger than {self._limits.body_bytes:,} bytes; send the part that matters.")

    def _find_fault(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if self._hosts is not None and _host(headers.get("host", "")) not in self._hosts:
            return Problem(403, "This server answers under its own name only (localhost); another name was asked for.")
        if scope["method"] not in _SAFE_METHODS and not _is_same_origin(headers):
            return Problem(403, "The request comes from another site; use sayso's own pages, or a program that sends no Origin.")
        length = headers.get("content-length", "")
        if length.isdigit() and len(length) < 20 and int(length) > self._limits.body_bytes:
            return self._too_large()
        return None


def allowed_hosts(host: str) -> frozenset[str] | None:
    """The names a server answers to: the loopback ones where it listens there (against DNS rebinding), any elsewhere (None)."""
    return _LOOPBACK if host in _LOOPBACK else None


def _host(value: str) -> str:
    """The host of a Host header, without port and brackets."""
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


def _is_same_origin(headers: Headers) -> bool:
    """Whether a browser says that the request comes from this site; programs say nothing, and are let through."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False
