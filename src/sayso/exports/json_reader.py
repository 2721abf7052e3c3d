"""The wire form back into a reading, nothing of it trusted; see `json`, where both directions are offered.

Decides which fields have to be there and what they mean; `json_fields` says what each may hold, `validate` what holds between them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from sayso.errors import ReadingError
from sayso.exports.json_fields import (
    as_object,
    boolean_of,
    count_of,
    field_of,
    is_count,
    items_of,
    member_of,
    number_of,
    optional_boolean_of,
    optional_object_of,
    optional_string_of,
    refuse,
    span_of,
    spans_of,
    string_of,
    strings_of,
)
from sayso.exports.json_writer import headline_to_json
from sayso.reading import (
    Attribution,
    Block,
    BlockKind,
    Chain,
    Check,
    Credit,
    Difference,
    DifferenceKind,
    Doubt,
    Event,
    EventStatus,
    EventType,
    Finding,
    Held,
    Hyperlink,
    Link,
    Manner,
    Mention,
    MentionKind,
    Page,
    Provenance,
    Reading,
    Reported,
    Voice,
    VoiceKind,
    When,
    validate,
)

HEADLINE_VERDICTS: Final = (
    "supported",
    "drops attribution",
    "drops hedge",
    "changes party",
    "changes amount",
    "changes event",
    "contradicted",
    "unsupported",
)
"""The verdicts that the schema allows on a headline."""


def from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that a dictionary by the schema describes, validated.

    Raises:
        ReadingError: a field that is missing or of the wrong type, a text that does not have the digest it came with, half a surrogate
            pair, or whatever `validate` refuses. The message names the field.
    """
    as_object(data, "The reading")
    page_data = as_object(field_of(data, "page", ""), "page")
    page = _page_in(page_data)
    findings = _findings_in(data)
    voices = tuple(_voice_in(value, path) for value, path in items_of(data, "voices", ""))
    return validate(
        Reading(
            page=page,
            voices=_page_voice_first(voices, string_of(page_data, "voice", "page")),
            attributions=tuple(_attribution_in(value, path) for value, path in items_of(data, "attributions", "")),
            events=tuple(_event_in(value, path) for value, path in items_of(data, "events", "")),
            findings=findings,
            model=optional_string_of(data, "model", "", required=False),
            mentions=tuple(_mention_in(value, path) for value, path in items_of(data, "mentions", "", required=False)),
            doubts=tuple(
                Doubt(string_of(as_object(value, path), "about", path), string_of(as_object(value, path), "reason", path))
                for value, path in items_of(data, "doubts", "", required=False)
            ),
        )
    )


def loads(text: str | bytes) -> Reading:
    """The reading that a JSON text describes; see `from_json`."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise ReadingError("The reading is nested too deeply to be one.") from None
    except ValueError as error:  # not JSON, not UTF-8, or a number of thousands of digits
        raise ReadingError(f"The reading is not JSON: {error}.") from None
    return from_json(data)


def _page_in(data: Mapping[str, Any]) -> Page:
    page = Page(
        text=string_of(data, "text", "page"),
        blocks=tuple(_block_in(value, path) for value, path in items_of(data, "blocks", "page")),
        url=optional_string_of(data, "url", "page"),
        headline=optional_string_of(data, "headline", "page"),
        byline=optional_string_of(data, "byline", "page"),
        outlet=optional_string_of(data, "outlet", "page"),
        published=optional_string_of(data, "published", "page"),
        language=optional_string_of(data, "language", "page"),
        sha256=optional_string_of(data, "sha256", "page", required=False) or "",
        truncated=boolean_of(data, "truncated", "page"),
        notes=strings_of(data, "notes", "page", required=False),
        provenance=_provenance_in(data.get("provenance")),
    )
    if page.sha256 and page.sha256 != hashlib.sha256(page.text.encode()).hexdigest():
        raise ReadingError("page.sha256 is not the digest of page.text; the text was changed, so its positions cannot be trusted.")
    return page


def _provenance_in(value: object) -> Provenance:
    if value is None:
        return Provenance()
    path = "page.provenance"
    data = as_object(value, path)
    wire = data.get("wire")
    return Provenance(
        wire=_credit_in(wire, f"{path}.wire") if wire is not None else None,
        credits=tuple(_credit_in(item, where) for item, where in items_of(data, "credits", path, required=False)),
    )


def _credit_in(value: object, path: str) -> Credit:
    data = as_object(value, path)
    return Credit(span_of(data, "range", path), string_of(data, "name", path))


def _mention_in(value: object, path: str) -> Mention:
    data = as_object(value, path)
    antecedent = data.get("antecedent")
    if antecedent is not None and not is_count(antecedent):
        refuse(f"{path}.antecedent", "the number of an earlier mention, or null", antecedent)
    return Mention(
        span=span_of(data, "range", path),
        kind=member_of(MentionKind, data, "kind", path),
        antecedent=antecedent,
        score=number_of(data, "score", path),
    )


def _block_in(value: object, path: str) -> Block:
    data = as_object(value, path)
    return Block(
        kind=member_of(BlockKind, data, "kind", path),
        span=span_of(data, "range", path),
        links=tuple(_hyperlink_in(item, where) for item, where in items_of(data, "links", path, required=False)),
        group=count_of(data, "group", path),
        depth=count_of(data, "depth", path),
        cite=optional_string_of(data, "cite", path, required=False),
    )


def _hyperlink_in(value: object, path: str) -> Hyperlink:
    data = as_object(value, path)
    return Hyperlink(span_of(data, "range", path), string_of(data, "url", path))


def _voice_in(value: object, path: str) -> Voice:
    data = as_object(value, path)
    return Voice(
        id=string_of(data, "id", path),
        kind=member_of(VoiceKind, data, "kind", path),
        name=string_of(data, "name", path),
        aliases=strings_of(data, "aliases", path),
        roles=strings_of(data, "roles", path),
        mentions=spans_of(data, "mentions", path),
    )


def _attribution_in(value: object, path: str) -> Attribution:
    data = as_object(value, path)
    return Attribution(
        id=string_of(data, "id", path),
        content=spans_of(data, "content", path),
        cue=spans_of(data, "cue", path),
        source=spans_of(data, "source", path),
        manner=member_of(Manner, data, "manner", path),
        score=number_of(data, "score", path),
        addressee=spans_of(data, "addressee", path),
        parent=optional_string_of(data, "parent", path),
        voice=optional_string_of(data, "voice", path),
        chain=_chain_in(data, path),
        held=member_of(Held, data, "held", path),
        reported=member_of(Reported, data, "reported", path),
    )


def _event_in(value: object, path: str) -> Event:
    data = as_object(value, path)
    when = optional_object_of(data, "when", path)
    where = optional_object_of(data, "where", path)
    return Event(
        type=member_of(EventType, data, "type", path),
        anchor=span_of(data, "anchor", path),
        actors=strings_of(data, "actors", path),
        recipients=strings_of(data, "recipients", path),
        status=member_of(EventStatus, data, "status", path),
        when=When(span_of(when, "range", f"{path}.when"), optional_string_of(when, "date", f"{path}.when", required=False))
        if when is not None
        else None,
        where=span_of(where, "range", f"{path}.where") if where is not None else None,
        chain=_chain_in(data, path),
    )


def _findings_in(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings in full where they are given (they must agree with `headline`), otherwise those that `headline` tells of."""
    headline = optional_object_of(data, "headline", "")
    shown = _headline_in(headline) if headline is not None else ()
    if "findings" not in data:
        return shown
    findings = tuple(_finding_in(value, path) for value, path in items_of(data, "findings", ""))
    derived = headline_to_json(findings)
    if (derived is None) != (headline is None) or (derived is not None and _headline_in(derived) != shown):
        raise ReadingError("headline and findings tell of different checks; change findings, headline is made from them.")
    return findings


