"""Readings as brat standoff annotation, and corrections made in brat back into a reading.

Decides the form: text-bound annotations `Content`, `Cue`, `Source` and `Addressee` (discontinuous where there are several ranges);
relations from each content to its cue, source and addressee and to the content around it; attributes for manner, held and reported; a note
with the attribution's id. Words of a text-bound annotation never hold a line break: brat wants a range a line.

`from_brat` applies an annotation file to the reading that it was made from: what brat can show is taken from the file, everything else
(voices, chain, score) stays as it was, by the attribution's id. An attribution that was added in brat has none, and gets a new one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Final, TypeVar

from sayso.errors import ReadingError
from sayso.reading import Attribution, Held, Manner, Reading, Reported, Span, Spans, validate

ROLES: Final = ("cue", "source", "addressee")
CONFIG: Final = """[entities]
Content
Cue
Source
Addressee

[relations]
cue Arg1:Content, Arg2:Cue
source Arg1:Content, Arg2:Source
addressee Arg1:Content, Arg2:Addressee
within Arg1:Content, Arg2:Content

[events]

[attributes]
Manner Arg:Content, Value:direct|indirect|mixed
Held Arg:Content, Value:asserted|hedged|denied|questioned|wanted|conditional|withheld
Reported Arg:Content, Value:neutral|endorsing|distancing
"""
"""The annotation.conf that brat needs beside the files."""

_LINE: Final = re.compile(r"[^\n]+")
_ID: Final = re.compile(r"[\w.-]+")
Member = TypeVar("Member", bound=StrEnum)


def to_brat(reading: Reading) -> tuple[str, str]:
    """The text (the .txt file) and its annotations (the .ann file)."""
    writer = _Writer(reading.page.text)
    contents = {a.id: writer.bound("Content", a.content) for a in reading.attributions}
    for attribution in reading.attributions:
        writer.attribution(attribution, contents)
    return reading.page.text, "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """The lines of a .ann file; words that several attributions share are one annotation."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._shared: dict[tuple[str, Spans], str] = {}
        self._n = {"T": 0, "R": 0, "A": 0, "#": 0}

    def _next(self, kind: str) -> str:
        self._n[kind] += 1
        return f"{kind}{self._n[kind]}"

    def bound(self, label: str, spans: Spans) -> str:
        pieces = _split_lines(self._text, spans)
        name = self._next("T")
        ranges = ";".join(f"{start} {end}" for start, end in pieces)
        self.lines.append(f"{name}\t{label} {ranges}\t{_shown(self._text, pieces)}")
        return name

    def attribution(self, one: Attribution, contents: dict[str, str]) -> None:
        content = contents[one.id]
        for role in ROLES:
            spans: Spans = getattr(one, role)
            if spans:
                key = (role, spans)
                if key not in self._shared:
                    self._shared[key] = self.bound(role.capitalize(), spans)
                self.lines.append(f"{self._next('R')}\t{role} Arg1:{content} Arg2:{self._shared[key]}")
        if one.parent is not None:
            self.lines.append(f"{self._next('R')}\twithin Arg1:{content} Arg2:{contents[one.parent]}")
        for name in ("manner", "held", "reported"):
            self.lines.append(f"{self._next('A')}\t{name.capitalize()} {content} {getattr(one, name).value}")
        name = one.id if _ID.fullmatch(one.id) else json.dumps(one.id)
        self.lines.append(f"{self._next('#')}\tAnnotatorNotes {content}\t{name}")


def _split_lines(text: str, spans: Spans) -> Spans:
    """The ranges cut at line breaks, as brat wants them; one that is nothing but line breaks stays."""
    return tuple(
        piece
        for span in spans
        for piece in [Span(span.start + m.start(), span.start + m.end()) for m in _LINE.finditer(text[span.start : span.end])] or [span]
    )


def _shown(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end in spans).replace("\n", " ")


@dataclass
class _Draft:
    """What a file says of one content."""

    content: Spans
    roles: dict[str, Spans] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    parent: str | None = None
    id: str | None = None


def from_brat(reading: Reading, annotations: str) -> Reading:
    """The reading with its attributions as an annotation file has them; `from_brat(reading, to_brat(reading)[1])` is the reading itself.

    Raises:
        ReadingError: a line that is no brat annotation, words that do not stand at their range, a reference that leads nowhere. The message
            names the line.
    """
    drafts = _read_drafts(reading.page.text, annotations)
    before = {attribution.id: attribution for attribution in reading.attributions}
    names = _name_drafts(drafts, before)
    made = [
        _merge(reading.page.text, draft, names[key], names[draft.parent] if draft.parent else None, before.get(names[key]))
        for key, draft in drafts.items()
    ]
    place = {name: number for number, name in enumerate(before)}
    if place.keys() >= {one.id for one in made}:
        made.sort(key=lambda one: place[one.id])
    else:
        made.sort(key=lambda one: (one.content[0].start, -one.content[-1].end))
    return validate(replace(reading, attributions=tuple(made)))


