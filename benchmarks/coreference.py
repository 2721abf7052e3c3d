"""How well it is worked out who is who: MUC, B-cubed and CEAF-phi4 over clusters of mentions, on documents of GUM that training never saw.

The measures are those of the reference scorer (Pradhan and others, 2014): MUC counts links (Vilain and others, 1995), B-cubed goes by
mention (Bagga and Baldwin, 1998), CEAF-phi4 pairs clusters at best (Luo, 2005). A mention is known by its head: of a name the name, of a
noun phrase the noun. Clusters of one mention are left out, as in OntoNotes. GUM marks everything; asked here is for people and
organizations, who can be holders.

    python -m benchmarks.coreference [--model]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.inputs import SHARED
from sayso.attributions import extract_attributions
from sayso.pipeline import begin_reading
from sayso.reading import Block, BlockKind, Page, Reading, Span, VoiceKind
from sayso.voices import find_mentions, resolve_coreference
from sayso.voices.entities import Entities
from sayso.voices.naming import Names
from sayso.voices.phrases import Form, Phrase

GUM: Final = SHARED / "data" / "gum"
HELD_OUT: Final = 6
"""Documents of each genre that training leaves out: those whose names sort last."""
GENRES: Final = ("news", "interview")
_HOLDERS: Final = frozenset({"person", "organization"})
_KINDS: Final = frozenset({VoiceKind.PERSON, VoiceKind.UNNAMED, VoiceKind.GROUP, VoiceKind.ORGANIZATION, VoiceKind.OUTLET, None})

Clusters = tuple[frozenset[int], ...]
"""Mentions by number, those of one entity together."""


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean, each in 0..1."""

    precision: float
    recall: float
    f1: float


class Scores(NamedTuple):
    """The three measures, and the mean of their F1."""

    muc: Figures
    b_cubed: Figures
    ceaf: Figures
    mean: float


@dataclass
class Counts:
    """What the measures add up over documents: numerators and denominators of precision and recall."""

    parts: dict[str, list[float]] = field(default_factory=lambda: {name: [0.0] * 4 for name in ("muc", "b_cubed", "ceaf")})

    def add(self, predicted: Clusters, gold: Clusters) -> None:
        """Counts one document."""
        for name, count in (("muc", _count_muc), ("b_cubed", _count_b_cubed), ("ceaf", _count_ceaf)):
            for at, value in enumerate(count(predicted, gold)):
                self.parts[name][at] += value

    def scores(self) -> Scores:
        """The figures over all documents counted."""
        muc, b_cubed, ceaf = (_figures(*self.parts[name]) for name in ("muc", "b_cubed", "ceaf"))
        return Scores(muc, b_cubed, ceaf, (muc.f1 + b_cubed.f1 + ceaf.f1) / 3)


def score_clusters(predicted: Clusters, gold: Clusters) -> Scores:
    """The scores of one document."""
    counts = Counts()
    counts.add(predicted, gold)
    return counts.scores()


def _figures(right: float, predicted: float, found: float, gold: float) -> Figures:
    precision = right / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    return Figures(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _links_kept(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """Of the links that hold the clusters together, how many the others keep; and how many there are."""
    of = {mention: number for number, cluster in enumerate(others) for mention in cluster}
    kept = total = 0
    for cluster in clusters:
        parts = {of[mention] for mention in cluster if mention in of}
        alone = sum(mention not in of for mention in cluster)
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept, total


def _count_muc(predicted: Clusters, gold: Clusters) -> tuple[float, ...]:
    return (*_links_kept(predicted, gold), *_links_kept(gold, predicted))


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    """The sum over mentions of the share of their cluster that is with them in the others; and the number of mentions."""
    of = {mention: number for number, cluster in enumerate(others) for mention in cluster}
    total = 0.0
    for cluster in clusters:
        together = Counter(of[mention] for mention in cluster if mention in of)
        total += sum(n * n for n in together.values()) / len(cluster)
    return total, float(sum(map(len, clusters)))


def _count_b_cubed(predicted: Clusters, gold: Clusters) -> tuple[float, ...]:
    return (*_shares(predicted, gold), *_shares(gold, predicted))


def _count_ceaf(predicted: Clusters, gold: Clusters) -> tuple[float, ...]:
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in gold] for one in predicted]
    best = best_total(alike) if predicted and gold else 0.0
    return best, float(len(predicted)), best, float(len(gold))


