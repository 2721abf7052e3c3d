"""What a reader has chosen to see, as an address: every state of the reading view has a URL, and nothing is kept in a cookie.

Decides the names of the parameters and what a wrong value means (the ordinary state, never an error).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams


class Only(StrEnum):
    """Which statements stand out."""

    ALL = "all"
    OWN = "own"
    UNATTRIBUTED = "unattributed"
    ANONYMOUS = "anonymous"


class Sort(StrEnum):
    """In which order voices are listed."""

    WORDS = "words"
    DIRECT = "direct"
    FIRST = "first"
    NAME = "name"


class Theme(StrEnum):
    """Which colours; AUTO are those of the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_LONGEST: Final = 200
"""Characters of a search and voices of a filter that are looked at."""

_NOTHING_PICKED: Final = {"statement": None, "chain": None, "finding": None, "event": None}

_TEXT_DIRECTIVE: Final = re.compile(r"[-,&]")


@dataclass(frozen=True, slots=True)
class State:
    """The state of a reading view; `statement`, `chain`, `finding` and `event` are the one thing that is picked out, at most one of
    them."""

    key: str
    only: Only = Only.ALL
    voices: tuple[str, ...] = ()
    query: str = ""
    sort: Sort = Sort.WORDS
    lights: bool = True
    as_read: bool = False
    theme: Theme = Theme.AUTO
    statement: str | None = None
    chain: str | None = None
    finding: int | None = None
    event: int | None = None

    @property
    def picked(self) -> str | None:
        """The id of the attribution that is picked out, for its card or for its chain."""
        return self.statement if self.statement is not None else self.chain

    @property
    def is_filtered(self) -> bool:
        """Whether some statements stand back."""
        return self.only is not Only.ALL or bool(self.voices) or bool(self.query)

    def url(self, **changes: Any) -> str:  # the fields of a state, each of its own type
        """The address of this state, with some of its fields changed; without the page's host."""
        state = replace(self, **changes) if changes else self
        path = f"/r/{state.key}"
        if state.statement is not None:
            path += f"/statement/{quote(state.statement, safe='')}"
        elif state.chain is not None:
            path += f"/chain/{quote(state.chain, safe='')}"
        elif state.finding is not None:
            path += f"/finding/{state.finding}"
        elif state.event is not None:
            path += f"/event/{state.event}"
        query = state._query()
        return path + (f"?{urlencode(query)}" if query else "")

    def plain(self, **changes: Any) -> str:  # see `url`
        """The address with nothing picked out."""
        return self.url(**(_NOTHING_PICKED | changes))

    def of_statement(self, identifier: str) -> str:
        """The address of a statement: its card beside the text."""
        return self.plain(statement=identifier)

    def of_chain(self, identifier: str) -> str:
        """The address of a chain: its path, with the words it rests on lit in the text."""
        return self.plain(chain=identifier)

    def of_finding(self, number: int) -> str:
        """The address of a finding: what it sets side by side, lit in the text."""
        return self.plain(finding=number)

    def of_event(self, number: int) -> str:
        """The address of an event: the words that state it, lit in the text."""
        return self.plain(event=number)

    def _query(self) -> list[tuple[str, str]]:
        pairs = [("voice", voice) for voice in self.voices]
        pairs += [("only", self.only.value)] if self.only is not Only.ALL else []
        pairs += [("q", self.query)] if self.query else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.WORDS else []
        pairs += [("lights", "off")] if not self.lights else []
        pairs += [("as", "read")] if self.as_read else []
        pairs += [("theme", self.theme.value)] if self.theme is not Theme.AUTO else []
        return pairs


def parse_state(key: str, params: QueryParams, **picked: Any) -> State:  # the fields of a state
    """The state that an address asks for."""
    return State(
        key=key,
        only=_member(Only, params, "only", Only.ALL),
        voices=tuple(dict.fromkeys(params.getlist("voice")[:_LONGEST])),
        query=" ".join(params.get("q", "")[:_LONGEST].split()),
        sort=_member(Sort, params, "sort", Sort.WORDS),
        lights=params.get("lights") != "off",
        as_read=params.get("as") == "read",
        theme=parse_theme(params),
        **picked,
    )


def parse_theme(params: Mapping[str, str]) -> Theme:
    """The colours that an address asks for."""
    theme: Theme = _member(Theme, params, "theme", Theme.AUTO)
    return theme


def _member(kind: Any, params: Mapping[str, str], name: str, usual: Any) -> Any:  # one of the enums above
    value = params.get(name)
    return next((member for member in kind if member.value == value), usual)


def text_fragment(url: str, first: str, last: str) -> str:
    """An address that opens a page with some of its words lit (the URL fragment directive of WICG's "text fragments")."""
    base = url.partition("#")[0]
    words = [_TEXT_DIRECTIVE.sub(lambda match: f"%{ord(match[0]):02X}", quote(part, safe="-,&")) for part in (first, last) if part]
    return f"{base}#:~:text={','.join(words)}"
