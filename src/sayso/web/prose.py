"""The text of a page as HTML, cut where a statement, a source, a link or a finding begins and ends.

Decides how what overlaps is nested, and how a character that drives or hides something is shown. The cutting is done here, in code points,
so that nothing in a browser ever counts characters. All text is escaped; taken out of the page again, the words of a passage are those of
the reading (numbers, signs and marks are drawn by the style sheet from attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from sayso.exports.characters import CONTROL, name_control, show_controls
from sayso.exports.statements import Outline, Passage, Piece, Role, Statement
from sayso.reading import BlockKind, Manner, Page, Span, Spans

DEEPEST: Final = 5
"""Lines under a word that are drawn apart; what lies deeper stands on the last of them (a guess: seven lines would meet the next row)."""

WEB_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_PLAIN_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")

Layer = tuple[Statement, Role | None]
"""A statement and what the words within do in it; None where they are its content."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words to be picked out besides the statements: their class, an id for the first of them, an address if they are a link."""

    span: Span
    kind: str
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the statements look at present: which stand back, which is picked out, where their numbers lead, who speaks them."""

    off: frozenset[str]
    picked: str | None
    urls: dict[str, str]
    speakers: dict[str, str]
    labels: dict[str, str]
    notes: tuple[Note, ...] = ()
    begun: set[str] = field(default_factory=set)
    numbered: bool = True


def dom_id(statement: Statement) -> str:
    """What a statement is called in the page: its id where that is plain, else its number."""
    identifier = statement.attribution.id
    return identifier if _PLAIN_ID.fullmatch(identifier) else f"0-{statement.number}"  # no plain id begins with a digit


def show(words: str) -> Markup:
    """Words escaped for the body of an element; a control character becomes a mark that is drawn, with the character kept out of sight."""
    parts: list[str] = []
    at = 0
    for match in CONTROL.finditer(words):
        parts += [_escape(words[at : match.start()]), _mark_control(match[0])]
        at = match.end()
    return Markup("".join([*parts, _escape(words[at:])]))  # every part is escaped


def _escape(words: str) -> str:
    return str(escape(words)).replace("\r", "&#13;")  # a bare carriage return would come back as a line feed


def _mark_control(char: str) -> str:
    """HTML has no NUL and no half surrogate pair: these two alone become U+FFFD."""
    kept = "\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char
    return f'<i class="c" data-c="{name_control(char)}"><span hidden>{kept}</span></i>'


def render_passage(view: Outline, passage: Passage, look: Look, notes: Sequence[Note]) -> Markup:
    """The words of a passage in nested elements: content from the outermost statement inward, then source and cue, then notes."""
    parts: list[str] = []
    opened: list[Layer] = []
    held: tuple[Statement, ...] = ()
    wholes = find_wholes(passage)
    for piece in passage.pieces:
        wanted = _stack(piece)
        n_kept = _count_shared(opened, wanted)
        parts.extend(_close(layer) for layer in reversed(opened[n_kept:]))
        for depth, (statement, role) in enumerate(wanted[n_kept:], n_kept):
            if role is None and statement not in held and look.numbered:
                parts.append(_number(statement, look))
            parts.append(_open(statement, role, look, _count_lines(wanted[:depth], wholes), statement in wholes))
        opened, held = wanted, piece.held
        parts.append(_write(view.reading.page, piece.span, notes))
    parts.extend(_close(layer) for layer in reversed(opened))
    return Markup("".join(parts))  # every part is escaped where it is made


def notes_of(notes: Iterable[Note], passages: Sequence[Passage]) -> list[list[Note]]:
    """For each passage the notes that touch it; both in text order."""
    ordered = sorted(notes, key=lambda note: note.span)
    found: list[list[Note]] = []
    waiting: list[Note] = []
    at = 0
    for passage in passages:
        while at < len(ordered) and ordered[at].span.start < passage.span.end:
            waiting.append(ordered[at])
            at += 1
        waiting = [note for note in waiting if note.span.end > passage.span.start]
        found.append(list(waiting))
    return found


def link_notes(page: Page) -> Iterator[Note]:
    """The page's own links, those of the web alone."""
    for block in page.blocks:
        for link in block.links:
            if WEB_ADDRESS.fullmatch(link.url):
                yield Note(link.span, "out", url=link.url)


def search_notes(view: Outline, query: str) -> Iterator[Note]:
    """Each place of the words that are searched for, in the text; by case-folded text of the same length, and only where it is."""
    text = view.reading.page.text
    folded = text.lower()
    words = query.lower()
    if not words or len(folded) != len(text):
        return
    for match in re.finditer(re.escape(words), folded):
        yield Note(Span(*match.span()), "hit")


