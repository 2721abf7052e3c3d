"""The contact network: whose contacts, one person's own network with its sentences, its files, and the same for programs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.corpus import Corpus
from sayso.corpus.records import Party
from sayso.exports.rows import to_plain
from sayso.reading import EventType
from sayso.version import __version__
from sayso.web.app import Service, service_of
from sayso.web.asking import corpus_of
from sayso.web.forms import clean_text
from sayso.web.network import make_network
from sayso.web.network_evidence import make_evidence
from sayso.web.network_files import FILES, clean_svg, draw_png, file_name, load_hues, load_network, write_network
from sayso.web.network_state import STATUS_WORDS, NetworkState, parse_network_state
from sayso.web.network_words import count
from sayso.web.openapi_corpus import check_params
from sayso.web.openapi_network import NETWORK_QUESTIONS
from sayso.web.pictures import FILE_POLICY
from sayso.web.problems import Problem
from sayso.web.routes.api import answer
from sayso.web.state import parse_theme
from sayso.web.views import ContactsPage, NetworkPage

router: Final = APIRouter(include_in_schema=False)

_PER_PAGE: Final = 40
_USUAL: Final = 50  # edges, or parties, that an answer for programs has unless more are asked for


@router.get("/contacts")
def contacts(request: Request) -> Response:
    """Whose contacts: those that a name may mean, or those with most contacts; straight to the network where one alone may be meant."""
    service = service_of(request)
    query = " ".join(clean_text(request.query_params.get("q", ""))[:200].split())
    theme = parse_theme(request.query_params)
    parties = service.corpus.parties(query or None, limit=_PER_PAGE)
    listed = tuple((one, NetworkState(one.voice_id, theme=theme).url()) for one in parties)
    if query and len(listed) == 1:
        return RedirectResponse(listed[0][1], status_code=303)
    page = ContactsPage(**service.base(request, "Contacts"), query=query, parties=listed)
    return service.render("contacts.html", page)


@router.get("/contacts/{voice}")
def network(request: Request, voice: str) -> Response:
    """One person's own network, and the sentences of the edge that is open."""
    service = service_of(request)
    person = _find_person(service.corpus, voice)
    state = parse_network_state(person.voice_id, request.query_params)
    view = make_network(service.corpus, state, person)
    page = NetworkPage(
        **service.base(request, f"Contacts of {person.name}"),
        view=view,
        evidence=make_evidence(service.corpus, state, person),
        status=STATUS_WORDS[state.status] if state.status else "",
        origins=_list_origins(state.origins),
        files=tuple((state.export_url(name), words) for name, (_, _, words) in FILES.items()),
    )
    return service.render("network.html", page)


@router.get("/contacts/{voice}/export/{name}")
def export(request: Request, voice: str, name: str) -> Response:
    """A person's network as a file."""
    service = service_of(request)
    if name not in FILES:
        raise Problem(404, f"There is no such file; there are {', '.join(FILES)}.")
    person = _find_person(service.corpus, voice)
    state = parse_network_state(person.voice_id, request.query_params)
    if name in ("svg", "png"):
        svg = draw_svg(service, state, person)
        body = svg.encode() if name == "svg" else draw_png(svg)
    else:
        body = write_network(load_network(service.corpus, state, person), name)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(person, name)}"',
        "Content-Security-Policy": FILE_POLICY,  # the picture brings its own styles
    }
    return Response(body, headers=headers, media_type=FILES[name][1])


def draw_svg(service: Service, state: NetworkState, person: Party) -> str:
    """The picture as a file that stands alone."""
    view = make_network(service.corpus, state, person)
    svg = service.fragment(
        "network.svg",
        view=view,
        title=f"The contacts of {person.name}",
        description=" ".join(filter(None, (view.summary, describe_filters(state), view.left_out))),
        source=f"Drawn by sayso {__version__}",
        hues=load_hues(),
    )
    return clean_svg(svg)


def describe_filters(state: NetworkState) -> str:
    """What is shown, in a sentence; empty where all is."""
    said = [f"kinds: {', '.join(kind.value for kind in state.kinds)}"] if state.kinds else []
    said += [STATUS_WORDS[state.status]] if state.status else []
    said += [f"on the word of {state.holder}"] if state.holder else []
    said += [f"from {state.since}"] if state.since else []
    said += [f"to {state.until}"] if state.until else []
    said += [f"told by at least {state.origins} independent origins"] if state.origins > 1 else []
    return f"Only what is {'; '.join(said)}." if said else ""


def _list_origins(asked: int) -> tuple[tuple[int, str], ...]:
    numbers = sorted({1, 2, 3, 5, asked})
    return tuple((n, "any origin" if n == 1 else f"at least {count(n, 'independent origin')}") for n in numbers)


def _find_person(corpus: Corpus, voice: str) -> Party:
    number = int(voice) if voice.isascii() and voice.isdecimal() and len(voice) < 16 else 0
    person = corpus.party(number)
    if person is None:
        raise Problem(404, "There is no voice of that number here; the list under Contacts has those with contacts.")
    return person


# ---------------------------------------------------------------- for programs


@router.get("/api/v1/contacts")
def list_contacts(request: Request) -> Response:
    """The contacts of a voice, of a name, or of all, with the places that state or deny them."""
    params = check_params(request.query_params, NETWORK_QUESTIONS["/api/v1/contacts"])
    if "voice" in params and "name" in params:
        raise Problem(422, "Give the number of a voice or a name; not both.")
    corpus = corpus_of(request)
    person = _find_person(corpus, params["voice"]) if "voice" in params else None
    edges = corpus.contacts(
        params.get("name"),
        voice_id=person.voice_id if person else None,
        types=[params["kind"]] if "kind" in params else [kind.value for kind in EventType],
        since=params.get("since"),
        until=params.get("until"),
        status=params.get("status"),
        holder=params.get("holder"),
        min_origins=int(params.get("origins", 1)),
        limit=int(params.get("limit", _USUAL)),
        most_evidence=int(params.get("evidence", 3)),
    )
    found = corpus.network(edges)
    return answer({"voice": to_plain(person), "nodes": to_plain(found.nodes), "edges": to_plain(found.edges)})


@router.get("/api/v1/contacts/parties")
def list_parties(request: Request) -> Response:
    """The voices that have contacts: those with most, or those that a name may mean."""
    params = check_params(request.query_params, NETWORK_QUESTIONS["/api/v1/contacts/parties"])
    return answer({"items": to_plain(corpus_of(request).parties(params.get("q"), limit=int(params.get("limit", _USUAL))))})