def _name_drafts(drafts: dict[str, _Draft], before: dict[str, Attribution]) -> dict[str, str]:
    """The id of each content: that of its note, where there is an attribution of that id and no other content has it; else a new one."""
    names: dict[str, str] = {}
    for key, draft in drafts.items():
        if draft.id in before and draft.id not in names.values():
            names[key] = draft.id
    fresh = (f"a{number}" for number in count(1) if f"a{number}" not in before)
    return {key: names.get(key) or next(fresh) for key in drafts}


def _merge(text: str, draft: _Draft, name: str, parent: str | None, before: Attribution | None) -> Attribution:
    """A content with what is tied to it, as an attribution: what brat does not show is that of the attribution before it was changed."""
    base = before or Attribution(name, draft.content, (), (), Manner.INDIRECT, 1.0)

    def changed(role: str, spans: Spans) -> Spans:
        """The ranges of a role; those of before, where the file has them as they were, cut at line breaks."""
        old: Spans = getattr(base, role)
        return old if _split_lines(text, old) == spans else spans

    return replace(
        base,
        content=changed("content", draft.content),
        cue=changed("cue", draft.roles.get("cue", ())),
        source=changed("source", draft.roles.get("source", ())),
        addressee=changed("addressee", draft.roles.get("addressee", ())),
        parent=parent,
        manner=_member(Manner, draft.values.get("Manner"), base.manner),
        held=_member(Held, draft.values.get("Held"), base.held),
        reported=_member(Reported, draft.values.get("Reported"), base.reported),
    )


_BOUND: Final = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_RELATION: Final = re.compile(r"R\S+\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE: Final = re.compile(r"[AM]\S+\t(\S+) (\S+) (\S+)\s*")
_NOTE: Final = re.compile(r"#\S*\t\S+ (\S+)\t(.*)")


def _read_drafts(text: str, annotations: str) -> dict[str, _Draft]:
    """The contents of an annotation file by their names in it, with what is tied to each."""
    bound: dict[str, tuple[str, Spans]] = {}
    later: list[tuple[int, str]] = []
    for number, line in enumerate(annotations.split("\n"), 1):
        if match := _BOUND.fullmatch(line):
            bound[match[1]] = (match[2], _read_spans(text, match[3], match[4], number))
        elif line.strip():
            later.append((number, line))
    drafts = {name: _Draft(spans) for name, (label, spans) in bound.items() if label == "Content"}
    for number, line in later:
        _apply(line, number, bound, drafts)
    return drafts


def _apply(line: str, number: int, bound: dict[str, tuple[str, Spans]], drafts: dict[str, _Draft]) -> None:
    """Adds to a content what one line of another kind says of it."""
    relation, attribute, note = _RELATION.fullmatch(line), _ATTRIBUTE.fullmatch(line), _NOTE.fullmatch(line)
    content = relation[2] if relation else attribute[2] if attribute else note[1] if note else None
    if content is None:
        raise ReadingError(f"Line {number} of the annotations, {line[:60]!r}, is none that brat standoff knows.")
    if content not in drafts:
        if note:
            return  # people write notes about anything
        raise ReadingError(f"Line {number} of the annotations is about {content!r}, which is no Content of the file.")
    draft = drafts[content]
    if relation:
        if relation[3] not in bound:
            raise ReadingError(f"Line {number} of the annotations points to {relation[3]!r}, which is not in the file.")
        if relation[1] == "within":
            draft.parent = relation[3] if relation[3] in drafts else None
        elif relation[1] in ROLES:
            draft.roles[relation[1]] = tuple(sorted({*draft.roles.get(relation[1], ()), *bound[relation[3]][1]}))
    elif attribute:
        draft.values[attribute[1]] = attribute[3]
    elif note:
        draft.id = _read_id(note[2].strip())


def _read_id(note: str) -> str | None:
    """The id that a note holds, or None where it is another note."""
    if _ID.fullmatch(note):
        return note
    try:
        value = json.loads(note) if note.startswith('"') else None
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _read_spans(text: str, ranges: str, words: str, number: int) -> Spans:
    """The ranges of a text-bound annotation, checked against its words."""
    spans = tuple(sorted(Span(*map(int, part.split())) for part in ranges.split(";")))
    if any(not 0 <= start < end <= len(text) for start, end in spans) or _shown(text, spans) != words:
        raise ReadingError(f"Line {number} of the annotations has words that do not stand at its range; the text was changed, or the file.")
    return spans


def _member(kind: type[Member], value: str | None, otherwise: Member) -> Member:
    if value is None:
        return otherwise
    found = next((member for member in kind if member.value == value), None)
    if found is None:
        raise ReadingError(f"The annotations have the value {value!r}; it has to be one of {', '.join(kind)}.")
    return found
