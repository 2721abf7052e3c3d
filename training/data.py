"""PolNeAR as windows to train on: labels, links, and the changes that the world needs and the corpus lacks.

An article is changed as text (quotation marks, paragraph breaks, the headline's case, people's names), its spans are carried over, and it
is tokenised again, anew for each epoch.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sayso.model.encoding import WINDOW, Encoded, encode_text, find_paragraphs, token_id
from sayso.reading import MentionKind, Span, Spans
from training.gum import MentionMark, held_out, load_gum
from training.mentions import PERSONAL, PRONOUNS, load_silver

ROLES = ("source", "cue", "content")
IGNORE = -100
Pieces = list[Span]


@dataclass(frozen=True)
class Gold:
    """One gold attribution: the pieces of each role, in text order."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True)
class Article:
    """A text, its attributions by each annotator, and the spans of people's names."""

    id: str
    text: str
    annotations: tuple[tuple[Gold, ...], ...]
    people: tuple[Span, ...] = ()
    mentions: tuple[MentionMark, ...] = ()
    silver: bool = True  # whether words without a mention may yet be one
    inner: Spans | None = None  # cues that stand within contents; None where that is not known


@dataclass(frozen=True)
class Window:
    """One training example; arrays of shape (length,). `to_cue` has several targets a token where a source is shared: shape (length, 2).

    `seen` are the ids before words were masked: what a teacher is given. `mentions` are numbers of `MENTION_SETS`; `chain` is the chain
    of the mention whose first sub-token this is, -1 where the mention is known to have no other, IGNORE elsewhere. `inner` is 1 in a cue
    within a content.
    """

    ids: np.ndarray
    seen: np.ndarray
    case: np.ndarray
    depth: np.ndarray
    tags: np.ndarray
    to_cue: np.ndarray
    to_source: np.ndarray
    mentions: np.ndarray
    chain: np.ndarray
    inner: np.ndarray


NOUNS = (9, 10, 11)
PRONOUN = 12
OPEN, OPEN_PRONOUN = 13, 14
MENTION_SETS: tuple[tuple[int, ...], ...] = (*((n,) for n in range(13)), (0, *NOUNS), (0, PRONOUN))
"""Which labels of the mention head each training label allows. Silver data leaves open whether a noun, or "it", speaks of anybody."""


def load_articles(path: Path, entities: Path | None = None) -> list[Article]:
    """The articles of a PolNeAR file; with the spans of people's names where a file of silver entities is given."""
    people: dict[str, tuple[Span, ...]] = {}
    if entities is not None:
        for line in entities.read_text("utf8").splitlines():
            row = json.loads(line)
            people[row["id"]] = tuple(Span(s, e) for s, e, kind in row["entities"] if kind == "PERSON")
    articles = []
    for line in path.read_text("utf8").splitlines():
        row = json.loads(line)
        annotations = tuple(
            tuple(Gold(*([Span(s, e) for s, e in sorted(attribution[role])] for role in ROLES)) for attribution in one)
            for one in row["attributions"].values()
        )
        articles.append(Article(row["id"], row["text"], annotations, people.get(row["id"], ())))
    return articles


def add_mentions(articles: list[Article], silver: Path, gum: Path, inner: Path | None) -> list[Article]:
    """The articles with silver mentions, and GUM's documents with gold ones (without those held out); with inner cues where known."""
    marks = load_silver(silver, {article.id: article.text for article in articles})
    documents, _ = held_out(load_gum(gum))
    people = (MentionKind.PERSON_NAME,)
    both = [replace(article, mentions=marks.get(article.id, ())) for article in articles] + [
        Article(d.id, d.text, (), tuple(m.span for m in d.mentions if m.kind in people), d.mentions, silver=False) for d in documents
    ]
    known: dict[str, Spans] = {}
    if inner is not None:
        rows = [json.loads(line) for line in inner.read_text("utf8").splitlines() if line.endswith("}")]
        known = {row["id"]: tuple(Span(*span) for span in row["inner"]) for row in rows}
    return [replace(article, inner=known.get(article.id)) for article in both]


