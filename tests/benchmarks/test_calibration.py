"""The reliability curve and its error."""

from __future__ import annotations

import pytest

from benchmarks.calibration import Judged, calibration_error, judge, make_bins
from sayso.reading import Attribution, Manner, Page, Reading, Span


def judged(score: float, right: float) -> Judged:
    return Judged(score, right, Manner.DIRECT)


def test_scores_that_come_true_have_no_error() -> None:
    rows = [judged(0.75, 1.0)] * 3 + [judged(0.75, 0.0)]
    assert calibration_error(make_bins(rows)) == pytest.approx(0.0)


def test_error_is_weighted_by_what_is_in_a_bin() -> None:
    rows = [judged(0.9, 0.0)] + [judged(0.5, 0.5)] * 9
    assert calibration_error(make_bins(rows)) == pytest.approx(0.09)


def test_a_score_of_one_belongs_to_the_last_bin() -> None:
    (only,) = make_bins([judged(1.0, 1.0)])
    assert (only.low, only.high, only.n) == (0.9, 1.0, 1)


def test_nothing_judged_is_no_error() -> None:
    assert calibration_error(make_bins([])) == 0.0


def test_an_attribution_is_right_by_the_share_of_annotators_who_agree_and_only_on_the_top_level() -> None:
    page = Page("Ann said no. Bob said yes.")
    ann = Attribution("a", (Span(9, 11),), (Span(4, 8),), (Span(0, 3),), Manner.INDIRECT, 0.8)
    nested = Attribution("b", (Span(22, 25),), (Span(17, 21),), (Span(13, 16),), Manner.INDIRECT, 0.6, parent="a")
    gold, silent = Reading(page, attributions=(ann,)), Reading(page)
    assert judge(Reading(page, attributions=(ann, nested)), [gold, silent]) == [Judged(0.8, 0.5, Manner.INDIRECT)]
