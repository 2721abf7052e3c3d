"""The answers of a corpus as tables for people: each record in words and links, and the forms in which a table can be had.

Decides what a row says and where it leads (a statement to its permalink, a speaker to everything that speaker is made to say, quoted words
to their spread), which filters a search offers next, and which files can be had. Nothing here asks the corpus or renders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import quote

from sayso.corpus.records import (
    Facet,
    Facets,
    Merge,
    OutletRow,
    SayingRow,
    Statement,
    VoiceEntry,
    VoiceRow,
    VoiceSaying,
)
from sayso.exports.rows import rows_to_csv, rows_to_json, to_parquet
from sayso.exports.statements import shorten
from sayso.exports.xlsx import rows_to_xlsx
from sayso.reading import Held, Manner, Reported
from sayso.web.corpus_state import UNKNOWN, Outlets, Search
from sayso.web.describe import HELD, MANNERS, STANCES
from sayso.web.timeline import write_date
from sayso.web.views_corpus import (
    Chosen,
    Download,
    EntryView,
    FacetValue,
    FacetView,
    MergeView,
    OutletLine,
    SayingLine,
    StatementView,
    VoiceLine,
    VoiceSayingView,
)

LONGEST_WORDS: Final = 700
"""Characters of a statement in a table; its permalink has all of it."""

NOBODY: Final = "nobody named"
"""Who is made to say what a page gives to no voice."""

_MOST_FACETS: Final = 8


# ---------------------------------------------------------------- files


@dataclass(frozen=True, slots=True)
class TableFile:
    """A form in which rows can be had. `needs` is what has to be installed for it."""

    name: str
    media_type: str
    write: Callable[[Sequence[Any], type], bytes]  # records of any kind, and that kind
    needs: str = ""

    @property
    def is_there(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


FILES: Final = {
    "json": TableFile("JSON", "application/json", lambda rows, kind: rows_to_json(rows).encode("utf-8", "replace")),
    "csv": TableFile("CSV", "text/csv; charset=utf-8", lambda rows, kind: rows_to_csv(rows, kind).encode("utf-8", "replace")),
    "xlsx": TableFile("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", rows_to_xlsx, "openpyxl"),
    "parquet": TableFile("Parquet", "application/vnd.apache.parquet", to_parquet, "pyarrow"),
}
"""By the ending of the address. JSON and Parquet have every value as it is; CSV and Excel are safe to open in a spreadsheet."""


def list_downloads(url: Callable[[str], str]) -> tuple[Download, ...]:
    """The files that can be had here; `url` makes an address of an ending."""
    return tuple(Download(file.name, url(suffix)) for suffix, file in FILES.items() if file.is_there)


# ---------------------------------------------------------------- words


def statement_url(page: str, attribution: str) -> str:
    """The permalink of a statement."""
    return f"/r/{quote(page, safe='')}/statement/{quote(attribution, safe='')}"


def voice_url(voice: int) -> str:
    """The address of everything that a voice is made to say."""
    return f"/people/{voice}"


def saying_url(saying: int) -> str:
    """The address of the spread of a saying."""
    return f"/sayings/{saying}"


def count(number: int, noun: str) -> str:
    """So many of something, in words."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def tell_date(published: str | None) -> str:
    """A date as people write it; empty where it is unknown."""
    return write_date(published)


def tell_span(first: str | None, last: str | None) -> str:
    """From when to when, in words; empty where no date is known."""
    one, other = tell_date(first), tell_date(last)
    return one if one == other else f"{one} to {other}"


def _percent(share: float) -> int:
    return round(100 * share)


def _mean(number: float | None) -> str:
    return "" if number is None else f"{number:.1f}"


def _tell_counts(n_pages: int, n_outlets: int, n_origins: int) -> str:
    return f"{count(n_pages, 'page')}, {count(n_outlets, 'outlet')}, {count(n_origins, 'independent origin')}"


# ---------------------------------------------------------------- statements


def view_statement(row: Statement) -> StatementView:
    """A statement as a table shows it."""
    sign, held, _ = HELD[Held(row.held)]
    stance_sign, stance = STANCES[Reported(row.reported)]
    return StatementView(
        date=tell_date(row.published),
        outlet=row.outlet or "",
        headline=shorten(row.headline or "", 140),
        speaker=shorten(row.voice or row.source or "", 80),
        speaker_url=voice_url(row.voice_id) if row.voice_id is not None else "",
        words=shorten(row.words, LONGEST_WORDS),
        url=statement_url(row.page, row.attribution),
        manner=MANNERS[Manner(row.manner)],
        sign=sign,
        held=held,
        stance_sign=stance_sign,
        stance=stance,
        chain=tuple(shorten(name, 60) for name in row.chain) if len(row.chain) > 2 else (),
        spread_url=saying_url(row.sayings[0]) if row.sayings else "",
    )


