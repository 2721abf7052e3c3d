"""What of an address is kept: http and https only, without credentials, fragments, and whatever in the query looks like a secret."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

_SECRET: Final = re.compile(
    r"(?:^|_|-)(?:token|key|apikey|sig|signature|secret|password|passwd|pwd|auth|session|sessionid|sid|jwt|credential|code)$", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f-\x9f]")
_MAX_LENGTH: Final = 2000  # browsers agree on that much


def resolve_url(base: str | None, href: str | None) -> str | None:
    """The address that a link on the page at `base` leads to, as it may be stored; None where that is no http(s) address."""
    if not href:
        return None
    try:
        return clean_url(urljoin(base or "", href.strip()))
    except ValueError:
        return None


def clean_url(url: str | None) -> str | None:
    """The address as it may be stored, None where it is no http(s) address.

    Credentials (`user:pass@`), the fragment, and query parameters named like a secret (`token`, `api_key`, `sig`) are left out.
    """
    if not url:
        return None
    url = url.strip()
    if _CONTROL.search(url):
        url = _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}" if found[0] == " " else "", url)
    if len(url) > _MAX_LENGTH:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    netloc = parts.netloc.rpartition("@")[2]
    query = parts.query
    if query:
        query = "&".join(part for part in query.split("&") if not _SECRET.search(part.partition("=")[0]))
    return urlunsplit((parts.scheme.lower(), netloc, parts.path, query, ""))
