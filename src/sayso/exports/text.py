"""A reading in a terminal: the page as prose, each statement in brackets with its number, its source on a line below.

Decides what a reader sees at 80 columns, with colours or without: colour repeats what number and name already say. Control characters of
the page are shown as marks (see `characters`), so that a page can neither drive the terminal nor forge a line of the view. Returns text or
a renderable of rich; printing is the command line's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.exports.characters import show_controls
from sayso.exports.events import STATUSES, tell_deed, tell_events
from sayso.exports.headline_checks import tell_faults
from sayso.exports.speakers import SpeakerFigures, measure_speakers
from sayso.exports.statements import (
    NO_SOURCE,
    Outline,
    Passage,
    Role,
    Speaker,
    Statement,
    find_chain,
    find_facts,
    format_date,
    outline,
    shorten,
    summarize,
)
from sayso.exports.terminal import DEFAULT_WIDTH, draw
from sayso.reading import BlockKind, EventStatus, Reading

NOTHING_SELECTED: Final = "No statement on this page is of that kind."

_HUES: Final = ("bright_black", "cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_magenta")
"""By `Speaker.hue`. The terminal's own sixteen colours: whoever made its theme has seen to it that they can be read on its ground."""

_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_NAME: Final = 40  # characters of a name in a label: half of the default width
_LONGEST_TOLD: Final = 24  # characters of an addressee in the table: two of them beside the figures
_COLUMNS: Final = {"voice": 0, "held": 36, "words": 0, "direct": 42, "hands": 52, "first": 0, "said to": 64}
"""The columns of the table of voices, with the width of the view from which on they are shown."""
_NARROWEST_TEXT: Final = 8


def to_text(reading: Reading, *, width: int = DEFAULT_WIDTH, color: bool = False, excerpt: bool = False) -> str:
    """The view as text, wrapped to `width` columns (24 at least); with ANSI colours if `color` is set, without any escape otherwise.

    An `excerpt` has the passages that hold a statement, with an ellipsis where others are left out.
    """
    return draw(render(reading, excerpt=excerpt), width=width, color=color)


def render(reading: Reading, *, excerpt: bool = False) -> RenderableType:
    """The view as a renderable: head, passages with the chains of their statements, and the voices with their figures."""
    view = outline(reading)
    passages = list(view.passages)
    title = passages.pop(0) if passages and passages[0].kind is BlockKind.HEADLINE else None
    parts: list[RenderableType] = [*_head(view, title)]
    parts += [Rule(style="dim"), Text()] if parts else []
    left_out = False
    for passage in passages:
        if excerpt and not (passage.begun or passage.continued):
            left_out = True
            continue
        parts += [Text("…", style="dim"), Text()] if left_out else []
        left_out = False
        parts.extend(_passage(view, passage))
    parts.extend(_foot(view, NOTHING_SELECTED if excerpt else summarize(view)))
    return Padding(Group(*parts), (1, 2, 0, 2))


# ---------------------------------------------------------------- head


def _head(view: Outline, title: Passage | None) -> Iterator[RenderableType]:
    page = view.reading.page
    kicker = [page.outlet, format_date(page.published) if page.published else None]
    if any(kicker):
        yield Text(" · ".join(show_controls(words) for words in kicker if words), style="dim")
    if title is not None:
        yield _prose(view, title, "bold")
    elif page.headline:
        yield Text(show_controls(page.headline), style="bold")
    for words in (f"by {page.byline}" if page.byline else None, page.url):
        if words:
            yield Text(show_controls(words), style="dim", overflow="fold")
    if title is not None:
        yield from _labels(view, title)
    for fault in tell_faults(view.reading):
        yield _Barred(Text(show_controls(fault)), "! ", "yellow")
    for note in page.notes or (("Some of this page is missing.",) if page.truncated else ()):
        yield _Barred(Text(show_controls(note), style="italic"), "! ", "yellow")


# ---------------------------------------------------------------- passages


def _passage(view: Outline, passage: Passage) -> Iterator[RenderableType]:
    style = {BlockKind.HEADLINE: "bold", BlockKind.SUBHEAD: "bold", BlockKind.CAPTION: "italic"}.get(passage.kind, "")
    prose = _prose(view, passage, style)
    bar = "│ " * min(passage.depth, 4)
    if passage.kind is BlockKind.ITEM:
        yield _Barred(prose, bar + "  ", "dim", first=bar + "• ")
    else:
        yield _Barred(prose, bar, "dim") if bar else prose
    yield from _labels(view, passage)
    yield Text()


def _prose(view: Outline, passage: Passage, style: str) -> Text:
    """The words of a passage, each statement between brackets: ``[¹There were no such talks]``."""
    prose = Text(style=style)
    before: tuple[Statement, ...] = ()
    for piece in passage.pieces:
        for statement in reversed(before):
            if statement not in piece.held:
                prose.append("]", _style(statement.speaker, "not italic"))
        for statement in piece.held:
            if statement not in before:
                prose.append(f"[{_superscript(statement.number)}", _style(statement.speaker, "not italic"))
        before = piece.held
        prose.append(_one_line(view.reading.page[piece.span]), _piece_style(piece.held, piece.roles))
    for statement in reversed(before):
        prose.append("]", _style(statement.speaker, "not italic"))
    return prose


