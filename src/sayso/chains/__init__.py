"""Through whose hands: introductions, forums and nesting become the chain of custody of each statement."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sayso.chains.ask import ChainFinder, chain_at, count_hands, say_so

if TYPE_CHECKING:
    from sayso.chains.introductions import Introduction, IntroductionKind, find_introductions
    from sayso.chains.provenance import find_provenance
    from sayso.chains.trace import trace_chains

__all__ = [
    "ChainFinder",
    "Introduction",
    "IntroductionKind",
    "chain_at",
    "count_hands",
    "find_introductions",
    "find_provenance",
    "say_so",
    "trace_chains",
]

_HOMES: Final = {
    "Introduction": "introductions",
    "IntroductionKind": "introductions",
    "find_introductions": "introductions",
    "find_provenance": "provenance",
    "trace_chains": "trace",
}


def __getattr__(name: str) -> Any:  # whatever the module has under that name
    """What tracing needs, imported when it is first asked for: `import sayso` loads this package for `say_so` alone."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
