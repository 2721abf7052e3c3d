"""The REST API: what programs ask, as JSON by our schema; errors as problem details."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Final, TypeVar

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from sayso.checks import parse_record
from sayso.corpus.workspace import correction_to_json
from sayso.corpus.writing import clean_reading
from sayso.exports.formats import FORMATS
from sayso.exports.json import attribution_to_json, from_json, to_json
from sayso.exports.statements import Outline
from sayso.reading import Attribution, Check, Finding, Held, Manner, Reading, Reported, Span
from sayso.version import __version__
from sayso.web.app import Service, service_of
from sayso.web.compare import slug_of
from sayso.web.describe import VERDICTS, describe_band, describe_voices
from sayso.web.forms import check_length, clean_text, client_of, read_form, read_json
from sayso.web.problems import Problem
from sayso.web.routes.corrections import keep_correction, write_annotations
from sayso.web.state import State
from sayso.web.tasks import Task, What

router: Final = APIRouter(include_in_schema=False)

JsonObject = dict[str, Any]  # what `json` makes of an object
Member = TypeVar("Member", bound=StrEnum)

_LONGEST_URL: Final = 2000


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:  # any JSON value
    """JSON that can always be encoded and never says NaN."""
    body = json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(body, status, headers, "application/json")


# ---------------------------------------------------------------- health


@router.get("/health")
async def health(request: Request) -> Response:
    """Whether the service answers, and how many pages wait; never waits for anything itself."""
    return JSONResponse({"status": "ok", "version": __version__, "waiting": service_of(request).desk.n_waiting})


@router.get("/api/v1/openapi.json")
async def openapi(request: Request) -> Response:
    """The description of this API, OpenAPI 3.1."""
    return answer(request.app.openapi())


# ---------------------------------------------------------------- reading


@router.post("/api/v1/read")
async def read(request: Request) -> Response:
    """Reads a page and answers with its reading, which is stored."""
    service = service_of(request)
    task = await _task_of(service, request)
    reading = await service.desk.do(task, client_of(request))
    return await service.write(_store, service, reading, 200)


def _store(service: Service, reading: Reading, status: int) -> Response:
    reading = clean_reading(reading)  # as it is stored
    identifier = service.library.add(reading)
    return answer({"id": identifier, **to_json(reading)}, status, {"Location": f"/api/v1/readings/{identifier}"})


async def _task_of(service: Service, request: Request) -> Task:
    """What a body asks to read: a file, or an object with text, html or url."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data":
        form = await read_form(request)
        file = form.file
        unknown = sorted(form.fields.keys() - {"file"})
        if unknown:
            raise Problem(422, f"There is no field {unknown[0][:40]!r} in this form; it has one, “file”.")
        if file is None:
            raise Problem(422, "The form has no file; send one in the field “file”.")
        return Task(What.READ, file.body, file.name)
    data = _take_object(await read_json(request), "The body")
    return await _task_of_fields(service, request, data)


async def _task_of_fields(service: Service, request: Request, data: JsonObject) -> Task:
    if "text" in data:
        _check_fields(data, {"text"}, {"url"})
        text = check_length(_take_string(data, "text"), service.limits)
        return Task(What.READ, text.encode(), "the text", url=_take_url(data), charset="utf-8", media_type="text/plain")
    if "html" in data:
        _check_fields(data, {"html"}, {"url"})
        return Task(
            What.READ, _take_string(data, "html").encode(), "the page", url=_take_url(data), charset="utf-8", media_type="text/html"
        )
    _check_fields(data, {"url"}, set(), "It has to have “text”, “html” or “url”")
    return await service.desk.fetch(_take_url(data) or "", client_of(request))


# ---------------------------------------------------------------- stored readings


@router.get("/api/v1/readings")
def list_readings(request: Request) -> Response:
    """The stored readings, newest first, a page at a time."""
    params = _params(request, {"q", "limit", "before"})
    limit = _take_count(params, "limit", 50, most=200)
    before = _take_count(params, "before", None, most=2**53 - 1)
    entries = service_of(request).workspace.entries(clean_text(params.get("q", ""))[:200], before=before, limit=limit or 50)
    items = [
        {
            "id": one.id,
            "number": one.number,
            "headline": one.headline,
            "origin": one.origin,
            "published": one.published,
            "statements": one.n_statements,
            "voices": one.n_voices,
            "added": one.added,
        }
        for one in entries
    ]
    following = entries[-1].number if len(entries) == limit else None
    return answer({"items": items, "next": following})


