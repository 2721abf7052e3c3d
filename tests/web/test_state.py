"""Addresses: what goes into one comes out of it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from sayso.reading import DifferenceKind
from sayso.web.compare import classify
from sayso.web.state import Only, Sort, State, Theme, parse_state, text_fragment

states = st.builds(
    State,
    key=st.just("k"),
    only=st.sampled_from(Only),
    voices=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), unique=True, max_size=3).map(tuple),
    query=st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(lambda text: " ".join(text.split())),
    sort=st.sampled_from(Sort),
    lights=st.booleans(),
    as_read=st.booleans(),
    theme=st.sampled_from(Theme),
)


@given(states)
def test_a_state_comes_back_from_its_address(state: State) -> None:
    assert parse_state("k", QueryParams(urlsplit(state.url()).query)) == state


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_statement_of_any_id_has_one_address(identifier: str) -> None:
    path = urlsplit(State("k").of_statement(identifier)).path
    assert path.count("/") == 4
    assert unquote(path.rpartition("/")[2]) == identifier


def test_one_thing_is_picked_out_at_a_time() -> None:
    state = State("k", statement="a1")
    assert state.of_chain("a2") == "/r/k/chain/a2"
    assert state.of_finding(3) == "/r/k/finding/3"
    assert state.of_event(2) == "/r/k/event/2"
    assert replace(state, statement=None, event=2).of_statement("a1") == "/r/k/statement/a1"
    assert state.plain(only=Only.OWN) == "/r/k?only=own"


def test_text_fragments_escape_what_the_directive_would_read() -> None:
    assert (
        text_fragment("https://a.example/x#y", "well-known, he & she", "") == "https://a.example/x#:~:text=well%2Dknown%2C%20he%20%26%20she"
    )
    assert text_fragment("https://a.example/", "from", "to").endswith("#:~:text=from,to")


def test_differences_have_classes() -> None:
    assert classify(DifferenceKind.CHANGED, "does", "does not") == "negation lost"
    assert classify(DifferenceKind.CHANGED, "isn’t", "is") == "negation put in"
    assert classify(DifferenceKind.CHANGED, "40", "14") == "number changed"
    assert classify(DifferenceKind.CHANGED, "Town", "town,") == "typographic"
    assert classify(DifferenceKind.LEFT_OUT, "", "um, you know") == "filler"
    assert classify(DifferenceKind.LEFT_OUT, "", "in the end", "is … so") == "ellipsis"
    assert classify(DifferenceKind.LEFT_OUT, "", "in the end") == "trimmed"
    assert classify(DifferenceKind.MOVED, "a", "a") == "reordered"
