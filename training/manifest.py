"""The manifest of a model folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sayso.model.files import FORMAT, JUDGE_GRAPH, JUDGE_WEIGHTS, MANIFEST, TAGGER_GRAPH, TOKENIZER, WORDS


def write_manifest(folder: Path, *, version: str | None = None) -> None:
    """The list of the model's files with size and SHA-256, which are checked before they are opened; the version stays unless given."""
    listed = (TAGGER_GRAPH, WORDS, JUDGE_GRAPH, TOKENIZER, "calibration.json", JUDGE_WEIGHTS, "cue_words.txt")
    names = [n for n in listed if (folder / n).exists()]
    files = {n: {"bytes": (folder / n).stat().st_size, "sha256": hashlib.sha256((folder / n).read_bytes()).hexdigest()} for n in names}
    if version is None:
        version = json.loads((folder / MANIFEST).read_text("utf8"))["version"] if (folder / MANIFEST).exists() else "1"
    manifest = {"format": FORMAT, "name": "sayso-en", "version": version, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf8")
