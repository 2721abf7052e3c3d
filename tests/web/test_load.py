"""Fifty clients at once: no answer but 200, 429 and 503, and /health is quick all the while (THREATS, row 34)."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

pytestmark = pytest.mark.slow

N_CLIENTS = 50
SECONDS = float(os.environ.get("SAYSO_LOAD_S", "12"))
TEXT = "Well runs dry\n\n" + " ".join(
    f"Quill said the well number {n} was dry. Nobody was surprised at all in the town." for n in range(20)
)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The command itself, with the model, in a process of its own."""
    command = [sys.executable, "-m", "sayso", "serve", "--port", "0", "--workspace", str(tmp_path / "work.sqlite")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    said = process.stderr.readline()
    port = said.partition("localhost:")[2].partition("/")[0]
    assert port.isdigit(), said
    yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    process.terminate()
    process.wait(30)
    process.stderr.close()


async def ask(url: str, method: str, path: str, body: bytes = b"") -> tuple[int, float, bytes]:
    """Status, seconds and body of an answer, over a connection of its own."""
    parts = urlsplit(url)
    began = time.monotonic()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
    answer = await reader.read()
    writer.close()
    headers, _, content = answer.partition(b"\r\n\r\n")
    return int(headers.split()[1]), time.monotonic() - began, content


def memory(process: psutil.Process) -> int:
    return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)])


def test_fifty_clients_get_answers_and_health_stays_quick(service: tuple[str, psutil.Process]) -> None:
    url, process = service

    async def run() -> tuple[Counter[int], list[float]]:
        statuses: Counter[int] = Counter()
        health: list[float] = []
        until = time.monotonic() + SECONDS

        async def client(number: int) -> None:
            asked = 0
            while time.monotonic() < until:
                asked += 1
                body = json.dumps({"text": f"{TEXT} Reader {number}, page {asked % 5}."}).encode()
                kinds = (
                    ("POST", "/api/v1/read", body),
                    ("GET", f"/r/{key}", b""),
                    ("GET", "/readings", b""),
                    ("GET", f"/api/v1/readings/{key}/statements", b""),
                )
                status, _, _ = await ask(url, *kinds[(asked + number) % len(kinds)])
                statuses[status] += 1

        async def watch() -> None:
            while time.monotonic() < until:
                status, seconds, _ = await ask(url, "GET", "/health")
                assert status == 200
                health.append(seconds)
                await asyncio.sleep(0.05)

        await asyncio.gather(*(client(number) for number in range(N_CLIENTS)), watch())
        return statuses, health

    for _ in range(3):  # until the model is loaded and its memory taken
        _, _, content = asyncio.run(ask(url, "POST", "/api/v1/read", json.dumps({"text": TEXT}).encode()))
    key = json.loads(content)["id"]
    before = memory(process)
    statuses, health = asyncio.run(run())
    time.sleep(1)
    after = memory(process)
    health.sort()
    p99 = health[int(len(health) * 0.99) - 1]
    print(
        f"{sum(statuses.values())} answers in {SECONDS:g} s: {dict(statuses)}; /health p50 {health[len(health) // 2] * 1000:.0f} ms,",
        end=" ",
    )
    print(f"p99 {p99 * 1000:.0f} ms; memory {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after; load {os.getloadavg()[0]:.1f}")
    assert set(statuses) <= {200, 429, 503}
    assert statuses[200] > 0
    assert p99 < (0.1 if "SAYSO_LOAD_S" in os.environ else 0.5)  # whoever names the time vouches for a machine that is free: the bar holds
    assert after < 1.5 * before
