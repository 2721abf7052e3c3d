"""The pages of the corpus: search, people, outlets, comparison; each with the files of what it shows. `sayings` has the others.

Decides which questions a page asks. Those of one request see the corpus in one state and have one second together (THREATS 19), after which
the answer is 503 with a sentence. A wrong value in an address is told on the page, beside the form in which it can be put right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.corpus import Corpus
from sayso.corpus.records import Comparison, Merge, OutletRow, Statement, VoiceEntry, VoiceRow
from sayso.exports.statements import shorten
from sayso.web import pairs, tables
from sayso.web.app import service_of
from sayso.web.asking import answer_file, ask_or_tell, corpus_of, parse_or_tell
from sayso.web.corpus_state import MOST_ROWS, Beside, Listed, Outlets, Search, parse_beside, parse_listed, parse_outlets, parse_search
from sayso.web.feed import MEDIA_TYPE, write_feed
from sayso.web.forms import read_form
from sayso.web.problems import Problem
from sayso.web.tables import list_downloads
from sayso.web.views_corpus import ComparePage, OutletsPage, PeoplePage, PersonPage, SearchPage

router: Final = APIRouter(include_in_schema=False)

_MOST_NAMES: Final = 200
_LATEST: Final = 30
_SAYINGS: Final = 25
_FEED: Final = 50


# ---------------------------------------------------------------- search


@router.get("/search")
def search(request: Request) -> Response:
    """Statements by words and filters, with what they have in common."""
    service, corpus = service_of(request), corpus_of(request)
    state, problem = parse_or_tell(parse_search, request, Search(q=request.query_params.get("q", "")[:200]))
    with corpus.one_view():
        rows, problem = ask_or_tell(lambda: _find(corpus, state), problem)
        counted, problem = ask_or_tell(lambda: [corpus.facets(state.q, state.filters)], problem)
        voice = corpus.voice(state.voice) if state.voice is not None else None
        is_empty = not rows and not len(corpus)
    shown = rows[: state.limit]
    page = SearchPage(
        **service.base(request, "Search"),
        state=state,
        problem=problem,
        rows=tuple(map(tables.view_statement, shown)),
        counted=tables.tell_found(counted[0], len(shown), is_first=state.after is None) if counted else "",
        facets=tables.view_facets(counted[0], state) if counted else (),
        chosen=tables.view_chosen(state, voice.name if voice else f"no. {state.voice}") if not problem else (),
        first_url=state.url(after=None) if state.after is not None else "",
        next_url=_follow(state, rows) or "",
        downloads=list_downloads(lambda suffix: replace(state, limit=MOST_ROWS).url(f"/search.{suffix}")) if shown else (),
        feed_url=state.url("/search.atom", after=None, order="newest"),
        is_empty=is_empty,
    )
    return service.render("search.html", page, status=422 if problem else 200)


def _find(corpus: Corpus, state: Search) -> list[Statement]:
    """The rows of a part of a search, and one more where there is a next part."""
    return corpus.search(**state.ask(), limit=min(state.limit + 1, MOST_ROWS))


def _follow(state: Search, rows: Sequence[Statement], path: str = "/search") -> str:
    """The address of the next part of a search; "" at the end."""
    if len(rows) <= state.limit and not (state.limit == MOST_ROWS == len(rows)):
        return ""
    keyed = state.order in ("newest", "oldest")
    return state.url(path, after=rows[state.limit - 1].id if keyed else (state.after or 0) + state.limit)


@router.get("/search.atom")
def feed(request: Request) -> Response:
    """The search as an Atom feed: what was added last, first."""
    corpus = corpus_of(request)
    state = replace(parse_search(request.query_params), after=None, order="added", limit=_FEED)
    with corpus.one_view():
        rows = corpus.search(**state.ask(), limit=state.limit)
        added = corpus.added([row.page for row in rows])
    base = str(request.base_url).rstrip("/")
    body = write_feed(state, rows, added, base)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=MEDIA_TYPE, headers={"ETag": tag})


@router.get("/search.{suffix}")
def search_file(request: Request, suffix: str) -> Response:
    """The rows of a search as a file."""
    state = parse_search(request.query_params)
    rows = _find(corpus_of(request), state)
    return answer_file(rows[: state.limit], Statement, suffix, "sayso-search", _follow(state, rows, f"/search.{suffix}"))


# ---------------------------------------------------------------- people


@router.get("/people")
def people(request: Request) -> Response:
    """The voices of the corpus, or those that a name may mean."""
    service, corpus = service_of(request), corpus_of(request)
    state, problem = parse_or_tell(parse_listed, request, Listed())
    with corpus.one_view():
        rows, problem = ask_or_tell(lambda: find_people(corpus, state), problem)
        is_empty = not rows and not len(corpus)
    page = PeoplePage(
        **service.base(request, "People"),
        state=state,
        problem=problem,
        rows=tuple(map(tables.view_entry, rows[: state.limit])),
        next_url=state.url("/people", after=after) if (after := follow_voices(state, rows)) else "",
        downloads=list_downloads(lambda suffix: replace(state, limit=_MOST_NAMES).url(f"/people.{suffix}")) if rows else (),
        is_empty=is_empty,
    )
    return service.render("people.html", page, status=422 if problem else 200)


def find_people(corpus: Corpus, state: Listed) -> list[VoiceEntry]:
    """The voices of a list, and one more where there is a next part; all of those that a name may mean, two hundred at most."""
    limit = min(state.limit, _MOST_NAMES)
    return corpus.voice_entries(state.q, after=state.below, limit=limit + 1)


def follow_voices(state: Listed, rows: Sequence[VoiceEntry]) -> str:
    """What `after` is in the next part of a list of voices; "" at the end."""
    limit = min(state.limit, _MOST_NAMES)
    return f"{rows[limit - 1].n_statements}.{rows[limit - 1].voice_id}" if not state.q and len(rows) > limit else ""


@router.get("/people.{suffix}")
def people_file(request: Request, suffix: str) -> Response:
    """The voices of a list as a file."""
    state = parse_listed(request.query_params)
    rows = find_people(corpus_of(request), state)[: min(state.limit, _MOST_NAMES)]
    return answer_file(rows, VoiceEntry, suffix, "sayso-people")


@router.get("/people/{voice:int}")
def person(request: Request, voice: int) -> Response:
    """Everything that one voice is made to say."""
    service, corpus = service_of(request), corpus_of(request)
    with corpus.one_view():
        row = find_voice(corpus, voice)
        sayings = corpus.voice_sayings(row.voice_id, limit=_SAYINGS)
        rows = corpus.search(voice_id=row.voice_id, limit=_LATEST)
        merges = find_merges(corpus, row)
    search = Search(voice=row.voice_id)
    page = PersonPage(
        **service.base(request, row.name),
        voice=tables.view_voice(row),
        aliases=tuple(shorten(alias, 80) for alias in row.aliases[:24]),
        facts=tables.tell_facts(row),
        sayings=tuple(map(tables.view_voice_saying, sayings)),
        rows=tuple(map(tables.view_statement, rows)),
        search_url=search.url(),
        merges=tuple(map(tables.view_merge, merges)),
        downloads=list_downloads(lambda suffix: replace(search, limit=MOST_ROWS).url(f"/search.{suffix}")),
        feed_url=search.url("/search.atom"),
    )
    return service.render("person.html", page)


def find_voice(corpus: Corpus, voice: int) -> VoiceRow:
    """The voice of that number, or what it was merged into.

    Raises:
        Problem: there is none (404).
    """
    row = corpus.voice(voice) if voice < 1 << 62 else None
    if row is None:
        raise Problem(404, "There is nobody of that number in this corpus.")
    return row


def find_merges(corpus: Corpus, row: VoiceRow) -> list[Merge]:
    """The names that were taken for a voice, or may be; not those of others who are called the same."""
    return [merge for merge in corpus.merges(row.name) if row.voice_id in (merge.voice_id, merge.into_id)]


@router.post("/people/merges/{merge}")
async def decide_merge(request: Request, merge: str) -> Response:
    """Accepts, refuses or undoes a merge, and leads back to the voice."""
    form = await read_form(request)
    voice = form["voice"]
    if not (voice.isascii() and voice.isdigit() and len(voice) < 19):
        raise Problem(422, "The form does not say which voice it is about.")
    await service_of(request).write(corpus_of(request).decide_merge, merge, form["decision"])
    return RedirectResponse(f"/people/{voice}#merges", status_code=303)


# ---------------------------------------------------------------- outlets


@router.get("/outlets")
def outlets(request: Request) -> Response:
    """Whom each outlet quotes, how directly, how many hands away, and how much without a name."""
    service, corpus = service_of(request), corpus_of(request)
    state, problem = parse_or_tell(lambda params: parse_outlets(params, tables.SORTS), request, Outlets())
    with corpus.one_view():
        rows, problem = ask_or_tell(lambda: find_outlets(corpus, state), problem)
        is_empty = not rows and not len(corpus)
    page = OutletsPage(
        **service.base(request, "Outlets"),
        state=state,
        problem=problem,
        rows=tuple(map(tables.view_outlet, rows)),
        heads=tables.head_outlets(state),
        downloads=list_downloads(lambda suffix: state.url(f"/outlets.{suffix}")) if rows else (),
        is_empty=is_empty,
    )
    return service.render("outlets.html", page, status=422 if problem else 200)


def find_outlets(corpus: Corpus, state: Outlets) -> list[OutletRow]:
    """The outlets of a table: those with most statements, by the column that is asked for."""
    return tables.sort_outlets(corpus.outlets(state.name or None, limit=state.limit), state.sort)


@router.get("/outlets.{suffix}")
def outlets_file(request: Request, suffix: str) -> Response:
    """The outlets as a file."""
    state = parse_outlets(request.query_params, tables.SORTS)
    return answer_file(find_outlets(corpus_of(request), state), OutletRow, suffix, "sayso-outlets")


# ---------------------------------------------------------------- comparison


@router.get("/compare")
def compare(request: Request) -> Response:
    """Two outlets, or two pages or versions of one, side by side."""
    service, corpus = service_of(request), corpus_of(request)
    state, problem = parse_or_tell(lambda params: parse_beside(params, pairs.FATES), request, Beside())
    with corpus.one_view():
        rows, problem = ask_or_tell(lambda: find_pairs(corpus, state), problem)
        names = tuple(row.outlet for row in corpus.outlets(limit=_MOST_NAMES) if row.outlet)
        is_empty = not len(corpus)
    shown = _pick(rows, state)
    page = ComparePage(
        **service.base(request, "Compare"),
        state=state,
        problem=problem,
        outlets=names,
        rows=tuple(map(pairs.view_pair, shown)),
        tally=pairs.tally_fates(rows, state),
        downloads=list_downloads(lambda suffix: state.url(f"/compare.{suffix}")) if shown else (),
        is_empty=is_empty,
    )
    return service.render("compare.html", page, status=422 if problem else 200)


def find_pairs(corpus: Corpus, state: Beside) -> list[Comparison]:
    """The lines of a comparison, the most telling first; none where a side is not given."""
    if not state.a or not state.b:
        return []
    order = list(pairs.FATES)
    return sorted(corpus.compare(state.a, state.b, limit=state.limit), key=lambda row: order.index(row.fate))


def _pick(rows: Sequence[Comparison], state: Beside) -> list[Comparison]:
    return [row for row in rows if not state.fate or row.fate == state.fate]


@router.get("/compare.{suffix}")
def compare_file(request: Request, suffix: str) -> Response:
    """A comparison as a file."""
    state = parse_beside(request.query_params, pairs.FATES)
    return answer_file(_pick(find_pairs(corpus_of(request), state), state), Comparison, suffix, "sayso-compare")