# --- changes to the text ------------------------------------------------------------------------------------------------------------------

Edit = tuple[int, int, str]

NAMES = Path(__file__).with_name("names.txt")


@cache
def stand_in_names() -> tuple[list[str], list[str]]:
    """Given names and family names to rename people by."""
    given, family = NAMES.read_text("utf8").split("[given]")[1].split("[family]")
    return given.split(), family.split()


TITLES = frozenset("mr mrs ms dr sen rep gov president senator governor mayor judge sir lady lord gen".split())


def change_text(article: Article, rng: random.Random, rates: dict[str, float]) -> Article:
    """The article with some of the changes, each drawn by its rate; spans follow the text."""
    edits: list[Edit] = []
    text = article.text
    draw = rng.random()
    if draw < rates["straight_marks"]:
        edits += [(m.start(), m.end(), '"' if m[0] in "“”" else "'") for m in re.finditer("[“”‘’]", text)]
    elif draw < rates["straight_marks"] + rates["curly_marks"]:
        edits += list(_curly(text))
    elif draw < rates["straight_marks"] + rates["curly_marks"] + rates["single_marks"]:
        edits += list(_single(text, curly=rng.random() < 0.6))
    if rng.random() < rates["joined_paragraphs"]:
        edits += [(m.start(), m.end(), " ") for m in re.finditer(r"\s*\n\s*", text) if rng.random() < 0.7 and m.start() > 120]
    headline_end = text.find("\n")
    if 0 < headline_end < 200 and rng.random() < rates["headline_case"]:
        kind = rng.randrange(3)
        for m in re.finditer(r"[^\W\d_]+", text[:headline_end]):
            word = m[0]
            new = word.upper() if kind == 0 else word if kind == 1 or m.start() == 0 or len(word) < 2 else word.lower()
            if len(new) == len(word) and not any(s <= m.start() < e for s, e in article.people):
                edits.append((m.start(), m.end(), new))
        if kind == 1 and text[headline_end - 1] == ".":
            edits.append((headline_end - 1, headline_end, ""))
    if article.people and rng.random() < rates["names"]:
        taken = {s for s, _, _ in edits}
        edits += [edit for edit in _rename(article, rng) if edit[0] not in taken]
    return apply_edits(article, edits)


def _curly(text: str) -> Iterator[Edit]:
    for m in re.finditer(r"[\"']", text):
        opens = m.start() == 0 or text[m.start() - 1].isspace() or text[m.start() - 1] in "([—-“‘"
        yield (
            m.start(),
            m.end(),
            ("“" if opens else "”") if m[0] == '"' else ("‘" if opens and not text[m.end() : m.end() + 1].isdigit() else "’"),
        )


def _single(text: str, *, curly: bool) -> Iterator[Edit]:
    """British style: double marks become single ones, single quotation marks within them double."""
    for m in re.finditer(r"[“”\"‘]", text):
        mark = m[0]
        opens = mark in "“‘" or (mark == '"' and (m.start() == 0 or text[m.start() - 1].isspace() or text[m.start() - 1] in "([—"))
        if mark == "‘":
            yield m.start(), m.end(), "“" if curly else '"'
        else:
            yield m.start(), m.end(), ("‘" if opens else "’") if curly else "'"


def _rename(article: Article, rng: random.Random) -> Iterator[Edit]:
    """Every person's names by others, the same for the same all through the article."""
    new: dict[str, str] = {}
    for start, end in article.people:
        words = [(start + m.start(), m[0]) for m in re.finditer(r"[^\W\d_]+", article.text[start:end])]
        for number, (at, word) in enumerate(words):
            if len(word) < 2 or not word[0].isupper() or word.casefold() in TITLES or word in ("Jr", "Sr", "II", "III"):
                continue
            key = word.casefold()
            if key not in new:
                given, family = stand_in_names()
                new[key] = rng.choice(given if number == 0 and len(words) > 1 else family)
            name = new[key].upper() if word.isupper() else new[key]
            yield at, at + len(word), name


