"""The shared scorer, loaded by its path, and drafts in its form."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

SCORER = Path("../shared/bench/score_attributions.py")


def load_score_module(path: Path = SCORER) -> ModuleType:
    """The module score_attributions.py of the shared bench."""
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"The scorer {path} is not there; run from the project's root with the shared folder beside it.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(content: Any, cue: Any, source: Any) -> dict[str, list[list[int]]]:
    """One attribution as the scorer reads it."""
    return {name: [[int(s), int(e)] for s, e in spans] for name, spans in (("content", content), ("cue", cue), ("source", source))}
