"""Documentation cannot drift: what it shows runs, what it lists is all there is, and where it points something stands."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

import sayso
from sayso.cli.app import app
from sayso.cli.explain import load_terms

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("tests/cases/*.md")])
PYTHON_BLOCKS = [
    pytest.param(path, id=path.relative_to(ROOT).as_posix())
    for path in DOCUMENTS
    if "reference" not in path.parts and "```python" in path.read_text(encoding="utf-8")
]

REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "anaconda" + ".org", "ana" + "conda.com"]
"""Hosts of package registries, written so that this file does not name them either."""

MACHINE_PATH = re.compile(r"(?<![\w.>/])/(?:home|root|work|Users|opt|mnt)/\w")


@cache
def tracked_texts() -> dict[str, str]:
    """The text of each file that belongs to the project, by its path: what git knows or would take in."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a clone: git does not know which files belong to the project")
    texts = {}
    for name in filter(None, listing.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            content = path.read_bytes()
            if b"\0" not in content:
                texts[name] = content.decode("utf-8", "replace")
    return texts


@cache
def reference_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "docs" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> dict[str, Any]:
    root: Any = typer.main.get_command(app)
    return dict(root.commands)


@pytest.mark.parametrize("name", ["python.md", "command-line.md", "json.md"])
def test_reference_is_what_make_docs_writes(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == reference_builder().build_reference()[name].rstrip() + "\n", "run `make docs`"


def test_every_public_name_has_an_entry_in_the_reference() -> None:
    headings = re.findall(r"^### (\w+)$", (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(sayso.__all__)


def test_every_public_function_and_class_is_documented() -> None:
    for name in sayso.__all__:
        value = getattr(sayso, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert (value.__doc__ or "").strip(), f"{name} has no docstring"


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    for name, command in commands().items():
        assert f"## sayso {name}" in page
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert option in page, f"sayso {name} {option}"


def test_every_command_and_option_has_a_help_text() -> None:
    for name, command in commands().items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.help, f"sayso {name}: {parameter.name}"


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"sayso {name}" not in readme] == []


def test_every_term_that_the_command_explains_is_on_the_page_of_terms() -> None:
    page = " ".join((ROOT / "docs" / "terms.md").read_text(encoding="utf-8").casefold().replace("*", "").replace("`", "").split())
    assert [term.name for term in load_terms() if term.name.casefold() not in page] == []


@pytest.mark.parametrize("path", PYTHON_BLOCKS)
def test_python_in_documents_runs_as_it_stands(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "__main__"}
    for block in re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(block, str(path), "exec"), names)
    assert capsys.readouterr().out


@pytest.mark.parametrize("path", [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in DOCUMENTS])
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_tables_of_figures_are_those_of_the_kept_results() -> None:
    from benchmarks.report import readme_is_current

    assert readme_is_current(), "run `python -m benchmarks.report`"


def test_every_decision_is_listed() -> None:
    listing = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert [page for page in pages if f"]({page})" not in listing] == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert [(name, host) for name, text in tracked_texts().items() for host in REGISTRIES if host in text] == []


def test_no_file_has_a_path_of_a_machine() -> None:
    found = [(name, match[0]) for name, text in tracked_texts().items() if (match := MACHINE_PATH.search(text))]
    assert found == []


def test_constraints_pin_every_package_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[^\s;]+( ;.*)?", line)] == []


def test_targets_of_the_makefile_are_documented() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets is not None
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in targets[1].split() if f"`make {target}`" not in contributing] == []


def test_scripts_of_ci_can_be_run() -> None:
    assert all(os.access(ROOT / ".ci" / name, os.X_OK) for name in ("run", "wheel"))
