"""Quotations: which marks of a text enclose words, and how the enclosed ranges nest.

Decides on pairs, on quotations that run over paragraphs, and on marks that nothing closes. Families of marks are paired one after
the other, the least doubtful first (guillemets, double marks, single marks), and a pair of a later family lies within one pair of the
earlier ones or around them, so an apostrophe cannot upset double marks. Within a paragraph the cheapest reading wins, found by dynamic
programming over the depth (Viterbi 1967); a paragraph whose marks are all as they should be skips that. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from sayso.reading import Span, Spans
from sayso.text.marks import NEVER, UNCLOSED, Family, Mark, Role, find_marks
from sayso.text.paragraphs import mend_paragraphs


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `start` and `end` include the marks.

    `parts` has one range a paragraph, opening and closing marks included. Where `closed` is false no mark closes the quotation: it ends
    with its paragraph, before the mark that opens another quotation beside it, or with the quotation around it. Comparing or printing
    quotations nested a thousand deep meets Python's recursion limit; finding them does not.
    """

    start: int
    end: int
    children: tuple[Quotation, ...] = ()
    parts: Spans = ()
    closed: bool = True


def quotations(text: str, paragraphs: Spans | None = None) -> tuple[Quotation, ...]:
    """The outermost quotations in text order, each with those inside it; `paragraphs` are found where none are given.

    >>> [(q.start, q.end, len(q.children)) for q in quotations("'It's the workers' hall,' said Bob. “I ‘know’ that.”")]
    [(0, 25, 0), (36, 52, 1)]
    """
    return _gather(text, mend_paragraphs(text, paragraphs))


@lru_cache(maxsize=8)  # the steps of a reading ask for the quotations of one text one after the other
def _gather(text: str, paragraphs: Spans) -> tuple[Quotation, ...]:
    found = _find_quotations(text, paragraphs)
    children: list[list[Quotation]] = [[] for _ in found]
    roots: list[Quotation] = []
    for index in range(len(found) - 1, -1, -1):  # children come after their parents, so they are finished first
        one = found[index]
        within = tuple(reversed(children[index]))
        children[index] = []
        quotation = Quotation(one.start, one.end, within, tuple(one.parts), one.closed)
        (roots if one.parent < 0 else children[one.parent]).append(quotation)
    return tuple(reversed(roots))


def quotation_depths(text: str, paragraphs: Spans | None = None) -> bytes:
    """For each character the number of quotations it is in (at most 255), marks included; ``numpy.frombuffer`` makes it a uint8 array."""
    changes: dict[int, int] = {}
    for one in _find_quotations(text, mend_paragraphs(text, paragraphs)):
        for start, end in one.parts:
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    pieces: list[bytes] = []
    depth = reached = 0
    for place in sorted(changes):
        pieces.append(bytes((min(depth, 255),)) * (place - reached))
        depth += changes[place]
        reached = place
    pieces.append(bytes(len(text) - reached))
    return b"".join(pieces)


# Costs of the reading of a paragraph, beside those of the single marks; guesses like those.
_NESTED: Final = {Family.GUILLEMET: 0.3, Family.SINGLE_GUILLEMET: 0.3, Family.DOUBLE: 0.3, Family.SINGLE: 0.6}  # “a “b” c”
_NESTED_SPEECH: Final = 0.7  # and the inner one ends with a comma: more likely speech after a stray mark
_HOPELESS: Final = 3.0  # a reading this much dearer than the best so far is dropped: one slip costs 1, and mends itself within two marks
_DEEPEST: Final = 3  # of one family, in a paragraph that is not as it should be

_IGNORE, _OPEN, _REPLACE, _CLOSE = range(4)


