"""The spread of a saying as a picture (SVG), and in the words that stand beside it.

Decides what a mark looks like: a disc for the first wording, a diamond with its number for every other, a ring around the first occurrence
of all, a small number above several in one; and how a line of descent says what it rests on: drawn through for a link, in dashes for a
credit, in dots for wording alone. Shape, number and dash say everything; colour only repeats it. The looks themselves are in
`static/picture.css`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sayso.corpus.records import Appearance, Saying, Variant, WordDifference
from sayso.exports.statements import format_date, shorten
from sayso.web.pictures import element, write
from sayso.web.timeline_layout import LEFT, RIGHT, TOP, WIDTH, Lane, Layout, Mark, lay_out

REASONS: Final = {
    "first": "the first known",
    "link": "its page links to that one",
    "credit": "it names that outlet",
    "copy": "both pages are one story",
    "same page": "it stands on the same page",
    "wording": "of the earlier ones its wording is the most alike",
}
"""Why an occurrence is taken to follow another, in words."""

_MONTH: Final = re.compile(r"\d{4}-\d\d")
_KINDS: Final = {"left out": "left out “{first}”", "put in": "put in “{variant}”", "changed": "“{variant}” for “{first}”"}
_LONGEST_LABEL: Final = 29  # characters of an outlet's name that fit beside the lanes
_MOST_DIFFERENCES: Final = 12
_RADIUS: Final = 6.5


# ---------------------------------------------------------------- words


def strip_marks(words: str) -> str:
    """Words without the quotation marks around them."""
    return words.strip(" “”„\"«»‘’'")


def tell_difference(difference: WordDifference) -> str:
    """A difference from the first wording in words.

    >>> tell_difference(WordDifference("changed", "shall", "will"))
    '“will” for “shall”'
    """
    words = {"first": shorten(difference.first, 160), "variant": shorten(difference.variant, 160)}
    return _KINDS.get(difference.kind, f"{difference.kind}: {{first}} {{variant}}").format(**words)


def tell_variant(variant: Variant) -> str:
    """How a wording differs from the first known one, in a sentence without its full stop."""
    if variant.number == 0:
        return "the first known wording"
    if not variant.differences:
        return "differs from the first only in how words are joined, or is not compared: there are more than a hundred wordings"
    parts = [tell_difference(one) for one in variant.differences[:_MOST_DIFFERENCES]]
    if len(variant.differences) > _MOST_DIFFERENCES:
        parts.append(f"and {len(variant.differences) - _MOST_DIFFERENCES} more differences")
    return "; ".join(parts)


def tell_descent(appearance: Appearance) -> str:
    """From where an occurrence probably has its words, in words."""
    if appearance.follows is None:
        return "the first known" if appearance.because == "first" else appearance.because
    return f"probably follows no. {appearance.follows + 1}: {REASONS.get(appearance.because, appearance.because)}"


def write_date(published: str | None) -> str:
    """A date as people write it, as precise as it was given; empty where it is unknown.

    >>> write_date("2021-03"), write_date("2021-03-02T07:40:00Z")
    ('March 2021', '2 March 2021')
    """
    if not published or not _MONTH.fullmatch(published):
        return format_date(published) if published else ""
    return format_date(f"{published}-01").partition(" ")[2]


def tell_date(appearance: Appearance) -> str:
    """When an occurrence was published, as people write it, to the minute where that is known."""
    if not appearance.published:
        return "no date"
    time = appearance.published[11:16]
    zone = " UTC" if appearance.published.endswith("Z") else ""
    return write_date(appearance.published) + (f", {time}{zone}" if time else "")


def _tell_mark(mark: Mark, variants: Mapping[int, Variant]) -> tuple[str, str]:
    """What a mark stands for, for whoever points at it or listens: which occurrences, and what wording they have."""
    first = mark.appearances[0]
    name = first.outlet or "an outlet without a name"
    if len(mark.appearances) == 1:
        head = f"Occurrence {first.number + 1}: {name}, {tell_date(first)}."
    else:
        n_outlets = len({one.outlet for one in mark.appearances})
        where = name if n_outlets == 1 else f"{n_outlets} outlets, first {name}"
        head = f"{len(mark.appearances)} occurrences, the first of them number {first.number + 1}: {where}, from {tell_date(first)}."
    if len(mark.variants) > 1:
        return head, f"{len(mark.variants)} wordings, told apart in the table."
    if first.variant == 0:
        return head, "The first known wording."
    return head, f"Wording {first.variant + 1}: {tell_variant(variants[first.variant])}."


# ---------------------------------------------------------------- picture


def draw_timeline(saying: Saying, appearances: Sequence[Appearance], since: str = "", until: str = "", *, linked: bool = True) -> str:
    """The picture as SVG: some occurrences of a saying over time. `linked`: each mark leads to its row (`#o1`) of the page's table."""
    layout = lay_out(appearances, since, until)
    variants = {variant.number: variant for variant in saying.variants}
    height = round(layout.height)
    title = f"How “{shorten(strip_marks(saying.words), 80)}” spread"
    parts = [
        element("title", {"id": "timeline-title"}, write(title)),
        _draw_ticks(layout),
        *(_draw_lane(lane) for lane in layout.lanes),
        '<g class="descent">' + "".join(_draw_line(layout, line.source, line.target, line.because) for line in layout.lines) + "</g>",
        *(_draw_mark(mark, variants, linked=linked) for mark in layout.marks),
        _draw_legend(layout),
    ]
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": round(WIDTH),
        "height": height,
        "viewBox": f"0 0 {round(WIDTH)} {height}",
        "class": "pic timeline",
        "role": "group",
        "aria-labelledby": "timeline-title",
        "data-first": layout.first,
        "data-last": layout.last,
        "data-left": LEFT + 12,
        "data-right": RIGHT - 12,
    }
    return element("svg", head, "".join(parts))


