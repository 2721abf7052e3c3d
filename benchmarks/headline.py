"""How well headlines are checked: on headlines made by altering sentences of real articles, on real headlines, and on those of other pages.

    python -m benchmarks.headline              measure on our pages and over PolNeAR dev, and keep the result
    python -m benchmarks.headline --train 5    over every fifth article of train as well (minutes)
    python -m benchmarks.headline --pages      on our pages alone
    python -m benchmarks.headline --stock      on the headlines that were held out when the judge was trained (minutes)

A headline that nobody doubts is hard to come by, so one is taken from the body: a short sentence that the page says itself is `supported`
there; with a negation put in, a number, a name or an act changed, it has the verdict of that change; what only an attribution holds
`drops attribution`, and a sentence whose hedge is left out `drops hedge`. Real headlines have no gold: most hold, so that the share of each
verdict on them says how often the check cries wolf at most. Over another body all are `unsupported`.

Our pages (headline_pages/*.txt) are sixty whole ones, invented, each with the headline that its editor gave it and verdicts by hand.
Nothing was fitted on them; how much of a page the judge reads was set with an eye on them (docs/checking-headlines.md).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.inputs import DEV, HEADLINE_PAGES, ROOT, TRAIN, Json, describe_run, digest, write_result
from sayso import check_headline
from sayso.commitment import grade_commitment
from sayso.exports.headline_checks import find_verdicts
from sayso.pages import parse_text
from sayso.pipeline import read
from sayso.reading import PAGE_VOICE_ID, Attribution, Block, BlockKind, Manner, Page, Reading, Span, Spans, Voice, VoiceKind
from sayso.text import split_paragraphs, split_sentences, tokenize
from training.judge_data import load_stock

STOCK: Final = ROOT / "training" / "headlines"
SHORTEST, LONGEST = 6, 18  # words of a sentence that can stand for a headline
PER_ARTICLE: Final = 2  # headlines of each sort from an article, so that long ones do not decide

_NUMBER: Final = re.compile(
    r"\b(?:[2-9]|[1-9]\d{1,3}) (?=(?:percent|points|people|states|votes|voters|delegates|million|years|women|men)\b)"
)
_AUXILIARY: Final = re.compile(r"\b(?:is|are|was|were|will|has|have|had)\b(?! (?:not|no|never)\b)")
_HEDGE: Final = re.compile(r"\b(?:probably|likely|may|might|could|reportedly|apparently)\b")
_NEGATED: Final = re.compile(r"n[’']t\b|\b(?:not|no|never|nor|none|only|just|if)\b", re.IGNORECASE)
_LOOSE: Final = re.compile(r"(?:How|Why|What|Whether|He|She|They|It|To|We|I)\b")  # what begins so is no headline
_UNHEDGED: Final = {"may": "will", "might": "will", "could": "will"}
_ACTS: Final = (
    ("rejected", "approved"),
    ("approved", "rejected"),
    ("won", "lost"),
    ("met", "telephoned"),
    ("rose", "fell"),
    ("fell", "rose"),
    ("resigned", "was sacked"),
    ("killed", "injured"),
    ("endorsed", "opposed"),
    ("increased", "decreased"),
)
_CONTRARY: Final = frozenset({"rejected", "approved", "won", "rose", "fell", "increased", "endorsed"})


class Made(NamedTuple):
    """A headline, the verdict that it has by the way it was made, and what was done to make it."""

    headline: str
    verdict: str
    how: str


class Article(NamedTuple):
    """An article: its headline, its body, and the attributions of one annotator in positions of the body."""

    headline: str
    body: str
    attributions: tuple[Attribution, ...]


def load(path: Path, step: int = 1) -> list[Article]:
    """Every `step`-th article of a PolNeAR file, with the commitment of its attributions graded by sayso."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [article for row in rows[::step] if (article := _article(row)) is not None]


def _article(row: Json) -> Article | None:
    headline, blank, body = str(row["text"]).partition("\n\n")
    start = len(headline) + len(blank)

    def spans(ranges: Iterable[Sequence[int]]) -> Spans:
        return tuple(Span(one - start, other - start) for one, other in ranges if one >= start)

    marked: list[Json] = next(iter(row["attributions"].values()), [])
    attributions = [
        Attribution(f"a{n}", content, spans(one["cue"]), spans(one["source"]), Manner.INDIRECT, 0.9)
        for n, one in enumerate(marked)
        if (content := spans(one["content"]))
    ]
    return Article(headline, body, tuple(sorted(attributions, key=lambda one: one.content[0]))) if body else None


