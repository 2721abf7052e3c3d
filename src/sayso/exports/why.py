"""The question itself, answered in words: on whose say-so does a stretch of a page stand, by which words, and what is not known?

Decides what counts as evidence for a reader: each link of the chain with the words that make it one, in their surroundings; the words that
decided how the statement is held and reported; and every doubt that the reading left open about it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from sayso.chains import ChainFinder, count_hands
from sayso.commitment import explain_commitment
from sayso.exports.characters import show_controls
from sayso.exports.statements import NO_SOURCE, shorten
from sayso.reading import PAGE_VOICE_ID, Attribution, Link, Page, Reading, Span

_AROUND: Final = 40  # characters beside the evidence that are shown with it
_LONGEST_WORDS: Final = 160  # characters of a statement that are shown: two lines
_MOST_NAMES: Final = 3
_NARROWEST: Final = 24
_FOLDS: Final = str.maketrans("“”„‟«»‘’‚‛‹›`–—‒‑", "\"\"\"\"\"\"''''''" + "'----")
_BLANK: Final = re.compile(r"[\s\u200b\u00ad\ufeff]+")


class Line(NamedTuple):
    """One line of an answer: what it is about, and what there is to say."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a stretch: its words, the innermost statement around them (None: the page itself speaks), the chain, and why."""

    span: Span
    attribution: Attribution | None
    chain: tuple[str, ...]
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]


def find_places(page: Page, words: str) -> tuple[Span, ...]:
    """The places of a page where these words stand; case, white space, and the shape of quotation marks and dashes do not matter."""
    needle = _fold(words)[0].strip()
    folded, places = _fold(page.text)
    found: list[Span] = []
    at = folded.find(needle) if needle else -1
    while at >= 0:
        found.append(Span(places[at], places[at + len(needle) - 1] + 1))
        at = folded.find(needle, at + len(needle))
    return tuple(found)


def answer(reading: Reading, span: Span) -> Answer:
    """On whose say-so a stretch of the page stands, with every piece of evidence and everything that is not known."""
    finder = ChainFinder(reading)
    attribution, chain = finder.attribution_at(span), finder.at(span)
    names = {voice.id: voice.name for voice in reading.voices}
    shown = tuple("page" if link.voice == PAGE_VOICE_ID else names.get(link.voice, link.voice) for link in chain)
    links = tuple(_tell_link(reading, link, names) for link in chain)
    if attribution is None:
        return Answer(span, None, shown, (*links, Line("statement", "none: the page says it in its own voice")), ())
    if attribution.voice is None:
        shown = (*shown, " ".join(reading.page.words(attribution.source).split()) or NO_SOURCE)
    lines = (*links, *_tell_statement(reading, attribution, count_hands(chain)))
    return Answer(span, attribution, shown, lines, tuple(_find_unknown(reading, attribution)))


def tell(reading: Reading, found: Answer, *, width: int = 80) -> str:
    """An answer as text: the words, the chain in a line, a line for each piece of evidence, and what is unknown."""
    width = max(width, _NARROWEST)
    chain = " > ".join(show_controls(shorten(name, _LONGEST_WORDS)) for name in found.chain)
    one = found.attribution
    how = [one.manner.value, one.held.value, one.reported.value, f"{one.score:.2f}"] if one else []
    parts = [
        textwrap.fill(_quote(reading.page, found.span), width),
        textwrap.fill(" · ".join([chain, *how]), width, initial_indent="  ", subsequent_indent="    "),
        "",
    ]
    known = [Line(line.term, show_controls(line.words)) for line in found.lines]
    column = max(len(shorten(show_controls(line.term), width // 3)) for line in [*known, Line("unknown", "")])
    for term, words in [*known, *(Line("unknown", show_controls(reason)) for reason in found.unknown or ("nothing",))]:
        head = f"  {shorten(show_controls(term), width // 3):<{column}}  "
        parts.append(textwrap.fill(words, width, initial_indent=head, subsequent_indent=" " * len(head)))
    return "\n".join(parts) + "\n"


# ---------------------------------------------------------------- evidence


def _tell_link(reading: Reading, link: Link, names: dict[str, str]) -> Line:
    page = reading.page
    if link.voice == PAGE_VOICE_ID:
        why = "its byline" if page.byline else "who publishes it" if page.outlet else "it names neither author nor publisher"
        return Line("page", f"{names.get(link.voice, 'the page')} ({why})")
    name = names.get(link.voice, link.voice)
    return Line(name, _show_evidence(page, link.evidence) + _tell_names(reading, link))


def _tell_names(reading: Reading, link: Link) -> str:
    """What kind of voice a link is, and what else the page calls it."""
    voice = next((voice for voice in reading.voices if voice.id == link.voice), None)
    if voice is None:
        return ""
    further = {_bare(words): words for words in (*voice.aliases, *voice.roles) if _bare(words) != _bare(voice.name)}
    also = f"; also called {', '.join(list(further.values())[:_MOST_NAMES])}" if further else ""
    return f" ({voice.kind.value}{also})"


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _tell_statement(reading: Reading, attribution: Attribution, n_hands: int) -> Iterator[Line]:
    page = reading.page
    yield Line("hands", str(n_hands))
    for term, spans in (("statement", attribution.content), ("cue", attribution.cue), ("said to", attribution.addressee)):
        if spans:
            yield Line(term, shorten(page.words(spans), _LONGEST_WORDS).replace("……", "…"))
    held, reported = explain_commitment(reading, attribution)
    for term, ground, value in (("held", held, attribution.held), ("reported", reported, attribution.reported)):
        because = ground.rule if ground.value == value else "set by whoever corrected this reading"
        words = f", in: {_show_evidence(page, ground.evidence)}" if ground.evidence and ground.value == value else ""
        yield Line(term, f"{value.value}: {because}{words}")
    yield Line("score", f"{attribution.score:.2f}: the probability that a careful annotator would mark the same")


def _find_unknown(reading: Reading, attribution: Attribution) -> Iterator[str]:
    """The reading's doubts about a statement and those around it, each once; without any, what the statement itself leaves open."""
    parents = {one.id: one.parent for one in reading.attributions}
    around: list[str] = []
    at: str | None = attribution.id
    while at is not None and at not in around:
        around.append(at)
        at = parents.get(at)
    found = list(dict.fromkeys(doubt.reason for name in around for doubt in reading.doubts if doubt.about.partition(".")[0] == name))
    yield from found
    if attribution.voice is None and not found:
        named = (
            f"who “{reading.page.words(attribution.source)}” is" if attribution.source else "who the source is: the page does not name it"
        )
        yield f"{named}."


def _show_evidence(page: Page, span: Span | None) -> str:
    """The words of a range in brackets, with what stands beside them in the same paragraph."""
    if span is None:
        return ""
    before = page.text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = page.text[span.end : span.end + _AROUND].partition("\n")[0]
    if span.start > _AROUND and len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}[{page[span]}]{after}".split())


def _quote(page: Page, span: Span) -> str:
    """The words that were asked about, in quotation marks of our own."""
    words = show_controls(shorten(page[span], _LONGEST_WORDS))
    return f"“{words.strip('“”')}”"


def _fold(text: str) -> tuple[str, list[int]]:
    """A text in lower case with plain marks and single blanks, and for each of its characters the place in the text."""
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in [*_BLANK.finditer(text), None]:
        end = match.start() if match else len(text)
        for index in range(at, end):
            folded = text[index].translate(_FOLDS).lower()
            parts.append(folded)
            places.extend([index] * len(folded))
        if match:
            parts.append(" ")
            places.append(match.start())
            at = match.end()
    return "".join(parts), places