def _draw_ticks(layout: Layout) -> str:
    bottom = layout.bottom - sum(lane.height for lane in layout.lanes if lane.is_undated)
    lines = "".join(
        element("path", {"class": "grid", "d": _path(("M", tick.x, TOP - 6), ("V", bottom))})
        + element("text", {"class": "soft", "x": _within(tick.x), "y": TOP - 13, "text-anchor": "middle"}, write(tick.label))
        for tick in layout.ticks
    )
    return f'<g class="ticks" aria-hidden="true">{lines}</g>'


def _within(x: float) -> float:
    """The middle of a label that stays within the picture."""
    return min(max(x, LEFT + 20), RIGHT - 30)


def _draw_lane(lane: Lane) -> str:
    y = lane.y + (4.5 if not lane.note else -2.5)
    label = element("text", {"class": "lane-name", "x": LEFT - 14, "y": y, "text-anchor": "end"}, write(shorten(lane.name, _LONGEST_LABEL)))
    if lane.note:
        label += element("text", {"class": "soft", "x": LEFT - 14, "y": y + 14, "text-anchor": "end"}, write(lane.note))
    top = lane.y - lane.height / 2
    ground = element("rect", {"class": "undated", "x": 0, "y": top, "width": WIDTH, "height": lane.height}) if lane.is_undated else ""
    rule = element("path", {"class": "rule", "d": _path(("M", LEFT, lane.y), ("H", RIGHT))})
    return f"<g>{ground}{'' if lane.is_undated else rule}{label}</g>"


def _draw_line(layout: Layout, source: int, target: int, because: str) -> str:
    """A line from mark to mark with its head: it drops out of the one and arrives level at the other, so that it is never taken for the
    rule of a lane; where there is no room for that, it goes straight."""
    one, other = layout.marks[source], layout.marks[target]
    down = 1 if other.y > one.y else -1
    x, y = other.x, other.y
    if abs(one.y - other.y) < 1:  # in one row: a low arc
        rise = min(14.0, 4 + abs(x - one.x) / 16)
        line = _path(("M", one.x + 5, one.y - 7), ("Q", (one.x + x) / 2, one.y - 7 - rise, x - 5, y - 8))
        head = _path(("M", x - 10.5, y - 9.5), ("L", x - 4.5, y - 7.5), ("L", x - 9, y - 13.5))
    elif x - one.x < 16:
        line = _path(("M", one.x, one.y + down * 9), ("L", x, y - down * 11))
        head = _path(("M", x - 3.5, y - down * 16), ("L", x, y - down * 10.5), ("L", x + 3.5, y - down * 16))
    else:
        x1, y1, x2 = one.x, one.y + down * 9, x - 11
        line = _path(("M", x1, y1), ("C", x1, y1 + 0.75 * (y - y1), x2 - 0.6 * (x2 - x1), y, x2, y))
        head = _path(("M", x2 - 5, y - 3.5), ("L", x2 + 1, y), ("L", x2 - 5, y + 3.5))
    return element("path", {"class": f"line {because}", "d": line}) + element("path", {"class": "line head", "d": head})


