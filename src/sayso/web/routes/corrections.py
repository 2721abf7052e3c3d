"""Corrections: made on a card, listed, taken back, exported. The reading itself is never written over."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.corpus.corrections import MOST_WORDS, Correction, CorrectionKind, apply_corrections, find_words
from sayso.exports.corrections import corrections_to_annotations, corrections_to_training
from sayso.reading import Held, Manner, Reading, Reported, Spans, VoiceKind, validate
from sayso.web.app import Service, service_of
from sayso.web.cards import describe_correction, describe_form
from sayso.web.forms import read_form
from sayso.web.problems import Problem
from sayso.web.routes.pages import key_name
from sayso.web.state import State, parse_state
from sayso.web.views import CorrectionsPage

router: Final = APIRouter(include_in_schema=False)

MOST_CORRECTIONS: Final = 2000
"""Corrections of one reading; far more than statements on the longest page."""

Member = TypeVar("Member", bound=StrEnum)


@router.get("/r/{key}/corrections")
def show_corrections(request: Request, key: str) -> Response:
    """The corrections of a reading, and the form that adds a statement."""
    service = service_of(request)
    state = parse_state(key, request.query_params)
    ready = service.library.get(key)
    reading = ready.outline.reading
    page = CorrectionsPage(
        **service.base(request, "Corrections"),
        state=state,
        headline=reading.page.headline or "A page",
        corrections=tuple(describe_correction(ready.outline, correction, state) for correction in ready.corrections),
        form=describe_form(reading, None, state),
    )
    return service.render("corrections.html", page)


@router.post("/r/{key}/corrections")
async def make_correction(request: Request, key: str) -> Response:
    """Keeps a correction and leads to the statement as it is now."""
    service = service_of(request)
    form = await read_form(request)
    kept = await service.write(keep_correction, service, key, form.fields)
    state = parse_state(key, request.query_params)
    return RedirectResponse(_lead_back(state, kept), status_code=303)


def _lead_back(state: State, kept: Correction) -> str:
    if kept.kind is CorrectionKind.REJECT:
        return f"/r/{state.key}/corrections"
    return state.of_statement(kept.attribution)


@router.post("/r/{key}/corrections/{number:int}/undo")
async def undo(request: Request, key: str, number: int) -> Response:
    """Takes a correction back."""
    service = service_of(request)
    if not await service.write(service.workspace.undo, key, number):
        raise Problem(404, "There is no correction of that number on this reading; it may have been taken back already.")
    return RedirectResponse(f"/r/{key}/corrections", status_code=303)


@router.get("/r/{key}/corrections.jsonld")
def export_annotations(request: Request, key: str) -> Response:
    """The corrections as W3C Web Annotations."""
    return _download(key, "jsonld", "application/ld+json", json.dumps(write_annotations(service_of(request), key), indent=1) + "\n")


@router.get("/r/{key}/corrections.jsonl")
def export_training(request: Request, key: str) -> Response:
    """The corrections as JSON Lines to train on."""
    ready = service_of(request).library.get(key, as_read=True)
    lines = corrections_to_training(ready.outline.reading, ready.corrections)
    return _download(key, "jsonl", "application/x-ndjson", "".join(f"{line}\n" for line in lines))


def write_annotations(service: Service, key: str) -> dict[str, Any]:  # JSON-LD
    """The corrections of a reading as an AnnotationPage."""
    ready = service.library.get(key, as_read=True)
    reading = ready.outline.reading
    return corrections_to_annotations(reading, ready.corrections, reading.page.url or f"urn:sayso:reading:{key_name(key)}")


def _download(key: str, suffix: str, media_type: str, body: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="sayso-{key_name(key)}-corrections.{suffix}"'}
    return Response(body.encode("utf-8", "replace"), media_type=media_type, headers=headers)


# ---------------------------------------------------------------- from the fields of a form (or of JSON) to a correction


def keep_correction(service: Service, key: str, fields: dict[str, str]) -> Correction:
    """The correction that some fields describe, once it is kept.

    Raises:
        Problem: a field is wrong (422), the reading is not there (404), or there are too many (409).
        ReadingError: words that are not in the text, or a statement that breaks the rules of readings.
    """
    ready = service.library.get(key)
    if len(ready.corrections) >= MOST_CORRECTIONS:
        raise Problem(409, f"A reading takes {MOST_CORRECTIONS:,} corrections; take some back first.")
    reading = ready.outline.reading
    correction = parse_correction(reading, fields)
    validate(apply_corrections(reading, [correction if correction.attribution else _numbered(correction)]))
    return service.workspace.correct(key, correction)


def _numbered(correction: Correction) -> Correction:
    from dataclasses import replace

    return replace(correction, attribution="a new one")


def parse_correction(reading: Reading, fields: dict[str, str]) -> Correction:
    """The correction that some fields describe; see `keep_correction` for what it raises."""
    kind = _member(CorrectionKind, fields.get("kind", ""), "kind")
    if kind is None:
        raise Problem(422, f"kind is missing; it is one of {', '.join(CorrectionKind)}.")
    if any(len(value) > MOST_WORDS for value in fields.values()):
        raise Problem(413, f"A field has more than {MOST_WORDS:,} characters; give fewer words.")
    old = next((one for one in reading.attributions if one.id == fields.get("attribution")), None)
    if kind is not CorrectionKind.ADD and old is None:
        raise Problem(422, "attribution is no statement of this reading; it may have been rejected.")
    near = old.content[0].start if old else int(fields["near"]) if fields.get("near", "").isdecimal() and len(fields["near"]) < 9 else 0
    content: Spans = ()
    if kind in (CorrectionKind.RANGE, CorrectionKind.ADD):
        content = find_words(reading.page.text, fields.get("content", ""), near)
        if not content:
            raise Problem(422, "content is empty; copy the words that are held from the page.")
        near = content[0].start
    speaks = kind in (CorrectionKind.SPEAKER, CorrectionKind.ADD)
    name = " ".join(fields.get("name", "").split())[:200]
    return Correction(
        kind=kind,
        attribution=old.id if old and kind is not CorrectionKind.ADD else "",
        voice=_known_voice(reading, fields.get("voice", "")) if speaks and not name else None,
        name=name or None if speaks else None,
        voice_kind=_member(VoiceKind, fields.get("voice_kind", ""), "voice_kind") if speaks and name else None,
        content=content,
        cue=find_words(reading.page.text, fields["cue"], near) if content and "cue" in fields else None,
        source=find_words(reading.page.text, fields["source"], near) if content and "source" in fields else None,
        manner=_member(Manner, fields.get("manner", ""), "manner") if content else None,
        held=_member(Held, fields.get("held", ""), "held") if kind in (CorrectionKind.COMMITMENT, CorrectionKind.ADD) else None,
        reported=_member(Reported, fields.get("reported", ""), "reported")
        if kind in (CorrectionKind.COMMITMENT, CorrectionKind.ADD)
        else None,
        note=" ".join(fields.get("note", "").split())[:500],
    )


def _known_voice(reading: Reading, voice: str) -> str:
    if voice and all(one.id != voice for one in reading.voices):
        raise Problem(422, "voice is not the id of a voice of this reading; give a name for a new one.")
    return voice


def _member(kind: type[Member], value: str, name: str) -> Member | None:
    if not value:
        return None
    found = next((member for member in kind if member.value == value), None)
    if found is None:
        raise Problem(422, f"{name} is not one of {', '.join(kind)}.")
    return found
