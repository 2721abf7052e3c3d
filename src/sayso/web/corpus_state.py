"""What is asked of the corpus, as an address: every table and picture has a URL that is its whole state.

Decides the names of the parameters, which values each takes, and what is said of a wrong one. A form sends empty fields; they mean that
nothing is asked there. Text that is searched for stays text: the corpus quotes it for its index. Columns to sort by are a list of names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sayso.corpus.search import ORDERS, Filters
from sayso.reading import Held, Manner, Reported, VoiceKind
from sayso.web.forms import clean_text
from sayso.web.problems import Problem
from sayso.web.state import Theme, parse_theme

LONGEST: Final = 400
"""Characters of a field that are looked at; longer ones are refused."""

MOST_NUMBER: Final = 2**53 - 1
"""The largest id that is asked for, and the largest whole number that every reader of JSON keeps; no statement's id is above it."""

PAGE: Final = 50
MOST_ROWS: Final = 1000

UNKNOWN: Final = "unknown"
"""What the language of a page is called in an address that does not tell it; no language is called so."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "manner": tuple(Manner),
    "held": tuple(Held),
    "reported": tuple(Reported),
    "kind": (*VoiceKind, "none"),
    "order": ORDERS,
}
"""The values of the parameters that take one of a few."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search over statements. `voice` is the number of a voice, `speaker` a name; "" and None ask for nothing."""

    q: str = ""
    speaker: str = ""
    voice: int | None = None
    outlet: str = ""
    manner: str = ""
    held: str = ""
    reported: str = ""
    hands: str = ""
    kind: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    order: str = "newest"
    after: int | None = None
    limit: int = PAGE
    theme: Theme = Theme.AUTO

    @property
    def filters(self) -> Filters:
        """The filters, as the corpus takes them."""
        language = "" if self.language == UNKNOWN else self.language or None
        told = (self.speaker, self.outlet, self.since, self.until, self.manner, self.held, self.reported, self.hands, self.kind)
        speaker, outlet, since, until, manner, held, reported, hands, kind = (value or None for value in told)
        return Filters(speaker, self.voice, outlet, since, until, manner, held, reported, hands, kind, language)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.q.strip()) or self.filters != Filters()

    def ask(self) -> dict[str, Any]:  # arguments of Corpus.search, each of its own type
        """The arguments of `Corpus.search`, but how many rows are wanted."""
        found = self.filters
        return {name: getattr(found, name) for name in found.__slots__} | {"words": self.q, "order": self.order, "after": self.after}

    def url(self, path: str = "/search", **changes: Any) -> str:  # the fields, each of its own type
        """The address of this search, with some fields changed; a change of what is asked for begins at the first part again."""
        if changes and "after" not in changes:
            changes["after"] = None
        return make_url(path, replace(self, **changes) if changes else self, Search())

    def with_after(self, after: int) -> str:
        """The address of the part that begins after a statement (or after so many)."""
        return self.url(after=after)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that begins below a row of a number and an id: people, sayings. `q` narrows it."""

    q: str = ""
    after: str = ""
    limit: int = PAGE
    theme: Theme = Theme.AUTO

    def url(self, path: str, **changes: Any) -> str:  # as above
        """The address of this list, with some fields changed."""
        return make_url(path, replace(self, **changes) if changes else self, Listed())

    @property
    def below(self) -> tuple[int, int] | None:
        """The number and the id of the last row before, or None at the beginning.

        Raises:
            Problem: `after` is not two numbers with a point between them.
        """
        if not self.after:
            return None
        parts = self.after.split(".")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            raise Problem(422, "after has to be two whole numbers, as in 12.345: the next of the part of the list before.")
        return int(parts[0]), int(parts[1])


@dataclass(frozen=True, slots=True)
class Spread:
    """A saying over time, between two days."""

    since: str = ""
    until: str = ""
    theme: Theme = Theme.AUTO

    def url(self, path: str, **changes: Any) -> str:  # as above
        """The address of this picture and its table."""
        return make_url(path, replace(self, **changes) if changes else self, Spread())


@dataclass(frozen=True, slots=True)
class Outlets:
    """The table of outlets, by one of its columns."""

    name: str = ""
    sort: str = "statements"
    limit: int = MOST_ROWS
    theme: Theme = Theme.AUTO

    def url(self, path: str = "/outlets", **changes: Any) -> str:  # as above
        """The address of this table."""
        return make_url(path, replace(self, **changes) if changes else self, Outlets())


@dataclass(frozen=True, slots=True)
class Beside:
    """Two outlets or pages side by side; `fate` shows only what is the same, changed, or of one side."""

    a: str = ""
    b: str = ""
    fate: str = ""
    limit: int = 200
    theme: Theme = Theme.AUTO

    def url(self, path: str = "/compare", **changes: Any) -> str:  # as above
        """The address of this comparison."""
        return make_url(path, replace(self, **changes) if changes else self, Beside())


def make_url(path: str, state: Any, usual: Any) -> str:  # one of the states above
    """An address with the fields of a state that are not as usual."""
    pairs = [(name, getattr(state, name)) for name in state.__slots__]
    asked = [(name, str(value)) for name, value in pairs if value != getattr(usual, name) and value not in ("", None)]
    return path + (f"?{urlencode(asked)}" if asked else "")


# ---------------------------------------------------------------- parsing


def parse_search(params: QueryParams) -> Search:
    """The search that an address asks for.

    Raises:
        Problem: a parameter has a value that it cannot have.
    """
    return Search(
        **{name: take_text(params, name) for name in ("q", "speaker", "outlet", "hands", "since", "until")},
        **{name: take_choice(params, name, CHOICES[name]) for name in ("manner", "held", "reported", "kind")},
        language=take_text(params, "language").lower(),
        order=take_choice(params, "order", ORDERS) or "newest",
        voice=take_number(params, "voice"),
        after=take_number(params, "after"),
        limit=take_number(params, "limit", most=MOST_ROWS) or PAGE,
        theme=parse_theme(params),
    )


def parse_listed(params: QueryParams) -> Listed:
    """The list that an address asks for."""
    limit = take_number(params, "limit", most=MOST_ROWS) or PAGE
    return Listed(take_text(params, "q"), take_text(params, "after"), limit, parse_theme(params))


def parse_spread(params: QueryParams) -> Spread:
    """The span of days that an address asks for."""
    return Spread(take_text(params, "since"), take_text(params, "until"), parse_theme(params))


def parse_outlets(params: QueryParams, sorts: Collection[str]) -> Outlets:
    """The table of outlets that an address asks for; `sorts` are the columns that it can be sorted by."""
    sort = take_choice(params, "sort", sorts) or "statements"
    return Outlets(take_text(params, "name"), sort, take_number(params, "limit", most=MOST_ROWS) or MOST_ROWS, parse_theme(params))


def parse_beside(params: QueryParams, fates: Collection[str]) -> Beside:
    """The comparison that an address asks for."""
    limit = take_number(params, "limit", most=MOST_ROWS) or 200
    return Beside(take_text(params, "a"), take_text(params, "b"), take_choice(params, "fate", fates), limit, parse_theme(params))


def take_text(params: Mapping[str, str], name: str) -> str:
    """The words of a parameter, on one line.

    Raises:
        Problem: there are too many.
    """
    value = params.get(name, "")
    if len(value) > LONGEST:
        raise Problem(422, f"{name} has more than {LONGEST} characters.")
    return " ".join(clean_text(value).split())


def take_choice(params: Mapping[str, str], name: str, choices: Collection[str]) -> str:
    """The value of a parameter that takes one of a few; "" where it is not given.

    Raises:
        Problem: it is none of them.
    """
    value = params.get(name, "")
    if value and value not in choices:
        raise Problem(422, f"{name} has to be one of {', '.join(choices)}.")
    return next((str(choice) for choice in choices if choice == value), "")


def take_number(params: Mapping[str, str], name: str, *, most: int = MOST_NUMBER) -> int | None:
    """The value of a parameter that is a whole number; None where it is not given.

    Raises:
        Problem: it is none, or too large.
    """
    value = params.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 20 and 1 <= int(value) <= most):
        raise Problem(422, f"{name} has to be a whole number from 1 to {most}.")
    return int(value)
