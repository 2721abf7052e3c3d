"""A page in, its attributions out: the step of the pipeline that finds who is made to say what.

The page is tagged once; each passage that it takes over (block quotation, post) is then read as a text of its own, and so is the content
of every attribution, again and again until nothing new stands within (docs/terms.md: nesting has no depth limit). PolNeAR marks
one level only, so everything below the first level rests on that reading again, and needs a higher score to be believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sayso.attributions.addressees import find_addressee, is_hearer, without_addressee
from sayso.attributions.assemble import Draft, assemble_attributions
from sayso.attributions.edges import Marks, closed_quotations, says_nothing, tell_manner, trim_content, trim_cue, trim_source, whole_words
from sayso.attributions.passages import Passage, find_passages
from sayso.attributions.promises import Heard, Promise, bare, everything, unquote, with_cue_words
from sayso.attributions.scores import Scorer, load_cue_words, load_scorer
from sayso.attributions.stretches import Ruler, Stretch, join_stretches, split_sections
from sayso.model import Tagger, find_paragraphs, load_tagger
from sayso.model.mentions import find_tagged_mentions
from sayso.reading import Attribution, BlockKind, Manner, Page, Reading, Span, Spans
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
    passage: bool = False
    heard: Spans = ()
    """Who was told, where that is known from where the source would stand."""


def extract_attributions(reading: Reading, tagger: Tagger | None = None, *, thorough: bool = False) -> Reading:
    """The reading with the attributions of its page, in the order of their first content, nested ones after the one around them.

    `thorough` reads every content again, and not only the sentences that promise something: slower, for making training data.
    """
    tagger = tagger or load_tagger()
    page = reading.page
    scorer = load_scorer(tagger.folder)
    paragraphs = tuple(block.span for block in page.blocks) or find_paragraphs(page.text)
    marks = Marks(quotations(page.text, paragraphs))
    passages = find_passages(page)
    heard = Heard()
    found = _read_page(page, paragraphs, passages, marks, tagger, scorer, heard)
    if thorough:
        promise: Promise = everything
    elif tagger.has_mentions:
        promise = heard.sentences
    else:
        promise = partial(with_cue_words, cue_words=load_cue_words(tagger.folder))
    found = _read_within(page, found, marks, tagger, scorer, promise, heard)
    return replace(reading, attributions=_finish(page, found, marks), mentions=tuple(heard.mentions), model=tagger.name)


def _read_page(
    page: Page, paragraphs: Spans, passages: tuple[Passage, ...], marks: Marks, tagger: Tagger, scorer: Scorer, heard: Heard
) -> list[_Found]:
    """The first level: the page's own sentences, and the passages with what stands in them marked as still to be read."""
    top = [_on_one_side(page, one) for one in _read_stretches(page, [Stretch(paragraphs, None)], marks, tagger, scorer, heard)]
    if page.byline or page.outlet:
        top = [one for one in top if not _is_page_voice(page, one, marks)]
    found: list[_Found] = []
    used: set[int] = set()
    for passage in passages:
        owner = (
            next((i for i, one in enumerate(top) if i not in used and _introduces(page, one, passage)), None) if not passage.cue else None
        )
        if owner is not None:
            used.add(owner)
            one = top[owner]
            outside = tuple(span for span in one.content if not _inside(span, passage.content) and _NAMED_AHEAD.match(page[span]) is None)
            found.append(
                replace(one, content=tuple(sorted(outside + passage.content)), score=max(one.score, UNOWNED_PASSAGE_SCORE), passage=True)
            )
        else:
            score = PASSAGE_SCORE if passage.source else UNOWNED_PASSAGE_SCORE
            found.append(_Found(passage.content, passage.cue, passage.source, score, _around(found, passage.content), passage=True))
    taken = [passage.content for passage in passages]
    claimed = [span for passage in passages for span in passage.cue + passage.source]
    for i, one in enumerate(top):
        if i in used or any(_overlap(cue, span) for cue in one.cue for span in claimed):
            continue
        content = tuple(span for span in one.content if not any(_inside(span, spans) for spans in taken))
        if content and not any(_inside(cue, spans) for cue in one.cue for spans in taken):
            found.append(replace(one, content=content))
    return found


