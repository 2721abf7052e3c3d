"""The description of the REST API, OpenAPI 3.1, written out beside the code that it describes (a test holds the two together).

Decides how the API is told to programs: the reading's own schema is taken over as it is shipped, so that there is one wire form.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from fastapi import FastAPI

from sayso.corpus.corrections import CorrectionKind
from sayso.exports.formats import FORMATS
from sayso.exports.json import HEADLINE_VERDICTS, load_schema
from sayso.reading import DifferenceKind, Held, Manner, Reported, VoiceKind
from sayso.version import __version__
from sayso.web.openapi_corpus import QUESTIONS, RECORDS, describe_questions, describe_records
from sayso.web.openapi_network import NETWORK_QUESTIONS, NETWORK_RECORDS

JsonObject = dict[str, Any]  # what `json` makes of an object

_TEXT: Final = "The ferry will sail on Monday, the harbour master said.\n\n“We are ready,” Ina Brook told the council."
_ID: Final = "0123456789abcdef"
_PROBLEMS: Final = {
    400: "The body cannot be taken apart.",
    403: "The request comes from another site, or under another name.",
    404: "There is no such thing here.",
    409: "There are too many of them already.",
    413: "More than is taken at once: 2 MiB of body, 1 MB of text.",
    415: "Neither JSON nor a form, whichever is wanted.",
    422: "Not what is wanted, or nothing that can be read; `detail` says why.",
    429: "Too many pages of yours are waiting; `Retry-After` says how long to wait.",
    503: "The queue is full, or the page took too long; `Retry-After` says how long to wait.",
}


def describe_api(app: FastAPI) -> None:
    """Gives the application its description."""
    document = build_openapi()
    app.openapi = lambda: document  # type: ignore[method-assign]  # FastAPI documents this as the way


def list_operations(app: FastAPI) -> tuple[tuple[str, str, str, str], ...]:
    """Method, path, summary and description of each operation, in the order of the document."""
    return tuple(
        (method.upper(), path, operation["summary"], operation.get("description", ""))
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    )


def allowed_methods(app: FastAPI, path: str) -> str:
    """The methods that an address of the API takes, as an Allow header has them; empty for other addresses. (The framework tells those of
    the first route alone.)"""
    for template, methods in app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path):
            return ", ".join(sorted(method.upper() for method in methods))
    return ""


def build_openapi() -> JsonObject:
    """The OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sayso",
            "version": __version__,
            "summary": "Reads a news page and answers for every statement on it: on whose say-so?",
            "description": "Every range is [start, end) in Unicode code points of page.text. Errors are problem details (RFC 9457).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {"schemas": _schemas(), "responses": _problem_responses()},
    }


# ---------------------------------------------------------------- paths


def _paths() -> JsonObject:
    reading = "/api/v1/readings/{id}"
    return {
        "/api/v1/read": {"post": _read("read", "Read a page", "Reading", "The reading; it is stored under `id`.")},
        "/api/v1/check/headline": {
            "post": _read("checkHeadline", "Check a headline against its body", "HeadlineCheck", "What the check found.")
        },
        "/api/v1/check/quotes": {"post": _check_quotes()},
        "/api/v1/readings": {
            "get": _operation(
                "listReadings",
                "List stored readings",
                [
                    _query("q", {"type": "string"}, "Words that a reading has to hold."),
                    _query("limit", {"type": "integer", "minimum": 1, "maximum": 200}, "How many; 50 unless given."),
                    _query("before", {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}, "The `next` of the page of the list before."),
                ],
                {200: _json("A page of the list, newest first.", "Readings")},
                (422,),
            ),
            "post": _operation(
                "addReading",
                "Store a reading made elsewhere",
                [],
                {201: _json("It is stored.", "Reading", location=True)},
                (400, 403, 413, 415, 422),
                body=_body({"$ref": "#/components/schemas/GivenReading"}, {"example": {"value": _example_reading()}}),
            ),
        },
        reading: {
            "get": _get("getReading", "Get a reading", "The reading, as it was read or as corrected.", "Reading"),
            "delete": _operation(
                "deleteReading", "Delete a page and its readings", [_id()], {204: {"description": "It is gone."}}, (403, 404)
            ),
        },
        f"{reading}/statements": {
            "get": _get(
                "listStatements",
                "List statements",
                "The statements that match.",
                "Statements",
                [
                    _query("voice", {"type": "string"}, "The id of the voice that holds them."),
                    _query("manner", _enum(Manner), "How the content is given."),
                    _query("held", _enum(Held), "How the source holds it."),
                    _query("reported", _enum(Reported), "How the reporter stands to it."),
                    _query("q", {"type": "string"}, "Words in the content."),
                ],
            )
        },
        f"{reading}/statements/{{statement}}": {
            "get": _get("getStatement", "Get a statement", "The statement, and what its score means.", "Statement", [_statement_id()])
        },
        f"{reading}/voices": {"get": _get("listVoices", "List voices", "The voices, with how much each holds.", "Voices")},
        f"{reading}/chains": {"get": _get("listChains", "List chains", "The chain of each statement.", "Chains")},
        f"{reading}/chains/{{statement}}": {
            "get": _get("getChain", "Get a chain", "Through whose hands a statement came.", "Chain", [_statement_id()])
        },
        f"{reading}/headline": {"get": _get("getHeadline", "Get the headline check", "What the check found.", "HeadlineCheck")},
        f"{reading}/export/{{format}}": {"get": _export()},
        f"{reading}/corrections": {
            "get": _operation(
                "listCorrections",
                "List corrections",
                [_id()],
                {200: _corrections_answer()},
                (404, 422),
            ),
            "post": _operation(
                "addCorrection",
                "Correct a statement",
                [_id()],
                {201: _json("It is kept beside the reading.", "Correction")},
                (400, 403, 404, 409, 413, 415, 422),
                body=_body(
                    {"$ref": "#/components/schemas/NewCorrection"},
                    {"speaker": {"value": {"kind": "speaker", "attribution": "a1", "name": "Ina Brook", "voice_kind": "person"}}},
                ),
            ),
        },
        f"{reading}/corrections/{{number}}": {
            "delete": _operation(
                "undoCorrection",
                "Take a correction back",
                [_id(), _path("number", {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}, 1)],
                {204: {"description": "It is gone."}},
                (403, 404, 422),
            )
        },
        **describe_questions(QUESTIONS | NETWORK_QUESTIONS),
        "/health": {
            "get": _operation("health", "Whether the service answers", [], {200: _json("It does.", "Health")}, ()),
        },
    }


