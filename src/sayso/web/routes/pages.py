"""The pages for people: start, reading, list, help, export, health."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.errors import SaysoError
from sayso.exports.characters import show_controls
from sayso.exports.formats import FORMATS
from sayso.version import __version__
from sayso.web.app import HERE, Service, service_of
from sayso.web.assemble import count_shown, find_picked, make_reading_page
from sayso.web.cards import describe_card
from sayso.web.describe import HELD, VERDICTS, describe_chips, find_shown
from sayso.web.forms import Form, check_length, client_of, read_form
from sayso.web.openapi import list_operations
from sayso.web.problems import Problem, to_problem
from sayso.web.prose import dom_id
from sayso.web.state import parse_state
from sayso.web.tasks import Task, What
from sayso.web.views import ApiPage, HelpPage, ListPage, StartPage

router: Final = APIRouter(include_in_schema=False)

_PER_PAGE: Final = 50
_RECENT: Final = 6

KEYS: Final = (
    ("j  k", "next, previous statement"),
    ("n  p", "next, previous statement by the same voice"),
    ("Enter", "open the evidence card"),
    ("Esc", "close it and go back to the place in the text"),
    ("c", "the chain: through whose hands it came"),
    ("v", "hold the quotations against a record"),
    ("h", "highlights off and on"),
    ("/", "search the statements"),
    ("?", "this help"),
)
"""The single keys of the reading view; the switch on the help page turns them off."""


# ---------------------------------------------------------------- start


@router.get("/")
async def start(request: Request) -> Response:
    """The first page: paste, give an address, drop a file, or choose an example."""
    return await run_sync(_render_start, request, None, "", "")


@router.post("/read")
async def read(request: Request) -> Response:
    """Reads what was sent and leads to its reading; what cannot be read comes back with the reason."""
    service = service_of(request)
    form = await read_form(request)
    text, url = form["text"], form["url"].strip()
    try:
        task = await _make_task(service, request, form, text, url)
        reading = await service.desk.do(task, client_of(request))
        key = await service.write(service.library.add, reading)
    except (SaysoError, Problem) as error:
        return await run_sync(_render_start, request, to_problem(error), text, url)
    return RedirectResponse(f"/r/{key}", status_code=303)


async def _make_task(service: Service, request: Request, form: Form, text: str, url: str) -> Task:
    example = form["example"]
    if example:
        if example not in [file for file, _, _ in load_examples()]:
            raise Problem(404, "There is no example of that name.")
        return Task(What.READ, (HERE / "examples" / example).read_bytes(), example)
    if form.file is not None:
        return Task(What.READ, form.file.body, form.file.name)
    if text.strip():
        source = check_length(text, service.limits).replace("\r\n", "\n")
        return Task(What.READ, source.encode(), "the text", url=url or None, charset="utf-8")
    if url:
        return await service.desk.fetch(url, client_of(request))
    raise Problem(422, "Nothing was sent: paste a text, give an address, or choose a file.")


def _render_start(request: Request, problem: Problem | None, text: str, url: str) -> Response:
    service = service_of(request)
    page = StartPage(
        **service.base(request, "On whose say-so?"),
        entries=service.workspace.entries(limit=_RECENT),
        examples=load_examples(),
        workspace=_name_workspace(service),
        problem=problem.detail if problem else "",
        text=text,
        url=url,
    )
    headers = problem.headers() if problem else {}
    return service.render("start.html", page, status=problem.status if problem else 200, headers=headers)


@cache
def load_examples() -> tuple[tuple[str, str, str], ...]:
    """File name, headline and a note for each example that is shipped."""
    data = tomllib.loads((HERE / "examples" / "examples.toml").read_text(encoding="utf-8"))
    return tuple((one["file"], one["headline"], one["note"]) for one in data["example"])


def _name_workspace(service: Service) -> str:
    path = service.settings.workspace
    if path is None:
        return "Readings are kept in memory and are gone when the server stops."
    return f"Readings are kept on this computer, in {show_controls(str(path))}."


# ---------------------------------------------------------------- a reading


@router.get("/r/{key}")
def reading(request: Request, key: str) -> Response:
    """The reading view."""
    return _render_reading(request, key)


@router.get("/r/{key}/statement/{identifier:path}")
def statement(request: Request, key: str, identifier: str) -> Response:
    """The reading view with the card of a statement open."""
    return _render_reading(request, key, statement=identifier)


@router.get("/r/{key}/chain/{identifier:path}")
def chain(request: Request, key: str, identifier: str) -> Response:
    """The reading view with a chain pinned and its evidence lit."""
    return _render_reading(request, key, chain=identifier)


@router.get("/r/{key}/finding/{number:int}")
def finding(request: Request, key: str, number: int) -> Response:
    """The reading view with a finding's words lit on both sides."""
    return _render_reading(request, key, finding=number)


