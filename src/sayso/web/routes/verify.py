"""Quotations held against a record: paste or drop one, see both side by side, come back to it by its address."""

from __future__ import annotations

from typing import Final

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from sayso.checks import Record, parse_record
from sayso.errors import SaysoError
from sayso.exports.statements import format_date
from sayso.pages.decoding import decode
from sayso.reading import Check, Finding
from sayso.web.app import Service, service_of
from sayso.web.compare import describe_quotes, render_record
from sayso.web.describe import describe_chips, find_shown
from sayso.web.forms import check_length, clean_text, client_of, read_form
from sayso.web.library import Ready
from sayso.web.problems import Problem, to_problem
from sayso.web.state import State, parse_state
from sayso.web.tasks import Task, What
from sayso.web.views import VerifyPage

router: Final = APIRouter(include_in_schema=False)

_MOST_OTHERS: Final = 5
"""Other records that are looked into for words that the one shown does not have."""


@router.get("/r/{key}/verify")
def verify(request: Request, key: str) -> Response:
    """The form: paste a record, or choose a file."""
    state = parse_state(key, request.query_params)
    ready = service_of(request).library.get(key, as_read=state.as_read)
    return _render(request, state, ready)


@router.post("/r/{key}/verify")
async def add_record(request: Request, key: str) -> Response:
    """Keeps a record beside the reading and leads to the comparison."""
    service = service_of(request)
    state = parse_state(key, request.query_params)
    ready = await run_sync(service.library.get, key)
    form = await read_form(request)
    try:
        file = form.file
        text = clean_text(decode(file.body).text) if file is not None else form["record"]
        name = form["name"].strip()[:120] or (file.name if file is not None else "the record")
        if not text.strip():
            raise Problem(422, "No record was sent: paste the words, or choose a text file of them.")
        check_length(text, service.limits, "The record")
    except (Problem, SaysoError) as error:
        return await run_sync(_render, request, state, ready, to_problem(error))
    record = await service.write(service.workspace.add_record, key, name, text.replace("\r\n", "\n"))
    return RedirectResponse(f"/r/{key}/verify/{record}", status_code=303)


@router.get("/r/{key}/verify/{record_id}")
async def compare(request: Request, key: str, record_id: str) -> Response:
    """Both panes: every quotation with its verdict, and the record with what it is made of."""
    service = service_of(request)
    state = parse_state(key, request.query_params)
    ready = await run_sync(lambda: service.library.get(key, as_read=state.as_read))
    record = await run_sync(service.workspace.record, key, record_id)
    if record is None:
        raise Problem(404, "There is no record of that id beside this reading.")
    parsed = await run_sync(parse_record, record.text, record.name)
    others = await run_sync(_load_others, service, key, record_id)
    try:
        checked = await service.desk.do(Task(What.QUOTES, reading=ready.outline.reading, records=(parsed, *others)), client_of(request))
    except (Problem, SaysoError) as error:
        problem = to_problem(error)
        return await run_sync(lambda: _render(request, state, ready, problem, record.id, parsed))
    findings = tuple(one for one in checked.findings if one.check is Check.QUOTE)
    return await run_sync(lambda: _render(request, state, ready, None, record.id, parsed, findings))


def _load_others(service: Service, key: str, record_id: str) -> list[Record]:
    """The other records beside a reading, the latest few."""
    kept = [service.workspace.record(key, one) for one, _ in service.workspace.records(key)[: _MOST_OTHERS + 1] if one != record_id]
    return [parse_record(one.text, one.name) for one in kept[:_MOST_OTHERS] if one is not None]


def _render(
    request: Request,
    state: State,
    ready: Ready,
    problem: Problem | None = None,
    record_id: str = "",
    record: Record | None = None,
    findings: tuple[Finding, ...] = (),
) -> Response:
    service = service_of(request)
    view = ready.outline
    chips = describe_chips(view, state, find_shown(view, state), frozenset())
    quotes, tally = describe_quotes(view, findings, record, chips) if record else ((), ())
    focus = request.query_params.get("q", "")
    page = VerifyPage(
        **service.base(request, f"Quotations checked: {view.reading.page.headline or 'a page'}"),
        state=state,
        headline=view.reading.page.headline or "A page",
        records=service.workspace.records(state.key),
        record_id=record_id,
        record_name=record.name if record else "",
        record_notes=(*([f"Dated {format_date(record.date)}."] if record.date else []), *record.notes) if record else (),
        record=render_record(record.text, findings) if record else Markup(""),
        quotes=quotes,
        tally=tally,
        problem=problem.detail if problem else "",
        focus=int(focus) if focus.isascii() and focus.isdigit() and len(focus) < 6 else 0,
    )
    return service.render("verify.html", page, status=problem.status if problem else 200)
