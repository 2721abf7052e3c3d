"""Who wrote it: names in bylines, freed of what stands around them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sayso.pages.dates import find_date
from sayso.pages.layout import words_of
from sayso.pages.marks import read_list

_NOT_A_NAME: Final = re.compile(r"https?:|www\.|@|(?<![\w-])[\w-]{1,60}\.(?:com|org|net|co\.uk)\b|[<>{}\[\]=_#%]", re.IGNORECASE)
_PARTS: Final = re.compile(r" (?:and|und|et|y|e|en|&) | ?[,;&] | ?/ ?", re.IGNORECASE)
_CUTS: Final = re.compile(r" ?(?:[|•·●–—(]| - |\bfor\b|\bin\b|\bat\b|\bon\b|\bupdated\b|\bpublished\b|\babout\b)", re.IGNORECASE)
_MAX_NAME_WORDS: Final = 5
_MAX_NAMES: Final = 6  # longer lists are credits, not a byline


def clean_byline(text: str | None, outlet: str | None = None) -> str | None:
    """The name or names in a byline, None where it names nobody: a role alone, an address, the outlet itself.

    Several names are joined as in "Ada Bell, Cy Dunn and Eve Frost".
    """
    if not text or len(text) > 400:
        return None
    text = " ".join(text.split()).strip(' .,:;|-–—•·"')
    date = find_date(text)
    if date is not None:
        before, after = text[: date.start], text[date.end :]
        opened = re.search(r"\bby\s+(.+)", after, re.IGNORECASE)
        text = opened[1] if opened else before if before.strip(" |,·•–—-") else after
    if _NOT_A_NAME.search(text):
        text = _NOT_A_NAME.split(text)[0]
    text = _without_opening(text)
    text = _CUTS.split(text)[0] if _CUTS.search(text) else text
    names = []
    for part in _PARTS.split(text):
        name = _name_in(_without_outlet(part, outlet))
        if name is not None and not _is_outlet(name, outlet) and name not in names:
            names.append(name)
    if not names or len(names) > _MAX_NAMES:
        return None
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def opens_byline(text: str) -> bool:
    """Whether a line opens as a byline does: "By", "Words:", "Posted on May 24 by"."""
    return _opening().match(text) is not None or re.match(r"posted\b.{0,60}\bby\s", text, re.IGNORECASE) is not None


def has_role(text: str) -> bool:
    """Whether a line ends in what a journalist is: "political editor", "Court Reporter"."""
    words = text.lower().replace(",", " ").split()
    return bool(words) and words[-1].strip(".") in _words("role")


def _without_opening(text: str) -> str:
    while (found := _opening().match(text)) is not None and found.end() < len(text):
        text = text[found.end() :].strip(" :–—-")
    return text


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word.replace("-", " ") for word in read_list("bylines.txt")[key])


@cache
def _opening() -> re.Pattern[str]:
    bare, with_colon = (
        "|".join(re.escape(word) for word in sorted(_words(key), key=len, reverse=True)) for key in ("opening", "opening-with-colon")
    )
    return re.compile(rf"(?:(?:{bare})(?:\s*:\s*|\s+)|(?:{with_colon})\s*:\s*)(?=\S)", re.IGNORECASE)


def _name_in(part: str) -> str | None:
    n_least = 2 if has_role(part) else 1  # "Harbour Editor" is a role, "Ada Bell Harbour Editor" a name
    words = part.strip(" .,:;|-–—•·'\"“”").split()
    while words and words[-1].lower() in _words("role"):
        words.pop()
        # "Ada Bell Senior Washington Correspondent": the role begins with the first word that only roles have.
        words = words[: next((at for at, word in enumerate(words) if at and word.lower() in _words("before-role")), len(words))]
    if not n_least <= len(words) <= _MAX_NAME_WORDS or any(char.isdigit() for word in words for char in word):
        return None
    if all(word.lower() in _words("nobody") | _words("before-role") | {"the", "of", "our"} for word in words):
        return None
    if words[-1].lower() in _words("nobody"):
        return None  # "Courier Staff", "The Newsroom"
    if not all(word[0].isupper() or not word[0].isalpha() or not word.isascii() or word.lower() in _words("particle") for word in words):
        return None
    if all(word.isupper() and len(word) > 2 for word in words) and len(words) > 1:
        words = [re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word) for word in words]
    return " ".join(words)


def _without_outlet(part: str, outlet: str | None) -> str:
    """The name in "Ada Bell CNN" on a page of CNN.com."""
    words, own = part.split(), words_of(outlet or "")
    while len(words) > 2 and words[-1].casefold() in own:
        words.pop()
    return " ".join(words)


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name is the outlet's own, or begins or ends with it ("Courier Staff", "The Echo")."""
    if outlet is None:
        return False
    own, other = [word for word in words_of(name) if word != "the"], [word for word in words_of(outlet) if word != "the"]
    return bool(own) and bool(other) and (own[: len(other)] == other or other[: len(own)] == own)
