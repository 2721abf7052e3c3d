"""Which contacts a reader has chosen to see, as an address: person, filters and the edge whose sentences are open.

Decides the names of the parameters and what a wrong value means: on a page it is left out and said in a sentence, never an error. The
layout follows from the state alone, so that an address is a saved picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sayso.corpus.dates import read_date
from sayso.reading import EventStatus, EventType
from sayso.web.state import Theme, parse_theme

STATUS_WORDS: Final[dict[EventStatus, str]] = {
    EventStatus.STATED: "stated",
    EventStatus.NEGATED: "denied",
    EventStatus.HYPOTHETICAL: "hypothetical",
}
"""What each status is called here, in addresses too: an event that is negated is one that somebody denies."""

MOST_ORIGINS: Final = 99
"""The highest number of independent origins that can be asked for."""

_LONGEST: Final = 200  # characters of a name that are looked at
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TIE: Final = re.compile(r"(\d{1,15})-([A-Z]{1,20})-(with|to|from)")


class TieKey(NamedTuple):
    """What names an edge in one person's network: the other party, the type, and which way it goes from the person."""

    other_id: int
    type: EventType
    way: str  # "with" for what has no direction, "to" the other, "from" the other

    def __str__(self) -> str:
        return f"{self.other_id}-{self.type.value}-{self.way}"


@dataclass(frozen=True, slots=True)
class NetworkState:
    """The state of a person's network; `notes` say what of an address was not understood."""

    voice: int
    kinds: tuple[EventType, ...] = ()  # none chosen: all of them
    status: EventStatus | None = None
    holder: str = ""
    since: str = ""
    until: str = ""
    origins: int = 1
    tie: TieKey | None = None
    theme: Theme = Theme.AUTO
    notes: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether some of the person's contacts may be out of sight."""
        return bool(self.kinds or self.status or self.holder or self.since or self.until or self.origins > 1)

    def filters(self) -> dict[str, Any]:  # options of `Corpus.accounts` and `Corpus.contacts`, each of its own type
        """The filters as the corpus takes them."""
        return {
            "types": [kind.value for kind in self.kinds or EventType],
            "since": self.since or None,
            "until": self.until or None,
            "status": self.status.value if self.status else None,
            "holder": self.holder or None,
        }

    def url(self, **changes: Any) -> str:  # the fields of a state, each of its own type
        """The address of this state, with some of its fields changed."""
        state = replace(self, **changes) if changes else self
        query = state.query()
        return f"/contacts/{state.voice}" + (f"?{urlencode(query)}" if query else "")

    def export_url(self, name: str) -> str:
        """The address of this network as a file."""
        query = replace(self, tie=None, theme=Theme.AUTO).query()
        return f"/contacts/{self.voice}/export/{name}" + (f"?{urlencode(query)}" if query else "")

    def query(self) -> list[tuple[str, str]]:
        """The parameters of the address, those that are not as usual."""
        pairs = [("kind", kind.value) for kind in self.kinds]
        pairs += [("status", STATUS_WORDS[self.status])] if self.status else []
        pairs += [(name, value) for name in ("holder", "since", "until") if (value := getattr(self, name))]
        pairs += [("origins", str(self.origins))] if self.origins > 1 else []
        pairs += [("tie", str(self.tie))] if self.tie else []
        pairs += [("theme", self.theme.value)] if self.theme is not Theme.AUTO else []
        return pairs


def parse_network_state(voice: int, params: QueryParams) -> NetworkState:
    """The state that an address asks for."""
    notes: list[str] = []
    return NetworkState(
        voice,
        kinds=_parse_kinds(params.getlist("kind"), notes),
        status=_parse_status(params.get("status", ""), notes),
        holder=" ".join(params.get("holder", "")[:_LONGEST].split()),
        since=_parse_date(params.get("since", ""), "From", notes),
        until=_parse_date(params.get("until", ""), "To", notes),
        origins=_parse_origins(params.get("origins", ""), notes),
        tie=parse_tie(params.get("tie", "")),
        theme=parse_theme(params),
        notes=tuple(notes),
    )


def parse_tie(written: str) -> TieKey | None:
    """The edge that an address names, or None."""
    match = _TIE.fullmatch(written)
    kind = next((kind for kind in EventType if match is not None and kind.value == match[2]), None)
    return TieKey(int(match[1]), kind, match[3]) if match is not None and kind is not None else None


def _parse_kinds(written: Iterable[str], notes: list[str]) -> tuple[EventType, ...]:
    asked = set(written) - {""}
    kinds = tuple(kind for kind in EventType if kind.value in asked)
    if len(kinds) < len(asked):
        notes.append("The address asks for a kind of event that there is not; it was left out.")
    return kinds


def _parse_status(written: str, notes: list[str]) -> EventStatus | None:
    found = next((status for status, word in STATUS_WORDS.items() if word == written), None)
    if written and found is None:
        notes.append(f"A status is one of {', '.join(STATUS_WORDS.values())}; another was asked for and left out.")
    return found


def _parse_date(written: str, name: str, notes: list[str]) -> str:
    date = written.strip()
    if not date or (_DATE.fullmatch(date) and read_date(date).day):
        return date
    notes.append(f"“{name}” is no date and was left out; write it as 2021, 2021-03 or 2021-03-09.")
    return ""


def _parse_origins(written: str, notes: list[str]) -> int:
    if not written or (written.isascii() and written.isdecimal() and len(written) < 3 and int(written) >= 1):
        return int(written or 1)
    notes.append(f"The number of origins is a whole number from 1 to {MOST_ORIGINS}; another was asked for and left out.")
    return 1
