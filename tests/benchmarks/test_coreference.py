"""The coreference measures give the figures worked out by hand, and GUM is read as it is written."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coreference import (
    Clusters,
    best_total,
    by_coreference,
    by_names,
    gold_clusters,
    held_out_documents,
    load_document,
    predicted_clusters,
    score_clusters,
    score_documents,
)
from sayso.pipeline import begin_reading


def clusters(*groups: str) -> Clusters:
    """Clusters of mentions that are written as letters."""
    return tuple(frozenset(map(ord, group)) for group in groups)


def test_two_gold_clusters_taken_for_one() -> None:
    # Bagga and Baldwin's example: twelve mentions in three clusters, of which the second and third are run together.
    gold, predicted = clusters("abcde", "fg", "hijkl"), clusters("abcde", "fghijkl")
    scores = score_clusters(predicted, gold)
    assert scores.muc[:2] == pytest.approx((9 / 10, 1.0))
    assert scores.b_cubed[:2] == pytest.approx(((5 + 4 / 7 + 25 / 7) / 12, 1.0))
    assert scores.ceaf[:2] == pytest.approx(((1 + 10 / 12) / 2, (1 + 10 / 12) / 3))


def test_one_gold_cluster_taken_for_two() -> None:
    scores = score_clusters(clusters("ab", "cd"), clusters("abcd"))
    assert scores.muc[:2] == pytest.approx((1.0, 2 / 3))
    assert scores.b_cubed[:2] == pytest.approx((1.0, 1 / 2))
    assert scores.ceaf[:2] == pytest.approx((4 / 6 / 2, 4 / 6))


def test_a_mention_too_many_and_one_too_few() -> None:
    scores = score_clusters(clusters("abx"), clusters("abc"))
    assert scores.muc[:2] == pytest.approx((1 / 2, 1 / 2))
    assert scores.b_cubed[:2] == pytest.approx((4 / 9, 4 / 9))
    assert scores.ceaf[:2] == pytest.approx((4 / 6, 4 / 6))
    assert scores.mean == pytest.approx((1 / 2 + 4 / 9 + 2 / 3) / 3)


def test_nothing_found_scores_nothing() -> None:
    assert score_clusters((), clusters("ab")).mean == 0.0


def test_the_same_clusters_score_one() -> None:
    assert score_clusters(clusters("ab", "cde"), clusters("cde", "ab")).mean == pytest.approx(1.0)


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_pairs_are_the_best_there_are(n_rows: int, n_columns: int, data: st.DataObject) -> None:
    weights = [[data.draw(st.floats(0, 1)) for _ in range(n_columns)] for _ in range(n_rows)]
    longer = max(n_rows, n_columns)
    padded = [[weights[r][c] if r < n_rows and c < n_columns else 0.0 for c in range(longer)] for r in range(longer)]
    best = max(sum(padded[r][c] for r, c in enumerate(order)) for order in permutations(range(longer)))
    assert best_total(weights) == pytest.approx(best)


GUM_LINES = """\
# newdoc id = GUM_news_made
# newpar
# newpar_block = head rend:::"bold" (1 s)
1	Mayor	mayor	NOUN	NN	_	2	nmod	_	Entity=(1-person-new-cf1-cf1-2-coref
2	Quill	Quill	PROPN	NNP	_	3	nsubj	_	Entity=1)
3	resigns	resign	VERB	VBZ	_	0	root	_	_

# newpar
1	Ada	Ada	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-giv-cf1-cf1-1,2-coref
2	Quill	Quill	PROPN	NNP	_	1	flat	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	her	she	PRON	PRP$	_	5	nmod	_	Entity=(3-place-new-cf2-cf2-2-sgl(1-person-giv-cf1-cf1-1-ana)
5	office	office	NOUN	NN	_	3	obj	_	Entity=3)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_
"""


@pytest.fixture
def gum_file(tmp_path: Path) -> Path:
    path = tmp_path / "GUM_news_made.conllu"
    path.write_text(GUM_LINES, encoding="utf-8")
    return path


def test_text_blocks_and_mentions_of_gum(gum_file: Path) -> None:
    document = load_document(gum_file)
    assert document.page.text == "Mayor Quill resigns\n\nAda Quill left her office."
    assert [document.page[block.span] for block in document.page.blocks] == ["Mayor Quill resigns", "Ada Quill left her office."]
    assert [document.page[mention.span] for mention in document.mentions] == ["Mayor Quill", "Ada Quill", "her", "her office"]
    assert [document.page.words(mention.heads) for mention in document.mentions] == ["Quill", "Ada … Quill", "her", "office"]
    assert gold_clusters(document) == (frozenset({0, 1, 2}),)


def test_entities_of_sayso_are_known_by_their_heads(gum_file: Path) -> None:
    document = load_document(gum_file)
    found = predicted_clusters(document, by_coreference(begin_reading(document.page)))
    assert frozenset({0, 1, 2}) in found


def test_names_alone_leave_the_pronoun_out(gum_file: Path) -> None:
    document = load_document(gum_file)
    assert predicted_clusters(document, by_names(begin_reading(document.page))) == (frozenset({0, 1}),)


@pytest.mark.slow
@pytest.mark.skipif(not held_out_documents(), reason="GUM is not part of this project, and not beside it")
def test_coreference_is_ten_points_better_than_names_alone() -> None:
    paths = held_out_documents()
    assert score_documents(paths, by_coreference).mean >= score_documents(paths, by_names).mean + 0.10
