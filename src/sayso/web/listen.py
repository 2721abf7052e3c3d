"""Where the service listens: a socket that is bound before anything else starts, so that a port in use is one clear sentence."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from sayso.errors import SaysoError


@contextmanager
def listen(host: str, port: int) -> Iterator[tuple[socket.socket, str]]:
    """A socket bound to an address, and the URL that a browser opens.

    Raises:
        SaysoError: the port is in use or not allowed, or the host is none of this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            bound.listen(512)  # whoever asks before the service is up waits, and is not turned away
        except (OSError, OverflowError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SaysoError(f"Cannot listen at {host}, port {port}: {reason}; take another with --port, or 0 for a free one.") from error
        shown = f"[{host}]" if family == socket.AF_INET6 else "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
        yield bound, f"http://{shown}:{bound.getsockname()[1]}/"
    finally:
        bound.close()