def _headline_in(headline: Mapping[str, Any]) -> tuple[Finding, ...]:
    """One finding for each that is listed, and one without ranges for each verdict that has none."""
    verdicts = [_verdict(verdict, f"headline.verdicts[{n}]") for n, verdict in enumerate(strings_of(headline, "verdicts", "headline"))]
    findings = []
    for value, path in items_of(headline, "findings", "headline"):
        item = as_object(value, path)
        evidence = (span_of(item, "body", path),) if field_of(item, "body", path) is not None else ()
        verdict = _verdict(string_of(item, "verdict", path), f"{path}.verdict")
        findings.append(Finding(Check.HEADLINE, verdict, (span_of(item, "headline", path),), evidence))
    listed = {finding.verdict for finding in findings}
    return tuple(Finding(Check.HEADLINE, verdict, ()) for verdict in verdicts if verdict not in listed) + tuple(findings)


def _finding_in(value: object, path: str) -> Finding:
    data = as_object(value, path)
    check = member_of(Check, data, "check", path)
    verdict = string_of(data, "verdict", path)
    return Finding(
        check=check,
        verdict=_verdict(verdict, f"{path}.verdict") if check is Check.HEADLINE else verdict,
        claim=spans_of(data, "claim", path),
        evidence=spans_of(data, "evidence", path),
        record=optional_string_of(data, "record", path),
        reason=optional_string_of(data, "reason", path, required=False) or "",
        speaker=optional_string_of(data, "speaker", path, required=False),
        marked=optional_boolean_of(data, "marked", path),
        differences=tuple(_difference_in(item, where) for item, where in items_of(data, "differences", path, required=False)),
    )


def _difference_in(value: object, path: str) -> Difference:
    data = as_object(value, path)
    return Difference(member_of(DifferenceKind, data, "kind", path), span_of(data, "quote", path), span_of(data, "record", path))


def _verdict(verdict: str, path: str) -> str:
    if verdict not in HEADLINE_VERDICTS:
        refuse(path, f"one of {', '.join(HEADLINE_VERDICTS)}", verdict)
    return verdict


def _chain_in(data: Mapping[str, Any], path: str) -> Chain:
    links = []
    for value, where in items_of(data, "chain", path):
        link = as_object(value, where)
        evidence = span_of(link, "evidence", where) if field_of(link, "evidence", where) is not None else None
        links.append(Link(string_of(link, "voice", where), evidence))
    return tuple(links)


def _page_voice_first(voices: tuple[Voice, ...], page_voice: str) -> tuple[Voice, ...]:
    """The voices with the page voice first; the wire form names it and leaves the order open."""
    if not voices:
        return voices
    if all(voice.id != page_voice for voice in voices):
        raise ReadingError(f"page.voice is {page_voice!r}; there is no voice of that id in the reading.")
    return tuple(sorted(voices, key=lambda voice: voice.id != page_voice))


def _refuse_constant(constant: str) -> NoReturn:
    raise ReadingError(f"The reading says {constant}, which is no number in JSON.")