@router.get("/r/{key}/event/{number:int}")
def event(request: Request, key: str, number: int) -> Response:
    """The reading view with an event's words lit."""
    return _render_reading(request, key, event=number)


def _render_reading(request: Request, key: str, **picked: Any) -> Response:  # the fields of a state
    service = service_of(request)
    permalink = service.library.find(key)
    if permalink != key:  # the key of a page, by which the corpus names it: its current reading
        address = request.url.path.replace(f"/r/{key}", f"/r/{permalink}", 1)
        return RedirectResponse(request.url.replace(scheme="", netloc="", path=address).components.geturl())
    state = parse_state(key, request.query_params, **picked)
    ready = service.library.get(key, as_read=state.as_read)
    formats = tuple((one.name, one.purpose) for one in FORMATS.values())
    added = service.workspace.when(key)
    page = make_reading_page(ready, state, formats=formats, version=__version__, assets=service.assets, added=added)
    return service.render("reading.html", page)


@router.get("/r/{key}/card/{identifier:path}")
def card(request: Request, key: str, identifier: str) -> Response:
    """The evidence card alone, for the script that shows it beside the text."""
    service = service_of(request)
    state = parse_state(key, request.query_params, statement=identifier)
    ready = service.library.get(key, as_read=state.as_read)
    found = find_picked(ready.outline, state)
    assert found is not None
    corrected = frozenset() if state.as_read else frozenset(one.attribution for one in ready.corrections)
    chips = describe_chips(ready.outline, state, find_shown(ready.outline, state), corrected)
    html = service.fragment("_card.html", card=describe_card(ready.outline, found, state, chips, ready.corrections), state=state)
    return Response(html, media_type="text/html; charset=utf-8")


@router.get("/r/{key}/matches")
def matches(request: Request, key: str) -> Response:
    """Which statements stand out under a filter, by the names they have in the page, and how many, in a sentence."""
    service = service_of(request)
    state = parse_state(key, request.query_params)
    view = service.library.get(key, as_read=state.as_read).outline
    shown = find_shown(view, state)
    names = [dom_id(one) for one in view.statements if one.attribution.id in shown]
    return JSONResponse({"filtered": state.is_filtered, "on": names, "say": count_shown(view, state, shown), "url": state.url()})


@router.get("/r/{key}/export/{name}")
def export(request: Request, key: str, name: str) -> Response:
    """The reading, with its corrections, as a file in one of the formats."""
    service = service_of(request)
    found = FORMATS.get(name)
    if found is None:
        raise Problem(404, f"There is no such format; there are {', '.join(FORMATS)}.")
    state = parse_state(key, request.query_params)
    body = found.write(service.library.get(key, as_read=state.as_read).outline.reading)
    headers = {"Content-Disposition": f'attachment; filename="sayso-{key_name(key)}{found.suffix}"'}
    if found.name == "html":  # it brings its own policy, which allows its one style sheet by digest
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(body.encode("utf-8", "replace"), media_type=found.media_type, headers=headers)


def key_name(key: str) -> str:
    """The id of a reading as part of a file name: its letters and digits, whatever else an address may hold."""
    return "".join(char for char in key if char.isascii() and char.isalnum())[:32] or "reading"


@router.post("/r/{key}/delete")
async def delete(request: Request, key: str) -> Response:
    """Deletes a reading and leads to the list."""
    service = service_of(request)
    await service.write(service.library.delete, key)
    return RedirectResponse("/readings", status_code=303)


# ---------------------------------------------------------------- the others


@router.get("/readings")
def readings(request: Request) -> Response:
    """The stored readings, searched and paged."""
    service = service_of(request)
    query = " ".join(request.query_params.get("q", "")[:200].split())
    before = request.query_params.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    entries = service.workspace.entries(query, before=number, limit=_PER_PAGE + 1)
    more = len(entries) > _PER_PAGE
    entries = entries[:_PER_PAGE]
    following = f"/readings?{urlencode({'q': query, 'before': entries[-1].number})}" if more else ""
    page = ListPage(
        **service.base(request, "Readings"), entries=entries, query=query, next_url=following, workspace=_name_workspace(service)
    )
    return service.render("readings.html", page)


@router.get("/help")
def help_page(request: Request) -> Response:
    """Keys, signs and lines."""
    service = service_of(request)
    page = HelpPage(**service.base(request, "Keys and signs"), signs=tuple(HELD.values()), verdicts=tuple(VERDICTS.items()), keys=KEYS)
    return service.render("help.html", page)


@router.get("/api")
def api_page(request: Request) -> Response:
    """The operations of the REST API."""
    service = service_of(request)
    page = ApiPage(**service.base(request, "The REST API"), operations=list_operations(request.app))
    return service.render("api.html", page)


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon, where browsers look for it unasked."""
    return RedirectResponse("/static/icon.svg", status_code=301)
