from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso import pipeline
from sayso.cli.app import app
from tests.steps import find_said

Sayso = Callable[..., Result]
Process = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def sayso(monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """The command in this process, with a step that finds "Name said something" in place of the model."""
    monkeypatch.setattr(pipeline, "STEPS", (find_said,))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return lambda *arguments, **options: CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


# a job in the background of a shell ignores Ctrl-C, and whatever it starts does so too
_COMMAND = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tests.steps import run_command; run_command()"


@pytest.fixture
def start_sayso() -> Process:
    """The same command in a process of its own, for what only a process has: signals, pipes, exit codes."""

    def start(*arguments: object, stdout: int | None = subprocess.PIPE) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _COMMAND, *map(str, arguments)]
        search = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
        return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": search})

    return start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages that can be read, in a folder and one within it, among files that are none."""
    pages = tmp_path / "pages"
    (pages / "older").mkdir(parents=True)
    (pages / ".hidden").mkdir()
    for name in ("a.txt", "b.html", "older/c.htm", ".hidden/d.txt", "notes.pdf"):
        words = f"The river rose over the lower meadow on Monday night. Quill said that the dam of {name[-5]} held against the flood."
        (pages / name).write_text(words if name.endswith(".txt") else f"<html><body><article><p>{words}</p></article></body></html>")
    return pages
