"""Who is who: mentions, names and coreference become voices, one a holder."""
