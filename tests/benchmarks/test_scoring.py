"""The scorer: what a figure counts, and that it counts as the reference scorer does."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.gold import article_gold, find_words
from benchmarks.inputs import DEV, SHARED, load_articles, load_scorer
from benchmarks.scoring import Score, Words, match_attributions, score_attributions
from sayso.reading import Attribution, Manner, Page, Reading, Span
from tests.helpers import marked

TEXT = "[a.source: Ann Lee] [a.cue: said] [a.content: taxes would “rise.”] [b.content: “We won’t pay,”] [b.source: Bob] [b.cue: told me]."


def reading_of(*labels: str, text: str = TEXT) -> Reading:
    """The attributions of some labels of a marked text."""
    mark = marked(text)
    rows = [
        Attribution(
            label,
            content=mark.of(f"{label}.content"),
            cue=mark.of(f"{label}.cue"),
            source=mark.of(f"{label}.source"),
            manner=Manner.INDIRECT,
            score=1.0,
        )
        for label in labels
    ]
    return Reading(Page(mark.text), attributions=tuple(rows))


def test_a_reading_agrees_with_itself_in_every_figure() -> None:
    reading = reading_of("a", "b")
    score = score_attributions(reading, reading)
    assert [score.f1(figure) for figure in ("triple", "content_exact", "cue_exact", "source_exact")] == [1.0] * 4
    assert score.share("manner") == score.share("parent") == 1.0


def test_finding_nothing_scores_nothing() -> None:
    score = score_attributions(reading_of("a", "b"), reading_of())
    assert score.f1("triple") == score.recall("triple") == score.precision("triple") == 0.0


def test_marks_and_stops_at_the_edge_do_not_matter() -> None:
    gold = reading_of("b")
    (attribution,) = gold.attributions
    inner = replace(attribution, content=tuple(Span(span.start + 1, span.end - 2) for span in attribution.content))
    assert score_attributions(gold, replace(gold, attributions=(inner,))).f1("content_exact") == 1.0


def test_a_source_that_is_not_there_is_right_only_where_gold_has_none_either() -> None:
    gold = reading_of("b")
    bare = replace(gold, attributions=tuple(replace(one, source=()) for one in gold.attributions))
    assert score_attributions(gold, bare).f1("triple") == 0.0
    assert score_attributions(bare, bare).f1("triple") == 1.0


def test_the_closest_contents_are_paired_first_and_each_once() -> None:
    gold = reading_of("a", "b")
    twice = replace(gold, attributions=(gold.attributions[0], replace(gold.attributions[0], id="c"), gold.attributions[1]))
    assert sorted((pair.gold, pair.predicted) for pair in match_attributions(gold, twice)) == [(0, 0), (1, 2)]
    assert score_attributions(gold, twice).precision("triple") == pytest.approx(2 / 3)


def test_a_parent_is_right_when_it_is_the_partner_of_the_gold_parent() -> None:
    text = "[a.source: The Bell] [a.cue: reports] [a.content: that [b.source: Oda] [b.cue: denied] [b.content: everything there]]."
    flat = reading_of("a", "b", text=text)
    nested = replace(flat, attributions=(flat.attributions[0], replace(flat.attributions[1], parent="a")))
    assert score_attributions(nested, nested).share("parent") == 1.0
    assert score_attributions(nested, flat).share("parent") == score_attributions(flat, nested).share("parent") == 0.5


def test_scores_of_pages_add_up_with_the_weight_of_each() -> None:
    total = Score()
    total.add(score_attributions(reading_of("a", "b"), reading_of("a")), weight=0.5)
    total.add(score_attributions(reading_of("a"), reading_of("a")), weight=0.5)
    assert (total.n_gold, total.n_predicted, total.f1("triple")) == (1.5, 1.0, pytest.approx(0.8))


def test_words_of_a_span_are_those_of_which_it_covers_a_character() -> None:
    words = Words("We won’t pay the well-known bill")
    assert words.tokens((Span(5, 6),)) == {1}
    assert words.tokens((Span(2, 3),)) == frozenset()
    assert words.tokens((Span(18, 20),)) == {4}


def test_words_are_found_across_blanks_and_by_occurrence() -> None:
    text = "he said\n  that he\tsaid that"
    assert find_words(text, "he said that") == Span(0, 14)
    assert find_words(text, "he said that", 2) == Span(15, 27)
    assert find_words(text, "he said that", 3) is None


@pytest.mark.skipif(
    not (SHARED / "bench").is_dir() or not DEV.is_file(), reason="the reference scorer and the corpus are not beside the project"
)
def test_figures_are_those_of_the_reference_scorer() -> None:
    scorer = load_scorer("score_attributions")
    articles = load_articles()[:20]
    rng = random.Random(3)
    predictions = {article.id: [shaken(row, len(article.text), rng) for row in article.annotators[0]] for article in articles}
    rows = [{"id": one.id, "text": one.text, "attributions": dict(enumerate(one.annotators))} for one in articles]
    reference = scorer.score(rows, predictions)
    total = Score()
    for article in articles:
        page = Page(article.text)
        for marks in article.annotators:
            score = score_attributions(article_gold(page, marks), article_gold(page, tuple(predictions[article.id])))
            total.add(score, 1 / len(article.annotators))
    for figure in ("triple", "content_exact", "cue_exact", "source_exact"):
        assert 0.2 < total.f1(figure) < 0.98
        assert total.f1(figure) == pytest.approx(reference[figure]["f1"]), figure


def shaken(row: dict[str, list[list[int]]], length: int, rng: random.Random) -> dict[str, list[list[int]]]:
    """An attribution with some of its edges moved, and sometimes without its source."""

    def move(span: list[int]) -> list[int]:
        start, end = span
        if rng.random() < 0.3:
            end = min(length, end + rng.choice([-9, 14, 40]))
        return [start, max(end, start + 1)]

    return {role: [] if role == "source" and rng.random() < 0.2 else [move(span) for span in spans] for role, spans in row.items()}
