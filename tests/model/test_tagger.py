"""The shipped model: it opens only whole, and answers the same every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.model import Tagger, find_paragraphs, load_tagger
from sayso.model.files import MANIFEST, SHIPPED, check_files

TEXT = "Ada Quill said the ferry was late.\n\n“It is always late,” the harbour master told the Bell. “We like it so.”"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(threads=1)


@pytest.fixture
def model_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "en"))


def test_answers_have_a_row_for_each_sub_token(tagger: Tagger) -> None:
    tagged = tagger.tag(TEXT, find_paragraphs(TEXT))
    n = len(tagged.encoded)
    assert tagged.tags.shape == (n, 7)
    np.testing.assert_allclose(np.exp(tagged.tags).sum(axis=1), 1, rtol=1e-3)
    assert all(w.to_cue.scores.shape == (w.end - w.start, len(w.to_cue.columns) + 1) for w in tagged.windows)


def test_reading_twice_gives_the_same(tagger: Tagger) -> None:
    one, two = (tagger.tag(TEXT, find_paragraphs(TEXT)) for _ in range(2))
    np.testing.assert_array_equal(one.tags, two.tags)


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_is_tagged_within_its_ranges(text: str) -> None:
    text = text.replace("\x00", "").encode("utf8", "replace").decode("utf8")
    tagged = load_tagger(threads=1).tag(text, find_paragraphs(text))
    starts, ends = tagged.encoded.starts, tagged.encoded.ends
    assert ((starts >= 0) & (starts <= ends) & (ends <= len(text))).all()
    assert (np.diff(starts) >= 0).all()


def test_an_empty_text_has_no_sub_tokens(tagger: Tagger) -> None:
    tagged = tagger.tag("", ())
    assert len(tagged.encoded) == 0
    assert tagged.windows == ()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_partial_file_is_refused_by_name(model_copy: Path, share: float) -> None:
    file = model_copy / "model.onnx"
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ModelError, match=r"model\.onnx is partial"):
        load_tagger(model_copy)


@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_wrong_bit_is_refused_by_name(model_copy: Path, place: int) -> None:
    file = model_copy / "model.onnx"
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    with pytest.raises(ModelError, match=r"model\.onnx is damaged"):
        load_tagger(model_copy)


def test_a_missing_file_is_refused_by_name(model_copy: Path) -> None:
    (model_copy / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json is missing"):
        load_tagger(model_copy)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no model"):
        load_tagger(tmp_path)


def test_another_format_is_refused(model_copy: Path) -> None:
    manifest = json.loads((model_copy / MANIFEST).read_text("utf8"))
    (model_copy / MANIFEST).write_text(json.dumps({**manifest, "format": 99}), "utf8")
    with pytest.raises(ModelError, match="format 99"):
        load_tagger(model_copy)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"files": 3}'])
def test_a_damaged_manifest_is_refused(model_copy: Path, broken: str) -> None:
    (model_copy / MANIFEST).write_text(broken, "utf8")
    with pytest.raises(ModelError, match="manifest"):
        load_tagger(model_copy)


def test_the_shipped_model_is_whole_and_small() -> None:
    assert check_files(SHIPPED)["name"] == "sayso-en"
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 40_000_000
