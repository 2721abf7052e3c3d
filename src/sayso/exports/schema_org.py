"""Readings as schema.org JSON-LD: a `NewsArticle` whose quotations are its parts.

Decides that only words between quotation marks, or in a block quotation, are a `Quotation`, with the one they are given to as
`spokenByCharacter` (the term schema.org gives for the speaker of a quotation); what is told in the page's own words is none. There is no
`ClaimReview` and no rating: a reading says who says so, not what is true.
"""

from __future__ import annotations

from typing import Any, Final

from sayso.exports.web_annotation import name_page
from sayso.reading import Attribution, Manner, Reading, Span, Voice, VoiceKind
from sayso.text import quotations

JsonObject = dict[str, Any]  # what `json` makes of an object

_TYPES: Final = {
    VoiceKind.PERSON: "Person",
    VoiceKind.UNNAMED: "Person",
    VoiceKind.ORGANIZATION: "Organization",
    VoiceKind.OUTLET: "NewsMediaOrganization",
}
"""Groups and documents are neither persons nor organizations; they are a `Thing` with a name."""


def to_schema_org(reading: Reading) -> JsonObject:
    """The page as a `NewsArticle` with its quotations in `hasPart`; what is not known is left out."""
    page = reading.page
    voices = {voice.id: voice for voice in reading.voices}
    article: JsonObject = {"@context": "https://schema.org", "@type": "NewsArticle", "@id": name_page(page)}
    known: JsonObject = {
        "url": page.url,
        "headline": page.headline,
        "datePublished": page.published,
        "inLanguage": page.language,
        "author": {"@type": "Person", "name": page.byline} if page.byline else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": page.outlet} if page.outlet else None,
    }
    article |= {key: value for key, value in known.items() if value}
    article["hasPart"] = [
        _quotation(reading, attribution, words, voices)
        for attribution in reading.attributions
        for words in quoted_words(reading, attribution)
    ]
    return article


def quoted_words(reading: Reading, attribution: Attribution) -> list[str]:
    """The words of a content that are quoted, without their marks; one string a quotation, of several pieces where it is interrupted."""
    page = reading.page
    if attribution.manner is Manner.DIRECT:
        return [" … ".join(_bare(page[span]) for span in attribution.content)]
    if attribution.manner is Manner.INDIRECT:
        return []
    pieces = []
    for span in attribution.content:
        for quotation in quotations(page[span]):
            pieces.append(_bare(page[Span(span.start + quotation.start, span.start + quotation.end)]))
    return [piece for piece in pieces if piece]


def _bare(words: str) -> str:
    return words.strip().strip("“”\"‘’'«»„`").strip()


def _quotation(reading: Reading, attribution: Attribution, words: str, voices: dict[str, Voice]) -> JsonObject:
    voice = voices.get(attribution.voice or "")
    out: JsonObject = {"@type": "Quotation", "@id": f"{name_page(reading.page)}#{attribution.id}", "text": words}
    if voice is not None:
        out["spokenByCharacter"] = {"@type": _TYPES.get(voice.kind, "Thing"), "name": voice.name}
    return out
