"""Sayings of the corpus: the list, and the spread of one over outlets and time, as a picture and as the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from sayso.corpus import Corpus
from sayso.corpus.records import Appearance, Saying, SayingRow
from sayso.exports.statements import shorten
from sayso.web import tables
from sayso.web.app import service_of
from sayso.web.asking import answer_file, ask_or_tell, corpus_of, parse_or_tell
from sayso.web.corpus_state import MOST_ROWS, Listed, Spread, parse_listed, parse_spread
from sayso.web.pictures import answer_picture, can_draw_png
from sayso.web.problems import Problem
from sayso.web.tables import count, list_downloads
from sayso.web.timeline import draw_timeline, strip_marks, tell_date, tell_descent, tell_variant
from sayso.web.timeline_layout import lay_out, select_appearances
from sayso.web.views_corpus import Download, Occurrence, SayingPage, SayingsPage, Wording

router: Final = APIRouter(include_in_schema=False)


@router.get("/sayings")
def sayings(request: Request) -> Response:
    """The sayings on most pages, or those that a quotation is a wording or a part of."""
    service, corpus = service_of(request), corpus_of(request)
    state, problem = parse_or_tell(parse_listed, request, Listed())
    with corpus.one_view():
        rows, problem = ask_or_tell(lambda: find_sayings(corpus, state), problem)
        is_empty = not rows and not len(corpus)
    page = SayingsPage(
        **service.base(request, "Sayings"),
        state=state,
        problem=problem,
        rows=tuple(map(tables.view_saying, rows[: state.limit])),
        next_url=state.url("/sayings", after=after) if (after := follow_sayings(state, rows)) else "",
        downloads=list_downloads(lambda suffix: replace(state, limit=MOST_ROWS).url(f"/sayings.{suffix}")) if rows else (),
        is_empty=is_empty,
    )
    return service.render("sayings.html", page, status=422 if problem else 200)


def find_sayings(corpus: Corpus, state: Listed) -> list[SayingRow]:
    """The sayings of a list, and one more where there is a next part; of a quotation, the twenty on most pages."""
    if not state.q:
        return corpus.sayings(after=state.below, limit=min(state.limit + 1, MOST_ROWS))
    return [
        SayingRow(one.saying, one.words, one.n_appearances, one.n_pages, one.n_outlets, one.n_origins, one.first, one.last)
        for one in corpus.trace(state.q)
    ]


def follow_sayings(state: Listed, rows: Sequence[SayingRow]) -> str:
    """What `after` is in the next part of a list of sayings; "" at the end."""
    return f"{rows[state.limit - 1].n_pages}.{rows[state.limit - 1].saying}" if not state.q and len(rows) > state.limit else ""


@router.get("/sayings.{suffix}")
def sayings_file(request: Request, suffix: str) -> Response:
    """The sayings of a list as a file."""
    state = parse_listed(request.query_params)
    return answer_file(find_sayings(corpus_of(request), state)[: state.limit], SayingRow, suffix, "sayso-sayings")


@router.get("/sayings/{number:int}")
def saying(request: Request, number: int) -> Response:
    """The spread of a saying: the picture, and the same as a table."""
    service = service_of(request)
    found = find_saying(corpus_of(request), number)
    state, problem = parse_or_tell(parse_spread, request, Spread())
    try:
        shown = select_appearances(found, state.since, state.until)
    except ValueError as error:
        problem, state, shown = str(error), replace(state, since="", until=""), found.appearances
    path = f"/sayings/{found.saying}"
    pictures = [("SVG", "svg"), *([("PNG", "png")] if can_draw_png() else [])]
    page = SayingPage(
        **service.base(request, f"“{shorten(strip_marks(found.words), 80)}”"),
        state=state,
        path=path,
        problem=problem,
        words=found.words,
        summary=_sum_up(found),
        voices=found.voices[:12],
        picture=Markup(draw_timeline(found, shown, state.since, state.until)),  # every part is escaped where it is made
        notes=_note_left_out(found, shown, state),
        wordings=_view_wordings(found, shown),
        rows=_view_occurrences(found, shown),
        pictures=tuple(Download(name, state.url(f"{path}/spread.{suffix}")) for name, suffix in pictures),
        downloads=list_downloads(lambda suffix: state.url(f"{path}.{suffix}")),
    )
    return service.render("saying.html", page, status=422 if problem else 200)


def find_saying(corpus: Corpus, number: int) -> Saying:
    """The saying of that number.

    Raises:
        Problem: there is none (404).
    """
    found = corpus.saying(number) if 0 < number < 1 << 62 else None
    if found is None:
        raise Problem(404, "There is no saying of that number in this corpus.")
    return found


@router.get("/sayings/{number:int}/spread.{suffix}")
def saying_picture(request: Request, number: int, suffix: str) -> Response:
    """The picture of a saying as a file."""
    if suffix not in ("svg", "png"):
        raise Problem(404, "There is no such picture; there are svg and png.")
    found = find_saying(corpus_of(request), number)
    state = parse_spread(request.query_params)
    svg = draw_timeline(found, _select(found, state), state.since, state.until, linked=False)
    return answer_picture(svg, suffix, f"sayso-saying-{found.saying}", state.theme)


@router.get("/sayings/{number:int}.{suffix}")
def saying_file(request: Request, number: int, suffix: str) -> Response:
    """The occurrences of a saying as a file."""
    found = find_saying(corpus_of(request), number)
    rows = _select(found, parse_spread(request.query_params))
    return answer_file(rows, Appearance, suffix, f"sayso-saying-{found.saying}")


def _select(found: Saying, state: Spread) -> tuple[Appearance, ...]:
    try:
        return select_appearances(found, state.since, state.until)
    except ValueError as error:
        raise Problem(422, str(error)) from None


def _sum_up(found: Saying) -> str:
    n_wordings = count(len(found.variants), "wording")
    where = f"{count(found.n_pages, 'page')} of {count(found.n_outlets, 'outlet')}, from {count(found.n_origins, 'independent origin')}"
    span = tables.tell_span(found.first, found.last)
    return f"{n_wordings} on {where}{f'; {span}' if span else ''}."


def _note_left_out(found: Saying, shown: Sequence[Appearance], state: Spread) -> tuple[str, ...]:
    """What is not shown, and why."""
    notes = []
    if state.since or state.until:
        days = " ".join(f"{word} {tables.tell_date(day)}" for word, day in (("from", state.since), ("to", state.until)) if day)
        days = f"in {tables.tell_date(state.since)}" if state.since == state.until else days
        n_undated = sum(one.published is None for one in found.appearances)
        undated = f"; {n_undated} without a date {'is' if n_undated == 1 else 'are'} left out" if n_undated else ""
        notes.append(f"{count(len(shown), 'occurrence')} of {len(found.appearances):,}, published {days}{undated}.")
    elif n_undated := sum(one.published is None for one in shown):
        notes.append(f"{count(n_undated, 'occurrence')} without a date: in a lane of their own, in no order.")
    if found.is_cut:
        notes.append(f"The earliest {len(found.appearances):,} of {found.n_appearances:,} occurrences are shown.")
    for because, n in lay_out(shown, state.since, state.until).left_out:
        are = "is" if n == 1 else "are"
        notes.append(f"{count(n, 'line')} of descent by {because} {are} not drawn: too many to tell apart. The table has them.")
    return tuple(notes)


def _view_wordings(found: Saying, shown: Sequence[Appearance]) -> tuple[Wording, ...]:
    used = {one.variant for one in shown}
    return tuple(
        Wording(one.number + 1, shorten(one.words, 2000), one.n_appearances, tell_variant(one))
        for one in found.variants
        if one.number in used or one.number == 0
    )


def _view_occurrences(found: Saying, shown: Sequence[Appearance]) -> tuple[Occurrence, ...]:
    variants = {one.number: one for one in found.variants}
    return tuple(
        Occurrence(
            number=one.number + 1,
            date=tell_date(one),
            is_dated=one.published is not None,
            outlet=one.outlet or "",
            origin=one.origin if one.outlet and one.origin != one.outlet else "",
            voice=shorten(one.voice or "", 80),
            wording=one.variant + 1,
            differences=tell_variant(variants[one.variant]),
            descent=tell_descent(one),
            follows=one.follows + 1 if one.follows is not None else 0,
            headline=shorten(one.headline or "", 140),
            url=tables.statement_url(one.page, one.attribution),
        )
        for one in shown
    )
