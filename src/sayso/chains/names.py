"""Names of outlets: which name is one.

Decides whether a name is an outlet's by its own words, and which names the links of a page show to be (the address repeats the words).
What stands around a name is for `phrases` and `forums` to judge.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from sayso.chains.data import load_kinds
from sayso.reading import Page
from sayso.voices.names import fold_name
from sayso.voices.outlets import find_known_outlet
from sayso.voices.outlets import is_outlet_name as in_list

_KINDS: Final = load_kinds("outlet_words.txt")
STRONG: Final = _KINDS["strong"]
WEAK: Final = _KINDS["weak"]
SHOW: Final = _KINDS["show"]
CALL: Final = _KINDS["call"]
PLATFORM: Final = _KINDS["platform"]
PRINT: Final = _KINDS["print"]
AIRED: Final = _KINDS["aired"]
MEDIUM: Final = PRINT | AIRED | _KINDS["either"]
GENRE: Final = _KINDS["genre"]
HOST: Final = _KINDS["host"]
SCOPE: Final = _KINDS["scope"]
BETWEEN: Final = _KINDS["between"]
OTHER: Final = _KINDS["other"]
CALENDAR: Final = _KINDS["calendar"]
PLACE: Final = _KINDS["place"]

_LONGEST_CALL: Final = 3  # words: "BBC Radio Four"
FIRST: Final = frozenset({"radio", "channel", "tv"})
_HEADS: Final = frozenset({"journal", "annals", "proceedings", "review", "bulletin", "archives"})
_SITE: Final = re.compile(r"[\w-]+\.(?:com|org|net|info|co\.uk|news|tv|fm|eu|example)\Z", re.IGNORECASE)
_CALL_LETTERS: Final = re.compile(r"[WK][A-Z]{2,3}(?:-(?:TV|FM|AM))?\Z")


def is_outlet_name(name: str, *, article: bool = False) -> bool:
    """Whether the words of a name make it an outlet's; `article` says that "the" stands before it.

    >>> is_outlet_name("Harbour Radio"), is_outlet_name("Emily Post"), is_outlet_name("Brackish Post", article=True)
    (True, False, True)
    """
    words = fold_name(name).split()
    if not words or words[-1] in OTHER:
        return False
    capital_article = name.startswith("The ")
    return (
        words[-1] in STRONG
        or words[0] in FIRST
        or (words[0] in CALL and len(words) <= _LONGEST_CALL and words[-1] not in HOST)
        or (words[0] in _HEADS and "of" in words)
        or (words[-1] in WEAK and (article or capital_article))
        or capital_article
        or bool(_SITE.match(words[-1]))
        or bool(_CALL_LETTERS.match(name))
        or is_title(name)
        or is_well_known(name)
    )


def is_well_known(name: str) -> bool:
    """Whether a name is that of a well-known outlet: "Rolling Stone", "CNN"."""
    return fold_name(name) in CALL or find_known_outlet(name) is not None or in_list(name)


def is_title(name: str) -> bool:
    """Whether a name looks like a programme's: a word of such titles beside another, or a small word in its middle ("Coffee at Seven")."""
    words = name.split()
    return len(words) > 1 and (any(word.casefold() in SHOW for word in words) or any(word in ("at", "the") for word in words[1:-1]))


def linked_outlets(page: Page) -> frozenset[str]:
    """The folded names of outlets that links of a page show: the address repeats the words (The Fen Bell, fenbell.example)."""
    found = set()
    for block in page.blocks:
        for link in block.links:
            words = fold_name(page[link.span])
            joined = re.sub(r"[\W_]+", "", words)
            host = re.sub(r"[\W_]+", "", urlsplit(link.url).netloc.casefold().removeprefix("www."))
            if len(joined) >= 4 and page[link.span][:1].isalnum() and host.startswith((joined, "the" + joined)):
                found.add(words)
    return frozenset(found)
