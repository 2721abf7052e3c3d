"""Labels, spans and windows: the rules that hold whatever the network says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.model.decoding import ALLOWED, N_TAGS, decode_tags, log_softmax, role_spans
from sayso.model.encoding import WINDOW, cut_windows, find_paragraphs, make_windows

scores = st.integers(1, 40).flatmap(lambda n: arrays(np.float32, (n, N_TAGS), elements=st.floats(-9, 9, width=32)))


def is_valid(labels: np.ndarray) -> bool:
    return bool(ALLOWED[np.concatenate([[0], labels[:-1]]), labels].all())


@given(scores)
def test_labels_are_valid_whatever_the_scores(values: np.ndarray) -> None:
    assert is_valid(decode_tags(log_softmax(values)))


@given(scores)
def test_the_best_labels_stand_where_they_are_valid(values: np.ndarray) -> None:
    logs = log_softmax(values)
    best = logs.argmax(axis=1)
    if is_valid(best):
        assert (decode_tags(logs) == best).all()


def brute_force(logs: np.ndarray) -> float:
    """The score of the best valid path, by trying all."""
    from itertools import product

    paths = (p for p in product(range(N_TAGS), repeat=len(logs)) if is_valid(np.array(p)))
    return max(float(sum(logs[i, label] for i, label in enumerate(path))) for path in paths)


@given(arrays(np.float32, (4, N_TAGS), elements=st.floats(-5, 5, width=32)))
def test_a_fault_is_mended_at_the_least_cost(values: np.ndarray) -> None:
    logs = log_softmax(values)
    labels = decode_tags(logs)
    certain = (logs.argmax(axis=1) == 0) & (logs[:, 0] > -0.1)
    if not certain.any():
        assert float(logs[np.arange(4), labels].sum()) == pytest.approx(brute_force(logs), abs=1e-4)


def test_spans_of_one_role_that_touch_stay_two() -> None:
    labels = np.array([5, 6, 5, 6, 6, 0, 3])
    logs = np.zeros((7, N_TAGS), dtype=np.float32)
    assert [(s.role, s.start, s.end) for s in role_spans(labels, logs)] == [(2, 0, 2), (2, 2, 5), (1, 6, 7)]


@given(st.integers(1, 3000), st.sampled_from([0, 16, 32, 64]))
def test_windows_tile_the_text_with_context_on_both_sides(n_tokens: int, margin: int) -> None:
    windows = make_windows(n_tokens, margin)
    taken = 0
    for start, end, first, last in windows.tolist():
        assert end - start <= WINDOW - 2
        assert first == taken
        assert start <= first < last <= end
        assert first == 0 or first - start >= margin
        assert last == n_tokens or end - last >= margin
        taken = last
    assert taken == n_tokens


@given(st.integers(1, 3000), st.sets(st.integers(1, 2999), max_size=60), st.sampled_from([0, 12, 24]))
def test_windows_cut_between_paragraphs_tile_the_text_too(n_tokens: int, places: set[int], break_margin: int) -> None:
    breaks = sorted(place for place in places if place < n_tokens)
    windows = cut_windows(n_tokens, breaks, 24, break_margin).tolist()
    assert [first for _, _, first, _ in windows] == [0, *(last for _, _, _, last in windows[:-1])]
    assert windows[-1][3] == n_tokens
    for start, end, first, last in windows:
        assert end - start <= WINDOW - 2
        assert start <= first < last <= end
        assert first == 0 or first - start >= (break_margin if first in breaks else 24)
        assert last == n_tokens or end - last >= (break_margin if last in breaks else 24)


def test_a_window_is_cut_where_a_paragraph_begins_near_by() -> None:
    [first, second] = cut_windows(400, [30, 180, 390], 24, 0).tolist()
    assert (first, second) == ([0, 180, 0, 180], [180, 400, 180, 400])


def test_a_window_is_cut_evenly_where_no_paragraph_begins_near_by() -> None:
    [first, second] = cut_windows(400, [30], 24, 0).tolist()
    assert (first, second) == ([0, 224, 0, 200], [176, 400, 200, 400])


def test_paragraphs_are_what_stands_between_line_breaks() -> None:
    text = "One.\n\n  Two.\nThree. \n"
    assert [text[s:e] for s, e in find_paragraphs(text)] == ["One.", "Two.", "Three."]