def _operation(
    name: str, summary: str, parameters: list[JsonObject], answers: dict[int, JsonObject], problems: tuple[int, ...], body: Any = None
) -> JsonObject:
    responses = {str(status): content for status, content in answers.items()}
    responses |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in problems}
    operation: JsonObject = {"operationId": name, "summary": summary, "responses": responses}
    if parameters:
        operation["parameters"] = parameters
    if body is not None:
        operation["requestBody"] = body
    return operation


def _get(name: str, summary: str, what: str, schema: str, parameters: list[JsonObject] | None = None) -> JsonObject:
    corrected = _query("corrected", {"enum": ["true", "false"]}, "Whether the corrections of a person are applied; false unless given.")
    return _operation(name, summary, [_id(), *(parameters or []), corrected], {200: _json(what, schema)}, (404, 422))


def _read(name: str, summary: str, schema: str, what: str) -> JsonObject:
    examples = {
        "text": {"summary": "A text", "value": {"text": _TEXT}},
        "html": {"summary": "A page's source", "value": {"html": f"<article><h1>Ferry sails</h1><p>{_TEXT}</p></article>"}},
        "url": {"summary": "An address, which is fetched", "value": {"url": "https://news.example/ferry"}},
    }
    file = {
        "schema": {
            "type": "object",
            "required": ["file"],
            "additionalProperties": False,
            # without a type, as the standard has it for bytes
            "properties": {"file": {"contentMediaType": "application/octet-stream", "description": "HTML or plain text."}},
        }
    }
    body = {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PageToRead"}, "examples": examples},
            "multipart/form-data": file,
        },
    }
    return _operation(
        name, summary, [], {200: _json(what, schema, location=schema == "Reading")}, (400, 403, 413, 415, 422, 429, 503), body=body
    )


def _check_quotes() -> JsonObject:
    body = _body(
        {"$ref": "#/components/schemas/QuotesToCheck"},
        {"text": {"value": {"text": _TEXT, "record": "BROOK: We are ready, more or less.", "name": "council minutes"}}},
    )
    answers = {200: _json("The quotations, each with its verdict.", "QuoteCheck")}
    return _operation("checkQuotes", "Check quotations against a record", [], answers, (400, 403, 404, 413, 415, 422, 429, 503), body=body)


def _export() -> JsonObject:
    content: JsonObject = {one.media_type: {} for one in FORMATS.values()}
    format_ = _path("format", {"enum": list(FORMATS)}, "json")
    corrected = _query("corrected", {"enum": ["true", "false"]}, "Whether corrections are applied.")
    answers = {200: {"description": "The reading in that format.", "content": content}}
    return _operation("exportReading", "Export a reading", [_id(), format_, corrected], answers, (404, 422))


def _corrections_answer() -> JsonObject:
    answer = _json("The corrections, in the order of making; as Web Annotations where application/ld+json is accepted.", "Corrections")
    answer["content"]["application/ld+json"] = {"schema": {"type": "object"}}
    return answer