def reading_of(headline: str, article: Article) -> Reading:
    """The reading of an article under a headline."""
    start = len(headline) + 2

    def move(spans: Spans) -> Spans:
        return tuple(Span(one + start, other + start) for one, other in spans)

    attributions = tuple(
        Attribution(one.id, move(one.content), move(one.cue), move(one.source), one.manner, one.score) for one in article.attributions
    )
    text = f"{headline}\n\n{article.body}"
    paragraphs = [Block(BlockKind.PARAGRAPH, Span(one + start, other + start)) for one, other in split_paragraphs(article.body)]
    blocks = (Block(BlockKind.HEADLINE, Span(0, len(headline))), *paragraphs)
    voice = Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page")
    return grade_commitment(Reading(Page(text, blocks, headline=headline), (voice,), attributions))


# ---------------------------------------------------------------- made headlines


def make_headlines(article: Article) -> Iterator[Made]:
    """Headlines made from an article's sentences, at most `PER_ARTICLE` of each sort."""
    counts: Counter[str] = Counter()
    names = sorted({match[0] for match in re.finditer(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+\b", article.body)})
    for made in _alter_all(article, names):
        if counts[made.how] < PER_ARTICLE:
            counts[made.how] += 1
            yield made


def _alter_all(article: Article, names: Sequence[str]) -> Iterator[Made]:
    held = [span for one in article.attributions for span in one.content]
    for start, end in split_sentences(article.body):
        sentence = article.body[start:end]
        if not SHORTEST <= len(tokenize(sentence)) <= LONGEST or re.search(r"[“”\"?:;]", sentence):
            continue
        if not any(span.start < end and span.end > start for span in held):
            yield from _alter(sentence.rstrip("."), names)
    for one in article.attributions:
        content = article.body[one.content[0].start : one.content[0].end].removeprefix("that ").strip('“”"., ')
        if _LOOSE.match(content[:1].upper() + content[1:]) or re.search(r"[“”\"?]|''", content):
            continue
        alone = len(one.content) == 1 and SHORTEST <= len(tokenize(content)) <= LONGEST and one.source and content[:1].isalpha()
        if alone and not _HEDGE.search(content) and re.search(r"\b(?:is|are|was|were|has|have|had|will)\b", content):
            yield Made(content[:1].upper() + content[1:], "drops attribution", "content")


def _alter(sentence: str, names: Sequence[str]) -> Iterator[Made]:
    """A sentence of the page's own, as it is and with each change that it allows."""
    hedge = _HEDGE.search(sentence)
    if hedge is not None:
        kept = sentence[: hedge.start()] + _UNHEDGED.get(hedge[0], "") + sentence[hedge.end() :]
        if len(_HEDGE.findall(sentence)) == 1 and not _NEGATED.search(sentence):
            yield Made(re.sub(r"\s+", " ", kept), "drops hedge", "hedge out")
        return
    if _AUXILIARY.search(sentence):
        yield Made(sentence, "supported", "as it is")
    if _AUXILIARY.search(sentence) and not _NEGATED.search(sentence):
        yield Made(_AUXILIARY.sub(lambda match: f"{match[0]} not", sentence, count=1), "contradicted", "negation in")
    if number := _NUMBER.search(sentence):
        value = int(number[0])
        yield Made(sentence[: number.start()] + f"{value * 3} " + sentence[number.end() :], "changes amount", "number")
    if (
        (name := re.match(r"[A-Z][a-z]+ [A-Z][a-z]+\b(?= [a-z])(?! and)", sentence))
        and name[0] in names
        and (others := [one for one in names if not set(one.split()) & set(name[0].split())])
    ):
        yield Made(others[0] + sentence[name.end() :], "changes party", "name")
    for one, other in _ACTS:
        if re.search(rf"\b{one}\b", sentence):
            verdict = "contradicted" if one in _CONTRARY else "changes event"
            yield Made(re.sub(rf"\b{one}\b", other, sentence, count=1), verdict, "act")
            return


# ---------------------------------------------------------------- measuring


def measure_made(articles: Sequence[Article]) -> Json:
    """Precision and recall of each verdict on made headlines, and which verdicts each way of making them got."""
    hits: Counter[str] = Counter()
    told: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    by_way: dict[str, Counter[str]] = {}
    for article in articles:
        for made in make_headlines(article):
            found = find_verdicts(check_headline(reading_of(made.headline, article))) or ("none",)
            gold[made.verdict] += 1
            told.update(found)
            hits[made.verdict] += made.verdict in found
            by_way.setdefault(made.how, Counter()).update(found)
    return {
        "verdicts": {
            verdict: {"n": count, "precision": hits[verdict] / max(1, told[verdict]), "recall": hits[verdict] / count}
            for verdict, count in sorted(gold.items())
        },
        "by_way": {how: dict(counts.most_common()) for how, counts in sorted(by_way.items())},
    }


def measure_pages(paths: Iterable[Path]) -> Json:
    """F1 of the verdicts, the share of headlines that get exactly theirs, and of supported ones called otherwise; by rules, and with the
    judge. Every page is read from its words on."""
    headlines = load_stock(paths)
    named: dict[str, list[frozenset[str]]] = {"rules": [], "with the judge": []}
    for headline in headlines:
        reading = read(parse_text(f"{headline.text}\n\n" + "\n\n".join(headline.body)))
        for way, checked in (("rules", check_headline(reading, with_judge=False)), ("with the judge", check_headline(reading))):
            found = frozenset(find_verdicts(checked))
            named[way].append(found - {"supported"} or found)
    gold = [frozenset(fault.verdict for fault in headline.faults) or frozenset({"supported"}) for headline in headlines]
    return {"n": len(headlines)} | {way: _score(found, gold) for way, found in named.items()}


def _score(named: Sequence[frozenset[str]], gold: Sequence[frozenset[str]]) -> Json:
    pairs = list(zip(named, gold, strict=True))
    both = sum(len(one & other) for one, other in pairs)
    supported = [one for one, other in pairs if other == {"supported"}]
    return {
        "f1": 2 * both / sum(len(one) + len(other) for one, other in pairs),
        "exact": sum(one == other for one, other in pairs) / len(pairs),
        "supported_called_otherwise": sum(one != {"supported"} for one in supported) / max(1, len(supported)),
        "by_verdict": {
            verdict: {
                "n": sum(verdict in other for _, other in pairs),
                "precision": sum(verdict in one & other for one, other in pairs) / max(1, sum(verdict in one for one, _ in pairs)),
                "recall": sum(verdict in one & other for one, other in pairs) / sum(verdict in other for _, other in pairs),
            }
            for verdict in sorted(frozenset().union(*gold))
        },
    }


def measure_real(articles: Sequence[Article]) -> Json:
    """The share of real headlines that get each verdict, over their own body and over that of the next article."""
    own: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for article, following in zip(articles, [*articles[1:], articles[0]], strict=True):
        own.update(find_verdicts(check_headline(reading_of(article.headline, article))) or ("none",))
        other.update(find_verdicts(check_headline(reading_of(article.headline, following))) or ("none",))
    n = len(articles)
    return {
        "n": n,
        "own": {key: count / n for key, count in own.most_common()},
        "other": {key: count / n for key, count in other.most_common()},
    }


def main() -> None:
    """Measures, prints, and keeps the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=int, metavar="N", help="take every Nth article of train as well")
    parser.add_argument("--pages", action="store_true", help="our pages alone, without keeping the result")
    parser.add_argument("--stock", action="store_true", help="the held-out headlines of the judge's stock, without keeping the result")
    arguments = parser.parse_args()
    if arguments.pages or arguments.stock:
        print(json.dumps(measure_pages(sorted(STOCK.glob("held_*.txt") if arguments.stock else HEADLINE_PAGES.glob("*.txt"))), indent=1))
        return
    figures: Json = {"run": describe_run(), "pages": measure_pages(sorted(HEADLINE_PAGES.glob("*.txt")))}
    if DEV.is_file():
        articles = load(DEV) + (load(TRAIN, arguments.train) if arguments.train else [])
        figures |= {"data": digest([DEV]), "made": measure_made(articles), "real": measure_real(articles)}
    else:
        print("PolNeAR is not there; only our own pages are measured.")
    print(json.dumps({key: value for key, value in figures.items() if key not in ("run", "data")}, indent=1))
    print(write_result("headline", figures))


if __name__ == "__main__":
    main()
