"""Through whose hands: introductions, forums and nesting become the chain of custody of each statement."""

from sayso.chains.ask import ChainFinder, chain_at, say_so
from sayso.chains.introductions import Introduction, IntroductionKind, find_introductions
from sayso.chains.provenance import find_provenance
from sayso.chains.trace import count_hands, trace_chains

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
