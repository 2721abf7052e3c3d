"""Pages to parse, and a web server on the loopback interface that plays one connection at a time as it is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.pages import parse_html
from sayso.reading import Block, BlockKind, Page

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def fixture_path() -> Callable[[str], Path]:
    """The path of a fixture page."""
    return lambda name: FIXTURES / f"{name}.html"


@pytest.fixture
def fixture_page() -> Callable[[str], Page]:
    """A fixture page, parsed."""
    return lambda name: parse_html((FIXTURES / f"{name}.html").read_bytes())


@pytest.fixture
def texts_of() -> Callable[[Page, BlockKind], list[str]]:
    """The texts of the blocks of one kind."""
    return lambda page, kind: [page[block.span] for block in page.blocks if block.kind is kind]


@pytest.fixture
def block_of() -> Callable[[Page, str], Block]:
    """The block in which some words stand."""

    def find(page: Page, words: str) -> Block:
        return next(block for block in page.blocks if words in page[block.span])

    return find


@pytest.fixture
def article() -> Callable[..., str]:
    """A page around a body of three paragraphs of running text; `body` goes between the first and the second."""

    def build(
        body: str = "", head: str = "<title>Ferry runs aground</title>", top: str = "<h1>Ferry runs aground</h1>", foot: str = ""
    ) -> str:
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><header><a href='/'>Quay Times</a></header>"
            f"<article>{top}"
            "<p>The morning ferry ran aground on Tuesday within sight of the passengers who were waiting for it on the quay.</p>"
            f"{body}"
            "<p>Its captain, Ulla Frey, said that the sandbank had moved since Monday, and that she had asked for it to stop.</p>"
            "<p>The harbour office expects the ferry to float on Thursday. Until then, a rowing boat "
            "will take two passengers at a time.</p>"
            f"</article>{foot}</body></html>"
        )

    return build


Handler = Callable[[socket.socket, bytes], None]


class LoopbackServer:
    """Listens on 127.0.0.1; counts its connections and keeps the requests; `handler` answers each."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.requests: list[bytes] = []
        self.n_connections = 0
        self.handler: Handler = lambda connection, request: None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str = "/page", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def answers(self, body: bytes, *headers: str, status: str = "200 OK", content_type: str = "text/html; charset=utf-8") -> None:
        """Answer every request with one page."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers, "", ""]
        self.handler = lambda connection, request: connection.sendall("\r\n".join(lines).encode() + body)

    def redirects(self, locations: dict[str, str], body: bytes = b"") -> None:
        """Redirect the paths named; answer others with `body`."""

        def handle(connection: socket.socket, request: bytes) -> None:
            path = request.split(b" ")[1].decode()
            if path in locations:
                connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {locations[path]}\r\nContent-Length: 0\r\n\r\n".encode())
            else:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

        self.handler = handle

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread; closing alone does not
        self._listener.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.n_connections += 1
            with connection:
                connection.settimeout(5)
                try:
                    request = b""
                    # A request is read to its blank line, TLS (0x16) not at all.
                    while b"\r\n\r\n" not in request and request[:1] != b"\x16" and (data := connection.recv(65536)):
                        request += data
                    self.requests.append(request)
                    if request:
                        self.handler(connection, request)
                except OSError:
                    pass


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    server = LoopbackServer()
    yield server
    server.close()
