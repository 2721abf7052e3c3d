"""What tests of several folders share: texts with their spans marked, and hand-made readings."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from sayso.reading import PAGE_VOICE_ID, Attribution, Block, BlockKind, Manner, Page, Reading, Span, Spans, Voice, VoiceKind

_TOKEN = re.compile(r"\[(?P<label>[a-z][a-z0-9_.]*): |(?P<close>\])")


class Marked(NamedTuple):
    """A text without its marks, and the spans of each label in text order."""

    text: str
    spans: dict[str, Spans]

    def of(self, label: str) -> Spans:
        """The spans of a label; ``()`` where it is not marked."""
        return self.spans.get(label, ())


def marked(text: str) -> Marked:
    """The text and the spans that it marks with ``[label: words]``; marks may nest, a label may come again, other brackets stay.

    >>> marked("[source: Vasko] [cue: said] [content: no]").of("source")
    (Span(start=0, end=5),)
    """
    parts: list[str] = []
    spans: dict[str, list[Span]] = {}
    opened: list[tuple[str, int]] = []
    at = length = 0
    for token in _TOKEN.finditer(text):
        if token["close"] and not opened:
            continue
        parts.append(text[at : token.start()])
        length += token.start() - at
        at = token.end()
        if token["label"]:
            opened.append((token["label"], length))
        else:
            label, start = opened.pop()
            spans.setdefault(label, []).append(Span(start, length))
    if opened:
        raise ValueError(f"The mark {opened[-1][0]!r} is not closed in {text!r}.")
    parts.append(text[at:])
    return Marked("".join(parts), {label: tuple(sorted(found)) for label, found in spans.items()})


def attribution_of(mark: Marked, prefix: str = "", **fields: Any) -> Attribution:
    """The attribution whose ranges are marked ``content``, ``cue``, ``source``, ``addressee``, each after `prefix` ("a2.").

    `fields` are its other fields, of whatever type they have.
    """
    values: dict[str, Any] = {"id": "a1", "manner": Manner.INDIRECT, "score": 0.9}
    values |= {role: mark.of(prefix + role) for role in ("content", "cue", "source", "addressee")}
    return Attribution(**(values | fields))


def reading_of(text: str, **fields: Any) -> Reading:
    """A reading of one paragraph a line with the attribution that is marked in the text, spoken by "the page"."""
    mark = marked(text)
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(*match.span())) for match in re.finditer(r"[^\n]+", mark.text))
    return Reading(
        page=Page(mark.text, blocks),
        voices=(Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page"),),
        attributions=(attribution_of(mark, **fields),) if mark.of("content") else (),
    )
