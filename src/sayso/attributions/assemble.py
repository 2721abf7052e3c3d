"""From a tagged text to its attributions on one level: which source and which contents belong to which cue.

Decides what belongs together; where the ranges end is `edges`' business, what stands within what is `nesting`'s. Each content goes to the one cue
that its sub-tokens point to most; each cue takes the source that it points to and that points back, or none; a quotation that points to no cue
is an attribution with cue and source empty (READING.md, ruling 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.model import RoleSpan, Tagged, decode_tags, link_to_cues, link_to_sources, role_spans
from sayso.model.decoding import FloatArray, IntArray
from sayso.reading import Span

SOURCE: Final = 0
CUE: Final = 1
CONTENT: Final = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its ranges are trimmed: characters of the tagged text, and the log-probabilities behind it.

    `evidence` is what the score is made from, in the order of `EVIDENCE`.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    evidence: tuple[float, ...]


EVIDENCE: Final = ("content tags", "cue tags", "source tags", "content link", "source link", "no cue", "no source")


@dataclass(frozen=True, slots=True)
class Options:
    """What decoding may be tuned by, on development data.

    `none_bias` is added to the log-probability of "no role": below zero more is found. `back_weight` is how much it counts that a source points back to
    the cue. `own_cue` is the log-probability that a content without a cue of its own must reach to stand alone.
    """

    none_bias: float = 0.0
    back_weight: float = 0.5
    none_source_bias: float = 0.0
    split_contents: bool = True


def assemble_attributions(tagged: Tagged, options: Options = Options()) -> list[Draft]:  # noqa: B008 (a frozen value)
    """The attributions of a text in the order of their cues, then those without a cue in text order."""
    if len(tagged.encoded) == 0:
        return []
    scores = tagged.tags
    if options.none_bias:
        scores = scores.copy()
        scores[:, 0] += options.none_bias
    labels = decode_tags(scores)
    spans = role_spans(labels, tagged.tags)
    cues = [s for s in spans if s.role == CUE]
    sources = [s for s in spans if s.role == SOURCE]
    contents = [s for s in spans if s.role == CONTENT]
    heads = np.array([s.start for s in cues], dtype=np.int64)
    owned = _own_contents(tagged, contents, heads, options)
    chosen = _choose_sources(tagged, cues, sources, heads, options)
    drafts = []
    for number, cue in enumerate(cues):
        mine = owned.get(number, [])
        if mine:
            drafts.append(_draft(tagged, mine, cue, chosen[number]))
    drafts += [_draft(tagged, [piece], None, None) for piece in owned.get(-1, [])]
    return drafts


Piece = tuple[RoleSpan, float]
"""A content, and the mean log-probability of its link."""


def _own_contents(tagged: Tagged, contents: list[RoleSpan], heads: IntArray, options: Options) -> dict[int, list[Piece]]:
    """The contents of each cue by its number; -1 holds those of none."""
    owned: dict[int, list[Piece]] = {}
    if not contents:
        return owned
    tokens = np.concatenate([np.arange(s.start, s.end) for s in contents])
    links = link_to_cues(tagged, tokens, heads)
    at = 0
    for content in contents:
        rows = links[at : at + content.end - content.start]
        at += content.end - content.start
        for start, end in _split(rows) if options.split_contents else [(0, len(rows))]:
            means = rows[start:end].mean(axis=0)
            best = int(means.argmax())
            piece = RoleSpan(CONTENT, content.start + start, content.start + end, content.confidence)
            owned.setdefault(best if best < len(heads) else -1, []).append((piece, float(means[best])))
    return owned


def _split(rows: FloatArray, shortest: int = 4) -> list[tuple[int, int]]:
    """Stretches of a content that point to one cue; a stretch shorter than `shortest` sub-tokens goes with the one before."""
    best = rows.argmax(axis=1)
    changes = np.flatnonzero(np.diff(best)) + 1
    if len(changes) == 0:
        return [(0, len(rows))]
    bounds = [0, *changes.tolist(), len(rows)]
    runs: list[tuple[int, int, int]] = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        if runs and (end - start < shortest or best[start] == runs[-1][2]):
            runs[-1] = (runs[-1][0], end, runs[-1][2])
        else:
            runs.append((start, end, int(best[start])))
    if len(runs) > 1 and runs[0][1] - runs[0][0] < shortest:
        runs[1] = (runs[0][0], runs[1][1], runs[1][2])
        runs.pop(0)
    return [(start, end) for start, end, _ in runs]


def _choose_sources(
    tagged: Tagged, cues: list[RoleSpan], sources: list[RoleSpan], heads: IntArray, options: Options
) -> list[tuple[RoleSpan | None, float]]:
    """The source of each cue, or None, with the log-probability of that choice among all of them."""
    if not cues:
        return []
    starts = np.array([s.start for s in sources], dtype=np.int64)
    forward = link_to_sources(tagged, heads, starts)
    if sources and options.back_weight:
        tokens = np.concatenate([np.arange(s.start, s.end) for s in sources])
        back = link_to_cues(tagged, tokens, heads)
        bounds = np.cumsum([0, *(s.end - s.start for s in sources)])
        means = np.stack([back[a:b].mean(axis=0) for a, b in zip(bounds, bounds[1:], strict=False)])
        forward[:, :-1] += options.back_weight * np.maximum(means[:, :-1].T, -8.0)
    forward[:, -1] += options.none_source_bias
    forward -= np.log(np.exp(forward - forward.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)) + forward.max(axis=1, keepdims=True)
    chosen: list[tuple[RoleSpan | None, float]] = []
    for row in forward:
        best = int(row.argmax())
        chosen.append((sources[best] if best < len(sources) else None, float(row[best])))
    return chosen


def _draft(tagged: Tagged, pieces: list[Piece], cue: RoleSpan | None, choice: tuple[RoleSpan | None, float] | None) -> Draft:
    starts, ends = tagged.encoded.starts, tagged.encoded.ends
    source, source_link = choice if choice else (None, 0.0)

    def characters(span: RoleSpan) -> Span:
        return Span(int(starts[span.start]), int(ends[span.end - 1]))

    evidence = (
        float(np.mean([piece.confidence for piece, _ in pieces])),
        cue.confidence if cue else 0.0,
        source.confidence if source else 0.0,
        float(np.mean([link for _, link in pieces])),
        source_link,
        float(cue is None),
        float(source is None),
    )
    return Draft(
        tuple(characters(piece) for piece, _ in sorted(pieces, key=lambda p: p[0].start)),
        (characters(cue),) if cue else (),
        (characters(source),) if source else (),
        evidence,
    )
