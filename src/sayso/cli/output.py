"""Where a command writes: standard output, or a file that is there whole or not at all; and the option that says which."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, TextIO

import typer

from sayso.errors import SaysoError

OutOption = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to FILE instead of standard output.")]


class OutputError(SaysoError):
    """The result cannot be written: no space, no permission, no such folder; names the file."""


class Output(AbstractContextManager["Output"]):
    """Standard output, or the file `path`; what was written is kept by `commit`, and forgotten where the block ends without.

    A regular file is written under another name in its folder and moved into place by `commit`; until then what was there stays. Anything
    else (a device, a pipe) is written to as it stands.

    Raises:
        OutputError: when opened, written to or committed.
    """

    def __init__(self, path: Path | None) -> None:
        self._name = str(path) if path is not None else "standard output"
        self._target: Path | None = None
        self._part: Path | None = None
        self._stream: TextIO = sys.stdout
        with self._explained():
            self._stream = self._open(path) if path is not None else _standard_output()

    def __exit__(self, *_: object) -> None:
        if self._stream is not sys.stdout:
            with suppress(OSError):
                self._stream.close()
        if self._part is not None:
            with suppress(OSError):
                self._part.unlink()
            self._part = None

    def write(self, text: str) -> None:
        """Writes the text through to the file."""
        with self._explained():
            self._stream.write(text)
            self._stream.flush()

    def commit(self) -> None:
        """Makes what was written the content of the file."""
        with self._explained():
            self._stream.flush()
            if self._part is None or self._target is None:
                return
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.replace(self._target)
            self._part = None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """A failure to write, as a sentence."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            _forget(self._stream)
            raise OutputError(f"Cannot write to {self._name}: {error.strerror or error}.") from error

    def _open(self, path: Path) -> TextIO:
        target = path.resolve()  # a link stays a link, and what it points to is replaced
        if target.exists() and not target.is_file():
            return target.open("w", encoding="utf-8", newline="\n")
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        handle, part = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
        self._target, self._part = target, Path(part)
        self._part.chmod(mode)
        return os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def _standard_output() -> TextIO:
    """Standard output, made to take every character: a terminal of another encoding shows what it lacks as a question mark."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace") if sys.stdout.isatty() else reconfigure(encoding="utf-8")
    return sys.stdout


def _forget(stream: TextIO) -> None:
    """Points a stream at nothing, so that what is left in its buffer does not fail a second time when the interpreter ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds back the first Ctrl-C until the block is done, so that nothing is left half written; a second one comes through."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = False

    def note(signum: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
