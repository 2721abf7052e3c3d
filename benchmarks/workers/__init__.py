"""Readers in processes of their own, so that each is measured with its own memory, threads and, for a peer, its own environment.

A worker is a module run with ``python -m``. It prints one line of JSON when it is ready and answers each line of texts with one line: how
long the texts took, what was found if that was asked for, and the memory it holds. Only the standard library is imported here: the
peer's environment has no sayso.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from benchmarks.inputs import ROOT, Json

READER: Final = "benchmarks.workers.reader"
PEER: Final = "benchmarks.workers.peer"


class Worker:
    """A reader in a process of its own, for the length of a with-block."""

    def __init__(self, python: Path | str, module: str) -> None:
        self._module = module
        self._process = subprocess.Popen(
            [str(python), "-m", module], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.versions: dict[str, str] = self._answer()["versions"]

    def ask(self, texts: list[str], *, found: bool = True) -> Json:
        """The answer to some texts: `seconds`, `cpu_seconds`, `n_refused`, `rss_bytes`, `peak_rss_bytes`; `attributions` where `found`."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"texts": texts, "found": found}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate(timeout=60)

    def _answer(self) -> Json:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The worker {self._module} ended with {self._process.wait()} before it answered.")
        answer: dict[str, Any] = json.loads(line)  # JSON
        return answer