class _Found:
    """A quotation while it is being put together; `inner_end` is where its closing mark starts."""

    __slots__ = ("closed", "end", "inner_end", "parent", "parts", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = self.inner_end = start
        self.parts: list[Span] = []
        self.closed = False
        self.parent = -1

    def add_part(self, start: int, end: int) -> None:
        self.parts.append(Span(start, end))
        self.end = self.inner_end = end

    def close(self, start: int, mark: Mark) -> None:
        self.add_part(start, mark.end)
        self.inner_end = mark.start
        self.closed = True

    def cut(self, text: str, end: int) -> None:
        """Ends at `end`, or before the white space that stands there; the opening mark stays."""
        kept = [part for part in self.parts if part.start < end]
        last = kept[-1]
        end = _strip_end(text, last.start, min(end, last.end))
        self.parts = [*kept[:-1], Span(last.start, end)]
        self.end = self.inner_end = end


def _strip_end(text: str, start: int, end: int) -> int:
    """`end`, less the white space before it; `start` + 1 at least."""
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _find_quotations(text: str, paragraphs: Spans) -> list[_Found]:
    """All quotations by their start, parents before children, with `parent` set."""
    marks = find_marks(text, paragraphs)
    leading = {(mark.paragraph, mark.family) for mark in marks if mark.leads and mark.costs.opens < 1.0}
    found: list[_Found] = []
    for family in Family:
        own = [mark for mark in marks if mark.family == family]
        if not own:
            continue
        for cell in _split_by_cell(own, found):
            found.extend(_Pairing(text, paragraphs, leading, family).pair(cell))
    return _nest(text, found)


def _split_by_cell(marks: list[Mark], found: list[_Found]) -> list[list[Mark]]:
    """The marks, grouped by the innermost closed quotation around them."""
    parts = sorted((part.start, -part.end, number) for number, one in enumerate(found) if one.closed for part in one.parts)
    if not parts:
        return [marks]
    cells: dict[int, list[Mark]] = {}
    around: list[tuple[int, int]] = []
    following = 0
    for mark in marks:
        while following < len(parts) and parts[following][0] <= mark.start:
            start, minus_end, number = parts[following]
            while around and around[-1][0] <= start:
                around.pop()
            around.append((-minus_end, number))
            following += 1
        while around and around[-1][0] <= mark.start:
            around.pop()
        cells.setdefault(around[-1][1] if around else -1, []).append(mark)
    return list(cells.values())


class _Pairing:
    """Pairs the marks of one family within one cell, paragraph by paragraph."""

    def __init__(self, text: str, paragraphs: Spans, leading: set[tuple[int, Family]], family: Family) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.leading = leading
        self.family = family
        self.found: list[_Found] = []
        self.open: list[tuple[_Found, int]] = []  # each with the start of its part in this paragraph

    def pair(self, marks: Sequence[Mark]) -> list[_Found]:
        last = -1
        for paragraph, group in groupby(marks, key=_paragraph_of):
            own = list(group)
            if self.open and last + 1 == paragraph and own[0].leads and own[0].costs.opens < 1.0:
                self.open = [(self.open[0][0], own[0].start)]
                own = own[1:]
            else:
                self.open = []
            goes_on = (paragraph + 1, self.family) in self.leading
            for mark, action in zip(own, self._read(own, goes_on), strict=True):
                if action != _IGNORE:
                    self._apply(mark, action)
            for one, start in self.open:
                one.add_part(start, self.paragraphs[paragraph].end)
            if not goes_on:
                self.open = []
            last = paragraph
        return self.found

    def _apply(self, mark: Mark, action: int) -> None:
        if action == _CLOSE:
            one, start = self.open.pop()
            one.close(start, mark)
            return
        if action == _REPLACE:
            one, start = self.open.pop()
            one.add_part(start, _strip_end(self.text, start, mark.start))
        one = _Found(mark.start)
        self.found.append(one)
        self.open.append((one, mark.start))

    def _read(self, marks: list[Mark], goes_on: bool) -> Sequence[int]:
        """What each mark does, by the cheapest reading of the paragraph."""
        return _read_regular(marks, len(self.open), goes_on) or _read_cheapest(marks, len(self.open), goes_on)


def _paragraph_of(mark: Mark) -> int:
    return mark.paragraph


def _read_regular(marks: list[Mark], depth: int, goes_on: bool) -> list[int]:
    """The reading in which every mark is as it should be, which no other can undercut; [] where there is none."""
    actions: list[int] = []
    deepest = depth
    for mark in marks:
        role = mark.costs.role
        if role is Role.OPENS and (depth == 0 or mark.family is not Family.SINGLE):
            depth += 1
            deepest = max(deepest, depth)
            actions.append(_OPEN)
        elif role is Role.CLOSES and depth:
            depth -= 1
            actions.append(_CLOSE)
        elif role is Role.APOSTROPHE and depth == 0:
            actions.append(_IGNORE)
        else:
            return []
    return actions if depth == 0 or (depth == deepest == 1 and goes_on) else []


_Stack = tuple[Mark | None, ...]
"""The marks that are open, outermost first; None stands for a quotation that an earlier paragraph opened."""


def _read_cheapest(marks: list[Mark], depth: int, goes_on: bool) -> list[int]:
    """The cheapest reading: for each depth the best one so far, with what is open in it."""
    states: dict[int, tuple[float, _Stack]] = {depth: (0.0, (None,) * depth)}
    steps: list[dict[int, tuple[int, int]]] = []
    for mark in marks:
        best: dict[int, tuple[float, _Stack]] = {}
        step: dict[int, tuple[int, int]] = {}
        bound = min(state[0] for state in states.values()) + _HOPELESS
        for before, (cost, stack) in states.items():
            if cost > bound:
                continue
            for action, after, total in _choices(mark, before, cost, stack):
                if after not in best or total < best[after][0]:
                    best[after] = (total, _apply_to_stack(action, stack, mark))
                    step[after] = (before, action)
        states = best
        steps.append(step)
    final = min((state[0] + _cost_of_end(state[1], goes_on), after) for after, state in states.items())[1]
    actions: list[int] = []
    for step in reversed(steps):
        final, action = step[final]
        actions.append(action)
    actions.reverse()
    return actions


def _choices(mark: Mark, depth: int, cost: float, stack: _Stack) -> list[tuple[int, int, float]]:
    """What a mark may do at a depth: the action, the depth after it and the cost up to there."""
    opens, closes, ignored = mark.costs[:3]
    choices = [(_IGNORE, depth, cost + ignored)]
    if depth and closes < NEVER:
        nested = _NESTED_SPEECH if depth > 1 and mark.speech and _looks_alike(stack[-1], stack[-2]) else 0.0
        choices.append((_CLOSE, depth - 1, cost + closes + nested))
    if opens < NEVER:
        if depth:
            choices.append((_REPLACE, depth, cost + opens + _cost_of_unclosed(stack[-1])))
        if depth < _DEEPEST:
            nested = _NESTED[mark.family] if depth and _looks_alike(mark, stack[-1]) else 0.0
            choices.append((_OPEN, depth + 1, cost + opens + nested))
    return choices


def _looks_alike(mark: Mark | None, other: Mark | None) -> bool:
    """Whether both have one shape; a page that puts “curly” marks within "straight" ones means them as nested."""
    return mark is None or other is None or mark.shape == other.shape


def _apply_to_stack(action: int, stack: _Stack, mark: Mark) -> _Stack:
    if action == _IGNORE:
        return stack
    if action == _OPEN:
        return (*stack, mark)
    return stack[:-1] if action == _CLOSE else (*stack[:-1], mark)


def _cost_of_unclosed(mark: Mark | None) -> float:
    return UNCLOSED if mark is None else mark.costs.unclosed


def _cost_of_end(stack: tuple[Mark | None, ...], goes_on: bool) -> float:
    """The cost of what is open at the end of a paragraph; the outermost one may go on in the next."""
    if not stack:
        return 0.0
    first = _cost_of_unclosed(stack[0])
    if goes_on:
        first = min(first, 0.0 if stack[0] is None else stack[0].costs.carried)
    return first + sum(_cost_of_unclosed(mark) for mark in stack[1:])


def _nest(text: str, found: list[_Found]) -> list[_Found]:
    """The quotations by their start, each within its parent: what is unclosed gives way, and so does a pair that crosses another."""
    found.sort(key=_order)
    kept: list[_Found] = []
    around: list[tuple[_Found, int]] = []
    for one in found:
        while around:
            parent = around[-1][0]
            if parent.end <= one.start:
                around.pop()
            elif one.end <= parent.inner_end:
                break
            elif not one.closed:
                one.cut(text, parent.inner_end)
                break
            elif not parent.closed:
                parent.cut(text, one.start)
                around.pop()
            else:
                break
        if around:
            if one.end > around[-1][0].inner_end:
                continue
            one.parent = around[-1][1]
        around.append((one, len(kept)))
        kept.append(one)
    return kept


def _order(one: _Found) -> tuple[int, int]:
    return one.start, -one.end
