"""Which names are those of outlets, by a list of well-known ones, which helps and is never needed, and by the words they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.voices.data import load_lines
from sayso.voices.words import word_set


@dataclass(frozen=True, slots=True)
class Outlet:
    """A well-known outlet; its sort is paper, agency, broadcaster, magazine, site, platform or programme."""

    name: str
    sort: str
    domain: str
    short_names: tuple[str, ...]


@cache
def known_outlets() -> tuple[Outlet, ...]:
    """The outlets of the list, in its order."""
    rows = (line.split("\t") for line in load_lines("outlets.tsv"))
    return tuple(
        Outlet(name.split(" (")[0], sort, domain, tuple(short for short in shorts.split("; ") if short))
        for name, sort, domain, shorts in rows
    )


def fold_outlet(name: str) -> str:
    """A name as outlets are compared: lower case, without article and stops."""
    return re.sub(r"\A(?:the|a|an) ", "", " ".join(re.findall(r"[\w&+’'/-]+", name.replace(".", "").casefold())))


@cache
def _by_name() -> dict[str, list[Outlet]]:
    table: dict[str, list[Outlet]] = {}
    for outlet in known_outlets():
        for name in dict.fromkeys(fold_outlet(name) for name in (outlet.name, *outlet.short_names)):
            table.setdefault(name, []).append(outlet)
    return table


@cache
def _by_domain() -> dict[str, Outlet]:
    return {outlet.domain: outlet for outlet in reversed(known_outlets())}


# Names of outlets that are ordinary words: alone they say nothing.
_ORDINARY: Final = frozenset(
    "time people nature science focus index metro stern medium threads quora salon slate fortune variety deadline forbes dawn tempo x i "
    "insider hill nation island independent times post journal standard sun star mail mirror express herald globe tribune chronicle "
    "examiner observer guardian telegraph age wire dispatch bulwark federalist express welt blick telex reforma proceso sky fox stuff "
    "discord parler gab twitch nation courier punch gleaner national record this-week pa tt vg dr national panorama question-time".split()
)


def is_outlet_name(name: str) -> bool:
    """Whether a name is one of an outlet: it is in the list, or a word of it says so.

    >>> [is_outlet_name(name) for name in ("The Harbour Gazette", "Radio Lund", "Reuters", "Ada Quill", "The Post Office")]
    [True, True, True, False, False]
    """
    folded = fold_outlet(name)
    if folded in _by_name() and (name.startswith("The ") or folded.replace(" ", "-") not in _ORDINARY):
        return True
    return has_outlet_word(folded)


def has_outlet_word(name: str) -> bool:
    """Whether a word of a name says that it is an outlet: its last one (Gazette, Times), or Radio, Channel and their like at the front."""
    words = [word.casefold() for word in re.findall(r"[\w’'-]+", name)]
    if words and words[0] in ("the", "a"):
        words = words[1:]
    if not words:
        return False
    last = re.sub(r"[’']s\Z", "", words[-1])
    outlet = word_set("name_words.txt", "outlet")
    if len(words) > 1 and words[0] in ("radio", "channel", "television", "tv", "newspaper"):
        return True
    if len(words) == 2 and words[0] in ("daily", "weekly", "evening") and not words[1].endswith(("s", "ing", "er")):
        return True  # "the Daily Churn"
    if len(words) > 1 and words[0] in ("journal", "annals", "proceedings", "bulletin") and words[1] == "of":
        return True
    return last in outlet and (len(words) > 1 or last in ("reuters", "newswire"))


def find_known_outlet(name: str) -> Outlet | None:
    """The one well-known outlet of that name or short name; None where there is none, or more than one."""
    found = _by_name().get(fold_outlet(name), ())
    return found[0] if len(found) == 1 else None
