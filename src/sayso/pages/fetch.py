"""Pages from the web, from public addresses only.

The host is resolved once, every address it has must be public, and the one that was checked is the one connected to; each redirect is
treated the same way. So a page cannot make sayso look into the network it runs in (THREATS, rows 1 to 4).
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from sayso.errors import FetchError
from sayso.pages.addresses import clean_url

MAX_BYTES: Final = 10_000_000
"""Bytes of a page after decompression."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK_BYTES: Final = 65_536
_USER_AGENT: Final = "sayso (reads a news page on request; no crawler)"
_NAT64: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_PAGE_TYPES: Final = re.compile(r"(?:text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml)|application/vnd\.wap\.xhtml\+xml)\Z")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?\Z")
_NUMERIC_HOST: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]*))*\.?\Z")

Resolver = Callable[[str, int], Iterable[str]]
"""Host name and port -> all its addresses."""


def _none(address: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take. `allow` lets other than public addresses through; it is for tests and for nothing else."""

    connect_s: float = 5.0
    total_s: float = 30.0
    max_bytes: int = MAX_BYTES
    n_redirects: int = 5
    allow: Callable[[str], bool] = _none


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of a page as it came, decompressed, and what the server said of it; `url` is where the redirects ended."""

    body: bytes
    url: str
    media_type: str
    charset: str | None


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system resolves it."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, *, limits: Limits | None = None, resolver: Resolver = resolve, context: ssl.SSLContext | None = None) -> Fetched:
    """The page at an http(s) address.

    Raises:
        FetchError: the address is refused (another scheme, not public), does not answer in time, or answers with an error, too many
            redirects, something other than a page, or more than it may.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.total_s
    shown = clean_url(url) or _shorten(url)
    for _ in range(limits.n_redirects + 1):
        step = _Step(url, shown, limits, deadline)
        answer = step.get(resolver, context)
        if isinstance(answer, Fetched):
            return answer
        if urlsplit(url).scheme.lower() == "https" and urlsplit(answer).scheme.lower() != "https":
            raise FetchError(
                f"{shown} redirects from https to {clean_url(answer) or _shorten(answer)}, which is refused; open that address itself."
            )
        url = answer
        shown = clean_url(url) or _shorten(url)
    raise FetchError(f"{shown} is the end of more than {limits.n_redirects} redirects; open the address of the page itself.")


def _shorten(text: str) -> str:
    """An address that cannot be cleaned, short, on one line and without credentials."""
    text = re.sub(r"//[^/?#@]*@", "//", text)
    return repr(text if len(text) <= 100 else text[:97] + "...")


def is_public(address: str) -> bool:
    """Whether an IP address can be reached by everybody: nobody's own network, no loopback, none that wraps such an address in IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or int(ip) >> 32 == 0:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


@dataclass(slots=True)
class _Step:
    """One request: an address of the chain of redirects."""

    url: str
    shown: str
    limits: Limits
    deadline: float

    def get(self, resolver: Resolver, context: ssl.SSLContext | None) -> Fetched | str:
        """The page, or the address that it redirects to."""
        scheme, host, port = self._split()
        address = self._checked_address(host, port, resolver)
        try:
            with (
                self._connect(address, port) as plain,
                self._secure(plain, host, context) if scheme == "https" else plain as connection,
            ):
                return self._exchange(connection, scheme, host, port)
        except ssl.SSLCertVerificationError as error:
            why = getattr(error, "verify_message", None) or _reason(error)
            raise FetchError(f"{self.shown} has no valid certificate ({why}); it is not read without one.") from error
        except TimeoutError as error:
            raise FetchError(
                f"{self.shown} did not answer within {self.limits.connect_s:g} s, or did not send its page within"
                f" {self.limits.total_s:g} s in all; try again, or save the page and open the file."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise FetchError(f"{self.shown} could not be read: {_reason(error)}; check the address and the connection.") from error

    def _split(self) -> tuple[str, str, int]:
        try:
            parts = urlsplit(self.url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise FetchError(f"{_shorten(self.url)} is no address ({error}); an address looks like https://example.org/page.") from error
        scheme = parts.scheme.lower()
        if scheme not in ("http", "https"):
            raise FetchError(f"{_shorten(self.url)} is refused: only http and https addresses are fetched. To read a file, give its path.")
        try:
            host = host if ":" in host else host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
        except UnicodeError as error:
            raise FetchError(f"{self.shown} names no host that can exist; check the address.") from error
        # Where a backslash stands in the host, programs disagree on what the host is.
        if not host or "\\" in parts.netloc or not (":" in host or _HOST.match(host)):
            raise FetchError(f"{self.shown} names no host; an address looks like https://example.org/page.")
        return scheme, host, port if port is not None else 443 if scheme == "https" else 80

    def _checked_address(self, host: str, port: int, resolver: Resolver) -> str:
        """An address of the host, after all of them were found to be public."""
        addresses = _literal_addresses(host)
        if not addresses:
            try:
                addresses = list(dict.fromkeys(resolver(host, port)))
            except (OSError, UnicodeError) as error:
                raise FetchError(
                    f"The host of {self.shown} was not found ({_reason(error)}); check the address and the connection."
                ) from error
        if not addresses:
            raise FetchError(f"The host of {self.shown} has no address; check the spelling.")
        for address in addresses:
            if not is_public(address) and not self.limits.allow(address):
                raise FetchError(
                    f"{self.shown} is refused: its host has the address {address}, which is not public. To read a page of your own network,"
                    " save it and open the file."
                )
        return addresses[0]

    def _connect(self, address: str, port: int) -> socket.socket:
        return socket.create_connection((address, port), timeout=max(min(self.limits.connect_s, self._left()), 0.001))

    def _secure(self, plain: socket.socket, host: str, context: ssl.SSLContext | None) -> ssl.SSLSocket:
        return (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host)

    def _left(self) -> float:
        """Seconds left of the whole fetch."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _exchange(self, connection: socket.socket, scheme: str, host: str, port: int) -> Fetched | str:
        parts = urlsplit(self.url)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?-._[]')}" if parts.query else ""
        )
        shown_host = f"[{host}]" if ":" in host else host
        default_port = 443 if scheme == "https" else 80
        request = (
            f"GET {target} HTTP/1.1\r\nHost: {shown_host}{'' if port == default_port else f':{port}'}\r\nUser-Agent: {_USER_AGENT}\r\n"
            "Accept: text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1\r\nAccept-Encoding: gzip, deflate, identity\r\n"
            "Connection: close\r\n\r\n"
        )
        connection.settimeout(self._left())
        connection.sendall(request.encode("ascii"))
        response = http.client.HTTPResponse(_Timed(connection, self._left))  # type: ignore[arg-type]  # it needs no more than makefile
        response.begin()
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return urljoin(self.url, location.strip().encode("latin-1").decode("utf-8", errors="replace"))
        if not 200 <= response.status < 300:
            raise FetchError(f"{self.shown} answered {response.status} {response.reason}; there is no page to read at that address.")
        media_type, charset = _content_type(response.getheader("Content-Type"))
        if media_type and not _PAGE_TYPES.match(media_type):
            raise FetchError(f"{self.shown} is {media_type}, not a page; HTML and plain text are read.")
        body = self._read_body(response)
        return Fetched(body, self.url, media_type, charset)

    def _read_body(self, response: http.client.HTTPResponse) -> bytes:
        """The body, decompressed in a stream, so that its size is known before it is held."""
        encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(
                f"{self.shown} is compressed as {encoding!r}, which was not asked for; save the page in a browser and open the file."
            )
        inflate = _Inflate(encoding) if encoding not in ("", "identity") else None
        body = bytearray()
        while chunk := response.read1(_CHUNK_BYTES):
            room = self.limits.max_bytes + 1 - len(body)
            try:
                body += inflate.add(chunk, room) if inflate is not None else chunk
            except zlib.error as error:
                raise FetchError(
                    f"{self.shown} sent a body that is not {encoding}; save the page in a browser and open the file."
                ) from error
            if len(body) > self.limits.max_bytes:
                raise FetchError(
                    f"{self.shown} is larger than {self.limits.max_bytes:,} bytes; save the part that matters and open the file."
                )
            self._left()
        return bytes(body)


class _Timed:
    """A socket as `HTTPResponse` needs it, whose every read has what is left of the whole time and no more."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection = connection
        self._left = left

    def makefile(self, mode: str) -> _TimedFile:
        return _TimedFile(self._connection, self._left)


class _TimedFile:
    """Buffered reading; `readline` is bounded by `HTTPResponse` itself."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection = connection
        self._left = left
        self._buffer = b""

    def _fill(self) -> bool:
        self._connection.settimeout(self._left())
        data = self._connection.recv(_CHUNK_BYTES)
        self._buffer += data
        return bool(data)

    def readline(self, limit: int = -1) -> bytes:
        while b"\n" not in self._buffer and (limit < 0 or len(self._buffer) < limit) and self._fill():
            pass
        end = self._buffer.find(b"\n") + 1 or len(self._buffer)
        return self._take(end if limit < 0 else min(end, limit))

    def read(self, size: int = -1) -> bytes:
        while (size < 0 or len(self._buffer) < size) and self._fill():
            pass
        return self._take(len(self._buffer) if size < 0 else size)

    def read1(self, size: int = -1) -> bytes:
        if not self._buffer:
            self._fill()
        return self._take(len(self._buffer) if size < 0 else size)

    def readinto(self, target: bytearray) -> int:
        data = self.read1(len(target))
        target[: len(data)] = data
        return len(data)

    def peek(self, size: int = -1) -> bytes:
        if not self._buffer:
            self._fill()
        return self._buffer

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self._buffer = b""

    def _take(self, size: int) -> bytes:
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken


class _Inflate:
    """Decompression that stops when it has given as much as there is room for."""

    def __init__(self, encoding: str) -> None:
        self._raw = encoding == "deflate"
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS if self._raw else zlib.MAX_WBITS | 16)
        self._begun = False

    def add(self, chunk: bytes, room: int) -> bytes:
        try:
            data = self._inflate.decompress(chunk, room)
        except zlib.error:
            if self._begun or not self._raw:
                raise
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without the header that RFC 9110 asks for; some servers do
            data = self._inflate.decompress(chunk, room)
        self._begun = True
        return data


def _literal_addresses(host: str) -> list[str]:
    """The address that a host is, if it is one in any spelling: 127.1, 0x7f000001, 017700000001, 2130706433."""
    if ":" in host:
        return [host]
    if not _NUMERIC_HOST.match(host):
        return []
    try:
        return [socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))]
    except OSError:
        return ["0.0.0.0"]  # systems do not agree on what it is: refused as no public one


def _content_type(value: str | None) -> tuple[str, str | None]:
    media_type, _, rest = (value or "").partition(";")
    found = re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", rest, re.IGNORECASE)
    return media_type.strip().lower(), found[1] if found else None


def _reason(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:200]
