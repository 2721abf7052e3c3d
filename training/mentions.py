"""Silver mentions of the PolNeAR articles, from their entities and coreference chains (CoreNLP 2017), in the form of GUM's.

Silver chains hold no mention that is alone, so a noun or an ambiguous pronoun without a mark is not known to be none: `Known` says, for
each kind of word, what a label leaves open. A chain counts where it holds the name of a person, an organization or a place.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

from sayso.reading import MentionKind, Span
from training.gum import MentionMark, without_overlaps

ENTITY_KINDS = {
    "PERSON": MentionKind.PERSON_NAME,
    "ORGANIZATION": MentionKind.ORGANIZATION_NAME,
    "LOCATION": MentionKind.PLACE_NAME,
    "MISC": MentionKind.OTHER_NAME,
}
PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them"
    " their theirs themselves who whom whose".split()
)
PERSONAL = frozenset("i me my mine myself he him his himself she her hers herself".split())
_END_OF_HEAD = re.compile(r"\s*(?:,|\(|—|–|--|\s(?:of|in|for|with|at|on|from|and|or|who|whom|which|that|to|by|about|against)\s)")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])\Z")
_PLURALS = frozenset("people men women children police".split())
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\W*\Z")


def load_silver(path: Path, texts: dict[str, str]) -> dict[str, tuple[MentionMark, ...]]:
    """The mentions of each article that a file of silver entities and chains knows, by its name."""
    rows = map(json.loads, path.read_text("utf8").splitlines())
    return {row["id"]: silver_mentions(texts[row["id"]], row) for row in rows if row["id"] in texts}


def silver_mentions(text: str, row: dict[str, Any]) -> tuple[MentionMark, ...]:
    """Names, and the nouns and pronouns of chains that hold a name."""
    entities = sorted((Span(s, e), ENTITY_KINDS[k]) for s, e, k in row["entities"] if k in ENTITY_KINDS)
    starts = [span.start for span, _ in entities]

    def entity_at(position: int) -> tuple[Span, MentionKind] | None:
        number = bisect_right(starts, position) - 1
        return entities[number] if number >= 0 and position < entities[number][0].end else None

    marks: list[MentionMark] = []
    named: set[Span] = set()
    for number, chain in enumerate(row["coref"]):
        heads = [head for s, e in chain if (head := _head(text, Span(s, e))) is not None]
        found = [(head, entity_at(head.end - 1)) for head in heads]
        kinds = {entity[1] for _, entity in found if entity}
        if not kinds & {MentionKind.PERSON_NAME, MentionKind.ORGANIZATION_NAME, MentionKind.PLACE_NAME}:
            continue
        for head, entity in found:
            word = text[head.start : head.end]
            if entity:
                named.add(entity[0])
                marks.append(MentionMark(entity[0], entity[1], number))
            elif word.lower() in PRONOUNS:
                marks.append(MentionMark(head, MentionKind.PRONOUN, number))
            elif word.islower():
                if MentionKind.PERSON_NAME in kinds:
                    marks.append(MentionMark(head, _noun_kind(word), number))
                elif MentionKind.ORGANIZATION_NAME in kinds:
                    marks.append(MentionMark(head, MentionKind.ORGANIZATION_NOUN, number))
    marks += [MentionMark(span, kind, None) for span, kind in entities if span not in named]
    return without_overlaps(marks)


def _noun_kind(word: str) -> MentionKind:
    """Whether a noun speaks of one person or of several; by its form, as silver chains do not say."""
    several = word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us")))
    return MentionKind.GROUP_NOUN if several else MentionKind.PERSON_NOUN


def _head(text: str, span: Span) -> Span | None:
    """The last word of a noun phrase before what follows its head."""
    words = _POSSESSIVE.sub("", text[span.start : span.end])
    cut = _END_OF_HEAD.search(words, 1)
    last = _LAST_WORD.search(words[: cut.start()] if cut else words)
    return Span(span.start + last.start(1), span.start + last.end(1)) if last else None