def span_notes(spans: Spans, kind: str, anchor: str = "") -> Iterator[Note]:
    """A note for each of some ranges; the first gets the anchor."""
    for number, span in enumerate(spans):
        yield Note(span, kind, anchor if number == 0 else "")


# ---------------------------------------------------------------- elements


def _stack(piece: Piece) -> list[Layer]:
    roles = [(statement, role) for role, statement in piece.roles if role is not Role.ADDRESSEE and statement not in piece.held]
    return [*((statement, None) for statement in piece.held), *roles]


def _count_shared(one: Sequence[Layer], other: Sequence[Layer]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def find_wholes(passage: Passage) -> tuple[Statement, ...]:
    """The statements that hold a whole passage with others in it, or a whole block quotation, outermost first: a line down its side says
    what a line under every word would only repeat."""
    pieces = passage.pieces
    if not pieces or passage.kind is BlockKind.HEADLINE:
        return ()
    wholes = tuple(one for one in pieces[0].held if all(one in piece.held for piece in pieces))
    if passage.depth or any(len(piece.held) > len(wholes) for piece in pieces):
        return wholes
    return wholes[:-1]


def _count_lines(around: Iterable[Layer], wholes: tuple[Statement, ...]) -> int:
    """How many lines are drawn under these words already."""
    return sum(1 + (one.attribution.manner is Manner.MIXED) for one, role in around if role is None and one not in wholes)


def _open(statement: Statement, role: Role | None, look: Look, n_lines: int, is_whole: bool) -> str:
    attribution = statement.attribution
    name = dom_id(statement)
    off = " off" if attribution.id in look.off else ""
    if role is not None:
        return f'<span class="{role} v{statement.speaker.hue}{off}" data-s="{name}">'
    first = "" if name in look.begun else f' id="s-{name}"'
    look.begun.add(name)
    lit = " picked" if attribution.id == look.picked else ""
    level = min(n_lines, DEEPEST)
    off += " whole" if is_whole else ""
    mark = (
        f'<mark{first} class="{attribution.manner} v{statement.speaker.hue} l{level}{off}{lit}" data-s="{name}"'
        f' aria-describedby="d-{name}">'
    )
    return f'{mark}<span class="dash l{min(level + 1, DEEPEST)}">' if attribution.manner is Manner.MIXED else mark


def _close(layer: Layer) -> str:
    statement, role = layer
    if role is not None:
        return "</span>"
    return "</span></mark>" if statement.attribution.manner is Manner.MIXED else "</mark>"


def _number(statement: Statement, look: Look) -> str:
    """The number that opens a statement, drawn by the style sheet, and the way to its card."""
    name, identifier = dom_id(statement), statement.attribution.id
    label = escape(show_controls(look.labels[identifier]))
    off = " off" if identifier in look.off else ""
    return (
        f'<a class="n v{statement.speaker.hue}{off}" href="{escape(look.urls[identifier])}#s-{name}" data-s="{name}"'
        f' data-v="{escape(look.speakers[identifier])}" data-n="{statement.number}" aria-label="{label}"></a>'
    )


def _write(page: Page, span: Span, notes: Sequence[Note]) -> str:
    """The words of a piece, with those that a note picks out in an element of their own; a link is the innermost."""
    here = [note for note in notes if note.span.start < span.end and span.start < note.span.end]
    if not here:
        return str(show(page[span]))
    cuts = {span.start, span.end}
    for note in here:
        cuts |= {max(note.span.start, span.start), min(note.span.end, span.end)}
    return "".join(_write_noted(page, Span(*cut), here) for cut in pairwise(sorted(cuts)))


def _write_noted(page: Page, span: Span, notes: Sequence[Note]) -> str:
    words = str(show(page[span]))
    active = [note for note in notes if note.span.start <= span.start and span.end <= note.span.end]
    url = next((note.url for note in active if note.url), "")
    if url:
        words = f'<a class="out" href="{escape(url)}" rel="noreferrer noopener nofollow">{words}</a>'
    kinds = " ".join(dict.fromkeys(note.kind for note in active if not note.url))
    if not kinds:
        return words
    anchor = next((note.anchor for note in active if note.anchor and note.span.start == span.start), "")
    return f'<span class="{kinds}"{f" id={chr(34)}{anchor}{chr(34)}" if anchor else ""}>{words}</span>'