def _on_one_side(page: Page, one: _Found) -> _Found:
    """An attribution without the content that stands in the headline where its cue does not, or the other way round."""
    place = (one.cue or one.source or one.content)[0]
    titles = tuple(block.span for block in page.blocks if block.kind is BlockKind.HEADLINE)
    titled = _inside(place, titles)
    content = tuple(span for span in one.content if _inside(span, titles) is titled)
    return replace(one, content=content) if content else one


_NAMED_AHEAD: Final = re.compile(
    r"(?:this|that|his|her|their|its|an?|the)\s(?:[\w’'-]+\s?){1,5}\Z|(?:this|it|the following)\Z", re.IGNORECASE
)
"""What a passage is called before it comes: "posted his answer on Perch:"."""


def _is_page_voice(page: Page, one: _Found, marks: Marks) -> bool:
    """Whether "I" or "we" outside quotation marks holds it: the page voice, and so no attribution (docs/terms.md).

    Asked only where the page says whose it is. In a text without byline and outlet "I" may be anybody, a letter writer or a diarist, and
    is named.
    """
    return page.words(one.source).casefold() in ("i", "we", "me", "us") and marks.enclosing(one.source[0].start) is None


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


def _read_within(
    page: Page, found: list[_Found], marks: Marks, tagger: Tagger, scorer: Scorer, promise: Promise, heard: Heard
) -> list[_Found]:
    """What was found, and what stands within it, level by level."""
    level = list(range(len(found)))
    while level:
        stretches = [stretch for i in level if (stretch := _inner_stretch(page.text, found[i], i, marks, promise)) is not None]
        passages = {i for i in level if found[i].passage}
        inner = _read_stretches(page, stretches, marks, tagger, scorer, heard)
        level = []
        for one in inner:
            assert one.parent is not None
            trusted = one.parent in passages or one.score >= scorer.nested_threshold
            led = bool(one.cue) or one.parent in passages
            if trusted and led and _is_smaller(page.text, one, found[one.parent]) and not _names_nothing(page, one.source):
                level.append(len(found))
                found.append(one)
    return found


def _names_nothing(page: Page, source: Spans) -> bool:
    """Whether a source is an article or a possessive and nothing more: "said the stalls 'can stay'" is no saying of "the"."""
    return bool(source) and page.words(source).casefold() in _ARTICLES


_ARTICLES: Final = frozenset("the a an its their our my your".split())


def _inner_stretch(text: str, one: _Found, number: int, marks: Marks, promise: Promise) -> Stretch | None:
    if one.passage:
        whole = (unquote(one.content[0], marks),) if len(one.content) == 1 else one.content
        return Stretch(whole, number, passage=True)
    pieces = tuple(part for span in one.content for part in promise(text, bare(text, unquote(span, marks))))
    if sum(len(text[s:e].split()) for s, e in pieces) < _FEWEST_INNER_WORDS:
        return None
    return Stretch(pieces, number)


def _is_smaller(text: str, one: _Found, parent: _Found) -> bool:
    """Whether what was found within is less than the whole: at least its cue or a word more must be left outside its content."""
    inner = sum(len(text[s:e].split()) for s, e in one.content)
    return inner < sum(len(text[s:e].split()) for s, e in parent.content)


def _read_stretches(page: Page, stretches: list[Stretch], marks: Marks, tagger: Tagger, scorer: Scorer, heard: Heard) -> list[_Found]:
    """The attributions of each stretch on its own first level, in positions of the page.

    The stretches are tagged as one text, a paragraph after the other. A content of ten words fills no window, and among others it looks
    more like the text that the model knows than alone; what one stretch says of another is ruled out.
    """
    return [one for section in split_sections(page.text, stretches) for one in _read_section(page, section, marks, tagger, scorer, heard)]


