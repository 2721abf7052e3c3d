"""GUM (Zeldes 2017) as texts with mentions: who is spoken of where, in what sort of words, and what speaks of the same.

Read from its CoNLL-U files: the `Entity` key of the last column brackets the mentions, each with its cluster, its type and, as "minspan",
the tokens of it that matter most (one head word, or the whole of a name). Persons, organizations and places are kept, and names of
whatever else; of pronouns those that stand for persons and organizations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sayso.reading import MentionKind, Span

HELD_OUT = 6
"""Documents a genre (news, interview), those whose names sort last, that are kept for measuring."""


NAMES = {"person": MentionKind.PERSON_NAME, "organization": MentionKind.ORGANIZATION_NAME, "place": MentionKind.PLACE_NAME}


@dataclass(frozen=True)
class MentionMark:
    """One mention to learn from: the range of the name, or of the head word; `chain` numbers what it speaks of, None where unknown."""

    span: Span
    kind: MentionKind
    chain: int | None


@dataclass(frozen=True)
class Document:
    """A text and its mentions in text order."""

    id: str
    genre: str
    text: str
    mentions: tuple[MentionMark, ...]


@dataclass
class _Token:
    span: Span
    upos: str
    xpos: str


@dataclass
class _Open:
    entity: str
    kind: str
    minspan: list[int]
    first: int
    tokens: list[int] = field(default_factory=list)


def load_gum(folder: Path) -> list[Document]:
    """The documents of a folder of CoNLL-U files, by name."""
    return [read_document(path) for path in sorted(folder.glob("*.conllu"))]


def held_out(documents: list[Document]) -> tuple[list[Document], list[Document]]:
    """The documents to train on, and those to measure on."""
    kept = {d.id for genre in ("news", "interview") for d in [d for d in documents if d.genre == genre][-HELD_OUT:]}
    return [d for d in documents if d.id not in kept], [d for d in documents if d.id in kept]


def read_document(path: Path) -> Document:
    """One file as text and mentions; sentences are parted by a blank, paragraphs by a line break."""
    text = ""
    tokens: list[_Token] = []
    opened: list[_Open] = []
    closed: list[_Open] = []
    glue = ""
    for line in path.read_text("utf8").splitlines():
        if line.startswith("# newpar"):
            glue = "\n" if text else ""
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        text += glue
        tokens.append(_Token(Span(len(text), len(text) + len(columns[1])), columns[3], columns[4]))
        text += columns[1]
        glue = "" if "SpaceAfter=No" in columns[9] else " "
        found = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found[1] if found else ""):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                minspan = [int(n) for n in fields[5].split(",") if n.isdigit()] if len(fields) > 5 else []
                opened.append(_Open(fields[0], fields[1], minspan, len(tokens) - 1))
            if part.endswith(")"):
                name = part.strip("()").split("-")[0]
                match = next((o for o in reversed(opened) if o.entity == name), None)
                if match is not None:
                    opened.remove(match)
                    closed.append(match)
    marks = without_overlaps(mark for o in closed if (mark := _mark(o, tokens)) is not None)
    return Document(path.stem, path.stem.split("_")[1], text, marks)


def without_overlaps(marks: Iterable[MentionMark]) -> tuple[MentionMark, ...]:
    """The mentions in text order; of two that overlap the one that starts first counts, of two with one start the shorter."""
    kept: list[MentionMark] = []
    for mark in sorted(marks, key=lambda m: m.span):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return tuple(kept)


def _mark(one: _Open, tokens: list[_Token]) -> MentionMark | None:
    places = [one.first + n - 1 for n in one.minspan] or [one.first]
    if places[-1] >= len(tokens):
        return None
    head = [tokens[n] for n in places]
    chain = int(one.entity) if one.entity.isdigit() else None
    if name := _name(places, tokens):
        kind = NAMES.get(one.kind, MentionKind.OTHER_NAME)
        return None if one.kind == "time" else MentionMark(name, kind, chain)
    if one.kind not in ("person", "organization"):
        return None
    word = head[0] if len(head) > 1 else head[-1]
    if word.upos in ("PRON", "DET"):
        return MentionMark(word.span, MentionKind.PRONOUN, chain)
    if word.upos not in ("NOUN", "ADJ", "NUM"):
        return None
    if one.kind == "organization":
        return MentionMark(word.span, MentionKind.ORGANIZATION_NOUN, chain)
    return MentionMark(word.span, MentionKind.GROUP_NOUN if word.xpos == "NNS" else MentionKind.PERSON_NOUN, chain)


def _name(places: list[int], tokens: list[_Token]) -> Span | None:
    """The run of proper nouns that is the head, behind nouns that stand before it ("writer L. Ron Hubbard"); None where there is none."""
    run: list[int] = []
    for before, place in zip([places[0] - 1, *places], places, strict=False):
        if place != before + 1:
            break
        if tokens[place].upos == "PROPN":
            run.append(place)
        elif run or tokens[place].upos not in ("NOUN", "ADJ"):
            break
    return Span(tokens[run[0]].span.start, tokens[run[-1]].span.end) if run else None
