"""Steps that stand in for the model: they find what a test has written, hang, or die. Worker processes import them by name."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from sayso.errors import ModelError, PageError
from sayso.reading import Attribution, Manner, Reading, Span

_SAID = re.compile(r"(?P<source>[A-Z]\w+) (?P<cue>said) (?P<content>[^.\n]+)")


def find_said(reading: Reading) -> Reading:
    """An attribution for every "Name said something."; on request, the page misbehaves."""
    _obey(reading.page.text)
    found = (
        Attribution(
            id=f"a{number}",
            content=(Span(*match.span("content")),),
            cue=(Span(*match.span("cue")),),
            source=(Span(*match.span("source")),),
            manner=Manner.INDIRECT,
            score=0.75,
        )
        for number, match in enumerate(_SAID.finditer(reading.page.text), 1)
    )
    return replace(reading, attributions=tuple(found), model="a model by hand")


def leave_alone(reading: Reading) -> Reading:
    return reading


def return_nothing(reading: Reading) -> Reading:
    return None  # type: ignore[return-value]  # the fault that is tested


def _obey(text: str) -> None:
    """What a page of a test asks for: ``PLEASE HANG``, ``PLEASE DIE``, ``PLEASE WAIT 0.1`` ..."""
    request = re.search(r"PLEASE (\w+) ?([\d.]*)", text)
    match request and request[1]:
        case "HANG":
            time.sleep(600)
        case "WAIT":
            time.sleep(float(request[2]) if request else 0)
        case "DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        case "LEAVE":
            os._exit(7)
        case "PRINT":
            print("a library prints this", flush=True)
        case "FAIL":
            raise ZeroDivisionError("a fault of ours")
        case "REFUSE":
            raise PageError("there is nothing to read on this page")
        case "BREAK":
            raise ModelError("the model is gone")
        case "INTERRUPT":
            os.kill(os.getppid(), signal.SIGINT)


def run_command() -> None:
    """The command line with `find_said` in place of the model, for tests that need a process of its own."""
    from sayso import pipeline
    from sayso.cli.app import main

    pipeline.STEPS = (find_said,)  # type: ignore[misc]  # a test may
    sys.path.insert(0, str(Path(__file__).parents[1]))  # the workers import this module too
    main()


if __name__ == "__main__":
    from tests import steps  # under its own name, by which workers can find it

    steps.run_command()
