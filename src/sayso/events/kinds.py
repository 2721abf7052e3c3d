"""Which common nouns speak of somebody."""

from __future__ import annotations

from functools import cache
from typing import Final

from sayso.events.lexicon import party_class, singular
from sayso.reading import VoiceKind
from sayso.voices.words import look_up_noun


@cache
def is_party_noun(low: str) -> bool:
    """Whether a common noun, singular or plural, speaks of a person, a group or an organization."""
    noun, one = look_up_noun(low), singular(low)
    if noun is not None:
        return noun.kind is not VoiceKind.DOCUMENT and one not in _THINGS
    return len(one) > 4 and one.endswith(_AGENT_ENDINGS) and one not in party_class("not")


_THINGS: Final = frozenset(("review", "show", "post", "report", "body"))  # as common nouns hardly ever a paper or a corporation
_AGENT_ENDINGS: Final = ("er", "or", "ian")
