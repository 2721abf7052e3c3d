"""A page in, its attributions out: the step of the pipeline that finds who is made to say what.

The page is tagged once; each passage that it takes over (block quotation, post) is then read as a text of its own, and so is the content of every
attribution, again and again until nothing new stands within (READING.md, section 2: nesting has no depth limit). PolNeAR marks one level only, so
everything below the first level rests on that reading again, and needs a higher score to be believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sayso.attributions.addressees import find_addressee
from sayso.attributions.assemble import Draft, assemble_attributions
from sayso.attributions.edges import Marks, closed_quotations, tell_manner, trim_content, trim_cue, trim_source
from sayso.attributions.passages import Passage, find_passages
from sayso.attributions.scores import Scorer, load_scorer
from sayso.model import Tagger, find_paragraphs, load_tagger
from sayso.reading import Attribution, Manner, Page, Reading, Span, Spans
from sayso.text import quotations

PASSAGE_SCORE: Final = 0.9
"""The score of a passage whose owner a pattern names; a guess, as no corpus marks them (on the development cases all are right)."""
UNOWNED_PASSAGE_SCORE: Final = 0.5
_FEWEST_INNER_WORDS: Final = 4
"""A content of fewer words is not read again: cue and content need two, and PolNeAR's shortest attributions have three."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution of the page being read, and its place in the tree."""

    content: Spans
    cue: Spans
    source: Spans
    score: float
    parent: int | None
    manner: Manner | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words to be read as a text of their own: one range a paragraph, and the attribution that they are the content of."""

    pieces: Spans
    parent: int | None


def extract_attributions(reading: Reading, tagger: Tagger | None = None) -> Reading:
    """The reading with the attributions of its page, in the order of their first content, nested ones after the one around them."""
    tagger = tagger or load_tagger()
    page = reading.page
    scorer = load_scorer(tagger.folder)
    paragraphs = tuple(block.span for block in page.blocks) or find_paragraphs(page.text)
    marks = Marks(quotations(page.text, paragraphs))
    passages = find_passages(page)
    found = _read_page(page, paragraphs, passages, marks, tagger, scorer)
    found = _read_within(page, found, marks, tagger, scorer)
    return replace(reading, attributions=_finish(page, found, marks), model=tagger.name)


def _read_page(page: Page, paragraphs: Spans, passages: tuple[Passage, ...], marks: Marks, tagger: Tagger, scorer: Scorer) -> list[_Found]:
    """The first level: the page's own sentences, and the passages with what stands in them marked as still to be read."""
    top = _read_stretches(page, [_Stretch(paragraphs, None)], marks, tagger, scorer)
    found: list[_Found] = []
    used: set[int] = set()
    for passage in passages:
        owner = next((i for i, one in enumerate(top) if i not in used and _introduces(page, one, passage)), None) if not passage.cue else None
        if owner is not None:
            used.add(owner)
            one = top[owner]
            outside = tuple(span for span in one.content if not _inside(span, passage.content))
            found.append(replace(one, content=tuple(sorted(outside + passage.content)), score=max(one.score, UNOWNED_PASSAGE_SCORE)))
        else:
            score = PASSAGE_SCORE if passage.source else UNOWNED_PASSAGE_SCORE
            found.append(_Found(passage.content, passage.cue, passage.source, score, _around(found, passage.content), Manner.DIRECT))
    taken = [passage.content for passage in passages]
    claimed = [span for passage in passages for span in passage.cue + passage.source]
    for i, one in enumerate(top):
        if i in used or any(_overlap(cue, span) for cue in one.cue for span in claimed):
            continue
        content = tuple(span for span in one.content if not any(_inside(span, spans) for spans in taken))
        if content and not any(_inside(cue, spans) for cue in one.cue for spans in taken):
            found.append(replace(one, content=content))
    return found


def _introduces(page: Page, one: _Found, passage: Passage) -> bool:
    """Whether an attribution's cue stands in the last sentence before a passage that a colon opens, or its content is the passage."""
    if one.cue and any(_inside(one.cue[0], (span,)) for span in passage.content):
        return False
    within = sum(span.end - span.start for span in one.content if _inside(span, passage.content))
    if 2 * within > sum(span.end - span.start for span in passage.content):
        return True
    before = passage.introduction
    if before is None or not one.cue or not page[before].rstrip().endswith(":") or not _inside(one.cue[0], (before,)):
        return False
    rest = page.text[one.cue[-1].end : before.end]
    return not any(mark in rest for mark in ".!?") or bool(within)


def _read_within(page: Page, found: list[_Found], marks: Marks, tagger: Tagger, scorer: Scorer) -> list[_Found]:
    """What was found, and what stands within it, level by level."""
    level = list(range(len(found)))
    while level:
        stretches = [stretch for i in level if (stretch := _inner_stretch(page.text, found[i], i)) is not None]
        passages = {i for i in level if found[i].manner is not None}
        inner = _read_stretches(page, stretches, marks, tagger, scorer)
        level = []
        for one in inner:
            assert one.parent is not None
            trusted = one.parent in passages or one.score >= scorer.nested_threshold
            if trusted and (one.cue or one.parent in passages) and _is_smaller(page.text, one, found[one.parent]):
                level.append(len(found))
                found.append(one)
    return found