@router.post("/api/v1/readings")
async def add_reading(request: Request) -> Response:
    """Stores a reading that was made elsewhere, by the schema."""
    service = service_of(request)
    data = _take_object(await read_json(request), "The body")
    reading = await run_sync(lambda: from_json(_cleaned(data)))
    return await service.write(_store, service, reading, 201)


def _cleaned(value: Any) -> Any:  # any JSON value
    """The value with U+FFFD for half surrogate pairs, as they are replaced wherever text comes in."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not value.isascii() else value
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    return value


@router.get("/api/v1/readings/{key}")
def get_reading(request: Request, key: str) -> Response:
    """A reading as it was read; with ?corrected=true as a person left it."""
    params = _params(request, {"corrected"})
    library = service_of(request).library
    if not _take_flag(params, "corrected"):
        return answer(library.wire(key))
    return answer({"id": key, **to_json(library.get(key).outline.reading)})


@router.delete("/api/v1/readings/{key}")
async def delete_reading(request: Request, key: str) -> Response:
    """Deletes a page with its readings, their corrections and its records."""
    service = service_of(request)
    await service.write(service.library.delete, key)
    return Response(status_code=204)


@router.get("/api/v1/readings/{key}/statements")
def list_statements(request: Request, key: str) -> Response:
    """The statements of a reading, with their words; filtered by voice, manner, commitment, words."""
    params = _params(request, {"voice", "manner", "held", "reported", "q", "corrected"})
    view = _outline(request, key, params)
    wanted = [("voice", params.get("voice"))] if "voice" in params else []
    for name, kind in (("manner", Manner), ("held", Held), ("reported", Reported)):
        wanted += [(name, _take_member(params, name, kind))] if name in params else []
    words = clean_text(params.get("q", "")).casefold()
    page = view.reading.page
    found = [
        one
        for one in view.reading.attributions
        if all(getattr(one, name) == value for name, value in wanted) and words in page.words(one.content).casefold()
    ]
    return answer({"items": [_statement(view.reading, one) for one in found]})


@router.get("/api/v1/readings/{key}/statements/{identifier:path}")
def get_statement(request: Request, key: str, identifier: str) -> Response:
    """One statement, with its words and what the score means."""
    params = _params(request, {"corrected"})
    reading = _outline(request, key, params).reading
    found = _find_statement(reading, identifier)
    band, sentence = describe_band(found.score)
    doubts = [doubt.reason for doubt in reading.doubts if doubt.about.partition(".")[0] == found.id]
    return answer(_statement(reading, found) | {"band": band, "score_means": sentence, "doubts": doubts})


@router.get("/api/v1/readings/{key}/voices")
def list_voices(request: Request, key: str) -> Response:
    """The voices of a reading, with how much each holds."""
    params = _params(request, {"corrected"})
    view = _outline(request, key, params)
    held = {one.id: one for one in describe_voices(view, State(key))}
    items = []
    for voice in to_json(view.reading)["voices"]:
        shown = held.get(voice["id"])
        items.append(
            voice
            | {
                "statements": shown.n_statements if shown else 0,
                "words": shown.n_words if shown else 0,
                "direct_percent": shown.direct if shown else 0,
            }
        )
    return answer({"items": items})


@router.get("/api/v1/readings/{key}/chains")
def list_chains(request: Request, key: str) -> Response:
    """The chain of each statement, with names and the words it rests on."""
    params = _params(request, {"corrected"})
    reading = _outline(request, key, params).reading
    return answer({"items": [_chain(reading, one) for one in reading.attributions]})


@router.get("/api/v1/readings/{key}/chains/{identifier:path}")
def get_chain(request: Request, key: str, identifier: str) -> Response:
    """The chain of one statement."""
    params = _params(request, {"corrected"})
    reading = _outline(request, key, params).reading
    return answer(_chain(reading, _find_statement(reading, identifier)))


@router.get("/api/v1/readings/{key}/headline")
def get_headline(request: Request, key: str) -> Response:
    """The headline check of a reading."""
    params = _params(request, {"corrected"})
    return answer(_headline(_outline(request, key, params).reading))


@router.get("/api/v1/readings/{key}/export/{name}")
def export(request: Request, key: str, name: str) -> Response:
    """A reading in one of the formats."""
    params = _params(request, {"corrected"})
    found = FORMATS.get(name)
    if found is None:
        raise Problem(404, f"There is no such format; there are {', '.join(FORMATS)}.")
    body = found.write(_outline(request, key, params).reading)
    return Response(body.encode("utf-8", "replace"), headers={"Content-Type": found.media_type})


# ---------------------------------------------------------------- corrections


@router.get("/api/v1/readings/{key}/corrections")
def list_corrections(request: Request, key: str) -> Response:
    """The corrections of a reading, as Web Annotations where these are accepted."""
    service = service_of(request)
    _params(request, set())
    if "application/ld+json" in request.headers.get("accept", ""):
        return Response(json.dumps(write_annotations(service, key)), media_type="application/ld+json")
    return answer({"items": [correction_to_json(one) for one in service.library.get(key).corrections]})


@router.post("/api/v1/readings/{key}/corrections")
async def add_correction(request: Request, key: str) -> Response:
    """Keeps a correction beside a reading."""
    service = service_of(request)
    data = _take_object(await read_json(request), "The body")
    allowed = {"attribution", "voice", "name", "voice_kind", "content", "cue", "source", "manner", "held", "reported", "note"}
    _check_fields(data, {"kind"}, allowed)
    fields = {name: _take_string(data, name) for name in data}
    kept = await service.write(keep_correction, service, key, fields)
    return answer(correction_to_json(kept), 201)


@router.delete("/api/v1/readings/{key}/corrections/{number}")
async def undo_correction(request: Request, key: str, number: str) -> Response:
    """Takes a correction back."""
    service = service_of(request)
    count = _take_count({"number": number}, "number", None, most=2**53 - 1)
    if count is None or not await service.write(service.workspace.undo, key, count):
        raise Problem(404, "There is no correction of that number on this reading.")
    return Response(status_code=204)


# ---------------------------------------------------------------- checks


@router.post("/api/v1/check/headline")
async def check_headline(request: Request) -> Response:
    """Reads a page and answers with what the headline check found."""
    service = service_of(request)
    task = await _task_of(service, request)
    reading = await service.desk.do(task, client_of(request))
    identifier = await service.write(service.library.add, reading)
    return answer({"reading": identifier, **_headline(reading)})


@router.post("/api/v1/check/quotes")
async def check_quotes(request: Request) -> Response:
    """Holds the quotations of a page (or of a stored reading) against a record."""
    service = service_of(request)
    data = _take_object(await read_json(request), "The body")
    _check_fields(data, {"record"}, {"reading", "text", "html", "url", "name"})
    record = check_length(_take_string(data, "record"), service.limits, "The record")
    name = _take_string(data, "name") if "name" in data else "the record"
    if "reading" in data:
        if {"text", "html", "url"} & data.keys():
            raise Problem(422, "Give a reading, or a page to read; not both.")
        key = _take_string(data, "reading")
        reading = (await run_sync(service.library.get, key)).outline.reading
    else:
        page = {name: value for name, value in data.items() if name in ("text", "html", "url")}
        reading = await service.desk.do(await _task_of_fields(service, request, page), client_of(request))
        key = await service.write(service.library.add, reading)
    parsed = await run_sync(parse_record, record, name[:120])
    checked = await service.desk.do(Task(What.QUOTES, reading=reading, records=(parsed,)), client_of(request))
    items = [_finding(checked, one, parsed.text) for one in checked.findings if one.check is Check.QUOTE]
    return answer({"reading": key, "record": {"name": parsed.name, "date": parsed.date, "text": parsed.text}, "items": items})


# ---------------------------------------------------------------- parts of answers


def _statement(reading: Reading, attribution: Attribution) -> JsonObject:
    """A statement by the schema, with the words of its ranges and the name of its voice."""
    page = reading.page
    wire = attribution_to_json(attribution)
    names = {voice.id: voice.name for voice in reading.voices}
    words = {name: [page[span] for span in getattr(attribution, name)] for name in ("content", "cue", "source", "addressee")}
    return wire | {"words": words, "speaker": names.get(attribution.voice or "")}


def _chain(reading: Reading, attribution: Attribution) -> JsonObject:
    names = {voice.id: voice.name for voice in reading.voices}
    return {
        "statement": attribution.id,
        "hands": max(len(attribution.chain) - 1, 0),
        "chain": [
            {
                "voice": link.voice,
                "name": names.get(link.voice, link.voice),
                "evidence": _range(link.evidence) if link.evidence else None,
                "words": reading.page[link.evidence] if link.evidence else None,
            }
            for link in attribution.chain
        ],
    }


def _headline(reading: Reading) -> JsonObject:
    checked = [one for one in reading.findings if one.check is Check.HEADLINE]
    return {
        "headline": reading.page.headline,
        "verdicts": list(dict.fromkeys(one.verdict for one in checked)) if checked else None,
        "findings": [_finding(reading, one, None) | {"means": VERDICTS.get(one.verdict, "")} for one in checked],
    }


def _finding(reading: Reading, finding: Finding, record: str | None) -> JsonObject:
    source = reading.page.text if record is None else record
    return {
        "verdict": finding.verdict,
        "class": slug_of(finding.verdict) if record is not None else finding.verdict.replace(" ", "-"),
        "claim": [_range(span) for span in finding.claim],
        "claim_words": [reading.page[span] for span in finding.claim],
        "evidence": [_range(span) for span in finding.evidence],
        "evidence_words": [source[span.start : span.end] for span in finding.evidence],
        "reason": finding.reason,
        "speaker": finding.speaker,
        "marked": finding.marked,
        "differences": [{"kind": one.kind.value, "quote": _range(one.quote), "record": _range(one.record)} for one in finding.differences],
    }


def _range(span: Span) -> list[int]:
    return [span.start, span.end]


def _outline(request: Request, key: str, params: dict[str, str]) -> Outline:
    return service_of(request).library.get(key, as_read=not _take_flag(params, "corrected")).outline


def _find_statement(reading: Reading, identifier: str) -> Attribution:
    found = next((one for one in reading.attributions if one.id == identifier), None)
    if found is None:
        raise Problem(404, "There is no statement of that id in this reading.")
    return found


# ---------------------------------------------------------------- parts of requests


def _params(request: Request, allowed: set[str]) -> dict[str, str]:
    """The parameters of an address, each at most once; one that is not known is refused, lest a misspelt filter seem to work."""
    params = request.query_params
    unknown = sorted(set(params) - allowed)
    if unknown:
        names = ", ".join(sorted(allowed)) or "none"
        raise Problem(422, f"There is no parameter {clean_text(unknown[0])[:40]!r}; there are: {names}.")
    if len(params.multi_items()) > len(set(params)):
        raise Problem(422, "A parameter is given more than once.")
    return dict(params)


def _take_count(params: dict[str, str], name: str, usual: int | None, *, most: int) -> int | None:
    value = params.get(name)
    if value is None:
        return usual
    if not (value.isascii() and value.isdecimal() and len(value) < 17 and 1 <= int(value) <= most):
        raise Problem(422, f"{name} has to be a whole number from 1 to {most}.")
    return int(value)


def _take_flag(params: dict[str, str], name: str) -> bool:
    value = params.get(name, "false")
    if value not in ("true", "false"):
        raise Problem(422, f"{name} has to be true or false.")
    return value == "true"


def _take_member(params: dict[str, str], name: str, kind: type[Member]) -> Member:
    found = next((member for member in kind if member.value == params[name]), None)
    if found is None:
        raise Problem(422, f"{name} has to be one of {', '.join(kind)}.")
    return found


def _take_object(value: Any, what: str) -> JsonObject:  # any JSON value
    if not isinstance(value, dict):
        raise Problem(422, f"{what} has to be a JSON object.")
    return value


def _check_fields(data: JsonObject, required: set[str], allowed: set[str], why: str = "") -> None:
    missing = sorted(required - data.keys())
    if missing:
        raise Problem(422, f"{why or f'“{missing[0]}” is missing'}.")
    unknown = sorted(data.keys() - required - allowed)
    if unknown:
        raise Problem(422, f"There is no field {clean_text(unknown[0])[:40]!r} beside {', '.join(sorted(required | allowed))}.")


def _take_string(data: JsonObject, name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise Problem(422, f"“{name}” has to be a string.")
    return clean_text(value)


def _take_url(data: JsonObject) -> str | None:
    if "url" not in data:
        return None
    url = _take_string(data, "url").strip()
    if len(url) > _LONGEST_URL:
        raise Problem(422, f"“url” has more than {_LONGEST_URL:,} characters.")
    return url