def tell_found(facets: Facets, n_shown: int, *, is_first: bool) -> str:
    """How many statements there are, and how many of them are shown."""
    total = f"More than {facets.n:,} statements; the newest {facets.n:,} are counted" if facets.is_cut else count(facets.n, "statement")
    return f"{total}." if is_first and n_shown >= facets.n else f"{total}. {count(n_shown, 'row')} here."


def view_facets(facets: Facets, state: Search) -> tuple[FacetView, ...]:
    """What a search can be narrowed to next; what has one value for all of them narrows nothing, and is not offered."""
    views = (
        FacetView("Speaker", _values(facets.voices, lambda one: state.url(voice=int(one.value)), _name_of)),
        FacetView("Outlet", _values(facets.outlets, lambda one: state.url(outlet=one.name), _name_of)),
        FacetView("Form", _values(facets.manners, lambda one: state.url(manner=one.value), lambda one: MANNERS[Manner(one.value)])),
        FacetView("Commitment", _values(facets.held, lambda one: state.url(held=one.value), _held_of)),
        FacetView("Kind of speaker", _values(facets.kinds, lambda one: state.url(kind=one.value), _kind_of)),
        FacetView("Language", _values(facets.languages, lambda one: state.url(language=one.value or UNKNOWN), _language_of)),
        FacetView("Date", _values(facets.dates, lambda one: _date_url(one, state), _date_of, most=31)),
    )
    return tuple(view for view in views if len(view.values) > 1)


def _values(
    found: Sequence[Facet], url: Callable[[Facet], str], name: Callable[[Facet], str], *, most: int = _MOST_FACETS
) -> tuple[FacetValue, ...]:
    largest = max((one.n for one in found), default=1)
    return tuple(FacetValue(shorten(name(one), 48), one.n, max(1, round(100 * one.n / largest)), url(one)) for one in found[:most])


def _name_of(one: Facet) -> str:
    return one.name


def _held_of(one: Facet) -> str:
    sign, word, _ = HELD[Held(one.value)]
    return f"{sign} {word}"


def _kind_of(one: Facet) -> str:
    return NOBODY if one.value == "none" else one.value


def _language_of(one: Facet) -> str:
    return one.name or UNKNOWN


def _date_of(one: Facet) -> str:
    return tell_date(one.name) or "no date"


def _date_url(one: Facet, state: Search) -> str:
    """A search narrowed to a year, month or day; nothing narrows to those without a date."""
    return state.url(since=one.value, until=one.value) if one.value else ""


def view_chosen(state: Search, voice_name: str) -> tuple[Chosen, ...]:
    """The filters of a search, each with the search without it."""
    told = (
        ("Speaker", voice_name if state.voice is not None else "", {"voice": None}),
        ("Speaker", state.speaker, {"speaker": ""}),
        ("Outlet", state.outlet, {"outlet": ""}),
        ("Form", MANNERS[Manner(state.manner)] if state.manner else "", {"manner": ""}),
        ("Commitment", " ".join(HELD[Held(state.held)][:2]) if state.held else "", {"held": ""}),
        ("Reported", (STANCES[Reported(state.reported)][1] or "neutrally") if state.reported else "", {"reported": ""}),
        ("Hands", state.hands, {"hands": ""}),
        ("Kind of speaker", NOBODY if state.kind == "none" else state.kind, {"kind": ""}),
        ("Language", state.language, {"language": ""}),
        ("From", tell_date(state.since), {"since": ""}),
        ("To", tell_date(state.until), {"until": ""}),
    )
    return tuple(Chosen(title, value, state.url(**without)) for title, value, without in told if value)


# ---------------------------------------------------------------- voices


def view_entry(row: VoiceEntry) -> EntryView:
    """A voice as the list of all of them shows it."""
    return EntryView(row.name, voice_url(row.voice_id), row.kind, shorten(", ".join(row.roles), 120), row.n_statements, row.n_pages)


def view_voice(row: VoiceRow) -> VoiceLine:
    """A voice as its own page shows it."""
    return VoiceLine(
        voice_id=row.voice_id,
        name=row.name,
        url=voice_url(row.voice_id),
        kind=row.kind,
        roles=shorten(", ".join(row.roles), 120),
        n_statements=row.n_statements,
        n_pages=row.n_pages,
        n_origins=row.n_origins,
        direct=_percent(row.share_direct),
        hands=_mean(row.mean_hands),
        span=tell_span(row.first, row.last),
    )