def _id() -> JsonObject:
    return _path("id", {"type": "string", "pattern": "^[0-9a-f]{16}$"}, _ID)


def _statement_id() -> JsonObject:
    return _path("statement", {"type": "string", "minLength": 1}, "a1")


def _path(name: str, schema: JsonObject, example: object) -> JsonObject:
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _query(name: str, schema: JsonObject, description: str) -> JsonObject:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _body(schema: JsonObject, examples: JsonObject) -> JsonObject:
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}


def _json(what: str, schema: str, *, location: bool = False) -> JsonObject:
    answer: JsonObject = {
        "description": what,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }
    if location:
        answer["headers"] = {"Location": {"schema": {"type": "string"}, "description": "The address of the stored reading."}}
    return answer


def _problem_responses() -> JsonObject:
    responses: JsonObject = {}
    for status, what in _PROBLEMS.items():
        example = {"type": "about:blank", "title": what, "status": status, "detail": what, "instance": "/api/v1/read"}
        responses[f"Problem{status}"] = {
            "description": what,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
        }
    return responses


# ---------------------------------------------------------------- schemas


def _schemas() -> JsonObject:
    shipped = json.loads(json.dumps(load_schema()).replace('"#/$defs/', '"#/components/schemas/'))
    definitions = shipped.pop("$defs")
    shipped.pop("$schema", None)
    properties = shipped["properties"]
    statement = properties["attributions"]["items"]
    stored = {**shipped, "properties": {"id": {"type": "string"}, **properties}}
    spans = {"$ref": "#/components/schemas/ranges"}
    words = {"type": "array", "items": {"type": "string"}}
    return {
        **definitions,
        "Reading": stored,
        "GivenReading": shipped,
        "PageToRead": _page_to_read(),
        "QuotesToCheck": _quotes_to_check(),
        "Statement": {
            **statement,
            "required": [*statement["required"], "words", "speaker"],
            "properties": {
                **statement["properties"],
                "words": {"type": "object", "additionalProperties": words},
                "speaker": {"type": ["string", "null"]},
                "band": {"type": "string"},
                "score_means": {"type": "string"},
                "doubts": words,
            },
        },
        "Statements": _items({"$ref": "#/components/schemas/Statement"}),
        "Voices": _items(properties["voices"]["items"]),
        "Chain": _chain_schema(),
        "Chains": _items({"$ref": "#/components/schemas/Chain"}),
        "Finding": _finding_schema(spans, words),
        "HeadlineCheck": {
            "type": "object",
            "required": ["headline", "verdicts", "findings"],
            "properties": {
                "reading": {"type": "string"},
                "headline": {"type": ["string", "null"]},
                "verdicts": {"type": ["array", "null"], "items": {"enum": list(HEADLINE_VERDICTS)}},
                "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
            },
        },
        "QuoteCheck": {
            "type": "object",
            "required": ["reading", "record", "items"],
            "properties": {
                "reading": {"type": "string"},
                "record": {
                    "type": "object",
                    "description": "The record as it was taken: ranges of evidence lie in this text.",
                    "required": ["name", "date", "text"],
                    "properties": {"name": {"type": "string"}, "date": {"type": ["string", "null"]}, "text": {"type": "string"}},
                },
                "items": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
            },
        },
        "Readings": _readings_schema(),
        **describe_records((*RECORDS, *NETWORK_RECORDS)),
        "Correction": _correction_schema(),
        "Corrections": _items({"$ref": "#/components/schemas/Correction"}),
        "NewCorrection": _new_correction_schema(),
        "Health": {
            "type": "object",
            "required": ["status", "version", "waiting"],
            "properties": {"status": {"const": "ok"}, "version": {"type": "string"}, "waiting": {"type": "integer"}},
        },
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "instance": {"type": "string"},
            },
        },
    }


