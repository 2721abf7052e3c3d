"""The stock of headlines that the judge learns from (training/headlines/*.txt), and its examples.

A file holds bodies, one sentence a line, each with its headlines; under a headline stand its verdicts, one a line, with the words of the
headline and of the body that clash::

    # body
    The mill may be sold, its owner said.
    = Mill to be sold
    drops hedge | to be | may be
    drops attribution | Mill to be sold | The mill may be sold
    = Owner speaks of selling mill
    supported
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from sayso.model.judge import FAULTS, Layout, lay_out


class Fault(NamedTuple):
    """A verdict with the words of the headline and those of the body ("" where nothing bears on it)."""

    verdict: str
    headline: str
    body: str


class Headline(NamedTuple):
    """A headline over a body, with its faults; none where it is supported. `origin` is the file and the line."""

    origin: str
    text: str
    body: tuple[str, ...]
    faults: tuple[Fault, ...]


class Example(NamedTuple):
    """What the network is shown and what it should answer: faults, shape (7,), and clashes, shape (n, 7), both 0 or 1."""

    layout: Layout
    faults: np.ndarray
    clashes: np.ndarray


def load_stock(paths: Iterable[Path]) -> list[Headline]:
    """All headlines of the files, in order.

    Raises:
        SystemExit: naming the file and the line that is not of this form.
    """
    return [headline for path in paths for headline in _load(path)]


def _load(path: Path) -> list[Headline]:
    found: list[tuple[str, str, list[str], list[Fault], list[str]]] = []
    body: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        if line.startswith("# "):
            body, in_body = [], True
        elif line.startswith("= "):
            in_body = False
            found.append((f"{path.name}:{number}", line[2:].strip(), body, [], []))
        elif line and in_body:
            body.append(line)
        elif line:
            origin, text, over, faults, verdicts = found[-1]
            verdict, *words = (part.strip() for part in line.split("|"))
            verdicts.append(verdict)
            if verdict == "supported" and not words:
                continue
            if verdict not in FAULTS or len(words) != 2:
                raise SystemExit(f"{path}, line {number}: “{line}” is no verdict with the words of headline and body between bars.")
            if words[0] not in text or not any(words[1] in sentence for sentence in over):
                raise SystemExit(f"{path}, line {number}: the words are not those of the headline, or of one sentence of the body.")
            faults.append(Fault(verdict, *words))
    for origin, _, _, faults, verdicts in found:
        if not verdicts or ("supported" in verdicts and faults):
            raise SystemExit(f"{origin}: a headline has faults or is supported, one of the two.")
    return [Headline(origin, text, tuple(over), tuple(faults)) for origin, text, over, faults, _ in found]


def make_example(headline: Headline, tokenizer: Tokenizer, budget: int) -> Example:
    """The headline laid out within a budget of sub-tokens, with its answers."""
    layout = lay_out(headline.text, headline.body, tokenizer, budget)
    faults = np.zeros(len(FAULTS), dtype=np.float32)
    clashes = np.zeros((len(layout.ids), len(FAULTS)), dtype=np.float32)
    for fault in headline.faults:
        column = FAULTS.index(fault.verdict)
        faults[column] = 1
        _mark(clashes[:, column], layout, -1, headline.text.find(fault.headline), len(fault.headline))
        for number in layout.kept:
            if fault.body:
                _mark(clashes[:, column], layout, number, headline.body[number].find(fault.body), len(fault.body))
    return Example(layout, faults, clashes)


def _mark(column: np.ndarray, layout: Layout, owner: int, start: int, length: int) -> None:
    if start >= 0:
        column[(layout.owner == owner) & (layout.starts < start + length) & (layout.ends > start)] = 1
