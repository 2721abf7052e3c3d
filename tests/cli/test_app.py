from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from sayso.version import __version__
from tests.cli.conftest import Sayso


def test_the_help_reads_like_a_manual_page(sayso: Sayso) -> None:
    text = sayso("--help").stdout
    for section in ("Usage:", "Options:", "Commands:", "Examples:", "Exit codes:", "Environment:", "Files:"):
        assert section in text
    assert max(map(len, text.splitlines())) <= 80


def test_each_command_has_help(sayso: Sayso) -> None:
    for command in ("read", "explain"):
        assert sayso(command, "--help").exit_code == 0
        assert sayso(command, "-h").stdout.startswith("Usage:")


def test_no_arguments_show_the_help(sayso: Sayso) -> None:
    result = sayso()
    assert result.exit_code == 2
    assert "Examples:" in result.stdout + result.stderr


def test_the_version_is_that_of_the_package(sayso: Sayso) -> None:
    assert sayso("--version").stdout == f"sayso {__version__}\n"
    try:
        assert version("sayso") == __version__
    except PackageNotFoundError:
        pytest.skip("sayso is not installed here, only its folder is on the path")


def test_the_package_can_be_run(tmp_path: Path) -> None:
    path = (
        f"import sys, runpy; sys.path[:] = {sys.path!r}; sys.argv = ['sayso', '--version']; runpy.run_module('sayso', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", path], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == f"sayso {__version__}\n"


def test_help_imports_no_heavy_library(tmp_path: Path) -> None:
    check = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from typer.testing import CliRunner\n"
        "from sayso.cli.app import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print(sorted({'numpy', 'onnxruntime', 'tokenizers', 'lxml', 'trafilatura', 'rich'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == "[]\n"
