"""A reading as one HTML page that needs nothing else: no script, no font, no request; and as a fragment for notebooks.

Decides what the page looks like: the text as prose, content underlined by manner (direct solid, mixed dashed, indirect dotted) and tinted
by speaker, who speaks beside each paragraph, sources and legend at the end. Everything said by colour is said in words too. All text is
escaped, never cleaned; the words of a passage, taken out of the page again, are those of the reading (numbers and marks are drawn by the
style sheet).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Final

from sayso.exports.characters import show_controls
from sayso.exports.events import STATUSES, EventInWords, tell_deed, tell_events
from sayso.exports.headline_checks import tell_faults
from sayso.exports.markup import to_body, to_plain
from sayso.exports.speakers import SpeakerFigures, measure_speakers
from sayso.exports.statements import (
    NO_SOURCE,
    Outline,
    Passage,
    Piece,
    Role,
    Statement,
    find_chain,
    find_facts,
    format_date,
    outline,
    shorten,
    summarize,
)
from sayso.reading import BlockKind, Held, Manner, Page, Reading, Reported

_LONGEST_NAME: Final = 60  # characters: two lines of the margin
_DEEPEST: Final = 2  # deeper statements are underlined and indented like those at this depth
_MOST_LINKED: Final = 400
"""Statements whose pieces light up together; a rule each, and beyond a few hundred of them a browser takes its time (a guess)."""

_PAGE_STYLE: Final = """
body { margin: 0; background: #fdfcf9; }
@media (prefers-color-scheme: dark) { body { background: #191816; } }
@media print { body { background: none; } @page { margin: 18mm 16mm; } }"""
"""What only a page of its own may say: the ground it stands on."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_WEB_ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_ELEMENTS: Final = {BlockKind.HEADLINE: "h2", BlockKind.SUBHEAD: "h2"}
_CLASSES: Final = {BlockKind.ITEM: "item", BlockKind.CAPTION: "caption"}
_LEGEND: Final = """<section class="legend"><h2 class="own">How to read this page</h2>
<p>What is underlined is held by somebody other than the page, and the number before it stands beside the paragraph with the name of the
holder. The line says how the words are given: {samples}. The words that name the <span class="source v1">source</span>, and those that tie
it to what is held, the <span class="cue v1">cue</span>, have its colour.</p>
<p>The figure from 0 to 1 is the probability that a careful annotator would mark the same content and the same source. Open a name to see
what it rests on.{model}</p></section>"""
_MANNERS: Final = {
    Manner.DIRECT: "all of it quoted",
    Manner.MIXED: "some of it quoted",
    Manner.INDIRECT: "in the words of whoever reports it",
}

_HELD: Final = {
    Held.ASSERTED: "put forward as so",
    Held.HEDGED: "with room for doubt",
    Held.DENIED: "the source holds that it is not so",
    Held.QUESTIONED: "the source asks whether it is so",
    Held.WANTED: "what should be: a wish, plan, promise or order",
    Held.CONDITIONAL: "it hangs on a condition",
    Held.WITHHELD: "the source does not say or hold it",
}
_REPORTED: Final = {
    Reported.NEUTRAL: "the words take no side",
    Reported.ENDORSING: "the words take it as true",
    Reported.DISTANCING: "the words keep it at arm’s length",
}


def to_html(reading: Reading) -> str:
    """The reading as a whole HTML document; its Content-Security-Policy allows its own style sheet and nothing else."""
    view = outline(reading)
    style = _PAGE_STYLE + _style(view)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = to_plain(reading.page.headline or reading.page.url or "A page")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="sayso">
<title>{title}: on whose say-so?</title>
<style>{style}</style>
</head>
<body>
<main class="sayso">{_body(view)}</main>
</body>
</html>
"""


def to_html_fragment(reading: Reading) -> str:
    """The reading as one element with its own style sheet, for a page that is there already (a notebook)."""
    view = outline(reading)
    return f'<div class="sayso"><style>{_style(view)}</style>{_body(view)}</div>'


def _body(view: Outline) -> str:
    passages = list(view.passages)
    title = passages.pop(0) if passages and passages[0].kind is BlockKind.HEADLINE else None
    language = view.reading.page.language or ""
    lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    rows = "\n".join(_row(view, passage) for passage in passages)
    return f"\n{_head(view, title)}\n<article{lang}>\n{rows}\n</article>\n{_sources(view)}\n{_events(view)}\n{_legend(view)}\n"


# ---------------------------------------------------------------- head


def _head(view: Outline, title: Passage | None) -> str:
    page = view.reading.page
    parts = []
    kicker = [_name(page.outlet)] if page.outlet else []
    if page.published:
        kicker.append(f"<time>{to_plain(format_date(page.published))}</time>")
    if kicker:
        parts.append(f'<p class="kicker">{" · ".join(kicker)}</p>')
    if title is not None:
        parts.append(f'<h1 dir="auto">{_prose(view, title)}</h1>')
    else:
        parts.append(f'<h1 dir="auto">{to_body(page.headline or "A page")}</h1>')
    by = [f"by {_name(page.byline)}"] if page.byline else []
    by += [_origin(page)] if page.url else []
    if by:
        parts.append(f'<p class="byline">{" · ".join(by)}</p>')
    if title is not None:
        parts.append(_notes(view, title))
    warnings = (*tell_faults(view.reading), *_find_warnings(page))
    parts.extend(f'<p class="note" dir="auto">{to_body(note)}</p>' for note in warnings)
    parts.append(_strip(view))
    parts.append(f'<p class="sum">{to_body(summarize(view))}</p>')
    return "\n".join(["<header>", *(part for part in parts if part), "</header>"])


def _origin(page: Page) -> str:
    """The address of the page; a link only where it is one of the web."""
    url = page.url or ""
    shown = f"<bdi>{to_body(shorten(url, _LONGEST_NAME))}</bdi>"
    if not _WEB_ADDRESS.fullmatch(url):
        return shown
    return f'<a href="{to_plain(url)}" rel="noreferrer noopener nofollow">{shown}</a>'


def _find_warnings(page: Page) -> tuple[str, ...]:
    return page.notes or (("Some of this page is missing.",) if page.truncated else ())


def _strip(view: Outline) -> str:
    """A line as long as the text, coloured where somebody other than the page holds it; what is nested stands lower in it."""
    length = max(len(view.reading.page.text), 1)
    bars = [
        f'<rect class="v{statement.speaker.hue}" x="{1000 * start / length:.1f}" width="{max(1000 * (end - start) / length, 1):.1f}"'
        f' y="{4 * min(statement.depth, _DEEPEST)}" height="12"/>'
        for statement in sorted(view.statements, key=lambda statement: statement.depth)
        for start, end in statement.attribution.content
    ]
    if not bars:
        return ""
    label = "Where the text is held by somebody other than the page"
    return f'<svg class="strip" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="{label}">{"".join(bars)}</svg>'


# ---------------------------------------------------------------- passages


def _row(view: Outline, passage: Passage) -> str:
    element = _ELEMENTS.get(passage.kind, "p")
    kind = f' class="{_CLASSES[passage.kind]}"' if passage.kind in _CLASSES else ""
    text = f'<{element}{kind} dir="auto">{_prose(view, passage)}</{element}>'
    if passage.depth:
        deep = ' class="deep"' if passage.depth > 1 else ""
        text = f"<blockquote{deep}>{text}</blockquote>"
    notes = _notes(view, passage)
    return f'<div class="row">{text}{notes}</div>'


def _prose(view: Outline, passage: Passage) -> str:
    """The words of a passage in nested elements: content from the outermost statement inward, then source and cue."""
    parts: list[str] = []
    opened: list[tuple[Statement, Role | None]] = []
    held: tuple[Statement, ...] = ()
    for piece in passage.pieces:
        wanted = _stack(piece)
        n_kept = _count_shared(opened, wanted)
        parts.extend(_close(role) for _, role in reversed(opened[n_kept:]))
        for statement, role in wanted[n_kept:]:
            if role is None and statement not in held:
                parts.append(_number(view, statement))
            parts.append(_open(view, statement, role))
        opened, held = wanted, piece.held
        parts.append(to_body(view.reading.page[piece.span]))
    parts.extend(_close(role) for _, role in reversed(opened))
    return "".join(parts)


def _count_shared(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items two sequences have in common from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stack(piece: Piece) -> list[tuple[Statement, Role | None]]:
    roles = [(statement, role) for role, statement in piece.roles if role is not Role.ADDRESSEE and statement not in piece.held]
    return [*((statement, None) for statement in piece.held), *roles]


def _open(view: Outline, statement: Statement, role: Role | None) -> str:
    voice = f"v{statement.speaker.hue} s{statement.number}"
    if role is not None:
        return f'<span class="{role} {voice}">'
    attribution = statement.attribution
    return f'<mark class="{attribution.manner} {_depth(statement)} {voice}" title="{to_plain(_describe(view, statement))}">'


def _close(role: Role | None) -> str:
    return "</mark>" if role is None else "</span>"


def _number(view: Outline, statement: Statement) -> str:
    """The number that opens a statement, drawn by the style sheet: taken as text, the passage holds its own words alone."""
    label = to_plain(f"statement {_describe(view, statement)}")
    voice = f"v{statement.speaker.hue} s{statement.number}"
    return f'<a class="n {voice}" href="#{_anchor(view, statement.number)}" data-n="{statement.number}" aria-label="{label}"></a>'


# ---------------------------------------------------------------- notes beside a passage


def _notes(view: Outline, passage: Passage) -> str:
    notes = [_continued(statement) for statement in passage.continued] + [_note(view, statement) for statement in passage.begun]
    return f'\n<ul class="notes">{"".join(notes)}</ul>' if notes else ""


def _continued(statement: Statement) -> str:
    kind = f"v{statement.speaker.hue} {_depth(statement)} s{statement.number}"
    return f'<li class="{kind}">{_who(statement)} <span class="again">continued</span></li>'


def _note(view: Outline, statement: Statement) -> str:
    attribution = statement.attribution
    cue = shorten(view.reading.page.words(attribution.cue), _LONGEST_NAME)
    how = [f"<bdi>{to_body(cue)}</bdi>"] if cue else []
    how += [attribution.manner.value, f"{attribution.score:.2f}"]
    how += [words for term, words in find_facts(view, statement) if term in ("held", "reported")]
    terms = "".join(f"<dt>{term}</dt><dd><bdi>{to_body(words)}</bdi></dd>" for term, words in _find_details(view, statement))
    return (
        f'<li id="{_anchor(view, statement.number)}" class="v{statement.speaker.hue} {_depth(statement)} s{statement.number}">'
        f"<details><summary>{_through(view, statement)}{_who(statement)}"
        f'<span class="how">{" · ".join(how)}</span></summary><dl>{terms}</dl></details></li>'
    )


def _find_details(view: Outline, statement: Statement) -> Iterator[tuple[str, str]]:
    page, attribution = view.reading.page, statement.attribution
    yield "source", page.words(attribution.source) or NO_SOURCE
    if attribution.cue:
        yield "cue", page.words(attribution.cue)
    yield "manner", f"{attribution.manner}: {_MANNERS[attribution.manner]}"
    yield from ((term, words) for term, words in find_facts(view, statement) if term == "to")
    chain = find_chain(view, statement)
    if chain:
        yield "chain", " › ".join(chain)
    yield "held", f"{attribution.held}: {_HELD[attribution.held]}"
    yield "reported", f"{attribution.reported}: {_REPORTED[attribution.reported]}"
    if statement.parent is not None:
        yield "within", f"statement {statement.parent}"
    yield "score", f"{attribution.score:.3f}"


def _through(view: Outline, statement: Statement) -> str:
    """The holders between the page and the speaker, on a line of their own above the name; nothing where there are none."""
    between = find_chain(view, statement)[1:-1]
    return f'<span class="chain">{" › ".join(_name(name) for name in between)} ›</span>' if between else ""


def _who(statement: Statement) -> str:
    return f'<span class="no">{statement.number}</span> <span class="who">{_name(statement.speaker.name)}</span>'


def _describe(view: Outline, statement: Statement) -> str:
    """A statement in a line, without markup: number, speaker, cue, manner, score."""
    attribution = statement.attribution
    cue = shorten(view.reading.page.words(attribution.cue), _LONGEST_NAME)
    words = [shorten(statement.speaker.name, _LONGEST_NAME), cue, attribution.manner.value, f"{attribution.score:.2f}"]
    return show_controls(f"{statement.number}: " + " · ".join(word for word in words if word))


# ---------------------------------------------------------------- sources, legend


def _sources(view: Outline) -> str:
    if not view.speakers:
        return ""
    figures = measure_speakers(view)
    most = max(max(one.n_words for one in figures), 1)
    rows = "\n".join(_source(view, one, most) for one in figures)
    kind = '<th scope="col" class="kind">kind</th>' if any(speaker.kind for speaker in view.speakers) else ""
    head = (
        f'<th scope="col">voice</th>{kind}<th scope="col" class="count">words</th><th scope="col" class="bar"></th>'
        '<th scope="col" class="count">quoted</th><th scope="col" class="count">hands</th><th scope="col" class="told">said to</th>'
        '<th scope="col">statements</th>'
    )
    return f'<section><h2 class="own">Who said it</h2>\n<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></section>'


def _source(view: Outline, figures: SpeakerFigures, most: int) -> str:
    speaker = figures.speaker
    kind = f'<td class="kind">{speaker.kind or ""}</td>' if any(other.kind for other in view.speakers) else ""
    bar = f'<svg viewBox="0 0 {most} 1" preserveAspectRatio="none" aria-hidden="true"><rect width="{figures.n_words}" height="1"/></svg>'
    links = " ".join(f'<a href="#{_anchor(view, number)}">{number}</a>' for number in speaker.numbers)
    told = "; ".join(_name(words) for words in figures.said_to)
    return (
        f'<tr class="v{speaker.hue}"><th scope="row" class="who">{_name(speaker.name)}</th>{kind}<td class="count">{figures.n_words}</td>'
        f'<td class="bar">{bar}</td><td class="count">{figures.share_direct:.0%}</td><td class="count">{figures.tell_hands()}</td>'
        f'<td class="told">{told}</td><td class="at">{links}</td></tr>'
    )


def _events(view: Outline) -> str:
    rows = "\n".join(map(_event, tell_events(view)))
    return (
        f'<section class="events"><h2 class="own">Who did what to whom, and on whose word</h2>\n<ul>{rows}</ul></section>' if rows else ""
    )


def _event(told: EventInWords) -> str:
    _, status, meaning = STATUSES[told.event.status]
    facts = [f'<span title="{meaning}">{status}</span>', *(_name(words) for words in (told.when, told.where) if words)]
    return (
        f"<li><b><bdi>{to_body(tell_deed(told))}</bdi></b> <q><bdi>{to_body(told.sentence)}</bdi></q>"
        f'<span class="how">{" · ".join(facts)} · on the word of {" › ".join(map(_name, told.holders))}</span></li>'
    )


def _legend(view: Outline) -> str:
    if not view.statements:
        return ""
    samples = ", ".join(f'<mark class="{manner} d0 v1">{manner}</mark> ({words})' for manner, words in _MANNERS.items())
    model = f" Read by {_name(view.reading.model)}." if view.reading.model else ""
    return _LEGEND.format(samples=samples, model=model)


# ---------------------------------------------------------------- words


def _name(words: str) -> str:
    """A name, kept from turning round what stands beside it."""
    return f"<bdi>{to_body(shorten(words, _LONGEST_NAME))}</bdi>"


def _depth(statement: Statement) -> str:
    return f"d{min(statement.depth, _DEEPEST)}"


def _anchor(view: Outline, number: int) -> str:
    """An id that stays apart from those of other readings in the same notebook."""
    return f"r{_digest(view.reading.page.text)}-{number}"


@lru_cache(maxsize=1)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def _style(view: Outline) -> str:
    """The style sheet, with a rule for each statement that lights up all of its pieces when the pointer is on one."""
    rules = (f".sayso:has(.s{number}:hover) .s{number}{{background:var(--hi)}}" for number in _numbers(view.statements))
    return "\n".join(["", _load_sheet().rstrip(), *rules, ""])


def _numbers(statements: Sequence[Statement]) -> Iterable[int]:
    return range(1, min(len(statements), _MOST_LINKED) + 1)


@cache
def _load_sheet() -> str:
    return Path(__file__).with_name("reading.css").read_text(encoding="utf-8")