def tell_facts(row: VoiceRow) -> tuple[tuple[str, str], ...]:
    """How a voice is quoted, how it holds what it says and where: each in words."""
    manners = ", ".join(f"{MANNERS[Manner(one.name)]} {one.n:,}" for one in row.manners)
    held = ", ".join(f"{HELD[Held(one.name)][1]} {one.n:,}" for one in row.held)
    outlets = ", ".join(f"{one.name or 'no outlet named'} {one.n:,}" for one in row.outlets[:12])
    if len(row.outlets) > 12:
        outlets += f" and {len(row.outlets) - 12:,} more"
    return tuple((title, words) for title, words in (("Form", manners), ("Commitment", held), ("Outlets", outlets)) if words)


def view_voice_saying(row: VoiceSaying) -> VoiceSayingView:
    """A saying of a voice: its wordings, and where it came first."""
    first = ", ".join(filter(None, (tell_date(row.first), row.first_outlet))) or "no date"
    return VoiceSayingView(
        words=shorten(row.words, LONGEST_WORDS),
        url=saying_url(row.saying),
        first=first,
        first_url=statement_url(row.first_page, row.first_attribution),
        counts=_tell_counts(row.n_pages, row.n_outlets, row.n_origins),
        variants=tuple((shorten(one.name, LONGEST_WORDS), one.n) for one in row.variants),
        more=max(0, row.n_variants - 1 - len(row.variants)),
    )


_DECISIONS: Final = {
    "proposed": (("accept", "They are one"), ("refuse", "They are two")),
    "made": (("undo", "Undo"),),
    "refused": (("accept", "They are one"),),
    "undone": (("accept", "They are one"), ("refuse", "They are two")),
}


def view_merge(row: Merge) -> MergeView:
    """Names that were taken for one voice, or may be, and what can be decided about it."""
    by_name = row.id.startswith("p")
    verb = {"proposed": "may be", "made": "is taken for", "refused": "is not", "undone": "is no longer taken for"}[row.status]
    return MergeView(
        sentence=f"“{row.voice}” on this page" if by_name else f"“{row.voice}” {verb} {row.into}",
        status=row.status,
        evidence=row.evidence,
        page_url=f"/r/{quote(row.page, safe='')}" if row.page else "",
        action=f"/people/merges/{quote(row.id, safe='')}",
        decisions=_DECISIONS[row.status] if not by_name else (("undo", "Take it apart"),),
    )


# ---------------------------------------------------------------- sayings, outlets


def view_saying(row: SayingRow) -> SayingLine:
    """A saying as a list shows it."""
    return SayingLine(
        words=shorten(row.words, LONGEST_WORDS),
        url=saying_url(row.saying),
        counts=_tell_counts(row.n_pages, row.n_outlets, row.n_origins),
        span=tell_span(row.first, row.last),
    )


SORTS: Final[dict[str, tuple[str, Callable[[OutletRow], Any]]]] = {
    "name": ("Outlet", lambda row: (row.outlet is None, (row.outlet or "").casefold())),
    "pages": ("Pages", lambda row: -row.n_pages),
    "statements": ("Statements", lambda row: -row.n_statements),
    "voices": ("Voices", lambda row: -row.n_voices),
    "direct": ("Direct", lambda row: -row.share_direct),
    "mixed": ("Partly quoted", lambda row: -row.share_mixed),
    "indirect": ("Reported", lambda row: -row.share_indirect),
    "anonymous": ("Anonymous", lambda row: -row.share_anonymous),
    "hands": ("Hands", lambda row: -(row.mean_hands if row.mean_hands is not None else -1)),
}
"""The columns that outlets can be sorted by: heading and order. There are no others (THREATS 17)."""


def sort_outlets(rows: Sequence[OutletRow], sort: str) -> list[OutletRow]:
    """The outlets by a column, those alike by their statements and names."""
    order = SORTS[sort][1]
    return sorted(rows, key=lambda row: (order(row), -row.n_statements, row.outlet or ""))


def head_outlets(state: Outlets) -> tuple[tuple[str, str, bool], ...]:
    """The headings of the table of outlets, and the addresses that sort by them."""
    heads = tuple((heading, state.url(sort=name), name == state.sort) for name, (heading, _) in SORTS.items())
    return (*heads, ("Quotes most", "", False))


def view_outlet(row: OutletRow) -> OutletLine:
    """An outlet as the table shows it."""
    return OutletLine(
        name=row.outlet or "",
        url=Search(outlet=row.outlet).url() if row.outlet else "",
        n_pages=row.n_pages,
        n_statements=row.n_statements,
        n_voices=row.n_voices,
        direct=_percent(row.share_direct),
        mixed=_percent(row.share_mixed),
        indirect=_percent(row.share_indirect),
        anonymous=_percent(row.share_anonymous),
        hands=_mean(row.mean_hands),
        voices=tuple((shorten(one.name, 48), one.n) for one in row.voices[:5]),
    )