def apply_edits(article: Article, edits: list[Edit]) -> Article:
    """The article with the edits made and every span carried over; of overlapping edits the first counts."""
    if not edits:
        return article
    text = article.text
    pieces: list[str] = []
    where = np.zeros(len(text) + 1, dtype=np.int64)
    at = out = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        pieces += [text[at:start], new]
        where[at : start + 1] = np.arange(start - at + 1) + out
        out += start - at
        where[start:end] = out + np.minimum(np.arange(end - start), len(new))
        out += len(new)
        at = end
    pieces.append(text[at:])
    where[at:] = np.arange(len(text) - at + 1) + out

    def carry(spans: Pieces) -> Pieces:
        return [Span(int(where[s]), int(where[e])) for s, e in spans if where[s] < where[e]]

    annotations = tuple(tuple(Gold(carry(g.source), carry(g.cue), carry(g.content)) for g in one) for one in article.annotations)
    return replace(
        article,
        text="".join(pieces),
        annotations=annotations,
        people=tuple(carry(list(article.people))),
        mentions=tuple(replace(mark, span=span[0]) for mark in article.mentions if (span := carry([mark.span]))),
        inner=tuple(carry(list(article.inner))) if article.inner is not None else None,
    )


# --- labels -------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Labelled:
    """A whole article as arrays: BIO tags (0 none, 1/2 source, 3/4 cue, 5/6 content), and links as token numbers (-1 none)."""

    encoded: Encoded
    tags: np.ndarray
    to_cue: np.ndarray  # (n_tokens, 2)
    to_source: np.ndarray  # (n_tokens,); IGNORE where no cue begins
    mentions: np.ndarray
    chain: np.ndarray
    inner: np.ndarray


def label_article(article: Article, golds: tuple[Gold, ...] | None, tokenizer: Tokenizer) -> Labelled:
    """Tags and links of one annotator's attributions on the sub-tokens of the text (none are known where `golds` is None), mentions with
    their chains, and cues within contents."""
    encoded = encode_text(article.text, find_paragraphs(article.text), tokenizer)
    n = len(encoded)
    tags = np.zeros(n, dtype=np.int64)
    to_cue = np.full((n, 2), -1, dtype=np.int64)
    to_source = np.full(n, IGNORE, dtype=np.int64)

    def tokens(span: Span) -> tuple[int, int]:
        return int(np.searchsorted(encoded.ends, span.start, side="right")), int(np.searchsorted(encoded.starts, span.end, side="left"))

    for gold in golds or ():
        cue = next(((a, b) for a, b in map(tokens, gold.cue) if a < b), None)
        source = next(((a, b) for a, b in map(tokens, gold.source) if a < b), None)
        for number, role in enumerate(ROLES):
            for span in getattr(gold, role):
                a, b = tokens(span)
                if a >= b:
                    continue
                if role != "source" or (tags[a:b] == 0).all():
                    tags[a:b] = 2 * number + 2
                    tags[a] = 2 * number + 1
                column = 1 if role == "source" and to_cue[a, 0] >= 0 else 0
                to_cue[a:b, column] = cue[0] if cue else -1
        if cue:
            to_source[cue[0]] = source[0] if source else -1
    if golds is None:
        tags[:] = IGNORE
    inner = np.full(n, IGNORE if article.inner is None else 0, dtype=np.int64)
    for span in article.inner or ():
        a, b = tokens(span)
        inner[a:b] = 1
    return Labelled(encoded, tags, to_cue, to_source, *label_mentions(article, encoded), inner)


KIND_LABELS = {
    MentionKind.PERSON_NAME: 1,
    MentionKind.ORGANIZATION_NAME: 3,
    MentionKind.PLACE_NAME: 5,
    MentionKind.OTHER_NAME: 7,
    MentionKind.PERSON_NOUN: 9,
    MentionKind.GROUP_NOUN: 10,
    MentionKind.ORGANIZATION_NOUN: 11,
    MentionKind.PRONOUN: PRONOUN,
}


