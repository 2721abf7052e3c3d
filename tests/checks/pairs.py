"""The invented headlines of headlines.toml as readings: attributions, voices and commitment are marked by hand, so no model is needed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sayso.reading import PAGE_VOICE_ID, Attribution, Block, BlockKind, Held, Manner, Page, Reading, Span, Voice, VoiceKind
from tests.helpers import Marked, marked


@dataclass(frozen=True)
class Pair:
    """A headline with its body, and the verdicts that it should get; none for an abstention."""

    name: str
    reading: Reading
    verdicts: frozenset[str]


@cache
def load_pairs(name: str = "headlines.toml") -> tuple[Pair, ...]:
    """All pairs of a file of this folder, in its order."""
    rows = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["pair"]
    return tuple(
        Pair(row["name"], page_of(**{key: row[key] for key in row if key not in ("name", "verdicts")}), frozenset(row["verdicts"]))
        for row in rows
    )


def page_of(
    headline: str,
    body: str,
    *,
    held: dict[str, str] | None = None,
    parents: dict[str, str] | None = None,
    voices: list[str] | None = None,
    truncated: bool = False,
) -> Reading:
    """The reading of a headline over a body of one paragraph a line; see headlines.toml for the marks."""
    mark = marked(f"{headline.strip()}\n\n{body.strip()}")
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", mark.text)]
    blocks = tuple(Block(BlockKind.PARAGRAPH if n else BlockKind.HEADLINE, span) for n, span in enumerate(lines))
    people = [_voice(mark.text, number, names.split(" / ")) for number, names in enumerate(voices or [], start=1)]
    numbers = sorted({label[1:] for label in mark.spans if label.startswith("c")})  # a source and a cue alone hold nothing
    attributions = [_attribution(mark, number, (held or {}).get(f"a{number}", "asserted"), people) for number in numbers]
    attributions = [replace(one, parent=(parents or {}).get(one.id)) for one in attributions]
    page = Page(mark.text, blocks, headline=mark.text[lines[0].start : lines[0].end], truncated=truncated)
    return Reading(
        page=page,
        voices=(Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page"), *people),
        attributions=tuple(sorted(attributions, key=lambda attribution: attribution.content[0])),
    )


def _attribution(mark: Marked, number: str, held: str, people: list[Voice]) -> Attribution:
    source = mark.of(f"s{number}")
    voice = next((voice.id for voice in people if source and source[0] in voice.mentions), None)
    return Attribution(
        f"a{number}", mark.of(f"c{number}"), mark.of(f"q{number}"), source, Manner.INDIRECT, 0.9, voice=voice, held=Held(held)
    )


def _voice(text: str, number: int, names: list[str]) -> Voice:
    found = sorted({Span(*match.span()) for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", text)})
    mentions: list[Span] = []
    for span in found:
        if not mentions or span.start >= mentions[-1].end:
            mentions.append(span)
    return Voice(f"v{number}", VoiceKind.PERSON, names[0], tuple(names[1:2]), mentions=tuple(mentions))
