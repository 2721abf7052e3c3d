"""The gate: floors hold, rise, and go down only in so many words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.gate import (
    FLOORS,
    Floors,
    GateError,
    accept_data,
    add_floor,
    find_figure,
    judge,
    load_floors,
    raise_floors,
    save_floors,
    set_bound,
)

BARS = {
    "cases.attribution.f1": 0.70,
    "cases.manner.share": 0.92,
    "cases.parent.share": 0.85,
    "polnear_dev.content_exact.f1": 0.62,
    "polnear_dev.cue_exact.f1": 0.66,
    "polnear_dev.source_exact.f1": 0.72,
    "polnear_dev.triple.f1": 0.73,
    "polnear_dev.triple_recall_by_type.direct.r": 0.88,
    "polnear_dev.triple_recall_by_type.indirect.r": 0.62,
    "polnear_dev.triple_recall_by_type.mixed.r": 0.80,
    "reading.ratio.all": 1.5,
}
"""What the first release promises. Floors may rise above these."""


@pytest.fixture
def floors() -> Floors:
    return Floors({"dev.f1": 0.7}, {"startup.wall_s": 2.5}, {"dev": "abc"}, ())


def test_a_figure_at_its_floor_holds_and_one_below_is_broken(floors: Floors) -> None:
    assert judge({"dev": {"f1": 0.7, "digest": "abc"}}, floors).broken == ()
    assert judge({"dev": {"f1": 0.699, "digest": "abc"}}, floors).broken == ("dev.f1 >= 0.7: 0.699",)


def test_a_figure_above_its_ceiling_is_broken(floors: Floors) -> None:
    assert judge({"startup": {"wall_s": 2.6}}, floors).broken == ("startup.wall_s <= 2.5: 2.6",)


def test_what_was_not_measured_is_named_and_breaks_nothing(floors: Floors) -> None:
    verdict = judge({}, floors)
    assert verdict.broken == ()
    assert verdict.unmeasured == ("dev.f1 >= 0.7", "startup.wall_s <= 2.5")


def test_other_data_than_the_floors_were_measured_on_is_refused(floors: Floors) -> None:
    assert judge({"dev": {"f1": 0.9, "digest": "other"}}, floors).broken


def test_raising_lifts_floors_and_lowers_none(floors: Floors) -> None:
    assert raise_floors({"dev": {"f1": 0.8}}, floors).at_least == {"dev.f1": 0.795}
    assert raise_floors({"dev": {"f1": 0.6}}, floors).at_least == {"dev.f1": 0.7}
    assert raise_floors({}, floors) == floors


def test_a_floor_is_lowered_only_with_a_reason_and_the_reason_is_kept(floors: Floors) -> None:
    with pytest.raises(GateError, match="say why"):
        set_bound(floors, "dev.f1", 0.6, "")
    lowered = set_bound(floors, "dev.f1", 0.6, "a fault in the scorer was mended")
    assert lowered.at_least == {"dev.f1": 0.6}
    assert lowered.loosened[0]["because"] == "a fault in the scorer was mended"
    assert floors.at_least == {"dev.f1": 0.7}


def test_a_ceiling_is_loosened_by_rising(floors: Floors) -> None:
    with pytest.raises(GateError, match="say why"):
        set_bound(floors, "startup.wall_s", 3.0, " ")
    assert set_bound(floors, "startup.wall_s", 2.0, "").loosened == ()


def test_a_bound_that_is_not_there_cannot_be_set(floors: Floors) -> None:
    with pytest.raises(GateError, match="no bound"):
        set_bound(floors, "dev.recall", 0.5, "why")


def test_a_floor_is_added_only_where_there_is_none(floors: Floors) -> None:
    added = add_floor(floors, "cases.voice.share", 0.8)
    assert added.at_least["cases.voice.share"] == 0.8
    with pytest.raises(GateError, match="already"):
        add_floor(added, "cases.voice.share", 0.1)


def test_other_data_is_accepted_only_with_a_reason(floors: Floors) -> None:
    figures = {"dev": {"digest": "new"}}
    with pytest.raises(GateError, match="needs a measurement"):
        accept_data(floors, figures, "dev", "")
    assert accept_data(floors, figures, "dev", "a case was added").data == {"dev": "new"}


def test_floors_come_back_as_they_were_written(floors: Floors, tmp_path: Path) -> None:
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors


def test_a_file_that_was_changed_by_hand_is_refused(floors: Floors, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(floors, path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["at_least"]["dev.f1"] = 0.1
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(GateError, match="by hand"):
        load_floors(path)


def test_figures_are_found_by_their_dotted_names() -> None:
    assert find_figure({"a": {"b": {"c": 1}}}, "a.b.c") == 1.0
    assert find_figure({"a": {"b": None}}, "a.b") is None
    assert find_figure({"a": 1}, "a.b") is None


def test_the_floors_of_the_project_are_sealed_and_promise_what_was_promised() -> None:
    floors = load_floors(FLOORS)
    assert {name: bar for name, bar in BARS.items() if floors.at_least.get(name, 0.0) < bar} == {}