def best_total(weights: Sequence[Sequence[float]]) -> float:
    """The greatest sum of weights of pairs, one of each row and column at most (Kuhn 1955 with potentials, in cubic time)."""
    n_rows, n_columns = len(weights), len(weights[0])
    if n_rows > n_columns:
        return best_total([[row[c] for row in weights] for c in range(n_columns)])
    row_price, column_price = [0.0] * (n_rows + 1), [0.0] * (n_columns + 1)
    row_of = [0] * (n_columns + 1)
    for row in range(1, n_rows + 1):
        row_of[0] = row
        column = 0
        least = [float("inf")] * (n_columns + 1)
        came_from = [0] * (n_columns + 1)
        used = [False] * (n_columns + 1)
        while row_of[column]:
            used[column] = True
            at = row_of[column]
            for other in range(1, n_columns + 1):
                cost = -weights[at - 1][other - 1] - row_price[at] - column_price[other]
                if not used[other] and cost < least[other]:
                    least[other], came_from[other] = cost, column
            following = min((c for c in range(1, n_columns + 1) if not used[c]), key=least.__getitem__)
            step = least[following]
            for other in range(n_columns + 1):
                if used[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sum(weights[row_of[c] - 1][c - 1] for c in range(1, n_columns + 1) if row_of[c])


# -------------------------------------------------------------------- GUM


@dataclass(frozen=True)
class GoldMention:
    """A mention of GUM: its range, the ranges of its head words, the number of its entity, and that entity's type."""

    span: Span
    heads: tuple[Span, ...]
    entity: str
    sort: str


@dataclass(frozen=True)
class Document:
    """A document of GUM: its page, one block a paragraph, and its mentions."""

    name: str
    page: Page
    mentions: tuple[GoldMention, ...]


_BRACKET: Final = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def held_out_documents(folder: Path = GUM) -> list[Path]:
    """The files of the news and interview documents that training leaves out."""
    return [path for genre in GENRES for path in sorted(folder.glob(f"GUM_{genre}_*.conllu"))[-HELD_OUT:]]


def load_document(path: Path) -> Document:
    """The text, blocks and mentions of a file of GUM (CoNLL-U with the key Entity in the last column)."""
    parts: list[str] = []
    length = 0
    starts: list[tuple[int, BlockKind]] = []
    kind, begins = BlockKind.PARAGRAPH, True
    opened: dict[str, list[tuple[str, list[int]]]] = {}
    tokens: list[Span] = []
    found: list[GoldMention] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            begins = True
            kind = BlockKind.HEADLINE if "= head" in line and not tokens else BlockKind.PARAGRAPH
        if not line or line.startswith("#") or not line.split("\t", 1)[0].isdigit():
            continue
        columns = line.split("\t")
        if begins and parts:
            parts[-1] = parts[-1].rstrip()
            length = sum(map(len, parts)) + 2
            parts.append("\n\n")
        if begins:
            starts.append((length, kind))
            begins = False
        tokens.append(Span(length, length + len(columns[1])))
        parts.append(columns[1])
        length += len(columns[1])
        fields = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item)
        if fields.get("SpaceAfter") != "No":
            parts.append(" ")
            length += 1
        _read_brackets(fields.get("Entity", ""), tokens, opened, found)
    text = "".join(parts).rstrip()
    ends = [start for start, _ in starts[1:]] + [len(text) + 2]
    blocks = tuple(Block(kind, Span(start, end - 2)) for (start, kind), end in zip(starts, ends, strict=True))
    return Document(path.stem, Page(text, blocks), tuple(sorted(found, key=lambda m: m.span)))


def _read_brackets(value: str, tokens: list[Span], opened: dict[str, list[tuple[str, list[int]]]], found: list[GoldMention]) -> None:
    """Opens and closes mentions at the last token; the closing bracket has the entity's number alone."""
    here = len(tokens) - 1
    for match in _BRACKET.finditer(value):
        if match[1]:
            description = match[1].split("-")
            opened.setdefault(description[0], []).append((match[1], [here]))
        number = match[1].split("-")[0] if match[1] and match[2] else match[3]
        if number and opened.get(number):
            description_text, (first,) = opened[number].pop()
            fields = description_text.split("-")
            heads = tuple(tokens[first + int(n) - 1] for n in fields[5].split(",") if n.isdigit() and first + int(n) - 1 <= here)
            found.append(GoldMention(Span(tokens[first].start, tokens[here].end), heads or (tokens[here],), number, fields[1]))


