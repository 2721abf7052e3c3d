"""``sayso serve``: starts, says where, keeps what it reads, and stops."""

from __future__ import annotations

import re
import signal
import socket
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from tests.cli.conftest import Process


def test_wrong_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    both = CliRunner().invoke(app, ["serve", "--no-store", "--workspace", str(tmp_path / "w")])
    assert both.exit_code == 2
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(app, ["serve", "--no-store", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 1
    assert "Cannot listen at 127.0.0.1" in result.stderr


def test_without_the_extra_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["serve", "--no-store"])
    assert result.exit_code == 1
    assert "pip install 'sayso[web]'" in result.stderr


@pytest.mark.slow
def test_it_serves_until_it_is_told_to_stop_and_keeps_what_it_read(start_sayso: Process, tmp_path: Path) -> None:
    process = start_sayso("serve", "--port", 0, "--workspace", tmp_path / "work.sqlite")
    assert process.stderr is not None
    said = process.stderr.readline()
    url = re.search(r"http://localhost:(\d+)/", said)
    assert url is not None, said
    address = f"http://127.0.0.1:{url[1]}"
    with urllib.request.urlopen(f"{address}/health", timeout=30) as answer:
        assert answer.status == 200
    body = b'{"text": "Quill said the well was dry. Nobody was surprised at all in the town."}'
    request = urllib.request.Request(f"{address}/api/v1/read", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert b'"attributions"' in answer.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) in (0, 130)
    process.stderr.close()
    if process.stdout:
        process.stdout.close()
    assert (tmp_path / "work.sqlite").exists()
