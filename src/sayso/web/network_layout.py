"""Where everything stands in the picture of a person's contacts: lines, arrowheads, names, and nothing upon anything else.

Decides two layouts, both the same each time. Wide: the person in the middle, contacts on a bulging ellipse around, names outside of it in
rows to both sides; a line to a contact stays within the curve, so that it crosses no name. Narrow, for a phone: the person on top, contacts
below one another, each kind of event on a line of its own. How wide words are is estimated on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, hypot, log2
from typing import Final, NamedTuple

from sayso.reading import EventStatus
from sayso.web.network_labels import Label, fit, make_label, measure, wrap_name

WIDE: Final = 920
NARROW: Final = 360
NAME: Final = 14.0  # pixels, as all sizes here
WORD: Final = 12.0
HOLDER: Final = 11.0

MOST_WITH_HOLDERS: Final = 20
"""Contacts up to which the picture says on whose word each edge is; with more, it would be taller than two screens (the table says it)."""


_RADIUS: Final = 185
_BULGE: Final = 2.6
"""The exponent of the curve on which contacts stand: 2 would be an ellipse, on which the uppermost of forty come too close together."""

_GAP: Final = 14.0  # from a contact's dot to its words, and between the words of two edges
_NAME_LINE: Final = 18.0
_WORD_LINE: Final = 16.0
_HOLDER_LINE: Final = 14.0
_ROW_GAP: Final = 13.0
_LEAST_HEIGHT: Final = 250.0
_ARROW_AT: Final = 0.72
_HANDLE_FROM: Final = 0.42  # of a line: nearer to the person lines lie too close to choose one of them
_TRUNK: Final = 24.0
_NARROW_TEXT: Final = 116.0

DASHES: Final = {EventStatus.STATED: "", EventStatus.NEGATED: "dash", EventStatus.HYPOTHETICAL: "dot"}


class Strand(NamedTuple):
    """One line of an edge: what it tells of the event, by how many independent origins."""

    status: EventStatus
    n_origins: int


class Thread(NamedTuple):
    """An edge to be drawn: its words, its lines, which way it goes, whether it is stated and denied, and on whose word it is."""

    words: str
    strands: tuple[Strand, ...]
    way: str
    is_contradicted: bool
    holders: str = ""


class Item(NamedTuple):
    """A contact to be drawn."""

    name: str
    threads: tuple[Thread, ...]


class Stroke(NamedTuple):
    """One line as it is drawn: its path, its dashes, and its arrowhead (empty for none)."""

    path: str
    width: float
    dash: str
    cap: str
    arrow: str


class DrawnThread(NamedTuple):
    """An edge as it is drawn: its lines, the whole of its way, the part of it that a pointer takes hold of, its words, and where a
    contradiction is marked."""

    strokes: tuple[Stroke, ...]
    path: str
    handle: str
    label: Label
    holders: Label | None
    mark: tuple[float, float] | None


class DrawnItem(NamedTuple):
    """A contact as it is drawn."""

    dots: tuple[tuple[float, float, float], ...]
    name: Label
    threads: tuple[DrawnThread, ...]


class Picture(NamedTuple):
    """A whole picture; `ego` is the frame of the person's name, `trunk` a line from which the others part."""

    width: int
    height: int
    ego: tuple[float, float, float, float]
    ego_lines: tuple[Label, ...]
    items: tuple[DrawnItem, ...]
    trunk: str = ""

    def labels(self) -> Iterator[Label]:
        """All words of the picture."""
        yield from self.ego_lines
        for item in self.items:
            yield item.name
            for thread in item.threads:
                yield from (label for label in (thread.label, thread.holders) if label is not None)


# ---------------------------------------------------------------- lines


def stroke_width(n_origins: int) -> float:
    """How wide a line is: it grows with each doubling of the independent origins, up to sixteen."""
    return round(1.6 + 1.5 * min(log2(max(n_origins, 1)), 4), 1)


