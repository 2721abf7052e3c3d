"""The wire form of a reading, by `reading.schema.json` beside this file; file, command line and web all serve this form.

Decides how each value is written and what is refused on the way in. `to_json` adds to the schema's fields those that a reading needs to
come back as it was: the digest of the text, what was mended, links and groups of blocks, the model, and `findings`, which hold in full
(several ranges, quote checks) what `headline` shows as the schema has it. Everything but those extras is required of a reading that enters.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, NoReturn, TypeGuard, TypeVar

from sayso.errors import ReadingError
from sayso.reading import (
    PAGE_VOICE_ID,
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
    Span,
    Spans,
    Voice,
    VoiceKind,
    When,
    validate,
)

JsonObject = dict[str, Any]  # what `json` makes of an object: the values are of any JSON type

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

Member = TypeVar("Member", bound=StrEnum)

_TROUBLE: Final = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""What JSON allows in a string and its readers trip over: half a surrogate pair has no UTF-8, and NEL and the two Unicode separators end
a line for some readers of JSON Lines (Python's own `str.splitlines` among them). All of them can be said as escapes."""

_LARGEST: Final = 2**53 - 1  # beyond it the numbers of JavaScript, and so of most readers of JSON, are no longer whole


# ---------------------------------------------------------------- out


def to_json(reading: Reading) -> JsonObject:
    """The reading as a dictionary of JSON types, by the shipped schema; `from_json` makes the same reading of it.

    Raises:
        ReadingError: a score that is not a number, which JSON cannot say.
    """
    return {
        "page": _page_out(reading),
        "voices": [_voice_out(voice) for voice in reading.voices],
        "attributions": [attribution_to_json(attribution) for attribution in reading.attributions],
        "events": [_event_out(event) for event in reading.events],
        "headline": _headline_out(reading.findings),
        "findings": [_finding_out(finding) for finding in reading.findings],
        "model": reading.model,
        "mentions": [_mention_out(mention) for mention in reading.mentions],
        "doubts": [{"about": doubt.about, "reason": doubt.reason} for doubt in reading.doubts],
    }


def dumps(reading: Reading, *, indent: int | None = None, **extra: str) -> str:
    """The reading as JSON text: on one line (for JSON Lines), or indented. It can always be encoded as UTF-8 and never says NaN.

    `extra` are further fields, put first: the path that the page was read from, for one.
    """
    return dump(extra | to_json(reading), indent=indent)


