"""Who is who: mentions, names and coreference become voices, one a holder."""

from sayso.voices.book import VoiceBook
from sayso.voices.coreference import Coreference, resolve_coreference
from sayso.voices.mentions import find_mentions
from sayso.voices.resolve import resolve_voices

__all__ = ["Coreference", "VoiceBook", "find_mentions", "resolve_coreference", "resolve_voices"]
