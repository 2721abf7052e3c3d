"""The manifest of a model folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sayso.model.files import FORMAT, JUDGE_GRAPH, JUDGE_WEIGHTS, MANIFEST, TAGGER_GRAPH

WORDS = "words.bin"
"""The word embeddings of tagger and judge, int8 by row."""


def write_manifest(folder: Path, *, version: str) -> None:
    """The list of the model's files with size and SHA-256, which the tagger checks before it opens them."""
    listed = (TAGGER_GRAPH, WORDS, JUDGE_GRAPH, "tokenizer.json", "calibration.json", JUDGE_WEIGHTS, "cue_words.txt")
    names = [n for n in listed if (folder / n).exists()]
    files = {n: {"bytes": (folder / n).stat().st_size, "sha256": hashlib.sha256((folder / n).read_bytes()).hexdigest()} for n in names}
    manifest = {"format": FORMAT, "name": "sayso-en", "version": version, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf8")