def dash_of(status: EventStatus, width: float) -> str:
    """The dashes of a line: none for what is stated, dashes for what is denied, dots for what is hypothetical."""
    if DASHES[status] == "dash":
        return f"{round(5 + width, 1)} {round(4 + width, 1)}"
    return f"0.1 {round(3 + 1.6 * width, 1)}" if DASHES[status] == "dot" else ""


# ---------------------------------------------------------------- wide


class _Row(NamedTuple):
    """A contact in its row: the lines of its words (of which edge, and what), whether below each line stands on whose word, and its
    height."""

    item: Item
    lines: tuple[tuple[tuple[int, str], ...], ...]
    has_holders: bool
    height: float


def draw_wide(ego: str, items: Sequence[Item]) -> Picture:
    """The person in the middle, contacts around them in the order of the clock, from the top."""
    room = WIDE / 2 - _RADIUS - _GAP - 8
    rows = [_make_row(item, room, has_holders=len(items) <= MOST_WITH_HOLDERS) for item in items]
    half = (len(rows) + 1) // 2
    sides = (rows[:half], rows[half:][::-1])
    height = max(_LEAST_HEIGHT, *(sum(row.height for row in side) for side in sides))
    middle = height / 2 + 12
    right = [_place_wide(row, y, middle, height, 1) for row, y in _spread(sides[0], height)]
    left = [_place_wide(row, y, middle, height, -1) for row, y in _spread(sides[1], height)]
    lines = wrap_name(ego, NAME + 1, 150)
    box_w = max(measure(line, NAME + 1, bold=True) for line in lines) + 30
    box_h = 20 * len(lines) + 18
    box = (round(WIDE / 2 - box_w / 2, 1), round(middle - box_h / 2, 1), round(box_w, 1), float(box_h))
    labels = [make_label(line, WIDE / 2, box[1] + 23.5 + 20 * at, "middle", NAME + 1, bold=True) for at, line in enumerate(lines)]
    return Picture(WIDE, ceil(height + 24), box, tuple(labels), (*right, *left[::-1]))


def _make_row(item: Item, room: float, *, has_holders: bool) -> _Row:
    """The words of a contact's edges in as few lines as they fit into; each on a line of its own where holders stand below it."""
    lines: list[list[tuple[int, str]]] = []
    left = -1.0
    for number, thread in enumerate(item.threads):
        words = fit(thread.words, WORD, room)
        width = measure(words, WORD)
        if not lines or has_holders or width + _GAP > left:
            lines.append([])
            left = room
        lines[-1].append((number, words))
        left -= width + _GAP
    line = _WORD_LINE + _HOLDER_LINE * has_holders
    return _Row(item, tuple(map(tuple, lines)), has_holders, _NAME_LINE + line * len(lines) + _ROW_GAP)


def _spread(rows: Sequence[_Row], height: float) -> Iterator[tuple[_Row, float]]:
    """Each row of a side with the height of its middle; what height is left over is shared out."""
    spare = (height - sum(row.height for row in rows)) / max(len(rows), 1)
    y = 12.0
    for row in rows:
        yield row, y + (row.height + spare) / 2
        y += row.height + spare


def _place_wide(row: _Row, y: float, middle: float, height: float, side: int) -> DrawnItem:
    x = WIDE / 2 + side * _RADIUS * (1 - (abs(y - middle) / (height / 2 + 44)) ** _BULGE) ** (1 / _BULGE)
    anchor = "start" if side > 0 else "end"
    at = x + side * _GAP
    top = y - (row.height - _ROW_GAP) / 2
    room = (WIDE - 8 - at) if side > 0 else at - 8
    name = fit(row.item.name, NAME, room, bold=True)
    labels: dict[int, Label] = {}
    holders: dict[int, Label] = {}
    line_height = _WORD_LINE + _HOLDER_LINE * row.has_holders
    for line_number, line in enumerate(row.lines):
        within = at
        for number, words in line if side > 0 else line[::-1]:
            base = top + _NAME_LINE + line_height * line_number + 12.5
            label = labels[number] = make_label(words, within, base, anchor, WORD)
            if row.has_holders:
                told = fit(row.item.threads[number].holders, HOLDER, room)
                holders[number] = make_label(told, within, base + _HOLDER_LINE, anchor, HOLDER)
            within += side * (label.width + _GAP)
    offsets = _offsets(row.item.threads)
    threads = tuple(
        _draw_curve(thread, (labels[number], holders.get(number)), (WIDE / 2, middle), (x, y), offsets[number])
        for number, thread in enumerate(row.item.threads)
    )
    n_strands = sum(len(thread.strands) for thread in row.item.threads)
    dot = (round(x, 1), round(y, 1), round(min(4.0 + 0.9 * n_strands, 9), 1))
    return DrawnItem((dot,), make_label(name, at, top + 13.5, anchor, NAME, bold=True), threads)