def label_mentions(article: Article, encoded: Encoded) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of `MENTION_SETS` for each sub-token, and the chain of the mention that begins there."""
    n = len(encoded)
    labels = np.zeros(n, dtype=np.int64)
    chain = np.full(n, IGNORE, dtype=np.int64)
    if article.silver:
        if not article.mentions:
            return np.full(n, IGNORE, dtype=np.int64), chain
        for i, (start, end) in enumerate(zip(encoded.starts.tolist(), encoded.ends.tolist(), strict=True)):
            word = article.text[start:end].lower()
            labels[i] = PRONOUN if word in PERSONAL else OPEN_PRONOUN if word in PRONOUNS else OPEN if word.isalpha() else 0
    for mark in article.mentions:
        a = int(np.searchsorted(encoded.ends, mark.span.start, side="right"))
        b = int(np.searchsorted(encoded.starts, mark.span.end, side="left"))
        if a >= b:
            continue
        label = KIND_LABELS[mark.kind]
        if label < NOUNS[0]:
            labels[a:b] = label + 1
            labels[a] = label
        else:
            labels[a:b] = label
        chain[a] = mark.chain if mark.chain is not None else -1
    return labels, chain


def cut_windows(labelled: Labelled, tokenizer: Tokenizer, rng: random.Random, rates: dict[str, float]) -> list[Window]:
    """The article cut at random places into windows of up to 254 sub-tokens, [CLS] and [SEP] around each."""
    n, size = len(labelled.tags), WINDOW - 2
    cls_id, sep_id, mask_id = (token_id(tokenizer, t) for t in ("[CLS]", "[SEP]", "[MASK]"))
    n_windows = max(1, -(-n // size))
    slack = n_windows * size - n
    # what the windows are shorter than they could be, shared out at random: the cuts fall elsewhere each epoch
    cuts = sorted(rng.randint(0, slack) for _ in range(n_windows - 1))
    bounds = [0]
    for short in (after - before for before, after in zip([0, *cuts], [*cuts, slack], strict=True)):
        bounds.append(bounds[-1] + size - short)
    windows = []
    for start, end in pairwise(bounds):
        if start == end:
            continue
        encoded = labelled.encoded

        def wrap(values: np.ndarray, first: int, last: int, start: int = start, end: int = end) -> np.ndarray:
            return np.concatenate([[first], values[start:end], [last]])

        def local(links: np.ndarray, start: int = start, end: int = end) -> np.ndarray:
            inside = (links >= start) & (links < end)
            return np.where(links == IGNORE, IGNORE, np.where(inside, links - start + 1, 0))

        ids = seen = wrap(encoded.ids, cls_id, sep_id)
        if rng.random() < rates["masked"]:
            drop = np.array([rng.random() < rates["masked_tokens"] for _ in range(len(ids))])
            drop[[0, -1]] = False
            ids = np.where(drop, mask_id, ids)
        tags = wrap(labelled.tags, IGNORE, IGNORE)
        to_cue = np.stack([wrap(local(labelled.to_cue[:, k]), 0, 0) for k in (0, 1)], axis=1)
        to_cue[tags <= 0] = IGNORE
        windows.append(
            Window(
                ids,
                seen,
                wrap(encoded.case, 0, 0),
                wrap(encoded.depth, 0, 0),
                tags,
                to_cue,
                wrap(local(labelled.to_source), IGNORE, IGNORE),
                wrap(labelled.mentions, IGNORE, IGNORE),
                wrap(labelled.chain, IGNORE, IGNORE),
                wrap(labelled.inner, IGNORE, IGNORE),
            )
        )
    return windows


def epoch_windows(articles: list[Article], tokenizer: Tokenizer, seed: int, rates: dict[str, float]) -> list[Window]:
    """All windows of one epoch in random order, those of like length near each other; the seed decides everything."""
    rng = random.Random(seed)
    windows: list[Window] = []
    for article in articles:
        changed = change_text(article, rng, rates)
        labelled = label_article(changed, rng.choice(changed.annotations) if changed.annotations else None, tokenizer)
        windows += cut_windows(labelled, tokenizer, rng, rates)
    rng.shuffle(windows)
    return windows


def batches(windows: list[Window], size: int, seed: int) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    rng = random.Random(seed)
    order = sorted(windows, key=lambda w: (len(w.ids) // 16, rng.random()))
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out