def _piece_style(held: tuple[Statement, ...], roles: tuple[tuple[Role, Statement], ...]) -> str:
    for role, statement in roles:
        if role is not Role.ADDRESSEE and statement not in held:
            return _style(statement.speaker, "bold" if role is Role.SOURCE else "italic")
    return _style(held[-1].speaker) if held else ""


def _labels(view: Outline, passage: Passage) -> Iterator[RenderableType]:
    """A line for each statement that begins in the passage, and one for each that goes on in it."""
    for statement in passage.continued:
        yield _label(statement, (), [f"{_name(statement.speaker)}, continued"])
    for statement in passage.begun:
        yield _label(statement, find_chain(view, statement)[:-1], [_name(statement.speaker), *_describe(view, statement)])


def _label(statement: Statement, hands: tuple[str, ...], words: list[str]) -> RenderableType:
    """The chain of a statement in a line, from the page to the mouth, and how it is said and held."""
    text = Text().append("".join(f"{_shown(name)} > " for name in hands), "dim")
    text.append(words[0], _style(statement.speaker, "bold"))
    text.append("".join(f" · {word}" for word in words[1:]), "dim")
    number = f"{_superscript(statement.number)} "
    bar = f"  {'  ' * min(statement.depth, 6)}▏"
    return _Barred(text, bar + " " * len(number), _style(statement.speaker), first=bar + number)


def _describe(view: Outline, statement: Statement) -> Iterator[str]:
    attribution = statement.attribution
    if attribution.cue:
        yield shorten(show_controls(view.reading.page.words(attribution.cue)), _LONGEST_NAME)
    yield attribution.manner.value
    yield f"{attribution.score:.2f}"
    if statement.parent is not None:
        yield f"within {_superscript(statement.parent)}"
    for term, words in find_facts(view, statement):
        if term == "to":
            yield f"to {shorten(show_controls(words), _LONGEST_NAME)}"
        elif term != "by way of":  # the chain says it
            yield words


# ---------------------------------------------------------------- foot


def _foot(view: Outline, when_empty: str) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    if view.statements:
        yield _VoiceTable(view)
        yield Text()
    yield from _events(view)
    if not view.statements:
        yield Text(when_empty)
        return
    yield Text(_summary(view), style="dim")


def _events(view: Outline) -> Iterator[RenderableType]:
    """Who did what to whom: a line an event, and on whose word, below it."""
    events = list(tell_events(view))
    for told in events:
        sign, status, _ = STATUSES[told.event.status]
        facts = [status, *(words for words in (told.when, told.where) if words)]
        text = Text(show_controls(tell_deed(told)), "bold" if told.event.status is EventStatus.STATED else "")
        text.append(f" · {' · '.join(map(show_controls, facts))}", "not bold dim")
        text.append(f" · on the word of {' > '.join(map(_shown, told.holders))}", "not bold dim")
        yield _Barred(text, "  ", "", first=f"{sign} ")
    yield from [Text()] * bool(events)


@dataclass(frozen=True, slots=True)
class _VoiceTable:
    """The voices with their figures; empty columns are left out, and where the lines are short those that say least."""

    view: Outline

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [_cells(figures) for figures in measure_speakers(self.view)]
        columns = [name for name, least in _COLUMNS.items() if options.max_width >= least and any(row[name] for row in rows)]
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", collapse_padding=True)
        for name in columns:
            is_figure = name not in ("voice", "said to")
            table.add_column(name, justify="right" if is_figure else "left", no_wrap=is_figure, overflow="fold")
        for row in rows:
            table.add_row(*(row[name] for name in columns))
        yield table


def _cells(figures: SpeakerFigures) -> dict[str, Text]:
    speaker = figures.speaker
    told = "; ".join(shorten(show_controls(words), _LONGEST_TOLD) for words in figures.said_to[:2])
    return {
        "voice": Text(_name(speaker), _style(speaker, "bold")),
        "held": Text(str(len(speaker.numbers))),
        "words": Text(str(figures.n_words)),
        "direct": Text(f"{figures.share_direct:.0%}"),
        "hands": Text(figures.tell_hands()),
        "first": Text(_superscript(figures.first)),
        "said to": Text(told + ("; …" if len(figures.said_to) > 2 else ""), style="dim"),
    }


def _summary(view: Outline) -> str:
    model = view.reading.model
    return f"{summarize(view)} Read by {show_controls(model)}." if model else summarize(view)


# ---------------------------------------------------------------- words and lines


def _name(speaker: Speaker) -> str:
    return _shown(speaker.name) or NO_SOURCE


def _shown(name: str) -> str:
    return shorten(show_controls(name), _LONGEST_NAME)


def _style(speaker: Speaker, more: str = "") -> str:
    return f"{_HUES[speaker.hue]} {more}".strip()


def _one_line(words: str) -> str:
    return re.sub(" {2,}", " ", show_controls(words))


def _superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPTS)


@dataclass(frozen=True, slots=True)
class _Barred:
    """Text with a bar at the left of each of its lines; `first` stands in its place on the first line and is as wide."""

    text: Text
    bar: str
    style: str
    first: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - len(self.bar), _NARROWEST_TEXT)
        for number, line in enumerate(self.text.wrap(console, width)):
            bar = self.bar if number or self.first is None else self.first
            yield Text.assemble((bar, self.style), line, no_wrap=True)
