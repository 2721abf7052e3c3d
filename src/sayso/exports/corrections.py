"""Corrections of a reading as W3C Web Annotations and as JSON Lines to train on.

Decides what an annotation of a correction targets (the words of the statement, by a quotation and by a position that agree) and says (the
decision, as a value by our schema), and what a line for training holds: the statement as it was read, and as a person left it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sayso.corpus.corrections import Correction, CorrectionKind, apply_corrections
from sayso.corpus.workspace import correction_to_json
from sayso.exports.json import to_json
from sayso.reading import Attribution, Reading, Span

JsonObject = dict[str, Any]  # what `json` makes of an object

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32  # characters of prefix and suffix, as Hypothesis and others take
_MOTIVATIONS: Final = {CorrectionKind.ACCEPT: "assessing", CorrectionKind.REJECT: "assessing"}


def corrections_to_annotations(reading: Reading, corrections: Sequence[Correction], source: str) -> JsonObject:
    """An AnnotationPage (JSON-LD, Web Annotation Data Model) of a correction each; `source` is the address of the page or of its text."""
    corrected = apply_corrections(reading, corrections)
    items = []
    for correction in corrections:
        about = _find(reading, correction.attribution) or _find(corrected, correction.attribution)
        spans = correction.content or (about.content if about else ())
        items.append(_annotate(reading, correction, spans, source))
    return {"@context": _CONTEXT, "id": f"urn:sayso:corrections:{_digest(reading)}", "type": "AnnotationPage", "items": items}


def corrections_to_training(reading: Reading, corrections: Sequence[Correction]) -> Iterator[str]:
    """A JSON line a correction: the text with its digest, the statement before and after, and the decision. Later corrections of the same
    statement stand on earlier ones."""
    for number, correction in enumerate(corrections):
        before = apply_corrections(reading, corrections[:number])
        after = apply_corrections(before, [correction])
        line = {
            "text": reading.page.text,
            "sha256": _digest(reading),
            "url": reading.page.url,
            "model": reading.model,
            "correction": correction_to_json(correction),
            "before": _wire(before, correction.attribution),
            "after": _wire(after, correction.attribution),
        }
        yield json.dumps(line, ensure_ascii=True)


def _annotate(reading: Reading, correction: Correction, spans: Sequence[Span], source: str) -> JsonObject:
    text = reading.page.text
    selectors: list[JsonObject] = []
    if spans:
        start, end = spans[0].start, spans[-1].end
        selectors = [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(start - _AROUND, 0) : start],
                "suffix": text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ]
    target: JsonObject = {"source": source}
    if selectors:
        target["selector"] = selectors
    return {
        "id": f"urn:sayso:correction:{_digest(reading)[:16]}:{correction.number}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(correction.kind, "editing"),
        "created": correction.made.replace("+00:00", "Z"),
        "body": [
            {
                "type": "TextualBody",
                "format": "application/json",
                "value": json.dumps(correction_to_json(correction), ensure_ascii=True),
                "purpose": _MOTIVATIONS.get(correction.kind, "editing"),
            }
        ],
        "target": target,
    }


def _digest(reading: Reading) -> str:
    return reading.page.sha256 or hashlib.sha256(reading.page.text.encode("utf-8", "replace")).hexdigest()


def _find(reading: Reading, identifier: str) -> Attribution | None:
    return next((one for one in reading.attributions if one.id == identifier), None)


def _wire(reading: Reading, identifier: str) -> JsonObject | None:
    found: list[JsonObject] = [one for one in to_json(reading)["attributions"] if one["id"] == identifier]
    return found[0] if found else None
