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


def parse_package() -> list[ast.stmt]:
    assert sayso.__file__ is not None
    return ast.parse(Path(sayso.__file__).read_text(encoding="utf-8")).body


def names_of(body: list[ast.stmt]) -> dict[str, str]:
    """What these imports bring, and from where; sayso's own modules only."""
    return {
        alias.asname or alias.name: node.module
        for node in body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sayso")
        for alias in node.names
    }


def test_what_is_imported_now_or_late_is_what_is_listed() -> None:
    body = parse_package()
    (late,) = (node.body for node in body if isinstance(node, ast.If))
    assert sorted(names_of(body) | names_of(late)) == sorted(sayso.__all__)


def test_a_name_that_is_imported_late_comes_from_where_type_checkers_see_it() -> None:
    (late,) = (node.body for node in parse_package() if isinstance(node, ast.If))
    assert names_of(late) == {name: home for home, names in sayso._HOMES.items() for name in names}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(sayso, "tell_the_truth")
    assert "say_so" in dir(sayso)


def test_importing_sayso_imports_no_heavy_library() -> None:
    check = f"import sys; sys.path[:] = {sys.path!r}; import sayso; print(sorted({HEAVY!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"