def _inner_stretch(text: str, one: _Found, number: int) -> _Stretch | None:
    pieces = [piece for span in one.content if (piece := _unquote(text, span)).start < piece.end]
    if sum(len(text[s:e].split()) for s, e in pieces) < _FEWEST_INNER_WORDS:
        return None
    return _Stretch(tuple(pieces), number)


def _unquote(text: str, span: Span) -> Span:
    """A range without the quotation marks around it: within them the text starts anew."""
    start, end = span
    if text[start : start + 1] in tuple("“\"‘'«„"):
        start += 1
        if text[end - 1 : end] in tuple("”\"’'»“") and end > start:
            end -= 1
    return Span(start, end)


def _is_smaller(text: str, one: _Found, parent: _Found) -> bool:
    """Whether what was found within is less than the whole: at least its cue or a word more must be left outside its content."""
    inner = sum(len(text[s:e].split()) for s, e in one.content)
    return inner < sum(len(text[s:e].split()) for s, e in parent.content)


def _read_stretches(page: Page, stretches: list[_Stretch], marks: Marks, tagger: Tagger, scorer: Scorer) -> list[_Found]:
    """The attributions of each stretch on its own first level, in positions of the page."""
    jobs = []
    for stretch in stretches:
        start, end = stretch.pieces[0].start, stretch.pieces[-1].end
        jobs.append((page.text[start:end], tuple(Span(s - start, e - start) for s, e in stretch.pieces)))
    found = []
    for number, (stretch, tagged) in enumerate(zip(stretches, tagger.tag(jobs), strict=True)):
        shift = stretch.pieces[0].start
        text, pieces = jobs[number]
        for draft in assemble_attributions(tagged, text, closed_quotations(quotations(text, pieces)), scorer.options):
            if (one := _settle(page.text, draft, shift, stretch, marks, scorer)) is not None:
                found.append(one)
    return found


def _settle(text: str, draft: Draft, shift: int, stretch: _Stretch, marks: Marks, scorer: Scorer) -> _Found | None:
    """A draft with its ends trimmed and its score, or None where that leaves no content or too little trust."""
    score = scorer.score(draft.evidence)
    if score < scorer.threshold:
        return None
    shifted = [Span(s + shift, e + shift) for s, e in draft.content]
    content = _merge(trimmed for span in shifted for part in _by_paragraph(span, stretch.pieces) if (trimmed := _trim(text, part, marks, stretch)))
    cue = tuple(c for s, e in draft.cue if (c := trim_cue(text, Span(s + shift, e + shift))))
    source = tuple(c for s, e in draft.source if (c := trim_source(text, Span(s + shift, e + shift))))
    content = _without(content, cue + source)
    return _Found(content, cue, source, score, stretch.parent) if content else None


def _trim(text: str, span: Span, marks: Marks, stretch: _Stretch) -> Span | None:
    trimmed = trim_content(text, span, marks)
    if trimmed is None or stretch.parent is None:
        return trimmed
    # the marks of the content around it are not those of what stands within
    first, last = stretch.pieces[0].start, stretch.pieces[-1].end
    start, end = max(trimmed.start, first), min(trimmed.end, last)
    return Span(start, end) if start < end else None


def _by_paragraph(span: Span, pieces: Spans) -> Iterable[Span]:
    """One range a paragraph."""
    for start, end in pieces:
        if start < span.end and end > span.start:
            yield Span(max(start, span.start), min(end, span.end))


def _merge(spans: Iterable[Span]) -> Spans:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _without(content: Spans, others: Spans) -> Spans:
    """Content ranges cut where the cue or the source stands within them."""
    for other in others:
        cut: list[Span] = []
        for span in content:
            if not _overlap(span, other):
                cut.append(span)
                continue
            cut += [part for part in (Span(span.start, min(span.end, other.start)), Span(max(span.start, other.end), span.end)) if part.start < part.end]
        content = tuple(cut)
    return content


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(span: Span, spans: Spans) -> bool:
    """Whether more than half of a range lies within the ranges."""
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in spans)
    return 2 * covered > span.end - span.start


def _around(found: list[_Found], content: Spans) -> int | None:
    """The number of the smallest passage found so far that holds all of these ranges, or None."""
    holders = [i for i, one in enumerate(found) if all(_inside(span, one.content) for span in content)]
    return holders[-1] if holders else None


def _finish(page: Page, found: list[_Found], marks: Marks) -> tuple[Attribution, ...]:
    """The attributions with ids in text order; what stands within another follows it."""
    depth: list[int] = []
    for one in found:
        depth.append(0 if one.parent is None else depth[one.parent] + 1)
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0].start, depth[i], found[i].content[-1].end))
    names = {number: f"a{position}" for position, number in enumerate(order, start=1)}
    return tuple(_attribution(page, found, number, names, marks) for number in order)


def _attribution(page: Page, found: list[_Found], number: int, names: dict[int, str], marks: Marks) -> Attribution:
    one = found[number]
    manner = one.manner or tell_manner(page.text, one.content, marks, within=found[one.parent].content if one.parent is not None else ())
    return Attribution(
        id=names[number],
        content=one.content,
        cue=one.cue,
        source=one.source,
        manner=manner,
        score=round(one.score, 4),
        addressee=_disjoint(find_addressee(page.text, one.cue, one.source, one.content), one),
        parent=names[one.parent] if one.parent is not None else None,
    )


def _disjoint(addressee: Spans, one: _Found) -> Spans:
    """The addressee, unless it is the source itself."""
    return () if any(_overlap(a, s) for a in addressee for s in one.source) else addressee