def gold_clusters(document: Document) -> Clusters:
    """The clusters of people and organizations with two mentions at least, by the numbers of the document's mentions."""
    groups: dict[str, list[int]] = {}
    sorts: dict[str, Counter[str]] = {}
    for number, mention in enumerate(document.mentions):
        groups.setdefault(mention.entity, []).append(number)
        sorts.setdefault(mention.entity, Counter())[mention.sort] += 1
    return tuple(
        frozenset(numbers) for entity, numbers in groups.items() if len(numbers) > 1 and sorts[entity].most_common(1)[0][0] in _HOLDERS
    )


def predicted_clusters(document: Document, groups: Iterable[Sequence[Phrase]]) -> Clusters:
    """The clusters of phrases as numbers of the document's mentions, by their heads; further phrases get further numbers."""
    taken: set[int] = set()
    following = len(document.mentions)
    clusters = []
    for group in groups:
        numbers = []
        for phrase in group:
            number = _same_head(document, phrase.head, taken)
            if number is None:
                number, following = following, following + 1
            taken.add(number)
            numbers.append(number)
        if len(numbers) > 1:
            clusters.append(frozenset(numbers))
    return tuple(clusters)


def _same_head(document: Document, head: Span, taken: set[int]) -> int | None:
    """The number of the shortest mention, not taken yet, whose head words lie in a head."""
    best: tuple[int, int] | None = None
    for number, mention in enumerate(document.mentions):
        if number in taken or not any(span.start < head.end and head.start < span.end for span in mention.heads):
            continue
        size = mention.span.end - mention.span.start
        if best is None or size < best[0]:
            best = (size, number)
    return None if best is None else best[1]


# -------------------------------------------------------------------- systems

System = Callable[[Reading], list[list[Phrase]]]
"""From a reading to the phrases of each entity."""


def by_coreference(reading: Reading) -> list[list[Phrase]]:
    """The entities of sayso, without documents."""
    found = resolve_coreference(reading)
    return [_outermost([found.phrases[n] for n in sorted(e.phrases)]) for e in found.entities if e.kind in _KINDS and not e.place]


def by_names(reading: Reading) -> list[list[Phrase]]:
    """The baseline: names alone, joined as sayso joins names."""
    phrases = find_mentions(reading)
    entities = Entities(len(phrases))
    Names(reading.page, phrases, entities).join()
    return [
        [phrases[n] for n in sorted(e.phrases) if phrases[n].form is Form.NAME] for e in entities.live() if e.kind in _KINDS and not e.place
    ]


def _outermost(phrases: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: (p.span.start, -p.span.end)):
        if not kept or phrase.span.start >= kept[-1].span.end:
            kept.append(phrase)
    return kept


def score_documents(paths: Iterable[Path], system: System, prepare: Callable[[Reading], Reading] | None = None) -> Scores:
    """The scores over files of GUM; `prepare` may add attributions and the network's mentions to each reading first."""
    counts = Counts()
    for path in paths:
        document = load_document(path)
        reading = begin_reading(document.page)
        groups = system(prepare(reading) if prepare else reading)
        counts.add(predicted_clusters(document, groups), gold_clusters(document))
    return counts.scores()


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of sayso and of the baseline; 2 where GUM is not there."""
    paths = held_out_documents()
    if not paths:
        print(f"There are no documents of GUM in {GUM}; set SAYSO_SHARED to the folder that has data/gum.")
        return 2
    prepare = extract_attributions if "--model" in arguments else None
    for name, system in (("names alone", by_names), ("sayso", by_coreference)):
        scores = score_documents(paths, system, prepare)
        figures = "  ".join(
            f"{label} {100 * f.precision:.1f}/{100 * f.recall:.1f}/{100 * f.f1:.1f}"
            for label, f in zip(("MUC", "B3", "CEAF"), scores[:3], strict=True)
        )
        print(f"{name:12} {figures}  mean F1 {100 * scores.mean:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
