"""A function over many items, in processes that can be killed; nothing here knows what a page is.

Decides what happens when an item hangs or takes its process down with it: that item is `Lost`, a new process goes on. (A parser written in
C cannot be stopped from within, and the pools of the standard library lose every item in flight with one process.) Each process is a fresh
interpreter that talks over its standard input and output; it never runs the caller's own script again, so no ``if __name__ == "__main__"``
is asked of anybody. The threads here only wait.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT: Final = 4
"""Items a worker that are taken ahead: enough that a slow item at the head of the queue leaves the other workers something to do."""

START_S: Final = 60.0
"""Seconds that a process has to start in, and again to import and load whatever its first item needs."""

_BOOT: Final = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from sayso.workers import serve; serve()"


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Raised:
    """What the function raised, on its way back to the caller."""

    error: BaseException


def run_in_workers(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int, time_limit_s: float
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with the function's result, in the order of `items`, of which a few a worker are taken ahead.

    An item that takes longer than `time_limit_s`, or whose process dies, is `Lost`. What the function raises is raised here. Function,
    items and results have to be picklable. When the iterator is closed, every process is killed.

    Raises:
        RuntimeError: a process did not start, or could not import the function.
    """
    pool = Pool(function, time_limit_s)
    waiting: deque[tuple[Item, Future[Result | Lost]]] = deque()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="sayso-worker")
    try:
        for item in items:
            waiting.append((item, threads.submit(pool.run, item)))
            while waiting and (len(waiting) >= IN_FLIGHT * workers or waiting[0][1].done()):
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        pool.close()
        threads.shutdown(wait=True, cancel_futures=True)


class Pool(Generic[Item, Result]):
    """The processes at hand: as many as there are threads that ask for one at a time; a service keeps one open, as they stay warm."""

    def __init__(self, function: Callable[[Item], Result], time_limit_s: float) -> None:
        self._function = function
        self._time_limit_s = time_limit_s
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def run(self, item: Item) -> Result | Lost:
        """The function's result for an item, or Lost; blocks. What the function raises is raised."""
        worker = self._take()
        answer = worker.ask(item, self._time_limit_s)
        with self._lock:
            if isinstance(answer, Lost):
                self._all.discard(worker)
            else:
                self._idle.append(worker)
        if isinstance(answer, _Raised):
            raise answer.error
        return answer  # type: ignore[no-any-return]  # what comes out of a pickle has no type

    def close(self) -> None:
        """Kills every process; what is still being asked is Lost."""
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.kill()

    def _take(self) -> _Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._closed:
                raise RuntimeError("The workers are closed.")
            worker = _Worker()
            self._all.add(worker)
        worker.start(self._function, 2 * (self._time_limit_s + START_S))
        return worker


class _Worker:
    """One process: asked one item at a time, killed when it takes too long."""

    def __init__(self) -> None:
        environment = os.environ | {"TOKENIZERS_PARALLELISM": "false"}  # the processes share the cores already
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # Ctrl-C is for the parent, which then kills its workers
        )
        self._is_new = True

    def start(self, function: Callable[[Any], Any], give_up_s: float) -> None:
        """Hands over the import path, the function, and when to give up unasked; waits until they are understood."""
        answer = self._exchange(START_S, list(sys.path), give_up_s, function)
        if answer is not True:
            self.kill()
            reason = answer.reason if isinstance(answer, Lost) else answer
            raise RuntimeError(f"A worker process could not be started: {reason}.")

    def ask(self, item: object, time_limit_s: float) -> Any:  # a result, _Raised, or Lost
        limit_s, self._is_new = time_limit_s + START_S * self._is_new, False
        answer = self._exchange(limit_s, item)
        if isinstance(answer, Lost):
            self.kill()
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written is for nobody
                    pass

    def _exchange(self, limit_s: float, *messages: object) -> Any:  # what the process answers, or Lost
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(limit_s, give_up)
        timer.daemon = True
        timer.start()
        try:
            for message in messages:
                pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError, ValueError):  # ValueError: the pipe was closed by `close` meanwhile
            return Lost(f"it took longer than {limit_s:g} seconds and was given up" if late.is_set() else self._find_death())
        finally:
            timer.cancel()

    def _find_death(self) -> str:
        self._process.kill()
        code = self._process.wait()
        if code >= 0:
            return f"the process that read it ended with exit code {code}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"the process that read it was killed ({name}); it may have needed more memory than there is"


# ---------------------------------------------------------------- in the worker process


def serve() -> None:
    """What a worker process does: takes a function, then answers item by item until its input ends."""
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the answers
    logging.getLogger().addHandler(logging.NullHandler())  # failures are reported by the parent
    give_up_s = pickle.load(requests)
    try:
        function = pickle.load(requests)
    except Exception as error:  # noqa: BLE001 whatever importing a caller's module may raise
        _reply(replies, f"{type(error).__name__}: {error}")
        return
    _reply(replies, True)
    nowhere = open(os.devnull, "w")  # noqa: SIM115, PTH123 open as long as the process is
    while True:
        try:
            item = pickle.load(requests)
        except EOFError:
            return
        # An orphan has nobody to kill it when it hangs, so it ends itself; faulthandler's clock needs no lock of the interpreter.
        faulthandler.dump_traceback_later(give_up_s, exit=True, file=nowhere)
        answer = _answer(function, item)
        faulthandler.cancel_dump_traceback_later()
        _reply(replies, answer)


def _answer(function: Callable[[Any], Any], item: object) -> object:
    try:
        return function(item)
    except Exception as error:  # noqa: BLE001 it is raised again in the parent
        return _Raised(error)


def _reply(replies: BinaryIO, answer: object) -> None:
    try:
        message = pickle.dumps(answer)
    except Exception as error:  # noqa: BLE001 results and errors may hold anything
        message = pickle.dumps(_Raised(RuntimeError(f"The result cannot be sent to another process: {error}.")))
    replies.write(message)
    replies.flush()