def _items(schema: JsonObject) -> JsonObject:
    return {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": schema}}}


def _object(required: list[str], properties: JsonObject) -> JsonObject:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _page_to_read() -> JsonObject:
    text = {"type": "string", "description": "Up to 1 MB in UTF-8."}
    url = {"type": "string", "maxLength": 2000}
    return {
        "oneOf": [
            _object(["text"], {"text": text, "url": url}),
            _object(["html"], {"html": text, "url": url}),
            _object(["url"], {"url": url}),
        ]
    }


def _quotes_to_check() -> JsonObject:
    record = {"type": "string", "description": "The transcript, as plain text; up to 1 MB."}
    name = {"type": "string", "description": "What the record is called."}
    text = {"type": "string"}
    url = {"type": "string", "maxLength": 2000}
    shared = {"record": record, "name": name}
    return {
        "oneOf": [
            _object(["record", "reading"], {"reading": text, **shared}),
            _object(["record", "text"], {"text": text, "url": url, **shared}),
            _object(["record", "html"], {"html": text, "url": url, **shared}),
            _object(["record", "url"], {"url": url, **shared}),
        ]
    }


def _chain_schema() -> JsonObject:
    optional_range = {"anyOf": [{"$ref": "#/components/schemas/range"}, {"type": "null"}]}
    link = {
        "type": "object",
        "required": ["voice", "name", "evidence", "words"],
        "properties": {
            "voice": {"type": "string"},
            "name": {"type": "string"},
            "evidence": optional_range,
            "words": {"type": ["string", "null"]},
        },
    }
    return {
        "type": "object",
        "required": ["statement", "hands", "chain"],
        "properties": {
            "statement": {"type": "string"},
            "hands": {"type": "integer", "minimum": 0},
            "chain": {"type": "array", "items": link},
        },
    }


def _finding_schema(spans: JsonObject, words: JsonObject) -> JsonObject:
    difference = {
        "type": "object",
        "required": ["kind", "quote", "record"],
        "properties": {
            "kind": _enum(DifferenceKind),
            "quote": {"$ref": "#/components/schemas/range"},
            "record": {"$ref": "#/components/schemas/range"},
        },
    }
    return {
        "type": "object",
        "required": ["verdict", "claim", "claim_words", "evidence", "evidence_words", "reason", "differences"],
        "properties": {
            "verdict": {"type": "string"},
            "class": {"type": "string"},
            "means": {"type": "string"},
            "claim": spans,
            "claim_words": words,
            "evidence": spans,
            "evidence_words": words,
            "reason": {"type": "string"},
            "speaker": {"type": ["string", "null"]},
            "marked": {"type": ["boolean", "null"]},
            "differences": {"type": "array", "items": difference},
        },
    }


def _readings_schema() -> JsonObject:
    entry = {
        "type": "object",
        "required": ["id", "number", "headline", "origin", "published", "statements", "voices", "added"],
        "properties": {
            "id": {"type": "string"},
            "number": {"type": "integer"},
            "headline": {"type": "string"},
            "origin": {"type": "string"},
            "published": {"type": ["string", "null"]},
            "statements": {"type": "integer"},
            "voices": {"type": "integer"},
            "added": {"type": "string"},
        },
    }
    listed = _items(entry)
    listed["required"].append("next")
    listed["properties"]["next"] = {"type": ["integer", "null"], "description": "Give it as `before` to go on; null at the end."}
    return listed


def _correction_fields() -> JsonObject:
    return {
        "kind": _enum(CorrectionKind),
        "attribution": {"type": "string", "description": "The id of the statement; none for a new one."},
        "voice": {"type": "string", "description": "The id of a voice, or empty for nobody who is named."},
        "name": {"type": "string", "description": "The name of a voice that the reading does not have."},
        "voice_kind": _enum(VoiceKind),
        "manner": _enum(Manner),
        "held": _enum(Held),
        "reported": _enum(Reported),
        "note": {"type": "string"},
    }


def _correction_schema() -> JsonObject:
    spans = {"$ref": "#/components/schemas/ranges"}
    kept = {"number": {"type": "integer"}, "made": {"type": "string"}, "content": spans, "cue": spans, "source": spans}
    return {"type": "object", "required": ["kind", "attribution", "number", "made"], "properties": _correction_fields() | kept}


def _new_correction_schema() -> JsonObject:
    words = {"type": "string", "description": "The words as they stand in the text, a range a line."}
    return _object(["kind"], _correction_fields() | {"content": words, "cue": words, "source": words})


def _enum(kind: Any) -> JsonObject:  # one of the enums
    return {"enum": [member.value for member in kind]}


def _example_reading() -> JsonObject:
    text = "The ferry will sail, Ina Brook said."
    voice: JsonObject = {"aliases": [], "roles": [], "mentions": []}
    page = dict.fromkeys(("url", "headline", "byline", "outlet", "published", "language"))
    return {
        "page": page | {"text": text, "blocks": [{"kind": "paragraph", "range": [0, 36]}], "voice": "v0"},
        "voices": [
            {"id": "v0", "name": "the page", "kind": "document", **voice},
            {"id": "v1", "name": "Ina Brook", "kind": "person", **voice},
        ],
        "attributions": [
            {
                "id": "a1",
                "content": [[0, 19]],
                "cue": [[31, 35]],
                "source": [[21, 30]],
                "manner": "indirect",
                "addressee": [],
                "parent": None,
                "voice": "v1",
                "chain": [{"voice": "v0", "evidence": None}, {"voice": "v1", "evidence": [21, 30]}],
                "held": "asserted",
                "reported": "neutral",
                "score": 0.9,
            }
        ],
        "events": [],
        "headline": None,
    }
