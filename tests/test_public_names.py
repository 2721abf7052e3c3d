from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import sayso

HEAVY = {"numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "rich", "typer"}


def test_every_public_name_is_there() -> None:
    assert [name for name in sayso.__all__ if not hasattr(sayso, name)] == []


def test_the_list_is_sorted_as_ruff_sorts_it_and_names_nothing_twice() -> None:
    constants = [name for name in sayso.__all__ if name.isupper()]
    classes = [name for name in sayso.__all__ if name[0].isupper() and not name.isupper()]
    others = [name for name in sayso.__all__ if name not in constants + classes]
    assert sayso.__all__ == sorted(constants) + sorted(classes) + sorted(others)
    assert len(set(sayso.__all__)) == len(sayso.__all__)


def test_the_package_holds_imports_and_the_list_and_nothing_else() -> None:
    assert sayso.__file__ is not None
    body = ast.parse(Path(sayso.__file__).read_text(encoding="utf-8")).body
    assert [type(node).__name__ for node in body[:1]] == ["Expr"]
    assert {type(node).__name__ for node in body[1:-1]} == {"ImportFrom"}
    assert isinstance(body[-1], ast.Assign)


def test_what_is_imported_is_listed() -> None:
    assert sayso.__file__ is not None
    body = ast.parse(Path(sayso.__file__).read_text(encoding="utf-8")).body
    imported = {alias.asname or alias.name for node in body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported == set(sayso.__all__)


def test_importing_sayso_imports_no_heavy_library() -> None:
    check = f"import sys; sys.path[:] = {sys.path!r}; import sayso; print(sorted({HEAVY!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"