def dump(data: JsonObject, *, indent: int | None = None) -> str:
    """Data as JSON text that can always be encoded as UTF-8, never says NaN, and keeps to one line where it is not indented."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return _TROUBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _page_out(reading: Reading) -> JsonObject:
    page = reading.page
    return {
        "url": page.url,
        "headline": page.headline,
        "byline": page.byline,
        "outlet": page.outlet,
        "published": page.published,
        "language": page.language,
        "text": page.text,
        "blocks": [_block_out(block) for block in page.blocks],
        "voice": reading.voices[0].id if reading.voices else PAGE_VOICE_ID,
        "sha256": page.sha256,
        "truncated": page.truncated,
        "notes": list(page.notes),
        "provenance": {
            "wire": _credit_out(page.provenance.wire) if page.provenance.wire else None,
            "credits": [_credit_out(credit) for credit in page.provenance.credits],
        },
    }


def _credit_out(credit: Credit) -> JsonObject:
    return {"range": _range_out(credit.span), "name": credit.name}


def _mention_out(mention: Mention) -> JsonObject:
    return {
        "range": _range_out(mention.span),
        "kind": mention.kind.value,
        "antecedent": mention.antecedent,
        "score": float(mention.score),
    }


def _block_out(block: Block) -> JsonObject:
    return {
        "kind": block.kind.value,
        "range": _range_out(block.span),
        "links": [{"range": _range_out(link.span), "url": link.url} for link in block.links],
        "group": block.group,
        "depth": block.depth,
        "cite": block.cite,
    }


def _voice_out(voice: Voice) -> JsonObject:
    return {
        "id": voice.id,
        "name": voice.name,
        "kind": voice.kind.value,
        "aliases": list(voice.aliases),
        "roles": list(voice.roles),
        "mentions": _ranges_out(voice.mentions),
    }


def attribution_to_json(attribution: Attribution) -> JsonObject:
    """One attribution as a dictionary of JSON types, as it stands in the wire form."""
    score = float(attribution.score)
    if not math.isfinite(score):
        raise ReadingError(f"{attribution.id}.score is {score}; a score lies in 0..1.")
    return {
        "id": attribution.id,
        "content": _ranges_out(attribution.content),
        "cue": _ranges_out(attribution.cue),
        "source": _ranges_out(attribution.source),
        "manner": attribution.manner.value,
        "addressee": _ranges_out(attribution.addressee),
        "parent": attribution.parent,
        "voice": attribution.voice,
        "chain": _chain_out(attribution.chain),
        "held": attribution.held.value,
        "reported": attribution.reported.value,
        "score": score,
    }


def _event_out(event: Event) -> JsonObject:
    return {
        "type": event.type.value,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "anchor": _range_out(event.anchor),
        "status": event.status.value,
        "when": {"range": _range_out(event.when.span), "date": event.when.date} if event.when else None,
        "where": {"range": _range_out(event.where)} if event.where else None,
        "chain": _chain_out(event.chain),
    }


def _headline_out(findings: tuple[Finding, ...]) -> JsonObject | None:
    """The schema's view of the headline's check: None before it ran; "supported" is a verdict and needs no finding.

    The schema gives a finding one range on either side, so several ranges become the one from the first start to the last end.
    """
    checked = [finding for finding in findings if finding.check is Check.HEADLINE]
    if not checked:
        return None
    verdicts = list(dict.fromkeys(finding.verdict for finding in checked))
    faults = [verdict for verdict in verdicts if verdict != "supported"]  # a headline is supported where all of its claims are
    return {
        "verdicts": faults or verdicts,
        "findings": [
            {
                "verdict": finding.verdict,
                "headline": _hull_out(finding.claim),
                "body": _hull_out(finding.evidence) if finding.evidence else None,
            }
            for finding in checked
            if finding.verdict != "supported" and finding.claim
        ],
    }


def _finding_out(finding: Finding) -> JsonObject:
    return {
        "check": finding.check.value,
        "verdict": finding.verdict,
        "claim": _ranges_out(finding.claim),
        "evidence": _ranges_out(finding.evidence),
        "record": finding.record,
        "reason": finding.reason,
        "speaker": finding.speaker,
        "marked": finding.marked,
        "differences": [
            {"kind": difference.kind.value, "quote": _range_out(difference.quote), "record": _range_out(difference.record)}
            for difference in finding.differences
        ],
    }


def _chain_out(chain: Chain) -> list[JsonObject]:
    return [{"voice": link.voice, "evidence": _range_out(link.evidence) if link.evidence else None} for link in chain]


def _ranges_out(spans: Spans) -> list[list[int]]:
    return [_range_out(span) for span in spans]


def _range_out(span: Span) -> list[int]:
    return [int(span.start), int(span.end)]


def _hull_out(spans: Spans) -> list[int]:
    return [int(spans[0].start), int(spans[-1].end)]


# ---------------------------------------------------------------- in


def from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that a dictionary by the schema describes, validated.

    Raises:
        ReadingError: a field that is missing or of the wrong type, a text that does not have the digest it came with, half a surrogate
            pair, or whatever `validate` refuses. The message names the field.
    """
    _object(data, "The reading")
    page_data = _object(_field(data, "page", ""), "page")
    page = _page_in(page_data)
    findings = _findings_in(data)
    voices = tuple(_voice_in(value, path) for value, path in _items(data, "voices", ""))
    return validate(
        Reading(
            page=page,
            voices=_page_voice_first(voices, _string(page_data, "voice", "page")),
            attributions=tuple(_attribution_in(value, path) for value, path in _items(data, "attributions", "")),
            events=tuple(_event_in(value, path) for value, path in _items(data, "events", "")),
            findings=findings,
            model=_optional_string(data, "model", "", required=False),
            mentions=tuple(_mention_in(value, path) for value, path in _items(data, "mentions", "", required=False)),
            doubts=tuple(
                Doubt(_string(_object(value, path), "about", path), _string(_object(value, path), "reason", path))
                for value, path in _items(data, "doubts", "", required=False)
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


@cache
def load_schema() -> JsonObject:
    """The JSON schema of a reading, as it is shipped."""
    schema: JsonObject = json.loads(Path(__file__).with_name("reading.schema.json").read_text(encoding="utf-8"))
    return schema


def _page_in(data: Mapping[str, Any]) -> Page:
    page = Page(
        text=_string(data, "text", "page"),
        blocks=tuple(_block_in(value, path) for value, path in _items(data, "blocks", "page")),
        url=_optional_string(data, "url", "page"),
        headline=_optional_string(data, "headline", "page"),
        byline=_optional_string(data, "byline", "page"),
        outlet=_optional_string(data, "outlet", "page"),
        published=_optional_string(data, "published", "page"),
        language=_optional_string(data, "language", "page"),
        sha256=_optional_string(data, "sha256", "page", required=False) or "",
        truncated=_boolean(data, "truncated", "page"),
        notes=_strings(data, "notes", "page", required=False),
        provenance=_provenance_in(data.get("provenance")),
    )
    if page.sha256 and page.sha256 != hashlib.sha256(page.text.encode()).hexdigest():
        raise ReadingError("page.sha256 is not the digest of page.text; the text was changed, so its positions cannot be trusted.")
    return page


def _provenance_in(value: object) -> Provenance:
    if value is None:
        return Provenance()
    path = "page.provenance"
    data = _object(value, path)
    wire = data.get("wire")
    return Provenance(
        wire=_credit_in(wire, f"{path}.wire") if wire is not None else None,
        credits=tuple(_credit_in(item, where) for item, where in _items(data, "credits", path, required=False)),
    )


def _credit_in(value: object, path: str) -> Credit:
    data = _object(value, path)
    return Credit(_span(data, "range", path), _string(data, "name", path))


def _mention_in(value: object, path: str) -> Mention:
    data = _object(value, path)
    antecedent = data.get("antecedent")
    if antecedent is not None and not _is_count(antecedent):
        _refuse(f"{path}.antecedent", "the number of an earlier mention, or null", antecedent)
    return Mention(
        span=_span(data, "range", path),
        kind=_member(MentionKind, data, "kind", path),
        antecedent=antecedent,
        score=_number(data, "score", path),
    )


def _block_in(value: object, path: str) -> Block:
    data = _object(value, path)
    return Block(
        kind=_member(BlockKind, data, "kind", path),
        span=_span(data, "range", path),
        links=tuple(_hyperlink_in(item, where) for item, where in _items(data, "links", path, required=False)),
        group=_count(data, "group", path),
        depth=_count(data, "depth", path),
        cite=_optional_string(data, "cite", path, required=False),
    )


def _hyperlink_in(value: object, path: str) -> Hyperlink:
    data = _object(value, path)
    return Hyperlink(_span(data, "range", path), _string(data, "url", path))


def _voice_in(value: object, path: str) -> Voice:
    data = _object(value, path)
    return Voice(
        id=_string(data, "id", path),
        kind=_member(VoiceKind, data, "kind", path),
        name=_string(data, "name", path),
        aliases=_strings(data, "aliases", path),
        roles=_strings(data, "roles", path),
        mentions=_spans(data, "mentions", path),
    )


def _attribution_in(value: object, path: str) -> Attribution:
    data = _object(value, path)
    return Attribution(
        id=_string(data, "id", path),
        content=_spans(data, "content", path),
        cue=_spans(data, "cue", path),
        source=_spans(data, "source", path),
        manner=_member(Manner, data, "manner", path),
        score=_number(data, "score", path),
        addressee=_spans(data, "addressee", path),
        parent=_optional_string(data, "parent", path),
        voice=_optional_string(data, "voice", path),
        chain=_chain_in(data, path),
        held=_member(Held, data, "held", path),
        reported=_member(Reported, data, "reported", path),
    )


def _event_in(value: object, path: str) -> Event:
    data = _object(value, path)
    when = _optional_object(data, "when", path)
    where = _optional_object(data, "where", path)
    return Event(
        type=_member(EventType, data, "type", path),
        anchor=_span(data, "anchor", path),
        actors=_strings(data, "actors", path),
        recipients=_strings(data, "recipients", path),
        status=_member(EventStatus, data, "status", path),
        when=When(_span(when, "range", f"{path}.when"), _optional_string(when, "date", f"{path}.when", required=False))
        if when is not None
        else None,
        where=_span(where, "range", f"{path}.where") if where is not None else None,
        chain=_chain_in(data, path),
    )


def _findings_in(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings in full where they are given (they must agree with `headline`), otherwise those that `headline` tells of."""
    headline = _optional_object(data, "headline", "")
    shown = _headline_in(headline) if headline is not None else ()
    if "findings" not in data:
        return shown
    findings = tuple(_finding_in(value, path) for value, path in _items(data, "findings", ""))
    derived = _headline_out(findings)
    if (derived is None) != (headline is None) or (derived is not None and _headline_in(derived) != shown):
        raise ReadingError("headline and findings tell of different checks; change findings, headline is made from them.")
    return findings


def _headline_in(headline: Mapping[str, Any]) -> tuple[Finding, ...]:
    """One finding for each that is listed, and one without ranges for each verdict that has none."""
    verdicts = [_verdict(verdict, f"headline.verdicts[{n}]") for n, verdict in enumerate(_strings(headline, "verdicts", "headline"))]
    findings = []
    for value, path in _items(headline, "findings", "headline"):
        item = _object(value, path)
        evidence = (_span(item, "body", path),) if _field(item, "body", path) is not None else ()
        verdict = _verdict(_string(item, "verdict", path), f"{path}.verdict")
        findings.append(Finding(Check.HEADLINE, verdict, (_span(item, "headline", path),), evidence))
    listed = {finding.verdict for finding in findings}
    return tuple(Finding(Check.HEADLINE, verdict, ()) for verdict in verdicts if verdict not in listed) + tuple(findings)


def _finding_in(value: object, path: str) -> Finding:
    data = _object(value, path)
    check = _member(Check, data, "check", path)
    verdict = _string(data, "verdict", path)
    return Finding(
        check=check,
        verdict=_verdict(verdict, f"{path}.verdict") if check is Check.HEADLINE else verdict,
        claim=_spans(data, "claim", path),
        evidence=_spans(data, "evidence", path),
        record=_optional_string(data, "record", path),
        reason=_optional_string(data, "reason", path, required=False) or "",
        speaker=_optional_string(data, "speaker", path, required=False),
        marked=_optional_boolean(data, "marked", path),
        differences=tuple(_difference_in(item, where) for item, where in _items(data, "differences", path, required=False)),
    )


def _difference_in(value: object, path: str) -> Difference:
    data = _object(value, path)
    return Difference(_member(DifferenceKind, data, "kind", path), _span(data, "quote", path), _span(data, "record", path))


def _verdict(verdict: str, path: str) -> str:
    if verdict not in HEADLINE_VERDICTS:
        _refuse(path, f"one of {', '.join(HEADLINE_VERDICTS)}", verdict)
    return verdict


def _chain_in(data: Mapping[str, Any], path: str) -> Chain:
    links = []
    for value, where in _items(data, "chain", path):
        link = _object(value, where)
        evidence = _span(link, "evidence", where) if _field(link, "evidence", where) is not None else None
        links.append(Link(_string(link, "voice", where), evidence))
    return tuple(links)


def _page_voice_first(voices: tuple[Voice, ...], page_voice: str) -> tuple[Voice, ...]:
    """The voices with the page voice first; the wire form names it and leaves the order open."""
    if not voices:
        return voices
    if all(voice.id != page_voice for voice in voices):
        raise ReadingError(f"page.voice is {page_voice!r}; there is no voice of that id in the reading.")
    return tuple(sorted(voices, key=lambda voice: voice.id != page_voice))


# ---------------------------------------------------------------- one field


def _field(data: Mapping[str, Any], key: str, path: str) -> Any:  # any JSON value: whoever asked checks its type
    if key not in data:
        raise ReadingError(f"{_at(path, key)} is missing.")
    return data[key]


def _string(data: Mapping[str, Any], key: str, path: str) -> str:
    return _as_string(_field(data, key, path), _at(path, key))


def _optional_string(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> str | None:
    value = _field(data, key, path) if required else data.get(key)
    return None if value is None else _as_string(value, _at(path, key))


def _strings(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> tuple[str, ...]:
    return tuple(_as_string(value, where) for value, where in _items(data, key, path, required=required))


def _boolean(data: Mapping[str, Any], key: str, path: str) -> bool:
    value = data.get(key, False)
    return value if isinstance(value, bool) else _refuse(_at(path, key), "true or false", value)


def _optional_boolean(data: Mapping[str, Any], key: str, path: str) -> bool | None:
    return None if data.get(key) is None else _boolean(data, key, path)


def _count(data: Mapping[str, Any], key: str, path: str) -> int:
    value = data.get(key, 0)
    return value if _is_count(value) else _refuse(_at(path, key), "a whole number from 0", value)


def _number(data: Mapping[str, Any], key: str, path: str) -> float:
    value = _field(data, key, path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(_at(path, key), "a number", value)
    try:
        return float(value)
    except OverflowError:
        _refuse(_at(path, key), "a number in 0..1", value)


def _member(kind: type[Member], data: Mapping[str, Any], key: str, path: str) -> Member:
    value = _field(data, key, path)
    found = next((member for member in kind if member.value == value), None)
    return found if found is not None else _refuse(_at(path, key), f"one of {', '.join(kind)}", value)


def _span(data: Mapping[str, Any], key: str, path: str) -> Span:
    return _as_span(_field(data, key, path), _at(path, key))


def _spans(data: Mapping[str, Any], key: str, path: str) -> Spans:
    return tuple(_as_span(value, where) for value, where in _items(data, key, path))


def _items(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> Iterator[tuple[Any, str]]:
    """Each item of a list, with its path."""
    value = _field(data, key, path) if required else data.get(key, [])
    where = _at(path, key)
    if not isinstance(value, list | tuple):
        _refuse(where, "a list", value)
    for number, item in enumerate(value):
        yield item, f"{where}[{number}]"


def _optional_object(data: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any] | None:
    value = _field(data, key, path)
    return None if value is None else _object(value, _at(path, key))


def _object(value: object, path: str) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else _refuse(path, "an object", value)


def _as_string(value: object, path: str) -> str:
    if not isinstance(value, str):
        _refuse(path, "a string", value)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(f"{path} has half a surrogate pair at offset {error.start}; put U+FFFD in its place.") from None
    return value


def _as_span(value: object, path: str) -> Span:
    if not (isinstance(value, list | tuple) and len(value) == 2 and all(_is_count(position) for position in value)):
        _refuse(path, "a range [start, end] of two whole numbers from 0", value)
    return Span(value[0], value[1])


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _refuse(path: str, wanted: str, value: object) -> NoReturn:
    found = ascii(value)[:60] if isinstance(value, bool | float | str) or value is None else f"a {type(value).__name__}"
    if isinstance(value, int) and not isinstance(value, bool):
        found = str(value) if abs(value) <= _LARGEST else "too large a number"
    raise ReadingError(f"{path} is {found}; it has to be {wanted}.")


def _refuse_constant(constant: str) -> NoReturn:
    raise ReadingError(f"The reading says {constant}, which is no number in JSON.")
