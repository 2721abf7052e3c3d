"""A reading as the dictionary of its wire form, and as JSON text; see `json`, where both directions are offered."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from sayso.errors import ReadingError
from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Block,
    Chain,
    Check,
    Credit,
    Event,
    Finding,
    Mention,
    Reading,
    Span,
    Spans,
    Voice,
)

JsonObject = dict[str, Any]  # what `json` makes of an object: the values are of any JSON type

_TROUBLE: Final = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""What JSON allows in a string and its readers trip over: half a surrogate pair has no UTF-8, and NEL and the two Unicode separators end
a line for some readers of JSON Lines (Python's own `str.splitlines` among them). All of them can be said as escapes."""


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
        "headline": headline_to_json(reading.findings),
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


def headline_to_json(findings: tuple[Finding, ...]) -> JsonObject | None:
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
