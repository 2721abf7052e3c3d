"""From pages to readings: the steps in order, one page or many.

Decides where a reading starts (a page and its page voice), which steps it goes through, and what becomes of a page that fails: `read`
raises, `read_many` hands the failure to its caller and goes on. The processes that many pages are read in are those of `workers`.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import format_exception
from typing import Final

from sayso.errors import MissingExtra, ModelError, SaysoError
from sayso.pages import open_page
from sayso.reading import PAGE_VOICE_ID, Page, Reading, Voice, VoiceKind, validate

logger = logging.getLogger(__name__)

Step = Callable[[Reading], Reading]
"""A plain function from a reading to the next one."""


def _extract_attributions(reading: Reading, *, threads: int | None = None) -> Reading:
    """`sayso.attributions.extract_attributions`, imported with the first page: numpy and the model take longer than the rest of sayso."""
    from sayso.attributions import extract_attributions
    from sayso.model import load_tagger

    return extract_attributions(reading, load_tagger(threads=threads))


def _look_ahead(reading: Reading) -> Reading:
    """`sayso.checks.look_ahead`: the judge of headlines works beside the steps that follow, which leave a core idle now and then."""
    from sayso.checks import look_ahead

    return look_ahead(reading)


def _resolve_voices(reading: Reading) -> Reading:
    """`sayso.voices.resolve_voices`, imported with the first page: its word lists are read then."""
    from sayso.voices import resolve_voices

    return resolve_voices(reading)


def _trace_chains(reading: Reading) -> Reading:
    """`sayso.chains.trace_chains`, imported with the first page: its word lists are read then."""
    from sayso.chains import trace_chains

    return trace_chains(reading)


def _grade_commitment(reading: Reading) -> Reading:
    """`sayso.commitment.grade_commitment`, imported with the first page: its lexicons are read then."""
    from sayso.commitment import grade_commitment

    return grade_commitment(reading)


def _extract_events(reading: Reading) -> Reading:
    """`sayso.events.extract_events`, imported with the first page: its lexicons are read then."""
    from sayso.events import extract_events

    return extract_events(reading)


def _check_headline(reading: Reading) -> Reading:
    """`sayso.checks.check_headline`, imported with the first page."""
    from sayso.checks import check_headline

    return check_headline(reading)


STEPS: Final[tuple[Step, ...]] = (
    _look_ahead,
    _extract_attributions,
    _resolve_voices,
    _trace_chains,
    _grade_commitment,
    _extract_events,
    _check_headline,
)
"""What every page goes through, in order. A new step is a new line here."""

TIME_LIMIT_S: Final = 120.0
"""Seconds for one page in a worker. A page of 2,000 words takes well under a second, and a book not two minutes; the limit is a guess."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and why, in a sentence; `trace` is the traceback where the fault is sayso's own."""

    source: str
    reason: str
    trace: str = ""


def read(page: Page | str | Path, *, steps: Sequence[Step] | None = None) -> Reading:
    """The reading of a page, or of the page behind a path or an address (see `open_page`), validated; by the steps of `STEPS` unless given.

    Raises:
        PageError: the page cannot be had or holds no article.
        ModelError: the model's files are missing or damaged.
        ReadingError: a step broke a rule of readings.
        TypeError: a step returned something that is no reading.
    """
    with _collector_at_rest():
        reading = begin_reading(page if isinstance(page, Page) else open_page(page))
        for step in STEPS if steps is None else steps:
            reading = _take(step, reading)
        return validate(reading)


