"""``sayso serve``: the reader in a browser and the REST API, on this computer."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.errors import MissingExtra

_SWITCH_S: Final = 0.0002
"""How long a thread that renders may keep the interpreter from the loop that answers; Python's own 5 ms add up to a tenth of a second for
whoever asks /health beside fifty clients (tests/web/test_load.py)."""


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at. Anything but this computer's own lets others read and delete.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")] = 8000,
    open_: Annotated[bool, typer.Option("--open", help="Open the reader in the browser.")] = False,
    workspace: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep readings in this corpus; by default in the data folder of the user.", show_default=False),
    ] = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Keep readings in memory only, until the server stops.")] = False,
) -> None:
    """Open a reader in the browser, and a REST API beside it.

    Pages are read on this computer; nothing is fetched but the address that you ask for. Stop with Ctrl-C.
    """
    if workspace is not None and no_store:
        raise typer.BadParameter("--no-store keeps nothing, so there is no file to keep it in.", param_hint="--workspace")
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtra("The reader in the browser needs uvicorn, which is not installed: pip install 'sayso[web]'") from error
    from sayso.web.app import Settings, create_app
    from sayso.web.listen import listen

    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING, force=True)  # faults are told where the server was started
    path = None if no_store else workspace or _find_workspace()
    with listen(host, port) as (socket, url):
        app = create_app(Settings(workspace=path, host=host))
        kept = f"readings are kept in {path}" if path else "readings are kept in memory only"
        typer.echo(f"sayso reads at {url} ({kept}); stop with Ctrl-C.", err=True)
        if open_:
            typer.launch(url)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=20)
        sys.setswitchinterval(_SWITCH_S)
        uvicorn.Server(config).run(sockets=[socket])


def _find_workspace() -> Path:
    from sayso.corpus.workspace import find_workspace

    return find_workspace()