def _draw_mark(mark: Mark, variants: Mapping[int, Variant], *, linked: bool) -> str:
    first = mark.appearances[0]
    head, rest = _tell_mark(mark, variants)
    parts = [element("title", {}, write(f"{head} {rest}"))]
    if mark.end - mark.start > 2 * _RADIUS:
        parts.append(element("path", {"class": "imprecise", "d": _path(("M", mark.start, mark.y), ("H", mark.end))}))
    if first.because == "first":
        parts.append(element("circle", {"class": "ring", "cx": mark.x, "cy": mark.y, "r": _RADIUS + 3.5}))
    parts.append(_draw_shape(mark.x, mark.y, mark.variants))
    if len(mark.appearances) > 1:
        parts.append(element("text", {"class": "count", "x": mark.x + 11.5, "y": mark.y + 4}, f"×{len(mark.appearances)}"))
    content = "".join(parts)
    if not linked:
        return element("g", {"class": "mark"}, content)
    link = {
        "class": "mark",
        "href": f"#o{first.number + 1}",
        "aria-label": f"{head} {rest}",
        "data-head": head,
        "data-wording": first.variant + 1 if len(mark.variants) == 1 else None,
    }
    return element("a", link, content)


def _draw_shape(x: float, y: float, variants: Sequence[int]) -> str:
    if len(variants) > 1:
        return element("rect", {"class": "several", "x": x - 6, "y": y - 6, "width": 12, "height": 12})
    if variants[0] == 0:
        return element("circle", {"class": "verbatim", "cx": x, "cy": y, "r": _RADIUS})
    size = 8.5
    diamond = _path(("M", x, y - size), ("L", x + size, y), ("L", x, y + size), ("L", x - size, y), ("Z",))
    number = element("text", {"class": "number", "x": x, "y": y + 3.2, "text-anchor": "middle"}, str(variants[0] + 1))
    return element("path", {"class": "variant", "d": diamond}) + number


def _draw_legend(layout: Layout) -> str:
    """What shapes and lines mean, below the picture."""
    y = layout.bottom + 28
    x = 22.0
    parts: list[str] = [element("circle", {"class": "ring", "cx": x, "cy": y, "r": _RADIUS + 3.5})]
    parts += [_draw_shape(x, y, (0,)), _legend_text(x + 16, y, "first occurrence")]
    parts += [_draw_shape(x + 138, y, (0,)), _legend_text(x + 151, y, "the first wording")]
    parts += [_draw_shape(x + 276, y, (1,)), _legend_text(x + 291, y, "another wording, by its number")]
    x = 512.0
    for because, says, width in (("link", "by a link", 104), ("credit", "by a credit", 110), ("wording", "by wording alone", 144)):
        parts.append(element("path", {"class": f"line {because}", "d": _path(("M", x, y), ("H", x + 34))}))
        parts.append(_legend_text(x + 41, y, says))
        x += width
    parts.append(element("path", {"class": "imprecise", "d": _path(("M", x, y), ("H", x + 30))}))
    parts.append(_legend_text(x + 37, y, "month or year known only"))
    return f'<g class="legend" aria-hidden="true">{"".join(parts)}</g>'


def _legend_text(x: float, y: float, words: str) -> str:
    return element("text", {"class": "soft", "x": x, "y": y + 4}, write(words))


def _path(*steps: tuple[str | float, ...]) -> str:
    """The commands of a path, with numbers to a tenth."""
    return " ".join(str(part) if isinstance(part, str) else f"{part:.1f}".removesuffix(".0") for step in steps for part in step)