def _offsets(threads: Sequence[Thread]) -> list[list[float]]:
    """How far each line stands from the middle of all lines to a contact."""
    widths = [[stroke_width(strand.n_origins) + 4.5 for strand in thread.strands] for thread in threads]
    at = -sum(map(sum, widths)) / 2
    offsets: list[list[float]] = []
    for some in widths:
        offsets.append([])
        for width in some:
            offsets[-1].append(at + width / 2)
            at += width
    return offsets


Point = tuple[float, float]


def _draw_curve(thread: Thread, labels: tuple[Label, Label | None], start: Point, end: Point, offsets: Sequence[float]) -> DrawnThread:
    curves = [_bend(start, end, offset) for offset in offsets]
    strokes = []
    for strand, curve in zip(thread.strands, curves, strict=True):
        width = stroke_width(strand.n_origins)
        arrow = "" if thread.way == "with" else _draw_arrow(*_along(curve, _ARROW_AT), 4.5 + width, backwards=thread.way == "from")
        strokes.append(Stroke(_path(curve), width, dash_of(strand.status, width), _cap(strand), arrow))
    centre = _bend(start, end, sum(offsets) / len(offsets))
    mark = _round(_along(centre, 0.55)[0]) if thread.is_contradicted else None
    return DrawnThread(tuple(strokes), _path(centre), _path(_outer_part(centre, _HANDLE_FROM)), *labels, mark)


def _cap(strand: Strand) -> str:
    return "round" if strand.status is EventStatus.HYPOTHETICAL else "butt"


