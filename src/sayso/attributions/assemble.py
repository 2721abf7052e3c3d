"""From a tagged text to its attributions on one level: which source and which contents belong to which cue.

Decides what belongs together; where the ranges end is `edges`' business, what stands within what is `nesting`'s. Each content goes to the
one cue that its sub-tokens point to most; each cue takes the source that it points to and that points back, or none; a quotation that
points to no cue is an attribution with cue and source empty (docs/terms.md).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from sayso.model import RoleSpan, Tagged, decode_tags, link_to_cues, link_to_sources, role_spans
from sayso.model.decoding import FloatArray, IntArray, log_softmax
from sayso.reading import Span, Spans

SOURCE: Final = 0
CUE: Final = 1
CONTENT: Final = 2
_FORCED: Final = np.float32(100)
_SHORTEST_QUOTATION: Final = 4
_FLOOR: Final = -8.0
_RULED_OUT: Final = np.float32(-30)


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its ranges are trimmed: characters of the tagged text, and the log-probabilities behind it.

    `evidence` is what the score is made from, in the order of `EVIDENCE`; `pieces` is the evidence for each range of the content, in the
    order of `PIECE_EVIDENCE`, empty without a cue.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    evidence: tuple[float, ...]
    pieces: tuple[tuple[float, ...], ...] = ()


EVIDENCE: Final = (
    "content tags",
    "cue tags",
    "source tags",
    "content link",
    "source link",
    "content start",
    "content end",
    "content length",
    "quoted share",
    "no cue",
    "no source",
)
"""What a score is made from: mean log-probabilities of labels and links, of the label at the first sub-token of the content and of there
being no more content after its last; the logarithm of its number of sub-tokens; the share of them within quotation marks; and 1 where cue
or source are empty."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decoding may be tuned by, on development data.

    `none_bias` is added to the log-probability of "no role": below zero more is found. `back_weight` is how much it counts that a source
    points back to the cue. `none_source_bias` is added to the log-probability that a cue has no source. `piece_weights` are
    those of a logistic regression over `PIECE_EVIDENCE` and its bias: of several pieces of a content those below one half are left out,
    the best never.
    """

    none_bias: float = 0.0
    back_weight: float = 0.5
    none_source_bias: float = 0.0
    whole_quotations: bool = True
    piece_weights: tuple[float, ...] = ()


DEFAULTS: Final = Options()


def assemble_attributions(
    tagged: Tagged, text: str, quoted: Spans = (), options: Options = DEFAULTS, groups: IntArray | None = None
) -> list[Draft]:
    """The attributions of the text that was tagged, in the order of their cues, then those without a cue in text order.

    `quoted` are the text's outermost closed quotations, one range a paragraph: each of them is all content or not content at all.
    `groups`, shape (n_tokens,), numbers texts that were put one after the other to be tagged together: nothing reaches from one into the
    next.
    """
    if len(tagged.encoded) == 0:
        return []
    scores = tagged.tags.copy()
    scores[:, 0] += options.none_bias
    if options.whole_quotations:
        respect_quotations(scores, tagged.encoded.starts, quoted)
    if groups is not None:
        scores[np.flatnonzero(np.diff(groups)), 1:] -= _FORCED
    labels = decode_tags(scores)
    spans = role_spans(labels, tagged.tags)
    cues = [s for s in spans if s.role == CUE]
    sources = [s for s in spans if s.role == SOURCE]
    contents = [s for s in spans if s.role == CONTENT]
    heads = np.array([s.start for s in cues], dtype=np.int64)
    owned = _own_contents(tagged, contents, heads, options, groups)
    chosen = _choose_sources(tagged, cues, sources, heads, options, groups)
    drafts = []
    for number, cue in enumerate(cues):
        mine = _believed(tagged, text, owned.get(number, []), cue, options.piece_weights)
        if mine:
            drafts.append(_draft(tagged, text, mine, cue, chosen[number]))
    drafts += [_draft(tagged, text, [piece], None, None) for piece in owned.get(-1, [])]
    return drafts


def respect_quotations(scores: FloatArray, starts: IntArray, quoted: Spans) -> None:
    """Changes tag scores so that each quotation is all content, or holds none, whichever its sub-tokens prefer together.

    A quotation that holds a source or a cue by their own scores (a nickname, say) is left as it is.
    """
    for start, end in quoted:
        a, b = np.searchsorted(starts, [start, end])
        if b - a < _SHORTEST_QUOTATION:
            continue
        part = scores[a:b]
        content = float(np.logaddexp(part[:, 5], part[:, 6]).sum())
        none = float(part[:, 0].sum())
        other = float(np.maximum(part[:, 1:5].max(axis=1), part[:, 0]).sum())
        if content > max(none, other):
            part[:, :5] -= _FORCED
            part[1:, 5] -= _FORCED
        elif none >= other:
            part[:, 5:] -= _FORCED


Piece = tuple[RoleSpan, float]
"""A content, and the mean log-probability of its link."""


def _own_contents(
    tagged: Tagged, contents: list[RoleSpan], heads: IntArray, options: Options, groups: IntArray | None
) -> dict[int, list[Piece]]:
    """The contents of each cue by its number; -1 holds those of none."""
    owned: dict[int, list[Piece]] = {}
    if not contents:
        return owned
    tokens = np.concatenate([np.arange(s.start, s.end) for s in contents])
    links = _within_groups(link_to_cues(tagged, tokens, heads), tokens, heads, groups)
    at = 0
    for content in contents:
        rows = links[at : at + content.end - content.start]
        at += content.end - content.start
        means = rows.mean(axis=0)
        best = int(means.argmax())
        owned.setdefault(best if best < len(heads) else -1, []).append((content, float(means[best])))
    return owned


def _within_groups(links: FloatArray, rows: IntArray, columns: IntArray, groups: IntArray | None) -> FloatArray:
    """The links with those from one group into another ruled out, and what is left made probabilities again."""
    if groups is None:
        return links
    links[:, :-1][groups[rows][:, None] != groups[columns][None, :]] = _RULED_OUT
    return log_softmax(links)


PIECE_EVIDENCE: Final = ("length", "other sentence", "quoted share", "link", "tags")
"""What a piece of a content is judged by: the logarithm of its number of sub-tokens, whether a sentence or a line ends between it and its
cue, the share of it within quotation marks, and the mean log-probabilities of its link and of its labels."""

_SENTENCE_END: Final = re.compile(r"[.!?…][”\"’'»)\]]*\s+[\[(“\"‘'«]*[^\W\d_a-z]|\n")


def piece_evidence(tagged: Tagged, text: str, piece: Piece, cue: RoleSpan) -> tuple[float, ...]:
    """The evidence for one piece of a content, in the order of `PIECE_EVIDENCE`."""
    span, link = piece
    starts, ends = tagged.encoded.starts, tagged.encoded.ends
    first, last = (span, cue) if span.start < cue.start else (cue, span)
    # from within the last word of the one to the first letter of the other, so that the capital after a full stop is seen
    between = text[int(ends[first.end - 1]) - 1 : int(starts[last.start]) + 1]
    return (
        math.log(span.end - span.start),
        float(_SENTENCE_END.search(between) is not None),
        np.count_nonzero(tagged.encoded.depth[span.start : span.end]) / (span.end - span.start),
        max(link, _FLOOR),
        max(span.confidence, _FLOOR),
    )


def _believed(tagged: Tagged, text: str, pieces: list[Piece], cue: RoleSpan, weights: tuple[float, ...]) -> list[Piece]:
    """The pieces that are more likely content of this cue than not; where that is none, the most likely one."""
    if len(pieces) < 2 or not weights:
        return pieces
    logits = [sum(w * x for w, x in zip(weights, (*piece_evidence(tagged, text, piece, cue), 1.0), strict=True)) for piece in pieces]
    best = max(logits)
    return [piece for piece, logit in zip(pieces, logits, strict=True) if logit >= 0 or logit == best]


def _choose_sources(
    tagged: Tagged, cues: list[RoleSpan], sources: list[RoleSpan], heads: IntArray, options: Options, groups: IntArray | None
) -> list[tuple[RoleSpan | None, float]]:
    """The source of each cue, or None, with the log-probability of that choice among all of them."""
    if not cues:
        return []
    starts = np.array([s.start for s in sources], dtype=np.int64)
    forward = _within_groups(link_to_sources(tagged, heads, starts), heads, starts, groups)
    if sources and options.back_weight:
        tokens = np.concatenate([np.arange(s.start, s.end) for s in sources])
        back = _within_groups(link_to_cues(tagged, tokens, heads), tokens, heads, groups)
        bounds = np.cumsum([0, *(s.end - s.start for s in sources)])
        means = np.stack([back[a:b].mean(axis=0) for a, b in pairwise(bounds)])
        forward[:, :-1] += options.back_weight * np.maximum(means[:, :-1].T, -8.0)
    forward[:, -1] += options.none_source_bias
    forward -= np.log(np.exp(forward - forward.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)) + forward.max(axis=1, keepdims=True)
    chosen: list[tuple[RoleSpan | None, float]] = []
    for row in forward:
        best = int(row.argmax())
        chosen.append((sources[best] if best < len(sources) else None, float(row[best])))
    return chosen


def _draft(tagged: Tagged, text: str, pieces: list[Piece], cue: RoleSpan | None, choice: tuple[RoleSpan | None, float] | None) -> Draft:
    starts, ends = tagged.encoded.starts, tagged.encoded.ends
    source, source_link = choice if choice else (None, 0.0)

    def characters(span: RoleSpan) -> Span:
        return Span(int(starts[span.start]), int(ends[span.end - 1]))

    logs = tagged.tags
    first, last = min(piece.start for piece, _ in pieces), max(piece.end for piece, _ in pieces)
    n_tokens = sum(piece.end - piece.start for piece, _ in pieces)
    n_quoted = sum(int(np.count_nonzero(tagged.encoded.depth[piece.start : piece.end])) for piece, _ in pieces)
    evidence = (
        max(sum(piece.confidence for piece, _ in pieces) / len(pieces), _FLOOR),
        cue.confidence if cue else 0.0,
        source.confidence if source else 0.0,
        sum(link for _, link in pieces) / len(pieces),
        source_link,
        max(float(logs[first, 5]), _FLOOR),
        max(math.log1p(-min(math.exp(logs[last, 6]), 0.9999)), _FLOOR) if last < len(logs) else 0.0,
        math.log(n_tokens),
        n_quoted / n_tokens,
        float(cue is None),
        float(source is None),
    )
    pieces = sorted(pieces, key=lambda p: p[0].start)
    return Draft(
        tuple(characters(piece) for piece, _ in pieces),
        (characters(cue),) if cue else (),
        (characters(source),) if source else (),
        evidence,
        tuple(piece_evidence(tagged, text, piece, cue) for piece in pieces) if cue else (),
    )