def _read_section(page: Page, stretches: list[Stretch], marks: Marks, tagger: Tagger, scorer: Scorer, heard: Heard) -> list[_Found]:
    text, paragraphs, ruler = join_stretches(page.text, stretches)
    tagged = tagger.tag(text, paragraphs, apart=len(stretches) > 1)
    heard.add_inner(tagged, ruler)
    if stretches[0].parent is None:
        heard.add_mentions(find_tagged_mentions(tagged), ruler)
    groups = ruler.groups(tagged.encoded.starts)
    found = []
    for draft in assemble_attributions(tagged, text, closed_quotations(quotations(text, paragraphs)), scorer.options, groups):
        stretch = stretches[ruler.group(draft.content[0].start)]
        if (one := _settle(page.text, draft, ruler, stretch, marks, scorer)) is not None:
            found.append(one)
    return found


def _settle(text: str, draft: Draft, ruler: Ruler, stretch: Stretch, marks: Marks, scorer: Scorer) -> _Found | None:
    """A draft with its ends trimmed and its score, or None where that leaves no content or too little trust."""
    score = scorer.score(draft.evidence)
    if score < scorer.threshold:
        return None
    content = _merge(
        trimmed
        for span in draft.content
        for part in ruler.on_page(span)
        if (trimmed := _trim(text, whole_words(text, part), marks, stretch))
    )
    cue = tuple(c for span in draft.cue for part in ruler.on_page(span) if (c := trim_cue(text, whole_words(text, part))))
    source = tuple(c for span in draft.source for part in ruler.on_page(span) if (c := trim_source(text, whole_words(text, part))))
    content = without_addressee(text, cue, _without(content, cue + source))
    if stretch.parent is not None and not stretch.passage and cue:
        # what is said within one piece of an interrupted content has its own content there too
        home = [piece for piece in stretch.pieces if _inside(cue[0], (piece,))]
        content = tuple(span for span in content if _inside(span, tuple(home))) or content
    if says_nothing(text, cue, content):
        return None
    if is_hearer(text, cue, source, content):
        return _Found(content, cue, (), score, stretch.parent, heard=source) if content else None
    return _Found(content, cue, source, score, stretch.parent) if content else None


def _trim(text: str, span: Span, marks: Marks, stretch: Stretch) -> Span | None:
    trimmed = trim_content(text, span, marks)
    if trimmed is None or stretch.parent is None:
        return trimmed
    # the marks of the content around it are not those of what stands within
    first, last = stretch.pieces[0].start, stretch.pieces[-1].end
    start, end = max(trimmed.start, first), min(trimmed.end, last)
    return Span(start, end) if start < end else None


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
            cut += [
                part
                for part in (Span(span.start, min(span.end, other.start)), Span(max(span.start, other.end), span.end))
                if part.start < part.end
            ]
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
    manner = tell_manner(page.text, one.content, marks, within=_around_it(found, one))
    if one.passage and manner is not Manner.DIRECT:
        manner = _passage_manner(page, one)
    return Attribution(
        id=names[number],
        content=one.content,
        cue=one.cue,
        source=one.source,
        manner=manner,
        score=round(one.score, 4),
        addressee=one.heard or _disjoint(find_addressee(page.text, one.cue, one.source, one.content), one),
        parent=names[one.parent] if one.parent is not None else None,
    )


def _passage_manner(page: Page, one: _Found) -> Manner:
    """Direct where the layout marks all of the words as taken over (a block quotation, a post, what "Via X:" opens), else mixed."""
    blocks = {block.span for block in page.blocks}
    return Manner.DIRECT if all(span in blocks for span in one.content) else Manner.MIXED


def _around_it(found: list[_Found], one: _Found) -> Spans:
    return found[one.parent].content if one.parent is not None else ()


def _disjoint(addressee: Spans, one: _Found) -> Spans:
    """The addressee, unless it is the source itself."""
    return () if any(_overlap(a, s) for a in addressee for s in one.source) else addressee
