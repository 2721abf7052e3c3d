"""Fetching: public addresses only, checked once and pinned, within limits of time and size. No test leaves the loopback interface."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable

import pytest

from sayso.errors import FetchError
from sayso.pages.fetch import Fetched, Limits, _Step, fetch, is_public

PAGE = b"<html><body><p>The ferry ran aground.</p></body></html>"


def loopback_only(address: str) -> bool:
    return address == "127.0.0.1"


def at_loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def get(url: str, *, resolver: Callable[[str, int], list[str]] = at_loopback, **limits: float) -> Fetched:
    return fetch(url, resolver=resolver, limits=Limits(allow=loopback_only, **limits))


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} is an address already; it must not be resolved")


PRIVATE_SPELLINGS = """
http://127.0.0.1/  http://127.0.0.1:8080/x  http://127.1/  http://127.0.1/  http://0.0.0.0/  http://0/  http://0x7f.1/  http://0x7f000001/
http://2130706433/  http://017700000001/  http://0177.0.0.1/  http://0x7f.0x0.0x0.0x1/  http://127.0.0.1./  http://127.000.000.001/
http://10.0.0.1/  http://10.1/  http://167772161/  http://172.16.0.1/  http://172.31.255.255/  http://192.168.0.1/  http://192.168.1/
http://3232235521/  http://169.254.169.254/latest/meta-data/  http://2852039166/  http://0xa9fea9fe/  http://0251.0376.0251.0376/
http://100.64.0.1/  http://100.127.255.254/  http://192.0.0.1/  http://192.0.2.1/  http://198.18.0.1/  http://198.51.100.7/  http://203.0.113.9/
http://224.0.0.1/  http://239.255.255.250/  http://240.0.0.1/  http://255.255.255.255/  http://4294967295/
http://[::1]/  http://[::]/  http://[0:0:0:0:0:0:0:1]/  http://[::ffff:127.0.0.1]/  http://[::ffff:7f00:1]/  http://[::ffff:10.0.0.1]/
http://[::ffff:169.254.169.254]/  http://[::127.0.0.1]/  http://[fe80::1]/  http://[fe80::1%25eth0]/  http://[fc00::1]/  http://[fd12:3456::1]/
http://[ff02::1]/  http://[2001:db8::1]/  http://[64:ff9b::7f00:1]/  http://[64:ff9b::10.0.0.1]/  http://[64:ff9b:1::1]/  http://[2002:7f00:1::]/
http://[2002:a00:1::1]/  http://[2001:0:7f00:1::]/  http://[100::1]/  http://user:pass@127.0.0.1/  http://example.org@127.0.0.1/
http://999.999.999.999/  http://0x/  http://127.0.0.1\\@example.org/
""".split()


@pytest.mark.parametrize("url", PRIVATE_SPELLINGS)
def test_address_that_is_not_public_is_refused_in_every_spelling(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, resolver=never)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "javascript:alert(1)", "//news.example/x", "data:,x"]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        fetch(url, resolver=at_loopback)


@pytest.mark.parametrize("url", ["http://", "http:///x", "http://[::1", "http://news.example:99999/", "http://a b/"])
def test_what_is_no_address_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, resolver=at_loopback)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_host_with_one_private_address_among_public_ones_is_refused(server) -> None:
    with pytest.raises(FetchError, match="not public"):
        fetch(server.url(), resolver=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    assert server.n_connections == 0


def test_page_is_fetched_with_host_header_and_without_fragment(server) -> None:
    server.answers(PAGE)
    fetched = get(server.url("/a/päge?q=1#part"))
    assert fetched.body == PAGE
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    request = server.requests[0].decode()
    assert request.startswith("GET /a/p%C3%A4ge?q=1 HTTP/1.1\r\n")
    assert f"Host: news.example:{server.port}\r\n" in request
    assert "Accept-Encoding: gzip, deflate, identity\r\n" in request


def test_credentials_are_not_sent_and_not_shown(server) -> None:
    server.answers(b"", status="404 Not Found")
    with pytest.raises(FetchError) as caught:
        get(f"http://ada:secret@news.example:{server.port}/x?token=abc&page=2")
    assert "secret" not in str(caught.value)
    assert "abc" not in str(caught.value)
    assert "page=2" in str(caught.value)
    assert b"Authorization" not in server.requests[0]


def test_name_that_changes_its_address_is_asked_once_and_pinned(server) -> None:
    server.answers(PAGE)
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    assert get(server.url(), resolver=rebinding).body == PAGE
    assert asked == ["news.example"]


def test_rebinding_to_loopback_never_connects(server) -> None:
    n_asked = 0

    def rebinding(host: str, port: int) -> list[str]:
        nonlocal n_asked
        n_asked += 1
        return ["192.0.2.1"] if n_asked % 2 else ["127.0.0.1"]

    for _ in range(100):
        with pytest.raises(FetchError):
            fetch(server.url(), resolver=rebinding)
    assert server.n_connections == 0


def test_redirects_are_followed_and_the_last_address_is_kept(server) -> None:
    server.redirects({"/1": "/2", "/2": f"http://other.example:{server.port}/3"}, PAGE)
    fetched = get(server.url("/1"))
    assert fetched.body == PAGE
    assert fetched.url == f"http://other.example:{server.port}/3"


def test_redirect_to_private_address_is_refused(server) -> None:
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://0x7f000002/"):
        server.redirects({"/1": target})
        with pytest.raises(FetchError, match="not public"):
            get(server.url("/1"))


def test_redirect_to_name_with_private_address_is_refused(server) -> None:
    server.redirects({"/1": f"http://inside.example:{server.port}/x"})
    with pytest.raises(FetchError, match="not public"):
        get(server.url("/1"), resolver=lambda host, port: ["127.0.0.1"] if host == "news.example" else ["192.168.0.7"])
    assert server.n_connections == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/x", "data:text/html,x"])
def test_redirect_to_another_scheme_is_refused(server, target: str) -> None:
    server.redirects({"/1": target})
    with pytest.raises(FetchError, match="only http and https"):
        get(server.url("/1"))


def test_sixth_redirect_is_refused(server) -> None:
    server.redirects({f"/{n}": f"/{n + 1}" for n in range(1, 6)}, PAGE)
    assert get(server.url("/1")).body == PAGE
    server.redirects({f"/{n}": f"/{n + 1}" for n in range(1, 7)}, PAGE)
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(server.url("/1"))


def test_redirect_in_a_circle_ends(server) -> None:
    server.redirects({"/1": "/1"})
    with pytest.raises(FetchError, match="redirects"):
        get(server.url("/1"))


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_compressed_page_is_decompressed(server, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    server.answers(pack(PAGE), f"Content-Encoding: {encoding}")
    assert get(server.url()).body == PAGE


def test_deflate_without_header_is_decompressed(server) -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    server.answers(raw.compress(PAGE) + raw.flush(), "Content-Encoding: deflate")
    assert get(server.url()).body == PAGE


def test_chunked_page_is_put_together(server) -> None:
    server.handler = lambda connection, request: connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Th\r\n7\r\ne ferry\r\n0\r\n\r\n"
    )
    assert get(server.url()).body == b"<p>The ferry"


def test_body_over_the_limit_is_refused_whatever_its_length_says(server) -> None:
    def endless(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"x" * 10_000)

    server.handler = endless
    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        get(server.url(), max_bytes=100_000)


def test_gzip_bomb_is_refused_before_it_is_unpacked(server) -> None:
    server.answers(gzip.compress(b"a" * 50_000_000), "Content-Encoding: gzip")
    start = time.monotonic()
    with pytest.raises(FetchError, match="larger than 10,000,000 bytes"):
        get(server.url())
    assert time.monotonic() - start < 5


def test_endless_gzip_is_refused(server) -> None:
    def endless(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
        pack = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        while True:
            connection.sendall(pack.compress(b"a" * 1_000_000) + pack.flush(zlib.Z_SYNC_FLUSH))

    server.handler = endless
    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        get(server.url(), max_bytes=1_000_000)


def test_slow_drip_stops_at_the_whole_time(server) -> None:
    def drip(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    server.handler = drip
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 s in all"):
        get(server.url(), total_s=0.5)
    assert time.monotonic() - start < 3


def test_slow_headers_stop_at_the_whole_time(server) -> None:
    def drip(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            connection.sendall(b"X-A: b\r\n")
            time.sleep(0.05)

    server.handler = drip
    start = time.monotonic()
    with pytest.raises(FetchError, match="in all"):
        get(server.url(), total_s=0.5)
    assert time.monotonic() - start < 3


def test_server_that_says_nothing_stops_at_the_whole_time(server) -> None:
    server.handler = lambda connection, request: time.sleep(2)
    with pytest.raises(FetchError, match="did not answer"):
        get(server.url(), total_s=0.3)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Internal Server Error", "403 Forbidden"])
def test_error_answer_is_one_clear_sentence(server, status: str) -> None:
    server.answers(b"<html>no</html>", status=status)
    with pytest.raises(FetchError, match=f"answered {status}") as caught:
        get(server.url("/gone"))
    assert "/gone" in str(caught.value)


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "video/mp4", "application/zip", "application/json"])
def test_what_is_no_page_is_refused_by_its_type(server, content_type: str) -> None:
    server.answers(b"%PDF-1.4", content_type=content_type)
    with pytest.raises(FetchError, match=f"is {content_type}, not a page"):
        get(server.url())


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nnot gzip"]
)
def test_broken_answer_is_one_clear_sentence(server, answer: bytes) -> None:
    server.handler = lambda connection, request: connection.sendall(answer)
    with pytest.raises(FetchError) as caught:
        get(server.url())
    assert "\n" not in str(caught.value)


def test_unknown_compression_is_refused(server) -> None:
    server.answers(b"x", "Content-Encoding: br")
    with pytest.raises(FetchError, match="br"):
        get(server.url())


def test_host_that_does_not_exist_is_one_clear_sentence() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"host of http://nowhere\.example/ was not found"):
        fetch("http://nowhere.example/", resolver=nowhere)


def test_closed_port_is_one_clear_sentence(server) -> None:
    url = server.url()
    server.close()
    with pytest.raises(FetchError, match="could not be read"):
        get(url)


def test_certificate_is_always_checked_and_for_the_name_not_the_address(server, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[ssl.VerifyMode, bool, object]] = []

    def wrap(self: ssl.SSLContext, plain: socket.socket, **options: object) -> ssl.SSLSocket:
        seen.append((self.verify_mode, self.check_hostname, options["server_hostname"]))
        raise ssl.SSLCertVerificationError(1, "self-signed certificate")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    with pytest.raises(FetchError, match="no valid certificate"):
        get(f"https://news.example:{server.port}/")
    assert seen == [(ssl.CERT_REQUIRED, True, "news.example")]


def test_server_without_tls_is_one_clear_sentence(server) -> None:
    server.handler = lambda connection, request: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(FetchError, match="could not be read"):
        get(f"https://news.example:{server.port}/")


def test_redirect_from_https_to_http_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Step, "get", lambda self, resolver, context: "http://news.example/plain")
    with pytest.raises(FetchError, match=r"from https to http://news\.example/plain"):
        get("https://news.example/")
