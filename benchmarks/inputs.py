"""Where the material of a measurement lies, and what has to be known to repeat it.

The corpus (PolNeAR dev) and the larger set of cases are not part of this project: their texts are not ours to pass on. They are looked for
beside the project, in ``../shared``, or where the environment variable SAYSO_SHARED says. What is in tests/cases is ours and always there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
RESULTS: Final = ROOT / "benchmarks" / "results"
HEADLINE_PAGES: Final = ROOT / "benchmarks" / "headline_pages"
OWN_CASES: Final = ROOT / "tests" / "cases"
SHARED_CASES: Final = SHARED / "cases"
DEV: Final = SHARED / "data" / "polnear_dev.jsonl"
TRAIN: Final = SHARED / "data" / "polnear_train.jsonl"
PARTS: Final = ("sayso", "onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml")
"""The packages whose releases can change a figure."""

Json = dict[str, Any]  # what `json` makes of an object: the values are of any JSON type


class Article(NamedTuple):
    """An article of PolNeAR: its text, and one list of attributions (role -> ranges) for each person who marked it."""

    id: str
    text: str
    annotators: tuple[tuple[Json, ...], ...]


def load_articles(path: Path = DEV) -> list[Article]:
    """The articles of a PolNeAR file, in its order."""
    return [
        Article(row["id"], row["text"], tuple(tuple(marked) for marked in row["attributions"].values()))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def load_scorer(name: str) -> ModuleType:
    """The scorer of that name from the shared bench folder. It is loaded by its path: it is no package, and not ours to copy."""
    path = SHARED / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"shared_{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded as a module.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def case_folders(cases: Path) -> list[Path]:
    """The folders of a set of cases: each has a page and a gold.json."""
    return sorted(gold.parent for gold in cases.glob("*/gold.json"))


def case_page(folder: Path) -> Path:
    """The page of a case."""
    return next(page for page in (folder / "page.html", folder / "page.txt") if page.is_file())


def digest(paths: Iterable[Path]) -> str:
    """One SHA-256 over the names and the bytes of some files: other data is another question, and has other floors."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        total.update(f"{path.parent.name}/{path.name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def digest_cases(cases: Path) -> str:
    """The digest of a set of cases: pages and gold."""
    return digest(path for folder in case_folders(cases) for path in (folder / "gold.json", case_page(folder)))


def describe_run(parts: Iterable[str] = PARTS) -> Json:
    """The date, the machine (its kind, not its name) and the versions that a measurement was made with."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {"cpu": _cpu_model(), "cores": len(usable_cores()), "system": f"{platform.system()} {platform.machine()}"},
        "versions": {"python": platform.python_version()} | {part: _version_of(part) for part in parts},
    }


def usable_cores() -> set[int]:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def write_result(name: str, figures: Json) -> Path:
    """Keeps a result under its version and name; an earlier one of the same version and name makes way."""
    path = RESULTS / version("sayso") / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_rounded(figures), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read_result(name: str) -> Json | None:
    """The kept result of that name for the installed version, or None."""
    path = RESULTS / version("sayso") / f"{name}.json"
    if not path.is_file():
        return None
    result: Json = json.loads(path.read_text(encoding="utf-8"))
    return result


def _rounded(value: Any) -> Any:  # any JSON value goes in and comes out
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return value


def _version_of(part: str) -> str | None:
    try:
        return version(part)
    except PackageNotFoundError:
        return None


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or "unknown")
