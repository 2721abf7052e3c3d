"""``sayso explain``: the terms of the field, from `terms.toml`."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sayso.errors import SaysoError
from sayso.exports.characters import show_controls

_WIDTH = 76


class Term(NamedTuple):
    """A term, what it means, the terms beside it, and the other words that lead to it."""

    name: str
    text: str
    see: tuple[str, ...]
    also: tuple[str, ...]


def explain(
    term: Annotated[str | None, typer.Argument(help="The term; without one, all of them are listed.", show_default=False)] = None,
) -> None:
    """Tell what a term of the field means, in two sentences."""
    typer.echo(list_terms() if term is None else describe_term(term))


def describe_term(name: str) -> str:
    """The term with its meaning, and where to go on.

    Raises:
        SaysoError: there is no such term; names those that come close.
    """
    found = find_term(name)
    lines = [found.name, *textwrap.wrap(found.text, _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    if found.see:
        lines.append(f"  See also: {', '.join(found.see)}.")
    return "\n".join(lines)


def list_terms() -> str:
    """Every term with the first of its sentences."""
    width = max(len(term.name) for term in load_terms())
    wrapper = textwrap.TextWrapper(_WIDTH + 4, subsequent_indent=" " * (width + 2), break_long_words=False)
    return "\n".join(wrapper.fill(f"{term.name:<{width}}  {_first_sentence(term.text)}") for term in load_terms())


def find_term(name: str) -> Term:
    """The term of that name, or one of its other words; case, hyphens and a plural s do not matter."""
    by_key = {_key(word): term for term in load_terms() for word in (term.name, *term.also)}
    key = _key(name)
    for candidate in (key, key.removesuffix("s")):
        if candidate in by_key:
            return by_key[candidate]
    close = list(dict.fromkeys(by_key[match].name for match in get_close_matches(key, by_key, n=3, cutoff=0.7)))
    help_ = f"did you mean {' or '.join(close)}?" if close else "'sayso explain' lists the terms."
    raise SaysoError(f"There is no term {show_controls(name)!r}; {help_}")


@cache
def load_terms() -> tuple[Term, ...]:
    """The terms, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
    return tuple(_load_term(name, **entry) for name, entry in data.items())


def _load_term(name: str, text: str, see: Sequence[str] = (), also: Sequence[str] = ()) -> Term:
    return Term(name, " ".join(text.split()), tuple(see), tuple(also))


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _key(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
