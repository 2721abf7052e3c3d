"""The desk at which pages are read: one at a time, a short queue before it, and a plain "no" when the queue is full.

Decides how many may wait, how long, and how much of the queue one client may take. The reading itself is done in a process that is killed
when it takes too long (see `workers`); fetching, which only waits for others, in a few threads, so that a slow server holds up nobody.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Protocol

from sayso.pages.fetch import Fetched, fetch
from sayso.reading import Reading
from sayso.web.limits import Limits
from sayso.web.problems import Problem
from sayso.web.tasks import Task, What, perform
from sayso.workers import Lost, Pool

N_FETCHING: Final = 4
"""Addresses that are fetched at a time; a guess at what one person waits for."""


class Performer(Protocol):
    """Whatever does a task and blocks: the pool of processes, or a function in a test."""

    def __call__(self, task: Task, /) -> Reading | Lost: ...


class Desk:
    """The queue; its methods are called from one event loop, so its counters need no lock."""

    def __init__(
        self, limits: Limits, *, performer: Performer | None = None, fetcher: Callable[[str], Fetched] = fetch, warm: bool = True
    ) -> None:
        self._limits = limits
        self._pool: Pool[Task, Reading] | None = None
        if performer is None:
            self._pool = Pool(perform, limits.read_s)
            performer = self._pool.run
        self._performer = performer
        self._fetcher = fetcher
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="sayso-reader")
        self._fetchers = ThreadPoolExecutor(N_FETCHING, thread_name_prefix="sayso-fetch")
        self._n_waiting = 0
        self._by_client: Counter[str] = Counter()
        if warm:
            self._reader.submit(self._performer, Task(What.WARM))

    @property
    def n_waiting(self) -> int:
        """Tasks that wait or are being done."""
        return self._n_waiting

    async def do(self, task: Task, client: str) -> Reading:
        """What comes of a task.

        Raises:
            Problem: the queue is full (503), holds too much of this client's (429), or the task took too long (503).
            SaysoError: what the task raised.
        """
        self._take_place(client)
        try:
            future = self._reader.submit(self._performer, task)
        except BaseException:
            self._leave_place(client)
            raise
        return await self._wait(future, client)

    async def fetch(self, url: str, client: str) -> Task:
        """The task of reading what is at an address, once that is fetched.

        Raises:
            FetchError: the address is refused or does not answer.
            Problem: too many are being fetched.
        """
        self._take_place(client)
        try:
            loop = asyncio.get_running_loop()
            fetched = await loop.run_in_executor(self._fetchers, self._fetcher, url)
        finally:
            self._leave_place(client)
        return Task(What.READ, fetched.body, fetched.url, url=fetched.url, charset=fetched.charset, media_type=fetched.media_type)

    def close(self) -> None:
        """Kills the process and lets go of the threads."""
        if self._pool is not None:
            self._pool.close()
        self._reader.shutdown(wait=False, cancel_futures=True)
        self._fetchers.shutdown(wait=False, cancel_futures=True)

    def _take_place(self, client: str) -> None:
        if self._n_waiting >= self._limits.waiting:
            raise Problem(503, f"{self._n_waiting} pages are waiting to be read already; try again in a few seconds.", 5)
        if self._by_client[client] >= self._limits.waiting_each:
            raise Problem(429, f"{self._by_client[client]} of your pages are waiting to be read; wait until one is done.", 2)
        self._n_waiting += 1
        self._by_client[client] += 1

    def _leave_place(self, client: str) -> None:
        self._n_waiting -= 1
        self._by_client[client] -= 1
        if not self._by_client[client]:
            del self._by_client[client]

    async def _wait(self, future: Future[Reading | Lost], client: str) -> Reading:
        """The result; the place in the queue is free when the work is done, whether or not anybody still waits for it."""
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _: _call(loop, self._leave_place, client))
        try:
            result = await asyncio.wait_for(asyncio.wrap_future(future), 2 * self._limits.read_s)
        except TimeoutError:
            future.cancel()
            raise Problem(503, f"The page waited longer than {2 * self._limits.read_s:g} s to be read; try again later.", 30) from None
        if isinstance(result, Lost):
            raise Problem(503, f"The page was not read: {result.reason}; cut it, or read its parts.", 30)
        return result


def _call(loop: asyncio.AbstractEventLoop, function: Callable[[str], None], client: str) -> None:
    """Calls a function in a loop that may be closed already."""
    try:
        loop.call_soon_threadsafe(function, client)
    except RuntimeError:  # the service has stopped; nobody counts any more
        pass
