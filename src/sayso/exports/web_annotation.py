"""Readings as W3C Web Annotations (Web Annotation Data Model, Recommendation of 23 February 2017), in JSON-LD.

Decides that every attribution is one annotation whose targets are the ranges of its content, each given twice: by its words with those
around them (`TextQuoteSelector`) and by its position (`TextPositionSelector`, in code points, as section 4.2.5 asks). Both select the same
characters of ``page.text``; a position that does not is refused on the way in. Bodies say in words who holds it and how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from sayso.errors import ReadingError
from sayso.reading import Attribution, Page, Reading, Span, Spans

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters of context on each side of a quotation; enough to tell repeated phrases apart on nearly every page."""

JsonObject = dict[str, Any]  # what `json` makes of an object


def to_web_annotations(reading: Reading) -> JsonObject:
    """The attributions of a reading as an annotation page (section 5.2 of the model), in the order of the reading."""
    source = name_page(reading.page)
    return {
        "@context": CONTEXT,
        "id": f"{source}#sayso-annotations",
        "type": "AnnotationPage",
        "items": [to_web_annotation(reading, attribution) for attribution in reading.attributions],
    }


def to_web_annotation(reading: Reading, attribution: Attribution) -> JsonObject:
    """One attribution as an annotation, without `@context`."""
    page = reading.page
    voice = next((voice.name for voice in reading.voices if voice.id == attribution.voice), None)
    says = f"{voice or page.words(attribution.source) or 'source not named'}: {attribution.manner.value}, {attribution.held.value}"
    tags = {
        "voice": voice,
        "source": page.words(attribution.source) or None,
        "cue": page.words(attribution.cue) or None,
        "manner": attribution.manner.value,
        "held": attribution.held.value,
        "reported": attribution.reported.value,
        "parent": attribution.parent,
    }
    bodies = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says}]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": f"{name}:{value}"} for name, value in tags.items() if value]
    return {
        "id": f"{name_page(page)}#{attribution.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [{"source": name_page(page), "selector": select(page, span)} for span in attribution.content],
    }


def select(page: Page, span: Span) -> list[JsonObject]:
    """The two selectors of a range."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": page[span],
            "prefix": page.text[max(0, span.start - AROUND) : span.start],
            "suffix": page.text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def name_page(page: Page) -> str:
    """The address of a page, or, where it has none, a URN made of the digest of its text (RFC 6920 names it so)."""
    return page.url or f"urn:sha256:{page.sha256 or hashlib.sha256(page.text.encode()).hexdigest()}"


def find_targets(page: Page, annotation: Mapping[str, Any]) -> Spans:
    """The ranges of a page that an annotation is about.

    Raises:
        ReadingError: a target without selectors, or whose words do not stand at its position nor at one place alone: an orphan.
    """
    targets: Any = annotation.get("target")
    found = [_find_target(page, target) for target in (targets if isinstance(targets, list) else [targets])]
    return tuple(sorted(found))


def _find_target(page: Page, target: Any) -> Span:  # whatever JSON has there
    if not isinstance(target, Mapping):
        raise ReadingError("An annotation's target is no object with a selector; an address alone does not say which words are meant.")
    selectors: Any = target.get("selector")
    chosen = {s.get("type"): s for s in (selectors if isinstance(selectors, list) else [selectors]) if isinstance(s, Mapping)}
    position, quote = chosen.get("TextPositionSelector"), chosen.get("TextQuoteSelector")
    if quote is None or not isinstance(quote.get("exact"), str) or not quote["exact"]:
        raise ReadingError("An annotation's target has no TextQuoteSelector with words in it; positions alone are not trusted.")
    exact = quote["exact"]
    if position is not None:
        start, end = position.get("start"), position.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end and page.text[start:end] == exact:
            return Span(start, end)
    before, after = str(quote.get("prefix", "")), str(quote.get("suffix", ""))
    start = page.text.find(before + exact + after)
    if start < 0 or page.text.find(before + exact + after, start + 1) >= 0:
        raise ReadingError(f"An annotation's words {exact[:60]!r} do not stand at its position, nor at one place alone; it is an orphan.")
    return Span(start + len(before), start + len(before) + len(exact))