def _bend(start: Point, end: Point, offset: float) -> tuple[Point, Point, Point]:
    """A line that stands aside of the straight one, most so in its middle."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    nx, ny = -dy / length * offset, dx / length * offset
    middle = ((start[0] + end[0]) / 2 + nx * 1.5, (start[1] + end[1]) / 2 + ny * 1.5)
    return (start[0] + nx * 0.6, start[1] + ny * 0.6), middle, (end[0] + nx * 0.35, end[1] + ny * 0.35)


def _along(curve: tuple[Point, Point, Point], t: float) -> tuple[Point, Point]:
    """A point of a curve (a quadratic Bézier), and the direction there."""
    (ax, ay), (bx, by), (cx, cy) = curve
    u = 1 - t
    point = (u * u * ax + 2 * u * t * bx + t * t * cx, u * u * ay + 2 * u * t * by + t * t * cy)
    dx, dy = 2 * u * (bx - ax) + 2 * t * (cx - bx), 2 * u * (by - ay) + 2 * t * (cy - by)
    length = hypot(dx, dy) or 1.0
    return point, (dx / length, dy / length)


def _outer_part(curve: tuple[Point, Point, Point], t: float) -> tuple[Point, Point, Point]:
    """The part of a curve from a point of it to its end (by de Casteljau's construction)."""
    _, (bx, by), (cx, cy) = curve
    return _along(curve, t)[0], (bx + (cx - bx) * t, by + (cy - by) * t), (cx, cy)


def _path(curve: tuple[Point, Point, Point]) -> str:
    (ax, ay), (bx, by), (cx, cy) = map(_round, curve)
    return f"M{ax} {ay}Q{bx} {by} {cx} {cy}"


def _round(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _draw_arrow(point: Point, direction: Point, size: float, *, backwards: bool) -> str:
    """A triangle on a line whose point shows to whom it is done."""
    (x, y), (dx, dy) = point, direction
    if backwards:
        dx, dy = -dx, -dy
    tip = _round((x + dx * size, y + dy * size))
    left = _round((x - dx * size * 0.7 - dy * size * 0.8, y - dy * size * 0.7 + dx * size * 0.8))
    right = _round((x - dx * size * 0.7 + dy * size * 0.8, y - dy * size * 0.7 - dx * size * 0.8))
    return f"M{tip[0]} {tip[1]}L{left[0]} {left[1]}L{right[0]} {right[1]}Z"


# ---------------------------------------------------------------- narrow


def draw_narrow(ego: str, items: Sequence[Item]) -> Picture:
    """The person on top, contacts below one another in the same order, each kind of event on a line of its own."""
    lines = wrap_name(ego, NAME + 1, NARROW - 46)
    box_w = max(measure(line, NAME + 1, bold=True) for line in lines) + 30
    box = (4.0, 4.0, round(box_w, 1), float(20 * len(lines) + 16))
    labels = [make_label(line, box[0] + 15, box[1] + 22.5 + 20 * at, "start", NAME + 1, bold=True) for at, line in enumerate(lines)]
    y = last = box[1] + box[3] + 14
    drawn = []
    for item in items:
        placed, y, last = _place_narrow(item, y, has_holders=len(items) <= MOST_WITH_HOLDERS)
        drawn.append(placed)
    trunk = f"M{_TRUNK} {box[1] + box[3]}V{round(last, 1)}" if items else ""
    return Picture(NARROW, ceil(y + 4), box, tuple(labels), tuple(drawn), trunk)


def _place_narrow(item: Item, top: float, *, has_holders: bool) -> tuple[DrawnItem, float, float]:
    """A contact below others, where the next one begins, and where its last line leaves the trunk."""
    room = NARROW - _NARROW_TEXT - 6
    name = make_label(fit(item.name, NAME, room, bold=True), _NARROW_TEXT, top + 14, "start", NAME, bold=True)
    y = last = top + _NAME_LINE
    threads, dots = [], []
    for thread in item.threads:
        height = max(_WORD_LINE + 2, sum(stroke_width(strand.n_origins) + 5 for strand in thread.strands) + 5)
        last = y + height / 2
        label = make_label(fit(thread.words, WORD, room), _NARROW_TEXT, last + 4, "start", WORD)
        told = fit(thread.holders, HOLDER, room)
        holders = make_label(told, _NARROW_TEXT, last + 4 + _HOLDER_LINE, "start", HOLDER) if has_holders else None
        threads.append(_draw_branch(thread, (label, holders), last))
        dots.append((_NARROW_TEXT - 12, round(last, 1), 3.5))
        y += max(height, height / 2 + 8 + _HOLDER_LINE) if has_holders else height
    return DrawnItem(tuple(dots), name, tuple(threads)), y + _ROW_GAP, last


def _draw_branch(thread: Thread, labels: tuple[Label, Label | None], y: float) -> DrawnThread:
    (offsets,) = _offsets((thread,))
    end = _NARROW_TEXT - 14
    strokes = []
    for strand, offset in zip(thread.strands, offsets, strict=True):
        width = stroke_width(strand.n_origins)
        at = round(y + offset, 1)
        size = min(4.5 + width, 9)
        arrow = "" if thread.way == "with" else _draw_arrow((72, at), (1, 0), size, backwards=thread.way == "from")
        strokes.append(Stroke(f"M{_TRUNK} {at}H{end}", width, dash_of(strand.status, width), _cap(strand), arrow))
    mark = (46.0, round(y, 1)) if thread.is_contradicted else None
    way = f"M{_TRUNK} {round(y, 1)}H{end}"
    return DrawnThread(tuple(strokes), way, way, *labels, mark)
