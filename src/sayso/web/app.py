"""The service: `create_app` puts desk, workspace, pages and REST API together.

Decides what is shared by all requests (one desk, one workspace, one set of templates) and how an error becomes an answer: problem details
under /api and for programs, a page that says the same for people.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, TypeVarTuple

from sayso.errors import MissingExtra

try:
    import anyio
    import anyio.to_thread
    import jinja2
    import python_multipart  # noqa: F401 forms cannot be read without it
    from fastapi import FastAPI, Request
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException
    from starlette.responses import HTMLResponse, Response
    from starlette.staticfiles import StaticFiles
except ImportError as error:
    raise MissingExtra(f"The reader in the browser needs {error.name}, which is not installed: pip install 'sayso[web]'") from error

from sayso.corpus import Corpus
from sayso.corpus.workspace import Workspace
from sayso.errors import SaysoError
from sayso.exports.characters import show_controls
from sayso.exports.json import loads
from sayso.pages.fetch import Fetched, fetch
from sayso.version import __version__
from sayso.web.desk import Desk, Performer
from sayso.web.library import Library
from sayso.web.limits import Guard, Limits, allowed_hosts
from sayso.web.openapi import allowed_methods, describe_api
from sayso.web.problems import Problem, answer_problem, title_of, to_problem
from sayso.web.prose import show
from sayso.web.state import parse_theme
from sayso.web.views import BasePage, ProblemPage

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service is set up; `performer` and `fetcher` stand in for model and network in tests."""

    workspace: Path | None = None  # None: readings are kept in memory, the last few hundred of them
    host: str = "127.0.0.1"
    limits: Limits = field(default_factory=Limits)
    performer: Performer | None = None
    fetcher: Callable[[str], Fetched] = fetch
    warm: bool = True


class Service:
    """What all requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = settings.limits
        self.library = Library(
            Workspace(settings.workspace, wait_s=settings.limits.wait_s, limit_s=settings.limits.question_s, parse=loads)
        )
        self.desk = Desk(settings.limits, performer=settings.performer, fetcher=settings.fetcher, warm=settings.warm)
        self.assets = _digest_assets()
        self._templates = _make_templates()
        self._writing = anyio.CapacityLimiter(1)

    async def write(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """What a function that writes to the corpus returns; run in a thread of its own, one at a time.

        While another process writes it may wait for seconds, and has to keep no page from being shown meanwhile.
        """
        return await anyio.to_thread.run_sync(function, *arguments, limiter=self._writing)

    @property
    def workspace(self) -> Workspace:
        """Where readings are kept."""
        return self.library.workspace

    @property
    def corpus(self) -> Corpus:
        """The same as what questions are asked of: the pages that are read here, and those that `sayso add` put into the file."""
        return self.workspace.corpus

    def base(self, request: Request, title: str) -> dict[str, Any]:  # the fields that every page has
        """The fields of `BasePage`."""
        return {"title": title, "theme": parse_theme(request.query_params), "version": __version__, "assets": self.assets}

    def render(self, template: str, page: BasePage, *, status: int = 200, headers: dict[str, str] | None = None) -> HTMLResponse:
        """A page: a template and its context, nothing else."""
        context = {one.name: getattr(page, one.name) for one in fields(page)}
        html = self._templates.get_template(template).render(context)
        return HTMLResponse(html.encode("utf-8", "replace"), status_code=status, headers=headers)

    def fragment(self, template: str, **context: object) -> str:
        """A part of a page."""
        return self._templates.get_template(template).render(context)

    def close(self) -> None:
        """Ends the processes and closes the workspace."""
        self.desk.close()
        self.workspace.close()


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; it is started by uvicorn (`sayso serve`) or by any other ASGI server.

    Raises:
        MissingExtra: the extra `sayso[web]` is not installed.
        SaysoError: the workspace cannot be opened.
    """
    from sayso.web.routes import api, contacts, corpus, corrections, pages, questions, sayings, verify

    settings = settings or Settings()
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.limits.threads
        yield
        service.close()

    app = FastAPI(title="sayso", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.service = service
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(verify.router)
    app.include_router(corrections.router)
    app.include_router(contacts.router)
    app.include_router(corpus.router)
    app.include_router(sayings.router)
    app.include_router(questions.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for kind in (Problem, SaysoError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _answer)
    describe_api(app)
    app.add_middleware(Guard, limits=settings.limits, hosts=allowed_hosts(settings.host), answer=_answer)
    return app


def service_of(request: Request) -> Service:
    """What all requests share."""
    service: Service = request.app.state.service
    return service


def _answer(request: Request, error: Exception) -> Response:
    """An error as whoever asked can read it."""
    problem = to_problem(error)
    headers = dict(getattr(error, "headers", None) or {}) if isinstance(error, HTTPException) else {}
    app = request.scope.get("app")
    if problem.status == 405 and app is not None and (allowed := allowed_methods(app, request.url.path)):
        headers = {"Allow": allowed}
    if app is None or request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        response = answer_problem(request, problem)
        response.headers.update(headers)
        return response
    service: Service = app.state.service
    page = ProblemPage(
        **service.base(request, title_of(problem)), status=problem.status, heading=title_of(problem), sentence=problem.detail
    )
    return service.render("problem.html", page, status=problem.status, headers=headers | problem.headers())


def _make_templates() -> jinja2.Environment:
    """The templates: everything is escaped, whatever a template is called, and a name that a context lacks is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["show"] = show
    environment.filters["shown"] = show_controls  # for attributes
    return environment


@cache
def _digest_assets() -> str:
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