@contextmanager
def _collector_at_rest() -> Generator[None, None, None]:
    """A stretch in which Python does not look for circular garbage: what a page gives rise to is small and stays until it is read.

    The search goes through all lexicons again and again, a sixth of the time that the rules take. Where the caller has turned it off it
    stays off; of several threads each turns it on again, which at worst is early.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def begin_reading(page: Page) -> Reading:
    """A reading in which only the page voice speaks: its byline, without one its outlet, without either "the page"."""
    if page.byline:
        voice = Voice(PAGE_VOICE_ID, VoiceKind.PERSON, page.byline)
    elif page.outlet:
        voice = Voice(PAGE_VOICE_ID, VoiceKind.OUTLET, page.outlet)
    else:
        voice = Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page")
    return Reading(page, voices=(voice,))


def read_many(
    pages: Iterable[Page | str | Path],
    *,
    workers: int = 1,
    time_limit_s: float | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    steps: Sequence[Step] | None = None,
) -> Generator[Reading, None, None]:
    """The readings of many pages, in the order of `pages`, each as soon as it is there; pages are taken as they are needed.

    A page that cannot be read costs that page: it is logged and handed to `on_failure`, in its turn. With one worker and no time limit,
    pages are read in this process. Otherwise they are read in `workers` processes (steps and pages have to be picklable), and a page that
    takes longer than `time_limit_s` (120 s unless given) or kills its worker fails, while a new worker goes on.

    Raises:
        ModelError: the model's files are missing or damaged: no page could be read.
        ValueError: fewer than one worker, or a time limit that is not positive.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; there has to be one at least.")
    if time_limit_s is not None and not time_limit_s > 0:
        raise ValueError(f"time_limit_s is {time_limit_s}; it has to be positive.")
    return _read_many(pages, workers, time_limit_s, on_failure, tuple(STEPS if steps is None else steps))


def _read_many(
    pages: Iterable[Page | str | Path],
    workers: int,
    time_limit_s: float | None,
    on_failure: Callable[[Failure], None] | None,
    steps: tuple[Step, ...],
) -> Generator[Reading, None, None]:
    outcomes: Iterator[Reading | Failure]
    if workers == 1 and time_limit_s is None:
        outcomes = map(partial(try_page, steps=steps), pages)
    else:
        outcomes = _read_in_workers(pages, steps, workers, time_limit_s or TIME_LIMIT_S)
    for outcome in outcomes:
        if isinstance(outcome, Reading):
            yield outcome
            continue
        # Written as literals, so that a line break in a page's name does not begin a line of the log.
        logger.warning("%r was not read: %r", outcome.source, outcome.reason)
        if on_failure is not None:
            on_failure(outcome)


def _read_in_workers(
    pages: Iterable[Page | str | Path], steps: tuple[Step, ...], workers: int, time_limit_s: float
) -> Iterator[Reading | Failure]:
    from sayso.workers import Lost, run_in_workers  # here, because most programs read one page at a time

    threads = max(1, (os.cpu_count() or 1) // workers)  # each worker on its own: with all cores each, they would wait for one another
    shared = tuple(partial(step, threads=threads) if step is _extract_attributions else step for step in steps)
    attempt = partial(try_page, steps=shared)
    for page, outcome in run_in_workers(attempt, pages, workers=workers, time_limit_s=time_limit_s):
        yield Failure(name_source(page), outcome.reason) if isinstance(outcome, Lost) else outcome


def try_page(page: Page | str | Path, *, steps: Sequence[Step] | None = None) -> Reading | Failure:
    """The reading of a page, or its failure: one bad page costs one page. What would fail every page alike (`ModelError`) is raised."""
    try:
        return read(page, steps=steps)
    except (ModelError, MissingExtra):
        raise
    except SaysoError as error:
        return Failure(name_source(page), str(error))
    except Exception as error:  # noqa: BLE001 a fault of ours in one page of ten thousand must not cost the others
        reason = f"a fault in sayso, {type(error).__name__}: {error}"
        return Failure(name_source(page), reason, "".join(format_exception(error)))


def name_source(page: Page | str | Path) -> str:
    """What to call a page in a message: its path or address, or else its headline."""
    if isinstance(page, Page):
        return page.url or page.headline or "a page without address"
    return str(page)


def _take(step: Step, reading: Reading) -> Reading:
    following: object = step(reading)
    if not isinstance(following, Reading):
        name = getattr(step, "__name__", repr(step))
        raise TypeError(f"The step {name} returned a {type(following).__name__}; a step takes a Reading and returns the next one.")
    return following
